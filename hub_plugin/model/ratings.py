"""Where groups stand, level by level: the words for surveys, ladders and ratings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Fact, Scope
from hub_plugin.model.times import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey(Fact):
    """Something that groups rate themselves by, now and again.

    Args:
        about: the record that says what is rated.
        scope: which groups are asked to.
        every: how often; None: whenever they like.
        lowest: a heading stands where the lowest of what is inside it stands; else at the mean.
    """

    title: str
    scope: Scope
    every: Duration | None
    lowest: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that a level asks: its address, what it says, and what it needs to be shown by."""

    about: Address
    text: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a ladder.

    Args:
        id: as it is written in records.
        number: as people cite it.
        title: what people call it on all ladders of the survey; ``own`` is what this ladder calls it, if anything.
        says: what it is like.
        asks: what has to hold, as of today.
    """

    id: str
    number: str
    title: str
    own: str = ""
    says: str = ""
    asks: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder(Fact):
    """One thing that is rated level by level (``about``), or a heading over several.

    Args:
        survey: what it belongs to.
        rungs: its levels, the lowest first; of a heading none.
        inside: what a heading stands over.
        parent: the heading above, or None.
    """

    survey: Address
    title: str
    rungs: tuple[Rung, ...] = ()
    inside: tuple[Address, ...] = ()
    parent: Address | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a group says of one thing that a level asks: its word, and what that counts (None: it does not apply)."""

    about: Address
    word: str
    counts: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Fact):
    """Where a group stands on one ladder (``about``) on a day.

    Args:
        survey: what the ladder belongs to.
        position: how many rungs are climbed, with the part of the next one; None: only a target was written.
        stated: the group has named its level itself; else it follows from its answers.
        asked: how many things were asked; ``said`` holds what was answered.
        target: how many rungs are to be climbed, ``by`` a day.
    """

    group: Address
    survey: Address
    on: datetime.date
    position: Fraction | None
    stated: bool = False
    asked: int = 0
    said: tuple[Said, ...] = ()
    why: str = ""
    evidence: tuple[str, ...] = ()
    target: int | None = None
    by: datetime.date | None = None
