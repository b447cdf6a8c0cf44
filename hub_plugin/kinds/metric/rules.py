"""What can be wrong with a metric."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from hub_plugin.kinds.metric.facts import dated, targets
from hub_plugin.kinds.metric.record import Metric
from hub_plugin.model.corrections import action_complete
from hub_plugin.model.duties import SOME_DAY
from hub_plugin.model.findings import Level, Problem, Route
from hub_plugin.model.hub import Hub
from hub_plugin.model.measures import at
from hub_plugin.model.periods import Span
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import owner_named


@rule("metric/no-owner", Level.WARNING)
def somebody_owns_it(record: Metric, hub: Hub) -> Iterator[Problem]:
    """A metric has an owner.

    Bad:
        # metrics/contacts.yml
        title: Contacts
        category: tactical
        better: lower
    Good:
        # metrics/contacts.yml
        title: Contacts
        owner: service
        category: tactical
        better: lower
    """
    yield from owner_named(record)


@rule("metric/no-unit", Level.WARNING)
def a_target_has_a_unit(record: Metric, hub: Hub) -> Iterator[Problem]:
    """A metric that has a target has a unit.

    75 of what? A reader who does not know cannot tell whether it is much.

    Bad:
        # metrics/contacts.yml
        title: Contacts
        owner: service
        category: tactical
        better: lower
        target: 40
    Good:
        # metrics/contacts.yml
        title: Contacts
        owner: service
        category: tactical
        better: lower
        unit: contacts a day
        target: 40
    """
    if record.unit is None and (record.target or record.better.range):
        yield Problem(("target",), "the target has no unit", "write 'unit: percent', 'unit: hours', or any word")


@rule("metric/other-unit", Level.WARNING)
def numbers_have_its_unit(record: Metric, hub: Hub) -> Iterator[Problem]:
    """A number that is written with a unit has the metric's own.

    Bad:
        # metrics/waiting.yml
        title: Waiting time
        owner: service
        category: value
        better: lower
        unit: hours
        target: 90 min
    Good:
        # metrics/waiting.yml
        title: Waiting time
        owner: service
        category: value
        better: lower
        unit: hours
        target: 1.5 hours
    """
    if record.unit is None:
        return  # which is a mistake of its own
    own = {"%": "percent"}.get(record.unit, record.unit)
    found: list[tuple[Route, set[str]]] = [
        ((name, key) if key else (name,), limit.units)
        for name, limits in (("target", record.target), ("warn", record.warn))
        for key, _, limit in limits or ()
    ]
    if record.better.range:
        found.append((("better",), record.better.range.units))
    found += [(("data", *entry.route), {entry.amount.unit}) for entry in record.data if entry.amount.unit]
    for route, units in found:
        for unit in sorted(units - {own}):
            yield Problem(route, f"'{unit}' is not the metric's unit", f"write the number in {own}, or alone")


@rule("metric/target-and-direction", Level.ERROR)
def target_fits_the_direction(record: Metric, hub: Hub) -> Iterator[Problem]:
    """A range is the target of a metric that should lie within a range, and a number that of any other.

    Bad:
        # metrics/load.yml
        title: Load
        owner: service
        category: tactical
        unit: percent
        better: higher
        target: [70, 85]
    Good:
        # metrics/load.yml
        title: Load
        owner: service
        category: tactical
        unit: percent
        better: {between: [70, 85]}
    """
    ranged = record.better.direction == "between"
    for name, limits in (("target", record.target), ("warn", record.warn)):
        for key, _, limit in limits or ():
            if (limit.high is not None) != ranged:
                message = "a range needs two numbers" if ranged else "a range does not fit 'better'"
                hint = "write {between: [20, 40]}" if ranged else "write one number, or 'better: {between: …}'"
                yield Problem((name, key) if key else (name,), message, hint)


@rule("metric/threshold-side", Level.ERROR)
def threshold_lies_behind_the_target(record: Metric, hub: Hub) -> Iterator[Problem]:
    """A threshold lies on the bad side of the target.

    Where high values are good, the threshold is the lower number. Otherwise a value on target would be beyond its threshold.

    Bad:
        # metrics/solved.yml
        title: Solved at once
        owner: service
        category: value
        unit: percent
        better: higher
        target: 75
        warn: 80
    Good:
        # metrics/solved.yml
        title: Solved at once
        owner: service
        category: value
        unit: percent
        better: higher
        target: 75
        warn: 70
    """
    if any((limit.high is not None) != (record.better.direction == "between")
           for limits in (record.target, record.warn) for _, _, limit in limits or ()):  # fmt: skip
        return  # which is a mistake of its own
    wanted, borne = targets(record, hub.year_starts), dated(record, record.warn, hub.year_starts)
    keys = [key for key, _, _ in record.warn or ()]
    days = {since for since, _ in (*wanted, *borne) if since is not None}
    told = set()
    for day in sorted(days) or [SOME_DAY]:
        target, limit = at(wanted, day), at(borne, day)
        if target is not None and limit is not None and not limit.around(target):
            key = next(key for key, (_, band) in zip(keys, borne, strict=True) if band is limit)
            if key not in told:
                told.add(key)
                hint = "where lower values are good it is the larger number, where higher ones are good the smaller"
                yield Problem(
                    ("warn", key) if key else ("warn",), "the threshold lies on the good side of the target", hint
                )


@rule("metric/response-to-nothing", Level.WARNING)
def responses_are_to_values(record: Metric, hub: Hub) -> Iterator[Problem]:
    """A response is to a period that has a value.

    Bad:
        # metrics/solved.yml
        title: Solved at once
        owner: service
        category: value
        better: higher
        source: The ticket desk.
        data: {2026-01: 70}
        responses:
          2026-02: {why: New staff., confirmed: The target stays.}
    Good:
        # metrics/solved.yml
        title: Solved at once
        owner: service
        category: value
        better: higher
        source: The ticket desk.
        data: {2026-01: 70}
        responses:
          2026-01: {why: New staff., confirmed: The target stays.}
    """
    spans = [entry.period.span(hub.year_starts) for entry in record.data]
    for name, response in record.responses.items():
        first, last = response.period.span(hub.year_starts)
        if not any(start <= last and first <= end for start, end in spans):
            yield Problem(("responses", name), f"there is no value for {name}", "look at the period", on_key=True)


@rule("metric/action-incomplete", Level.WARNING)
def actions_have_owner_and_day(record: Metric, hub: Hub) -> Iterator[Problem]:
    """A corrective action has one owner and a day.

    Bad:
        # metrics/solved.yml
        title: Solved at once
        owner: service
        category: value
        better: higher
        source: The ticket desk.
        data: {2026-01: 60}
        responses:
          2026-01: {why: New staff., action: Pair them with a coach.}
    Good:
        # metrics/solved.yml
        title: Solved at once
        owner: service
        category: value
        better: higher
        source: The ticket desk.
        data: {2026-01: 60}
        responses:
          2026-01:
            why: New staff.
            action:
              text: Pair them with a coach.
              owner: ana-pop
              due: 2026-03-31
    """
    for name, response in record.responses.items():
        yield from action_complete(response, ("responses", name))


@rule("metric/teams-do-not-add-up", Level.WARNING)
def teams_add_up(record: Metric, hub: Hub) -> Iterator[Problem]:
    """The teams' values of a sum add up to the value of the whole, where both are given.

    Bad:
        # metrics/contacts.yml
        title: Contacts
        owner: service
        category: tactical
        better: lower
        adds: sum
        source: The ticket desk.
        data: contacts.csv
        # metrics/contacts.csv
        date,value,team
        2026-01,90,
        2026-01,50,payments
        2026-01,30,service
    Good:
        # metrics/contacts.yml
        title: Contacts
        owner: service
        category: tactical
        better: lower
        adds: sum
        source: The ticket desk.
        data: contacts.csv
        # metrics/contacts.csv
        date,value,team
        2026-01,80,
        2026-01,50,payments
        2026-01,30,service
    """
    if record.adds != "sum":
        return
    sums: dict[Span, Decimal] = defaultdict(Decimal)
    for entry in record.data:
        if entry.team is not None:
            sums[entry.period.span(hub.year_starts)] += entry.amount.value
    for entry in record.data:
        span = entry.period.span(hub.year_starts)
        if entry.team is None and span in sums and sums[span] != entry.amount.value:
            message = f"the teams have {sums[span]:f} in {entry.period}, the whole {entry.amount.value:f}"
            yield Problem(
                ("data", *entry.route), message, "correct one of them, or leave the whole out: it is added up"
            )


@rule("metric/no-source", Level.ADVICE)
def its_source_is_named(record: Metric, hub: Hub) -> Iterator[Problem]:
    """A metric with values says where they come from.

    Bad:
        # metrics/solved.yml
        title: Solved at once
        owner: service
        category: value
        better: higher
        data: {2026-01: 60}
    Good:
        # metrics/solved.yml
        title: Solved at once
        owner: service
        category: value
        better: higher
        source: The ticket desk.
        data: {2026-01: 60}
    """
    if record.data and record.source is None:
        yield Problem(("title",), "nobody knows where its values come from", "write 'source: …'")


@rule("metric/no-threshold", Level.ADVICE)
def a_target_has_a_threshold(record: Metric, hub: Hub) -> Iterator[Problem]:
    """A metric that has a target says from where on somebody is asked why.

    A value beyond `warn` asks for a reason, and for a confirmation or a corrective action. Without it, a value may stay off target
    for good, and nobody is asked. A goal that measures with the metric may have a `tolerance` of its own instead.

    Bad:
        # metrics/contacts.yml
        title: Contacts
        owner: service
        category: tactical
        unit: contacts
        better: lower
        target: 40
        source: The ticket desk.
        data: {2026-01: 38}
    Good:
        # metrics/contacts.yml
        title: Contacts
        owner: service
        category: tactical
        unit: contacts
        better: lower
        target: 40
        warn: 50
        source: The ticket desk.
        data: {2026-01: 38}
    """
    wanted = record.target or record.better.range
    goals = [hub.get(edge.source) for edge in hub.into(record.address, "measured by")]
    borne = record.warn or any(getattr(goal, "tolerance", None) is not None for goal in goals)
    if wanted and record.data and not borne and record.ended is None:
        message = f"'{record.title}' has a target and no 'warn': nobody is asked why when it is off target"
        field = "target" if record.target else "better"
        yield Problem((field,), message, "write from which value on somebody is asked: 'warn: …'")
