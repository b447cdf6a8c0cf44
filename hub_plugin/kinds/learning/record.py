"""A learning: what a team found out or proposes, what shows it, and what the centre made of it."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar

from hub_plugin.model.fields import Many, ProseField, TextField, choice
from hub_plugin.model.happened import Happened
from hub_plugin.model.heads import DecidedIn, Shown
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Record, Written, about
from hub_plugin.model.vocabulary import Links, TermField

OUTCOMES = ("adopted", "partly", "declined")
ANSWER_WITHIN = 60  # days that a learning waits before it asks for attention

Resource = Annotated[Link, LinkTo((), means="was learned about", back="has the learning")]
Teller = Annotated[Link, LinkTo(("team", "person", "role"), means="was told by", back="has told")]


class Outcome(Written):
    """What became of it."""

    main: ClassVar[str] = "text"

    state: Annotated[str, *choice(*OUTCOMES, says="an outcome")] = about("adopted, partly or declined.")
    date: Happened = about("The day.")
    text: TextField = about("What was changed, or why nothing was.")
    decided_in: Many[DecidedIn] = about("The decision behind it: `series/date#decision`, or an address.", ())
    led_to: Many[Annotated[Link, LinkTo((), means="led to", back="comes from", outside=True)]] = about(
        "What was changed or made because of it.", ()
    )


class Learning(Record):
    """The content of ``learnings/<id>.yml``."""

    title: TextField = about("What was learned or is proposed, in one sentence.")
    date: Happened = about("The day.")
    by: Many[Teller] = about("The team or person who says so.", ())
    about_: Many[Resource] = about(
        "The resources that it is about: standards, requirements, templates, tools.", (), alias="about"
    )
    what: ProseField | None = about("What happened, and what was learned from it.", None)
    proposal: ProseField | None = about("What should change.", None)
    evidence: Many[Shown] = about("What shows it: addresses, records, or a few words.", ())
    meeting: Annotated[Link, LinkTo(("meeting",), means="is to be discussed in", back="is to discuss")] | None = about(
        "The meeting series that says what becomes of it; else the steering one.", None
    )
    outcome: Outcome | None = about("What became of it.", None)
    tags: Many[TermField] = about("Words to find it by.", ())
    links: Links = about("Further addresses: `{Label: https://…}`.", {})

    @property
    def state(self) -> str:
        """Waiting, adopted, partly or declined."""
        return self.outcome.state if self.outcome else "waiting"

    @property
    def to_answer(self) -> datetime.date:
        """The day by which somebody says what becomes of it."""
        return datetime.date.fromordinal(min(self.date.toordinal() + ANSWER_WITHIN, datetime.date.max.toordinal()))
