"""Whether the parts of a goal's target add up: its months to the year, its teams and people to the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from hub_plugin.kinds.goal.record import Goal
from hub_plugin.model.addresses import Address
from hub_plugin.model.findings import Route
from hub_plugin.model.hub import Hub
from hub_plugin.model.measures import combine
from hub_plugin.model.periods import Span, following

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Sum:
    """What parts make together, beside the whole."""

    route: Route
    what: str  # the parts, in words: "the months", "the teams in 2026-03"
    made: Decimal
    whole: Decimal
    agrees: bool


def measured(goal: Goal, hub: Hub) -> tuple[str, dict[Address, Decimal]]:
    """Return how the metric of a goal adds, and what each team counts in it.

    Its fields are read by name, as kinds do not know each other.
    """
    metric = hub.get(goal.metric[0]) if goal.metric else None
    weights = {team: number.value for team, number in getattr(metric, "weights", {}).items()}
    return getattr(metric, "adds", "average"), weights


def mismatches(goal: Goal, adds: str, weights: Mapping[Address, Decimal], starts: int) -> Iterator[Sum]:
    """Yield the parts that do not add up as the metric adds. Ranges are not added; for ``last``, groups and people are not.

    Args:
        goal: the goal.
        adds: sum, average or last.
        weights: what each team counts in an average.
        starts: the month in which the hub's year begins.
    """
    tables = {who: _by_span(goal, who, starts) for who in goal.parts_of()}
    for who, table in tables.items():
        yield from _over_time(goal, who, table, adds, starts)
    whole = tables.get(None, {})
    for span, (key, _) in whole.items():
        for each in together(goal, adds, weights, span, starts):
            if not each.agrees:
                yield replace(each, what=each.what + (f" in {key}" if key else ""))


def together(goal: Goal, adds: str, weights: Mapping[Address, Decimal], span: Span, starts: int) -> Iterator[Sum]:
    """Yield what the teams, and of a sum what the people, make together in a stretch of time that all of them have a target for.

    Named people of an average are some of many: nobody says what the others reach, so theirs need not be the whole's.
    """
    tables = {who: _by_span(goal, who, starts) for who in goal.parts_of()}
    if adds == "last" or span not in tables.get(None, {}):
        return
    wanted = tables[None][span][1]
    for field, names, words in (("by_team", goal.by_team, "teams"), ("by_person", goal.by_person, "people")):
        if field == "by_person" and adds != "sum":
            continue
        parts = [(tables[who][span][1], weights.get(who, ONE)) for who in names if span in tables[who]]
        made = combine(adds, parts) if len(parts) == len(names) else None
        if made is not None:
            agrees = not _differ(made, wanted, [amount for amount, _ in parts])
            yield Sum((field,), f"the {words}", made, wanted, agrees)


def _by_span(goal: Goal, who: Address | None, starts: int) -> dict[Span, tuple[str, Decimal]]:
    limits = goal.parts_of()[who]
    return {
        (period or goal.period).span(starts): (key, limit.low.value)
        for key, period, limit in limits
        if limit.high is None
    }


def _over_time(
    goal: Goal, who: Address | None, table: Mapping[Span, tuple[str, Decimal]], adds: str, starts: int
) -> Iterator[Sum]:
    """Compare each stretch with the parts of it that follow each other without a gap from its first to its last day."""
    for whole, (_, wanted) in table.items():
        inside = sorted(span for span in table if span != whole and whole[0] <= span[0] and span[1] <= whole[1])
        shortest = [span for span in inside if not any(other != span and _within(other, span) for other in inside)]
        if not following(shortest, whole):
            continue
        days = [
            (table[span][1], Decimal((span[1] - span[0]).days + 1) if _uneven(shortest) else ONE) for span in shortest
        ]
        made = combine(adds, days)
        if made is not None and _differ(made, wanted, [amount for amount, _ in days]):
            field = "target" if who is None else "by_team" if who in goal.by_team else "by_person"
            whose = "" if who is None else f" of {who.id}"
            route = (field,) if who is None else (field, who.id)
            yield Sum(route, f"the parts{whose} over time", made, wanted, False)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _uneven(spans: list[Span]) -> bool:
    """Whether spans are of different sorts, such as a quarter beside months; then an average counts their days."""
    lengths = [(last - first).days for first, last in spans]
    return max(lengths) - min(lengths) > 3


def _differ(made: Decimal, whole: Decimal, parts: list[Decimal]) -> bool:
    """Tell whether two figures differ by more than the rounding of the finest one of them."""
    digits = max(_decimals(each) for each in (whole, *parts))
    return abs(made - whole) > Decimal(5).scaleb(-digits - 1)


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
