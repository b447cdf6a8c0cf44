"""What a form writes: only the lines of what was changed, and nothing lost.

The second opinion is PyYAML with every scalar a text, and our own reader in the browser's test; the scripts read with another library.
"""

from __future__ import annotations

import difflib
import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

import pytest
import yaml

from hub_plugin.opening import Opened
from hub_plugin.outputs.forms.collections import collections
from tests.sites import ROOT

Rewrite = Callable[[Sequence[dict[str, Any]]], list[dict[str, Any]]]
Job = dict[str, Any]


@pytest.fixture(scope="module")
def records(example_hub: Opened) -> dict[str, Job]:
    """Every record of the example that fits: path → its text, with the shape of its kind."""
    hub = example_hub.reading.hub
    shapes = {(each.kind.name, each.ending): each for each in collections(hub)}
    found = {}
    for address, document in hub.documents.items():
        collection = shapes.get((address.kind, document.path.rpartition(".")[2]))
        if collection is not None:
            source = (ROOT / "content" / document.path).read_bytes().decode()
            found[document.path] = {"source": source, "shape": collection.shape, "body": collection.body}
    assert len(found) > 250
    return found


@pytest.fixture(scope="module")
def filled(records: dict[str, Job], rewrite: Rewrite) -> dict[str, Job]:
    """What the form shows for each of them."""
    shown = {path: done["data"] for path, done in zip(records, rewrite(list(records.values())), strict=True)}
    return {path: {**records[path], "data": data} for path, data in shown.items()}


def test_a_record_that_nobody_changed_comes_back_byte_by_byte(filled: dict[str, Job], rewrite: Rewrite) -> None:
    for path, done in zip(filled, rewrite(list(filled.values())), strict=True):
        assert done == {"text": filled[path]["source"]}, path


