"""Laws over every kind, found by walking: its example is valid and complete, its fields explain themselves."""

from __future__ import annotations

import datetime
import pkgutil
import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hub_plugin import kinds
from hub_plugin.build import Reading
from hub_plugin.kinds import KINDS
from hub_plugin.model.addresses import Address, is_slug
from hub_plugin.model.facts import Ask, Group
from hub_plugin.model.happened import Past
from hub_plugin.model.kind import Kind
from hub_plugin.model.links import LinkTo
from hub_plugin.model.record import Part, PartsOf, Record, Written, fields_of
from tests import staging

TODAY = datetime.date(2026, 11, 24)
# The last is the folder of a source that the hub's example names.
STAGE = {**staging.folder(staging.BASE), **staging.folder(staging.STAGE), "../sources/payments/": b""}
CONTENT = staging.folder(Path(__file__).parents[2] / "content")
# Where an example lies whose name means something; all others are called 'an-example'.
PLACES = {
    "hub": "hub.yml",
    "adoption": "adoption/payments/checkout.yml",
    "session": "meetings/steering/2026-01-07.md",
    "assessment": "assessments/care/payments/2026-10-01.yml",
    "planning": "planning/desk.yml",
    "worksheet": "planning/desk/an-example.md",
    "team-sheet": "planning/desk/demand/payments.yml",
    "journal": "journals/ana-pop/2026-w48.yml",
}
# The design's vocabulary: a kind of this name lies in this folder.
VOCABULARY = {
    "hub": "", "person": "people", "role": "roles", "team": "teams", "template": "templates", "tool": "tools",
    "standard": "standards", "calendar": "calendars", "meeting": "meetings", "session": "meetings", "adoption": "adoption",
    "campaign": "campaigns", "goal": "goals", "metric": "metrics", "process": "processes", "journal": "journals",
    "gap": "gaps", "maturity": "maturity", "assessment": "assessments", "update": "updates", "initiative": "initiatives",
    "training": "trainings", "plan": "plans", "learning": "learnings",
}  # fmt: skip

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def place_of(kind: Kind) -> str:
    ending = "md" if kind.example.startswith("---\n") else "yml"
    return PLACES.get(kind.name, f"{kind.folder}/an-example.{ending}")


def staged(kind: Kind) -> tuple[Reading, Record]:
    """Return the hub that has a kind's example, read once for all laws, and the record of the example."""
    return _staged(KINDS.index(kind))


@cache
def _staged(number: int) -> tuple[Reading, Record]:
    kind = KINDS[number]
    path = place_of(kind)
    reading = staging.read(staging.lay(STAGE, {path: kind.example}))
    address = next((at for at, document in reading.hub.documents.items() if document.path == path), None)
    assert address is not None, f"{path} is not read"
    assert address in reading.hub.records, reading.failing(["error"])
    return reading, reading.hub.records[address]


def classes(written: type[Written], seen: dict[type[Written], None] | None = None) -> dict[type[Written], None]:
    """Return a class and all classes of fields inside it."""
    seen = {} if seen is None else seen
    if written not in seen:
        seen[written] = None
        for info in written.model_fields.values():
            for found in _inside(info.annotation):
                classes(found, seen)
    return seen


def _inside(annotation: Any) -> Iterator[type[Written]]:
    if isinstance(annotation, type) and issubclass(annotation, Written):
        yield annotation
    for each in typing.get_args(annotation):
        if isinstance(each, type | types.GenericAlias | types.UnionType) or typing.get_origin(each):
            yield from _inside(each)


def used(value: Any) -> Iterator[tuple[type[Written], str]]:
    """Yield the fields that an author wrote, in a record and in everything inside it."""
    if isinstance(value, Written):
        for name in value.model_fields_set:
            yield type(value), name
            yield from used(getattr(value, name))
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ():
        yield from used(item)


EVERYTHING = {written: kind for kind in KINDS for written in classes(kind.record)}


@each_kind
def test_the_example_is_clean(kind: Kind) -> None:
    reading, _ = staged(kind)
    assert [each for each in reading.findings if each.level == "error" or each.place.path == place_of(kind)] == []


@each_kind
def test_the_example_uses_every_field_of_its_own_classes(kind: Kind) -> None:
    written = set(used(staged(kind)[1]))
    own = [each for each in classes(kind.record) if each.__module__ == kind.record.__module__]
    assert [(each.__name__, name) for each in own for name in each.model_fields if (each, name) not in written] == []


