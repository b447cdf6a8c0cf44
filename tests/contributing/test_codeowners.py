"""CODEOWNERS from the records."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub_plugin.model.door_rules import OUT_OF_DATE
from hub_plugin.outputs.codeowners import BEGIN, END, current, within
from tests.contributing.repo import Repo, run

FILE = ".github/CODEOWNERS"


@pytest.fixture
def hub(repo: Repo) -> Repo:
    repo.edit("content/people/mara-ionescu.yml", "name:", "account: mara\nname:")
    repo.write(
        "content/hub.yml", (repo.root / "content/hub.yml").read_text(encoding="utf-8") + 'account: "@example/coe"\n'
    )
    repo.write("content/teams/payments.yml", "name: Payments\nlead: mara-ionescu\n")
    repo.write("content/teams/service.yml", 'name: Service\naccount: "@example/service"\n')
    repo.write("content/adoption/payments/checkout.yml", "prepared-meetings: {agenda-shared: not-met}\n")
    return repo


def lines(repo: Repo, path: str = FILE) -> dict[str, str]:
    text = (repo.root / path).read_text(encoding="utf-8")
    return dict(line.split(" ", 1) for line in text.split("\n") if line and not line.startswith("#"))


def test_owners_and_leads(hub: Repo) -> None:
    assert run("codeowners").exit_code == 0
    found = lines(hub)
    assert found["/content/"] == found[f"/{FILE}"] == found["/content/hub.yml"] == "@example/coe"
    assert found["/content/teams/payments.yml"] == "@mara"
    assert found["/content/adoption/payments/checkout.yml"] == "@mara"
    assert found["/content/standards/prepared-meetings.yml"] == "@example/service"
    assert next(iter(found)) == "/content/"
    assert "up to date" in run("codeowners", "--check").output


def test_who_approves_a_record_approves_its_translations(hub: Repo) -> None:
    hub.write("content/teams/payments.ro.yml", "name: Plăți\n")
    assert run("codeowners").exit_code == 0
    assert lines(hub)["/content/teams/payments.ro.yml"] == lines(hub)["/content/teams/payments.yml"]


def test_who_approves_the_files_of_a_source_is_said_where_they_lie(hub: Repo) -> None:
    charter = (hub.root / "content/hub.yml").read_text(encoding="utf-8")
    hub.write("content/hub.yml", charter + "sources: {payments: {path: sources/payments, may: templates/*}}\n")
    hub.write(
        "sources/payments/templates/brief.yml", "title: Brief\nowner: payments\nstatus: draft\nfiles: brief.txt\n"
    )
    hub.write("sources/payments/templates/brief.txt", "Briefly.\n")
    hub.write("content/templates/long.yml", "title: Long\nowner: payments\nstatus: draft\nfiles: long.txt\n")
    hub.write("content/templates/long.txt", "At length.\n")
    assert run("codeowners").exit_code == 0
    found = [each for each in lines(hub) if "/templates/" in each or "sources" in each]
    assert found == ["/content/templates/long.txt", "/content/templates/long.yml"]


def test_only_our_block_is_touched(hub: Repo) -> None:
    hub.write(FILE, "# Ours\n/docs/ @writers\n")
    run("codeowners")
    text = (hub.root / FILE).read_text(encoding="utf-8")
    assert text.startswith(f"# Ours\n/docs/ @writers\n\n{BEGIN}\n")
    hub.write(FILE, text + "/late/ @last\n")
    hub.edit("content/teams/payments.yml", "lead: mara-ionescu\n", "")
    run("codeowners")
    after = (hub.root / FILE).read_text(encoding="utf-8")
    assert after.startswith("# Ours\n/docs/ @writers\n")
    assert after.endswith(f"{END}\n/late/ @last\n")
    assert "@mara" in after  # her own record
    assert "/content/teams/payments.yml" not in after


def test_check_says_when_it_is_out_of_date(hub: Repo) -> None:
    assert "hub/codeowners" not in run("check", "--pedantic").output
    hub.write(FILE, "* @by-hand\n")
    assert "hub/codeowners" not in run("check", "--pedantic").output
    run("codeowners")
    assert "hub/codeowners" not in run("check", "--pedantic").output
    hub.edit("content/people/mara-ionescu.yml", "account: mara", "account: mara-i")
    out = run("check", "--pedantic")
    assert out.exit_code == 0
    assert "advice[hub/codeowners]: CODEOWNERS is out of date" in out.output
    assert f" --> {FILE}:" in out.output
    assert run("codeowners", "--check").exit_code == 1
    assert run("explain", OUT_OF_DATE.name).exit_code == 0


def test_gitlab_and_what_is_there(hub: Repo) -> None:
    run("codeowners", "--for", "gitlab")
    assert "/content/teams/payments.yml" in lines(hub, "CODEOWNERS")
    run("codeowners")
    assert not (hub.root / FILE).exists()


def test_errors_write_nothing_and_links_are_refused(hub: Repo) -> None:
    hub.write("content/teams/lost.yml", "name: Lost\nlead: nobody\n")
    assert run("codeowners").exit_code == 1
    (hub.root / "content/teams/lost.yml").unlink()
    (hub.root / "CODEOWNERS").symlink_to("/etc/passwd")
    assert run("codeowners").exit_code == 2


@pytest.mark.parametrize("account", ["a b", "@a @b", "a\tb", "@", "x@y@z.example", "/a", "a/#b"])
def test_an_account_is_one_word(hub: Repo, account: str) -> None:
    hub.write("content/people/odd-one.yml", f'name: Odd\naccount: "{account}"\n')
    assert "field/wrong-value" in run("check").output or "yaml/" in run("check").output


def test_windows_line_ends_and_half_a_block() -> None:
    made = f"{BEGIN}\n/a @b\n{END}"
    assert current(made.replace("\n", "\r\n")) == made
    assert current(f"{BEGIN}\n/a @b\n") is None
    assert within("", made) == made + "\n"
    assert within(f"x\n{BEGIN}\nold\n{END}\ny\n", made) == f"x\n{made}\ny\n"


def test_where_nobody_has_an_account_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "hub").exit_code == 0
    monkeypatch.chdir(tmp_path / "hub")
    assert "0 lines written\nNobody will be asked: write an 'account' into hub.yml" in run("codeowners").output


def test_a_file_with_ends_of_lines_of_windows_keeps_them() -> None:
    made = f"{BEGIN}\n/x @a\n{END}"
    text = within("* @all\r\n", made)
    assert text.count("\n") == text.count("\r\n") == 5
    assert current(text) == made
    assert within(text, made) == text