def texts(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Yield every text of a form with the way to it."""
    if isinstance(data, str):
        yield way, data
    for key, inner in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from texts(inner, (*way, key))


def put(data: Any, way: tuple[Any, ...], value: str) -> Any:
    """Return a form with another text at one place."""
    made = deepcopy(data)
    at = made
    for step in way[:-1]:
        at = at[step]
    at[way[-1]] = value
    return made


def tree(text: str, body: str) -> Any:
    """Read a file as PyYAML does, every scalar a text; the text below front matter is one more field."""
    if not body:
        return yaml.load(text, Loader=yaml.CBaseLoader)
    _, front, below = text.split("---\n", 2)
    return [yaml.load(front, Loader=yaml.CBaseLoader), below.strip()]


def swapped(data: Any, old: str, new: str) -> Any:
    """Return a tree in which one text has become another; a list of one text and that text say the same."""
    if isinstance(data, str):
        return new.strip() if data.strip() == old else data.strip()
    if isinstance(data, list):
        made = [swapped(each, old, new) for each in data]
        return made[0] if len(made) == 1 and isinstance(made[0], str) else made
    return {swapped(key, old, new): swapped(each, old, new) for key, each in data.items()}


def test_a_metric_gets_the_value_of_one_more_month(filled: dict[str, Job], rewrite: Rewrite) -> None:
    job = filled["metrics/refunds-corrected.yml"]
    made = rewrite([{**job, "data": {**job["data"], "data": job["data"]["data"] + "\n2026-11: 7010"}}])[0]["text"]
    added = [line for line in difflib.ndiff(job["source"].split("\n"), made.split("\n")) if line[0] in "-+"]
    assert added == ["+   2026-11: 7010"]


NEW = ["Quite new", "2.0", "no", "12:30", "A colon: here", "A # hash", "'quoted'", '"so"', "- dash", "null", "{braces}", "[x", "& so",
       "Ünïcödé 漢字", "%percent", "@at", "ends with:", "*star*", "| pipe", "> more", "~", "010", "x" * 300]  # fmt: skip


def test_a_change_of_one_text_touches_its_own_lines(filled: dict[str, Job], rewrite: Rewrite) -> None:
    """In every record some texts become others, traps among them: the rest of the tree is the same, and so is every other line."""
    chance = random.Random(5)
    jobs, meant = [], []
    for path, job in filled.items():
        every = list(texts(job["data"]))
        often = [value for _, value in every]
        once = [(way, value) for way, value in every
                if often.count(value) == 1 and job["source"].count(value) == 1 and "\n" not in value]  # fmt: skip
        for way, value in chance.sample(once, min(6, len(once))):
            new = chance.choice(NEW)
            if way[-1] in ("id", "key") or len(value) < 4 or new in often:
                continue
            if value.startswith(("{", "[")) and new.startswith(
                ("{", "[", "&", "*", "%", "@", "|", ">", '"', "'", "-", "A #")
            ):
                continue  # the field takes YAML, and this is none
            jobs.append({**job, "data": put(job["data"], way, new)})
            meant.append((path, way, value, new))
    done = rewrite(jobs)
    written = 0
    for job, result, (path, way, value, new) in zip(jobs, done, meant, strict=True):
        if "refused" in result:
            assert "cannot be read" in result["refused"], (path, way, new, result)  # a field that takes YAML
            continue
        text = result["text"]
        if job["shape"]["fields"].get(way[0], {}).get("is") != "yaml" and "when" not in way:
            assert swapped(tree(text, job["body"]), "", "") == swapped(tree(job["source"], job["body"]), value, new), (
                path,
                way,
                new,
            )
            written += 1
        lines = [line for line in difflib.ndiff(job["source"].split("\n"), text.split("\n")) if line[0] in "-+"]
        braces = "{" in "".join(line for line in lines if line[0] == "-")
        assert len(lines) <= (8 if braces or len(new) > 100 else 3), (path, way, new, lines)
    assert written > 900


RECORD = """\
# What everybody should know
title: "Refunds: how to"   # shown everywhere
summary: >-
  One page
  for all.
owner: coe-office
strange: keep   # unknown to the form
version: 1.10
time: 12:30
asked: no
tags: [a, 'b', "c d"]  # three
links: {Docs: https://example.org/a?b, More: https://example.org/c}
changes:
  # the newest first
  - {version: 2.0, date: 2026-09-01, what: Adds pre-reads}
  - version: 1.10   # plain
    date: 2026-01-15
    what: First shared version

  - {version: 1.0, date: 2025-01-01, what: Draft}
parts:
  one: Just words
  # about two
  two:
    text: Words
    more: yes

  three:
    text: |
      Long
      text.
    deep: {x: 1}
expected: required
empty:
"""
TEXT = {"is": "text"}
LONG = {"is": "text", "long": True}
GROUP = {"is": "group", "main": "text", "fields": {"text": LONG, "more": TEXT}}
SHAPE = {"is": "group", "main": "", "fields": {
    "title": TEXT, "summary": TEXT, "owner": {"is": "list", "of": TEXT, "flow": True}, "version": TEXT, "time": TEXT, "asked": TEXT,
    "tags": {"is": "list", "of": TEXT, "flow": True}, "links": {"is": "pairs", "of": TEXT},
    "changes": {"is": "list", "of": {"is": "group", "main": "", "fields": {"version": TEXT, "date": TEXT, "what": TEXT}}},
    "parts": {"is": "parts", "of": GROUP}, "expected": {"is": "group", "main": "use", "fields": {"use": TEXT, "by": TEXT}},
    "empty": TEXT, "when": {"is": "yaml"}, "publish": {"is": "flag", "default": True},
}}  # fmt: skip


def changed(rewrite: Rewrite, change: Callable[[Any], None], source: str = RECORD, body: str = "") -> dict[str, Any]:
    """Open a file in the form, change what it shows, and save it."""
    (shown,) = rewrite([{"source": source, "shape": SHAPE, "body": body}])
    change(shown["data"])
    (done,) = rewrite([{"source": source, "shape": SHAPE, "body": body, "data": shown["data"]}])
    return done


CASES: dict[str, tuple[Callable[[Any], None], list[tuple[str, str]]]] = {
    "a quoted title, its comment stays": (lambda d: d.update(title="New: so"), [('"Refunds: how to"', '"New: so"')]),
    "a plain scalar stays plain": (lambda d: d.update(version="1.20"), [("version: 1.10\n", "version: 1.20\n")]),
    "a folded text stays folded": (lambda d: d.update(summary="Another page."), [("  One page\n  for all.", "  Another page.")]),
    "one owner becomes two": (lambda d: d.update(owner=["coe-office", "ana"]), [("owner: coe-office", "owner: [coe-office, ana]")]),
    "a word is added to a list": (lambda d: d["tags"].append("e, f"), [("\"c d\"]", "\"c d\", \"e, f\"]")]),
    "a word is taken out": (lambda d: d["tags"].pop(1), [("[a, 'b', \"c d\"]", "[a, \"c d\"]")]),
    "a date in braces": (lambda d: d["changes"][0].update(date="2026-09-02"), [("date: 2026-09-01", "date: 2026-09-02")]),
    "a sentence leaves the braces": (
        lambda d: d["changes"][2].update(what="Draft: one, two"),
        [("  - {version: 1.0, date: 2025-01-01, what: Draft}\n",
          '  - version: 1.0\n    date: 2025-01-01\n    what: "Draft: one, two"\n')]),
    "a new version comes first": (
        lambda d: d["changes"].insert(0, {"version": "2.1", "date": "2026-11-22", "what": "More"}),
        [("  # the newest first\n", "  # the newest first\n  - version: 2.1\n    date: 2026-11-22\n    what: More\n")]),
    "a line of history is taken out": (
        lambda d: d["changes"].pop(1),
        [("  - version: 1.10   # plain\n    date: 2026-01-15\n    what: First shared version\n", "")]),
    "a bare text gets more": (
        lambda d: d["parts"][0].update(more="so"), [("  one: Just words\n", "  one:\n    text: Just words\n    more: so\n")]),
    "a part is taken out, the comment above it stays": (
        lambda d: d["parts"].pop(1), [("  two:\n    text: Words\n    more: yes\n", "")]),
    "a part is added": (
        lambda d: d["parts"].append({"id": "four", "text": "Last"}), [("    deep: {x: 1}\n", "    deep: {x: 1}\n  four: Last\n")]),
    "a part gets another id": (lambda d: d["parts"][1].update(id="second"), [("  two:\n", "  second:\n")]),
    "what the form does not know stays": (
        lambda d: d["parts"][2].update(text="Short"), [("|\n      Long\n      text.\n", "|\n      Short\n")]),
    "a short form gets more": (
        lambda d: d["expected"].update(by="2026-12-31"),
        [("expected: required\n", "expected:\n  use: required\n  by: 2026-12-31\n")]),
    "an empty field is filled": (lambda d: d.update(empty="x"), [("empty:\n", "empty: x\n")]),
    "a field is new": (lambda d: d.update(publish=False), [("empty:\n", "empty:\npublish: false\n")]),
    "YAML is taken over as it stands": (
        lambda d: d.update(when="{every: week, day: monday, at: 09:30}"),
        [("empty:\n", "empty:\nwhen: {every: week, day: monday, at: 09:30}\n")]),
    "a field is emptied": (lambda d: d.update(title=""), [('title: "Refunds: how to"   # shown everywhere\n', "")]),
    "an address is changed": (
        lambda d: d["links"][0].update(value="https://example.org/z"), [("https://example.org/a?b", "https://example.org/z")]),
}  # fmt: skip


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", CASES)
def test_only_this_changes(name: str, ends: str, rewrite: Rewrite) -> None:
    change, expected = CASES[name]
    text = RECORD
    for old, new in expected:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    assert changed(rewrite, change, RECORD.replace("\n", ends)) == {"text": text.replace("\n", ends)}


def test_two_parts_change_places_with_what_belongs_to_them(rewrite: Rewrite) -> None:
    done = changed(rewrite, lambda d: d["parts"].reverse())["text"]
    assert sorted(done.split("\n")) == sorted(RECORD.split("\n"))
    assert list(yaml.load(done, Loader=yaml.CBaseLoader)["parts"]) == ["three", "two", "one"]
    assert "  # about two\n  two:\n" in done


def test_a_new_record_is_written_as_the_house_writes(rewrite: Rewrite) -> None:
    data = {
        "title": "New: one", "owner": ["ana"], "tags": ["a", "b"], "version": "2.0", "time": "12:30", "asked": "no",
        "links": [{"key": "Docs", "value": "https://example.org"}], "parts": [{"id": "one", "text": "Two\nlines"}],
        "changes": [{"version": "1.10", "date": "2026-11-22", "what": "First"}], "when": "{every: week, day: monday}",
        "publish": True, "summary": "", "expected": {"use": "", "by": None}, "step1": "not a field",
    }  # fmt: skip
    (done,) = rewrite([{"source": "", "shape": SHAPE, "body": "", "data": data}])
    assert done["text"] == (
        'title: "New: one"\nowner: ana\nversion: 2.0\ntime: 12:30\nasked: no\ntags: [a, b]\nlinks:\n  Docs: https://example.org\n'
        "changes:\n  - version: 1.10\n    date: 2026-11-22\n    what: First\nparts:\n  one: |\n    Two\n    lines\n"
        "when: {every: week, day: monday}\n"
    )  # fmt: skip


NOTES = "---\ntitle: A day   # short\n---\n\n# Notes\n\n- `a: b`\n---\nmore\n\n\n"


def test_the_text_below_front_matter(rewrite: Rewrite) -> None:
    (shown,) = rewrite([{"source": NOTES, "shape": SHAPE, "body": "notes"}])
    assert shown["data"]["notes"] == "# Notes\n\n- `a: b`\n---\nmore"
    assert changed(rewrite, lambda d: None, NOTES, "notes") == {"text": NOTES}
    assert changed(rewrite, lambda d: d.update(title="Two"), NOTES, "notes") == {"text": NOTES.replace("A day", "Two")}
    text = changed(rewrite, lambda d: d.update(notes="Short."), NOTES, "notes")["text"]
    assert text == "---\ntitle: A day   # short\n---\n\nShort.\n\n\n"
    (new,) = rewrite([{"source": "", "shape": SHAPE, "body": "notes", "data": {"title": "T", "notes": "N"}}])
    assert new["text"] == "---\ntitle: T\n---\n\nN\n"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("title: &a x\nsummary: *a\n", "an anchor, alias or tag"),
        ("title: !!int 3\n", "an anchor, alias or tag"),
        ("title: a\ntitle: b\n", "unique"),
        ("title: [a\n", ""),
        ("- a\n- b\n", "no list of fields"),
        ("title: a\r\nsummary: b\n", "mixes ways to end a line"),
    ],
)
def test_what_cannot_be_edited_is_refused(source: str, told: str, rewrite: Rewrite) -> None:
    job = {"source": source, "shape": SHAPE, "body": ""}
    for done in rewrite([job, {**job, "data": {"title": "x"}}]):
        assert told in done["refused"]


def test_what_would_be_lost_is_refused(rewrite: Rewrite) -> None:
    """A value in a form that a field has not is not shown, and cannot be overwritten; and no two parts have one id."""
    source = "title: a\nparts: just words\npublish: perhaps\n"
    assert changed(rewrite, lambda d: d.update(title="b"), source) == {"text": source.replace("title: a", "title: b")}
    assert "cannot change" in changed(rewrite, lambda d: d.update(parts=[{"id": "x", "text": "y"}]), source)["refused"]
    assert "stands twice" in changed(rewrite, lambda d: d["parts"].append({"id": "one"}))["refused"]
    assert "has no id" in changed(rewrite, lambda d: d["parts"].append({"text": "x"}))["refused"]
    assert "cannot be read" in changed(rewrite, lambda d: d.update(when="{every: week"))["refused"]