def test_the_examples_together_use_every_field_of_shared_classes() -> None:
    written = {each for kind in KINDS for each in used(staged(kind)[1])}
    assert [
        (each.__name__, name) for each in EVERYTHING for name in each.model_fields if (each, name) not in written
    ] == []


@each_kind
def test_the_example_states_facts(kind: Kind) -> None:
    reading, record = staged(kind)
    facts = list(kind.state(record, reading.hub, TODAY))
    assert facts
    for fact in facts:
        assert fact.source == record.address
        assert fact.about in reading.hub.index
        document = reading.hub.documents[record.address]
        assert 1 <= document.line_of(fact.route) <= len(document.lines)


def test_what_rules_look_up_is_stated_by_kinds_that_stand() -> None:
    """A kind that states a group or an ask and says that it does not would be passed over by rules."""
    readings = [staging.read(STAGE), *(staged(kind)[0] for kind in KINDS if not kind.stands), staging.read(CONTENT)]
    for reading in readings:
        for address, record in reading.hub.records.items():
            facts = reading.hub.kinds[address.kind].state(record, reading.hub, TODAY)
            assert reading.hub.kinds[address.kind].stands or not any(isinstance(each, Group | Ask) for each in facts)


@each_kind
def test_the_example_has_a_label_and_links_back(kind: Kind) -> None:
    reading, record = staged(kind)
    assert record.label
    for edge in reading.hub.edges():
        assert edge in reading.hub.into(edge.to, edge.means)
        assert edge in reading.hub.out(edge.about, edge.means)


@each_kind
def test_the_schema_takes_the_example(kind: Kind) -> None:
    schema = kind.record.model_json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    reading, record = staged(kind)
    data = _seen(reading.hub.documents[record.address].plain())
    errors = jsonschema.Draft202012Validator(schema).iter_errors(data)
    assert [f"{each.json_path}: {each.message[:100]}" for each in errors] == []
    assert list(jsonschema.Draft202012Validator(schema).iter_errors({**data, "unheard_of": 1}))


