"""What kinds state about figures: metrics and their values, targets and parts of them, check-ins, signatures, rungs.

The vocabulary of measurement, beside that of :mod:`hub_plugin.model.facts`. Numbers are decimals, so that what is added up is
what was written. Days are plain days; a period is its first and its last day, both included.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Fact
from hub_plugin.model.findings import Route
from hub_plugin.model.texts import Message
from hub_plugin.model.times import Duration

CATEGORIES = ("tactical", "value", "longevity", "financial")
FACTORS = ("quality", "performance", "value", "compliance")
DIRECTIONS = ("higher", "lower", "between")
ADDS = ("average", "sum", "last")

_A_DAY = Duration(days=1)


@dataclass(frozen=True, slots=True)
class Band:
    """Where a value is as wanted: from a low edge to a high one, both included; None: open on that side.

    A target of a metric that should be high is ``Band(75, None)``, of one that should be low ``Band(None, 4)``.
    """

    low: Decimal | None
    high: Decimal | None

    def holds(self, value: Decimal) -> bool:
        """Tell whether a value is as wanted."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def deviation(self, value: Decimal) -> Decimal:
        """Return how far a value lies from the edge: value − edge. Inside of a band with two edges it is 0."""
        if self.low is not None and (self.high is None or value < self.low):
            return value - self.low
        if self.high is not None and (self.low is None or value > self.high):
            return value - self.high
        return Decimal(0)

    def around(self, inner: Band) -> bool:
        """Tell whether this band is at least as wide as another one on the sides where both have an edge."""
        return (self.low is None or inner.low is None or self.low <= inner.low) and (
            self.high is None or inner.high is None or self.high >= inner.high
        )

    def moved(self, inner: Band, to: Band) -> Band:
        """Return a band as far around ``to`` as this one is around ``inner``."""

        def edge(mine: Decimal | None, from_: Decimal | None, there: Decimal | None) -> Decimal | None:
            return None if mine is None or from_ is None or there is None else there + (mine - from_)

        return Band(edge(self.low, inner.low, to.low), edge(self.high, inner.high, to.high))


def band_of(better: str, low: Decimal, high: Decimal | None) -> Band:
    """Return where a value is as wanted, given a direction and one number, or two."""
    if high is not None or better == "between":
        return Band(low, low if high is None else high)
    return Band(low, None) if better == "higher" else Band(None, low)


Dated = tuple[tuple[datetime.date | None, Band], ...]  # each holds from its day on; None: from the beginning


def at(bands: Dated, day: datetime.date) -> Band | None:
    """Return the band that holds on a day: the one with the latest day that has come."""
    found = [(since or datetime.date.min, band) for since, band in bands if since is None or since <= day]
    return max(found, key=lambda each: each[0])[1] if found else None


def edges(band: Band | None) -> tuple[Decimal | None, Decimal | None]:
    """Return the low edge and the high one of a band, if there is one."""
    return (band.low, band.high) if band else (None, None)


@dataclass(frozen=True, slots=True)
class Value:
    """One measured value: of a period, of the whole or of one group."""

    first: datetime.date
    last: datetime.date
    amount: Decimal
    group: Address | None = None
    route: Route = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Fact):
    """A metric with the series of its values.

    Args:
        unit: ``percent``, ``hours``, or any word.
        category: tactical, value, longevity or financial.
        factor: quality, performance, value or compliance; may be empty.
        better: higher, lower or between.
        adds: how parts make a whole: ``sum``, ``average``, or ``last`` (the newest value stands for the whole time).
        targets, limits: where a value is as wanted, and where it is beyond what is borne; each from a day on.
        weights: how much each group counts in an average; those that are not named count 1.
        values: of the whole and of groups, in the author's order.
        every: how often there is a new value; None: there are no more.
        key: it stands for the centre where there is room for few.
    """

    title: str
    unit: str
    category: str
    factor: str
    better: str
    adds: str
    targets: Dated = ()
    limits: Dated = ()
    weights: tuple[tuple[Address, Decimal], ...] = ()
    values: tuple[Value, ...] = ()
    every: Duration | None = None
    key: bool = False
    ended: datetime.date | None = None

    def missed_after(self, last: datetime.date) -> datetime.date:
        """Return the day after which a newer value than that of a day is missed: when it is a whole turn late.

        From the end of a month it is the end of a month.
        """
        if self.every is None:
            return datetime.date.max
        turns = Duration(self.every.months * 2, self.every.days * 2, self.every.minutes * 2)
        following = _A_DAY.after(last)
        return _A_DAY.before(turns.after(following)) if following.day == 1 else turns.after(last)

    def band(self, low: Decimal, high: Decimal | None) -> Band:
        """Return where a value is as wanted, given one number (read by the metric's direction) or two."""
        return band_of(self.better, low, high)


