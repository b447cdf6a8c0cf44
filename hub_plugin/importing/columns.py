"""Which column goes where: by what was said on the command line, by the name of a field, by plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from hub_plugin.importing.sheets import Cell, Sheet
from hub_plugin.importing.targets import ID, STATEMENT, Target, Targets, targets
from hub_plugin.importing.words import a, folded
from hub_plugin.model.findings import did_you_mean
from hub_plugin.model.kind import Kind

_SENTENCE = 90
_FIRST_ROWS = 12  # the headings stand in one of them, below a title or a logo


@dataclass(frozen=True)
class Columns:
    """How a sheet is read.

    Args:
        sheet: the sheet.
        aims: what its kind has.
        header: the number, from 0, of the row with the headings.
        taken: column → where it goes.
        left: the headings that go nowhere, each with the reason.
    """

    sheet: Sheet
    aims: Targets
    header: int
    taken: Mapping[int, Target]
    left: tuple[tuple[Cell, str], ...]

    @property
    def of_parts(self) -> bool:
        """Whether each row is a part, and several rows a record."""
        return any(target.part for target in self.taken.values())

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows below the headings that say something."""
        for number, row in self.sheet.filled():
            if number > self.header:
                yield row

    def told(self) -> Iterator[tuple[str, str]]:
        """Yield each heading, and in words where it goes."""
        head = self.sheet.rows[self.header]
        for column, target in sorted(self.taken.items()):
            field = f"{self.aims.part_field}: {target.name}" if target.part else target.name
            yield _shown(head[column].text), f"{field}  – {shorten(target.says, _SENTENCE, placeholder=' …')}"
        for cell, why in self.left:
            yield _shown(cell.text), f"left out: {why}"


def _shown(text: str) -> str:
    return " ".join(text.split())[:40]


def kind_of(sheet: Sheet, kinds: Sequence[Kind]) -> Kind | None:
    """Return the kind that a sheet's name, or that of its file, speaks of."""
    for text in (sheet.name, sheet.file.rpartition(".")[0]):
        word = folded(text).replace("-", " ")
        for kind in kinds:
            if word and word in _names(kind):
                return kind
    return None


def _names(kind: Kind) -> set[str]:
    """Return what a kind is called, and its parts, which may have a sheet of their own."""
    aims = targets(kind)
    called = aims.part.called.replace("-", " ") if aims.part else ""
    parts = {f"{kind.name} {called}s", f"{kind.many} {called}s", f"{called}s", called} if called else set()
    return {folded(each) for each in (kind.name, kind.folder, kind.one, kind.many, *kind.also, *parts) if each}


def columns_of(sheet: Sheet, kind: Kind, said: Mapping[str, str]) -> Columns | None:
    """Return how a sheet is read, or None where no row of headings can be found.

    Args:
        sheet: the sheet.
        kind: what its rows are.
        said: heading, folded → the name of a field, or nothing to leave the column out.
    """
    aims = targets(kind)
    best: Columns | None = None
    for number, row in list(sheet.filled())[:_FIRST_ROWS]:
        found = _matched(sheet, aims, number, row, said)
        names = {target.path for target in found.taken.values() if not target.part}
        whole = (aims.label,) in names or (ID,) in names
        if whole and (best is None or len(found.taken) > len(best.taken)):
            best = found
    return best


def _matched(sheet: Sheet, aims: Targets, number: int, row: Sequence[Cell], said: Mapping[str, str]) -> Columns:
    heads = {column: folded(cell.text) for column, cell in enumerate(row) if cell.text}
    taken: dict[int, Target] = {}
    left: dict[int, str] = {}
    for column, head in heads.items():
        if head in said:
            target = aims.named(said[head]) if said[head] else None
            if target is None:
                left[column] = "as --map says"
            elif any(target is each for each in taken.values()):
                left[column] = f"'{target.name}' has a column already"
            else:
                taken[column] = target
    label = aims.named(aims.label) if aims.label else None
    own = {folded(each) for each in (aims.kind.one, aims.kind.name)}
    own |= {f"{each} {end}" for each in own for end in ("name", "title")}
    for column, head in heads.items():
        if label and head in own and column not in {*taken, *left} and label not in taken.values():
            taken[column] = label
    parts = _speaks_of_parts(aims, heads.values())
    inner = _of_the_part(sheet, aims, number, heads, taken) if parts else set()
    ranked: list[tuple[float, int, int, Target]] = []
    for column, head in heads.items():
        if column in taken or column in left:
            continue
        for place, target in enumerate(aims.every):
            words = [folded(word) for word in target.words]
            if head not in words or (target.part and not parts):
                continue
            rank: float = words.index(head)
            if parts:  # the first word of a part's field says whose it is, and is surer than any other
                rank = rank - 1 if target.part else rank + (2 if column in inner else -0.5)
            ranked.append((rank - 100 * (target is label), place, column, target))  # a record must be called something
    for _, _, column, target in sorted(ranked, key=lambda each: each[:3]):
        if column not in taken and target not in taken.values():
            taken[column] = target
    for column, head in heads.items():
        if column not in taken and column not in left:
            fits = [target for target in aims.every if head in map(folded, target.words)]
            left[column] = f"'{fits[0].name}' has a column already" if fits else _nothing(aims, head)
    return Columns(sheet, aims, number, taken, tuple((row[column], why) for column, why in sorted(left.items())))


def _of_the_part(
    sheet: Sheet, aims: Targets, number: int, heads: Mapping[int, str], taken: Mapping[int, Target]
) -> set[int]:
    """Return the columns that speak of parts where their heading could mean the record too, as a number or a deadline can.

    These are all in a sheet that says nothing else of the record; else those in which rows of one record differ.
    """
    label = aims.named(aims.label)
    words = {folded(word) for word in label.words} if label else set()
    part = {folded(word) for target in aims.every if target.part for word in target.words}
    record = {folded(word) for target in aims.every if not target.part for word in target.words} - words
    names = [column for column, head in heads.items() if taken.get(column) is label or head in words]
    if not any(head in record - part for column, head in heads.items() if column not in names):
        return set(heads) - set(names[:1])
    found: set[int] = set()
    seen: dict[tuple[str, int], str] = {}
    name = ""
    for at, row in sheet.filled():
        if at <= number:
            continue
        name = next((row[column].text for column in names[:1] if column < len(row) and row[column].text), name)
        for column in heads:
            text = row[column].text if column < len(row) else ""
            if text and seen.setdefault((name, column), text) != text:
                found.add(column)
    return found


def _speaks_of_parts(aims: Targets, heads: Iterable[str]) -> bool:
    """Tell whether some heading can only mean a part."""
    if aims.part is None:
        return False
    record = {folded(word) for target in aims.every if not target.part for word in target.words}
    sure = {
        folded(word)
        for target in aims.every
        if target.part
        for word in (target.words if target.path == (STATEMENT,) else target.words[:2])
    }
    return any(head in sure - record for head in heads)


def _nothing(aims: Targets, head: str) -> str:
    known = {folded(word): target.name for target in aims.every for word in target.words[:3]}
    close = did_you_mean(head, known)
    return f"no field of {a(aims.kind.name)} is called so" + (f"; {close}" if close else "")
