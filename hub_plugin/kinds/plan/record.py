"""A development plan of a person or a role. Nothing of it leaves unless that is written."""

from __future__ import annotations

from typing import Annotated, ClassVar

from hub_plugin.model.addresses import Address
from hub_plugin.model.fields import Boolean, Date, Many, ProseField, TextField
from hub_plugin.model.happened import Happened
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import PartId, PartsOf, Record, about
from hub_plugin.model.steps import Step
from hub_plugin.model.vocabulary import Links, TermField

Learner = Annotated[Link, LinkTo(("person", "role"), means="is the plan of", back="has the development plan")]


class PlanStep(Step):
    """One step of the plan."""

    called: ClassVar[str] = "plan-step"
    main: ClassVar[str] = "text"

    text: TextField = about("What is done.")
    measure: TextField | None = about("How one can tell that it is done.", None)
    with_: Many[Annotated[Link, LinkTo((), means="is learned with", back="helps to learn", outside=True)]] = about(
        "What helps: trainings, people, standards, addresses.", (), alias="with"
    )


class Plan(Record):
    """The content of ``plans/<id>.yml``."""

    title: TextField = about("What it is about.")
    of: Learner = about("The person or role that it is for.")
    coach: Annotated[Link, LinkTo(("person", "role"), means="is coached by", back="coaches")] | None = about(
        "Who helps and asks how it goes.", None
    )
    aim: ProseField | None = about("What will be different at the end.", None)
    start: Date | None = about("The first day.", None)
    until: Date | None = about("The day on which it ends, and what was learned is talked about.", None)
    steps: Annotated[dict[PartId, PlanStep], PartsOf(lambda: PlanStep)] = about("The steps, each with a measure.", {})
    result: ProseField | None = about("What came of it.", None)
    closed: Happened | None = about("The day on which it was closed.", None)
    tags: Many[TermField] = about("Words to find it by.", ())
    links: Links = about("Further addresses: `{Label: https://…}`.", {})
    agreed_on: Happened | None = about(
        "The day on which the person agreed that it is shown with their name; a role's plan needs none.", None
    )
    publish: Boolean = about(
        "`true` shows the plan to everybody. Without it nothing leaves; who can read this file still can.", False
    )

    @property
    def dated(self) -> dict[str, PlanStep]:
        """The steps; an open one without a day of its own is due when the plan ends."""
        waits = {} if self.until is None or self.closed else {"due": self.until}
        return {
            name: step.model_copy(update=waits) if waits and step.due is None and step.state == "open" else step
            for name, step in self.steps.items()
        }

    @property
    def holders(self) -> tuple[Address, ...]:
        """It belongs to the person or role that it is for."""
        return (self.of.to,) if self.of.to else ()
