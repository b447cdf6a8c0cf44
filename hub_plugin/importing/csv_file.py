"""A CSV file as a sheet: its encoding and its separator are found out, its quotes read as RFC 4180 has them."""

from __future__ import annotations

import csv
import io
from collections import Counter

from hub_plugin.importing.encodings import decoded, doubt
from hub_plugin.importing.sheets import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Problem,
    Sheet,
    SheetError,
    fault,
    tidy,
)

_OPEN_AND_SAVE = "open it in a spreadsheet program and save it as .xlsx or CSV"
_OTHERS: tuple[
    tuple[str, tuple[str, ...], tuple[str, ...], str], ...
] = (  # what, how it ends, how it begins, what to do
    (
        "a calendar (iCalendar)",
        ("ics",),
        ("begin:vcalendar",),
        "write its events into a table with the columns Title and Date",
    ),
    (
        "Markdown",
        ("md", "markdown"),
        ("---\n",),
        "a record goes into the content folder as it is: 'coehub new' begins one",
    ),
    ("a web page", ("html", "htm"), ("<html", "<!doctype", "<table", "<?xml"), _OPEN_AND_SAVE),
    ("a PDF", ("pdf",), ("%pdf-",), "ask for the table that it was made of"),
    ("JSON", ("json",), ('{"', "[{"), _OPEN_AND_SAVE),
)
_SEPARATORS = {";": "semicolons", ",": "commas", "\t": "tabs", "|": "'|'"}


def read(data: bytes, name: str, encoding: str = "") -> Sheet:
    """Read a CSV file.

    Args:
        data: its bytes.
        name: its name, for places.
        encoding: its encoding, where somebody knows it.

    Raises:
        SheetError: it is no text in that encoding, or has too many rows, columns or cells.
    """
    text, told = decoded(data, name, encoding)
    _refuse_others(text, name)
    lines = text.split("\n")
    separator = ""
    skipped = 0
    if lines[0].strip().lower().startswith("sep=") and len(lines[0].strip()) == 5:  # Excel's own line
        separator, skipped = lines[0].strip()[4], 1
        text = "\n".join(lines[1:])
    separator = separator or _separator(text)
    rows: list[tuple[Cell, ...]] = []
    problems: list[Problem] = []
    cells = 0
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    before = 0
    try:
        for row in reader:
            number = before + 1 + skipped
            before = reader.line_num
            cells += len(row)
            if len(rows) >= MAX_ROWS or len(row) > MAX_COLUMNS or cells > MAX_CELLS:
                raise SheetError(
                    f"{name}:{number}: more than {MAX_ROWS:,} rows, {MAX_COLUMNS} columns or {MAX_CELLS:,} cells; "
                    "split the file"
                )
            made = [Cell(tidy(value), f"{name}:{number}:{column}") for column, value in enumerate(row, 1)]
            problems += [Problem(cell.place, *wrong) for cell in made if (wrong := _wrong(cell.text))]
            rows.append(tuple(made))
    except csv.Error as error:
        raise SheetError(
            f"{name}:{before + 1 + skipped}: the row cannot be read ({error}); look for a quote that is not closed"
        ) from None
    guessed = not encoding and told not in ("UTF-8", "UTF-16")
    doubts = tuple(doubt(rows, told)) if guessed else ()
    notes = (f"read as {told}, with {_SEPARATORS.get(separator, separator)}",)
    return Sheet(name, "", tuple(rows), tuple(problems), notes, doubts=doubts)


def _refuse_others(text: str, name: str) -> None:
    """Refuse texts that are no tables, though they could be read as such.

    Raises:
        SheetError: it is one; the message says which, and what to do.
    """
    ending = name.rpartition(".")[2].casefold()
    start = text[:100_000].lstrip().casefold()
    for what, ends, begins, remedy in _OTHERS:
        if ending in ends or start.startswith(begins):
            raise SheetError(f"{name}: this is {what}, no spreadsheet; {remedy}")


def _wrong(text: str) -> tuple[str, str] | None:
    if text.startswith("="):
        return f"'{text[:40]}' is a formula", "save the file with values"
    message, hint = fault(text)
    return (message, hint) if message else None


def _separator(text: str) -> str:
    """Return what separates the cells: what gives most rows the same number of cells, more than one."""
    best, score = ",", (0, 0)
    sample = text[:100_000]
    for each in _SEPARATORS:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=each) if row)
        except csv.Error:
            continue
        alike, width = max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
        if (alike, width) > score:
            best, score = each, (alike, width)
    return best
