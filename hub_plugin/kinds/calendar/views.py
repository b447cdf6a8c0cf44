"""What the pages of calendars ask: the month as weeks of days."""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from hub_plugin.model.derive import Due, Happening, Joined
from hub_plugin.model.derive.dues import by_item
from hub_plugin.model.hub import Hub
from hub_plugin.model.languages import language

BEFORE, AFTER = 1, 5  # months around today that the page holds
MOST_A_DAY, MOST_DUE = 12, 3  # that a cell of a month shows; the list below it shows all
LONG = datetime.timedelta(days=92)  # what began earlier, and has not ended, is rather a state than an event
STRETCH = 100  # things of a day that stand together in the list


@dataclass(frozen=True, slots=True)
class Day:
    """One cell: the day, whether it is of the month, what begins or goes on, what falls due; whether it begins here."""

    day: datetime.date
    inside: bool
    happenings: tuple[Happening, ...]
    dues: tuple[list[Due], ...]
    leads: bool = True
    complete: bool = True  # in a list: it has all that a cell leaves out

    @property
    def parts(self) -> list[Day]:
        """The day as several, each with as many things as one stretch of a list takes."""
        several = range(0, max(len(self.happenings), len(self.dues), 1), STRETCH)
        return [
            replace(
                self, happenings=self.happenings[at : at + STRETCH], dues=self.dues[at : at + STRETCH], leads=not at
            )
            for at in several
        ]

    def begun(self, first: datetime.date, over: datetime.date = datetime.date.max) -> Day:
        """Return the day in a list that begins on ``first``: without what began on another one, or is not over before ``over``."""

        def stands(each: Happening) -> bool:
            return self.day in (each.day, first) and _last(each) < over

        listed = tuple(filter(stands, self.happenings))
        return replace(self, happenings=listed, complete=all(map(stands, self.happenings[MOST_A_DAY:])))

    @property
    def left_out(self) -> int:
        """How many things a cell of the month does not show."""
        return max(len(self.happenings) - MOST_A_DAY, 0) + max(len(self.dues) - MOST_DUE, 0)


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its first day, its weeks as the language of the pages begins them, and the day on which it is looked at."""

    first: datetime.date
    weeks: tuple[tuple[Day, ...], ...]
    today: datetime.date

    @property
    def passed(self) -> bool:
        """Whether it is over."""
        return self.first < self.today.replace(day=1)

    @property
    def current(self) -> bool:
        """Whether today lies in it."""
        return self.first == self.today.replace(day=1)

    def listed(self) -> tuple[list[Day], list[int]]:
        """Return the days of its list, of this month those from today on, and for how many lines of a page each counts.

        What goes on for days stands where it begins, and what began before today, today.
        """
        first = self.first if self.passed else self.today
        return self._days(day.begun(first) for day in self._inside if day.day >= first)

    def earlier(self) -> tuple[list[Day], list[int]]:
        """Return the days of this month that lie behind, as :meth:`listed` does, with what was over before today."""
        return self._days(
            day.begun(self.first, self.today) for day in self._inside if self.current and day.day < self.today
        )

    @property
    def _inside(self) -> Iterator[Day]:
        return (day for week in self.weeks for day in week if day.inside)

    def _days(self, listed: Iterable[Day]) -> tuple[list[Day], list[int]]:
        """Return the days on which there is something, one of very many things as several; two short lines count for one."""
        days = [part for day in listed if day.happenings or day.dues for part in day.parts]
        return days, [(len(day.happenings) + len(day.dues) + 1) // 2 for day in days]


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    @cache
    def month_grid() -> list[Month]:
        """Return the months around today: this one and the coming ones, then what lies behind."""
        firsts = [_months_from(now.today.replace(day=1), step) for step in range(-BEFORE, AFTER + 1)]
        start, end = firsts[0] - LONG, _months_from(firsts[-1], 1) + datetime.timedelta(days=7)
        on: dict[datetime.date, list[Happening]] = defaultdict(list)
        for each in now.happenings(start, end):
            for step in range((_last(each) - each.day).days + 1):
                on[each.day + datetime.timedelta(days=step)].append(each)
        dues: dict[datetime.date, list[list[Due]]] = defaultdict(list)
        for (day, _, _), found in by_item(due for due in now.dues if start <= due.on <= end).items():
            dues[day].append(found)
        weeks = calendar.Calendar(language(now.language).first_weekday)
        months = [
            Month(first, tuple(
                tuple(Day(day, day.month == first.month, tuple(on[day]), tuple(dues[day])) for day in week)
                for week in weeks.monthdatescalendar(first.year, first.month)
            ), now.today)
            for first in firsts
        ]  # fmt: skip
        return sorted(months, key=lambda month: month.passed)

    return {"month_grid": month_grid, "MOST_A_DAY": MOST_A_DAY, "MOST_DUE": MOST_DUE}


def _months_from(first: datetime.date, step: int) -> datetime.date:
    number = first.year * 12 + first.month - 1 + step
    return datetime.date(number // 12, number % 12 + 1, 1)


def _last(each: Happening) -> datetime.date:
    """Return the last day on which something goes on; what has a time of day counts for the day on which it begins."""
    return each.when.end if each.when.all_day else each.day
