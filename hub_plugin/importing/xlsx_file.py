"""An .xlsx file as sheets: values only, never a formula or a macro, and nothing that would fill the memory.

The file is a zip of XML, from anybody. Before openpyxl sees it, its sizes are checked as the zip declares them (reading stops
there), and a part with a document type is refused: the format allows none (ECMA-376, part 2), and they are what XML bombs are made of.
"""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
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
    moment_text,
    number_text,
    tidy,
)

MAX_PARTS = 1_000
MAX_UNPACKED = 60 * 1024 * 1024
MAX_RATIO = 200  # a sheet of one repeated row packs 50 to 1
_SMALL = 1024 * 1024  # no ratio is asked below this
_OLE = b"\xd0\xcf\x11\xe0"


def looks_like(data: bytes) -> bool:
    """Tell whether bytes are those of a spreadsheet program's file, of this format or an older one."""
    return data.startswith((b"PK", _OLE))


def read(data: bytes, name: str) -> list[Sheet]:
    """Read all visible sheets.

    Args:
        data: the bytes of the file.
        name: its name, for places.

    Raises:
        SheetError: it is no .xlsx file, is too large, or openpyxl is not installed.
    """
    _guard(data, name)
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


def _guard(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        raise SheetError(f"{name}: an older format, or a file with a password; save it as .xlsx without one")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise SheetError(f"{name}: this is no .xlsx file; save it as .xlsx or .csv")
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise SheetError(f"{name}: unpacked it is too large ({MAX_UNPACKED // 1024 // 1024} MB); split it")
            for part in parts:
                if part.file_size > _SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1):
                    raise SheetError(f"{name}: '{part.filename}' unpacks to {part.file_size:,} bytes; this is no sheet")
                if part.flag_bits & 1:
                    raise SheetError(f"{name}: the file has a password; save it without one")
                if part.filename.endswith((".xml", ".rels")):
                    text = packed.read(part)
                    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\x00" in text[:200]:
                        raise SheetError(f"{name}: '{part.filename}' holds what a spreadsheet never does; save it anew")
    except SheetError:
        raise
    except Exception as error:  # the zip, or what packs its parts, is damaged
        raise SheetError(f"{name}: the file is damaged ({type(error).__name__}); open it and save it anew") from None


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
            place = f"{name}: {values.title}!{_letters(column)}{number}"
            made.append(_cell(cell, formula, place, problems))
        rows.append(tuple(made))
    return Sheet(name, values.title, tuple(rows), tuple(problems))


def _letters(column: int) -> str:
    made = ""
    while column:
        column, rest = divmod(column - 1, 26)
        made = chr(ord("A") + rest) + made
    return made


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