def combine(adds: str, parts: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    """Make one figure of several, as the metric adds; None of none.

    ``sum``: Σ amount. ``average``: Σ (amount × weight) ÷ Σ weight, the weighted arithmetic mean. ``last``: the last amount.

    Args:
        adds: one of :data:`ADDS`.
        parts: amount and weight of each, in the order of time.
    """
    if not parts:
        return None
    if adds == "last":
        return parts[-1][0]
    if adds == "sum":
        return sum((amount for amount, _ in parts), Decimal(0))
    whole = sum((weight for _, weight in parts), Decimal(0))
    return sum((amount * weight for amount, weight in parts), Decimal(0)) / whole if whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim(Fact):
    """Something that is to be reached in a period.

    Args:
        state: open, achieved, missed or dropped.
        measure: the metric in which its targets count; None: it has none.
        tolerance: how far off its target it may be before that asks for an answer; None: as far as the metric's threshold.
    """

    title: str
    first: datetime.date
    last: datetime.date
    state: str
    owners: tuple[Address, ...] = ()
    measure: Address | None = None
    tolerance: Decimal | None = None

    @property
    def open(self) -> bool:
        """Whether it is still pursued."""
        return self.state == "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Fact):
    """A target, or a part of one: of what (``about``), in which period, whose, how much.

    ``who`` is a group or a person; None: it is everybody's. ``high`` is given only where a range is wanted.
    """

    first: datetime.date
    last: datetime.date
    who: Address | None
    low: Decimal
    high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Fact):
    """What somebody says of a measured period: the actual figure, the reason, and then a confirmation or a corrective action.

    Args:
        of: the aim, or the measure where no aim is meant.
        measure: the measure.
        actual: the figure, if it is written here; else the measure's own values speak.
        parts: the figures of groups and people.
        why: the reason of a deviation.
        confirmed: what is confirmed in spite of it.
        task: the corrective action, in words; it is a :class:`~hub_plugin.model.facts.Task` as well.
    """

    of: Address
    measure: Address | None
    first: datetime.date
    last: datetime.date
    actual: Decimal | None = None
    parts: tuple[tuple[Address, Decimal], ...] = ()
    why: str = ""
    confirmed: str = ""
    task: str = ""

    @property
    def answers(self) -> bool:
        """Whether it answers a deviation: by a confirmation or a corrective action. A reason alone does not."""
        return bool(self.confirmed or self.task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Fact):
    """Who has signed what, and when; without a day the signature is awaited."""

    who: Address
    on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth(Fact):
    """What a piece of work is expected to bring in a measure, and what it has brought: differences, in the measure's unit."""

    measure: Address
    expected: Decimal | None
    realised: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung(Fact):
    """Where something stands on the ladder from the mission down to the daily work.

    What it is tied to is told by its links: ``serves``, ``measured by``, ``measures``, ``relies on``.

    Args:
        tier: one of the tiers of :mod:`hub_plugin.model.derive.alignment`.
        below: the rung that it is a part of by nature, as a point of the strategy is of the mission.
        open: whether it is in use; what has ended cannot hang in the air.
        says: what else is to be shown of it in a few words.
    """

    title: str
    tier: str
    below: Address | None = None
    open: bool = True
    says: Message | None = None
