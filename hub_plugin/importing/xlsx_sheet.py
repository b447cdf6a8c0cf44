"""One sheet of an .xlsx file, as the parser meets it: cells that say something, merged ranges, addresses behind cells, what is hidden."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache

from hub_plugin.importing.sheets import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Problem,
    Sheet,
    SheetError,
    fault,
    letters,
    moment_text,
    number_text,
    tidy,
)
from hub_plugin.importing.xlsx_parts import Attributes, Book, Parts, Said, related_id

Place = tuple[int, int]  # row and column, from 1
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_YES = ("1", "true")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # a letter that XML cannot hold (ECMA-376, ST_Xstring)
_HYPERLINK = re.compile(r'=?HYPERLINK\("([^"]+)"')
_NO_UNIT = re.compile(r'"[^"]*"|[\\_*].|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)
_UNIT = re.compile(r"[dmhys]", re.IGNORECASE)
_ANEW = "type it anew, or open the file and save it anew"
_SAVE = "open the file and save it anew"


def sheet_of(parts: Parts, book: Book, title: str, part: str) -> Sheet:
    """Read one sheet.

    Args:
        parts: the file.
        book: what its sheets share.
        title: the name of the sheet.
        part: where it lies.

    Raises:
        SheetError: there is more in it than we read, or what no spreadsheet program writes.
    """
    met = _Met(f"{parts.name}: {title}", book, {id_: to for id_, (_, to) in parts.related(part).items()})
    parts.walk(part, met.start, met.end)
    rows = list(met.rows())
    return Sheet(parts.name, title, tuple(map(tuple, rows)), tuple(met.problems), tuple(met.hidden(rows)))


class _Met:
    """What the parser has met in a sheet."""

    def __init__(self, place: str, book: Book, targets: Mapping[str, str]) -> None:
        self.problems: list[Problem] = []
        self._place, self._book, self._targets = place, book, targets
        self._cells: dict[int, dict[int, Cell]] = {}
        self._count = 0
        self._merged: list[tuple[Place, Place]] = []
        self._links: dict[Place, str] = {}
        self._hidden: set[int] = set()
        self._left_out: set[int] = set()
        self._shared: dict[str, str] = {}
        # Where the parser is: the row, the column, and what the cell has said so far.
        self._within = False
        self._row = self._column = 0
        self._cell: Attributes = {}
        self._value = ""
        self._formula: str | None = None
        self._shares = ""
        self._inline = Said()

    def start(self, tag: str, said: Attributes) -> None:
        if self._within:
            self._in_data(tag, said)
        elif tag == "sheetData":
            self._within = True
        elif tag == "col" and said.get("hidden") in _YES:
            self._left_out.update(range(max(int(said["min"]), 1), min(int(said["max"]), MAX_COLUMNS) + 1))
        elif tag == "mergeCell" and (found := _RANGE.fullmatch(said.get("ref", ""))):
            self._merged.append(_ends(found))
        elif tag == "hyperlink" and (found := _RANGE.fullmatch(said.get("ref", ""))):
            self._links[_ends(found)[0]] = self._targets.get(related_id(said), "")
        if len(self._merged) + len(self._links) > MAX_CELLS:
            raise SheetError(f"{self._place}: more than {MAX_CELLS:,} merged cells and links; split the sheet")

    def _in_data(self, tag: str, said: Attributes) -> None:
        if tag == "c":
            self._cell, self._value, self._formula = said, "", None
            self._column = self._column_of(said["r"]) if "r" in said else self._column + 1
        elif tag == "row":
            self._row = self._row_of(said["r"]) if "r" in said else self._row + 1
            self._column = 0
            if said.get("hidden") in _YES:
                self._hidden.add(self._row)
        elif tag == "f":
            self._shares = said.get("si", "")
        else:
            self._inline.start(tag)

    def end(self, tag: str, text: str) -> None:
        if not self._within:
            return
        if tag == "v":
            self._value = text
        elif tag == "f":
            if text and self._shares:
                self._shared[self._shares] = text
            self._formula = text or self._shared.get(self._shares, "")
        elif tag == "c":
            self._take()
        elif tag == "sheetData":
            self._within = False
        else:
            self._inline.end(tag, text)

    def rows(self) -> Iterator[list[Cell]]:
        """Yield the rows as far as something is said, blank ones too; those of a merged range say what its first does."""
        for (row, column), address in self._links.items():
            cell = self._cells.get(row, {}).get(column)
            if address and cell and cell.sort == "text" and not cell.link:
                self._cells[row][column] = replace(cell, link=address)
        self._fill()
        for row in range(1, max(self._cells, default=0) + 1):
            there = self._cells.get(row, {})
            yield [
                there.get(column) or Cell("", self._named(row, column))
                for column in range(1, max(there, default=0) + 1)
            ]

    def hidden(self, rows: list[list[Cell]]) -> Iterator[str]:
        """Yield what is read although nobody sees it in the sheet."""
        lines = sum(1 for row in self._hidden & self._cells.keys() if any(cell.text for cell in rows[row - 1]))
        if lines:
            yield f"{lines} hidden row{'s are' if lines > 1 else ' is'} read too"
        said = {at for row in self._cells.values() for at, cell in row.items() if at in self._left_out and cell.text}
        if said:
            named = ", ".join(letters(at) for at in sorted(said))
            yield f"hidden column{'s' if len(said) > 1 else ''} {named}: read too"

    def _row_of(self, number: str) -> int:
        if not (number.isascii() and number.isdigit() and len(number) < 8 and int(number)):
            raise SheetError(f"{self._place}: below row {self._row}, there is no row '{_short(number)}'; {_SAVE}")
        return int(number)

    def _column_of(self, cell: str) -> int:
        column = _number(cell.rstrip("0123456789"))
        if not column:
            raise SheetError(f"{self._place}: in row {self._row}, there is no cell '{_short(cell)}'; {_SAVE}")
        return column

    def _named(self, row: int, column: int) -> str:
        return f"{self._place}!{_letters(column)}{row}"

    def _fill(self) -> None:
        """Let each row of a merged range say what its first row does, in the first column of the range."""
        left = MAX_CELLS
        for (first, column), (last, _) in self._merged:
            source = self._cells.get(first, {}).get(column)
            if source is None or not source.text:
                continue
            for row in range(first + 1, min(last, max(self._cells)) + 1):
                left -= 1
                if left < 0:
                    raise SheetError(f"{self._place}: more than {MAX_CELLS:,} merged cells; split the sheet")
                there = self._cells.get(row, {})
                if any(cell.text for cell in there.values()):
                    there[column] = replace(source, place=self._named(row, column))

    def _take(self) -> None:
        """Note the cell that ends here, if it says something."""
        text = self._inline.taken() if self._cell.get("t") == "inlineStr" else self._value
        if not text and self._formula is None:
            return
        place = self._named(self._row, self._column)
        self._count += bool(text)
        if self._row > MAX_ROWS or self._count > MAX_CELLS:
            if text:
                raise SheetError(f"{place}: more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells; split the sheet")
            return
        if self._column > MAX_COLUMNS:
            raise SheetError(f"{place}: more than {MAX_COLUMNS} columns; split the sheet")
        try:
            cell = self._read(text, place)
        except _Wrong as wrong:
            self.problems.append(Problem(place, str(wrong), wrong.hint))
            cell = Cell("", place)
        self._cells.setdefault(self._row, {})[self._column] = cell

    def _read(self, text: str, place: str) -> Cell:
        sort = self._cell.get("t", "n")
        if not text:
            hint = "open the file in a spreadsheet program, save it, or paste the value"
            raise _Wrong("a formula whose value is not in the file", hint)
        if sort == "e":
            raise _Wrong(f"the cell says {text[:20]}", "mend the formula, or write the value")
        if sort == "b":
            return Cell("true" if text in _YES else "false", place, "yes-no")
        if sort == "d":
            return Cell(moment_text(_moment(text)), place, "date")
        if sort == "n":
            return self._number(text.strip(), place)
        if sort == "s":
            text = self._shared_text(text)
        link = _HYPERLINK.match(self._formula) if self._formula else None
        text = tidy(_ESCAPED.sub(lambda found: _letter(found[0], int(found[1], 16)), text))
        message, hint = fault(text)
        if message:
            self.problems.append(Problem(place, message, hint))
        return Cell(text, place, link=link[1] if link else "")

    def _number(self, text: str, place: str) -> Cell:
        if not _NUMBER.fullmatch(text) or not math.isfinite(value := float(text)):
            raise _Wrong(f"'{_short(text)}' is no number", _ANEW)
        style = self._cell.get("s", "0")
        form = self._book.formats[int(style)] if _index(style, self._book.formats) else ""
        section = _NO_UNIT.sub("", form.split(";")[0])
        if not _UNIT.search(section):
            plain, shown = number_text(value, form)
            return Cell(plain, place, "number", shown)
        try:
            return Cell(moment_text(_counted(value, bool(_ELAPSED.search(section)), self._book.zero)), place, "date")
        except (OverflowError, ValueError):
            raise _Wrong(f"the cell is shown as a day, and {_short(text)} is none", _ANEW) from None

    def _shared_text(self, number: str) -> str:
        if not _index(number, self._book.texts):
            raise _Wrong("the text of the cell is not in the file", _ANEW)
        return self._book.texts[int(number)]


class _Wrong(Exception):
    """What is wrong with a cell, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _counted(
    days: float, elapsed: bool, zero: datetime.datetime
) -> datetime.datetime | datetime.time | datetime.timedelta:
    """Return the moment, the time of day or the length of time that a number of days means."""
    passed = datetime.timedelta(seconds=round(days * 86_400))
    if elapsed:
        return passed
    if 0 <= days < 1:
        return (datetime.datetime.min + passed).time()
    # The format counts a 29th of February 1900.
    return zero + passed + datetime.timedelta(days=0 < days < 60 and zero.year < 1900)


def _moment(text: str) -> datetime.datetime | datetime.time:
    try:
        return datetime.time.fromisoformat(text) if ":" in text[:3] else datetime.datetime.fromisoformat(text)
    except ValueError:
        raise _Wrong(f"'{_short(text)}' is no day", _ANEW) from None


def _index(text: str, these: Collection[object]) -> bool:
    """Tell whether a text is the number of one of these."""
    return text.isascii() and text.isdigit() and len(text) < 10 and int(text) < len(these)


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"


def _letter(written: str, number: int) -> str:
    return written if 0xD800 <= number < 0xE000 else chr(number)


def _ends(found: re.Match[str]) -> tuple[Place, Place]:
    first = int(found[2]), _number(found[1])
    return first, (int(found[4]), _number(found[3])) if found[3] else first


_letters = cache(letters)


@cache
def _number(written: str) -> int:
    """Return the number of a column by its letters, 0 if they are none."""
    if not _COLUMN.fullmatch(written):
        return 0
    made = 0
    for each in written:
        made = made * 26 + ord(each) - ord("A") + 1
    return made
