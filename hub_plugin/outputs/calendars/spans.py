"""From a schedule to what a feed can say: series with exceptions where every reader agrees on them, else single days.

A rule becomes an RRULE where RFC 5545 can express it and its readers agree on what it means. The rest is listed day by day:
odd and even ISO weeks (years of 53 weeks break INTERVAL=2), lists of days, and the corners of RRULE in which implementations
differ. RDATE would be shorter, but some widespread clients ignore it, and a meeting that is silently missing is worse.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hub_plugin.model.occasions import Event
from hub_plugin.model.occurrences import FIRST_DAY, LAST_DAY, RRULE_DAYS, RRULE_LISTS, Occurrence, Recurrence, Rule
from hub_plugin.model.times import Duration
from hub_plugin.outputs.calendars.lines import value

_FREQUENCIES: Final = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_DAY: Final = datetime.timedelta(days=1)

Moment = datetime.date | datetime.datetime


@dataclass(frozen=True)
class Span:
    """One component of a feed: a single occurrence, a series, or an occurrence that replaces one of a series.

    Args:
        key: what tells it apart from what else its event has; what replaces an occurrence has its series' key.
        start: a day, or a clock time in its zone.
        end: the day after the last one, or when it ends; None: ``length`` says it, or it has no length.
        length: how long it lasts, where an end in clock time would not be exact for every occurrence.
        place: what its rule says.
        rrule: how it repeats.
        without: occurrences that the RRULE gives and that do not exist.
        replaces: the occurrence of the series that it stands for.
        when: the occurrence; None: it is a series.
    """

    key: str
    start: Moment
    end: Moment | None
    length: Duration | None
    place: str
    rrule: str = ""
    without: tuple[Moment, ...] = ()
    replaces: Moment | None = None
    when: Occurrence | None = None


@dataclass(frozen=True)
class Window:
    """The days that a feed covers: what is listed day by day lies inside, and what has ended before is left out."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def around(cls, today: datetime.date) -> Window:
        """Return the window of a day: a year back, two years ahead."""
        return cls(Duration(months=12).before(today), Duration(months=24).after(today))


def spans(event: Event, zone: datetime.tzinfo, window: Window) -> Iterator[Span]:
    """Yield what a feed says of an event.

    Args:
        event: with its schedule.
        zone: the hub's.
        window: what is listed day by day lies inside.
    """
    seen: set[Occurrence] = set()  # two rules that give the same occurrence give it once
    for number, rule in enumerate(event.schedule.rules, 1):
        key, home = "" if number == 1 else f"-{number}", rule.zone or event.zone or zone
        if rule.recurrence is not None and expressible(rule.recurrence):
            yield from _series(event, rule, rule.recurrence, key, home, window, seen)
        else:
            yield from _listed(rule, key, home, window, seen)


def expressible(rule: Recurrence) -> bool:
    """Tell whether an RRULE means the same to everybody who reads it."""
    ordinals = {bool(ordinal) for ordinal, _ in rule.weekdays}
    return (
        rule.parity is None
        and not (rule.year_days or rule.week_numbers)
        and not (rule.positions and rule.unit in ("day", "week"))
        and not (True in ordinals and (False in ordinals or rule.month_days))
    )


def rrule(rule: Recurrence, at: datetime.time | None, zone: datetime.tzinfo) -> str:
    """Return the RRULE of a rule (section 3.3.10); its end is in UTC, as DTSTART has a zone."""
    parts = {"FREQ": _FREQUENCIES[rule.unit]}
    if rule.interval > 1:
        parts["INTERVAL"] = str(rule.interval)
    if rule.last < LAST_DAY:
        last = rule.last if at is None else datetime.datetime.combine(rule.last, at, zone).astimezone(datetime.UTC)
        parts["UNTIL"] = value(last)
    for name, attribute in RRULE_LISTS.items():
        if numbers := getattr(rule, attribute):
            parts[name] = ",".join(map(str, numbers))
    if rule.weekdays:
        parts["BYDAY"] = ",".join(f"{ordinal or ''}{RRULE_DAYS[day]}" for ordinal, day in rule.weekdays)
    if rule.week_start and rule.unit == "week":
        parts["WKST"] = RRULE_DAYS[rule.week_start]
    return ";".join(f"{name}={part}" for name, part in parts.items())


