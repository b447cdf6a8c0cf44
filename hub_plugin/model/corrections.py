"""What is written about a deviation: its reason, and then a confirmation or a corrective action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Fact, Task
from hub_plugin.model.fields import Date, TextField, choice, short
from hub_plugin.model.findings import Problem, Route
from hub_plugin.model.happened import Happened
from hub_plugin.model.heads import Owner
from hub_plugin.model.measures import CheckIn
from hub_plugin.model.periods import Period
from hub_plugin.model.record import Part, Written, about
from hub_plugin.model.steps import STATES, state_of


class Correction(Written):
    """A corrective action."""

    main = "text"

    text: TextField = about("What is done.")
    owner: Owner | None = about("Who does it: exactly one.", None)
    due: Date | None = about("By when.", None)
    status: Annotated[str, *choice(*STATES, says="an action's status")] | None = about(
        "open, done or dropped; with `done_on` it is done without this.", None
    )
    done_on: Happened | None = about("When it was done.", None)
    result: TextField | None = about("What came of it, or why it was dropped.", None)

    @property
    def state(self) -> str:
        """Whether it is open, done or dropped."""
        return state_of(self.status, self.done_on)


class Answering(Part):
    """What is said of one period; its id is the period."""

    why: TextField | None = about("The reason of the deviation.", None)
    confirmed: TextField | None = about("What is confirmed in spite of it, such as: The target stays.", None)
    action: Annotated[Correction, *short("text")] | None = about("The corrective action.", None)

    @property
    def period(self) -> Period:
        """The period."""
        return Period.parse(self.id)


def answered(
    part: Answering, source: Address, route: Route, of: Address, measure: Address | None, starts: int,
    actual: Decimal | None = None, parts: Mapping[Address, Decimal] | None = None,
) -> Iterator[Fact]:  # fmt: skip
    """State what is said of one period, and its corrective action as a task.

    Args:
        part: what was written.
        source: the record.
        route: where in it.
        of: the aim or measure that it is about.
        measure: the measure.
        starts: the month in which the hub's year begins.
        actual: the figure, if it is written there.
        parts: the figures of groups and people.
    """
    here = source.at(part.id)
    first, last = part.period.span(starts)
    yield CheckIn(
        about=here, source=source, route=route, of=of, measure=measure, first=first, last=last, actual=actual,
        parts=tuple((parts or {}).items()), why=part.why or "", confirmed=part.confirmed or "",
        task=part.action.text if part.action else "",
    )  # fmt: skip
    if part.action is not None:
        action = part.action
        yield Task(about=here, source=source, route=(*route, "action"), text=action.text, owner=action.owner.to if action.owner else None,
                   due=action.due, state=action.state, done_on=action.done_on)  # fmt: skip


def action_complete(part: Answering, route: Route) -> Iterator[Problem]:
    """Yield what a corrective action lacks: its one owner, its day."""
    if part.action is None or part.action.state != "open":
        return
    for name, value in (("owner", part.action.owner), ("due", part.action.due)):
        if value is None:
            hint = "write one team, person or role" if name == "owner" else "write the day by which it is done"
            yield Problem((*route, "action"), f"the corrective action has no {name}", hint)
