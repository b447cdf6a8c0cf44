"""What the pages of calendars ask: the month as weeks of days."""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from hub_plugin.model.derive import Due, Happening, Joined
from hub_plugin.model.derive.dues import by_item
from hub_plugin.model.hub import Hub
from hub_plugin.model.languages import language

BEFORE, AFTER = 1, 5  # months around today that the page holds
MOST_A_DAY, MOST_DUE = 12, 3  # that a cell of a month shows; the list below it shows all
STRETCH = 100  # things of a day that stand together in the list


@dataclass(frozen=True, slots=True)
class Day:
    """One cell: the day, whether it is of the month, what begins or goes on, and what falls due."""

    day: datetime.date
    inside: bool
    happenings: tuple[Happening, ...]
    dues: tuple[list[Due], ...]

    @property
    def parts(self) -> list[Day]:
        """The day as several, each with as many things as one stretch of a list takes."""
        several = range(0, max(len(self.happenings), len(self.dues), 1), STRETCH)
        return [
            replace(self, happenings=self.happenings[at : at + STRETCH], dues=self.dues[at : at + STRETCH])
            for at in several
        ]

    @property
    def left_out(self) -> int:
        """How many things a cell of the month does not show."""
        return max(len(self.happenings) - MOST_A_DAY, 0) + max(len(self.dues) - MOST_DUE, 0)


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its first day and its weeks, beginning on the day on which weeks begin in the language of the pages."""

    first: datetime.date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def days(self) -> list[Day]:
        """The days of the month on which there is something."""
        return [day for week in self.weeks for day in week if day.inside and (day.happenings or day.dues)]

    def listed(self, first: datetime.date) -> tuple[list[Day], list[int]]:
        """Return the days of its list from one on, and for how many lines of a page each counts: two short ones for one.

        What goes on for days stands where it begins, and on that first day. A day of very many things is several.
        """
        days = []
        for day in self.days:
            if day.day >= first:
                begun = tuple(each for each in day.happenings if each.day == day.day or day.day == first)
                days += replace(day, happenings=begun).parts if begun or day.dues else []
        return days, [(len(day.happenings) + len(day.dues) + 1) // 2 for day in days]


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    @cache
    def month_grid() -> list[Month]:
        """Return the months around today."""
        firsts = [_months_from(now.today.replace(day=1), step) for step in range(-BEFORE, AFTER + 1)]
        start, end = firsts[0] - datetime.timedelta(days=7), _months_from(firsts[-1], 1) + datetime.timedelta(days=7)
        on: dict[datetime.date, list[Happening]] = defaultdict(list)
        for each in now.happenings(start, end):
            last = each.when.end if each.when.all_day else each.day
            for step in range((last - each.day).days + 1 if isinstance(last, datetime.date) else 1):
                on[each.day + datetime.timedelta(days=step)].append(each)
        dues: dict[datetime.date, list[list[Due]]] = defaultdict(list)
        for (day, _, _), found in by_item(due for due in now.dues if start <= due.on <= end).items():
            dues[day].append(found)
        weeks = calendar.Calendar(language(now.language).first_weekday)
        return [
            Month(first, tuple(
                tuple(Day(day, day.month == first.month, tuple(on[day]), tuple(dues[day])) for day in week)
                for week in weeks.monthdatescalendar(first.year, first.month)
            ))
            for first in firsts
        ]  # fmt: skip

    return {"month_grid": month_grid, "MOST_A_DAY": MOST_A_DAY}


def _months_from(first: datetime.date, step: int) -> datetime.date:
    number = first.year * 12 + first.month - 1 + step
    return datetime.date(number // 12, number % 12 + 1, 1)
