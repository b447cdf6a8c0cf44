"""What stands on a calendar, and what is known of its single occurrences beyond what the schedule says."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Fact, Scope
from hub_plugin.model.occurrences import Occurrence, Schedule
from hub_plugin.model.texts import Message


@dataclass(frozen=True, slots=True)
class Occasion:
    """One occurrence that has a page of its own, is cancelled, or lies in another place.

    Args:
        day: the day that the schedule gives.
        at: its time, where the schedule gives several on that day; None: all of them.
        about: where more is written.
        cancelled: why it does not take place; None: it does.
        place: where, if not at the usual place.
    """

    day: datetime.date
    at: datetime.time | None
    about: Address
    cancelled: str | None = None
    place: str = ""

    def is_of(self, when: Occurrence) -> bool:
        """Tell whether an occurrence is meant."""
        if when.original != self.day:
            return False
        return (
            self.at is None
            or when.moved
            or not isinstance(when.start, datetime.datetime)
            or when.start.time() == self.at
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable(Fact):
    """Something whose events are read together: a calendar, a meeting series; it may have none yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """Something on a calendar, with the schedule that gives its occurrences; no zone means the hub's.

    Whom it is for: the ``audience`` that is named, else the groups in the ``scope``, else everybody.

    Args:
        status: tentative, confirmed or cancelled (RFC 5545), for all its occurrences.
        text, url: what people should know, and where they read more.
        revision: counts up when what was published changes.
        timetable: what it is read with; None: the record that it is about.
        occasions: what is known of single occurrences.
    """

    title: str | Message
    schedule: Schedule
    zone: datetime.tzinfo | None = None
    status: str = "confirmed"
    place: str = ""
    audience: tuple[Address, ...] = ()
    scope: Scope | None = None
    text: str = ""
    url: str = ""
    revision: int = 0
    timetable: Address | None = None
    occasions: tuple[Occasion, ...] = ()

    @property
    def home(self) -> Address:
        """The timetable that it belongs to."""
        return self.timetable or self.about.record

    def occasion(self, when: Occurrence) -> Occasion | None:
        """Return what is known of one occurrence."""
        return next((each for each in self.occasions if each.is_of(when)), None)
