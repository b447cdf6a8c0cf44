"""How each aim goes: its target step by step, the actual figures, whose part is how much, and who has signed.

- The *actual* of a step is what its check-in says, else what was measured in that stretch of days (:meth:`Gauge.of`).
- The *threshold* of a step lies as far from its target as the aim's tolerance says; without one, as far as the measure's threshold
  lies from the measure's target on that day.
- *So far* is made of the steps that have both a figure and a target, as the measure adds, and is compared with the target of the
  same steps made in the same way. Of a sum, five months are thus compared with the target of five months; once it exceeds what is
  wanted at the end, that is its target, and is missed.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive.gauges import ONE, Gauge, Sign, sign_of
from hub_plugin.model.facts import Facts
from hub_plugin.model.measures import Aim, Band, CheckIn, Measure, Share, Signature, at, combine
from hub_plugin.model.periods import Span


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of an aim's time."""

    first: datetime.date
    last: datetime.date
    target: Band | None
    limit: Band | None
    actual: Decimal | None
    said: CheckIn | None = None

    @property
    def sign(self) -> Sign:
        """How the figure stands to the target."""
        return sign_of(self.actual, self.target, self.limit)

    @property
    def deviation(self) -> Decimal | None:
        """Figure − edge of the target, or None where one of them is missing."""
        return None if self.actual is None or self.target is None else self.target.deviation(self.actual)


@dataclass(frozen=True, slots=True)
class Part:
    """What one group or person has taken on of an aim, or what the whole is to reach; ``who`` is None for the whole.

    Args:
        target: what is wanted at the end; None where only steps have targets.
        steps: stretches of time with a target or a figure, oldest first.
        actual: the figure of all steps so far that have a target, made as the measure adds.
        wanted: the target of the same steps.
    """

    who: Address | None
    target: Band | None
    steps: tuple[Step, ...]
    actual: Decimal | None
    wanted: Band | None

    @property
    def sign(self) -> Sign:
        """How it goes so far."""
        return sign_of(self.actual, self.wanted)


@dataclass(frozen=True)
class Course:
    """An aim with everything that is known of how it goes."""

    aim: Aim
    measure: Measure | None
    whole: Part
    parts: tuple[Part, ...]
    said: tuple[CheckIn, ...]
    signatures: tuple[Signature, ...]
    today: datetime.date

    @property
    def latest(self) -> Step | None:
        """The newest step that has a figure."""
        return next((step for step in reversed(self.whole.steps) if step.actual is not None), None)

    @property
    def unsigned(self) -> tuple[Signature, ...]:
        """The signatures that are awaited."""
        return tuple(each for each in self.signatures if each.on is None)

    def unanswered(self) -> list[Step]:
        """Return the steps beyond their threshold that nobody has answered, oldest first; see :meth:`Gauge.unanswered`."""
        looked = max((each.last for each in self.said if each.answers), default=datetime.date.min)
        return [step for step in self.whole.steps if step.sign is Sign.BEYOND and looked < step.last <= self.today]


def courses(facts: Facts, found: Mapping[Address, Gauge], today: datetime.date) -> dict[Address, Course]:
    """Return every aim with how it goes, in the order in which they were stated."""
    shares: dict[Address, dict[Address | None, list[Share]]] = defaultdict(lambda: defaultdict(list))
    for share in facts.of(Share):
        shares[share.about][share.who].append(share)
    said: dict[Address, list[CheckIn]] = defaultdict(list)
    for each in facts.of(CheckIn):
        said[each.of].append(each)
    made = {}
    for aim in facts.of(Aim):
        gauge = found.get(aim.measure) if aim.measure else None
        mine = tuple(sorted(said[aim.about], key=lambda each: (each.last, each.about)))
        of = shares[aim.about]
        whole = _part(aim, None, of.get(None, ()), gauge, mine, today)
        parts = tuple(_part(aim, who, found_, gauge, mine, today) for who, found_ in of.items() if who is not None)
        made[aim.about] = Course(aim, gauge.measure if gauge else None, whole, parts, mine,
                                 tuple(facts.about(aim.about, Signature)), today)  # fmt: skip
    return made


def _part(
    aim: Aim,
    who: Address | None,
    shares: Sequence[Share],
    gauge: Gauge | None,
    said: Sequence[CheckIn],
    today: datetime.date,
) -> Part:
    bands: dict[Span, Band] = {}
    for share in shares:
        if gauge is not None:
            bands[share.first, share.last] = gauge.measure.band(share.low, share.high)
        else:
            bands[share.first, share.last] = Band(share.low, share.high)
    end = bands.pop((aim.first, aim.last), None)
    checks: dict[Span, CheckIn] = {}
    for each in said:
        if who is None or any(part == who for part, _ in each.parts):
            checks[each.first, each.last] = each
    steps = []
    for span in sorted({*bands, *checks}):
        target = bands.get(span) or (_standing(end, gauge) if not bands else None)  # a month that is left out has none
        steps.append(Step(*span, target, _limit(aim, gauge, target, span[1]), _actual(span, who, gauge, checks.get(span), today),
                          checks.get(span)))  # fmt: skip
    counted = [step for step in steps if step.actual is not None and step.target is not None]
    adds = gauge.measure.adds if gauge else "average"
    actual = combine(adds, [(step.actual, ONE) for step in counted if step.actual is not None])
    wanted = _together(adds, [step.target for step in counted if step.target is not None])
    if actual is None and gauge is not None and (who is None or who in gauge.groups):
        actual = gauge.of((aim.first, aim.last), who)
        wanted = _standing(end, gauge) if actual is not None else None
    if adds == "sum" and _exceeded(end, actual):
        wanted = end
    return Part(who, end, tuple(steps), actual, wanted)


def _exceeded(end: Band | None, actual: Decimal | None) -> bool:
    """Tell whether a sum is already more than is wanted at the end: what is counted does not get less."""
    return end is not None and end.high is not None and actual is not None and actual > end.high


def _standing(end: Band | None, gauge: Gauge | None) -> Band | None:
    """Return the target at the end as that of each step, where steps are not added up to it."""
    return None if gauge is None or gauge.measure.adds == "sum" else end


def _actual(
    span: Span, who: Address | None, gauge: Gauge | None, said: CheckIn | None, today: datetime.date
) -> Decimal | None:
    if said is not None and who is None and said.actual is not None:
        return said.actual
    if said is not None and who is not None:
        written = next((amount for part, amount in said.parts if part == who), None)
        if written is not None:
            return written
    if gauge is None or span[0] > today or (who is not None and who not in gauge.groups):
        return None
    return gauge.of(span, who)


def _limit(aim: Aim, gauge: Gauge | None, target: Band | None, day: datetime.date) -> Band | None:
    if target is None:
        return None
    if aim.tolerance is not None:
        room = abs(aim.tolerance)
        return Band(
            target.low - room if target.low is not None else None,
            target.high + room if target.high is not None else None,
        )
    if gauge is None:
        return None
    borne, wanted = at(gauge.measure.limits, day), at(gauge.measure.targets, day)
    return None if borne is None or wanted is None else borne.moved(wanted, target)


def _together(adds: str, bands: Sequence[Band]) -> Band | None:
    """Make one target of several, edge by edge."""
    if not bands:
        return None

    def edge(values: Sequence[Decimal | None]) -> Decimal | None:
        known = [(value, ONE) for value in values if value is not None]
        return combine(adds, known) if len(known) == len(values) else None

    return Band(edge([each.low for each in bands]), edge([each.high for each in bands]))
