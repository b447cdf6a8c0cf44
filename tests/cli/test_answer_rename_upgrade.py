"""The verbs that change files: what they write, what they refuse, and that they leave nothing behind."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from hub_plugin import writing
from tests import sites
from tests.cli.conftest import DAY, Run, write

OLD = """# Ours.
answered_by: sam-lee   # the lead
answered_on: 2026-01-05
prepared-meetings:
  agenda-shared:
    partly: "Not yet: always"   # soon
    by: 2026-03-01
template/meeting-agenda: met   # since ever
"""


@pytest.fixture
def answers(hub: Path) -> Path:
    file = hub / "content/adoption/first-team.yml"
    write(file, OLD)
    return file


def shape(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_one_answer_changes_its_lines(run: Run, answers: Path) -> None:
    answers.chmod(0o640)
    result = run(
        "answer",
        "first-team",
        "prepared-meetings#agenda-shared",
        "met",
        "--evidence",
        "https://e.org/a",
        "--today",
        DAY,
    )
    assert result.exit_code == 0, result.output
    assert answers.read_text() == OLD.replace('    partly: "Not yet: always"   # soon\n    by: 2026-03-01\n', (
        '    state: "met"   # soon\n    since: 2026-01-14\n    evidence: https://e.org/a\n'
        '    earlier:\n      - state: partly\n        why: "Not yet: always"\n'
        "        since: 2026-01-05\n        by: 2026-03-01\n"))  # fmt: skip
    assert answers.stat().st_mode & 0o777 == 0o640
    assert run("check", "--today", DAY).exit_code == 0
    again = run(
        "answer",
        "first-team",
        "prepared-meetings#agenda-shared",
        "met",
        "--evidence",
        "https://e.org/a",
        "--today",
        DAY,
    )
    assert "says so already" in again.output


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("met", "[{state: met, since: 2026-01-05}]"),
        ("{exempt: Alone., until: 2026-06-30, approved_by: sam-lee, since: 2026-01-01}",
         "\n- {state: exempt, why: Alone., since: 2026-01-01, until: 2026-06-30, approved_by: sam-lee}"),
        ("{partly: Late., evidence: [https://e.org/a, https://e.org/b], plan: https://e.org/p, by: 2026-02-01, version: 1.0}",
         "\n- {state: partly, why: Late., since: 2026-01-05, version: 1.0, "
         "evidence: [https://e.org/a, https://e.org/b], plan: https://e.org/p, by: 2026-02-01}"),
        ("{state: partly, since: 2026-01-02, earlier: [{state: exempt, since: 2025-01-01}]}",
         "[{state: exempt, since: 2025-01-01}, {state: partly, since: 2026-01-02}]"),
    ],
)  # fmt: skip
def test_what_was_said_of_a_former_state_stays(run: Run, answers: Path, said: str, kept: str) -> None:
    write(answers, f"answered_on: 2026-01-05\ntemplate/meeting-agenda: {said}\n")
    state = "not-met" if said.startswith("met") else "met"
    result = run(
        "answer", "first-team", "template/meeting-agenda", state, "--evidence", "https://e.org/c", "--today", DAY
    )
    assert result.exit_code == 0, result.output
    (answer,) = [value for name, value in yaml.safe_load(answers.read_text()).items() if name.startswith("template/")]
    assert answer.pop("evidence") in ("https://e.org/c", ["https://e.org/c"])
    assert answer == {"state": state, "since": datetime.date(2026, 1, 14), "earlier": yaml.safe_load(kept)}
    assert run("check", "--today", DAY).exit_code == 0


def test_a_missing_file_is_made(run: Run, hub: Path) -> None:
    file = hub / "content/adoption/first-team.yml"
    file.unlink()
    result = run("answer", "first-team", "template/meeting-agenda", "met", "--today", DAY, "--answered-by", "sam-lee")
    assert result.exit_code == 0, result.output
    assert file.read_text().splitlines()[1:] == [
        "answered_by: sam-lee",
        "answered_on: 2026-01-14",
        "template/meeting-agenda: met",
    ]


def test_a_file_is_taken_as_yaml_and_as_json(run: Run, answers: Path, hub: Path) -> None:
    handed = {"team": "first-team", "answered_on": "2026-01-12", "answers": [
        {"item": "standard/prepared-meetings#agenda-shared", "state": "not-met", "why": "a: b #c"}]}  # fmt: skip
    write(hub / "a.json", json.dumps(handed, separators=(",", ":")))
    result = run("answer", "--from", "a.json", "--today", DAY)
    assert result.exit_code == 0, result.output
    assert '    not-met: "a: b #c"   # soon\n    by: 2026-03-01\n    since: 2026-01-12\n' in answers.read_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["first-tem", "template/meeting-agenda", "met"],
            "TEAM: no team is called 'first-tem'; did you mean 'first-team'?",
        ),
        (["first-team", "template/meting-agenda", "met"], "ITEM: "),
        (["first-team", "template/meeting-agenda", "done"], "STATE: 'done' is not an answer; write one of"),
        (["first-team", "template/meeting-agenda", "partly", "--by", "soon"], "--by: 'soon' is not a date"),
        (["first-team", "prepared-meetings", "met"], "one by one"),
        (["first-team", "template/meeting-agenda"], "each with a state"),
        (["--from", "nowhere.yml"], "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_in_words(run: Run, answers: Path, hub: Path, words: list[str], told: str) -> None:
    before = shape(hub)
    result = run("answer", *words, "--today", DAY)
    assert result.exit_code in (1, 2)
    assert told in result.output
    assert shape(hub) == before


def test_a_file_that_is_wrong_already_stays(run: Run, answers: Path, hub: Path) -> None:
    write(answers, OLD + "answered_on: 2026-01-06\n")
    before = shape(hub)
    assert run("answer", "first-team", "template/meeting-agenda", "partly", "--today", DAY).exit_code == 1
    assert shape(hub) == before


def test_a_disk_that_refuses_leaves_everything(
    run: Run, answers: Path, hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shape(hub)
    monkeypatch.setattr(
        writing.os, "fsync", lambda number: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    result = run("answer", "first-team", "template/meeting-agenda", "partly", "--today", DAY)
    assert (result.exit_code, "No space left" in result.output) == (2, True)
    assert shape(hub) == before


def test_a_new_product_is_told(run: Run, hub: Path) -> None:
    """A misspelt one would be counted beside the one that was meant."""
    asked = ("prepared-meetings#actions-owned", "met")
    assert "nothing was said before\n" in run("answer", "first-team/mobile-app", *asked).output
    assert "said before" not in run("answer", "first-team/mobile-app", *asked, "--why", "So.").output
    assert "nothing was said before; did you mean 'mobile-app'?" in run("answer", "first-team/mobil-app", *asked).output


def test_a_rename_is_whole_or_not_at_all(run: Run, hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = shape(hub)
    replace, calls = Path.replace, []

    def fails(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    result = run("rename", "team/first-team", "pilots", "-C", "content")
    assert (result.exit_code, "Input/output error" in result.output) == (2, True)
    assert shape(hub) == before
    monkeypatch.undo()


PAGE = """# About

