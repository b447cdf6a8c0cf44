"""Further content folders: submodules, and checkouts that a pipeline makes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.sources import Declared, folder_of, pattern_of
from hub_plugin.opening import open_hub
from tests.contributing.repo import Repo, run

SOURCES = """\
sources:
  payments:
    path: sources/payments
    may: [adoption/payments, updates/payments-*]
    edit: https://git.example.org/payments/edit/main
"""
ANSWERS = "prepared-meetings@1.0: {agenda-shared: {met: Yes., evidence: https://wiki.example.org/a}}\n"
THERE = "sources/payments"


@pytest.fixture
def hub(repo: Repo) -> Repo:
    repo.write("content/hub.yml", (repo.root / "content/hub.yml").read_text(encoding="utf-8") + SOURCES)
    repo.write(f"{THERE}/adoption/payments.yml", ANSWERS)
    return repo


def rules(repo: Repo) -> list[tuple[str, str]]:
    reading = open_hub(repo.root / "content", "2026-11-23").reading
    return [(each.rule, each.place.path) for each in reading.findings]


def test_mounted(hub: Repo) -> None:
    opened = open_hub(hub.root / "content", "2026-11-23")
    assert opened.reading.findings == ()
    assert Address("adoption", "payments") in opened.reading.hub.records
    assert opened.reading.hub.line_of(Address("adoption", "payments")) == (
        "../sources/payments/adoption/payments.yml",
        1,
    )
    edit = opened.edit(lambda path, line: f"own/{path}#L{line}")
    assert edit("../sources/payments/adoption/payments.yml", 3) == (
        "https://git.example.org/payments/edit/main/adoption/payments.yml#L3"
    )
    assert edit("teams/payments.yml", 2) == "own/teams/payments.yml#L2"


def test_the_page_leads_to_the_source(hub: Repo) -> None:
    hub.edit("content/hub.yml", "adoption/payments,", "templates/*,")
    hub.write(f"{THERE}/templates/brief.yml", "title: Brief\nowner: payments\nstatus: draft\nfiles: brief.txt\n")
    hub.write(f"{THERE}/templates/brief.txt", "Briefly.\n")
    (hub.root / THERE / "adoption/payments.yml").unlink()
    opened = open_hub(hub.root / "content", "2026-11-23")
    assert opened.reading.findings == ()
    own = opened.reading.hub
    site = build.site(own, build.derive(own, opened.today), build.Frame(edit=opened.edit(lambda path, line: None)))
    page = next(each for each in site.pages if each.uri == "templates/brief.md")
    assert page.source is not None
    assert page.source[0] == "../sources/payments/templates/brief.yml"
    assert site.downloads["templates/brief.txt"] == "../sources/payments/templates/brief.txt"
    assert opened.folder.file(site.downloads["templates/brief.txt"]).read_text(encoding="utf-8") == "Briefly.\n"


def test_a_finding_names_the_file_in_the_source(hub: Repo) -> None:
    hub.write(f"{THERE}/adoption/payments.yml", "prepared-meetings: {agenda-shard: met}\n")
    result = run("check")
    assert result.exit_code == 1
    assert " --> sources/payments/adoption/payments.yml:1:" in result.output
    github = run("check", "--format", "github").output
    assert "file=sources/payments/adoption/payments.yml," in github


def test_clash_names_both_sides(hub: Repo) -> None:
    hub.write("content/adoption/payments.yml", ANSWERS)
    result = run("check")
    assert result.exit_code == 1
    assert (
        "'adoption/payments.yml' is in the content folder and in the source 'payments' (sources/payments)"
        in result.output
    )
    assert "also: content/adoption/payments.yml:1" in result.output


def test_clash_of_two_sources_and_of_one_name_in_two_files(hub: Repo) -> None:
    hub.edit(
        "content/hub.yml",
        "sources:\n",
        "sources:\n  second: {path: sources/second, may: [adoption/payments, teams/**]}\n",
    )
    hub.write("sources/second/adoption/payments.yml", ANSWERS)
    hub.write("sources/second/teams/more/payments.yml", "name: Payments again\n")
    out = run("check").output
    assert "is in the source 'second' and in the source 'payments'" in out
    assert "also: content/teams/payments.yml" in out or "also: sources/second/teams/more/payments.yml" in out


def test_what_it_may_not_hold_is_told_and_never_read(hub: Repo) -> None:
    hub.write(f"{THERE}/teams/service.yml", "name: Taken over\n")
    hub.write(f"{THERE}/hub.yml", "format: 1\nname: Taken over\n")
    hub.write(f"{THERE}/README.md", "# Ours\n")
    secret = hub.root / THERE / "adoption/service.yml"
    secret.write_bytes(b"\xff\xfe not even text")
    secret.chmod(0)
    try:
        opened = open_hub(hub.root / "content", "2026-11-23")
    finally:
        secret.chmod(0o600)
    (found,) = opened.reading.findings
    assert (found.rule, found.place.path) == ("hub/source-stranger", "hub.yml")
    assert "'adoption/service.yml' and 1 more" in found.message
    assert str(opened.reading.hub.records[Address("team", "service")].label) != "Taken over"


def test_links_are_refused(hub: Repo, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "adoption").mkdir(parents=True)
    (outside / "adoption/payments.yml").write_text(ANSWERS, encoding="utf-8")
    (hub.root / THERE / "adoption/payments.yml").unlink()
    (hub.root / THERE / "adoption/payments.yml").symlink_to(outside / "adoption/payments.yml")
    assert rules(hub) == []
    assert Address("adoption", "payments") not in open_hub(hub.root / "content").reading.hub.records
    hub.edit("content/hub.yml", "path: sources/payments", "path: linked/outside")
    (hub.root / "linked").symlink_to(tmp_path)
    assert rules(hub) == [("hub/source-missing", "hub.yml")]


@pytest.mark.parametrize("empty", [True, False])
def test_missing(hub: Repo, empty: bool) -> None:
    (hub.root / THERE / "adoption/payments.yml").unlink()
    (hub.root / THERE / "adoption").rmdir()
    if not empty:
        (hub.root / THERE).rmdir()
    out = run("check").output
    assert "the source 'payments' is not there" in out
    assert "git submodule update --init" in out


def test_a_source_without_a_file_yet_is_silent_and_not_missing(hub: Repo) -> None:
    (hub.root / THERE / "adoption/payments.yml").rename(hub.root / THERE / "README.md")
    assert rules(hub) == []


@pytest.mark.parametrize("path", ["/etc", "..", "../x", "a/../../x", ".", "", "a\\b", "C:/x", "a//b"])
def test_a_source_lies_beside_the_content(path: str) -> None:
    with pytest.raises(ValueError, match="not a folder beside"):
        folder_of(path)


@pytest.mark.parametrize("pattern", ["hub.yml", "../teams/x", "/etc/passwd", "*", "teams/../hub.yml", ""])
def test_patterns_stay_inside(pattern: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        pattern_of(pattern)


@pytest.mark.parametrize(
    ("pattern", "path", "allowed"),
    [
        ("adoption/payments", "adoption/payments.yml", True),
        ("adoption/payments", "adoption/payments/checkout.yml", True),
        ("adoption/payments", "adoption/payments-two.yml", False),
        ("adoption/payments", "adoption/payments", False),
        ("adoption/payments.yml", "adoption/payments.yml", True),
        ("adoption/payments.yml", "adoption/paymentsxyml", False),
        ("meetings/pay-*/**", "meetings/pay-weekly/2026-01-06.md", True),
        ("meetings/pay-*", "meetings/pay-weekly/2026-01-06.md", False),
        ("assessments/*/payments", "assessments/service/payments/2026-10-01.yml", True),
        ("assessments/*/payments", "assessments/service/x/payments/2026-10-01.yml", False),
    ],
)
def test_patterns(pattern: str, path: str, allowed: bool) -> None:
    assert Declared("a", "a", (pattern,)).allows(path) is allowed


def test_content_inside_a_source_or_a_source_inside_the_content(hub: Repo) -> None:
    hub.edit("content/hub.yml", "path: sources/payments", "path: content/teams")
    assert rules(hub)[0] == ("hub/source-missing", "hub.yml")


def test_impact_of_a_submodule_that_moves_on(repo: Repo, tmp_path: Path) -> None:
    team = Repo(tmp_path / "team")
    team.git("rm", "-rqf", ".")
    team.write("adoption/payments.yml", "prepared-meetings@1.0: {agenda-shared: not-met}\n")
    team.commit()
    repo.git("submodule", "add", "-q", str(team.root), THERE)
    repo.write("content/hub.yml", (repo.root / "content/hub.yml").read_text(encoding="utf-8") + SOURCES)
    base = repo.commit()
    team.write("adoption/payments.yml", ANSWERS)
    team.commit()
    repo.git("-C", THERE, "pull", "-q", "origin", "main")
    head = repo.commit()
    repo.git("-C", THERE, "checkout", "-q", "HEAD~1")  # what lies there now is neither here nor there
    found = json.loads(run("impact", base, head, "--format", "json").stdout)
    assert [(each["team"], each["after"]["state"]) for each in found["owed"]["less"]] == [("team/payments", "met")]
    assert found["findings"]["new"] == []


def test_impact_of_a_source_in_the_same_repository_and_of_one_on_disk(hub: Repo) -> None:
    base = hub.commit()
    hub.write(f"{THERE}/adoption/payments.yml", "prepared-meetings@1.0: {agenda-shared: partly}\n")
    head = hub.commit()
    found = json.loads(run("impact", base, head, "--format", "json").stdout)
    assert [each["record"] for each in found["records"]["changed"]] == ["adoption/payments"]
    hub.git("rm", "-rq", "--cached", THERE)
    hub.write(".gitignore", "sources/\n")
    checked_out = hub.commit()
    hub.edit("content/teams/service.yml", "name:", "purpose: Help.\nname:")
    found = json.loads(run("impact", checked_out, "--format", "json").stdout)
    assert [each["record"] for each in found["records"]["changed"]] == ["team/service"]
    assert found["findings"]["fixed"] == found["findings"]["new"] == []


def test_impact_of_a_proposal_whose_submodules_nobody_fetches(repo: Repo, tmp_path: Path) -> None:
    """As of a pull request from outside: what the sources hold is not told, what else changes is."""
    team = Repo(tmp_path / "team")
    team.git("rm", "-rqf", ".")
    team.write("adoption/payments.yml", ANSWERS)
    team.commit()
    repo.git("submodule", "add", "-q", str(team.root), THERE)
    repo.write("content/hub.yml", (repo.root / "content/hub.yml").read_text(encoding="utf-8") + SOURCES)
    base = repo.commit()
    repo.edit("content/teams/service.yml", "name:", "purpose: Help.\nname:")
    repo.commit()
    repo.git("submodule", "deinit", "-q", "-f", THERE)
    found = json.loads(run("impact", base, "HEAD", "--format", "json").stdout)
    assert [each["record"] for each in found["records"]["changed"]] == ["team/service"]
    assert found["findings"]["new"] == []
