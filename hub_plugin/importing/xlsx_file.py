"""An .xlsx file as sheets: values only, never a formula or a macro, and nothing that would fill the memory.

The file is a zip of XML, from anybody; openpyxl sees it only after ``xlsx_guard.py`` has.
"""

from __future__ import annotations

import datetime
import io
import warnings
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
from hub_plugin.importing.xlsx_guard import guard


def read(data: bytes, name: str) -> list[Sheet]:
    """Read all visible sheets.

    Args:
        data: the bytes of the file.
        name: its name, for places.

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
            made = [
                _sheet(sheet, formulas[sheet.title], name)
                for sheet in values.worksheets
                if sheet.sheet_state == "visible"
            ]
    except SheetError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part leads it to
        raise SheetError(
            f"{name}: the file cannot be read ({type(error).__name__}); open it and save it anew"
        ) from None
    return made


def _sheet(values: Any, formulas: Any, name: str) -> Sheet:
    for each in (values, formulas):
        each.reset_dimensions()  # what the file says of its size is not believed
    rows: list[tuple[Cell, ...]] = []
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
            made.append(_cell(cell, formula, place, problems))
        rows.append(tuple(made))
    return Sheet(name, values.title, tuple(rows), tuple(problems))


def _cell(cell: Any, formula: Any, place: str, problems: list[Problem]) -> Cell:
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
    text = tidy(str(value))
    message, hint = fault(text)
    if message:
        problems.append(Problem(place, message, hint))
    return Cell(text, place)
