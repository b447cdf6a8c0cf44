"""Work that goes on over time: what is given to groups, how far they are, and what people observed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Fact, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Fact):
    """Something that every group in its scope works through, piece by piece: a worksheet.

    Args:
        within: the series that it belongs to.
        scope: which groups are meant.
        of: how many pieces it has.
        due: the day by which it is worked through; None: no date.
        forum: the meeting series in which it is talked about.
    """

    title: str
    within: Address
    scope: Scope
    of: int
    due: datetime.date | None = None
    forum: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Fact):
    """How far somebody is with something that is done piece by piece: ``done`` of ``of`` on the day ``on``.

    How far groups are with what they are asked is not this: that is joined from asks and answers.
    """

    who: Address | None
    done: int
    of: int
    on: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Fact):
    """Something that people noticed on a day, followed until it is closed: a gap, a learning.

    Args:
        text: what it is called.
        on: the day; None: not known.
        of: the records and parts that it is about.
        state: a word of its kind: found, raised, proposed …
        severity: low, medium, high, or empty.
        waits: it waits for a word of its forum, so it belongs on the next agenda.
        closed: the day on which it was closed; None: it is open.
        outcome: what came of it.
    """

    text: str
    on: datetime.date | None
    of: tuple[Address, ...]
    state: str
    severity: str = ""
    owner: Address | None = None
    waits: bool = False
    closed: datetime.date | None = None
    outcome: str = ""
    forum: Address | None = None

    def days_open(self, today: datetime.date) -> int | None:
        """Return for how many days it is open, or was until it was closed."""
        return None if self.on is None else max(0, ((self.closed or today) - self.on).days)
