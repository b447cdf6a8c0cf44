"""What can be wrong with an initiative."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.initiative.record import Initiative
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.milestones import milestones_within
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import owner_named


@rule("initiative/no-owner", Level.WARNING)
def somebody_owns_it(record: Initiative, hub: Hub) -> Iterator[Problem]:
    """An initiative has an owner.

    Bad:
        # initiatives/coaching.yml
        title: Coaching
        customer: Households that call twice.
    Good:
        # initiatives/coaching.yml
        title: Coaching
        owner: service
        customer: Households that call twice.
    """
    yield from owner_named(record)


@rule("initiative/dates", Level.ERROR)
def starts_before_it_is_due(record: Initiative, hub: Hub) -> Iterator[Problem]:
    """An initiative starts before it is due.

    Bad:
        # initiatives/coaching.yml
        title: Coaching
        owner: service
        customer: Households that call twice.
        start: 2026-09-01
        due: 2026-03-31
    Good:
        # initiatives/coaching.yml
        title: Coaching
        owner: service
        customer: Households that call twice.
        start: 2026-03-01
        due: 2026-09-30
    """
    if record.start and record.due and record.due < record.start:
        yield Problem(("due",), f"it is due before it starts on {record.start}", "look at the years")


@rule("initiative/milestone-outside", Level.WARNING)
def milestones_lie_in_its_time(record: Initiative, hub: Hub) -> Iterator[Problem]:
    """The milestones of an initiative lie between its start and its end.

    Bad:
        # initiatives/coaching.yml
        title: Coaching
        owner: service
        customer: Households that call twice.
        start: 2026-03-01
        due: 2026-09-30
        milestones:
          pairs: {title: Six pairs meet, due: 2025-05-31}
    Good:
        # initiatives/coaching.yml
        title: Coaching
        owner: service
        customer: Households that call twice.
        start: 2026-03-01
        due: 2026-09-30
        milestones:
          pairs: {title: Six pairs meet, due: 2026-05-31}
    """
    if not (record.start and record.due and record.due < record.start):
        yield from milestones_within(record.milestones, record.start, record.due)


@rule("initiative/other-unit", Level.WARNING)
def numbers_have_the_metrics_unit(record: Initiative, hub: Hub) -> Iterator[Problem]:
    """A value that is written with a unit has the metric's.

    Bad:
        # initiatives/coaching.yml
        title: Coaching
        owner: service
        customer: Households that call twice.
        value: {waiting: {expected: 30 min}}
        # metrics/waiting.yml
        title: Waiting time
        owner: service
        category: value
        unit: hours
        better: lower
    Good:
        # initiatives/coaching.yml
        title: Coaching
        owner: service
        customer: Households that call twice.
        value: {waiting: {expected: 0.5 hours}}
        # metrics/waiting.yml
        title: Waiting time
        owner: service
        category: value
        unit: hours
        better: lower
    """
    for name, gain in record.value.items():
        metric = hub.get(gain.metric)
        unit = getattr(metric, "unit", None)  # by name: kinds do not know each other
        own = {"%": "percent"}.get(unit or "", unit or "")
        for field, number in (("expected", gain.expected), ("realised", gain.realised)):
            if own and number is not None and number.unit not in ("", own):
                message, hint = f"'{number.unit}' is not the metric's unit", f"write the number in {own}, or alone"
                also = hub.line_of(metric.address)[0] if metric else ""
                yield Problem(("value", name, field), message, hint, also=also)


@rule("initiative/no-customer", Level.ADVICE)
def it_helps_a_customer(record: Initiative, hub: Hub) -> Iterator[Problem]:
    """An initiative names the customer whose success it should help.

    Work that helps nobody in particular is hard to stop, and hard to defend.

    Bad:
        # initiatives/coaching.yml
        title: Coaching
        owner: service
    Good:
        # initiatives/coaching.yml
        title: Coaching
        owner: service
        customer: Households that call twice.
    """
    if record.customer is None:
        yield Problem(("title",), "it names no customer", "write 'customer: …', in the customer's own words")
