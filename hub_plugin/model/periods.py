"""Stretches of time as people name them: a year, a quarter, a month, a week, a day.

A year and its quarters are those of the hub, which may begin in another month than January: ``2026`` then begins in that month
of 2026. Months, weeks (ISO 8601) and days are those of the calendar.
"""

from __future__ import annotations

import calendar
import datetime
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from hub_plugin.model.times import TextError, quoted

Span = tuple[datetime.date, datetime.date]  # first and last day, both included

_PERIOD = re.compile(r"([0-9]{4})(?:-(?:[Qq]([1-4])|[Ww]([0-9]{2})|([0-9]{2})(?:-([0-9]{2}))?))?")
_HINT = "write a year, quarter, month, week or day: 2026, 2026-Q3, 2026-03, 2026-W09, 2026-03-02"
_DAY = datetime.timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1970, 2199


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of time; what is None is not part of its name."""

    year: int
    quarter: int | None = None
    month: int | None = None
    week: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period that a text names.

        Raises:
            TextError: the text names none, or one outside the years 1970 to 2199.
        """
        wanted = text.strip()
        found = _PERIOD.fullmatch(wanted)
        if found is None:
            raise TextError(f"{quoted(wanted)} is not a period", _HINT)
        year, quarter, week, month, day = (int(each) if each else None for each in found.groups())
        assert year is not None
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise TextError(f"{quoted(wanted)} lies too far away", f"the years go from {FIRST_YEAR} to {LAST_YEAR}")
        made = cls(year, quarter, month, week, day)
        try:
            made.span()
        except ValueError:
            raise TextError(f"the calendar has no {quoted(wanted)}", _HINT) from None
        return made

    def span(self, starts: int = 1) -> Span:
        """Return the first and the last day.

        Args:
            starts: the month in which the hub's year begins.

        Raises:
            ValueError: the calendar has no such month, week or day.
        """
        if self.week is not None:
            monday = datetime.date.fromisocalendar(self.year, self.week, 1)
            return monday, monday + datetime.timedelta(days=6)
        if self.month is not None:
            first = datetime.date(self.year, self.month, self.day or 1)
            return (first, first) if self.day else (first, first.replace(day=_days(first)))
        months = 12 if self.quarter is None else 3
        first = _later(datetime.date(self.year, starts, 1), 3 * ((self.quarter or 1) - 1))
        return first, _later(first, months) - datetime.timedelta(days=1)

    def __str__(self) -> str:
        if self.quarter is not None:
            return f"{self.year}-Q{self.quarter}"
        if self.week is not None:
            return f"{self.year}-W{self.week:02}"
        return "-".join([str(self.year), *(f"{each:02}" for each in (self.month, self.day) if each is not None)])


def year_of(day: datetime.date, starts: int = 1) -> int:
    """Return the hub's year that a day lies in."""
    return day.year if day.month >= starts else day.year - 1


def _days(first: datetime.date) -> int:
    return calendar.monthrange(first.year, first.month)[1]


def _later(first: datetime.date, months: int) -> datetime.date:
    number = first.year * 12 + first.month - 1 + months
    return datetime.date(number // 12, number % 12 + 1, 1)


def gaps(spans: Iterable[Span], whole: Span) -> list[Span]:
    """Return the stretches of a whole that none of the spans covers, the oldest first."""
    found: list[Span] = []
    day, last_day = whole
    for first, last in sorted(spans):
        if day < first and day <= last_day:
            found.append((day, min(first - _DAY, last_day)))
        day = max(day, last + _DAY)
    return [*found, (day, last_day)] if day <= last_day else found


def following(spans: list[Span], whole: Span) -> bool:
    """Tell whether spans, sorted by day, follow each other without a gap or overlap from a whole's first day to its last."""
    return (
        len(spans) > 1
        and spans[0][0] == whole[0]
        and spans[-1][1] == whole[1]
        and all(before[1] + _DAY == after[0] for before, after in itertools.pairwise(spans))
    )
