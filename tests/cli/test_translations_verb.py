"""``coehub translations``: what it lists, what it notes, what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, write

TEAM = """# Ours.
name: {en: First team, ro@00000000: Prima echipă}   # behind
purpose:
  en: Tries everything first.
  ro: Încearcă tot.   # new
lead: sam-lee
members: [sam-lee]
"""
TOOL = "title: Wiki-ul\r\n# the end\r\n"


@pytest.fixture
def spoken(hub: Path) -> Path:
    """A hub in two languages: one text behind, some new, most missing."""
    charter = hub / "content/hub.yml"
    charter.write_text(charter.read_text().replace("languages: [en]", "languages: [en, ro]"))
    write(hub / "content/teams/first-team.yml", TEAM)
    (hub / "content/tools/wiki.ro.yml").write_bytes(TOOL.encode())
    (welcome,) = (hub / "content/updates").glob("*.md")
    write(welcome.with_suffix(".ro.md"), "---\n---\nBine ați venit.\n")
    return hub


def test_it_lists_what_each_language_has(run: Run, spoken: Path) -> None:
    lines = run("translations").output.splitlines()
    assert lines[0].startswith("ro: 3 complete, 1 behind, ")
    assert lines[1] == "  behind   content/teams/first-team.yml:2  name, now: First team"
    assert "  missing  content/hub.yml:1  all 7 texts" in lines
    assert [each for each in lines if "welcome.md" in each] == [
        "  missing  content/updates/2026-01-05-welcome.md:2  title"
    ]
    told = json.loads(run("translations", "--format", "json", "content/teams/first-team.yml").output)
    texts = told["languages"]["ro"]["texts"]
    assert [(each["route"], each["standing"], each["file"], each["line"], each["noted"]) for each in texts] == [
        ("name", "behind", "teams/first-team.yml", 2, True),
        ("purpose", "complete", "teams/first-team.yml", 5, False),
    ]


def test_only_the_lines_of_the_notes_change(run: Run, spoken: Path) -> None:
    files = {path: path.read_bytes() for path in (spoken / "content").rglob("*.*")}
    shown = run("translations", "--accept")
    assert shown.exit_code == 0
    assert "3 translations would be noted. Nothing was changed" in shown.output
    assert {path: path.read_bytes() for path in (spoken / "content").rglob("*.*")} == files
    assert "3 translations noted in 3 files." in run("translations", "--accept", "--write").output
    team = (spoken / "content/teams/first-team.yml").read_text()
    assert team == TEAM.replace("  ro: Încearcă", "  ro@a8e9f1f3: Încearcă")
    made = (spoken / "content/tools/wiki.ro.yml").read_bytes().decode()
    assert made.startswith("title: Wiki-ul\r\nmade_from:\r\n  title: ")
    assert made.endswith("\r\n# the end\r\n")
    assert next((spoken / "content/updates").glob("*.ro.md")).read_text().startswith("---\nmade_from:\n  text: ")
    changed = {path for path, data in files.items() if path.read_bytes() != data}
    assert len(changed) == 3
    assert "There is nothing to note." in run("translations", "--accept", "--write").output
    assert run("check").exit_code == 0


def test_what_is_behind_is_noted_where_it_is_named(run: Run, spoken: Path) -> None:
    assert "1 translation is behind: read them" in run("translations", "--accept", "--write").output
    assert "ro@00000000" in (spoken / "content/teams/first-team.yml").read_text()
    assert "1 translation noted in 1 file." in run("translations", "--accept", "content/teams", "--write").output
    assert "ro@baf56fff" in (spoken / "content/teams/first-team.yml").read_text()
    assert ", 0 behind, " in run("translations").output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--language", "de"), "nothing is translated into 'de'"),
        (("--write",), "--write goes with --accept"),
        (("--accept", "--format", "json"), "--accept shows lines"),
        (("content/nowhere",), "no text is read from 'content/nowhere'"),
    ],
)
def test_wrong_use(run: Run, spoken: Path, words: tuple[str, ...], told: str) -> None:
    result = run("translations", *words)
    assert result.exit_code == 2
    assert told in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--language", "xx"), "nothing is translated into 'xx' in this hub; its languages are en"),
        (("xx",), "no text is read from 'xx'; name a file or a folder of records"),
        (("",), "no text is read from ''"),
        (("content/teams", "x" * 5000), "no text is read from 'xxx"),
    ],
)
def test_wrong_use_in_a_hub_of_one_language(run: Run, hub: Path, words: tuple[str, ...], told: str) -> None:
    done = run("translations", *words)
    assert (done.exit_code, told in done.output) == (2, True), done.output


def test_a_hub_of_one_language(run: Run, hub: Path) -> None:
    result = run("translations")
    assert (result.exit_code, result.output) == (
        0,
        "The hub speaks one language, en; 'languages: [en, …]' in hub.yml names more.\n",
    )


SIBLING = """\
requirements:
  {0}:
    must: Vezi [[team/{1}]].  # so
made_from:
  requirements.{0}.must: 3f9a21bc
"""


def test_a_new_id_is_followed_into_siblings(run: Run, spoken: Path) -> None:
    standard = spoken / "content/standards/prepared-meetings.ro.yml"
    write(standard, SIBLING.format("agenda-shared", "first-team"))
    before = run("check").output
    assert run("rename", "prepared-meetings#agenda-shared", "prepared-meetings#agenda-out").exit_code == 0
    assert run("rename", "team/first-team", "team/one").exit_code == 0
    assert run("rename", "standard/prepared-meetings", "standard/prepared").exit_code == 0
    assert not standard.exists()
    assert standard.with_name("prepared.ro.yml").read_text() == SIBLING.format("agenda-out", "one")
    assert run("check").output == before


def test_other_verbs_read_such_a_hub_as_any_other(run: Run, spoken: Path) -> None:
    for verb in (
        ("status",),
        ("schema", "--write"),
        ("new", "tool", "desk"),
        ("codeowners",),
        ("remind",),
    ):
        assert run(*verb).exit_code == 0, verb
    write(spoken / "tools.csv", "Title,Owner\nPhone,centre-office\n")
    assert run("import", "tools.csv", "--write").exit_code == 0
    assert run("check").exit_code == 0
