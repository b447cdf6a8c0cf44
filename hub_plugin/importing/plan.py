"""The whole of an import, before anything is written: files → sheets → columns → drafts → files, and everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hub_plugin.importing import csv_file, xlsx_file, xlsx_guard
from hub_plugin.importing.columns import Columns
from hub_plugin.importing.drafts import Draft, gather
from hub_plugin.importing.files import NewFile, compose, written
from hub_plugin.importing.headings import columns_of, kind_of
from hub_plugin.importing.matching import Said
from hub_plugin.importing.naming import Names, labels_of, named_in
from hub_plugin.importing.numbers import decimal_of
from hub_plugin.importing.sheets import MAX_BYTES, Problem, Sheet, SheetError
from hub_plugin.importing.targets import STATEMENT, targets
from hub_plugin.importing.values import Reading
from hub_plugin.importing.words import folded
from hub_plugin.model.addresses import Address
from hub_plugin.model.english import a
from hub_plugin.model.findings import did_you_mean
from hub_plugin.model.hub import Hub
from hub_plugin.model.index import Index
from hub_plugin.model.kind import Kind


@dataclass(frozen=True)
class Wanted:
    """What was said on the command line.

    Args:
        kind: what the rows are; empty: the names of sheets and files say it.
        sheets: names of the sheets to read; empty: all.
        columns: heading → field, or nothing.
        values: field → what records without a cell for it get.
        month_first: how days in numbers are read; None: ask where it matters.
        skip_existing: leave out records that the hub has already.
        decimal: the mark before decimals in numbers that are texts; empty: ask where it matters.
    """

    kind: Kind | None = None
    sheets: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    month_first: bool | None = None
    skip_existing: bool = False
    decimal: str = ""


@dataclass
class Plan:
    """What an import would do.

    Args:
        columns: how each sheet is read.
        left: what is not read, each with the reason.
        files: what would be written.
        problems: what is wrong; nothing is written if there is any that is no warning.
        assumed: what was filled in without a cell → how often.
        meant: words that were taken for others: field, word, meaning → how often.
        skipped: records that the hub has already.
    """

    columns: list[Columns] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    files: list[NewFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    assumed: dict[str, int] = field(default_factory=dict)
    meant: dict[tuple[str, str, str], int] = field(default_factory=dict)
    skipped: list[Address] = field(default_factory=list)


def sheets_of(data: bytes, name: str, asked: Iterable[str] = (), encoding: str = "") -> list[Sheet]:
    """Return the sheets of a file, whatever its name ends in.

    Args:
        data: its bytes.
        name: its name, for places.
        asked: the names of sheets that somebody asks for; hidden ones are read only then.
        encoding: that of a CSV file, where somebody knows it.

    Raises:
        SheetError: it is no spreadsheet that can be read.
    """
    if len(data) > MAX_BYTES:
        raise SheetError(f"{name}: the file is larger than {MAX_BYTES // 1024 // 1024} MB; split it")
    if not data.strip():
        raise SheetError(f"{name}: the file is empty")
    if xlsx_guard.looks_like(data):
        return xlsx_file.read(data, name, {folded(each) for each in asked})
    return [csv_file.read(data, name, encoding)]


def plan(sheets: Sequence[Sheet], hub: Hub, wanted: Wanted) -> Plan:
    """Return what an import would do.

    Args:
        sheets: what was read.
        hub: the hub that it goes into.
        wanted: what was said on the command line.
    """
    made = Plan()
    kinds = importable(hub.kinds.values())
    said = {folded(head): name for head, name in wanted.columns.items()}
    _choose(made, sheets, kinds, wanted, Said(said, frozenset(wanted.values)))
    _unheard(made, said, wanted)
    index = _copied(hub.index)
    reading = Reading(
        Names(index), wanted.month_first, wanted.decimal, _decimals(made.columns), made.problems, made.meant
    )
    drafts = []
    for draft in gather(made.columns, wanted.values, reading):
        now = draft.address if draft.address in hub.index else hub.index.renamed.get(draft.address)
        if now is None:
            drafts.append(draft)
        elif wanted.skip_existing:
            made.skipped.append(now)
        else:
            message = f"there is already {a(now.kind)} '{now.id}'" + f", which was called '{draft.id}'" * (
                now != draft.address
            )
            reading.tell(draft.first, message, "change it in its file, or leave such rows out: --skip-existing")
    _announce(drafts, index)
    reading.names.labels = labels_of([*named_in(hub), *_called(drafts)])
    for draft in drafts:
        composed = compose(draft, wanted.values, reading)
        for each in composed.assumed:
            made.assumed[each] = made.assumed.get(each, 0) + 1
        made.files.append(written(draft, composed))
    return made


def importable(kinds: Iterable[Kind]) -> list[Kind]:
    """Return the kinds whose records can come from rows: those that lie in a folder and have no fields of any name."""
    return [kind for kind in kinds if kind.folder and not kind.record.rest]


def _choose(made: Plan, sheets: Sequence[Sheet], kinds: list[Kind], wanted: Wanted, said: Said) -> None:
    """Settle which sheet is what, and how its columns are read."""
    names = {folded(each) for each in wanted.sheets}
    named = {sheet.file for sheet in sheets if not sheet.hidden and kind_of(sheet, kinds, by_file=False)}
    for sheet in sheets:
        if names and folded(sheet.name) not in names:
            made.left.append(f"{sheet.label}: not asked for")
            continue
        if sheet.hidden:
            made.left.append(f"{sheet.label}: it is hidden; --sheet '{sheet.name}' reads it")
            continue
        if not any(True for _ in sheet.filled()):
            made.left.append(f"{sheet.label}: it is empty")
            continue
        kind = wanted.kind or kind_of(sheet, kinds, sheet.file not in named)
        if kind is None:
            made.left.append(f"{sheet.label}: its name is no kind of record; say which with --as")
            continue
        columns = columns_of(sheet, kind, said)
        if columns is None:
            label = targets(kind).label or "id"
            _, row = next(sheet.filled())
            first = next(cell for cell in row if cell.text)
            hint = f"name it so, or say which it is: --map 'Heading={label}'"
            made.problems.append(Problem(first.place, f"no column for the {label} of {a(kind.name)} was found", hint))
            continue
        made.columns.append(columns)
        made.problems += columns.problems()
    missing = names - {folded(sheet.name) for sheet in sheets}
    made.problems += [Problem("--sheet", f"there is no sheet '{each}'") for each in sorted(missing)]


def _unheard(made: Plan, said: Mapping[str, str], wanted: Wanted) -> None:
    """Tell of words of the command line that meet no column and no field."""
    if not made.columns:
        return
    heads = {folded(cell.text) for each in made.columns for cell in each.sheet.rows[each.header]}
    for head, name in said.items():
        if head not in heads:
            made.problems.append(Problem("--map", f"no column is called '{head}'"))
        if name and not any(each.aims.named(name) for each in made.columns):
            made.problems.append(Problem("--map", f"no field is called '{name}'", _fields(made, name)))
    for name in wanted.values:
        if not any(each.aims.named(name, part=False) for each in made.columns):
            made.problems.append(Problem("--set", f"no field is called '{name}'", _fields(made, name, parts=False)))


def _fields(made: Plan, name: str, parts: bool = True) -> str:
    """Say which field may be meant, and which there are."""
    aims = {each.aims.kind.name: each.aims for each in made.columns}.values()
    names = dict.fromkeys(each.said(target) for each in aims for target in each.every if parts or not target.part)
    close = did_you_mean(name, names)
    return f"{close} The fields are {', '.join(names)}" if close else f"the fields are {', '.join(names)}"


def _decimals(every: Iterable[Columns]) -> dict[str, str]:
    """Return the mark before decimals of each cell whose column shows it."""
    made: dict[str, str] = {}
    for columns in every:
        for column, target in columns.taken.items():
            if target.sort == "quantity":
                cells = [row[column] for row in columns.rows() if column < len(row) and row[column].sort == "text"]
                made |= dict.fromkeys((cell.place for cell in cells), decimal_of(cell.text for cell in cells))
    return made


def _called(drafts: Iterable[Draft]) -> Iterator[tuple[str, Address, str]]:
    """Yield what the new records and their parts are called."""
    for draft in drafts:
        yield draft.address.kind, draft.address, draft.label
        for part in draft.parts:
            for target, cell in part.cells.items():
                if part.id and draft.aims.part and target.path in (("title",), ("name",), (STATEMENT,)):
                    yield draft.aims.part.called, draft.address.at(part.id), cell.text


def _copied(index: Index) -> Index:
    records = {kind: set(ids) for kind, ids in index.records.items()}
    parts = {address: dict(each) for address, each in index.parts.items()}
    return Index(index.kinds, records, parts, dict(index.renamed), set(index.broken))


def _announce(drafts: Sequence[Draft], index: Index) -> None:
    """Make the ids of all drafts known, so that they can name each other."""
    for draft in drafts:
        index.add(draft.address)
        for part in draft.parts:
            if part.id and draft.aims.part is not None:
                index.add_part(draft.address.at(part.id), draft.aims.part.called)
