"""Time zones as a feed carries them: from the first year that its events need (RFC 5545, section 3.6.5)."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from hub_plugin.model.occurrences import RRULE_DAYS
from hub_plugin.outputs.calendars.lines import component, line

# Offset before, offset after, name, whether it is daylight saving.
_Observance = tuple[datetime.timedelta, datetime.timedelta, str, bool]
_PROOF: Final = (
    12  # years that a yearly rule has to hold beyond those needed: in five, "fourth" and "last" can look the same
)


@lru_cache(maxsize=256)
def timezone(zone: ZoneInfo, first: int, last: int) -> str:
    """Return a VTIMEZONE that is right from the first day of one year to the last day of another.

    An onset is written in the clock time *before* it, as the RFC wants it. (icalendar 7.3 writes the clock time after it, so
    that each summer begins an hour late.) It is a yearly rule where it can be, which all readers understand, else a list.
    """
    start = datetime.datetime(first, 1, 1, tzinfo=datetime.UTC) - datetime.timedelta(days=1)
    offset = _offset(start, zone)
    onsets: dict[_Observance, list[datetime.datetime]] = {
        (offset, offset, *_named(start, zone)): [start.replace(tzinfo=None)]
    }
    for instant in _changes(zone, start, datetime.datetime(last + _PROOF, 12, 31, tzinfo=datetime.UTC)):
        after = _offset(instant, zone)
        onsets.setdefault((offset, after, *_named(instant, zone)), []).append(instant.replace(tzinfo=None) + offset)
        offset = after
    written = [_observance(*each, when, last) for each, when in onsets.items()]
    return component("VTIMEZONE", [line("TZID", zone.key), *written])


def _observance(
    before: datetime.timedelta, after: datetime.timedelta, name: str, daylight: bool,
    onsets: Sequence[datetime.datetime], last: int,
) -> str:  # fmt: skip
    """Return one observance with its onsets."""
    rule = _yearly(onsets, last + _PROOF)
    needed = [] if rule else [each for each in onsets[1:] if each.year <= last + 1]
    lines = [line("DTSTART", _stamp(onsets[0]))]
    lines += [line("RRULE", rule)] if rule else [line("RDATE", _stamp(each)) for each in needed]
    lines += [line("TZOFFSETFROM", _written(before)), line("TZOFFSETTO", _written(after)), line("TZNAME", name)]
    return component("DAYLIGHT" if daylight else "STANDARD", lines)


def _yearly(onsets: Sequence[datetime.datetime], last: int) -> str:
    """Return the yearly rule that gives all onsets, up to the last year looked at, or an empty text."""
    years = [each.year for each in onsets]
    if len(years) < _PROOF or years != list(range(years[0], last + 1)):
        return ""
    if len({(each.month, each.weekday(), each.time()) for each in onsets}) > 1:
        return ""
    for ordinals in (
        {(each.day - 1) // 7 + 1 for each in onsets},
        {-((monthrange(each.year, each.month)[1] - each.day) // 7 + 1) for each in onsets},
    ):
        if len(ordinals) == 1:
            return f"FREQ=YEARLY;BYMONTH={onsets[0].month};BYDAY={ordinals.pop()}{RRULE_DAYS[onsets[0].weekday()]}"
    return ""


def _changes(zone: ZoneInfo, start: datetime.datetime, end: datetime.datetime) -> Iterator[datetime.datetime]:
    """Yield the instants at which the offset changes; no zone has ever changed twice in a day."""
    day = datetime.timedelta(days=1)
    offset = _offset(start, zone)
    while start < end:
        following = _offset(start + day, zone)
        if following != offset:
            low, high = 0, 86_400
            while high - low > 1:
                middle = (low + high) // 2
                same = _offset(start + datetime.timedelta(seconds=middle), zone) == offset
                low, high = (middle, high) if same else (low, middle)
            yield start + datetime.timedelta(seconds=high)
        start, offset = start + day, following


def _offset(instant: datetime.datetime, zone: ZoneInfo) -> datetime.timedelta:
    return instant.astimezone(zone).utcoffset() or datetime.timedelta()


def _named(instant: datetime.datetime, zone: ZoneInfo) -> tuple[str, bool]:
    local = instant.astimezone(zone)
    return local.tzname() or zone.key, bool(local.dst())


def _stamp(onset: datetime.datetime) -> str:
    return f"{onset:%Y%m%dT%H%M%S}"


def _written(offset: datetime.timedelta) -> str:
    """Return an offset from UTC; seconds only where there are some (before 1972)."""
    sign, seconds = ("-", -offset) if offset < datetime.timedelta() else ("+", offset)
    minutes, rest = divmod(int(seconds.total_seconds()), 60)
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{rest:02}" if rest else "")
