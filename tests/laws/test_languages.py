"""Laws over every kind: each text of its example takes a translation, beside it in braces and from a sibling file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from hub_plugin.build import Reading
from hub_plugin.kinds import KINDS
from hub_plugin.model.addresses import Address
from hub_plugin.model.kind import Kind
from hub_plugin.model.links import Link
from hub_plugin.model.nodes import Document, Node
from hub_plugin.model.record import Record, Written, fields_of
from hub_plugin.model.siblings import MADE_FROM
from hub_plugin.model.texts import Prose, Standing, Term, Text
from hub_plugin.model.vocabulary import PERCENT
from hub_plugin.rewriting import spelling
from tests import staging
from tests.laws.test_kinds import STAGE, each_kind, place_of

TWO = STAGE["hub.yml"].replace(b"languages: [en]", b"languages: [en, ro]")


def plain(kind: Kind) -> str:
    """Return an example without the translations that it has already."""
    return re.sub(r"\{en: ([^,]+), ro: [^}]+\}", r"\1", kind.example)


def reads(kind: Kind, files: dict[str, str]) -> tuple[Reading, Record]:
    """Read a kind's example in a hub of two languages."""
    stage = staging.lay({**STAGE, "hub.yml": TWO}, {place_of(kind): plain(kind), **files})
    if kind.name == "hub":
        stage["hub.yml"] = stage["hub.yml"].replace(b"languages: [en]", b"languages: [en, ro]")
    reading = staging.read(stage)
    at = next(at for at, each in reading.hub.documents.items() if each.path in (place_of(kind), *files))
    assert at in reading.hub.records, reading.failing(["error"])
    return reading, reading.hub.records[at]


def texts(value: Any) -> Iterator[Text]:
    """Yield every text of a record, found by its values and not by the way in which it was read."""
    if isinstance(value, Text):
        if value not in PERCENT and (
            not isinstance(value, Term) or value.at is not None
        ):  # of a tag the hub's list says it
            yield value
    elif isinstance(value, Link):
        yield from texts(value.words)
    elif isinstance(value, Written):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from texts(name)
            yield from texts(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)


def beside(node: Node, words: Mapping[int, Any]) -> Any:
    """Return a sibling in the shape of its original that says some words; None where it has nothing to say."""
    if id(node) in words:
        return words[id(node)]
    if isinstance(node.value, dict):
        made = {name: beside(each, words) for name, each in node.value.items()}
        kept = {name: each for name, each in made.items() if each is not None}
        return kept or None
    if isinstance(node.value, list):
        items = [beside(each, words) for each in node.value]
        if any(each is not None for each in items):
            ids = [each.child("id") for each in node.value]
            if all(ids):
                return {named.value: each for named, each in zip(ids, items, strict=True) if named and each}
            return items
    return None


def within(node: Node, words: Mapping[int, Any]) -> Any:
    """Return a whole record in which some texts are written in two languages."""
    if id(node) in words:
        return {"en": node.value, "ro": words[id(node)]}
    if isinstance(node.value, dict):
        return {name: within(each, words) for name, each in node.value.items()}
    if isinstance(node.value, list):
        return [within(each, words) for each in node.value]
    return node.value


def written(data: Any) -> str:
    return "\n".join(spelling.lines(data, 0)) + "\n"


def original(kind: Kind) -> tuple[Document, dict[int, str]]:
    """Return the document of an example, and other words for each of its texts."""
    reading, record = reads(kind, {})
    spoken = [each for each in reading.hub.spoken.get(record.address, ()) if isinstance(each, Text)]
    words = {id(each.at): f"Vorbă {number}" for number, each in enumerate(spoken)}
    assert all(id(each.at) in words for each in texts(record))
    return reading.hub.documents[record.address], words


@each_kind
def test_every_text_takes_the_text_of_a_sibling(kind: Kind) -> None:
    document, words = original(kind)
    if not words:
        pytest.skip("it holds no text")
    path = f"{place_of(kind).rpartition('.')[0]}.ro.yml"
    reading, record = reads(kind, {path: written(beside(document.root, words))})
    assert [each for each in reading.findings if each.place.path == path] == []
    assert {each.others.get("ro") for each in texts(record)} == set(words.values())
    assert all(each.standing("ro") is Standing.COMPLETE and each.within("en") == each for each in texts(record))


