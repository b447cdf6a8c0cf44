"""What a sheet is a list of, and where its headings stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub_plugin.importing.columns import Columns, first_of
from hub_plugin.importing.matching import Match, Said, match
from hub_plugin.importing.sheets import Sheet
from hub_plugin.importing.targets import ID, Targets, targets
from hub_plugin.importing.words import TOTALS, folded
from hub_plugin.model.kind import Kind

_FIRST_ROWS = 12  # the headings stand in one of them, below a title or a logo


def kind_of(sheet: Sheet, kinds: Sequence[Kind], by_file: bool = True) -> Kind | None:
    """Return the kind that a sheet's name, or that of its file, speaks of.

    Args:
        sheet: the sheet.
        kinds: all kinds.
        by_file: the file's name may say it where that of the sheet does not.
    """
    for text in (sheet.name, sheet.file.rpartition(".")[0])[: 1 + by_file]:
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


def columns_of(sheet: Sheet, kind: Kind, said: Said) -> Columns | None:
    """Return how a sheet is read, or None where no row of headings can be found.

    Args:
        sheet: the sheet.
        kind: what its rows are.
        said: what the command line says of columns.
    """
    aims = targets(kind)
    first = list(sheet.filled())[:_FIRST_ROWS]
    widths = {number: sum(1 for cell in row if cell.text) for number, row in first}
    several = [number for number, width in widths.items() if width > 1]
    found = _headings(sheet, aims, several, widths, said) or _headings(sheet, aims, list(widths), widths, said)
    if found is None:
        return None
    header, matched = found
    row = sheet.rows[header]
    left = tuple((row[column], why) for column, why in matched.left.items())
    last, cells = max(sheet.filled(), key=lambda each: each[0])
    ends = last if last > header and folded(first_of(cells)) in TOTALS else len(sheet.rows)
    return Columns(sheet, aims, header, matched.taken, left, ends)


def _headings(
    sheet: Sheet, aims: Targets, numbers: Sequence[int], widths: Mapping[int, int], said: Said
) -> tuple[int, Match] | None:
    """Return the row of headings among some rows, and what they mean.

    They are in the first row that names the records. A word in a row of data may look like a heading: a row below others has to have
    more cells than they, as headings below a title have, or to be understood by more than half. A row of which less is understood
    gives way to a later one that is understood better; any row, to one right below it (headings of two rows).
    """
    best: tuple[int, Match] | None = None
    settled = False
    for number in numbers:
        if best and settled and number != best[0] + 1:
            break
        found = match(sheet, aims, number, said)
        names = {target.path for target in found.taken.values() if not target.part}
        if not ((aims.label,) in names or (ID,) in names or said.names(aims)) or not found.taken:
            continue
        widest = max((width for at, width in widths.items() if at < number), default=0)
        clear = 2 * len(found.taken) > widths[number]
        if widths[number] <= widest and not clear:
            continue
        if best is None or len(found.taken) >= len(best[1].taken) + (number != best[0] + 1):
            best, settled = (number, found), clear
    return best
