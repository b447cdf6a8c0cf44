"""A sheet as we read it: cells with their text and their place, whatever kind of file they came from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hub_plugin.model.english import with_hint

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_CELL = 20_000
MAX_CELLS = 300_000
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_NO_SIGN = re.compile(
    r'"[^"]*"|[\\_*].|\[[^\]]*\]'
)  # in a number's format: letters, blanks, colours; no digits and no percent
_DIGITS = re.compile(r"[#,]*(0+)(?:\.(0+))?")


class SheetError(Exception):
    """A file that cannot be read as a spreadsheet. The message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a cell, or, for a warning, doubtful."""

    place: str
    message: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {with_hint(self.message, self.hint)}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Args:
        text: what it says, in the spelling of the format; empty if nothing.
        place: where it is: ``people.xlsx: People!C4``, or ``people.csv:4:3`` (row and column).
        sort: what the program that wrote it took it for: text, number, date, yes-no.
        shown: a number as it is shown, where that differs (``2.10``).
        link: the address behind it.
    """

    text: str
    place: str
    sort: str = "text"
    shown: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file.

    Args:
        file: the name of the file.
        name: that of the sheet; empty for a CSV file.
        rows: as they stand, blank ones too; none of a hidden sheet that nobody asked for.
        problems: what is wrong with single cells, whether they are needed or not.
        notes: how it was read.
        hidden: nobody sees it, and nobody asked for it.
        doubts: what is doubtful about the whole of it.
    """

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    hidden: bool = False
    doubts: tuple[Problem, ...] = ()

    @property
    def label(self) -> str:
        """How a report names it."""
        return f"{self.file}, sheet '{self.name}'" if self.name else self.file

    def filled(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield the number, from 0, and the cells of every row that says something."""
        for number, row in enumerate(self.rows):
            if any(cell.text for cell in row):
                yield number, row


def letters(column: int) -> str:
    """Return how a spreadsheet names a column, counted from 1: A to Z, AA …"""
    made = ""
    while column:
        column, rest = divmod(column - 1, 26)
        made = chr(ord("A") + rest) + made
    return made


def tidy(text: str) -> str:
    """Return a text without what spreadsheets leave around it: no-break spaces, line ends of other systems, blanks at the ends."""
    lines = (
        text.replace("\xa0", " ").replace("\u200b", "").replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    )
    return "\n".join(line.rstrip() for line in lines.replace("\t", " ").split("\n")).strip()


def fault(text: str) -> tuple[str, str]:
    """Return what is wrong with a text whatever field it is for, and what to do; two empty texts if nothing."""
    if len(text) > MAX_CELL:
        return f"the cell has {len(text):,} characters, the limit is {MAX_CELL:,}", "shorten it"
    if found := _STRANGE.search(text):
        return f"the character U+{ord(found[0]):04X} cannot be seen", "delete it"
    return "", ""


def number_text(value: float, form: str) -> tuple[str, str]:
    """Return a number as the format writes it, and as its cell shows it.

    Args:
        value: the number.
        form: the cell's number format; a percentage is written with its sign.
    """
    section = _NO_SIGN.sub("", form).split(";")[0].strip()
    found = _DIGITS.fullmatch(section.rstrip("% "))
    places = len(found[2] or "") if found else 0
    if section.endswith("%"):
        return f"{_short(round(value * 100, 10))} %", f"{value * 100:.{places}f} %"
    plain = _short(value)
    if found is None or not (places or len(found[1]) > 1):
        return plain, plain
    return plain, f"{value:0{len(found[1]) + places + bool(places) + (value < 0)}.{places}f}"


def _short(value: float) -> str:
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def moment_text(value: datetime.date | datetime.datetime | datetime.time | datetime.timedelta) -> str:
    """Return a day, a moment, a time of day or a length of time in the spelling of the format."""
    if isinstance(value, datetime.datetime):
        if value.time() == datetime.time():
            return value.date().isoformat()
        return f"{value.date().isoformat()} {value:%H:%M}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, datetime.timedelta):
        hours, minutes = divmod(int(value.total_seconds() // 60), 60)
        return " ".join([*([f"{hours}h"] if hours else []), *([f"{minutes}m"] if minutes or not hours else [])])
    return value.isoformat()
