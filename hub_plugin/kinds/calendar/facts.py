"""What a calendar states: its events."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.calendar.record import Calendar
from hub_plugin.model.facts import Fact
from hub_plugin.model.heads import scope_of
from hub_plugin.model.hub import Hub
from hub_plugin.model.occasions import Event, Timetable
from hub_plugin.model.statements import review


def state(record: Calendar, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield one event for each that is written."""
    yield from review(record)
    yield Timetable(about=record.address, source=record.address)
    scope = None if record.audience is None else scope_of(record.audience)
    for name, event in record.events.items():
        yield Event(
            about=record.address.at(name), source=record.address, route=("events", name), title=event.title,
            schedule=event.when, zone=record.timezone, status=event.status, place=event.place or "",
            audience=tuple(link.to for link in event.teams if link.to), scope=scope,
            text=event.text or "", url=event.url or "", revision=event.revision,
        )  # fmt: skip
