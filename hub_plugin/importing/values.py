"""What a cell says, in the spelling of the format: days, yes and no, words to choose from, lists, links by name."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub_plugin.importing.prose import markdown
from hub_plugin.importing.sheets import Cell, Problem
from hub_plugin.importing.targets import Target
from hub_plugin.importing.words import NO, YES, folded, meaning
from hub_plugin.model.addresses import Address, slug
from hub_plugin.model.fields import is_address
from hub_plugin.model.findings import did_you_mean
from hub_plugin.model.index import Index, Miss

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}:\d{2})(?::\d{2})?)?")
_NUMBERS = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?:,?\s+(\d{1,2}:\d{2})(?::\d{2})?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})\.?|([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?),?\s+(\d{4})"
)
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


@dataclass
class Reading:
    """What is known while cells are read.

    Args:
        index: the ids of the hub, those of this import among them.
        labels: kind → what people call its records, folded → their ids.
        month_first: whether 03/04/2026 is in March; None: it is asked.
        problems: what is wrong, all of it.
        meant: words that were taken for others, for the report.
    """

    index: Index
    labels: Mapping[str, Mapping[str, list[str]]]
    month_first: bool | None = None
    problems: list[Problem] = field(default_factory=list)
    meant: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def tell(self, cell: Cell, message: str, hint: str = "") -> None:
        """Note that a cell is wrong."""
        self.problems.append(Problem(cell.place, message, hint))


def value_of(target: Target, cell: Cell, reading: Reading) -> Any:
    """Return what a cell says for a field: a text, a list of texts, or None where it is wrong, which is noted."""
    text = cell.shown if cell.shown and target.sort in ("version", "text") else cell.text
    if cell.link and target.sort == "address" and not is_address(text):
        text = cell.link
    if target.many:
        found = [_one(target, cell, each, reading) for each in _several(target, text)]
        said = [each for each in found if each is not None]
        return said[0] if len(said) == 1 and target.sort == "link" else said or None
    return _one(target, cell, text, reading)


def _several(target: Target, text: str) -> Iterable[str]:
    """Split a cell with several values: by lines and semicolons; a list of words, or names without those, by commas too."""
    commas = _short(target) or (target.sort == "link" and not re.search(r"[\n;]", text))
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
        _note(reading, name, text, meant)
        return meant
    if target.sort == "date":
        return _day(cell, text, reading)
    if target.sort == "yes-no":
        return _yes_or_no(cell, text, reading)
    if target.sort == "link":
        return _link(target, cell, text, reading)
    if target.sort == "choice":
        return next((each for each in target.choices if each.replace("-", " ") == word.replace("-", " ")), text)
    return markdown(text) if target.sort == "prose" else " ".join(text.split())


def _note(reading: Reading, name: str, text: str, meant: str) -> None:
    key = (name, " ".join(text.split())[:40], meant)
    reading.meant[key] = reading.meant.get(key, 0) + 1


def _yes_or_no(cell: Cell, text: str, reading: Reading) -> str | None:
    word = text.strip().casefold()
    if word in YES or word in NO:
        return "true" if word in YES else "false"
    reading.tell(cell, f"'{text[:40]}' is neither yes nor no", "write yes or no")
    return None


def _day(cell: Cell, text: str, reading: Reading) -> str | None:
    """Return a day as the format writes it; what is written otherwise and is no day in numbers stays as it is."""
    if cell.sort == "date":
        return text
    plain = " ".join(text.split())
    clock = ""
    try:
        if found := _ISO.fullmatch(plain):
            day = datetime.date(int(found[1]), int(found[2]), int(found[3]))
            clock = found[4] or ""
        elif found := _NUMBERS.fullmatch(plain):
            first, second, year = int(found[1]), int(found[3]), int(found[4])
            clock = found[5] or ""
            if _asks(first, second, found[2], reading):
                both = [f"{year}-{month:02}-{day:02}" for month, day in ((second, first), (first, second))]
                reading.tell(
                    cell, f"'{plain}' can be {both[0]} or {both[1]}", "say which: --day-first or --month-first"
                )
                return None
            month_first = second > 12 or (found[2] != "." and first <= 12 and reading.month_first is True)
            day = datetime.date(year, first, second) if month_first else datetime.date(year, second, first)
        elif found := _NAMED.fullmatch(plain.casefold()):
            month = _MONTHS.index((found[2] or found[3])[:3]) + 1
            day = datetime.date(int(found[5]), month, int(found[1] or found[4]))
        else:
            return plain
    except ValueError:
        reading.tell(cell, f"'{plain[:40]}' is not a date", "write it as 2026-12-01")
        return None
    return f"{day.isoformat()} {clock.zfill(5)}" if clock else day.isoformat()


def _asks(first: int, second: int, mark: str, reading: Reading) -> bool:
    """Tell whether a day in numbers can be read in two ways; between full stops the day stands first everywhere."""
    return mark != "." and first <= 12 and second <= 12 and first != second and reading.month_first is None


def _link(target: Target, cell: Cell, text: str, reading: Reading) -> str | None:
    assert target.links is not None
    to = target.links.to
    plain = " ".join(text.split())
    if is_address(plain) and target.links.outside:
        return plain
    if not isinstance(reading.index.resolve(plain, to), Miss):
        return plain
    kinds = [kind for kind in (to or sorted(reading.labels)) if kind in reading.labels]
    found = [Address(kind, each) for kind in kinds for each in reading.labels[kind].get(folded(plain), ())]
    if len(found) > 1:
        reading.tell(cell, f"'{plain[:60]}' can be {' or '.join(map(str, found))}", "write the id")
        return None
    if found:
        short = reading.index.resolve(found[0].id, to)
        return str(found[0]) if isinstance(short, Miss) else found[0].id
    if not isinstance(reading.index.resolve(slug(plain), to), Miss):
        return slug(plain)
    if target.links.words and " " in plain:
        return plain
    what = " or ".join(name.replace("-", " ") for name in to) or "record"
    known = {label: each for kind in kinds for label, ids in reading.labels[kind].items() for each in ids}
    hint = did_you_mean(folded(plain), known) or f"import the {what} too, or leave the cell empty"
    reading.tell(cell, f"no {what} is called '{plain[:60]}'", hint)
    return None


def labels_of(records: Iterable[tuple[Address, str]]) -> dict[str, dict[str, list[str]]]:
    """Return kind → what people call its records, folded → ids."""
    made: dict[str, dict[str, list[str]]] = {}
    for address, label in records:
        ids = made.setdefault(address.kind, {}).setdefault(folded(label), [])
        if address.id not in ids:
            ids.append(address.id)
    return made


Convert = Callable[[Target, Cell], Any]
