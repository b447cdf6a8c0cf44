"""Steps with a day, for what has no figure: reached or not."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from hub_plugin.model.facts import Fact, Task
from hub_plugin.model.fields import Date, TextField, choice
from hub_plugin.model.findings import Problem
from hub_plugin.model.happened import Happened
from hub_plugin.model.heads import Owned, Owner
from hub_plugin.model.record import Part, about
from hub_plugin.model.steps import STATES, state_of


class Milestone(Part):
    """A step that is taken or not."""

    main: ClassVar[str] = "title"

    title: TextField = about("What is reached then.")
    due: Date | None = about("By when.", None)
    owner: Owner | None = about("Who sees to it; the record's owner, if not written.", None)
    status: Annotated[str, *choice(*STATES, says="a milestone's status")] | None = about(
        "open, done or dropped; with `done_on` it is done without this.", None
    )
    done_on: Happened | None = about("When it was reached.", None)

    @property
    def state(self) -> str:
        """Whether it is open, done or dropped."""
        return state_of(self.status, self.done_on)


def milestone_tasks(record: Owned, milestones: Mapping[str, Milestone], pursued: bool) -> Iterator[Fact]:
    """State each milestone as a task; an open one of what is no longer pursued is dropped."""
    here = record.address
    owner = next((link.to for link in record.owner if link.to), None)
    for name, each in milestones.items():
        state = each.state if pursued or each.state != "open" else "dropped"
        yield Task(about=here.at(name), source=here, route=("milestones", name), text=each.title, due=each.due, state=state,
                   owner=each.owner.to if each.owner else owner, done_on=each.done_on)  # fmt: skip


def milestones_within(
    milestones: Mapping[str, Milestone], first: datetime.date | None, last: datetime.date | None
) -> Iterator[Problem]:
    """Yield the milestones that lie outside of the time of what they belong to."""
    for name, each in milestones.items():
        if each.due is not None and ((first and each.due < first) or (last and each.due > last)):
            message = f"the milestone is due on {each.due}, outside of {first or '…'} to {last or '…'}"
            yield Problem(("milestones", name, "due"), message, "look at the year")
