"""Rows become drafts of records: which rows are one record, which id it gets, and what clashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hub_plugin.importing.columns import Columns
from hub_plugin.importing.dates import DateError, day_of
from hub_plugin.importing.sheets import Cell
from hub_plugin.importing.targets import ID, STATEMENT, Target, Targets
from hub_plugin.importing.values import Reading, says_nothing
from hub_plugin.model.addresses import Address, has_letter, slug
from hub_plugin.model.english import a

WORDS_IN_ID = 6  # of a sentence that has no title
_MOST_WORDS = 16


@dataclass
class PartDraft:
    """One row that is a part of a record."""

    cells: dict[Target, Cell]
    first: Cell
    id: str = ""


@dataclass
class Draft:
    """A record before its cells are read."""

    aims: Targets
    id: str
    label: str
    first: Cell
    cells: dict[Target, Cell] = field(default_factory=dict)
    parts: list[PartDraft] = field(default_factory=list)
    only_parts: bool = False  # so far seen only where rows are parts

    @property
    def address(self) -> Address:
        """Its kind and id."""
        return Address(self.aims.kind.name, self.id)


def gather(every: Iterable[Columns], values: Mapping[str, str], reading: Reading) -> list[Draft]:
    """Return the drafts of all sheets, in their order.

    A row of a sheet of parts belongs to the record that it names, or, where it names none, to that of the row before it.

    Args:
        every: how the sheets are read.
        values: what ``--set`` says; it may name the one record that rows without a name are parts of.
        reading: how cells are read; what is wrong with rows is noted there.
    """
    made: dict[Address, Draft] = {}
    for columns in every:
        before: Draft | None = None
        for row in columns.rows():
            cells = {
                target: row[column]
                for column, target in columns.taken.items()
                if column < len(row) and not says_nothing(target, row[column], reading)
            }
            if not cells:
                continue
            draft = _draft(columns, row, cells, before, made, values, reading)
            if draft is None:
                continue
            before = draft
            parts = {target: cell for target, cell in cells.items() if target.part}
            if parts:
                draft.parts.append(PartDraft(parts, next(iter(parts.values()))))
    for draft in made.values():
        _name_parts(draft, reading)
    return list(made.values())


def _draft(
    columns: Columns,
    row: Sequence[Cell],
    cells: Mapping[Target, Cell],
    before: Draft | None,
    made: dict[Address, Draft],
    values: Mapping[str, str],
    reading: Reading,
) -> Draft | None:
    """Return the draft that a row belongs to, with the row's own cells in it; None where the row has been told of."""
    aims = columns.aims
    own = {target: cell for target, cell in cells.items() if not target.part}
    named = next((cell for target, cell in own.items() if target.path == (ID,)), None)
    label = next((cell for target, cell in own.items() if target.path == (aims.label,)), None)
    if columns.of_parts and before is None and aims.label in values:
        label = label or Cell(values[aims.label], next(iter(cells.values())).place)
    cell = named or label
    if cell is None:
        if columns.of_parts and before is not None:
            return _joined(before, own, reading)
        first = next(iter(cells.values()))
        reading.tell(
            first, f"the row has no {aims.label or ID}", f"fill it in, or take the row out of {columns.sheet.label}"
        )
        return None
    id_ = _id(columns, named, label, reading)
    if not id_:
        return None
    draft = made.get(Address(aims.kind.name, id_))
    if draft is None:
        text = " ".join((label or cell).text.split())
        draft = Draft(aims, id_, text, cell, only_parts=columns.of_parts)
        made[draft.address] = draft
        draft.cells.update(own)
        return draft
    if not (columns.of_parts or draft.only_parts):
        hint = "take one out" if _alike(own, draft.cells) else "give one of them an id of its own in a column 'id'"
        reading.tell(cell, f"'{id_}' is there twice, also at {draft.first.place}", hint)
        return None
    draft.only_parts = draft.only_parts and columns.of_parts
    return _joined(draft, own, reading)


def _alike(one: Mapping[Target, Cell], other: Mapping[Target, Cell]) -> bool:
    """Tell whether two rows say the same."""
    return {target: cell.text for target, cell in one.items()} == {target: cell.text for target, cell in other.items()}