See [[team/first-team]] and [[ team/first-team |them]], but `[[first-team]]` is code, and [[sam-lee]] is somebody else.
Their page is [here](../teams/first-team.md#members) or [there][1]; [not this one](teams/first-team.md).

```
[[first-team]] and [x](../teams/first-team.md)
```

[1]: ../teams/first-team.md
"""
NAV = """nav:
  - Home: index.md   # the first page
  - 'Teams':
      - teams/index.md
      - "Ours: teams/first-team.md": teams/first-team.md   # ours
      - 'teams/first-team.md'
"""


def test_pages_and_the_navigation_follow(run: Run, hub: Path) -> None:
    write(hub / "docs/more/about.md", PAGE)
    config = (hub / "mkdocs.yml").read_text() + NAV
    write(hub / "mkdocs.yml", config)
    dry = run("rename", "team/first-team", "pilots", "--dry-run")
    assert "docs/more/about.md:3: See [[team/first-team]]" in dry.output
    assert (hub / "docs/more/about.md").read_text() == PAGE
    result = run("rename", "team/first-team", "pilots")
    assert result.exit_code == 0, result.output
    assert (hub / "docs/more/about.md").read_text() == PAGE.replace("See [[team/first-team]] and [[ team/first-team ", (
        "See [[team/pilots]] and [[ team/pilots ")).replace("[here](../teams/first-team.md", "[here](../teams/pilots.md").replace(
        "[1]: ../teams/first-team.md", "[1]: ../teams/pilots.md")  # fmt: skip
    assert (hub / "mkdocs.yml").read_text() == config.replace(": teams/first-team.md ", ": teams/pilots.md ").replace(
        "- 'teams/first-team.md'", "- 'teams/pilots.md'"
    )
    write(
        hub / "docs/more/about.md",
        "See [[prepared-meetings#agenda-shared]], [s](../standards/prepared-meetings.md#agenda-shared).\r\n",
    )
    assert run("rename", "prepared-meetings#agenda-shared", "prepared-meetings#early").exit_code == 0
    assert (hub / "docs/more/about.md").read_bytes() == (
        b"See [[prepared-meetings#early]], [s](../standards/prepared-meetings.md#early).\r\n"
    )


def test_an_inherited_navigation_follows(run: Run, hub: Path) -> None:
    write(hub / "settings/base.yml", NAV)
    write(hub / "mkdocs.yml", "INHERIT: settings/base.yml\n" + (hub / "mkdocs.yml").read_text())
    assert run("rename", "team/first-team", "pilots").exit_code == 0
    assert ": teams/pilots.md   # ours" in (hub / "settings/base.yml").read_text()


@pytest.mark.parametrize(
    "words",
    [
        ["answer", "pilots", "template/meeting-agenda", "not-met", "--today", DAY],
        ["upgrade"],
        ["rename", "tool/wiki", "notes"],
    ],
)
def test_whatever_writes_next_finishes_it_first(
    run: Run, hub: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control and C in the middle is as good as a kill."""
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if Path(target).name == "pilots.yml" and self.parent.name == "adoption":
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", interrupted)
        assert run("rename", "team/first-team", "pilots").exit_code == 130
    result = run(*words)
    assert (result.exit_code, "An interrupted change was finished: 'team/first-team'" in result.output) == (0, True)
    assert (hub / "content/adoption/pilots.yml").is_file()
    assert run("check", "--strict", "--today", DAY).exit_code == 0


def test_another_hubs_pages_are_left_alone(
    run: Run, hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "mkdocs.yml", "site_name: Another\n" + NAV)
    write(tmp_path / "docs/about.md", PAGE)
    monkeypatch.chdir(tmp_path)
    assert run("rename", "team/first-team", "pilots", "-C", "hub/content").exit_code == 0
    assert (tmp_path / "docs/about.md").read_text() == PAGE
    assert (hub / "content/teams/pilots.yml").is_file()


def test_a_killed_rename_is_finished_by_the_next_run(run: Run, hub: Path) -> None:
    """The same command again, another one, and the check, which only tells."""
    write(hub / "docs/about.md", "See [[team/first-team]].\n")
    code = f"""if True:
        import os, sys
        from pathlib import Path
        from hub_plugin.cli import main
        replace, calls = Path.replace, []
        def dies(self, target):
            calls.append(target)
            os._exit(9) if len(calls) == 4 else replace(self, target)
        Path.replace = dies
        os.chdir({str(hub)!r})
        main(["rename", "team/first-team", "pilots"])
    """
    killed = subprocess.run([sys.executable, "-c", code], cwd=sites.ROOT, capture_output=True, check=False)
    assert killed.returncode == 9, killed.stderr
    assert "was interrupted half-way" in run("check").output
    assert "'coehub upgrade' finishes it" in run("rename", "team/first-team", "pilots", "--dry-run").output
    again = run("rename", "team/first-team", "pilots")
    assert (again.exit_code, "finished: 'team/first-team' is now 'team/pilots'" in again.output) == (0, True), (
        again.output
    )
    assert "interrupted" not in run("check", "--strict", "--today", DAY).output
    assert (hub / "docs/about.md").read_text() == "See [[team/pilots]].\n"
    assert not [path for path in hub.rglob(".*") if "coehub" in path.name]


def test_a_team_is_renamed_everywhere(run: Run, hub: Path) -> None:
    before = shape(hub)
    dry = run("rename", "team/first-team", "pilots", "--dry-run")
    assert (dry.exit_code, "Nothing was changed" in dry.output) == (0, True)
    assert shape(hub) == before
    assert run("rename", "team/first-team", "pilots").exit_code == 0
    assert (hub / "content/adoption/pilots.yml").is_file()
    assert not (hub / "content/teams/first-team.yml").exists()
    assert "\nwas: first-team\n" in (hub / "content/teams/pilots.yml").read_text()
    assert "nothing wrong" in run("check", "--strict", "--today", DAY).output
    assert run("rename", "team/pilots", "first-team").exit_code == 0
    assert "\nwas: pilots\n" in (hub / "content/teams/first-team.yml").read_text()


def test_a_part_and_a_series_are_renamed(run: Run, hub: Path) -> None:
    assert run("rename", "prepared-meetings#agenda-shared", "prepared-meetings#agenda-early").exit_code == 0
    assert "agenda-early:" in (hub / "content/adoption/first-team.yml").read_text()
    assert run("rename", "meeting/steering", "meeting/board").exit_code == 0
    assert (hub / "content/meetings/board/2026-01-06.md").is_file() or any((hub / "content/meetings/board").iterdir())
    assert not (hub / "content/meetings/steering").exists()
    assert "nothing wrong" in run("check", "--strict", "--today", DAY).output


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("team/first-team", "centre-office", "already"),
        ("team/first-team", "First Team", "not an id"),
        ("team/first-team", "met", "the format needs itself"),
        ("team/first-team", "a/b", "stays in its folder"),
        ("hub", "centre", "keeps its name"),
        ("prepared-meetings#agenda-shared", "template/x#y", "stays in its record"),
        ("team/nobody", "x", "no team is called"),
    ],
)
def test_what_is_in_the_way_is_said(run: Run, hub: Path, old: str, new: str, told: str) -> None:
    before = shape(hub)
    result = run("rename", old, new)
    assert (result.exit_code, told in result.output) == (2, True), result.output
    assert shape(hub) == before


