"""A goal: what is to be reached in a period, what it serves, whose share is how much, and how it goes month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from hub_plugin.model.addresses import Address
from hub_plugin.model.corrections import Answering
from hub_plugin.model.fields import Many, Number, ProseField, ScheduleField, choice
from hub_plugin.model.findings import Route
from hub_plugin.model.happened import Happened
from hub_plugin.model.heads import Owned
from hub_plugin.model.limits import Limit, Limits, LimitsField, PeriodKey, StretchField
from hub_plugin.model.links import IdOf, Link, LinkTo
from hub_plugin.model.milestones import Milestone
from hub_plugin.model.periods import Period
from hub_plugin.model.record import PartId, PartsOf, about

Served = Annotated[
    Link, LinkTo(("goal", "strategy-point", "hub"), means="serves", back="is served by", ordered=True)
]  # fmt: skip
Gauge = Annotated[Link, LinkTo(("metric",), means="measured by", back="measures")]
Relied = Annotated[
    Link, LinkTo(("standard", "requirement", "template", "tool"), means="relies on", back="is relied on by")
]  # fmt: skip
TeamKey = Annotated[Address, IdOf(("team",))]
PersonKey = Annotated[Address, IdOf(("person",))]


class GoalState(StrEnum):
    """How it stands with a goal."""

    OPEN = "open"
    ACHIEVED = "achieved"
    MISSED = "missed"
    DROPPED = "dropped"


class GoalMilestone(Milestone):
    """A step of a goal, where no figure tells."""

    called: ClassVar[str] = "milestone"


class CheckIn(Answering):
    """What is said of the goal after a month."""

    called: ClassVar[str] = "check-in"
    main: ClassVar[str] = "actual"

    actual: Number | None = about("The figure; if it is not written, the metric's value of that time.", None)
    by_team: dict[TeamKey, Number] = about("The figures of teams.", {})
    by_person: dict[PersonKey, Number] = about("The figures of people.", {})


class Goal(Owned):
    """The content of ``goals/<id>.yml``."""

    elsewhere: ClassVar[Mapping[str, str]] = dict.fromkeys(("from", "until"), "write 'period: {from: …, until: …}'")

    why: ProseField | None = about("Why it matters now.", None)
    serves: Many[Served] = about(
        "What it serves: `hub` is the mission, `hub#point` a point of the strategy, or a higher goal.", ()
    )
    metric: Many[Gauge] = about("The metric that its targets count in; further ones are only watched.", ())
    relies_on: Many[Relied] = about("Standards, requirements, templates and tools that it is reached with.", ())
    period: StretchField = about("Its time: `2026`, `2026-Q3`, `2026-03`, or `{from: 2026-02-01, until: 2026-09-30}`.")
    status: Annotated[GoalState, *choice(*GoalState, says="a goal's status"), AfterValidator(GoalState)] = about(
        "open, achieved, missed or dropped.", GoalState.OPEN
    )
    target: LimitsField | None = about(
        "What is wanted at its end, and in each part of its time: `{2026-Q3: 75, 2026-07: 74, 2026-08: 75, 2026-09: 76}`.",
        None,
    )
    tolerance: Number | None = about(
        "How far off a figure may be before that asks for an answer; else as far as the metric's `warn` is from its target.",
        None,
    )
    by_team: dict[TeamKey, LimitsField] = about("The teams' parts of it: `{payments: 78, claims: {2026: 72}}`.", {})
    by_person: dict[PersonKey, LimitsField] = about("People's parts of it.", {})
    milestones: Annotated[dict[PartId, GoalMilestone], PartsOf(lambda: GoalMilestone)] = about(
        "Its steps; a goal without a figure has these.", {}
    )
    check_ins: Annotated[dict[PeriodKey, CheckIn], PartsOf(lambda: CheckIn)] = about(
        "What is said after each month: `actual`, and where it is off, `why`, then `confirmed` or `action`.", {}
    )
    checked: ScheduleField | None = about("On which days it is looked at; they stand in the calendar.", None)
    signed: dict[PersonKey, Happened] = about(
        "Who has signed it, and when. Its owner, the people in `by_person` and the leads of `by_team` are asked to.", {}
    )
    result: ProseField | None = about("What came of it.", None)

    def parts_of(self) -> dict[Address | None, Limits]:
        """Return the target of the whole (under None), and the parts of teams and people."""
        found: dict[Address | None, Limits] = {None: self.target} if self.target else {}
        found.update(self.by_team.items())
        found.update(self.by_person.items())
        return found

    def limits(self) -> Iterator[tuple[Route, Address | None, Period | None, Limit]]:
        """Yield every target, that of the whole and those of the parts, with its route, whose it is, and its period, if it names one."""
        for who, limits in self.parts_of().items():
            above: Route = ("target",) if who is None else ("by_team" if who in self.by_team else "by_person", who.id)
            for key, period, limit in limits:
                yield (*above, key) if key else above, who, period, limit