def _joined(draft: Draft, own: Mapping[Target, Cell], reading: Reading) -> Draft:
    """Add what a further row says of the record; where it says something else than an earlier one, that is told."""
    for target, cell in own.items():
        there = draft.cells.setdefault(target, cell)
        if there.text != cell.text and target.path not in ((ID,), (draft.aims.label,)):
            reading.tell(
                cell, f"'{target.name}' of '{draft.label[:60]}' says something else at {there.place}", "make them alike"
            )
    return draft


def _id(columns: Columns, named: Cell | None, label: Cell | None, reading: Reading) -> str:
    """Return the id of a row: from its own column, else from what the record is called."""
    cell = named or label
    assert cell is not None
    kind = columns.aims.kind
    depths = kind.depth or (1,)
    if named is None and 1 not in depths:
        form = "/".join(["series" if depth == 0 else "name" for depth in range(depths[0])])
        reading.tell(cell, f"the id of {a(kind.name)} has {depths[0]} steps", f"add a column 'id', such as {form}")
        return ""
    steps = [slug(step) for step in (named.text.split("/") if named else [cell.text])]
    made = "/".join(steps)
    if not all(steps) or not has_letter(made):
        hint = "add a column 'id' with small letters a-z, digits and '-'"
        if named:
            hint = f"write small letters a-z, digits and '-', or leave the column out: --map '{columns.heading(ID)}='"
        reading.tell(cell, f"no id can be made of '{cell.text[:60]}'", hint)
        return ""
    if len(steps) not in depths:
        reading.tell(cell, f"the id of {a(kind.name)} has {depths[0]} steps", "look at the column 'id'")
        return ""
    return made


def _name_parts(draft: Draft, reading: Reading) -> None:
    """Give every part its id: from its column, its title, the first words of what it says, or its day."""
    taken: dict[str, tuple[Cell, PartDraft]] = {}
    for part in draft.parts:
        cell, ids = _ids(draft, part, reading)
        free = next((each for each in ids if each and each not in taken), "")
        if free and has_letter(free):
            part.id = free
            taken[free] = cell, part
            continue
        called = draft.aims.part.called.replace("-", " ") if draft.aims.part else "part"
        hint = f"add a column '{called} id'"
        message = f"no id can be made of '{cell.text[:60]}'"
        if again := next((taken[each] for each in ids if each in taken), None):
            message = f"'{ids[0]}' is there twice, also at {again[0].place}"
            hint = "take one out" if _alike(part.cells, again[1].cells) else hint
        reading.tell(cell, message, hint)


def _ids(draft: Draft, part: PartDraft, reading: Reading) -> tuple[Cell, list[str]]:
    """Return the cell that a part is named after, and the ids that can be made of it, the shortest first."""
    by_name = {target.path[0]: cell for target, cell in part.cells.items() if len(target.path) == 1}
    by_sort = {target.sort: cell for target, cell in reversed(part.cells.items()) if target.sort != "link"}
    if named := by_name.get(ID) or by_name.get("title") or by_name.get("name"):
        return named, [slug(named.text)]
    said = by_name.get(STATEMENT)
    if said is None and (when := by_sort.get("moment") or by_sort.get("date")) and draft.aims.part is not None:
        kind = draft.aims.part.called.rpartition("-")[2]
        further = [
            cell.text
            for sort in ("other", "text")
            for target, cell in part.cells.items()
            if target.sort == sort and cell is not when
        ]
        words = [kind, _day(when.text, reading), *further]
        return when, [slug(" ".join(words[:count])) for count in range(2, len(words) + 1)]
    cell = said or by_sort.get("text") or by_sort.get("prose") or part.first
    words = cell.text.split()
    counts = range(min(WORDS_IN_ID, len(words)), min(len(words), _MOST_WORDS) + 1)
    return cell, [slug(" ".join(words[:count])) for count in counts]


def _day(text: str, reading: Reading) -> str:
    try:
        found = day_of(text, reading.month_first)
    except DateError:  # it is told where the cell is read
        found = None
    return found.day if found else text
