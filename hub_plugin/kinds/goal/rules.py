"""What can be wrong with a goal."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.goal.record import Goal
from hub_plugin.model.corrections import action_complete
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.milestones import milestones_within
from hub_plugin.model.periods import Span, year_of
from hub_plugin.model.record import Record
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import owner_named


def metric_of(goal: Goal, hub: Hub) -> Record | None:
    """Return the record of the metric that the targets count in; its fields are read by name, as kinds do not know each other."""
    return hub.get(goal.metric[0]) if goal.metric else None


@rule("goal/no-owner", Level.WARNING)
def somebody_owns_it(record: Goal, hub: Hub) -> Iterator[Problem]:
    """A goal has an owner.

    Bad:
        # goals/2026-solved.yml
        title: Solved at once
        period: 2026
    Good:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026
    """
    yield from owner_named(record)


@rule("goal/target-without-metric", Level.WARNING)
def a_target_counts_in_a_metric(record: Goal, hub: Hub) -> Iterator[Problem]:
    """A goal with a target names the metric that it counts in.

    75 of what, and who measures it? A goal that has no figure has milestones instead of a target.

    Bad:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026
        target: 75
    Good:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026
        metric: solved
        target: 75
        # metrics/solved.yml
        title: Solved at once
        owner: service
        category: value
        unit: percent
        better: higher
    """
    if record.target and not record.metric:
        yield Problem(
            ("target",), "the target counts in no metric", "write 'metric: …', or 'milestones' instead of the target"
        )


@rule("goal/outside-its-period", Level.ERROR)
def its_parts_lie_in_its_time(record: Goal, hub: Hub) -> Iterator[Problem]:
    """The months of a target, and the check-ins, lie within the goal's period.

    Bad:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026
        check_ins: {2025-12: 70}
    Good:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026
        check_ins: {2026-01: 70}
    """
    starts = hub.year_starts
    whole = record.period.span(starts)
    found = [(route, period.span(starts)) for route, _, period, _ in record.limits() if period is not None]
    found += [(("check_ins", name), said.period.span(starts)) for name, said in record.check_ins.items()]
    for route, (first, last) in found:
        if first < whole[0] or last > whole[1]:
            message = f"{route[-1]} lies outside the goal's period, {whole[0]} to {whole[1]}"
            yield Problem(route, message, "look at the year, or at 'period'", on_key=True)


@rule("goal/across-years", Level.WARNING)
def it_lies_in_one_year(record: Goal, hub: Hub) -> Iterator[Problem]:
    """A goal's period lies within one year of the hub.

    A year's target is planned, broken down and closed with the year; `fiscal_year_starts` in `hub.yml` says when it begins.

    Bad:
        # goals/long.yml
        title: Long
        owner: ana-pop
        period: {from: 2026-07-01, until: 2027-06-30}
    Good:
        # goals/long.yml
        title: Long
        owner: ana-pop
        period: {from: 2026-07-01, until: 2026-12-31}
    """
    first, last = record.period.span(hub.year_starts)
    if year_of(first, hub.year_starts) != year_of(last, hub.year_starts):
        yield Problem(("period",), "the period crosses the end of the hub's year", "make one goal for each year")


@rule("goal/beside-what-it-serves", Level.WARNING)
def it_lies_in_the_time_of_the_higher_goal(record: Goal, hub: Hub) -> Iterator[Problem]:
    """A goal has days in common with the goal that it serves.

    Bad:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026
        # goals/2027-coaching.yml
        title: Coaching
        owner: ana-pop
        period: 2027
        serves: 2026-solved
    Good:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026
        # goals/2026-coaching.yml
        title: Coaching
        owner: ana-pop
        period: 2026-Q1
        serves: 2026-solved
    """
    own: Span = record.period.span(hub.year_starts)
    for index, link in enumerate(record.serves):
        above = hub.get(link)
        if isinstance(above, Goal):
            first, last = above.period.span(hub.year_starts)
            if own[0] > last or own[1] < first:
                message = f"'{above.title}' has its time from {first} to {last}, this goal lies outside of it"
                yield Problem(("serves", index), message, "look at the years")


@rule("goal/target-and-direction", Level.ERROR)
def targets_fit_the_metric(record: Goal, hub: Hub) -> Iterator[Problem]:
    """A range is the target only where the metric should lie within a range.

    Bad:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026
        metric: solved
        target: [70, 75]
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
        period: 2026
        metric: solved
        target: 75
        # metrics/solved.yml
        title: Solved at once
        owner: service
        category: value
        unit: percent
        better: higher
    """
    metric = metric_of(record, hub)
    if metric is None:
        return
    ranged = getattr(getattr(metric, "better", None), "direction", "") == "between"
    for route, _, _, limit in record.limits():
        if (limit.high is not None) != ranged:
            message = "the metric wants a range" if ranged else "a range does not fit the metric's direction"
            hint = "write {between: [20, 40]}" if ranged else "write one number"
            yield Problem(route, message, hint, also=hub.line_of(metric.address)[0])


@rule("goal/other-unit", Level.WARNING)
def numbers_have_the_metrics_unit(record: Goal, hub: Hub) -> Iterator[Problem]:
    """A number that is written with a unit has the metric's.

    Bad:
        # goals/2026-waiting.yml
        title: Less waiting
        owner: ana-pop
        period: 2026
        metric: waiting
        target: 30 min
        # metrics/waiting.yml
        title: Waiting time
        owner: service
        category: value
        unit: hours
        better: lower
    Good:
        # goals/2026-waiting.yml
        title: Less waiting
        owner: ana-pop
        period: 2026
        metric: waiting
        target: 0.5 hours
        # metrics/waiting.yml
        title: Waiting time
        owner: service
        category: value
        unit: hours
        better: lower
    """
    metric = metric_of(record, hub)
    unit = getattr(metric, "unit", None)
    if metric is None or unit is None:
        return
    own = {"%": "percent"}.get(unit, unit)
    found = [(route, limit.units) for route, _, _, limit in record.limits()]
    found += [(("check_ins", name, "actual"), {said.actual.unit}) for name, said in record.check_ins.items()
              if said.actual and said.actual.unit]  # fmt: skip
    for route, units in found:
        for other in sorted(units - {own}):
            message, hint = f"'{other}' is not the metric's unit", f"write the number in {own}, or alone"
            yield Problem(route, message, hint, also=hub.line_of(metric.address)[0])


@rule("goal/action-incomplete", Level.WARNING)
def actions_have_owner_and_day(record: Goal, hub: Hub) -> Iterator[Problem]:
    """A corrective action has one owner and a day.

    Bad:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026
        check_ins:
          2026-01:
            actual: 60
            action: Pair new staff with a coach.
    Good:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026
        check_ins:
          2026-01:
            actual: 60
            action:
              text: Pair new staff with a coach.
              owner: ana-pop
              due: 2026-03-31
    """
    for name, said in record.check_ins.items():
        yield from action_complete(said, ("check_ins", name))


@rule("goal/milestone-outside", Level.WARNING)
def milestones_lie_in_its_time(record: Goal, hub: Hub) -> Iterator[Problem]:
    """The milestones of a goal lie within its period.

    Bad:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026
        milestones:
          pilot: {title: Pilot, due: 2027-03-31}
    Good:
        # goals/2026-solved.yml
        title: Solved at once
        owner: ana-pop
        period: 2026
        milestones:
          pilot: {title: Pilot, due: 2026-03-31}
    """
    yield from milestones_within(record.milestones, *record.period.span(hub.year_starts))
