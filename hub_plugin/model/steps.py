"""Steps: who does what by when, and when it was done; the same wherever a record has a list of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Task
from hub_plugin.model.fields import Date, TextField, choice
from hub_plugin.model.findings import Problem
from hub_plugin.model.happened import Happened
from hub_plugin.model.heads import Owner
from hub_plugin.model.record import Part, Record, about
from hub_plugin.model.texts import Message

STATES = ("open", "done", "dropped")


def state_of(status: str | None, done_on: datetime.date | None) -> str:
    """Return whether something that was to be done is open, done or dropped: what its status says, else whether it has a day."""
    return status or ("done" if done_on else "open")


class Step(Part):
    """Something that one person or team does; what it is, each kind calls in its own way."""

    owner: Owner | None = about("Who does it: exactly one.", None)
    since: Happened | None = about("The day on which they took it on.", None)
    due: Date | None = about("By when.", None)
    status: Annotated[str, *choice(*STATES, says="a step's status")] | None = about(
        "open, done or dropped; with `done_on` it is done without this.", None
    )
    done_on: Happened | None = about("The day on which it was done.", None)
    why: TextField | None = about("What came of it, or why it was dropped.", None)

    @property
    def state(self) -> str:
        """Whether it is open, done or dropped."""
        return state_of(self.status, self.done_on)


def tasks(
    record: Record,
    field: str,
    steps: Mapping[str, Step],
    texts: Mapping[str, str | Message],
    forum: Address | None = None,
) -> Iterator[Task]:
    """State each step as a task.

    Args:
        record: what holds them.
        field: the name of the field that does.
        steps: id → step.
        texts: id → what is to be done; a step without a text is told by its id.
        forum: the meeting series that they belong to.
    """
    for name, step in steps.items():
        yield Task(about=record.address.at(name), source=record.address, route=(field, name), text=texts.get(name) or name,
                   owner=step.owner.to if step.owner else None, due=step.due, state=step.state, done_on=step.done_on,
                   forum=forum)  # fmt: skip


def owned(steps: Mapping[str, Step], field: str) -> Iterator[Problem]:
    """Check that somebody does each open step."""
    for name, step in steps.items():
        if step.owner is None and step.state == "open":
            yield Problem((field, name), f"nobody does '{name}'", "write 'owner: <a person or team>'", on_key=True)


def dated(steps: Mapping[str, Step], field: str) -> Iterator[Problem]:
    """Check that each open step has a day."""
    for name, step in steps.items():
        if step.due is None and step.state == "open":
            yield Problem((field, name), f"'{name}' has no date", "write 'due: <day>'", on_key=True)


def in_order(steps: Mapping[str, Step], field: str) -> Iterator[Problem]:
    """Check that each step was taken on, then done, by somebody, and that its status says the same."""
    for name, step in steps.items():
        if step.since and step.due and step.due < step.since:
            yield Problem((field, name, "due"), f"'{name}' is due before it was taken on", "look at the years")
        if step.done_on is None:
            continue
        if step.since and step.done_on < step.since:
            message = f"'{name}' was done before it was taken on, on {step.since}"
            yield Problem((field, name, "done_on"), message, "look at 'since' and 'done_on'")
        if step.state != "done":
            message = f"'{name}' is {step.state} and has a day on which it was done"
            yield Problem((field, name, "status"), message, "take one of them out")
        elif step.owner is None:
            message, hint = f"'{name}' was done and is assigned to nobody", "write 'owner: <who did it>'"
            yield Problem((field, name), message, hint, on_key=True)
