"""Journals read together: week by week, person by person, with the weeks that are missing and what was carried over.

Only who keeps a journal can miss a week. Missing are the weeks between two written ones, and the completed ones since the last; a
silence of more than :data:`PAUSE` weeks is a pause and not asked about. Weeks are those of ISO 8601: they begin on a Monday, and some
years have 53 of them; here a week is its Monday, so nothing depends on how it is numbered.
"""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Ended, Facts
from hub_plugin.model.routines import OUTCOMES, Planned, Week

WEEK = datetime.timedelta(days=7)
PAUSE = 6  # weeks


def monday_of(day: datetime.date) -> datetime.date:
    """Return the Monday of the week that a day lies in."""
    return day - datetime.timedelta(days=day.weekday())


def name_of(monday: datetime.date) -> str:
    """Return a week as it is named in paths: ``2026-w47``."""
    iso = monday.isocalendar()
    return f"{iso.year}-w{iso.week:02}"


@dataclass(frozen=True)
class Diary:
    """One person's journal.

    Args:
        weeks: those that are written, the oldest first.
        missing: the Mondays of those that are not, the oldest first.
        since: what was carried over into a week → the Monday for which it was first planned.
        lost: what was carried over and not taken up in the next written week, the newest first.
    """

    who: Address
    weeks: tuple[Week, ...]
    missing: tuple[datetime.date, ...]
    since: dict[Address, datetime.date]
    lost: tuple[Planned, ...]

    @property
    def weeks_by_monday(self) -> dict[datetime.date, Week]:
        """The weeks that are written, by their Mondays."""
        return {week.monday: week for week in self.weeks}


class Diaries:
    """All journals as of a day.

    Args:
        facts: what was stated.
        today: the day; the week that it lies in, and those to come, are not asked about yet.

    Attributes:
        mondays: the weeks of which anything is written, or somebody has not written, the oldest first.
    """

    def __init__(self, facts: Facts, today: datetime.date) -> None:
        self.monday = monday_of(today)
        by_person: dict[Address, dict[datetime.date, Week]] = defaultdict(dict)
        self._weeks: dict[datetime.date, list[Week]] = defaultdict(list)
        for week in sorted(
            facts.of(Week), key=lambda each: (each.monday, each.about)
        ):  # the oldest first, here and below
            by_person[week.who].setdefault(week.monday, week)
            self._weeks[week.monday].append(week)
        left = {each.about: each.on for each in facts.of(Ended)}
        self.all = {who: self._diary(who, found, left.get(who)) for who, found in sorted(by_person.items())}
        self._missed: dict[datetime.date, list[Address]] = defaultdict(list)
        for who, diary in self.all.items():
            for monday in diary.missing:
                self._missed[monday].append(who)
        self.mondays = sorted({*self._weeks, *self._missed})

    def of(self, who: Address) -> Diary | None:
        """Return a person's journal, or None if there is none."""
        return self.all.get(who)

    def on(self, monday: datetime.date) -> list[Week]:
        """Return what people wrote about a week, by person."""
        return self._weeks.get(monday, [])

    def missed(self, monday: datetime.date) -> list[Address]:
        """Return those who keep a journal and have not written about a week that is over."""
        return self._missed.get(monday, [])

    def over(self, monday: datetime.date) -> bool:
        """Tell whether a week is over."""
        return monday < self.monday

    def slipped(self, week: Week) -> list[Planned]:
        """Return what did not get done: in part, carried over, dropped, or, once the week is over, without a word."""
        return [
            each
            for each in week.planned
            if each.outcome in OUTCOMES[1:] or (not each.outcome and self.over(week.monday))
        ]

    def _diary(self, who: Address, found: dict[datetime.date, Week], left: datetime.date | None) -> Diary:
        weeks = tuple(found.values())
        end = self.monday if left is None or left >= self.monday else monday_of(left) + WEEK
        ends = [*found, max(end, weeks[-1].monday + WEEK)]
        missing = [
            each for before, after in itertools.pairwise(ends) for each in _between(before, after) if each < self.monday
        ]
        since: dict[Address, datetime.date] = {}
        lost: list[Planned] = []
        for before, after in itertools.pairwise(weeks):
            again = {each.about.part: each.about for each in after.planned}
            for each in before.planned:
                if each.outcome != "carried-over":
                    continue
                if (there := again.get(each.about.part)) is not None:
                    since[there] = since.get(each.about, before.monday)
                else:
                    lost.append(each)
        return Diary(who, weeks, tuple(missing), since, tuple(reversed(lost)))


def _between(before: datetime.date, after: datetime.date) -> Iterable[datetime.date]:
    """Return the weeks between two, none if they are so many that somebody has paused."""
    number = (after - before) // WEEK - 1
    return (before + WEEK * each for each in range(1, number + 1)) if number <= PAUSE else ()
