"""Every value against its target: the sign, the deviation, the trend, and which deviations nobody has answered.

The formulas, for a value v, a target and a threshold that hold on the last day of its period (:class:`~hub_plugin.model.measures.Band`):

- *deviation* = v − the edge of the target; 0 inside of a target that is a range;
- *on target*: v lies within the target, edges included; *off target*: outside of it, but not beyond the threshold;
  *beyond*: outside of the threshold, which is itself still borne. Without a threshold nothing is beyond;
- *trend*: the newest value compared with the one of an equally long period before: higher is better, or lower, or nearer to the range;
- a whole that is not given is made of the groups' values of the same period, or of the shorter ones that fill it: their sum, or
  their weighted arithmetic mean; never where a group is silent that gave one within a year before, nor where one measures less
  often. For measures that take the last value it is not made, as groups need not add up there;
- the target of a sum is one for all groups together, so no single one is compared with it.

Deviation, then reason, then correction or confirmation is the loop of control by Shewhart and Deming (plan, do, check, act).
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Facts, Group
from hub_plugin.model.findings import Route
from hub_plugin.model.measures import Band, CheckIn, Measure, Value, at, combine
from hub_plugin.model.periods import Span, following

ONE = Decimal(1)
EXPECTED_FOR = datetime.timedelta(days=366)  # after a group's last value; then it has given up measuring
_ALIKE = 1.15  # months, quarters and years differ in length by less


class Sign(StrEnum):
    """How a value stands to its target."""

    ON = "on-target"
    OFF = "off-target"
    BEYOND = "beyond-threshold"
    NO_TARGET = "no-target"
    NO_DATA = "no-data"

    @property
    def is_off(self) -> bool:
        """Whether the target is missed, by little or by much."""
        return self in (Sign.OFF, Sign.BEYOND)


class Trend(StrEnum):
    """How the newest value stands to the one before."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNKNOWN = "unknown"


def sign_of(amount: Decimal | None, target: Band | None, limit: Band | None = None) -> Sign:
    """Compare a value with its target and its threshold."""
    if amount is None:
        return Sign.NO_DATA
    if limit is not None and not limit.holds(amount) and not (target is not None and target.holds(amount)):
        return Sign.BEYOND
    if target is None:
        return Sign.NO_TARGET
    return Sign.ON if target.holds(amount) else Sign.OFF


def trend_of(better: str, before: Decimal, now: Decimal, target: Band | None) -> Trend:
    """Compare two values by a measure's direction; for a range, by their distance from it."""
    if better == "between":
        if target is None:
            return Trend.UNKNOWN
        gained = abs(target.deviation(before)) - abs(target.deviation(now))
    else:
        gained = now - before if better == "higher" else before - now
    return Trend.BETTER if gained > 0 else Trend.WORSE if gained < 0 else Trend.SAME


@dataclass(frozen=True, slots=True)
class Reading:
    """One value with what was wanted of it.

    Args:
        first, last: its period.
        amount: the value.
        target, limit: where it should lie, and the threshold.
        made: it is put together from the groups' values.
        route: where it is written.
    """

    first: datetime.date
    last: datetime.date
    amount: Decimal
    target: Band | None
    limit: Band | None
    made: bool = False
    route: Route = ()

    @property
    def sign(self) -> Sign:
        """How it stands to its target."""
        return sign_of(self.amount, self.target, self.limit)

    @property
    def deviation(self) -> Decimal | None:
        """Value − edge of the target, or None where there is no target."""
        return None if self.target is None else self.target.deviation(self.amount)


