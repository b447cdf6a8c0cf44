"""What can be wrong with a development plan."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.plan.record import Plan
from hub_plugin.model import steps
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule


@rule("plan/no-consent", Level.ERROR)
def shown_if_agreed(record: Plan, hub: Hub) -> Iterator[Problem]:
    """A person's plan is shown only if the person agreed.

    Who opens a plan to everybody writes the day on which the person said yes. Without it the site is not built.

    Bad:
        # plans/chairing.yml
        title: Learning to chair
        of: mara-ionescu
        steps:
          watch-three:
            text: Watch three meetings.
            measure: Three pages of notes.
            due: 2026-03-31
        publish: true
    Good:
        # plans/chairing.yml
        title: Learning to chair
        of: mara-ionescu
        steps:
          watch-three:
            text: Watch three meetings.
            measure: Three pages of notes.
            due: 2026-03-31
        publish: true
        agreed_on: 2026-01-20
    """
    if record.publish and record.agreed_on is None and record.of.to is not None and record.of.to.kind == "person":
        hint = "ask, then write 'agreed_on: <day>'; or write 'publish: false'"
        yield Problem(("publish",), f"nothing says that '{record.of.to.id}' agreed to show this plan", hint)


@rule("plan/no-steps", Level.WARNING)
def has_steps(record: Plan, hub: Hub) -> Iterator[Problem]:
    """A development plan has steps.

    Bad:
        # plans/chairing.yml
        title: Learning to chair
        of: mara-ionescu
    Good:
        # plans/chairing.yml
        title: Learning to chair
        of: mara-ionescu
        steps:
          watch-three:
            text: Watch three meetings.
            measure: Three pages of notes.
            due: 2026-03-31
    """
    if not record.steps:
        yield Problem(("title",), f"'{record.title}' has no step", "write 'steps'")


@rule("plan/no-measure", Level.WARNING)
def steps_can_be_measured(record: Plan, hub: Hub) -> Iterator[Problem]:
    """Each step says how one can tell that it is done.

    "Get better at chairing" is never done, and never begun.

    Bad:
        # plans/chairing.yml
        title: Learning to chair
        of: mara-ionescu
        steps:
          watch-three:
            text: Watch three meetings.
            due: 2026-03-31
    Good:
        # plans/chairing.yml
        title: Learning to chair
        of: mara-ionescu
        steps:
          watch-three:
            text: Watch three meetings.
            measure: Three pages of notes.
            due: 2026-03-31
    """
    for name, step in record.steps.items():
        if step.measure is None and step.state != "dropped":
            hint = "write 'measure: <what one can see or count>'"
            yield Problem(("steps", name), f"nothing says how one can tell that '{name}' is done", hint, on_key=True)


@rule("plan/step-without-date", Level.WARNING)
def open_steps_have_a_date(record: Plan, hub: Hub) -> Iterator[Problem]:
    """A step has a date, or the plan has an end.

    Bad:
        # plans/chairing.yml
        title: Learning to chair
        of: mara-ionescu
        steps:
          watch-three:
            text: Watch three meetings.
            measure: Three pages of notes.
    Good:
        # plans/chairing.yml
        title: Learning to chair
        of: mara-ionescu
        until: 2026-12-18
        steps:
          watch-three:
            text: Watch three meetings.
            measure: Three pages of notes.
    """
    if record.until is None:
        yield from steps.dated(record.steps, "steps")


@rule("plan/dates", Level.WARNING)
def days_are_in_order(record: Plan, hub: Hub) -> Iterator[Problem]:
    """A plan starts before it ends, and its steps are first taken on, then done.

    Bad:
        # plans/chairing.yml
        title: Learning to chair
        of: mara-ionescu
        start: 2026-12-01
        until: 2026-01-18
        steps:
          watch-three:
            text: Watch three meetings.
            measure: Three pages of notes.
    Good:
        # plans/chairing.yml
        title: Learning to chair
        of: mara-ionescu
        start: 2026-01-01
        until: 2026-12-18
        steps:
          watch-three:
            text: Watch three meetings.
            measure: Three pages of notes.
    """
    for name in ("until", "closed"):
        day = getattr(record, name)
        if record.start and day and day < record.start:
            yield Problem((name,), f"it ends before it starts on {record.start}", "look at the years")
    done = {
        name: step if step.owner else step.model_copy(update={"owner": record.of})
        for name, step in record.steps.items()
    }
    yield from steps.in_order(done, "steps")
