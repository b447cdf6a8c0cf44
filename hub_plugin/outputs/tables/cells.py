"""A table on the wire (RFC 4180): cells that no spreadsheet runs or mistakes, in the marks that a language's spreadsheets expect.

Where decimals are written with a comma, a semicolon stands between cells: that is what spreadsheets of these languages read and write.
With points, they would take 3.5 for the third of May, and a row for one cell.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from hub_plugin.model.languages import Language

Cell = str | int | Decimal | datetime.date | None
_RUNS = re.compile(r"^(?=[=+\-@＝＋－＠])|(?<=[;|])(?=\s*[=+\-@＝＋－＠])")
_TURNS = re.compile(r"[\d.,:/ -]*\d[\d.,:/ %-]*|\d[\d.,]*e\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Marks:
    """What stands between two cells, and before the decimals of a number."""

    separator: str = ","
    decimal: str = "."

    @classmethod
    def of(cls, language: Language) -> Marks:
        """Return what the spreadsheets of a language expect."""
        return cls(";", ",") if language.decimal == "," else cls()


def table(rows: Iterable[Sequence[Cell]], marks: Marks = Marks()) -> bytes:
    """Return rows as CSV with CRLF and a byte order mark.

    Excel reads a file without the mark in the code page of the machine and breaks every letter outside of it.
    """
    lines = (  # most cells of a large table are empty
        marks.separator.join("" if each is None else cell(each, marks) for each in row) + "\r\n" for row in rows
    )
    return b"\xef\xbb\xbf" + "".join(lines).encode()


def cell(value: Cell, marks: Marks = Marks()) -> str:
    """Return one cell; numbers and days stay what they are, a text becomes one line that no spreadsheet runs."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Decimal):
        return f"{value:z.6f}".rstrip("0").rstrip(".").replace(".", marks.decimal)
    return "" if value is None else str(value)


@lru_cache(maxsize=50_000)  # the same titles and names stand in thousands of rows
def _quoted(value: str) -> str:
    text = harmless(value)
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",;\n]', text) else text


def harmless(text: str) -> str:
    """Return a text on one line that stays text: also after a ``;``, where some spreadsheets begin a new cell."""
    line = _RUNS.sub("'", " ".join(text.split()))
    return "'" + line if _TURNS.fullmatch(line) else line
