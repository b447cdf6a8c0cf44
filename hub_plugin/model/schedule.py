"""The grammar of schedules: what an author writes under `schedule:` or `when:`, read into a `Schedule`.

One grammar serves meetings and events. Every wrong value is reported at once, each with the way to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from difflib import get_close_matches
from itertools import islice
from typing import Final, Literal, TypeVar

from hub_plugin.model import times
from hub_plugin.model.findings import KEY
from hub_plugin.model.occurrences import FIRST_DAY, LAST_DAY, Kind, Move, Recurrence, Rule, Schedule
from hub_plugin.model.schedule_shape import FORMS, KEYS, SCHEDULE_JSON_SCHEMA
from hub_plugin.model.times import Duration, TextError, quoted

__all__ = ["SCHEDULE_JSON_SCHEMA", "Problem", "Schedule", "ScheduleError", "parse_schedule"]

T = TypeVar("T")
Route = tuple[str | int, ...]

_WEEKDAY: Final = "MO|TU|WE|TH|FR|SA|SU"
_RRULE: Final = {  # parts of an RRULE on whole days; those that begin with BY take several values
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "[1-9][0-9]{0,2}",
    "COUNT": "[1-9][0-9]{0,3}",
    "UNTIL": "[0-9]{8}",
    "WKST": _WEEKDAY,
    "BYDAY": f"([+-]?[1-9][0-9]?)?({_WEEKDAY})",
    "BYMONTH": "0?[1-9]|1[0-2]",
    "BYMONTHDAY": "[+-]?(0?[1-9]|[12][0-9]|3[01])",
    "BYYEARDAY": "[+-]?[1-9][0-9]{0,2}",
    "BYWEEKNO": "[+-]?(0?[1-9]|[1-4][0-9]|5[0-3])",
    "BYSETPOS": "[+-]?[1-9][0-9]{0,2}",
}
_RRULE_EXAMPLE: Final = "write such as FREQ=MONTHLY;BYDAY=3TU,-1FR or FREQ=DAILY;UNTIL=20261231"


@dataclass(frozen=True)
class Problem:
    """One wrong value: the way to it inside the schedule's data, what is wrong, and what to write instead."""

    route: Route
    message: str
    hint: str


