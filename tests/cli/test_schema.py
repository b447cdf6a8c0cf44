"""The schemas take what the reader takes, and offer the ids of the hub."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from hub_plugin.kinds import KINDS
from hub_plugin.model.kind import Kind
from hub_plugin.model.reading import read
from hub_plugin.model.rulebook import every_rule
from hub_plugin.outputs.schema import schema_of
from hub_plugin.rewriting.editor_settings import merged
from tests import staging
from tests.cli.conftest import Run, write

VALIDATORS = {kind.name: Draft7Validator(schema_of(kind)) for kind in KINDS}


def typed(value: Any) -> Any:
    """Return what an editor sees: values as a YAML 1.1 loader types them, names as text, dates as text."""
    if isinstance(value, dict):
        return {str(name): typed(each) for name, each in value.items()}
    if isinstance(value, list):
        return [typed(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def front_matter(text: str) -> str:
    return text.split("---\n")[1] if text.startswith("---\n") else text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_draft_7(kind: Kind) -> None:
    schema = schema_of(kind)
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$defs" not in json.dumps(schema)
    for piece in pieces(schema):
        assert "$ref" not in piece or len(piece) == 1  # draft-07 reads nothing beside it
    for name, field in schema["properties"].items():
        assert field.get("description"), name
        assert field.get("title") or "allOf" in field or "anyOf" in field, name


def pieces(value: Any) -> Any:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from pieces(each)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_examples_as_an_editor_types_them(kind: Kind) -> None:
    assert not list(VALIDATORS[kind.name].iter_errors(typed(yaml.safe_load(front_matter(kind.example)))))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_examples_as_text(kind: Kind) -> None:
    path = f"{kind.folder}/x.{'md' if kind.example.startswith('---') else 'yml'}"
    assert not list(VALIDATORS[kind.name].iter_errors(plain(path, kind.example)))


def plain(path: str, text: str) -> Any:
    document, _ = read(path, text.encode())
    assert document is not None
    return document.plain()


def test_whatever_the_reader_takes(hub: Path, run: Run) -> None:
    """The records of every rule's good example, of the example hub and of the small hub."""
    rules = every_rule(KINDS).values()
    base = staging.folder(staging.BASE)
    content = Path(__file__).parents[2] / "content"
    hubs = [staging.lay(base, rule.good) for rule in rules]
    hubs += [staging.folder(content), staging.folder(hub / "content")]
    checked = 0
    for files in hubs:
        reading = staging.read(files)
        for address, record in reading.hub.records.items():
            document = reading.hub.documents[address]
            if document.fragments:
                continue
            text = "\n".join(document.lines)
            data = typed(yaml.safe_load(front_matter(text) if document.path.endswith(".md") else text))
            errors = [error.message for error in VALIDATORS[record.address.kind].iter_errors(data)]
            assert not errors, (document.path, errors)
            checked += 1
    assert checked > 500


@pytest.mark.parametrize(
    ("kind", "text", "good"),
    [
        ("team", "name: X\nlead: a\nmembers: a\n", True),
        ("team", "name: X\nmembers: [a, b]\ntype: Working Group\n", True),
        ("team", "name: X\nmembers:\n", True),
        ("team", "name: {en: X, ro: Y}\npublish: off\n", True),
        ("team", "name: X\npublish: 'FALSE'\n", True),
        ("team", "nmae: X\n", False),
        ("team", "name: X\nnmae: X\n", False),
        ("team", "name: X\ntype: gang\n", False),
        ("team", "name: [X]\n", False),
        ("template", "title: X\nstatus: Active\nexpected: required\naudience: all\n", True),
        ("tool", "title: X\nstatus: TRIAL\nchanges: {version: 1, date: 2026-01-01, what: y}\n", True),
        ("template", "title: X\n", False),
        ("standard", "title: X\nstatus: draft\ntiers: a\nrequirements:\n  - {id: a, must: x}\n", True),
        ("standard", "requirements: {a: {must: x}}\n", True),
        ("standard", "status: draft\n", False),
        ("session", "agenda: One\nreports: {figures: 2026-01-01, more: {file: a.csv}}\ndecisions: {a: Yes.}\n", True),
        ("session", "agenda: [One, {topic: Two, presenter: a}]\nactions: {a: {text: x, owner: b}}\n", True),
        ("adoption", "a: met\nb@2.0:\n  c: partly\n  d: {met: why}\n  e: {not-met: why}\ntemplate/x: {state: exempt}\n", True),
        ("adoption", "a: {met: }\n", True),
        ("adoption", "a: mett\n", False),
        ("calendar", "title: X\nevents: {a: {title: y, when: 2026-01-01}}\n", True),
        ("meeting", "title: X\nschedule: ad hoc\nreports: {a: b, c: [d, e]}\n", True),
        ("hub", "format: '1'\nname: X\nmission: y\ntimezone: UTC\nlanguages: en\nsponsor: a\nvalues: b\n", True),
    ],
)  # fmt: skip
def test_short_forms(kind: str, text: str, good: bool) -> None:
    for data in (typed(yaml.safe_load(text)), plain("x.yml", text)):
        assert VALIDATORS[kind].is_valid(data) is good, [error.message for error in VALIDATORS[kind].iter_errors(data)]