@each_kind
def test_every_text_takes_another_one_in_braces(kind: Kind) -> None:
    document, words = original(kind)
    here = {id(node): node.value for _, node in document.root.walk()}
    words = {
        at: said for at, said in words.items() if not str(here.get(at)).startswith("https://")
    }  # the name of a link has no braces
    path = f"{place_of(kind).rpartition('.')[0]}.yml"
    data = staging.lay({**STAGE, "hub.yml": TWO}, {})
    data[path] = written(within(document.root, words)).replace("languages: [en]", "languages: [en, ro]").encode()
    reading = staging.read(data)
    assert [each for each in reading.findings if each.place.path == path and each.level == "error"] == []
    record = next(reading.hub.records[at] for at, each in reading.hub.documents.items() if each.path == path)
    assert {each.others.get("ro") for each in texts(record)} - {None} == set(words.values())


@each_kind
def test_no_translation_is_longer_than_its_text_may_be(kind: Kind) -> None:
    reading, record = reads(kind, {})
    spoken = [each for each in reading.hub.spoken.get(record.address, ()) if isinstance(each, Text)]
    words = {id(each.at): "x" * 2_001 for each in spoken if not isinstance(each, Prose)}
    root = reading.hub.documents[record.address].root
    links = {id(node) for _, node in root.walk() if str(node.value).startswith("https://")}
    inside = {at: said for at, said in words.items() if at not in links}
    path = f"{place_of(kind).rpartition('.')[0]}.yml"
    sibling = f"{place_of(kind).rpartition('.')[0]}.ro.yml"
    told = "the text has 2001 characters, the limit is 2000"

    found = reads(kind, {sibling: written(beside(root, words))})[0].findings
    assert [each.message for each in found if each.place.path == sibling] == [told] * len(words)
    data = {**STAGE, path: written(within(root, inside)).encode()}
    found = staging.read(data).findings
    assert len([each for each in found if each.message == told]) == len(inside)


@each_kind
def test_a_list_is_no_translation_of_a_text(kind: Kind) -> None:
    document, words = original(kind)
    path = f"{place_of(kind).rpartition('.')[0]}.ro.yml"
    lists: dict[int, Any] = {at: [said] for at, said in words.items()}
    found = reads(kind, {path: written(beside(document.root, lists))})[0].findings
    here = [each.message for each in found if each.place.path == path]
    assert here == ["expected a text, found a list"] * len(words)


@each_kind
def test_what_is_no_text_is_refused_at_its_line(kind: Kind) -> None:
    """Whatever an example holds beside texts and files cannot be said by a sibling."""
    reading, record = reads(kind, {})
    spoken = {id(each.at) for each in reading.hub.spoken.get(record.address, ())}
    at = reading.hub.documents[record.address].root
    others = {
        id(node): node.value
        for route, node in at.walk()
        if isinstance(node.value, str) and id(node) not in spoken and route[-1] != "id"
    }
    path = f"{place_of(kind).rpartition('.')[0]}.ro.yml"
    found = reads(kind, {path: written(beside(at, others))})[0].findings
    here = [each for each in found if each.place.path == path]
    assert {each.rule for each in here} == ({"translation/no-text"} if others else set())
    assert len(here) == len(others)
    assert all(each.also is not None and each.also.path == place_of(kind) for each in here)


def test_no_kind_has_the_field_of_the_hashes() -> None:
    assert [kind.name for kind in KINDS if MADE_FROM in fields_of(kind.record)] == []


def test_a_hub_of_one_language_looks_after_nothing() -> None:
    reading = staging.read(STAGE)
    assert reading.hub.languages == ("en",)
    assert set(reading.hub.spoken) <= {Address("maturity", "care")}
    assert Address("hub", "hub") in reading.hub.records
