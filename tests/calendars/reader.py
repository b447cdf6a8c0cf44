"""Reads feeds with code that is not ours. Runs in an environment of its own (requirements/readers.txt), so it imports nothing of ours.

    {"first": "2026-01-01", "last": "2028-12-31", "reader": "icalendar", "feeds": {name: text}}  →  {name: {occurrences, …}}

An occurrence begins inside the days asked for. Moments are in UTC, whole days as they are, an end of whole days is exclusive.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from typing import Any

UTC = datetime.UTC
TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION")
WORDS = ("STATUS", "SUMMARY", "LOCATION", "URL")
Moment = Any
DAY = datetime.timedelta(days=1)


def with_icalendar(text: str, first: datetime.date, last: datetime.date) -> dict[str, Any]:
    """Read with icalendar, which looks time zones up by name, and recurring-ical-events."""
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar.from_ical(text)
    found = [
        occurrence(
            str(event["UID"]), event.decoded("DTSTART"), event.end, *(str(event.get(name, "")) for name in WORDS)
        )
        for event in recurring_ical_events.of(calendar).between(first - 2 * DAY, last + 2 * DAY)
    ]
    components = [
        {
            "uid": str(event.get("UID", "")),
            "stamp": "DTSTAMP" in event,
            "replaces": "RECURRENCE-ID" in event,
            "sequence": str(event.get("SEQUENCE", "")),
            "names": sorted(set(event)),
        }
        for event in calendar.walk("VEVENT")
    ]
    spoken = {
        str(event["UID"]): {name: str(event[name].params.get("LANGUAGE", "")) for name in TEXTS if name in event}
        for event in calendar.walk("VEVENT")
    }
    errors = [str(error) for each in calendar.walk() for error in each.errors]
    return {
        "name": str(calendar.get("X-WR-CALNAME")),
        "occurrences": within(found, first, last),
        "components": components,
        "errors": errors,
        "spoken": spoken,
        "kinds": sorted({each.name for each in calendar.walk()}),
    }


def with_vobject(text: str, first: datetime.date, last: datetime.date) -> dict[str, Any]:
    """Read with vobject, which has a parser of its own and takes time zones from the feed."""
    import vobject

    vars(vobject.icalendar)["__tzidMap"].clear()
    vobject.icalendar.registerTzid("UTC", UTC)
    calendar = vobject.readOne(text)
    events = list(calendar.contents.get("vevent", ()))
    instead = {
        (event.uid.value, instant(event.recurrence_id.value)) for event in events if hasattr(event, "recurrence_id")
    }
    found = []
    for event in events:
        single = hasattr(event, "recurrence_id")
        for start in [event.dtstart.value] if single else starts(event, first, last):
            if single or (event.uid.value, instant(start)) not in instead:
                words = [getattr(event, name).value if hasattr(event, name) else "" for name in map(str.lower, WORDS)]
                found.append(occurrence(event.uid.value, start, end_of(event, start), *words))
    spoken = {
        event.uid.value: {
            name: "".join(getattr(event, name.lower()).params.get("LANGUAGE", []))
            for name in TEXTS
            if hasattr(event, name.lower())
        }
        for event in events
    }
    return {"occurrences": within(found, first, last), "spoken": spoken}


def starts(event: Any, first: datetime.date, last: datetime.date) -> Iterator[Moment]:
    """Yield when an event begins, exceptions taken out."""
    start = event.dtstart.value
    rules = event.getrruleset() if hasattr(event, "rrule") else None
    if rules is None:
        yield start
        return
    low, high = (datetime.datetime.combine(day, datetime.time()) for day in (first - 2 * DAY, last + 2 * DAY))
    if not isinstance(start, datetime.datetime):
        yield from (each.date() for each in rules.between(low, high))
    else:
        zone = start.tzinfo
        yield from rules.between(low.replace(tzinfo=zone), high.replace(tzinfo=zone))


def end_of(event: Any, start: Moment) -> Moment:
    """Return when an occurrence ends: an end is an exact length, a duration has nominal days (RFC 5545, 3.8.5.3)."""
    if hasattr(event, "dtend"):
        begun = event.dtstart.value
        if not isinstance(start, datetime.datetime):
            return start + (event.dtend.value - begun)
        return instant(start) + (instant(event.dtend.value) - instant(begun))
    if hasattr(event, "duration"):
        length = event.duration.value
        return instant(start + datetime.timedelta(days=length.days)) + datetime.timedelta(seconds=length.seconds)
    return start


def instant(when: Moment) -> Moment:
    return when.astimezone(UTC) if isinstance(when, datetime.datetime) else when


def occurrence(uid: str, start: Moment, end: Moment, *words: str) -> dict[str, Any]:
    """Return one occurrence as plain data."""
    status, summary, place, url = words
    day = start.date() if isinstance(start, datetime.datetime) else start
    return {
        "uid": uid,
        "day": day.isoformat(),
        "start": instant(start).isoformat(),
        "end": instant(end).isoformat(),
        "status": status,
        "summary": summary,
        "place": place,
        "url": url,
    }


def within(found: list[dict[str, Any]], first: datetime.date, last: datetime.date) -> list[dict[str, Any]]:
    """Return those that begin inside the days asked for, in order."""
    inside = [each for each in found if first.isoformat() <= each["day"] <= last.isoformat()]
    return sorted(inside, key=lambda each: (each["start"], each["uid"], each["end"]))


def main() -> None:
    asked = json.load(sys.stdin)
    first, last = (datetime.date.fromisoformat(asked[name]) for name in ("first", "last"))
    read = {"icalendar": with_icalendar, "vobject": with_vobject}[asked["reader"]]
    json.dump({name: read(text, first, last) for name, text in asked["feeds"].items()}, sys.stdout)


if __name__ == "__main__":
    main()
