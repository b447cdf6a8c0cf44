"""What a cell says, in the spelling of the format: days, numbers, yes and no, words to choose from, lists, links by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub_plugin.importing.dates import DateError, day_of
from hub_plugin.importing.naming import Names, NamingError
from hub_plugin.importing.numbers import plain
from hub_plugin.importing.prose import markdown
from hub_plugin.importing.sheets import Cell, Problem
from hub_plugin.importing.targets import Target
from hub_plugin.importing.words import EMPTY, NO, YES, meaning
from hub_plugin.model.fields import is_address

_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


@dataclass
class Reading:
    """What is known while cells are read.

    Args:
        names: what a cell may name.
        month_first: whether 03/04/2026 is in March; None: it is asked.
        decimal: the mark before decimals in numbers that are texts; empty: it is asked.
        decimals: the same, of single cells, as others in their column show it.
        problems: what is wrong, all of it.
        meant: words that were taken for others, for the report.
    """

    names: Names
    month_first: bool | None = None
    decimal: str = ""
    decimals: Mapping[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    meant: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def tell(self, cell: Cell, message: str, hint: str = "") -> None:
        """Note that a cell is wrong."""
        self.problems.append(Problem(cell.place, message, hint))

    def note(self, name: str, text: str, meant: str) -> None:
        """Note that a text was taken for another one."""
        key = (name, " ".join(text.split())[:40], meant)
        self.meant[key] = self.meant.get(key, 0) + 1


def says_nothing(target: Target, cell: Cell, reading: Reading) -> bool:
    """Tell whether a cell only says that there is nothing to say (``n/a``), which is noted."""
    if target.sort not in ("link", "date", "moment", "address", "quantity") or cell.text.casefold() not in EMPTY:
        return not cell.text
    reading.note(target.name, cell.text, "nothing")
    return True


def value_of(target: Target, cell: Cell, reading: Reading) -> Any:
    """Return what a cell says for a field: a text, a list of texts, or None where it is wrong, which is noted."""
    text = cell.shown if cell.shown and target.sort in ("version", "text") else cell.text
    if cell.link and _wants_address(target, text, reading):
        text = cell.link
    if target.many:
        found = [_one(target, cell, each, reading) for each in several(target, text)]
        said = [each for each in found if each is not None]
        return said[0] if len(said) == 1 and target.sort == "link" else said or None
    return _one(target, cell, text, reading)


def _wants_address(target: Target, text: str, reading: Reading) -> bool:
    """Tell whether the address behind a cell says what the cell itself does not."""
    if target.sort == "address":
        return not is_address(text)
    return bool(target.links and target.links.outside) and not reading.names.found(target, text)


def several(target: Target, text: str) -> Iterable[str]:
    """Split a cell with several values: by lines and semicolons; by commas where words have no semicolon, and names none of both."""
    commas = ";" not in text if _short(target) else target.sort == "link" and not re.search(r"[\n;]", text)
    marks = r"[\n;,]" if commas else r"[\n;]"
    for each in re.split(marks, text):
        if bare := _BULLET.sub("", each).strip():
            yield bare


def _short(target: Target) -> bool:
    return target.path[-1] in ("tags", "disciplines", "types", "files")


def _one(target: Target, cell: Cell, text: str, reading: Reading) -> str | None:
    name = target.path[-1]
    if cell.sort == "yes-no" and target.sort != "yes-no":
        text = "yes" if text == "true" else "no"
    word = " ".join(text.split()).casefold()
    if meant := meaning(name, word, target.choices):
        reading.note(name, text, meant)
        return meant
    match target.sort:
        case "date" | "moment":
            return _day(target, cell, text, reading)
        case "yes-no":
            return _yes_or_no(cell, text, reading)
        case "link":
            return _link(target, cell, text, reading)
        case "quantity" if cell.sort == "text":
            return _quantity(cell, text, reading)
        case "choice":
            return next((each for each in target.choices if each.replace("-", " ") == word.replace("-", " ")), text)
        case "prose":
            return markdown(text)
    return " ".join(text.split())


def _yes_or_no(cell: Cell, text: str, reading: Reading) -> str | None:
    word = text.strip().casefold()
    if word in YES or word in NO:
        return "true" if word in YES else "false"
    reading.tell(cell, f"'{text[:40]}' is neither yes nor no", "write yes or no")
    return None


def _day(target: Target, cell: Cell, text: str, reading: Reading) -> str | None:
    """Return a day as the format writes it, with its time where the field takes one; what is no day stays as it is."""
    bare = " ".join(text.split())
    try:
        found = day_of(bare, reading.month_first)
    except DateError as error:
        reading.tell(cell, *error.args)
        return None
    if found is None:
        return bare
    if found.clock and target.sort == "moment":
        return f"{found.day} {found.clock}"
    if found.clock or not found.sure:
        reading.note(target.name, bare, found.day)
    return found.day


def _quantity(cell: Cell, text: str, reading: Reading) -> str | None:
    bare = " ".join(text.split())
    said = reading.decimal
    found = plain(bare, said or reading.decimals.get(cell.place, ""))
    if found is None and said:
        other = "point" if said == "," else "comma"
        reading.tell(
            cell, f"'{bare[:40]}' is no number as --decimal says", f"write it otherwise, or say --decimal {other}"
        )
    elif found is None:
        both = " or ".join(str(plain(bare, mark) or plain(bare, "")) for mark in ".,")
        reading.tell(cell, f"'{bare[:40]}' can be {both}", "say which: --decimal point or --decimal comma")
    return found


def _link(target: Target, cell: Cell, text: str, reading: Reading) -> str | None:
    try:
        return reading.names.link(target, text)
    except NamingError as error:
        reading.tell(cell, *error.args)
        return None