class ScheduleError(ValueError):
    """Data that is no schedule, with all its problems; `route`, `message`, `hint` are those of the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(f"{problem.message}; {problem.hint}" for problem in problems))
        self.problems = tuple(problems)
        self.route, self.message, self.hint = problems[0].route, problems[0].message, problems[0].hint


def parse_schedule(data: object) -> Schedule:
    """Return the schedule that plain data from YAML means: `ad hoc`, a day, a rule, or a list of these two.

    Raises:
        ScheduleError: with every problem, in the order of the rules.
    """
    if isinstance(data, str) and data.strip().lower() in ("ad hoc", "ad-hoc"):
        return Schedule()
    items = [((n,), item) for n, item in enumerate(data)] if isinstance(data, list) and data else [((), data)]
    readers = [_RuleReader(item, route) for route, item in items]
    rules = [reader.rule() for reader in readers]
    if problems := [problem for reader in readers for problem in reader.problems]:
        raise ScheduleError(problems)
    return Schedule(tuple(rules))


def _day(text: str) -> date:
    """Return the day that `text` names, if schedules reach so far."""
    day = times.parse_date(text)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise TextError(f"'{day}' is not between {FIRST_DAY.year} and {LAST_DAY.year}", "check the year")
    return day


def _entry(text: str) -> tuple[date, time | None]:
    """Return the day that `text` names, with the time if it names one."""
    if len(text.split()) == 1 and "T" not in text:
        return _day(text), None
    moment = times.parse_moment(text)
    return _day(moment.date().isoformat()), moment.time()


def _length(text: str) -> Duration:
    """Return a duration that an occurrence can have: not nothing, not months, a year at most."""
    length = Duration.parse(text)
    if length.months or length == Duration() or length.timedelta.days > 366:
        raise TextError(f"{quoted(text)} is not a length of events", "write minutes, hours, days or weeks")
    return length


def _parity(text: str) -> Literal["odd", "even"]:
    if text.strip().lower() not in ("odd", "even"):
        raise TextError(f"{quoted(text)} is no kind of weeks", "write odd or even")
    return "odd" if text.strip().lower() == "odd" else "even"


def _rrule(text: str) -> dict[str, str]:
    """Return the parts of an RRULE by name, each well-formed and allowed with its frequency.

    Raises:
        TextError: what RFC 5545 section 3.3.10 forbids, and what would give several times a day.
    """
    parts: dict[str, str] = {}
    for pair in text.strip().upper().removeprefix("RRULE:").split(";"):
        name, _, value = pair.strip().partition("=")
        if name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
            raise TextError(f"{name} sets a time", "write the time beside the rule, such as at: 10:00")
        if name not in _RRULE or name in parts:
            why = "stands twice" if name in parts else "is no part of a rule"
            raise TextError(f"{quoted(name)} {why}", _RRULE_EXAMPLE)
        values = value.split(",") if name.startswith("BY") else [value]
        if not all(re.fullmatch(_RRULE[name], one) for one in values):
            raise TextError(f"{quoted(value)} does not go into {name}", _RRULE_EXAMPLE)
        parts[name] = value
    often, lists = parts.get("FREQ", ""), {name for name in parts if name.startswith("BY")}
    numbered = re.search("[0-9]", parts.get("BYDAY", ""))
    faults = {
        "the rule has no FREQ": not often,
        "BYMONTHDAY does not go with FREQ=WEEKLY": often == "WEEKLY" and "BYMONTHDAY" in lists,
        "BYYEARDAY and BYWEEKNO need FREQ=YEARLY": often != "YEARLY" and lists & {"BYYEARDAY", "BYWEEKNO"},
        "BYWEEKNO needs BYDAY": "BYWEEKNO" in lists and "BYDAY" not in lists,
        "FREQ=DAILY and WEEKLY take no number in BYDAY": often in ("DAILY", "WEEKLY") and numbered,
        "BYWEEKNO takes no number in BYDAY": "BYWEEKNO" in lists and numbered,
        "BYSETPOS needs another BY part": lists == {"BYSETPOS"},
        "UNTIL and COUNT do not go together": {"UNTIL", "COUNT"} <= parts.keys(),
    }
    for message in [message for message, wrong in faults.items() if wrong]:
        raise TextError(message, _RRULE_EXAMPLE)
    if until := parts.get("UNTIL"):
        parts["UNTIL"] = _day(f"{until[:4]}-{until[4:6]}-{until[6:]}").isoformat()
    return parts


class _RuleReader:
    """Reads one rule, and notes each problem with the way to it."""

    def __init__(self, data: object, route: Route) -> None:
        self.route, self.bare = route, isinstance(data, str)  # a day alone stands for {date: …}
        self.data: dict[str, object] = {"date": data} if self.bare else data if isinstance(data, dict) else {}
        self.problems: list[Problem] = []

    def wrong(self, message: str, hint: str, *way: str | int) -> None:
        """Note a problem of the value at `way` inside the rule."""
        self.problems.append(Problem(self.route if self.bare else (*self.route, *way), message, hint))

    def read(self, value: object, parse: Callable[[str], T], *way: str | int) -> T | None:
        """Return the value at `way`, or note why it has none."""
        if isinstance(value, str) and value.strip():
            try:
                return parse(value)
            except TextError as error:
                self.wrong(error.message, error.hint, *way)
        else:
            what = "takes one value" if value and not isinstance(value, str) else "is empty"
            self.wrong(f"'{way[0]}' {what}", "write a value without brackets, or take the line out", *way)
        return None

    def one(self, key: str, parse: Callable[[str], T]) -> T | None:
        """Return the value of `key`, None if it is absent or wrong."""
        return self.read(self.data[key], parse, key) if key in self.data else None

    def many(self, key: str, parse: Callable[[str], T]) -> list[T]:
        """Return the values of `key`, which may be one or a list without repetitions."""
        value = self.data.get(key)
        items: dict[Route, object] = {(key,): value} if key in self.data else {}
        if isinstance(value, list) and value:
            items = {(key, number): item for number, item in enumerate(value)}
        found: dict[T, None] = {}
        for way, item in items.items():
            parsed = self.read(item, parse, *way)
            if parsed is not None and parsed in found:
                self.wrong(f"{quoted(str(item))} stands twice", "keep one of them", *way)
            elif parsed is not None:
                found[parsed] = None
        return list(found)

    def rule(self) -> Rule:
        """Return the rule; it is of no use if there are problems."""
        form = self.form()
        rule = Rule(
            form or "date",
            at=self.one("at", times.parse_time),
            duration=self.one("duration", _length),
            until=self.one("until", _day),
            times=self.one("times", times.parse_count),
            skipped=tuple(sorted(self.many("except", _day))),
            moves=self.moves(),
            zone=self.one("timezone", times.parse_zone),
            place=self.one("place", str.strip),
        )
        if form:
            rule = self.listed(rule) if form in ("dates", "date") else self.recurring(rule)
        if not self.problems:
            self.check(rule)
        return rule

    def form(self) -> Kind | None:
        """Return the kind of rule that the keys make, None if they make none; a wrong key is noted."""
        heads = [form for form in FORMS if form in self.data]
        form = None if not heads else "weeks" if heads[:2] == ["every", "weeks"] else heads[0]
        for key in self.data:
            if key not in KEYS:
                near = get_close_matches(str(key)[:20], KEYS, n=1)
                hint = f"did you mean '{near[0]}'?" if near else f"write one of {', '.join(KEYS)}"
                self.wrong(f"{quoted(str(key))} is no field of a schedule", hint, key, KEY)
            elif form and key not in FORMS[form]:
                hint = "write 'to'" if key == "until" else "take one out, or write a list of two rules"
                self.wrong(f"'{key}' does not go with '{form}'", hint, key)
        if not form and not self.problems:
            self.wrong("this does not say when", "write a day, ad hoc, or {every: week, from: 2026-01-05}")
        return None if form and set(heads) - set(FORMS[form]) else form

    def moves(self) -> tuple[Move, ...]:
        """Return the moved days, in the order of the days of the series."""
        data = self.data.get("moved", {})
        if not isinstance(data, dict) or ("moved" in self.data and not data):
            self.wrong("'moved' takes days and their new days", "write {2026-12-31: 2026-12-30}", "moved")
            return ()
        read = [(self.read(a, _day, "moved", a), self.read(b, _entry, "moved", a)) for a, b in data.items()]
        moves = [Move(original, *target) for original, target in read if original and target]
        return tuple(sorted(moves, key=lambda move: move.original))

    def listed(self, rule: Rule) -> Rule:
        """Return `rule` with its single days."""
        entries = self.many("dates", _entry) or [*filter(None, [self.one("date", _entry)])]
        if rule.at and any(at for _, at in entries):
            self.wrong("the time stands twice", "take 'at' out, or the time behind the date", "at")
        last = self.one("to", _day)
        if last and entries and (rule.at or entries[0][1] or rule.duration):
            self.wrong("'to' is for whole days", "take it out, or the time and the duration", "to")
        elif last and entries and last < entries[0][0]:
            self.wrong(f"'{last}' is before the first day", f"write a day after {entries[0][0]}", "to")
        elif last and entries:
            rule = replace(rule, duration=Duration(days=(last - entries[0][0]).days + 1))
        dates = [(day, at or rule.at) for day, at in entries if day <= (rule.until or LAST_DAY)]
        return replace(rule, dates=tuple(sorted(dates, key=lambda entry: (entry[0], entry[1] or time()))))

    def recurring(self, rule: Rule) -> Rule:
        """Return `rule` with its recurrence, which ends where `until`, `times` or the RRULE say."""
        first = self.one("from", _day)
        if "from" not in self.data:  # none is made up: feeds would hold meetings back to that day that never were
            hint = "write the day from which calendars show it, such as from: 2026-01-13; an 'every: 2 weeks' counts from there"
            self.wrong("the series has no first day", hint)
        anchor, parts = first or FIRST_DAY, self.one("rrule", _rrule) or {}
        if sum(map(bool, (rule.until, rule.times, parts.get("UNTIL"), parts.get("COUNT")))) > 1:
            self.wrong("the series ends twice", "keep either its last day or the number of times")
        until = date.fromisoformat(parts["UNTIL"]) if "UNTIL" in parts else rule.until
        rule = replace(rule, until=until, times=int(parts.get("COUNT", 0)) or rule.times)
        if first and until and until < first:
            self.wrong(f"the series ends on {until}, before it begins", f"write a day after {first}", "until")
        recurrence = Recurrence.of_rrule(parts, anchor) if parts else self.every(anchor)
        if self.problems:
            return rule
        recurrence = recurrence.completed(rule.until, rule.times)
        return replace(rule, recurrence=recurrence, text=str(self.data.get("rrule", "")))

    def every(self, first: date) -> Recurrence:
        """Return the recurrence of `every`, `weeks` and `day`."""
        every = self.one("every", times.parse_interval)
        if "every" in self.data and every is None:
            return Recurrence("week", 1, first)  # only what was meant decides which days are right
        interval, unit = every or (1, "week")
        parity, days = self.one("weeks", _parity), self.many("day", times.parse_day_in)
        weekdays = tuple((ordinal, day) for ordinal, day in days if day is not None)
        numbers = tuple(number for number, day in days if day is None)
        if parity and every not in (None, (1, "week")):
            self.wrong("a week is odd or even in every week", "take 'every' out", "every")
        elif unit == "day" and days:
            self.wrong("a rule of days takes no 'day'", "write every: week", "day")
        elif unit == "week" and any(ordinal for ordinal, _ in days):
            self.wrong("a week has only weekdays", "write a weekday, or every: month", "day")
        elif unit != "week" and any(not ordinal for ordinal, _ in days):
            self.wrong("a month has several days of that name", "say which, such as first monday", "day")
        elif weekdays and numbers:
            self.wrong("weekdays and numbers do not go together", "write a list of two rules", "day")
        months = (first.month,) if unit == "year" else ()
        return Recurrence(unit, interval, first, LAST_DAY, weekdays, numbers, months, parity=parity)

    def check(self, rule: Rule) -> None:
        """Note a rule without a day, a duration that lacks a time, and a move of what is not there."""
        some = [*islice(rule.given(FIRST_DAY, LAST_DAY), 1), *rule.dates]
        if not some:
            self.wrong("the rule gives no day at all", "look at its days, beginning and end", rule.kind)
        elif rule.duration and rule.duration.minutes and any(at is None for _, at in some):
            self.wrong("hours and minutes need a time to begin", "add at: 10:00, or write days", "duration")
        for move in rule.moves if some else ():
            clocks = [at for _, at in rule.given(move.original, move.original)]
            near = " or ".join(str(day) for day in Schedule((rule,)).nearest(move.original) if day)
            faults = {
                f"is not a day of the series, the nearest are {near}": not clocks,
                "has several times; change it under 'dates'": len(clocks) > 1,
                "stands under 'except' too": move.original in rule.skipped,
                "has no time, and cannot get one by moving": move.at and clocks == [None],
            }
            for fault in [fault for fault, wrong in faults.items() if wrong][:1]:
                hint = "write a day of the rule, then its new day"
                self.wrong(f"'{move.original}' {fault}", hint, "moved", str(move.original))