def _seen(data: Any) -> Any:
    """Return what an editor makes of the text, where the reader leaves types to the fields."""
    if isinstance(data, dict):
        return {name: _seen(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_seen(value) for value in data]
    if data in ("true", "false"):
        return data == "true"
    try:
        return float(data)
    except (TypeError, ValueError):
        return data


@cache
def words() -> set[str]:
    """Return the lower-case words of the format: names of fields, and the words that fields choose from."""
    found = {name for written in EVERYTHING for name in fields_of(written)}
    for written in EVERYTHING:
        schema = written.model_json_schema()
        for each in [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]:
            for node in [each, each.get("items", {}), *each.get("anyOf", ())]:
                found.update(str(word) for word in node.get("enum", ()))
    return found


@pytest.mark.parametrize("written", EVERYTHING, ids=lambda written: f"{EVERYTHING[written].name}-{written.__name__}")
def test_every_field_has_a_sentence(written: type[Written]) -> None:
    assert written.__doc__
    known = words()
    for name, info in written.model_fields.items():
        says = info.description or ""
        first = says.split()[0].strip(",:;.") if says else ""
        assert says.endswith("."), (name, says)
        assert first[0].isupper() or first[0] == "`" or first in known, (name, says)
        assert len(says) < 200


@pytest.mark.parametrize("written", EVERYTHING, ids=lambda written: f"{EVERYTHING[written].name}-{written.__name__}")
def test_fields_are_named_in_one_way(written: type[Written]) -> None:
    for name in fields_of(written):
        assert name == name.lower()
        assert name.replace("_", "").isalpha()
    assert written.main == "" or written.main in written.model_fields
    assert written.rest == "" or written.rest in written.model_fields


def test_links_name_known_kinds_and_parts_and_both_directions() -> None:
    known = {kind.name for kind in KINDS} | {each.called for each in EVERYTHING if issubclass(each, Part)}
    for written in EVERYTHING:
        for name, link in _links(written):
            assert set(link.to) <= known, (written, name)
            assert link.means, (written, name)
            assert link.back, (written, name)


def _links(written: type[Written]) -> Iterator[tuple[str, LinkTo]]:
    for name, info in written.model_fields.items():
        marks = [mark for mark in info.metadata if isinstance(mark, LinkTo)]
        marks += [
            mark for part in _annotated(info.annotation) for mark in part.__metadata__ if isinstance(mark, LinkTo)
        ]
        yield from ((name, mark) for mark in marks)


def _annotated(annotation: Any) -> Iterator[Any]:
    if hasattr(annotation, "__metadata__"):
        yield annotation
    for each in typing.get_args(annotation):
        yield from _annotated(each)


# Every day that a record may tell: of what happened, or of what may be still to come.
HAPPENED = (
    "answered_on", "reviewed", "closed", "found_on", "done_on", "signed", "agreed_on", "sent", "published", "Raised.date", "Reply.date",
    "Learning.date", "Outcome.date", "Before.date", "TeamAnswer.date", "Gain.since", "GapStep.since", "PlanStep.since", "Prepared.since",
    "Preparation.since",
)  # fmt: skip
MAY_COME = (
    "by", "until", "due", "start", "target_by", "raise_by", "answer_by", "adopt_by", "effective", "ended", "retired", "joined", "left",
    "moved_from", "Given.since", "Stated.since", "Criterion.since", "Role.since", "Change.date", "Redesign.date", "Check.date",
    "Update.date",
)  # fmt: skip


def _inside_of(annotation: Any) -> Iterator[Any]:
    yield annotation
    for each in typing.get_args(annotation):
        yield from _inside_of(each)


def test_a_day_that_tells_what_happened_is_marked() -> None:
    days = [
        (written, name, info)
        for written in EVERYTHING
        for name, info in written.model_fields.items()
        if datetime.date in _inside_of(info.annotation)
    ]
    assert len(days) > 90
    for written, name, info in days:
        marks = [*info.metadata, *(mark for part in _annotated(info.annotation) for mark in part.__metadata__)]
        told = [name in known or f"{written.__name__}.{name}" in known for known in (HAPPENED, MAY_COME)]
        assert told.count(True) == 1, f"is {written.__name__}.{name} a day on which something happened?"
        assert any(isinstance(mark, Past) for mark in marks) is told[0], (written, name)


def test_links_are_found_in_annotations() -> None:
    assert sum(1 for written in EVERYTHING for _ in _links(written)) > 30


def test_parts_have_names_of_their_own() -> None:
    parts = {each for each in EVERYTHING if issubclass(each, Part)}
    assert len({each.called for each in parts}) == len(parts)
    assert {each.called for each in parts}.isdisjoint(kind.name for kind in KINDS)
    marked = {mark.part() for each in EVERYTHING for info in each.model_fields.values() for mark in info.metadata
              if isinstance(mark, PartsOf)}  # fmt: skip
    assert marked == parts


def test_every_folder_is_in_the_table_of_contents() -> None:
    folders = {each.name for each in pkgutil.iter_modules(kinds.__path__)}
    listed = {kind.where.name for kind in KINDS}
    assert folders == listed
    for folder in folders:
        module = getattr(kinds, folder)
        here = [each for each in vars(module).values() if isinstance(each, Kind)]
        assert [each.name for each in here] == [kind.name for kind in KINDS if kind.where.name == folder]


def test_kinds_are_told_apart() -> None:
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names))
    taken = [(kind.folder, step) for kind in KINDS for step in kind.depth or (1,)]
    assert len(taken) == len(set(taken))


@each_kind
def test_a_kind_describes_itself(kind: Kind) -> None:
    assert is_slug(kind.name)
    assert VOCABULARY.get(kind.name, kind.folder) == kind.folder
    assert kind.one[:1].isupper()
    assert kind.many[:1].isupper()
    assert kind.purpose.endswith(".")
    assert kind.record.__doc__
    assert list(kind.depth) == sorted(set(kind.depth))
    assert all(1 <= step <= 3 for step in kind.depth)
    top = set(fields_of(kind.record))
    assert {each for each in (kind.body, *kind.claims, kind.fragments) if each} <= top
    parts = [each for each in classes(kind.record) if issubclass(each, Part)]
    assert not kind.sections or any(kind.sections in fields_of(part) for part in parts)
    assert not kind.sections or kind.body


def test_statuses_are_words_of_the_enumeration() -> None:
    for kind in KINDS:
        status = getattr(staged(kind)[1], "status", None)
        assert status is None or isinstance(status, StrEnum), kind.name


def test_a_broken_example_keeps_its_address() -> None:
    for kind in KINDS:
        broken = kind.example.replace("\n", "\nunheard-of-field: x\n", 1)
        reading = staging.read(staging.lay(STAGE, {place_of(kind): broken}))
        address = next(at for at, each in reading.hub.documents.items() if each.path == place_of(kind))
        assert address in reading.hub.index
        assert isinstance(address, Address)
