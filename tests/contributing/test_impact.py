"""What `coehub impact` says of a change, on real repositories."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hub_plugin.outputs.impact.as_markdown import escaped
from tests.contributing.repo import Repo, run

STANDARD = "content/standards/prepared-meetings.yml"
ANSWERS = "prepared-meetings@1.0:\n  agenda-shared: {met: Since spring., evidence: https://wiki.example.org/a}\n"


def told(*words: str, code: int = 0) -> dict[str, Any]:
    result = run("impact", *words, "--format", "json")
    assert result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_nothing(repo: Repo) -> None:
    assert "Nothing changes that the hub shows." in run("impact", "main").stdout
    repo.edit(STANDARD, "title:", "# a comment\ntitle:")
    assert told("main")["summary"] == ["Nothing changes that the hub shows."]


def test_a_new_requirement_in_force_later(repo: Repo) -> None:
    repo.edit(
        STANDARD, "changes:\n",
        "  notes-kept:\n    must: Notes are kept for a year.\n    new_in: 1.1\n    adopt_by: 2027-01-31\n"
        "changes:\n  - {version: 1.1, date: 2026-12-01, what: Notes}\n",
    )  # fmt: skip
    found = told("main")
    assert (found["today"], found["in_force"]) == ("2026-11-23", "2026-12-01")
    more = {(each["team"], each["item"], each["after"]["due"]) for each in found["owed"]["more"]}
    item = "standard/prepared-meetings#notes-kept"
    assert more == {("team/payments", item, "2027-01-31"), ("team/service", item, "2027-01-31")}
    assert found["records"]["changed"][0]["parts"]["added"] == ["notes-kept"]
    text = run("impact", "main").stdout
    assert "2 teams will owe more: 2 things in all, the first by 2027-01-31 (in 69 days)." in text
    assert "what teams owe is as of 2026-12-01" in text


def test_answers_to_confirm_again_and_coverage(repo: Repo) -> None:
    repo.write("content/adoption/payments.yml", ANSWERS)
    repo.commit()
    repo.edit(STANDARD, "    evidence: A", "    changed_in: {1.1: Two days.}\n    evidence: A")
    repo.edit(STANDARD, "changes:\n", "changes:\n  - {version: 1.1, date: 2026-11-20, what: Two days}\n")
    found = told("main")
    assert [(each["team"], each["after"]["state"]) for each in found["owed"]["confirm_again"]] == [
        ("team/payments", "confirm")
    ]
    assert found["owed"]["more"] == []
    centre = found["standing"][0]["today"]
    assert (centre["before"]["coverage"], centre["after"]["coverage"]) == (50, 0)
    assert "Coverage of the centre falls from 50% to 0%." in found["summary"]


def test_less_when_answered_and_when_removed(repo: Repo) -> None:
    base = repo.commit()
    repo.write("content/adoption/payments.yml", ANSWERS)
    answered = repo.commit()
    assert [each["after"]["state"] for each in told(base, answered)["owed"]["less"]] == ["met"]
    repo.edit(STANDARD, "status: active", "status: retired")
    gone = told(answered)["owed"]["less"]
    assert [(each["team"], each["after"]) for each in gone] == [("team/service", None)]


def test_text_without_a_version(repo: Repo) -> None:
    repo.edit(STANDARD, "three days", "one day")
    found = told("main")
    assert [each["item"] for each in found["unversioned"]] == ["standard/prepared-meetings#agenda-shared"]
    assert "Changed without a version" in run("impact", "main").stdout


@pytest.mark.parametrize("was", [True, False])
def test_renamed(repo: Repo, was: bool) -> None:
    repo.write("content/adoption/payments.yml", ANSWERS)
    repo.commit()
    repo.git("mv", STANDARD, "content/standards/good-meetings.yml")
    if was:
        repo.edit("content/standards/good-meetings.yml", "title:", "was: prepared-meetings\ntitle:")
    found = told("main")
    assert [(each["from"], each["record"], each["by_was"]) for each in found["records"]["renamed"]] == [
        ("standard/prepared-meetings", "standard/good-meetings", was)
    ]
    assert (found["records"]["added"], found["records"]["removed"]) == ([], [])
    elsewhere = [each["path"] for each in found["findings"]["elsewhere"]]
    if was:
        assert elsewhere == []
        assert found["owed"]["more"] == found["owed"]["less"] == []
    else:
        assert "adoption/payments.yml" in elsewhere
        assert "write 'was: prepared-meetings' in it" in run("impact", "main").stdout
        assert found["records"]["unreadable"] == ["adoption/payments"]


def test_dates_that_move(repo: Repo) -> None:
    repo.write(
        "content/calendars/days.yml",
        "title: Days\nowner: service\nevents:\n  launch:\n    title: Launch\n    when: {date: 2026-12-04, at: 13:00, duration: 90m}\n",
    )
    repo.commit()
    repo.edit("content/calendars/days.yml", "2026-12-04", "2026-12-11")
    (found,) = told("main")["dates"]
    assert (found["gone"], found["come"]) == (["2026-12-04 13:00:00+02:00"], ["2026-12-11 13:00:00+02:00"])
    assert "“Launch”: 2026-12-04 13:00 → 2026-12-11 13:00" in run("impact", "main").stdout


def test_findings_new_and_fixed(repo: Repo) -> None:
    repo.write("content/teams/lost.yml", "name: Lost\nlead: nobody\n")
    repo.commit()
    repo.write("content/teams/lost.yml", "name: Lost\npart_of: nowhere\n")
    found = told("main")["findings"]
    assert [each["message"] for each in found["fixed"]] == ["no person is called 'nobody'"]
    assert any("nowhere" in each["message"] for each in found["new"])


def test_a_line_that_moves_is_no_new_finding(repo: Repo) -> None:
    repo.write("content/teams/lost.yml", "name: Lost\nlead: nobody\n")
    repo.commit()
    repo.write("content/teams/lost.yml", "# later\n\nname: Lost\nlead: nobody\n")
    found = told("main")["findings"]
    assert (found["new"], found["fixed"], found["elsewhere"]) == ([], [], [])


LIMITS = "limits: {coverage_drop: 5, new_obligations: 1, notice: 30 days}\n"


def test_limits_of_the_base_fail_and_a_change_does_not_lift_its_own(repo: Repo) -> None:
    hub = (repo.root / "content/hub.yml").read_text(encoding="utf-8")
    repo.write("content/hub.yml", hub + LIMITS)
    repo.write("content/adoption/payments.yml", ANSWERS)
    repo.commit()
    assert run("impact", "main").exit_code == 0
    repo.edit(STANDARD, "changes:\n", "  notes-kept: {must: Notes are kept., adopt_by: 2026-12-01}\nchanges:\n")
    repo.write("content/hub.yml", hub)
    found = told("main", code=1)
    assert {each["limit"] for each in found["limits"]} == {"coverage_drop", "new_obligations", "notice"}
    assert "Over the limits of the hub" in run("impact", "main").stdout


@pytest.mark.parametrize(("by", "broken"), [("2026-12-22", ["notice"]), ("2026-12-23", [])])
def test_a_date_may_be_the_first_after_the_notice(repo: Repo, by: str, broken: list[str]) -> None:
    hub = (repo.root / "content/hub.yml").read_text(encoding="utf-8")
    repo.write("content/hub.yml", hub + "limits: {notice: 30 days}\n")
    repo.commit()
    repo.edit(STANDARD, "changes:\n", f"  notes-kept: {{must: Notes are kept., adopt_by: {by}}}\nchanges:\n")
    assert [each["limit"] for each in told("main", code=int(bool(broken)))["limits"]] == broken


def test_a_broken_charter_is_said_and_not_a_crash(repo: Repo) -> None:
    repo.write("content/hub.yml", "format: 1\n")
    assert told("main")["unknown"] == "hub.yml cannot be read after the change"
    (repo.root / "content/hub.yml").unlink()
    assert run("impact", "main").exit_code == 0


def test_the_first_hub_of_a_repository(repo: Repo) -> None:
    repo.git("checkout", "-q", "--orphan", "empty")
    repo.git("rm", "-rqf", ".")
    repo.write("README.md", "Nothing yet.\n")
    empty = repo.commit()
    found = told(empty, "main", "--direct")
    assert "standard/prepared-meetings" in [each["record"] for each in found["records"]["added"]]
    assert "no commit in common" in run("impact", empty, "main").output
    assert "neither side holds a hub" in run("impact", empty, empty).output


def test_it_compares_with_where_the_change_left(repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "change")
    repo.write("content/teams/new.yml", "name: New\n")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write("content/teams/other.yml", "name: Other\n")
    repo.commit()
    found = told("main", "change")
    assert [each["record"] for each in found["records"]["added"]] == ["team/new"]
    assert found["records"]["removed"] == []
    assert [each["record"] for each in told("main", "change", "--direct")["records"]["removed"]] == ["team/other"]


def test_the_working_tree_is_not_touched(repo: Repo) -> None:
    head = repo.commit()
    repo.write("content/teams/open.yml", "name: Open\n")
    before = {path: path.stat().st_mtime_ns for path in sorted(repo.root.rglob("*"))}
    assert run("impact", head, head).exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in sorted(repo.root.rglob("*"))} == before


def test_the_content_of_each_side_is_where_its_configuration_says(repo: Repo) -> None:
    old = repo.commit()
    repo.git("mv", "content", "records")
    repo.write("mkdocs.yml", 'site_name: A\nplugins: [{coehub: {content_dir: records, today: "2026-11-23"}}]\n')
    new = repo.commit()
    assert told(old, new)["summary"] == told(old)["summary"] == ["Nothing changes that the hub shows."]


def test_secrets_of_the_pipeline_are_not_read(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "s3cr3t")
    repo.write("mkdocs.yml", "site_name: A\nplugins: [{coehub: {content_dir: !ENV SECRET}}]\n")
    assert "s3cr3t" not in run("impact", "main", repo.commit()).output


@pytest.mark.parametrize("base", ["nothing", "--upload-pack=x", "main:content", "-"])
def test_no_such_revision(repo: Repo, base: str) -> None:
    result = run("impact", "--", base)
    assert result.exit_code == 2
    assert "there is no commit" in result.output


def test_outside_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert run("impact", "main").exit_code == 2


def test_links_and_giant_files_at_a_revision(repo: Repo) -> None:
    base = repo.commit()
    (repo.root / "content/teams/passwd.yml").symlink_to("/etc/passwd")
    (repo.root / "content/leads").symlink_to("/etc")
    repo.write("content/teams/big.yml", "name: " + "x" * (5 * 1024 * 1024 + 10) + "\n")
    found = told(base, repo.commit())
    assert not any("passwd" in str(each) or "leads" in str(each) for each in found["findings"]["new"])
    assert [each["rule"] for each in found["findings"]["new"]] == ["yaml/too-large"]


HOSTILE = [
    "::error::stop", "##[error]stop", "@everyone look", "a | b", "`code`", "<script>alert(1)</script>", "[x](https://evil.example)",
    "![x](https://evil.example/x.png)", "https://evil.example", "www.evil.example", "closes #12 !12 GH-12 &12 $12 ~bug %12", "/merge",
    "**bold** _it_ ~~no~~", "a\\|b", "<!-- coehub impact -->", "mail@evil.example", "$x$",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_what_authors_write_stays_words(text: str) -> None:
    made = escaped(text)
    assert "\n" not in made
    shown = re.sub(r"&#?\w+;", "·", made)
    assert not re.search(r"<|(?<!\\)[\[\]*`|_$]|@\w|://|www\.|[#!~%]\w|\$\d|GH-\d|##\[", shown), made


def test_hostile_titles_in_a_change(repo: Repo) -> None:
    for number, text in enumerate(HOSTILE):
        repo.write(f"content/teams/t{number}x.yml", f"name: '{text}'\n")
    for form in ("text", "markdown"):
        out = run("impact", "main", "--format", form).stdout
        assert not [
            line for line in out.split("\n") if line.lstrip().startswith("::") or line.startswith("/") or "##[" in line
        ]
    assert "<script" not in out
    assert out.startswith("<!-- coehub impact -->\n## What this change means\n")


def test_ci_gets_markdown_and_the_same_bytes_each_time(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.edit(STANDARD, "three days", "one day")
    monkeypatch.setenv("CI", "true")
    out = run("impact", "main").stdout
    assert out.startswith("<!-- coehub impact -->")
    assert run("impact", "main").stdout == out


def test_a_great_change_fits_a_comment(repo: Repo) -> None:
    asked = "".join(f"  r{number}x:\n    must: {'A long sentence ' * 20}{number}.\n" for number in range(400))
    repo.edit(STANDARD, "changes:\n", asked + "changes:\n")
    out = run("impact", "main", "--format", "markdown").stdout
    assert len(out) < 65_000
    assert "more" in out


def test_content_behind_a_link_is_followed(repo: Repo) -> None:
    old = repo.commit()
    repo.git("mv", "content", "records")
    (repo.root / "content").symlink_to("records")
    new = repo.commit()
    assert told(old, new)["summary"] == told(new, new)["summary"] == told(new)["summary"]
    (repo.root / "content").unlink()
    (repo.root / "content").symlink_to("../elsewhere")
    result = run("impact", repo.commit(), repo.commit())
    assert (result.exit_code, "a link that leads out of the repository" in result.output) == (2, True)


def test_a_hook_names_the_repository_alone(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git tells hooks where the repository is; where they have gone into a folder, that is not its top."""
    (repo.root / "hub").mkdir()
    for name in ("content", "mkdocs.yml"):
        repo.git("mv", name, f"hub/{name}")
    old = repo.commit()
    repo.edit("hub/content/teams/payments.yml", "name: ", "name: The ")
    new = repo.commit()
    monkeypatch.chdir(repo.root / "hub")
    plain = run("impact", old, new).output
    monkeypatch.setenv("GIT_DIR", str(repo.root / ".git"))
    assert run("impact", old, new).output == plain
    assert "1 changed" in plain


def test_nothing_is_committed_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    assert "nothing is committed here yet" in run("impact", "HEAD").output


@pytest.mark.parametrize("left_out", ["blob:none", "tree:0"])
def test_a_clone_that_does_not_hold_the_files_says_so(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left_out: str
) -> None:
    """A gate that cannot compare does not pass."""
    repo.git("config", "uploadpack.allowFilter", "true")
    base = repo.commit()
    repo.edit("content/teams/payments.yml", "name: ", "name: The ")
    repo.commit()
    there = tmp_path / "clone"
    repo.git("clone", "-q", f"--filter={left_out}", f"file://{repo.root}", str(there))
    monkeypatch.chdir(there)
    done = run("impact", base)
    assert done.exit_code == 2
    assert "this clone does not hold all files of the revision; fetch them first" in done.output


def test_a_folder_named_through_a_link(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(repo.root, target_is_directory=True)
    result = run("impact", "--content", tmp_path / "way/content", "main")
    assert result.exit_code == 0, result.output
