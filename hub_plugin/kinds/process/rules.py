"""What can be wrong with a process."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hub_plugin.kinds.process.record import Process
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub, circles
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import owner_named


@rule("process/no-owner", Level.WARNING)
def somebody_owns_it(record: Process, hub: Hub) -> Iterator[Problem]:
    """A process has an owner.

    Bad:
        # processes/calls.yml
        title: Calls
        type: value
        customer: Households.
        steps: {answer: Answer the call}
    Good:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps: {answer: Answer the call}
    """
    yield from owner_named(record)


@rule("process/no-steps", Level.WARNING)
def it_has_steps(record: Process, hub: Hub) -> Iterator[Problem]:
    """A process says its steps.

    Without them nobody sees where it fails, nor what that will hit.

    Bad:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
    Good:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps: {answer: Answer the call, close: Close the case}
    """
    if not record.steps:
        yield Problem(("title",), f"'{record.title}' has no steps", "write 'steps', one line each")


@rule("process/no-customer", Level.WARNING)
def it_works_for_somebody(record: Process, hub: Hub) -> Iterator[Problem]:
    """A process that creates value names its customer.

    Bad:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        steps: {answer: Answer the call}
    Good:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps: {answer: Answer the call}
    """
    if record.type == "value" and record.customer is None:
        yield Problem(("title",), "nobody is named for whom it creates value", "write 'customer: …'")


@rule("process/steps-in-circle", Level.ERROR)
def steps_form_no_circle(record: Process, hub: Hub) -> Iterator[Problem]:
    """The steps of a process form no circle.

    Inside of a process the order of steps is a matter of one owner, so a circle is a slip. Between processes circles are allowed:
    what the last one learns often feeds the first. Where work begins again at an earlier step, `back_to` says so.

    Bad:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps:
          answer: {title: Answer the call, after: close}
          close: Close the case
    Good:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps:
          answer: Answer the call
          close: {title: Close the case, after: answer, back_to: answer}
    """
    here = record.address
    links = [
        (here.at(name), here.at(each), ("steps", each)) for name, found in record.next_steps().items() for each in found
    ]
    for circle in circles(links):
        names = " → ".join(address.part for address, _ in (*circle, circle[0]))
        hint = "take one 'after' out; where work begins again at an earlier step, write 'back_to' instead"
        yield Problem(circle[-1][1], f"the steps form a circle: {names}", hint, on_key=True)


@rule("process/back-to-later", Level.ERROR)
def what_is_done_again_came_before(record: Process, hub: Hub) -> Iterator[Problem]:
    """A step leads back to an earlier step of its own process.

    Bad:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps:
          answer: {title: Answer the call, back_to: check}
          check: Check the answer
    Good:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps:
          answer: Answer the call
          check: {title: Check the answer, back_to: answer}
    """
    rows = record.rows()
    for name, step in record.steps.items():
        for index, link in enumerate(step.back_to):
            to = link.to
            if to is not None and to.record != record.address:
                message, hint = (
                    f"'{to}' is a step of another process",
                    "write 'feeds' for what leads to another process",
                )
                yield Problem(("steps", name, "back_to", index), message, hint)
            elif to is not None and name in rows and rows.get(to.part, -1) >= rows[name]:
                hint = "name a step before it, or write 'after' at the step that follows"
                yield Problem(("steps", name, "back_to", index), f"'{to.part}' does not come before '{name}'", hint)


@rule("process/after-elsewhere", Level.ERROR)
def steps_follow_their_own(record: Process, hub: Hub) -> Iterator[Problem]:
    """A step follows steps of its own process.

    What comes from another process is written there, under `feeds`.

    Bad:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps:
          answer: {title: Answer the call, after: process/letters#sort}
        # processes/letters.yml
        title: Letters
        type: value
        owner: payments
        customer: Households.
        steps: {sort: Sort the letters}
    Good:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps: {answer: Answer the call}
        # processes/letters.yml
        title: Letters
        type: value
        owner: payments
        customer: Households.
        steps:
          sort: {title: Sort the letters, feeds: process/calls#answer}
    """
    for name, step in record.steps.items():
        for index, link in enumerate(step.after):
            if link.to is not None and link.to.record != record.address:
                hint = f"write 'feeds: {record.address}#{name}' at that step"
                yield Problem(("steps", name, "after", index), f"'{link.to}' is a step of another process", hint)


@rule("process/feeds-itself", Level.WARNING)
def it_feeds_others(record: Process, hub: Hub) -> Iterator[Problem]:
    """A process feeds other processes, not itself.

    The order inside of it is told by the order of its steps, and by `after`.

    Bad:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps: {answer: Answer the call}
        feeds: calls
    Good:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps: {answer: Answer the call}
    """
    for name, step in record.steps.items():
        for index, link in enumerate(step.feeds):
            if link.to is not None and link.to.record == record.address:
                hint = "write 'after' at the step that follows, or take it out"
                yield Problem(("steps", name, "feeds", index), "it feeds its own process", hint)
    for index, link in enumerate(record.feeds):
        if link.to is not None and link.to.record == record.address:
            yield Problem(("feeds", index), "the process feeds itself", "take it out")


@rule("process/core-without-metric", Level.WARNING)
def core_points_are_measured(record: Process, hub: Hub) -> Iterator[Problem]:
    """A core point has a metric.

    Bad:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps:
          answer: {title: Answer the call, core: true}
    Good:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps:
          answer: {title: Answer the call, core: true, metric: waiting}
        # metrics/waiting.yml
        title: Waiting time
        owner: service
        category: value
        unit: hours
        better: lower
    """
    for name, step in record.steps.items():
        if step.core and not step.metric:
            hint = "write 'metric: …', or take 'core' out"
            yield Problem(
                ("steps", name), f"nothing shows whether the core point '{name}' goes well", hint, on_key=True
            )


@rule("process/redesigns-out-of-order", Level.WARNING)
def newest_redesign_first(record: Process, hub: Hub) -> Iterator[Problem]:
    """The newest redesign stands first.

    Bad:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps: {answer: Answer the call}
        redesigned:
          - {date: 2025-03-01, what: One queue, with: payments}
          - {date: 2026-03-01, what: Two queues, with: payments}
    Good:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps: {answer: Answer the call}
        redesigned:
          - {date: 2026-03-01, what: Two queues, with: payments}
          - {date: 2025-03-01, what: One queue, with: payments}
    """
    for index, (newer, older) in enumerate(itertools.pairwise(record.redesigned), 1):
        if older.date > newer.date:
            yield Problem(
                ("redesigned", index, "date"), f"it is newer than the one above, {newer.date}", "put it first"
            )


@rule("process/redesigned-alone", Level.ADVICE)
def redesigned_with_those_who_work_in_it(record: Process, hub: Hub) -> Iterator[Problem]:
    """A process is redesigned with the people who work in it.

    They know where it hurts, and they are the ones who must do it the new way.

    Bad:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps: {answer: Answer the call}
        redesigned:
          - {date: 2026-03-01, what: Two queues}
    Good:
        # processes/calls.yml
        title: Calls
        type: value
        owner: payments
        customer: Households.
        steps: {answer: Answer the call}
        redesigned:
          - {date: 2026-03-01, what: Two queues, with: payments}
    """
    for index, redesign in enumerate(record.redesigned):
        if not redesign.with_:
            yield Problem(("redesigned", index), "nothing says with whom", "write 'with: …': teams, people or roles")
