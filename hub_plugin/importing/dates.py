"""Days as people write them, in numbers or with the names of months, in the spelling of the format."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from babel import Locale

from hub_plugin.model.addresses import unaccented

_CLOCK = r"(?:,?[T ]+(\d{1,2}:\d{2})(?::\d{2})?(?:\.\d+)?)?"
_ISO = re.compile(r"(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})\.?" + _CLOCK, re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4}|(?<!-)\d{2})\.?" + _CLOCK, re.IGNORECASE)
_NAMED = (  # day, month and year, each by its name
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?[ -/](?:de )?(?P<month>[^\W\d]{3,12})\.?,?[ -/](?:de )?(?P<year>\d{4}|\d{2})"
        + _CLOCK
    ),
    re.compile(r"(?P<month>[^\W\d]{3,12})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})" + _CLOCK),
    re.compile(r"(?P<year>\d{4})\.? (?P<month>[^\W\d]{3,12})\.? (?P<day>\d{1,2})\.?" + _CLOCK),
)
_LANGUAGES = ("en", "de", "hu", "ro", "sv", "fr", "es", "it", "nl", "pt", "pl")
_CENTURY = 69  # a year of two digits below it is one of this century (POSIX, strptime)


class DateError(Exception):
    """A day that is none, or that can be two; the message says what is wrong, the second argument what to do."""


@dataclass(frozen=True)
class Day:
    """A day in the spelling of the format, its time or an empty text, and whether it can only be this one."""

    day: str
    clock: str = ""
    sure: bool = True


def day_of(text: str, month_first: bool | None) -> Day | None:
    """Return the day that a text says; None where it is no day in any spelling known.

    Args:
        text: what a cell says.
        month_first: whether 03/04/2026 is in March; None: it is asked.

    Raises:
        DateError: there is no such day, or it can be two.
    """
    bare = " ".join(text.split())
    try:
        if found := _ISO.fullmatch(bare):
            return Day(datetime.date(int(found[1]), int(found[3]), int(found[4])).isoformat(), _clock(found[5]))
        if found := _NUMBERS.fullmatch(bare):
            return Day(_in_numbers(bare, found, month_first), _clock(found[5]), len(found[4]) == 4)
        folded = unaccented(bare)
        if found := next((found for each in _NAMED if (found := each.fullmatch(folded))), None):
            month = _month(found["month"])
            day = datetime.date(_year(found["year"]), month, int(found["day"])).isoformat()
            return Day(day, _clock(found[4]), len(found["year"]) == 4)
    except ValueError:
        raise DateError(f"'{bare[:40]}' is not a date", "write it as 2026-12-01") from None
    return None


def _in_numbers(bare: str, found: re.Match[str], month_first: bool | None) -> str:
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    if month_first is False and second > 12:
        raise DateError(f"'{bare}' is not a date with the day first", "write it as 2026-12-01, or say --month-first")
    if month_first and first > 12 and found[2] != ".":
        raise DateError(f"'{bare}' is not a date with the month first", "write it as 2026-12-01, or say --day-first")
    open_ = found[2] != "." and first <= 12 and second <= 12  # between full stops the day stands first everywhere
    if open_ and first != second and month_first is None:
        both = [f"{year}-{month:02}-{day:02}" for month, day in ((second, first), (first, second))]
        raise DateError(f"'{bare}' can be {both[0]} or {both[1]}", "say which: --day-first or --month-first")
    month, day = (first, second) if second > 12 or (open_ and month_first) else (second, first)
    return datetime.date(year, month, day).isoformat()


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < _CENTURY else 1900)


def _clock(text: str | None) -> str:
    return text.zfill(5) if text else ""


def _month(word: str) -> int:
    """Return the month that a word names, or begins to name.

    Raises:
        ValueError: it names none, or several.
    """
    months = _months()
    found = {months[word]} if word in months else {month for name, month in months.items() if name.startswith(word)}
    if len(found) != 1:
        raise ValueError(word)
    return found.pop()


@cache
def _months() -> dict[str, int]:
    """Return the names of months as CLDR has them; a word that means two months means none."""
    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for context in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                for month, name in context.get(width, {}).items():
                    found.setdefault(unaccented(name).rstrip("."), set()).add(month)
    return {name: months.pop() for name, months in found.items() if len(months) == 1 and len(name) >= 3}
