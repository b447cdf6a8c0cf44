"""What can be wrong with the parts of a goal's target."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from hub_plugin.kinds.goal.adding import measured, mismatches
from hub_plugin.kinds.goal.record import Goal
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.periods import Span, gaps
from hub_plugin.model.rules import rule


@rule("goal/parts-do-not-add-up", Level.WARNING)
def parts_add_up(record: Goal, hub: Hub) -> Iterator[Problem]:
    """The parts of a target add up as its metric adds.

    The months make the year, the teams and the people the whole: their sum where the metric's `adds` is sum. Where it is average, the
    teams make it by the metric's `weights`; named people are some of many and need not make it. Where it is last, the last month is
    the year's figure, and teams and people stand for themselves. Months are compared only where all of them are given; half of the
    last digit is borne, because figures are rounded.

    Bad:
        # goals/2026-articles.yml
        title: More articles
        owner: ana-pop
        period: 2026
        metric: articles
        target: 120
        by_team: {payments: 80, service: 50}
        # metrics/articles.yml
        title: Articles written
        owner: service
        category: value
        unit: articles
        better: higher
        adds: sum
    Good:
        # goals/2026-articles.yml
        title: More articles
        owner: ana-pop
        period: 2026
        metric: articles
        target: 120
        by_team: {payments: 80, service: 40}
        # metrics/articles.yml
        title: Articles written
        owner: service
        category: value
        unit: articles
        better: higher
        adds: sum
    """
    adds, weights = measured(record, hub)
    words = {"sum": "add up to", "average": "average", "last": "end at"}[adds]
    for each in mismatches(record, adds, weights, hub.year_starts):
        made = f"{each.made.quantize(Decimal('0.01')).normalize():f}"
        message = f"{each.what} {words} {made}, not {each.whole:f}"
        yield Problem(
            each.route, message, "correct a part, or the whole; the metric's 'adds' says how they are put together"
        )


@rule("goal/time-without-target", Level.ADVICE)
def its_whole_time_has_targets(record: Goal, hub: Hub) -> Iterator[Problem]:
    """A target that is broken down has parts for the goal's whole time.

    A target of July holds in July only, not from July on. Where only some months have one, the figure so far is that of these
    months, and what happens in the others is compared with nothing.

    Bad:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026-Q3
        metric: solved
        target: {2026-Q3: 75, 2026-07: 72}
        # metrics/solved.yml
        title: Solved at once
        owner: service
        category: value
        unit: percent
        better: higher
    Good:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026-Q3
        metric: solved
        target: {2026-Q3: 75, 2026-07: 72, 2026-08: 76, 2026-09: 77}
        # metrics/solved.yml
        title: Solved at once
        owner: service
        category: value
        unit: percent
        better: higher
    """
    whole, told = record.period.span(hub.year_starts), []
    for who, limits in record.parts_of().items():
        parts = {period.span(hub.year_starts) for _, period, _ in limits if period is not None} - {whole}
        without = gaps(parts, whole)
        if parts and without and without not in told:
            told.append(without)
            route = ("target",) if who is None else ("by_team" if who in record.by_team else "by_person", who.id)
            times = ", ".join(map(_named, without))
            yield Problem(
                route,
                f"there is no target for {times}",
                "write one for each part of the time, or for the whole time only",
            )


def _named(span: Span) -> str:
    """Name a stretch of days by its months where it is made of whole ones: ``2026-01 to 2026-06``."""
    first, last = span
    whole = first.day == 1 and (last + datetime.timedelta(days=1)).day == 1
    names = [f"{day:%Y-%m}" if whole else str(day) for day in span]
    return " to ".join(dict.fromkeys(names))
