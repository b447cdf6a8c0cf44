"""An .xlsx file as sheets: values only, never a formula or a macro, and nothing that would fill the memory.

The file is a zip of XML, from anybody; openpyxl sees it only after ``xlsx_guard.py`` has.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

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
from hub_plugin.importing.words import folded
from hub_plugin.importing.xlsx_guard import guard
from hub_plugin.importing.xlsx_marks import Marks, marks_of

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # a letter that XML cannot hold (ECMA-376, ST_Xstring)
_HYPERLINK = re.compile(r'=HYPERLINK\("([^"]+)"')


def read(data: bytes, name: str, asked: Collection[str] = ()) -> list[Sheet]:
    """Read all sheets; of a hidden one that nobody asks for there is only the name.

    Args:
        data: the bytes of the file.
        name: its name, for places.
        asked: the names of sheets that somebody asks for, folded.

    Raises:
        SheetError: it is no .xlsx file, is too large, or openpyxl is not installed.
    """
    guard(data, name)
    try:
        openpyxl = import_module("openpyxl")
    except ImportError:
        raise SheetError(
            f"{name}: reading .xlsx needs openpyxl; run: pip install 'mkdocs-coehub[import]', or save the sheet as CSV"
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that do not concern us
            values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            marks = marks_of(data, name)
            return [
                _sheet(sheet, formulas[sheet.title], name, marks.get(sheet.title, Marks()))
                if sheet.sheet_state == "visible" or folded(sheet.title) in asked
                else Sheet(name, sheet.title, (), hidden=True)
                for sheet in values.worksheets
            ]
    except SheetError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part leads it to
        raise SheetError(
            f"{name}: the file cannot be read ({type(error).__name__}); open it and save it anew"
        ) from None


def _sheet(values: Any, formulas: Any, name: str, marks: Marks) -> Sheet:
    for each in (values, formulas):
        each.reset_dimensions()  # what the file says of its size is not believed
    rows: list[list[Cell]] = []
    problems: list[Problem] = []
    cells = 0
    for number, (row, written) in enumerate(zip(values.iter_rows(), formulas.iter_rows(), strict=False), 1):
        filled = sum(1 for cell in row if cell.value is not None)
        cells += filled
        if filled and (number > MAX_ROWS or cells > MAX_CELLS):
            raise SheetError(
                f"{name}: {values.title}!A{number}: more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells; split the sheet"
            )
        if number > MAX_ROWS:  # blank, as whole columns are that somebody has coloured
            continue
        made = []
        for column, (cell, formula) in enumerate(zip(row, written, strict=False), 1):
            if column > MAX_COLUMNS and cell.value is not None:
                raise SheetError(f"{name}: {values.title}!A{number}: more than {MAX_COLUMNS} columns")
            place = f"{name}: {values.title}!{letters(column)}{number}"
            link = marks.links.get((number, column), "")
            made.append(_cell(cell, formula, place, link, problems))
        rows.append(made)
    _fill(rows, marks, f"{name}: {values.title}")
    return Sheet(name, values.title, tuple(map(tuple, rows)), tuple(problems), tuple(_hidden(rows, marks)))


def _fill(rows: Sequence[list[Cell]], marks: Marks, place: str) -> None:
    """Let each row of a merged range say what its first row does, in the first column of the range."""
    left = MAX_CELLS
    for (first, column), (last, _) in marks.merged:
        source = next(iter(rows[first - 1][column - 1 : column]), None) if 0 < first <= len(rows) else None
        if source is None or not source.text:
            continue
        for number in range(first + 1, min(last, len(rows)) + 1):
            row = rows[number - 1]
            left -= 1
            if left < 0:
                raise SheetError(f"{place}: more than {MAX_CELLS:,} merged cells; split the sheet")
            if any(cell.text for cell in row):
                row += [Cell("", f"{place}!{letters(at)}{number}") for at in range(len(row) + 1, column + 1)]
                row[column - 1] = replace(source, place=row[column - 1].place)


def _hidden(rows: Sequence[Sequence[Cell]], marks: Marks) -> Iterator[str]:
    """Yield what is read although nobody sees it in the sheet."""
    if lines := sum(1 for number, row in enumerate(rows, 1) if number in marks.rows and any(cell.text for cell in row)):
        yield f"{lines} hidden row{'s are' if lines > 1 else ' is'} read too"
    said = {at for row in rows for at, cell in enumerate(row, 1) if at in marks.columns and cell.text}
    if said:
        named = ", ".join(letters(at) for at in sorted(said))
        yield f"hidden column{'s' if len(said) > 1 else ''} {named}: read too"


def _cell(cell: Any, formula: Any, place: str, link: str, problems: list[Problem]) -> Cell:
    value = cell.value
    if value is None:
        if getattr(formula, "data_type", "") == "f":
            message = "a formula whose value is not in the file"
            problems.append(
                Problem(place, message, "open the file in a spreadsheet program, save it, or paste the value")
            )
        return Cell("", place)
    if cell.data_type == "e":
        problems.append(Problem(place, f"the cell says {value}", "mend the formula, or write the value"))
        return Cell("", place)
    if isinstance(value, bool):
        return Cell("true" if value else "false", place, "yes-no")
    if isinstance(value, int | float):
        plain, shown = number_text(value, str(cell.number_format or ""))
        return Cell(plain, place, "number", shown)
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Cell(moment_text(value), place, "date")
    if getattr(formula, "data_type", "") == "f" and (found := _HYPERLINK.match(str(formula.value))):
        link = found[1]
    text = tidy(_ESCAPED.sub(lambda found: _letter(found[0], int(found[1], 16)), str(value)))
    message, hint = fault(text)
    if message:
        problems.append(Problem(place, message, hint))
    return Cell(text, place, link=link)


def _letter(written: str, number: int) -> str:
    return written if 0xD800 <= number < 0xE000 else chr(number)