def test_a_file_in_the_way_is_never_replaced(run: Run, hub: Path) -> None:
    write(hub / "content/templates/agenda.yml.tmp", "x")
    os.rename(hub / "content/templates/agenda.yml.tmp", hub / "content/templates/agenda.yaml")
    before = shape(hub)
    assert run("rename", "team/first-team", "sam-lee").exit_code in (1, 2)
    assert shape(hub) == before


def test_upgrade_tells_what_holds(run: Run, hub: Path) -> None:
    assert "up to date: format 1" in run("upgrade").output
    file = hub / "content/hub.yml"
    write(file, file.read_text().replace("format: 1", "format: 7"))
    result = run("upgrade")
    assert (result.exit_code, "install a newer" in result.output) == (2, True)


@pytest.fixture
def mounted(hub: Path) -> Path:
    """The hub, with the answers of its first team and a tool in a source; returns the folder of the source."""
    source = hub / "sources/first"
    for path in ("adoption/first-team.yml", "tools/wiki.yml"):
        (source / path).parent.mkdir(parents=True)
        (hub / "content" / path).rename(source / path)
    charter = (hub / "content/hub.yml").read_text(encoding="utf-8")
    write(
        hub / "content/hub.yml",
        f"{charter}sources:\n  first: {{path: sources/first, may: [adoption/first-team, tools/wiki]}}\n",
    )
    return source