@dataclass(frozen=True)
class Gauge:
    """A measure with all its readings.

    Args:
        measure: what was stated.
        readings: those of the whole, oldest first, up to today.
        groups: group → its readings, oldest first.
        said: what was said of it by period, oldest first: on the measure itself, and in check-ins of aims that count in it; what is
            said of a time to come waits.
        today: the day that it is looked at from.
        lacking: period → the groups whose silence keeps the whole from being made, oldest first.
    """

    measure: Measure
    readings: tuple[Reading, ...]
    groups: Mapping[Address, tuple[Reading, ...]]
    said: tuple[CheckIn, ...]
    today: datetime.date
    lacking: Mapping[Span, tuple[Address, ...]] = field(default_factory=dict)
    _figures: dict[Address | None, Mapping[Span, Decimal]] = field(init=False, repr=False, default_factory=dict)

    @property
    def latest(self) -> Reading | None:
        """The newest reading of the whole."""
        return self.readings[-1] if self.readings else None

    @property
    def before(self) -> Reading | None:
        """The reading before the newest one, of a period as long as its, which ended before that began."""
        latest = self.latest
        earlier = (each for each in reversed(self.readings[:-1]) if latest is not None and _follows(each, latest))
        return next(earlier, None)

    @property
    def silent(self) -> tuple[Span, tuple[Address, ...]] | None:
        """The newest period that ended after the newest reading, and the groups of which there is no value for it."""
        span = max(self.lacking, key=lambda each: (each[1], each[0]), default=None)
        if span is None or (self.latest is not None and span[1] <= self.latest.last):
            return None
        return span, self.lacking[span]

    @property
    def sign(self) -> Sign:
        """How the newest reading stands to its target."""
        return self.latest.sign if self.latest else Sign.NO_DATA

    @property
    def trend(self) -> Trend:
        """How the newest reading stands to the one before."""
        before, latest = self.before, self.latest
        if before is None or latest is None:
            return Trend.UNKNOWN
        return trend_of(self.measure.better, before.amount, latest.amount, latest.target)

    @property
    def target(self) -> Band | None:
        """The target that holds today."""
        return at(self.measure.targets, self.today)

    @property
    def limit(self) -> Band | None:
        """The threshold that holds today."""
        return at(self.measure.limits, self.today)

    def of(self, span: Span, group: Address | None = None) -> Decimal | None:
        """Return the value of a stretch of days: the one that was measured for it, else that of the readings within it, as it adds."""
        return total(self.measure.adds, self.figures(group), span)

    def figures(self, group: Address | None = None) -> Mapping[Span, Decimal]:
        """Return what was measured of the whole, or of a group, by period; in a sum what is known counts also where a group is silent."""
        if group not in self._figures:
            readings = self.readings if group is None else self.groups.get(group, ())
            found = {(each.first, each.last): each.amount for each in readings}
            if group is None and self.measure.adds == "sum":
                found |= {each: self._known(each) for each in self.lacking}
            self._figures[group] = found
        return self._figures[group]

    def _known(self, span: Span) -> Decimal:
        """Return the sum of what groups gave for a period for which others gave nothing."""
        return sum((found for each in self.groups if (found := self.of(span, each)) is not None), Decimal(0))

    def unanswered(self) -> list[Reading]:
        """Return the readings beyond the threshold that nobody has answered, oldest first.

        Whoever answers a period has looked at what came before it, so nothing before the newest answer is asked again.
        """
        looked = max((each.last for each in self.said if each.answers), default=datetime.date.min)
        return [each for each in self.readings if each.sign is Sign.BEYOND and each.last > looked]


def total(adds: str, found: Mapping[Span, Decimal], span: Span) -> Decimal | None:
    """Return the figure of a stretch of days: its own, else what those within it make; None of none.

    Each day counts once: where there is a figure of a quarter as well as of its months, the quarter's counts.
    """
    if span in found:
        return found[span]
    return combine(adds, [(found[each], ONE) for each in _apart(found, span)])


def _follows(one: Reading, other: Reading) -> bool:
    """Whether a reading comes after another one of a period that is as long."""
    days, others = ((each.last - each.first).days + 1 for each in (one, other))
    return one.last < other.first and max(days, others) <= _ALIKE * min(days, others)


