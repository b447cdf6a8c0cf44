"""Every kind that can come from rows does: what stands flat in its example comes back from a sheet as it was."""

from __future__ import annotations

from typing import Any

import pytest

from hub_plugin.importing.headings import columns_of
from hub_plugin.importing.matching import Said
from hub_plugin.importing.plan import Wanted, importable, plan
from hub_plugin.importing.sheets import Cell, Sheet
from hub_plugin.importing.targets import STATEMENT, Target, Targets, targets
from hub_plugin.importing.words import VALUES, WORDS, folded, singular
from hub_plugin.kinds import KINDS
from hub_plugin.model.kind import Kind
from hub_plugin.model.reading import read
from hub_plugin.model.record import fields_of, part_fields
from tests import staging
from tests.laws.test_kinds import STAGE, classes, place_of

EVERY = importable(KINDS)


def of(data: Any, target: Target) -> Any:
    """Return what an example says at a target, where a cell can say it: a text, or a list of texts."""
    for step in target.path:
        data = data[0] if isinstance(data, list) and data and target.wrapped else data
        if not isinstance(data, dict) or step not in data:
            return None
        data = data[step]
    if isinstance(data, list):
        return data if data and target.many and all(isinstance(each, str) for each in data) else None
    return data if isinstance(data, str) else None


def flat(aims: Targets, data: dict[str, Any]) -> dict[Target, Any]:
    found = {target: of(data, target) for target in aims.every if not target.part}
    return {target: value for target, value in found.items() if value is not None and target.path != ("schedule",)}


def as_list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [" ".join(value.split())]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.name)
def test_its_flat_fields_come_back(kind: Kind) -> None:
    document, _ = read("x.md" if kind.example.startswith("---") else "x.yml", kind.example.encode())
    assert document is not None
    aims = targets(kind)
    values = flat(aims, document.plain())
    assert len(values) >= 2
    id_ = place_of(kind).partition("/")[2].rpartition(".")[0]
    heads = ["id", *(target.name if len(target.path) == 1 else target.words[-1] for target in values)]
    cells = [id_, *("\n".join(value) if isinstance(value, list) else value for value in values.values())]
    rows = tuple(tuple(Cell(text, f"x:{n}:{m}") for m, text in enumerate(row)) for n, row in enumerate([heads, cells]))
    said = {head: target.name for head, target in zip(heads[1:], values, strict=True)}
    files = {path: data for path, data in STAGE.items() if path != place_of(kind)}
    made = plan([Sheet("x.csv", "", rows)], staging.read(files).hub, Wanted(kind, columns=said))
    assert [str(each) for each in made.problems] == []
    again, found = read("x.yml", made.files[0].data)
    assert again is not None
    assert not found
    back = flat(aims, again.plain())
    for target, value in values.items():
        assert as_list(back[target]) == as_list(value), target.name


def test_the_words_are_of_fields_that_there_are() -> None:
    """A word for a field that no kind has is a word too many; a heading means one field of a kind at most, or the first of several."""
    names = {name for kind in KINDS for written in classes(kind.record) for name in fields_of(written)}
    for name in WORDS:
        assert set(name.split(".")) <= {
            *names,
            "id",
            "every",
            "day",
            "at",
            "from",
            "until",
            "date",
            "to",
            "duration",
        }, name
    assert set(VALUES) <= {*names, "every"}
    for words in (*WORDS.values(), *(tuple(each) for each in VALUES.values())):
        assert [each for each in words if folded(each) not in (each, each.rstrip("."))] == []


def test_other_names_of_kinds_name_one_kind() -> None:
    seen: dict[str, str] = {}
    for kind in EVERY:
        for word in {folded(each) for each in (kind.name, kind.folder, kind.one, kind.many, *kind.also)}:
            same_folder = seen.get(word) and kind.folder == next(
                each.folder for each in EVERY if each.name == seen[word]
            )
            assert seen.setdefault(word, kind.name) == kind.name or same_folder, word
    assert {kind.name for kind in KINDS} - {kind.name for kind in EVERY} == {"hub", "adoption"}
    assert any(part_fields(kind.record) for kind in EVERY)


def headed(kind: Kind, *heads: str) -> dict[str, str]:
    """Return where headings of a sheet go, as the report says it."""
    rows = (tuple(Cell(text, f"x:1:{column}") for column, text in enumerate(heads, 1)), (Cell("x", "x:2:1"),))
    columns = columns_of(Sheet("x.csv", "", rows), kind, Said())
    return {} if columns is None else {heads[at]: columns.aims.said(target) for at, target in columns.taken.items()}


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.name)
def test_its_words_are_as_headings_are_compared(kind: Kind) -> None:
    assert [word for target in targets(kind).every for word in target.words if folded(word) != word] == []


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.name)
def test_what_one_of_them_is_called_is_its_name(kind: Kind) -> None:
    fields = {folded(target.words[0]) for target in targets(kind).every if target.words}
    for word in (kind.one, kind.name, *kind.also):
        head = singular(folded(word))
        if targets(kind).label and head not in fields:
            assert headed(kind, head, "Foo") == {head: targets(kind).label}


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.name)
def test_what_a_part_is_called_is_what_it_says(kind: Kind) -> None:
    aims = targets(kind)
    if aims.part is None or not (aims.part.main or aims.part.either):
        return
    statement = next(target for target in aims.every if target.path == (STATEMENT,))
    for name in (aims.part.called, aims.part.called.rpartition("-")[2], aims.part_field):
        head = singular(name.replace("_", " ").replace("-", " "))
        assert headed(kind, "Id", head)[head] == aims.said(statement)
