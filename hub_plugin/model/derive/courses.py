"""How each aim goes: its target step by step, the actual figures, whose part is how much, and who has signed.

- The *actual* of a stretch of days is what its check-in says, else what check-ins and measured values within it make
  (:func:`total`): a check-in counts before the value of its period. What is said of a time to come waits.
- The *threshold* of a step lies as far from its target as the aim's tolerance says; without one, as far as the measure's threshold
  lies from the measure's target on that day.
- A step of a sum that is under way, or of which a period is missing, is judged only as far as the others cannot change it.
- *So far* is made of the steps that have both a figure and a target, and are judged, as the measure adds, and is compared with the
  target of the same steps made in the same way. Each day counts once (:func:`_once`). Of a sum, five months are thus compared with
  the target of five months; once it exceeds what is wanted at the end, that is its target, and is missed. Where no step has a
  target, it is made of all figures.
- When its time is over, or its whole time has a figure, all figures are compared with what is wanted at the end. Of a sum in which
  a period is missing, that is judged only as far as the missing one cannot change it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive.gauges import ONE, Gauge, Sign, sign_of, total
from hub_plugin.model.facts import Facts
from hub_plugin.model.measures import Aim, Band, CheckIn, Measure, Share, Signature, at, combine
from hub_plugin.model.periods import Span, gaps

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of an aim's time.

    Args:
        partial: the figure is a sum of which a period is still to come or missing, and that one may change how it stands.
    """

    first: datetime.date
    last: datetime.date
    target: Band | None
    limit: Band | None
    actual: Decimal | None
    said: CheckIn | None = None
    partial: bool = False

    @property
    def sign(self) -> Sign:
        """How the figure stands to the target; one that is partial stands to none."""
        return Sign.NO_TARGET if self.partial else sign_of(self.actual, self.target, self.limit)

    @property
    def deviation(self) -> Decimal | None:
        """Figure − edge of the target, or None where one of them is missing."""
        if self.actual is None or self.target is None or self.partial:
            return None
        return self.target.deviation(self.actual)


@dataclass(frozen=True, slots=True)
class Part:
    """What one group or person has taken on of an aim, or what the whole is to reach; ``who`` is None for the whole.

    Args:
        target: what is wanted at the end; None where only steps have targets.
        steps: stretches of time with a target or a figure, oldest first.
        actual: the figure so far, made as the measure adds.
        wanted: the target of the same time.
        of: the stretches that the figure is of, where it is not all of the time so far.
        missing: the periods so far of which a sum has no figure.
    """

    who: Address | None
    target: Band | None
    steps: tuple[Step, ...]
    actual: Decimal | None
    wanted: Band | None
    of: tuple[Span, ...] = ()
    missing: tuple[Span, ...] = ()

    @property
    def sign(self) -> Sign:
        """How it goes so far."""
        return sign_of(self.actual, self.wanted)

    @property
    def aimed(self) -> bool:
        """Whether anything is wanted of it, at the end or on the way."""
        return self.target is not None or any(step.target is not None for step in self.steps)


@dataclass(frozen=True)
class Course:
    """An aim with everything that is known of how it goes.

    ``lacking`` says of which periods there is no whole, because groups are silent and no check-in says it.
    """

    aim: Aim
    measure: Measure | None
    whole: Part
    parts: tuple[Part, ...]
    said: tuple[CheckIn, ...]
    signatures: tuple[Signature, ...]
    today: datetime.date
    lacking: Mapping[Span, tuple[Address, ...]] = field(default_factory=dict)

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
        if each.first <= today:
            said[each.of].append(each)
    made = {}
    for aim in facts.of(Aim):
        gauge = found.get(aim.measure) if aim.measure else None
        mine = tuple(sorted(said[aim.about], key=lambda each: (each.last, each.about)))
        of = shares[aim.about]
        lacking = _lacking(aim, gauge, mine)
        whole = _part(aim, None, of.get(None, ()), gauge, mine, today, bool(lacking))
        parts = tuple(_part(aim, who, found_, gauge, mine, today) for who, found_ in of.items() if who is not None)
        made[aim.about] = Course(aim, gauge.measure if gauge else None, whole, parts, mine,
                                 tuple(facts.about(aim.about, Signature)), today, lacking)  # fmt: skip
    return made