def gauges(facts: Facts, today: datetime.date) -> dict[Address, Gauge]:
    """Return every measure with its readings, in the order in which they were stated."""
    said: dict[Address, list[CheckIn]] = defaultdict(list)
    for each in facts.of(CheckIn):
        if each.measure is not None and each.first <= today:
            said[each.measure].append(each)
    left = {group.about: group.left for group in facts.of(Group) if group.left is not None}
    return {
        measure.about: _gauge(
            measure, sorted(said[measure.about], key=lambda each: (each.last, each.about)), left, today
        )
        for measure in facts.of(Measure)
    }


def _gauge(
    measure: Measure, said: Sequence[CheckIn], left: Mapping[Address, datetime.date], today: datetime.date
) -> Gauge:
    by_group: dict[Address | None, dict[Span, Value]] = defaultdict(dict)
    for value in measure.values:
        if value.first <= today:
            by_group[value.group][value.first, value.last] = value
    whole = {span: _reading(measure, span, value.amount, value.route) for span, value in by_group.pop(None, {}).items()}
    given = {group: found for group, found in by_group.items() if group is not None}
    lacking: dict[Span, tuple[Address, ...]] = {}
    spans = {span for found in given.values() for span in found} - whole.keys() if measure.adds != "last" else set()
    for span in sorted(spans, key=lambda each: each[::-1]):
        parts = {group: _part(measure, span, found) for group, found in given.items()}
        if any(part is None and _measures_otherwise(given[group], span) for group, part in parts.items()):
            continue
        missing = {group: given[group] for group, part in parts.items() if part is None}
        if silent := tuple(sorted(_silent(span, missing, left))):
            lacking[span] = silent
            continue
        weights = dict(measure.weights)
        known = [(part, weights.get(group, ONE)) for group, part in parts.items() if part is not None]
        if (amount := combine(measure.adds, known)) is not None:
            whole[span] = _reading(measure, span, amount, (), made=True)
    judged = measure if measure.adds != "sum" else replace(measure, targets=(), limits=())
    groups = {
        group: tuple(_reading(judged, span, value.amount, value.route) for span, value in sorted(found.items()))
        for group, found in sorted(given.items(), key=lambda each: str(each[0]))
    }
    readings = tuple(sorted(whole.values(), key=lambda each: (each.last, each.first)))
    return Gauge(measure, readings, groups, tuple(said), today, lacking)


def _reading(measure: Measure, span: Span, amount: Decimal, route: Route, made: bool = False) -> Reading:
    first, last = span
    return Reading(first, last, amount, at(measure.targets, last), at(measure.limits, last), made, route)


def _part(measure: Measure, span: Span, found: Mapping[Span, Value]) -> Decimal | None:
    """Return what a group gave for a period: the value of it, or of the shorter ones that fill it; None: neither."""
    if span in found:
        return found[span].amount
    inside = _apart(found, span)
    return combine(measure.adds, [(found[each].amount, ONE) for each in inside]) if following(inside, span) else None


def _measures_otherwise(found: Mapping[Span, Value], span: Span) -> bool:
    """Whether a longer period of a group holds another period, or shorter ones fill a part of it: its share is nobody's to know."""
    return any(each[0] <= span[0] and span[1] <= each[1] for each in found) or bool(_apart(found, span))


def _apart(spans: Iterable[Span], whole: Span) -> list[Span]:
    """Return periods within another one that do not overlap, the longest chosen first, in the order of time."""
    inside: list[Span] = []
    for first, last in sorted(spans, key=lambda each: (each[0] - each[1], each)):
        if whole[0] <= first and last <= whole[1] and all(last < one or end < first for one, end in inside):
            inside.append((first, last))
    return sorted(inside)


def _silent(
    span: Span, given: Mapping[Address, Mapping[Span, Value]], left: Mapping[Address, datetime.date]
) -> Iterator[Address]:
    """Yield the groups that have no value for a period, gave one within a year before it, and were still there."""
    first, last = span
    for group, found in given.items():
        before = max((end for _, end in found if end < first), default=None)
        if (
            span not in found
            and before is not None
            and first - before <= EXPECTED_FOR
            and left.get(group, last) >= first
        ):
            yield group
