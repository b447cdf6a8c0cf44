"""The schemas in the real yaml-language-server: it offers fields and ids, and marks what the check marks, there and nowhere else."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from hub_plugin.cli import main
from hub_plugin.kinds import KINDS
from hub_plugin.model.safe import as_json
from hub_plugin.outputs.schema import schema_of
from tests import sites, staging
from tests.editors.server import Server, missing
from tests.laws.test_kinds import STAGE, place_of

RULES = ("field/", "part/id")  # what a schema can know: fields and values, not what a link means


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example hub, with what ``coehub schema --write`` writes."""
    root = tmp_path_factory.mktemp("editors")
    shutil.copytree(sites.ROOT / "content", root / "content")
    (root / ".vscode").mkdir()
    (root / ".vscode/settings.json").write_text('// mine\n{\n  // tabs\n  "editor.tabSize": 2,\n}\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["schema", "--write", "-C", str(root / "content")])
    assert done.exit_code == 0, done.output
    return root


@pytest.fixture(scope="module")
def server(hub: Path) -> Iterator[Server]:
    """The server in the example hub, with the settings as VS Code reads them."""
    if told := missing():
        pytest.fail(told, pytrace=False)
    text = (hub / ".vscode/settings.json").read_text(encoding="utf-8")
    settings = json.loads(re.sub(r"^\s*//.*$|,(?=\s*\}\s*$)", "", text, flags=re.MULTILINE))
    started = Server(hub, settings)
    yield started
    started.close()


def test_no_record_of_the_example_hub_has_a_mark(hub: Path, server: Server) -> None:
    texts = {
        path.relative_to(hub).as_posix(): path.read_text(encoding="utf-8") for path in (hub / "content").rglob("*.yml")
    }
    assert len(texts) > 200
    assert {path: marks for path, marks in server.marks(texts).items() if marks} == {}


def test_no_example_of_a_kind_has_a_mark(server: Server) -> None:
    texts = {
        f"content/x/{kind.name}.yml": f"# yaml-language-server: $schema=../../.coehub/schemas/{kind.name}.json\n{yaml_of(kind.example)}"
        for kind in KINDS
    }
    assert {path: marks for path, marks in server.marks(texts).items() if marks} == {}
    broken = {path: text + "\nunheard_of: 1\n" for path, text in texts.items() if "/adoption" not in path}
    found = server.marks(broken)
    assert [path for path, marks in found.items() if not marks] == []  # the line at the top is obeyed in each of them


def test_a_translation_is_not_held_against_the_schema_of_its_record(server: Server) -> None:
    """It holds texts only, so it would lack what every record needs."""
    text = "purpose: Ia și dă înapoi banii.\nmade_from:\n  purpose: 3f9a21bc\n"
    paths = ("content/teams/payments.ro.yml", "content/adoption/payments/checkout.ro.yml", "content/hub.ro.yml")
    assert set(map(tuple, server.marks(dict.fromkeys(paths, text)).values())) == {()}
    assert server.marks({"content/teams/payments.yml": text})["content/teams/payments.yml"]


def yaml_of(text: str) -> str:
    """Return the front matter of a text, or the whole of it."""
    return text.split("---\n")[1] if text.startswith("---\n") else text


def test_a_record_that_new_begins_has_no_mark(server: Server, tmp_path: Path) -> None:
    """With the line at its top and without any settings: the file lies where no glob of the settings leads."""
    begun = [("template", "brief"), ("tool", "desk"), ("standard", "calls"), ("team", "night-shift"), ("person", "ada-new"),
             ("role", "night-lead"), ("meeting", "night"), ("campaign", "calls-now"), ("calendar", "nights"), ("metric", "calls"),
             ("goal", "2027-calls"), ("process", "calls"), ("gap", "no-calls"), ("training", "calls"), ("initiative", "calls"),
             ("learning", "calls"), ("adoption", "centre-office")]  # fmt: skip
    CliRunner().invoke(main, ["init", str(tmp_path / "hub"), "--today", "2026-11-23"])
    content = tmp_path / "hub/content"
    texts: dict[str, str] = {}
    for kind, name in begun:
        there = set(content.rglob("*.yml"))
        done = CliRunner().invoke(main, ["new", kind, name, "-C", str(content), "--today", "2026-11-23"])
        assert done.exit_code == 0, done.output
        (made,) = set(content.rglob("*.yml")) - there
        text = made.read_text(encoding="utf-8")
        made.unlink()
        assert text.startswith("# yaml-language-server: $schema=../")
        texts["content/" + "x/" * made.relative_to(content).as_posix().count("/") + f"{kind}.yml"] = text
    assert {path: marks for path, marks in server.marks(texts).items() if marks} == {}


def test_it_offers_fields_with_their_sentence(server: Server) -> None:
    offered = server.offers("content/templates/x.yml", "title: X\n|")
    assert {"owner", "status", "summary", "expected", "changes"} <= set(offered)
    assert "title" not in offered
    assert "The team, person or role that answers for it." in offered["owner"]
    assert set(server.offers("content/templates/x.yml", "status: |")) == {
        "draft", "trial", "active", "deprecated", "retired",
    }  # fmt: skip
    assert {"version", "date", "what"} <= set(server.offers("content/templates/x.yml", "changes:\n  - |"))
    assert {"every", "day", "at"} <= set(server.offers("content/meetings/x.yml", "schedule:\n  |"))
    said = server.says("content/teams/x.yml", "na|me: X\n")
    assert "What it is called" in said or "name" in said


@pytest.mark.parametrize(
    ("path", "text", "offered"),
    [
        ("templates/x.yml", "owner: |", {"coe-office", "mara-ionescu", "analytics-owner"}),
        ("templates/x.yml", "supports: [|]", {"prepared-meetings#agenda-shared", "prepared-meetings"}),
        ("teams/x.yml", "members:\n  - |", {"li-wei", "mara-ionescu"}),
        ("goals/x.yml", "by_team:\n  |", {"payments", "claims"}),
        ("metrics/x.yml", "weights:\n  |", {"payments", "claims"}),
        ("campaigns/x.yml", "audience:\n  teams: |", {"payments", "claims"}),
        ("adoption/x.yml", "|", {"prepared-meetings", "template/meeting-agenda"}),
        ("adoption/x.yml", "prepared-meetings:\n  |", {"agenda-shared"}),
    ],
)
def test_it_offers_the_ids_of_the_hub(server: Server, path: str, text: str, offered: set[str]) -> None:
    assert offered <= set(server.offers(f"content/{path}", text))


def test_an_id_is_told_with_its_name(server: Server) -> None:
    assert "Mara Ionescu" in server.offers("content/templates/x.yml", "owner: |")["mara-ionescu"]


def test_it_says_in_our_words_what_to_write(server: Server) -> None:
    text = "title: X\nstatus: active\nreviewed: 1.12.2026\nowner: CoE Office\nreview_every: soon\n"
    assert [each.says for each in server.marks({"content/templates/y.yml": text})["content/templates/y.yml"]] == [
        "Write a date, such as 2026-12-01", "Write the id of a team or person or role", "Write a duration, such as 3 days",
    ]  # fmt: skip


_KEY = re.compile(r"( *(?:- )?)([a-z][a-z_0-9-]*):(?= |$)")
_VALUE = re.compile(r"( *(?:- )?[a-z][a-z_0-9-]*: )([^\[{>|\"'&#][^#]*)")


def faulty(text: str) -> Iterator[str]:
    """Yield a record with one mistake each: a misspelt field, a list for a text, a day that is none, words that are no value."""
    lines = text.split("\n")
    block = -1  # how far in a block of prose begins; its lines are no fields
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if block >= 0 and (not line.strip() or indent > block):
            continue
        block = indent if line.endswith((": >", ": |", ": >-", ": |-")) else -1

        def put(new: str, number: int = number) -> str:
            return "\n".join([*lines[:number], new, *lines[number + 1 :]])

        if found := _KEY.match(line):
            yield put(f"{found[1]}{found[2]}xq{line[found.end(2) :]}")
        if found := _VALUE.fullmatch(line):
            yield put(f"{found[1]}[[x]]")
            yield put(found[1] + ("2026-13-01" if re.match(r"\d{4}-\d\d-\d\d", found[2]) else "zz zz"))


def test_a_mistake_is_marked_where_the_check_marks_it(tmp_path: Path) -> None:
    """Each kind's example with one mistake in it, some 170 in all: the editor has a mark at the same line and column.

    An answer may be named by any word (``met: why``, and in an adoption file the whole of it by any id), so there a misspelt
    field is no unknown one; the check says more of it than a schema can, at the name or at the value.
    """
    if told := missing():
        pytest.fail(told, pytrace=False)
    wrong: dict[str, tuple[str, set[tuple[int, int]]]] = {}
    for kind in KINDS:
        (tmp_path / f"{kind.name}.json").write_text(as_json(schema_of(kind)), encoding="utf-8")
        skipped = 1 if kind.example.startswith("---\n") else 0
        for number, text in enumerate(list(faulty(yaml_of(kind.example)))[::9]):
            whole = kind.example.replace(yaml_of(kind.example), text, 1)
            found = staging.read(staging.lay(STAGE, {place_of(kind): whole})).findings
            at = {
                (each.place.line - skipped, each.place.column)
                for each in found
                if each.level == "error" and each.place.path == place_of(kind) and each.rule.startswith(RULES)
            }
            if at:
                wrong[f"{kind.name}/{number}.yml"] = (text, at)
    server = Server(tmp_path, {"yaml.schemas": {f"./{kind.name}.json": [f"{kind.name}/*.yml"] for kind in KINDS}})
    marks = server.marks({path: text for path, (text, _) in wrong.items()})
    server.close()
    missed = {
        path: (places - {(each.line, each.column) for each in marks[path]}, marks[path], text)
        for path, (text, places) in wrong.items()
    }
    missed = {path: told for path, told in missed.items() if told[0]}
    assert len({path.split("/")[0] for path in wrong}) >= len(KINDS) - 1
    assert len(wrong) > 150
    per_kind = Counter(path.split("/")[0] for path in missed)
    assert set(per_kind) <= {"adoption", "assessment", "calendar"}, missed
    assert sum(per_kind.values()) <= 8, missed


def test_what_it_cannot_do_with_front_matter(server: Server) -> None:
    """A .md file that is opened as YAML gets marks for its prose: the mapping must not name .md files, and does not."""
    assert all(not glob.endswith(".md") for globs in server.settings["yaml"]["schemas"].values() for glob in globs)
    text = "---\nagenda: [One]\n---\nThe group agreed: that is *good*.\n- [ ] open\n"
    assert server.marks({"content/meetings/steering/x.md": text})["content/meetings/steering/x.md"]