def test_links_offer_the_ids_of_the_hub(run: Run, hub: Path) -> None:
    write(hub / "content/standards/wiki.yml", "title: Wiki\nstatus: draft\n")
    schema = json.loads(run("schema", "campaigns").output)
    Draft7Validator.check_schema(schema)
    link = next(
        piece for piece in pieces(schema) if piece.get("x-link") == ["standard", "requirement", "template", "tool"]
    )
    name = link["anyOf"][1]["$ref"].rpartition("/")[2]
    offered = schema["definitions"][name]["enum"]
    assert {"prepared-meetings", "prepared-meetings#agenda-shared", "standard/wiki", "tool/wiki"} <= set(offered)
    assert Draft7Validator(schema).is_valid(
        {"title": "x", "items": "a-new-one", "start": "2026-01-01", "due": "2026-02-01"}
    )
    answers = json.loads(run("schema", "adoption").output)
    assert set(answers["properties"]["prepared-meetings"]["anyOf"][1]["properties"]) == {
        "agenda-shared",
        "actions-owned",
    }
    assert "tool/wiki" in answers["properties"]


def test_without_a_hub(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "x-link" in run("schema", "team").output
    assert len(run("schema").output.rstrip("\n").split("\n")) == len(KINDS)
    assert run("schema", "--write").exit_code == 2
    assert not list(tmp_path.iterdir())


def test_written(run: Run, hub: Path) -> None:
    assert run("schema", "--write").exit_code == 0
    for kind in KINDS:
        Draft7Validator.check_schema(json.loads((hub / f".coehub/schemas/{kind.name}.json").read_text()))
    settings = json.loads((hub / ".vscode/settings.json").read_text())["yaml.schemas"]
    assert settings["./.coehub/schemas/template.json"] == [
        "content/templates/**/*.yml",
        "!content/templates/**/*.*.yml",
    ]
    assert settings["./.coehub/schemas/adoption.json"] == [
        "content/adoption/*.yml", "content/adoption/*/*.yml", "!content/adoption/*.*.yml", "!content/adoption/*/*.*.yml",
    ]  # fmt: skip
    assert settings["./.coehub/schemas/hub.json"] == ["content/hub.yml"]
    first = (hub / ".vscode/settings.json").read_text()
    assert "says so already" in run("schema", "--write").output
    assert (hub / ".vscode/settings.json").read_text() == first
    assert run("check", "--strict").exit_code == 0


MINE = """\
// my settings
{
    "editor.tabSize": 2,  // narrow
    /* others' schemas */
    "yaml.schemas": {
        "./mine.json": ["a.yml"],  // mine
        "./.coehub/schemas/team.json": "content/teams/*.yml",
    },
    "files.eol": "\\n",
}
"""


def test_settings_keep_what_is_in_them(run: Run, hub: Path) -> None:
    path = hub / ".vscode/settings.json"
    write(path, MINE)
    assert run("schema", "--write").exit_code == 0
    made = path.read_text()
    lines = made.split("\n")
    for line in MINE.split("\n"):
        assert line in lines or "team.json" in line
    assert '"./.coehub/schemas/team.json": ["content/teams/**/*.yml", "!content/teams/**/*.*.yml"],' in made
    assert [line for line in lines if line not in MINE.split("\n") and ".coehub/schemas/" not in line] == []
    assert run("schema", "--write").exit_code == 0
    assert path.read_text() == made


TWO = {"./x.json": ["y.yml"], "./é.json": ["a/*.yml", "b/*.yml"]}


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}', "{}", '\ufeff{\n\t"a": [1, {}]\n}\n', '{"a": 1,\r\n}\r\n', "// none\n{ }", "",
        '{"yaml.schemas": {}}', '{\n   "yaml.schemas": {"./x.json": "z"}, // b\n}', '{"yaml.schemas": {"o": [] /* c */}}',
    ],
)  # fmt: skip
def test_settings_of_all_sorts(text: str) -> None:
    made = merged(text, TWO, "./.coehub/")
    bare = re.sub(r",(?=\s*\}\s*$)", "", re.sub(r"//.*|/\*( [a-z] )\*/", "", made.lstrip("\ufeff")))
    assert TWO.items() <= json.loads(bare)["yaml.schemas"].items()
    assert "\r\n" not in text or "\n" not in made.replace("\r\n", "")
    for word in re.findall(r"\w+", text.replace('"z"', "")):
        assert word in made
    assert merged(made, TWO, "./.coehub/") == made


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "line 1 is not JSON"),
        ("{}\n{}", "not one object"),
        ("[]", "not one object"),
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": nope}', "line 1 is not JSON"),
        ('{\n"a" 1}', "line 2 is not JSON"),
        ('{"yaml.schemas": []}', "is no object"),
        ('{"yaml.schemas": {"./.coehub/schemas/gone.json": []}}', "gone.json"),
        ("{" + '"a":{' * 99, "too deeply"),
        ("\udcff", "not UTF-8"),
    ],
)
def test_settings_that_cannot_be_merged_stay_and_the_lines_are_shown(run: Run, hub: Path, text: str, told: str) -> None:
    path = hub / ".vscode/settings.json"
    path.parent.mkdir()
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = run("schema", "--write")
    assert done.exit_code == 0
    assert told in done.output
    assert '"./.coehub/schemas/team.json"' in done.output
    assert path.read_bytes() == text.encode("utf-8", "surrogateescape")
    assert (hub / ".coehub/schemas/team.json").is_file()
