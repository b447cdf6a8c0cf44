"""Rules explained, the hub in a few lines, and a hub to begin with."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hub_plugin.kinds import KINDS
from hub_plugin.model.rulebook import every_rule
from tests.cli.conftest import Run, write

RULES = every_rule(KINDS)


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_explained(run: Run, name: str) -> None:
    output = run("explain", name).output
    rule = RULES[name]
    assert output.startswith(f"{rule.level}[{name}]\n\n{rule.title}\n")
    assert rule.why in output
    assert "\nBad:\n    # content/" in output
    assert "\nGood:\n    # content/" in output


def test_examples_lie_in_the_hub_s_own_folder(run: Run) -> None:
    assert "\nBad:\n    # records/" in run("explain", "file/missing", "-C", "records").output


def test_all_rules_are_listed_by_room(run: Run) -> None:
    output = run("explain").output
    assert all(f"  {name} " in output for name in RULES)
    rooms = re.findall(r"^(\S+)/$", output, re.MULTILINE)
    assert rooms == list(dict.fromkeys(name.partition("/")[0] for name in RULES))


def test_status(run: Run, hub: Path) -> None:
    output = run("status", "--today", "2026-01-20").output
    lines = output.rstrip("\n").split("\n")
    assert len(lines) <= 15
    assert lines[0] == "Centre of Excellence on 20 January 2026"
    assert lines[1] == "1 of 2 teams have answered; of what must hold, 50% is answered; the score is 50%"
    assert "Centre office has not answered anything yet → ask how it can be helped" in output
    assert "Due by 3 February" in output


def test_status_stays_short(run: Run, hub: Path) -> None:
    for number in range(40):
        write(hub / f"content/roles/role-{number}.yml", f"title: Role {number}\nrequired: true\npurpose: x\n")
    actions = "".join(f"  a-{n}: {{text: Do {n}, owner: sam-lee, due: 2026-01-15}}\n" for n in range(40))
    write(hub / "content/meetings/steering/2026-02-03.md", f"---\nactions:\n{actions}---\n")
    for day in ("2026-01-14", "2026-06-01"):
        lines = run("status", "--today", day).output.rstrip("\n").split("\n")
        assert len(lines) == 15 or day == "2026-06-01"
        assert len(lines) <= 15
        assert any(line.startswith("  … and ") for line in lines)


def test_status_of_a_team(run: Run, hub: Path) -> None:
    output = run("status", "first-team", "--today", "2026-01-20").output
    assert output.startswith("First team owes 2 things on 20 January 2026")
    owed = output.rstrip("\n").split("\n")[2:]
    days = [datetime.datetime.strptime(line.split("  ")[0], "%d %b %Y") for line in owed if line[0].isdigit()]
    assert days == sorted(days)
    assert re.match(r"\d+ \w+ 2026 +should +partly met +Every action has one owner and a date", owed[0])
    path, line = owed[0].rpartition("  ")[2].split(":")
    assert "actions-owned" in (hub / path).read_text().split("\n")[int(line) - 1]
    assert "(late)" in run("status", "first-team", "--today", "2028-01-20").output
    assert run("status", "First Team").exit_code == 0
    assert run("status", "team/first-team").exit_code == 0


def test_status_of_a_team_tells_what_it_has_to_do_beside_the_standards(run: Run, hub: Path) -> None:
    write(hub / "content/teams/new-team.yml", "name: New team\nlead: sam-lee\nmembers: [sam-lee]\n")
    gap = (
        "title: A gap\nowner: new-team\nagainst: hub\nfound_on: 2026-01-01\nraised: {date: 2026-01-02, with: sam-lee}\n"
    )
    plan = "answer: {text: Yes., date: 2026-01-03, by: sam-lee}\nplan:\n  first: {text: Do it, owner: new-team, due: 2026-01-10}\n"
    write(hub / "content/gaps/phones.yml", f"{gap}{plan}  then: {{text: Do more, owner: new-team}}\n")
    output = run("status", "new-team", "--today", "2026-01-20").output
    assert output.endswith("New team has 2 things to do:\n  10 Jan 2026 (late)  Do it\n  no date  Do more\n")


def test_status_of_a_team_that_has_left(run: Run, hub: Path) -> None:
    path = hub / "content/teams/first-team.yml"
    path.write_text(path.read_text() + "left: 2026-01-31\n")
    assert "left on 31 January 2026" in run("status", "first-team", "--today", "2026-03-01").output


def test_status_of_a_broken_hub(run: Run, hub: Path) -> None:
    write(hub / "content/tools/wiki.yml", "title: [\n")
    result = run("status")
    assert result.exit_code == 0
    assert "1 error in the content" in result.output
    write(hub / "content/hub.yml", "format: 1\n")
    assert run("status").exit_code == 1
    assert "coehub check says what is wrong" in run("status").output


@pytest.mark.parametrize("day", ["2026-01-14", "2024-02-29", "2027-12-31", "2026-01-05", "2030-06-16"])
def test_init(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("init", "deep/hub", "--today", day)
    assert result.exit_code == 0
    monkeypatch.chdir(tmp_path / "deep/hub")
    for today in (day, "2026-01-01", "2040-01-01"):
        checked = run("check", "--strict", "--pedantic", "--today", today)
        assert checked.exit_code == 0, checked.output
        assert run("status", "--today", today).exit_code == 0
    assert Path(".gitignore").is_file()
    actions = [line for line in run("status", "--today", day).output.split("\n") if "overdue" in line]
    assert not actions


def test_init_twice_is_the_same(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("init", tmp_path / name, "--today", "2026-03-03")
    files = [sorted(path.relative_to(tmp_path / name) for path in (tmp_path / name).rglob("*")) for name in "ab"]
    assert files[0] == files[1]
    for path in files[0]:
        if (tmp_path / "a" / path).is_file():
            assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()


def test_init_refuses(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "file", "x")
    assert run("init", tmp_path / "file").exit_code == 2
    assert "is not empty" in run("init", tmp_path).output
    assert run("init", tmp_path / "new", "--today", "soon").exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]
    (tmp_path / "repository/.git").mkdir(parents=True)
    assert run("init", tmp_path / "repository").exit_code == 0


def test_the_command_that_init_shows_can_be_pasted(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, shown in {"-": "cd ./-", "a b": "cd 'a b'", "it's": """cd 'it'"'"'s'""", "plain": "cd plain"}.items():
        assert f"  {shown}\n" in run("init", "--", name).output
    refused = run("init", "a\nb\x1b[31m")
    assert (refused.exit_code, "signs that a terminal would obey" in refused.output) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["-", "a b", "it's", "plain"]


def test_init_inside_of_a_repository_says_that_no_host_reads_its_pipelines(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for words in (("coe",), ("coe", "--pipelines")):
        told = run("init", tmp_path / words[0], *words[1:])
        assert "hosts read pipelines at its top only" in told.output
    (tmp_path / "own/.git").mkdir(parents=True)
    assert "at its top only" not in run("init", tmp_path / "own").output


def test_a_new_hub_without_its_example_page_survives_a_clone(run: Run, tmp_path: Path) -> None:
    """Git keeps no empty folder, and MkDocs wants docs/."""
    run("init", tmp_path / "hub")
    (tmp_path / "hub/docs/about.md").unlink()
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"], ["clone", "-q", ".", str(tmp_path / "clone")]):
        subprocess.run([*git, *words], cwd=tmp_path / "hub", check=True)
    assert (tmp_path / "clone/docs").is_dir()
    assert "__pycache__/" in (tmp_path / "clone/.gitignore").read_text().splitlines()


def test_a_new_hub_names_the_addresses_that_a_site_needs(run: Run, hub: Path) -> None:
    import yaml

    text = (hub / "mkdocs.yml").read_text()
    told = yaml.safe_load(
        text.replace("# site_url", "site_url").replace("# edit_uri", "edit_uri").replace("# repo_url", "repo_url")
    )
    assert {"site_url", "edit_uri", "repo_url"} <= told.keys()
    assert not {"site_url", "edit_uri", "repo_url"} & yaml.safe_load(text).keys()


@pytest.mark.slow
def test_a_new_hub_builds(run: Run, hub: Path) -> None:
    mkdocs = shutil.which("mkdocs", path=str(Path(sys.executable).parent))
    assert mkdocs is not None, "mkdocs is not in this environment; 'make test' makes one that has it"
    environment = {"PYTHONPATH": str(Path(__file__).parents[2]), "NO_MKDOCS_2_WARNING": "1", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([mkdocs, "build", "--strict"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (hub / "site/index.html").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("schema", ""), "no kind of record is called ''"),
        (("schema", "/"), "no kind of record is called '/'"),
        (("new", "", "x"), "no kind of record is called ''"),
        (("status", ""), "no team is called ''"),
    ],
)
def test_an_empty_name_is_none(run: Run, hub: Path, words: tuple[str, ...], told: str) -> None:
    done = run(*words)
    assert (done.exit_code, told in done.output) == (2, True), done.output