def test_what_lies_in_a_source_is_not_answered_beside_it(run: Run, hub: Path, mounted: Path) -> None:
    before = shape(hub)
    result = run("answer", "first-team", "prepared-meetings#actions-owned", "met")
    told = (
        "Error: the answers of first-team lie in a source, in 'sources/first/adoption/first-team.yml': answer there\n"
    )
    assert (result.exit_code, result.output) == (2, told)
    assert shape(hub) == before


def test_what_lies_in_a_source_goes_on_working_by_was(run: Run, hub: Path, mounted: Path) -> None:
    before = shape(mounted)
    for old, new in (
        ("standard/prepared-meetings", "ready"),
        ("ready#agenda-shared", "ready#agenda-early"),
        ("team/first-team", "pilots"),
        ("person/sam-lee", "sam"),
    ):
        result = run("rename", old, new)
        assert result.exit_code == 0, result.output
        if old != "person/sam-lee":
            assert "\nsources/first/adoption/first-team.yml:" in result.output
    assert shape(mounted) == before
    assert "nothing wrong" in run("check", "--strict", "--today", DAY).output


def test_a_record_in_a_source_is_renamed_there(run: Run, hub: Path, mounted: Path) -> None:
    before = shape(hub)
    result = run("rename", "tool/wiki", "tool/handbook")
    assert (result.exit_code, "'tool/wiki' lies in a source, at 'sources/first/tools/wiki.yml'" in result.output) == (
        2,
        True,
    )
    assert shape(hub) == before