def _series(
    event: Event,
    rule: Rule,
    recurrence: Recurrence,
    key: str,
    zone: datetime.tzinfo,
    window: Window,
    seen: set[Occurrence],
) -> Iterator[Span]:
    """Yield the series, then the occurrences of it that differ: moved ones, and those of which more is known."""
    first = next(rule.days(recurrence.first, recurrence.last), None)
    if first is None or max([recurrence.last, *(move.day for move in rule.moves)]) < window.first:
        return
    moved = list(rule.moved(FIRST_DAY, LAST_DAY, zone))
    unmoved = list(rule.unmoved(max(first, window.first), window.last, zone))
    twice = {each.original for each in (*moved, *unmoved) if each in seen}
    seen.update(moved, unmoved)
    given = {day for skipped in rule.skipped if skipped > first for day, _ in rule.given(skipped, skipped)}
    start = _at(first, rule.at, zone)
    end, length = _series_end(rule, start)
    yield Span(
        key, start, end, length, rule.place or "", rrule(recurrence, rule.at, zone),
        tuple(_at(day, rule.at, zone) for day in sorted(given | twice)),
    )  # fmt: skip
    for when in sorted((*moved, *unmoved), key=lambda each: each.original):
        if (when.moved or event.occasion(when)) and when.original not in twice:
            yield _single(rule, key, when, _at(when.original, rule.at, zone))


def _listed(rule: Rule, key: str, zone: datetime.tzinfo, window: Window, seen: set[Occurrence]) -> Iterator[Span]:
    """Yield occurrences one by one; days that an author wrote down are given however far ahead they are."""
    last = window.last if rule.recurrence else LAST_DAY
    found = [*rule.unmoved(window.first, last, zone), *rule.moved(window.first, last, zone)]
    taken: set[str] = set()
    for when in sorted(found, key=lambda each: (each.original, str(each.start))):
        if when in seen:
            continue
        seen.add(when)
        name = key if rule.kind == "date" else f"{key}/{when.original}"
        if name in taken:
            name += f"{when.start:T%H%M}"
        taken.add(name)
        yield _single(rule, name, when)


def _single(rule: Rule, key: str, when: Occurrence, replaces: Moment | None = None) -> Span:
    """Return one occurrence."""
    end: Moment | None = when.end + _DAY if when.all_day else when.end if rule.duration else None
    length = None
    if isinstance(end, datetime.datetime) and end.fold:  # clock times that occur twice mean the first
        end, length = None, rule.duration
    return Span(key, when.start, end, length, when.place or "", replaces=replaces, when=when)


def _series_end(rule: Rule, start: Moment) -> tuple[Moment | None, Duration | None]:
    """Return the end of a series' first occurrence, or a length where the end would mislead about the others.

    An end stands for an exact length (section 3.8.5.3), which readers work out on the clock: it has to be the same there.
    """
    length = rule.duration or Duration()
    if not isinstance(start, datetime.datetime):
        return start + max(length.days, 1) * _DAY, None
    if length == Duration():
        return None, None
    exact = datetime.timedelta(minutes=length.minutes)
    end = (start.astimezone(datetime.UTC) + exact).astimezone(start.tzinfo)
    if length.days or end.fold or end.replace(tzinfo=None) - start.replace(tzinfo=None) != exact:
        return None, length
    return end, None


def _at(day: datetime.date, at: datetime.time | None, zone: datetime.tzinfo) -> Moment:
    """Return a day, or the clock time that an RRULE gives on it."""
    return day if at is None else datetime.datetime.combine(day, at, zone)
