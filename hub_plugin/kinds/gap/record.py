"""A gap: what was found missing, with whom it was raised, what they answered, and what was done."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar

from hub_plugin.model.fields import Date, Many, ProseField, TextField, choice, short
from hub_plugin.model.happened import Happened, come
from hub_plugin.model.heads import DecidedIn, Owned
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import PartId, PartsOf, Written, about
from hub_plugin.model.steps import Step
from hub_plugin.model.texts import Text

SEVERITIES = ("high", "medium", "low")
# How many days a gap may wait before it is raised, by how severe it is; and then for an answer, and for a plan.
RAISE_WITHIN = {"high": 14, "medium": 30, "low": 90}
ANSWER_WITHIN = 30
PLAN_WITHIN = 30

Found = Annotated[Link, LinkTo((), means="was found in", back="has shown the gap", outside=True, words=Text)]
Against = Annotated[Link, LinkTo((), means="falls short of", back="has the gap", words=Text)]
Finder = Annotated[Link, LinkTo(("person", "team", "role"), means="was found by", back="has found")]
Leader = Annotated[Link, LinkTo(("person", "role", "team", "meeting"), means="was raised with", back="was told of")]


class GapStep(Step):
    """One step of the plan that closes the gap."""

    called: ClassVar[str] = "gap-step"
    main: ClassVar[str] = "text"

    text: TextField = about("What is done.")


class Raised(Written):
    """That leadership was told."""

    main: ClassVar[str] = "date"

    date: Happened = about("The day.")
    with_: Many[Leader] = about("With whom: people, roles, teams, a meeting series.", (), alias="with")
    answer_by: Date | None = about("By when they answer; 30 days later, if not written.", None)


class Reply(Written):
    """What leadership answered."""

    main: ClassVar[str] = "text"

    text: ProseField = about("The answer.")
    date: Happened | None = about("The day on which it was given.", None)
    by: Many[
        Annotated[
            Link, LinkTo(("person", "role", "team", "meeting"), means="was answered by", back="has answered the gap")
        ]
    ] = about("Who gave it.", ())
    decided_in: Many[DecidedIn] = about("The decision that holds it: `series/date#decision`, or an address.", ())


class Gap(Owned):
    """The content of ``gaps/<id>.yml``."""

    what: ProseField | None = about("What is missing, whom it hurts, and how often.", None)
    severity: Annotated[str, *choice(*SEVERITIES, says="a severity")] = about(
        "high (it hurts customers or breaks a rule), medium (it costs time), or low.", "medium"
    )
    against: Many[Against] = about(
        "What it falls short of: the mission (`hub`), a point of the strategy, a requirement, a level in words.", ()
    )
    found_on: Happened = about("The day on which it was found.")
    found_in: Many[Found] = about("Where it showed: a worksheet, a meeting, an address, or a few words.", ())
    found_by: Many[Finder] = about("Who found it.", ())
    raise_by: Date | None = about(
        "By when leadership is told; else 14 days after it was found if it is high, 30 if medium, 90 if low.", None
    )
    raised: Annotated[Raised, *short("date")] | None = about("When it was raised with leadership, and with whom.", None)
    answer: Annotated[Reply, *short("text")] | None = about("What leadership answered.", None)
    plan: Annotated[dict[PartId, GapStep], PartsOf(lambda: GapStep)] = about(
        "What is done to close it, step by step.", {}
    )
    closed: Happened | None = about("The day on which it was closed.", None)
    result: ProseField | None = about("What came of it, or why it was closed.", None)

    def state(self, today: datetime.date) -> str:
        """Return how far it has come on a day: found, raised, answered, planned or closed."""
        if come(self.closed, today):
            return "closed"
        if self.plan:
            return "planned"
        return "answered" if self.answer else "raised" if self.raised else "found"

    @property
    def to_raise(self) -> datetime.date:
        """The day by which leadership is told."""
        return self.raise_by or later(self.found_on, RAISE_WITHIN[self.severity])

    @property
    def to_answer(self) -> datetime.date | None:
        """The day by which leadership answers; None: nobody was told."""
        if self.raised is None:
            return None
        return self.raised.answer_by or later(self.raised.date, ANSWER_WITHIN)


def later(day: datetime.date, days: int) -> datetime.date:
    """Return a day so many days later, or the last one that there is."""
    return datetime.date.fromordinal(min(day.toordinal() + days, datetime.date.max.toordinal()))
