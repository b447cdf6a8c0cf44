"""What can be wrong with a gap."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.gap.record import Gap
from hub_plugin.model import steps
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import owner_named


@rule("gap/no-owner", Level.WARNING)
def somebody_owns_it(record: Gap, hub: Hub) -> Iterator[Problem]:
    """A gap has an owner, who follows it until it is closed.

    Bad:
        # gaps/evening.yml
        title: Evening callers are not helped
        against: hub
        found_on: 2026-09-01
    Good:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
    """
    yield from owner_named(record)


@rule("gap/against-nothing", Level.WARNING)
def falls_short_of_something(record: Gap, hub: Hub) -> Iterator[Problem]:
    """A gap says what it falls short of.

    Without that it is a complaint: nobody can tell when it is closed.

    Bad:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        found_on: 2026-09-01
    Good:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: prepared-meetings#agenda-shared
        found_on: 2026-09-01
    """
    if not record.against:
        hint = "write 'against: hub' for the mission, or a requirement, or a few words"
        yield Problem(("title",), f"nothing says what '{record.title}' falls short of", hint)


@rule("gap/dates", Level.WARNING)
def days_are_in_order(record: Gap, hub: Hub) -> Iterator[Problem]:
    """A gap is found, raised, answered and closed, in this order.

    Bad:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        raised: {date: 2025-09-08, with: ana-pop}
    Good:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        raised: {date: 2026-09-08, with: ana-pop}
    """
    days = [
        (("found_on",), "found", record.found_on),
        (("raised", "date"), "raised", record.raised.date if record.raised else None),
        (("answer", "date"), "answered", record.answer.date if record.answer else None),
        (("closed",), "closed", record.closed),
    ]
    before, last = "", None
    for route, word, day in days:
        if day is None:
            continue
        if last is not None and day < last:
            yield Problem(route, f"it was {word} on {day}, before it was {before} on {last}", "look at the years")
        before, last = word, max(day, last or day)
    if record.raised and record.raised.answer_by and record.raised.answer_by < record.raised.date:
        yield Problem(("raised", "answer_by"), "the answer is due before the gap was raised", "look at the years")


@rule("gap/raised-with-nobody", Level.WARNING)
def raised_with_somebody(record: Gap, hub: Hub) -> Iterator[Problem]:
    """A gap that was raised says with whom.

    Bad:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        raised: 2026-09-08
    Good:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        raised: {date: 2026-09-08, with: ana-pop}
    """
    if record.raised is not None and not record.raised.with_:
        hint = "write 'raised: {date: <day>, with: <a person, role or meeting>}'"
        yield Problem(("raised",), "nothing says with whom it was raised", hint)


@rule("gap/answered-unraised", Level.WARNING)
def answered_after_it_was_raised(record: Gap, hub: Hub) -> Iterator[Problem]:
    """A gap that leadership answered was raised with it.

    Bad:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        answer:
          text: Two people a shift may refund.
          date: 2026-09-22
    Good:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        raised: {date: 2026-09-08, with: ana-pop}
        answer:
          text: Two people a shift may refund.
          date: 2026-09-22
    """
    if record.answer is not None and record.raised is None:
        hint = "write 'raised: {date: <day>, with: <who answered>}'"
        yield Problem(("answer",), "it has an answer, and nobody was asked", hint, on_key=True)


@rule("gap/answer-undated", Level.WARNING)
def the_answer_has_a_day(record: Gap, hub: Hub) -> Iterator[Problem]:
    """An answer says on which day it was given.

    Bad:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        raised: {date: 2026-09-08, with: ana-pop}
        answer: Two people a shift may refund.
    Good:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        raised: {date: 2026-09-08, with: ana-pop}
        answer:
          text: Two people a shift may refund.
          date: 2026-09-22
    """
    if record.answer is not None and record.answer.date is None:
        hint = "write 'text' and 'date: <day>' below 'answer'"
        yield Problem(("answer",), "nothing says when it was answered", hint, on_key=True)


@rule("gap/closed-without-answer", Level.WARNING)
def closed_with_an_answer(record: Gap, hub: Hub) -> Iterator[Problem]:
    """A gap is closed with an answer, or with the reason why it needed none.

    Bad:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        closed: 2026-11-02
    Good:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        closed: 2026-11-02
        result: The team mended it within the week, so nobody had to decide.
    """
    if record.closed is not None and record.answer is None and (record.raised or record.result is None):
        asked = "was raised" if record.raised else "was found"
        hint = "write 'answer'" + ("" if record.raised else ", or 'result': what came of it")
        yield Problem(("closed",), f"it is closed, and there is no answer to what {asked}", hint)


@rule("gap/closed-with-open-steps", Level.WARNING)
def closed_when_the_plan_is_done(record: Gap, hub: Hub) -> Iterator[Problem]:
    """A gap is closed when its plan is done.

    Bad:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        raised: {date: 2026-09-08, with: ana-pop}
        answer:
          text: Two people a shift may refund.
          date: 2026-09-22
        plan:
          train-two:
            text: Train two people a shift.
            owner: mara-ionescu
            due: 2026-10-15
        closed: 2026-11-02
    Good:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        raised: {date: 2026-09-08, with: ana-pop}
        answer:
          text: Two people a shift may refund.
          date: 2026-09-22
        plan:
          train-two:
            text: Train two people a shift.
            owner: mara-ionescu
            due: 2026-10-15
            done_on: 2026-10-12
        closed: 2026-11-02
    """
    if record.closed is not None:
        for name, step in record.plan.items():
            if step.state == "open":
                hint = "write 'done_on: <day>', or 'status: dropped' and why"
                yield Problem(("plan", name), f"the gap is closed, and '{name}' is still open", hint, on_key=True)


@rule("gap/step-without-owner", Level.WARNING)
def open_steps_have_an_owner(record: Gap, hub: Hub) -> Iterator[Problem]:
    """A step of the plan has an owner.

    Bad:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        plan:
          train-two:
            text: Train two people a shift.
            due: 2026-10-15
    Good:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        plan:
          train-two:
            text: Train two people a shift.
            owner: mara-ionescu
            due: 2026-10-15
    """
    yield from steps.owned(record.plan, "plan")


@rule("gap/step-without-date", Level.WARNING)
def open_steps_have_a_date(record: Gap, hub: Hub) -> Iterator[Problem]:
    """A step of the plan has a date.

    Bad:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        plan:
          train-two:
            text: Train two people a shift.
            owner: mara-ionescu
    Good:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        plan:
          train-two:
            text: Train two people a shift.
            owner: mara-ionescu
            due: 2026-10-15
    """
    yield from steps.dated(record.plan, "plan")


@rule("gap/step-dates", Level.WARNING)
def steps_are_in_order(record: Gap, hub: Hub) -> Iterator[Problem]:
    """A step of the plan is first taken on, then done.

    Bad:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        plan:
          train-two:
            text: Train two people a shift.
            owner: mara-ionescu
            due: 2026-10-15
            status: open
            done_on: 2026-10-12
    Good:
        # gaps/evening.yml
        title: Evening callers are not helped
        owner: service
        against: hub
        found_on: 2026-09-01
        plan:
          train-two:
            text: Train two people a shift.
            owner: mara-ionescu
            due: 2026-10-15
            done_on: 2026-10-12
    """
    yield from steps.in_order(record.plan, "plan")