def _part(
    aim: Aim,
    who: Address | None,
    shares: Sequence[Share],
    gauge: Gauge | None,
    said: Sequence[CheckIn],
    today: datetime.date,
    lacking: bool = False,
) -> Part:
    band = gauge.measure.band if gauge is not None else Band
    bands = {(share.first, share.last): band(share.low, share.high) for share in shares}
    whole, adds = (aim.first, aim.last), gauge.measure.adds if gauge else "average"
    end, asked = bands.get(whole), bands.keys() - {whole}
    checks = {
        (each.first, each.last): each for each in said if who is None or any(part == who for part, _ in each.parts)
    }
    found = dict(gauge.figures(who)) if gauge else {}
    found |= {span: amount for span, each in checks.items() if (amount := _written(each, who)) is not None}
    steps = []
    for span in sorted({*asked, *checks}):
        target = bands.get(span) or (_standing(end, gauge) if not asked else None)  # a month that is left out has none
        actual, limit = total(adds, found, span), _limit(aim, gauge, target, span[1])
        partial = adds == "sum" and _open(gauge, found, span, today) and not _known(target, actual)
        steps.append(Step(*span, target, limit, actual, checks.get(span), partial and actual is not None))
    judged = [step for step in steps if step.actual is not None and not step.partial]
    counted = _once([step for step in judged if (step.first, step.last) in asked], found)
    ended = aim.last < today or whole in found
    if counted and not (ended and end):
        actual = combine(adds, [(step.actual, ONE) for step in counted if step.actual is not None])
        wanted = _together(adds, [step.target for step in counted if step.target is not None])
        narrow = gaps(asked, whole) or any(step.partial for step in steps)
        of = tuple(gaps(gaps([(step.first, step.last) for step in counted], whole), whole)) if narrow else ()
        missing = _missing(gauge, found, asked, today)
    else:
        actual, of = total(adds, found, whole), ()
        wanted = None if actual is None else end if ended and gauge else _standing(end, gauge)
        missing = _missing(gauge, found, [whole], today)
        if (missing or lacking) and adds == "sum" and not _settled(wanted, actual):
            wanted = None
    if adds == "sum" and _exceeded(end, known := total(adds, found, whole)):
        actual, wanted, of = known, end, ()
    return Part(who, end, tuple(steps), actual, wanted, of, missing if actual is not None else ())


def _once(steps: Iterable[Step], found: Container[Span]) -> list[Step]:
    """Return steps that count each day once, in the order of time.

    The longest with a figure of its own comes first; of what is made of shorter ones, these, whose targets are of the same time.
    """

    def rank(step: Step) -> tuple[bool, datetime.timedelta]:
        days, made = step.last - step.first, (step.first, step.last) not in found
        return made, days if made else -days

    chosen: list[Step] = []
    for step in sorted(steps, key=rank):
        if all(step.last < each.first or each.last < step.first for each in chosen):
            chosen.append(step)
    return sorted(chosen, key=lambda step: step.first)


def _written(said: CheckIn, who: Address | None) -> Decimal | None:
    return said.actual if who is None else dict(said.parts).get(who)


def _lacking(aim: Aim, gauge: Gauge | None, said: Sequence[CheckIn]) -> dict[Span, tuple[Address, ...]]:
    written = {(each.first, each.last) for each in said if each.actual is not None}
    return {
        span: groups
        for span, groups in (gauge.lacking if gauge else {}).items()
        if aim.first <= span[0]
        and span[1] <= aim.last
        and not any(first <= span[0] and span[1] <= last for first, last in written)
    }


def _missing(
    gauge: Gauge | None, found: Iterable[Span], stretches: Iterable[Span], today: datetime.date
) -> tuple[Span, ...]:
    """Return the periods of some stretches that are over and of which a sum knows nothing, in the measure's rhythm."""
    if gauge is None or gauge.measure.adds != "sum" or gauge.measure.every is None:
        return ()
    periods, every = set(), gauge.measure.every
    for begun, end in stretches:
        for first, last in gaps(found, (begun, min(end, today - DAY))):
            while first < (after := every.after(first)) <= last + DAY:
                periods.add((first, after - DAY))
                first = after
    return tuple(sorted(periods))


def _open(gauge: Gauge | None, found: Iterable[Span], span: Span, today: datetime.date) -> bool:
    """Tell whether figures of a stretch of days are still to come, or missing."""
    to_come = span[1] >= today and bool(gaps(found, span))
    return to_come or bool(_missing(gauge, found, [span], today))


def _known(wanted: Band | None, actual: Decimal | None) -> bool:
    """Tell whether it is known how a sum stands, whatever is added to it."""
    return _settled(wanted, actual) or _exceeded(wanted, actual)


def _settled(wanted: Band | None, actual: Decimal | None) -> bool:
    """Tell whether a sum that is not complete has reached what is wanted at least, where no more than that is wanted."""
    return wanted is not None and wanted.high is None and actual is not None and wanted.holds(actual)


def _exceeded(end: Band | None, actual: Decimal | None) -> bool:
    """Tell whether a sum is already more than is wanted at the end: what is counted does not get less."""
    return end is not None and end.high is not None and actual is not None and actual > end.high


def _standing(end: Band | None, gauge: Gauge | None) -> Band | None:
    """Return the target at the end as that of each step, where steps are not added up to it."""
    return None if gauge is None or gauge.measure.adds == "sum" else end


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
