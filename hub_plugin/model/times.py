"""Days, clock times, durations, versions and time zones as authors write them.

Each parser takes the author's text and returns a value, or raises `TextError`, which says what is wrong and
what to write instead. YAML decides no types here: `10:00`, `2.10` and `2026-13-01` arrive as text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, Literal, Self, cast
from zoneinfo import ZoneInfo, available_timezones

Unit = Literal["day", "week", "month", "year"]

_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LOOSE_DATE: Final = re.compile(r"([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})")
_TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_LOOSE_TIME: Final = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?(?::[0-9]{2})?\s*([ap]\.?m\.?)?")
_MOMENT: Final = re.compile(r"(\S+?)(?:T| +)(\S.*)")
_VERSION: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,9}")
_TERM: Final = re.compile(r"\s*([0-9]{1,9})\s*([A-Za-z]+)\s*")
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_EVERY: Final = re.compile(r"(?:([0-9]{1,3})\s+)?(day|week|month|year)s?")
_OTHER_WORDS: Final = {
    "daily": "day", "weekly": "week", "fortnight": "2 weeks", "fortnightly": "2 weeks", "monthly": "month",
    "quarter": "3 months", "quarterly": "3 months", "yearly": "year", "annually": "year",
}  # fmt: skip
_MINUTES_A_DAY: Final = 24 * 60
_MONTHS_LIMIT, _DAYS_LIMIT = 1_200, 36_525
_UNITS: Final[dict[str, tuple[str, int]]] = {
    name: (part, size)
    for names, part, size in (
        ("m min mins minute minutes", "minutes", 1),
        ("h hour hours", "minutes", 60),
        ("d day days", "days", 1),
        ("w week weeks", "days", 7),
        ("month months", "months", 1),
        ("y year years", "months", 12),
    )
    for name in names.split()
}


class TextError(ValueError):
    """An author's text that is no value of its kind.

    Attributes:
        message: what is wrong, in plain words.
        hint: what to write instead.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}; {hint}")
        self.message = message
        self.hint = hint


def quoted(text: str, limit: int = 40) -> str:
    """Return `text` in quotes, cut short so that a whole paragraph cannot flood a message."""
    return f"'{text if len(text) <= limit else text[: limit - 1] + '…'}'"


def parse_date(text: str) -> date:
    """Return the day that `text` names (ISO 8601, the extended form YYYY-MM-DD and no other).

    Raises:
        TextError: `text` has another form, or the calendar has no such day.
    """
    wanted = text.strip()
    if exact := _DATE.fullmatch(wanted):
        year, month, day = (int(part) for part in exact.groups())
        if year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            return date(year, month, day)
    if loose := _LOOSE_DATE.fullmatch(wanted):
        year, month, day = (int(part) for part in loose.groups())
        year, month = max(year, 1), min(max(month, 1), 12)
        near = date(year, month, min(max(day, 1), monthrange(year, month)[1]))
        raise TextError(f"{quoted(wanted)} is not a date", f"write it as {near.isoformat()}")
    raise TextError(f"{quoted(wanted)} is not a date", "write year-month-day, such as 2026-12-01")


def parse_time(text: str) -> time:
    """Return the clock time that `text` names: hours and minutes of a day of 24 hours.

    Raises:
        TextError: `text` has seconds, am or pm, another separator, or is no time of a day.
    """
    wanted = text.strip()
    if (exact := _TIME.fullmatch(wanted)) and int(exact[1]) < 24 and int(exact[2]) < 60:
        return time(int(exact[1]), int(exact[2]))
    wrong = f"{quoted(wanted)} is not a time of the day"
    if loose := _LOOSE_TIME.fullmatch(wanted.lower()):
        hour, minute = int(loose[1]), int(loose[2] or 0)
        if loose[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if loose[3].startswith("p") else 0)
        if hour < 24 and minute < 60:
            raise TextError(wrong, f"write it as {hour:02}:{minute:02}")
        if hour == 24 and minute == 0:
            raise TextError(wrong, "write 00:00 on the next day")
    raise TextError(wrong, "write hours and minutes, such as 14:00")


def parse_moment(text: str) -> datetime:
    """Return the day and clock time that `text` names, without a zone: it is read in the hub's.

    Raises:
        TextError: the day or the time is missing or wrong, or `text` brings a zone of its own.
    """
    wanted = text.strip()
    parts = _MOMENT.fullmatch(wanted)
    if parts is None:
        parse_date(wanted)
        raise TextError(f"{quoted(wanted)} has no time", f"write it as {wanted} 10:00")
    day, clock = parse_date(parts[1]), parts[2]
    if zoned := re.fullmatch(r"([0-9]{1,2}:[0-9]{2})(?::[0-9.]+)?\s*(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})", clock):
        raise TextError(f"{quoted(wanted)} has a zone", f"write {day} {zoned[1]} in the time zone of the hub")
    return datetime.combine(day, parse_time(clock))


