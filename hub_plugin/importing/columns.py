"""How a sheet is read: where each column goes, which rows count, and what is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from hub_plugin.importing.sheets import Cell, Problem, Sheet, letters
from hub_plugin.importing.targets import Target, Targets

_SENTENCE = 90
_LINE = re.compile(r"(\d+)(?::\d+)?$")


@dataclass(frozen=True)
class Columns:
    """How a sheet is read.

    Args:
        sheet: the sheet.
        aims: what its kind has.
        header: the number, from 0, of the row with the headings.
        taken: column → where it goes.
        left: the headings that go nowhere, each with the reason.
        ends: the number of the first row below that does not count.
    """

    sheet: Sheet
    aims: Targets
    header: int
    taken: Mapping[int, Target]
    left: tuple[tuple[Cell, str], ...]
    ends: int

    @property
    def of_parts(self) -> bool:
        """Whether each row is a part, and several rows a record."""
        return any(target.part for target in self.taken.values())

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows below the headings that say something."""
        for number, row in self.sheet.filled():
            if self.header < number < self.ends and not self._repeats(row):
                yield row

    def heading(self, name: str) -> str:
        """Return the heading of the column that goes to a field of the record; empty where there is none."""
        found = (column for column, target in self.taken.items() if target.name == name and not target.part)
        return next((_shown(self.sheet.rows[self.header][column].text) for column in found), "")

    def told(self) -> Iterator[tuple[str, str]]:
        """Yield each heading, and in words where it goes."""
        head = self.sheet.rows[self.header]
        for column, target in sorted(self.taken.items()):
            yield (
                _shown(head[column].text),
                f"{self.aims.said(target)}  – {shorten(target.says, _SENTENCE, placeholder=' …')}",
            )
        for cell, why in self.left:
            yield _shown(cell.text), f"left out: {why}"

    def notes(self) -> Iterator[str]:
        """Yield what else a reader of the report has to know: rows and columns that are not read."""
        yield from self.sheet.notes
        if above := sum(number < self.header for number, _ in self.sheet.filled()):
            verb = "rows above are" if above > 1 else "row above is"
            yield f"headings in line {_line(self.sheet.rows[self.header])}; {above} {verb} not read"
        yield from (
            f"column {self._letter(column)} has no heading: left out ({len(cells)} cell{'s' * (len(cells) > 1)})"
            for column, cells in sorted(self._nameless().items())
            if not self._beyond(column)
        )
        head = self.sheet.rows[self.header]
        for column, target in sorted(self.taken.items()):
            if target.sort == "address" or (target.links and target.links.outside):
                continue
            if number := sum(1 for row in self.rows() if _hides_address(row, column)):
                verb = "cells lead" if number > 1 else "cell leads"
                yield f"'{_shown(head[column].text)}': {number} {verb} to an address, which is not read"
        for number, row in self.sheet.filled():
            if self.header < number < self.ends and self._repeats(row):
                yield f"line {_line(row)} repeats the headings: left out"
            if number >= self.ends:
                yield f"line {_line(row)} begins with '{first_of(row)}': left out"

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the cells that count: those of the columns that are taken, and those beyond the headings."""
        rows = self.sheet.rows[self.header + 1 : self.ends]
        taken = {row[column].place for row in rows for column in self.taken if column < len(row)}
        yield from self.sheet.doubts
        yield from (each for each in self.sheet.problems if each.place in taken)
        longer = {_line((cell,)): cell for n, cells in self._nameless().items() if self._beyond(n) for cell in cells}
        for cell in longer.values():
            yield Problem(cell.place, "the row has more cells than the headings", "look for a comma without quotes")

    def _repeats(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row says the headings again, as above a second page."""
        head = self.sheet.rows[self.header]
        said = [(row[column].text, head[column].text) for column in self.taken if column < len(row)]
        return any(text for text, _ in said) and all(text.casefold() == heading.casefold() for text, heading in said)

    def _nameless(self) -> dict[int, list[Cell]]:
        head = self.sheet.rows[self.header]
        found: dict[int, list[Cell]] = {}
        for row in self.rows():
            for column, cell in enumerate(row):
                if cell.text and not (column < len(head) and head[column].text):
                    found.setdefault(column, []).append(cell)
        return found

    def _beyond(self, column: int) -> bool:
        """Tell whether a column of a CSV file is one that the headings do not even count."""
        return not self.sheet.name and column >= len(self.sheet.rows[self.header])

    def _letter(self, column: int) -> str:
        return letters(column + 1) if self.sheet.name else str(column + 1)


def _shown(text: str) -> str:
    return " ".join(text.split())[:40]


def _hides_address(row: Sequence[Cell], column: int) -> bool:
    """Tell whether there is an address behind a cell that does not say it itself."""
    link = row[column].link.removeprefix("mailto:") if column < len(row) else ""
    return bool(link) and link.rstrip("/") not in row[column].text


def _line(row: Sequence[Cell]) -> str:
    """Return the number of a row as its file counts them."""
    found = _LINE.search(row[0].place)
    return found[1] if found else ""


def first_of(row: Sequence[Cell]) -> str:
    """Return what the first filled cell of a row says, as a report shows it."""
    return next((_shown(cell.text) for cell in row if cell.text), "")
