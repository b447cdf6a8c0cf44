"""The days of a schedule: which days its rules give, and when each occurrence starts and ends.

Rules work on whole days without a zone; clock and zone come last, so a meeting keeps its wall-clock time
across daylight saving. Nothing is searched outside `FIRST_DAY` to `LAST_DAY`, which bounds the work of a rule
that never matches (python-dateutil looks on until the year 9999).
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain, islice
from typing import Any, Final, Literal, Self
from zoneinfo import ZoneInfo

from hub_plugin.model.times import Duration, Unit

FIRST_DAY: Final = date(1970, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
_DAY: Final = timedelta(days=1)

Kind = Literal["every", "weeks", "rrule", "dates", "date"]
RRULE_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
RRULE_LISTS: Final = {
    "BYMONTH": "months", "BYMONTHDAY": "month_days", "BYYEARDAY": "year_days", "BYWEEKNO": "week_numbers",
    "BYSETPOS": "positions",
}  # fmt: skip
_UNITS: Final[dict[str, Unit]] = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def _counts(number: int, size: int, wanted: tuple[int, ...]) -> bool:
    """Whether the `number`-th of `size` is wanted; negative wishes count from the end, -1 being the last."""
    return number in wanted or number - size - 1 in wanted


@dataclass(frozen=True)
class Recurrence:
    """A recurrence rule on whole days: the parts of RFC 5545 section 3.3.10, and odd or even weeks.

    Attributes:
        unit, interval: FREQ and INTERVAL; periods are counted from the one that holds `first`.
        first, last: first and last day that the rule may give, both included.
        weekdays: BYDAY as (ordinal, weekday); ordinal 0 is every one, -1 the last; Monday is 0.
        month_days, months, year_days, week_numbers, positions: BYMONTHDAY, BYMONTH, … (`RRULE_LISTS`).
        week_start: WKST, Monday is 0.
        parity: only odd or even weeks (ISO 8601); `interval=2` is not that, as week 1 follows week 53.
    """

    unit: Unit
    interval: int
    first: date
    last: date = LAST_DAY
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    week_numbers: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0
    parity: Literal["odd", "even"] | None = None

    @classmethod
    def of_rrule(cls, parts: Mapping[str, str], first: date) -> Self:
        """Return the rule of these parts of an RRULE, which are known to be well-formed."""
        unit = _UNITS[parts["FREQ"]]
        days = [day for day in parts.get("BYDAY", "").split(",") if day]
        names = [name for name in parts if name in RRULE_LISTS]
        lists: dict[str, Any] = {RRULE_LISTS[name]: tuple(map(int, parts[name].split(","))) for name in names}
        weekdays = tuple((int(day[:-2] or 0), RRULE_DAYS.index(day[-2:])) for day in days)
        start = RRULE_DAYS.index(parts.get("WKST", "MO"))
        return cls(unit, int(parts.get("INTERVAL", 1)), first, weekdays=weekdays, week_start=start, **lists)

    def completed(self, until: date | None, times: int | None) -> Self:
        """Return the rule with its end; the day that it leaves open is its first day's (RFC 5545, 3.3.10).

        The number of times is turned into a last day once, so that nothing has to be counted later.
        """
        rule = self
        named = self.weekdays or self.month_days or self.year_days or self.week_numbers
        if self.unit != "day" and not named:
            if self.unit == "week":
                rule = replace(self, weekdays=((0, self.first.weekday()),))
            else:
                months = self.months or ((self.first.month,) if self.unit == "year" else ())
                rule = replace(self, months=months, month_days=(self.first.day,))
        if times:
            days = list(islice(rule.days(self.first, LAST_DAY), times))
            until = days[-1] if len(days) == times else None
        return replace(rule, last=until or LAST_DAY)

    def days(self, first: date, last: date) -> Iterator[date]:
        """Yield the rule's days from `first` to `last`, ascending; what lies before is not walked through."""
        first, last = max(first, self.first, FIRST_DAY), min(last, self.last, LAST_DAY)
        if first > last:
            return
        period = self._period(first)
        period -= (period - self._period(self.first)) % self.interval
        while (start := self._start(period)) <= last:
            length = (self._start(period + 1) - start).days
            period_days = (start + offset * _DAY for offset in range(length))
            matches = [day for day in period_days if self._matches(day)]
            for number, day in enumerate(matches, 1):
                if self.positions and not _counts(number, len(matches), self.positions):
                    continue
                if first <= day <= last:
                    yield day
            period += self.interval

    def _period(self, day: date) -> int:
        """Return the number of the day, week, month or year that holds `day`."""
        if self.unit == "day":
            return day.toordinal()
        if self.unit == "week":
            return (day.toordinal() - 1 - self.week_start) // 7  # day 1 of the proleptic calendar is a Monday
        return day.year if self.unit == "year" else day.year * 12 + day.month - 1

    def _start(self, period: int) -> date:
        """Return the first day of the period of that number."""
        if self.unit == "day":
            return date.fromordinal(period)
        if self.unit == "week":
            return date.fromordinal(period * 7 + 1 + self.week_start)
        return date(period, 1, 1) if self.unit == "year" else date(period // 12, period % 12 + 1, 1)

    def _matches(self, day: date) -> bool:
        """Whether `day` fulfils all parts of the rule; of several values in a part one is enough."""
        if self.months and day.month not in self.months:
            return False
        if self.weekdays and not any(self._is_weekday(day, *wanted) for wanted in self.weekdays):
            return False
        if self.month_days and not _counts(day.day, monthrange(day.year, day.month)[1], self.month_days):
            return False
        if self.year_days and not _counts(day.timetuple().tm_yday, 365 + isleap(day.year), self.year_days):
            return False
        if self.week_numbers and not self._is_week(day):
            return False
        return self.parity is None or day.isocalendar().week % 2 == (self.parity == "odd")

    def _is_weekday(self, day: date, ordinal: int, weekday: int) -> bool:
        """Whether `day` is that weekday: the n-th of the month, or of the year if no month is named."""
        if day.weekday() != weekday or not ordinal:
            return day.weekday() == weekday
        if self.unit == "year" and not self.months:
            number, size = day.timetuple().tm_yday, 365 + isleap(day.year)
        else:
            number, size = day.day, monthrange(day.year, day.month)[1]
        return ordinal in ((number - 1) // 7 + 1, -((size - number) // 7 + 1))

    def _is_week(self, day: date) -> bool:
        """Whether `day` lies in a wanted week; week 1 is the first with four days in the year (ISO 8601)."""
        fourth = day + (3 - (day.weekday() - self.week_start) % 7) * _DAY
        number, year_length = fourth.timetuple().tm_yday, 365 + isleap(fourth.year)
        before, after = (number - 1) // 7, (year_length - number) // 7
        return _counts(before + 1, before + 1 + after, self.week_numbers)


@dataclass(frozen=True)
class Occurrence:
    """One meeting or event.

    Attributes:
        start: its first moment, in the zone of its rule; its first day when it is all-day.
        end: the moment when it ends; its last day (included) when it is all-day.
        original: the day that the rule gave, before it was moved.
    """

    start: date | datetime
    end: date | datetime
    original: date
    all_day: bool
    place: str | None
    moved: bool


@dataclass(frozen=True)
class Move:
    """A day of a rule that takes place on another day; without a time of its own it keeps the rule's."""

    original: date
    day: date
    at: time | None = None


@dataclass(frozen=True)
class Rule:
    """One rule of a schedule, with all that a template needs to say it in words.

    Attributes:
        kind: the key that the author used: `every`, `weeks`, `rrule`, `dates` or `date`.
        recurrence: what recurs; None for `dates` and `date`.
        dates: the days of `dates` and `date`, ascending, each with its time.
        at: clock time; None is all-day.
        duration: of each occurrence; in days when it is all-day.
        until, times: the end as written (the recurrence's `last` has both worked in).
        skipped, moves: exceptions, by the day that the rule gives; no day is in both.
        zone: a zone of its own; None is the hub's.
        text: the RRULE as written.
    """

    kind: Kind
    recurrence: Recurrence | None = None
    dates: tuple[tuple[date, time | None], ...] = ()
    at: time | None = None
    duration: Duration | None = None
    until: date | None = None
    times: int | None = None
    skipped: tuple[date, ...] = ()
    moves: tuple[Move, ...] = ()
    zone: ZoneInfo | None = None
    place: str | None = None
    text: str = ""

    def given(self, first: date, last: date) -> Iterator[tuple[date, time | None]]:
        """Yield the days from `first` to `last` with their times, before exceptions and moves, ascending."""
        if self.recurrence is not None:
            yield from ((day, self.at) for day in self.recurrence.days(first, last))
        yield from ((day, at) for day, at in self.dates if first <= day <= last)

    def days(self, first: date, last: date) -> Iterator[date]:
        """Yield the original days from `first` to `last`: after exceptions, before moves, ascending."""
        skipped = set(self.skipped)
        yield from (day for day, _ in self.given(first, last) if day not in skipped)

    def previous(self, day: date) -> date | None:
        """Return the last original day before `day`."""
        for first in (day - timedelta(days=366), FIRST_DAY):  # nearly always the first year is enough
            if (found := max(self.days(first, day - _DAY), default=None)) is not None:
                return found
        return None

    def unmoved(self, first: date, last: date, zone: tzinfo) -> Iterator[Occurrence]:
        """Yield the occurrences on original days from `first` to `last` that were not moved, ascending."""
        away = {*self.skipped, *(move.original for move in self.moves)}
        for day, at in self.given(first, last):
            if day not in away:
                yield self._occurrence(day, day, at, zone)

    def moved(self, first: date, last: date, zone: tzinfo) -> Iterator[Occurrence]:
        """Yield the moved occurrences whose new day lies from `first` to `last`."""
        for move in self.moves:
            if first <= move.day <= last:
                for day, at in self.given(move.original, move.original):
                    yield self._occurrence(day, move.day, move.at or at, zone, moved=True)

    def _occurrence(
        self, original: date, day: date, at: time | None, zone: tzinfo, *, moved: bool = False
    ) -> Occurrence:
        """Return the occurrence on `day`; days of a duration are nominal, minutes exact (RFC 5545, 3.3.6)."""
        length = self.duration or Duration()
        if at is None:
            return Occurrence(day, day + (max(length.days, 1) - 1) * _DAY, original, True, self.place, moved)
        home = self.zone or zone
        start, end = _moment(day, at, home), _moment(day + length.days * _DAY, at, home)
        end = (end.astimezone(UTC) + timedelta(minutes=length.minutes)).astimezone(home)
        return Occurrence(start, end, original, False, self.place, moved)


def _moment(day: date, at: time, zone: tzinfo) -> datetime:
    """Return the moment of a wall-clock time.

    A time that a clock change skips is read with the offset before the change, so it comes out later; one
    that happens twice is the first (RFC 5545 section 3.3.5). `fold=0` reads so; UTC and back writes it down.
    """
    return datetime.combine(day, at, zone).astimezone(UTC).astimezone(zone)


def _instant(when: date | datetime, zone: tzinfo) -> datetime:
    """Return a moment that can be compared; an all-day occurrence starts at midnight in the hub's `zone`."""
    return when.astimezone(UTC) if isinstance(when, datetime) else _moment(when, time(), zone)


@dataclass(frozen=True)
class Schedule:
    """When meetings or events take place: any number of rules; none at all is "ad hoc".

    Days are counted in the zone of their rule: its own, else the hub's, which callers hand in.
    """

    rules: tuple[Rule, ...] = ()

    @property
    def ad_hoc(self) -> bool:
        """Whether it has no rules, so that its days are only known by being announced."""
        return not self.rules

    def occurrences(self, first: date, last: date, zone: tzinfo) -> list[Occurrence]:
        """Return the occurrences that start on the days `first` to `last` (both included), sorted by start.

        A moved one is found at its new day. Two rules that give exactly the same occurrence give it once.
        """
        found = chain.from_iterable(
            chain(rule.unmoved(first, last, zone), rule.moved(first, last, zone)) for rule in self.rules
        )
        return sorted(dict.fromkeys(found), key=lambda one: self._order(one, zone))

    def has(self, day: date) -> bool:
        """Whether `day` is a day of the series: an original day, also when moved away, or one moved to."""
        return any(
            any(True for _ in rule.days(day, day)) or any(True for _ in rule.moved(day, day, UTC))
            for rule in self.rules
        )

    def happens(self) -> bool:
        """Whether there is any day of the series at all."""
        return any(next(rule.days(FIRST_DAY, LAST_DAY), None) is not None for rule in self.rules)

    def nearest(self, day: date) -> tuple[date | None, date | None]:
        """Return the last original day before `day` and the first one after it."""
        day = min(max(day, FIRST_DAY), LAST_DAY)
        earlier = (rule.previous(day) for rule in self.rules)
        later = (next(rule.days(day + _DAY, LAST_DAY), None) for rule in self.rules)
        return (
            max((found for found in earlier if found), default=None),
            min((found for found in later if found), default=None),
        )

    def next_after(self, moment: datetime) -> Occurrence | None:
        """Return the first occurrence that starts after `moment`, which is aware and in the hub's zone.

        Raises:
            ValueError: `moment` has no zone.
        """
        if (zone := moment.tzinfo) is None:
            raise ValueError("next_after needs a moment in the zone of the hub")
        start = max(moment.date(), FIRST_DAY + 2 * _DAY) - 2 * _DAY  # zones lie up to 26 hours apart

        def later(one: Occurrence) -> bool:
            return _instant(one.start, zone) > moment

        found: list[Occurrence] = []
        for rule in self.rules:
            found.extend(islice(filter(later, rule.unmoved(start, LAST_DAY, zone)), 1))
            found.extend(filter(later, rule.moved(start, LAST_DAY, zone)))
        return min(found, key=lambda one: self._order(one, zone), default=None)

    def describe(self) -> tuple[Rule, ...]:
        """Return the rules as data: kinds, numbers and days, from which a template makes a sentence."""
        return self.rules

    @staticmethod
    def _order(one: Occurrence, zone: tzinfo) -> tuple[object, ...]:
        """Return what decides the order: all of it, so that every build has the same order."""
        start, end = _instant(one.start, zone), _instant(one.end, zone)
        return start, one.all_day, end, one.original, one.moved, one.place or ""