def parse_interval(text: str) -> tuple[int, Unit]:
    """Return number and unit of `2 weeks`, `month`, …: how often something recurs.

    Raises:
        TextError: another word, or an interval of 0.
    """
    wanted = " ".join(text.lower().split())
    found = _EVERY.fullmatch(wanted)
    if found and int(found[1] or 1):
        return int(found[1] or 1), cast(Unit, found[2])
    hint = "write day, week, 2 weeks, month, 3 months or year"
    if wanted in _OTHER_WORDS:
        hint = f"write every: {_OTHER_WORDS[wanted]}"
    elif wanted in _WEEKDAYS:
        hint = f"write every: week and day: {wanted}"
    raise TextError(f"{quoted(text)} does not say how often", hint)


def parse_day_in(text: str) -> tuple[int, int | None]:
    """Return a day of week or month as (ordinal, weekday): Monday is 0, ordinal 0 is every one, -1 the last.

    `tuesday` is (0, 1), `third tuesday` (3, 1); of the month's days `15` is (15, None), `last` (-1, None).

    Raises:
        TextError: another word or number.
    """
    words = text.lower().split()
    if len(words) == 1 and re.fullmatch(r"[0-9]{1,2}", words[0]) and 1 <= int(words[0]) <= 31:
        return int(words[0]), None
    if words == ["last"]:
        return -1, None
    ordinal = 0 if len(words) == 1 else _ORDINALS.get(words[0]) if len(words) == 2 else None
    if ordinal is not None and words[-1] in _WEEKDAYS:
        return ordinal, _WEEKDAYS.index(words[-1])
    known = (*_ORDINALS, *_WEEKDAYS)
    near = [get_close_matches(word[:20], known, n=1, cutoff=0.5) for word in words[:2]]
    meant = " ".join(match[0] for match in near if match)
    hint = "write a weekday, third tuesday, last friday, a number to 31, or last"
    hint = f"did you mean {meant}?" if meant.endswith("day") else hint
    raise TextError(f"{quoted(text)} is not a day", hint)


def parse_count(text: str) -> int:
    """Return the number from 1 to 9999 that `text` names; anything else raises `TextError`."""
    if not (found := re.fullmatch(r"\s*([1-9][0-9]{0,3})\s*", text)):
        raise TextError(f"{quoted(text)} is not a number of times", "write a whole number from 1 to 9999")
    return int(found[1])


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


