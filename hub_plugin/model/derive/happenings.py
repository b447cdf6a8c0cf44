"""What happens in a stretch of days: the occurrences of all events, in order."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from hub_plugin.model.occasions import Event, Occasion
from hub_plugin.model.occurrences import Occurrence


@dataclass(frozen=True, slots=True)
class Happening:
    """One occurrence of one event."""

    event: Event
    when: Occurrence
    occasion: Occasion | None = None

    @property
    def status(self) -> str:
        """Whether it takes place: as its event says, unless this one is cancelled."""
        return "cancelled" if self.occasion and self.occasion.cancelled is not None else self.event.status

    @property
    def day(self) -> datetime.date:
        """Its first day, in the zone of its event."""
        start = self.when.start
        return start.date() if isinstance(start, datetime.datetime) else start


def happenings(
    events: Iterable[Event], first: datetime.date, last: datetime.date, zone: datetime.tzinfo
) -> list[Happening]:
    """Return what begins from ``first`` to ``last`` (both included): by day, whole days first, then as the day goes."""
    found = [
        Happening(event, when, event.occasion(when))
        for event in events
        for when in event.schedule.occurrences(first, last, event.zone or zone)
    ]
    return sorted(found, key=lambda each: (each.day, not each.when.all_day, each.when.start, each.event.about))
