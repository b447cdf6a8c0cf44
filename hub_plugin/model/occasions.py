"""What is known of a single occurrence, beyond what its schedule says."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.occurrences import Occurrence


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