@pytest.mark.parametrize(
    ("written", "renamed"),
    [
        ('"centre-office"', '"office"'), ("'centre-office'", "'office'"), ("centre-office  # them", "office  # them"),
        (">-\n  centre-office", ">-\n  office"), ('"team/centre-office"', '"team/office"'),
    ],
)  # fmt: skip
def test_references_in_quotes_are_renamed_and_keep_them(run: Run, hub: Path, written: str, renamed: str) -> None:
    path = hub / "content/standards/prepared-meetings.yml"
    text = path.read_text(encoding="utf-8")
    write(path, text.replace("owner: centre-office", f"owner: {written}"))
    result = run("rename", "team/centre-office", "office")
    assert result.exit_code == 0, result.output
    assert path.read_text(encoding="utf-8") == text.replace("owner: centre-office", f"owner: {renamed}")
    assert "nothing wrong" in run("check", "--strict", "--today", DAY).output


def test_a_part_in_quotes_is_renamed(run: Run, hub: Path) -> None:
    path = hub / "content/campaigns/prepared-by-spring.yml"
    text = path.read_text(encoding="utf-8")
    (line,) = [each for each in text.splitlines() if each.startswith("items:")]
    write(path, text.replace(line, "items: [\"prepared-meetings#agenda-shared\", 'prepared-meetings#actions-owned']"))
    assert run("rename", "prepared-meetings#agenda-shared", "prepared-meetings#agenda-early").exit_code == 0
    assert "items: [\"prepared-meetings#agenda-early\", 'prepared-meetings#actions-owned']" in path.read_text(
        encoding="utf-8"
    )


def test_translations_in_a_source_stay_without_a_note(run: Run, hub: Path, mounted: Path) -> None:
    charter = (hub / "content/hub.yml").read_text(encoding="utf-8")
    charter = charter.replace("tools/wiki]", "tools/*]").replace("languages: [en]", "languages: [en, ro]")
    write(hub / "content/hub.yml", charter)
    write(mounted / "tools/wiki.ro.yml", "title: Wiki-ul\n")
    before = shape(hub)
    result = run("translations", "--accept", "--write")
    assert (result.exit_code, result.output) == (
        0,
        "1 translation lies in a source and stays without a note: nothing is written there\nThere is nothing to note.\n",
    )
    assert shape(hub) == before


def test_an_answer_to_a_part_that_is_not_there_names_those_that_are(run: Run, answers: Path) -> None:
    result = run("answer", "first-team", "prepared-meetings#zzz", "met", "--today", DAY)
    assert result.exit_code == 1
    assert "standard/prepared-meetings has no part called 'zzz'; its parts are agenda-shared" in result.output
    assert answers.read_text() == OLD