@dataclass(frozen=True)
class Duration:
    """A length of time: calendar months, days and minutes of the clock, which do not convert into each other.

    A day is not 24 hours where clocks change (RFC 5545 section 3.3.6), and a month is no number of days.
    """

    months: int = 0
    days: int = 0
    minutes: int = 0

    def __post_init__(self) -> None:
        if min(self.months, self.days, self.minutes) < 0:
            raise ValueError("a duration has no negative parts")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the duration that `text` names: `15m`, `1h 30m`, `3 days`, `2 weeks`, `12 months`, `1 year`.

        Raises:
            TextError: a number without a unit, an unknown or repeated unit, a fraction, over a hundred years.
        """
        wanted = text.strip()
        wrong = f"{quoted(wanted)} is not a duration"
        parts = {"months": 0, "days": 0, "minutes": 0}
        seen: set[tuple[str, int]] = set()
        place = 0
        while place < len(wanted) or not seen:
            term = _TERM.match(wanted, place)
            if term is None:
                raise TextError(wrong, _duration_hint(wanted))
            number, name, place = term[1], term[2], term.end()
            unit = None if name == "M" else _UNITS.get(name.lower())  # "3M" may be minutes or months: ask
            if unit is None or unit in seen:
                raise TextError(wrong, _duration_hint(wanted))
            seen.add(unit)
            parts[unit[0]] += int(number) * unit[1]
        longest = max(parts["months"] / _MONTHS_LIMIT, parts["days"] / _DAYS_LIMIT)
        if max(longest, parts["minutes"] / (_DAYS_LIMIT * _MINUTES_A_DAY)) > 1:
            raise TextError(f"{quoted(wanted)} is longer than a hundred years", "write a shorter duration")
        return cls(**parts)

    def __str__(self) -> str:
        """Return the shortest text that `parse` reads back as the same duration."""
        years, months = divmod(self.months, 12)
        weeks, days = divmod(self.days, 7)
        hours, minutes = divmod(self.minutes, 60)
        words = []
        if self.months:
            words.append(_counted(years, "year") if months == 0 else _counted(self.months, "month"))
        if self.days:
            words.append(_counted(weeks, "week") if days == 0 else _counted(self.days, "day"))
        if hours:
            words.append(f"{hours}h")
        if minutes:
            words.append(f"{minutes}m")
        return " ".join(words) or "0 days"

    @property
    def timedelta(self) -> timedelta:
        """The same length in days and minutes.

        Raises:
            ValueError: it has months, whose days differ from month to month.
        """
        if self.months:
            raise ValueError(f"{self} has no fixed number of days")
        return timedelta(days=self.days, minutes=self.minutes)

    def after(self, day: date) -> date:
        """Return the day that lies this long after `day`; a month without that day ends on its last one."""
        return self._moved(day, 1)

    def before(self, day: date) -> date:
        """Return the day that lies this long before `day`; a month without that day ends on its last one."""
        return self._moved(day, -1)

    def _moved(self, day: date, way: int) -> date:
        """Return `day` moved by months, then days; `9999-12-31` plus anything stays the last day there is."""
        month = day.year * 12 + day.month - 1 + way * self.months
        year, month = month // 12, month % 12 + 1
        if not date.min.year <= year <= date.max.year:
            return date.max if way > 0 else date.min
        clamped = day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
        ordinal = clamped.toordinal() + way * (self.days + self.minutes // _MINUTES_A_DAY)
        return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def _duration_hint(text: str) -> str:
    """Return what to write instead of `text`, which is no duration."""
    if re.fullmatch(r"[0-9]+", text):
        return f"say of what: {text}m, {text}h or {text} days"
    if fraction := re.fullmatch(r"([0-9]{1,3})[.,]([0-9])\s*h(?:ours?)?", text):
        minutes = int(fraction[1]) * 60 + int(fraction[2]) * 6
        return f"write it as {Duration(minutes=minutes)}"
    if re.search(r"[0-9]\s*M\b", text):
        return "write m for minutes or months in full"
    return "write a number and a unit, such as 15m, 1h 30m, 3 days, 2 weeks or 12 months"


@dataclass(frozen=True, order=True)
class Version:
    """A version, compared number by number; a missing number is 0, so that 2 = 2.0 < 2.9 < 2.10."""

    numbers: tuple[int, ...]
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        numbers = self.numbers
        written = self.text or ".".join(str(number) for number in numbers)
        while numbers and numbers[-1] == 0:
            numbers = numbers[:-1]
        object.__setattr__(self, "numbers", numbers)  # one form for equal versions, so hashes are equal too
        object.__setattr__(self, "text", written or "0")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the version that `text` names.

        Raises:
            TextError: `text` is anything but numbers with dots.
        """
        wanted = text.strip()
        if _VERSION.fullmatch(wanted):
            return cls(tuple(int(number) for number in wanted.split(".")), wanted)
        near = re.sub(r"^[vV]\.?\s*|[-+].*$|(?:\.[xX*])+$", "", wanted[:60]).replace(",", ".")
        near = wanted.replace("-", ".") if _DATE.fullmatch(wanted) else near
        hint = f"write it as {near}" if _VERSION.fullmatch(near) else "write numbers with dots, such as 2.1"
        raise TextError(f"{quoted(wanted)} is not a version", hint)

    def __str__(self) -> str:
        """Return the version as its author wrote it."""
        return self.text


@lru_cache(maxsize=1)
def _zone_names() -> frozenset[str]:
    """Return the names of the IANA time zones, without `localtime`, which differs between machines."""
    return frozenset(available_timezones() - {"localtime", "Factory"})


def parse_zone(name: str) -> ZoneInfo:
    """Return the IANA time zone of that name.

    Names are looked up in the list, not tried as files: some machines would find `europe/bucharest`.

    Raises:
        TextError: no such zone; the hint names the closest ones.
    """
    wanted = name.strip()
    names = _zone_names()
    if wanted in names:
        return ZoneInfo(wanted)
    folded = wanted[:60].casefold().replace(" ", "_")
    known = {known.casefold(): known for known in sorted(names)}
    near = [known[folded]] if folded in known else []
    last = folded.rpartition("/")[2]
    near = near or [zone for key, zone in known.items() if key.rpartition("/")[2] == last]
    near = near or [known[key] for key in get_close_matches(folded, known, n=3, cutoff=0.7)]
    hint = f"did you mean {' or '.join(near[:3])}?" if near else "write a place, such as Europe/Bucharest"
    raise TextError(f"{quoted(wanted)} is not a time zone", hint)
