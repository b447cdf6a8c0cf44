"""A planning series, a worksheet of it, and the worksheet as one team has filled it in."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from hub_plugin.model.addresses import Address
from hub_plugin.model.alphabets import order
from hub_plugin.model.fields import Date, Duration, Many, ProseField, TextField, Whole, short
from hub_plugin.model.happened import Happened
from hub_plugin.model.heads import AudienceField, Owned, Owner
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Part, PartId, PartsOf, Record, Written, about
from hub_plugin.model.steps import Step
from hub_plugin.model.texts import Message, say
from hub_plugin.model.vocabulary import Links, TermField

Forum = Annotated[Link, LinkTo(("meeting",), means="is discussed in", back="discusses")]


class Planning(Owned):
    """The content of ``planning/<series>.yml``."""

    audience: AudienceField | None = about("Which teams work through it; all, if not written.", None)
    meeting: Forum | None = about("The meeting series in which it is talked about.", None)
    ended: Date | None = about("The last day on which teams work through it; what was written stays.", None)
    text: ProseField | None = about("What it is good for and how to work with it; in a `.md` file the text.", None)


class Question(Part):
    """One question that a team discusses."""

    called: ClassVar[str] = "worksheet-question"
    main: ClassVar[str] = "text"

    text: TextField = about("The question.")
    how: ProseField | None = about("Where to look, or what a good answer holds.", None)
    lines: Whole = about("How many lines to write on stand on paper.", 4)
    retired: Date | None = about("The day from which it is no longer asked; answers to it stay.", None)


class Preparation(Step):
    """Something that is prepared before or after the discussion."""

    called: ClassVar[str] = "preparation"
    main: ClassVar[str] = "text"

    text: TextField = about("What is done. Without an owner, each team says who does it.")


class Worksheet(Record):
    """The content of ``planning/<series>/<worksheet>.md``."""

    title: TextField = about("What it is about.")
    summary: TextField | None = about("What a team has when it is filled in, in one sentence.", None)
    order: Whole | None = about("Its place in the series: 1 is the first.", None)
    owner: Many[Owner] = about("Who answers for it, if not the owner of the series.", ())
    due: Date | None = about("The day by which teams have filled it in.", None)
    duration: Duration | None = about("How long the discussion takes.", None)
    read: Many[Annotated[Link, LinkTo((), means="reads beforehand", back="is read for", outside=True)]] = about(
        "What to read beforehand: records or addresses.", ()
    )
    questions: Annotated[dict[PartId, Question], PartsOf(lambda: Question)] = about("What to discuss, one by one.", {})
    prepare: Annotated[dict[PartId, Preparation], PartsOf(lambda: Preparation)] = about(
        "The preparation table: what is done, by whom, by when.", {}
    )
    tags: Many[TermField] = about("Words to find it by.", ())
    links: Links = about("Further addresses: `{Label: https://…}`.", {})
    article: ProseField | None = about("The article; in a `.md` file the text below the front matter.", None)

    @property
    def series(self) -> Address:
        """The series that it belongs to."""
        return Address("planning", self.id.partition("/")[0])

    def reading_order(self, language: str = "") -> tuple[Any, ...]:
        """By series, then by number; those without one stand last, by title."""
        return self.series.id, self.order is None, self.order or 0, order(self.title, language)

    @property
    def asked(self) -> dict[str, Question]:
        """The questions that are still asked."""
        return {name: each for name, each in self.questions.items() if each.retired is None}

    @property
    def pieces(self) -> frozenset[str]:
        """The ids of what each team does: the questions; where none is asked, the lines of the table that no owner here does."""
        return frozenset(self.asked or (name for name, step in self.prepare.items() if step.owner is None))


class Before(Written):
    """What a team answered before."""

    main: ClassVar[str] = "text"

    text: ProseField = about("The answer then.")
    date: Happened | None = about("The day on which it was given.", None)


class TeamAnswer(Part):
    """What a team answered to one question."""

    called: ClassVar[str] = "worksheet-answer"
    main: ClassVar[str] = "text"

    text: ProseField = about("The answer.")
    date: Happened | None = about("The day on which it was given; else `answered_on` of the file.", None)
    earlier: Many[Annotated[Before, *short("text")]] = about("Answers that the team gave before, the newest first.", ())


class Prepared(Step):
    """One line of the preparation table, as the team fills it in; a bare text is an action of the team's own."""

    called: ClassVar[str] = "prepared"
    main: ClassVar[str] = "text"

    text: TextField | None = about("What is done; not needed for what the worksheet lists.", None)


class TeamSheet(Record):
    """The content of ``planning/<series>/<worksheet>/<team>.yml``."""

    answered_on: Happened | None = about(
        "The day of the discussion; it dates answers without a day of their own.", None
    )
    answered_by: Many[Annotated[Link, LinkTo(("person", "role"), means="discussed by", back="discussed")]] = about(
        "Who took part, or who answered.", ()
    )
    answers: Annotated[dict[PartId, TeamAnswer], PartsOf(lambda: TeamAnswer)] = about(
        "For each question of the worksheet, what the team says.", {}
    )
    prepare: Annotated[dict[PartId, Prepared], PartsOf(lambda: Prepared)] = about(
        "Who does what by when: lines of the worksheet's table by their ids, and actions of the team's own.", {}
    )
    notes: ProseField | None = about("What else was said; in a `.md` file the text.", None)

    @property
    def worksheet(self) -> Address:
        """The worksheet that it fills in."""
        return Address("worksheet", self.id.rpartition("/")[0])

    @property
    def team(self) -> Address:
        """The team."""
        return Address("team", self.id.rpartition("/")[2])

    @property
    def called(self) -> Message:
        """What people call it: its worksheet and its team."""
        return say("{sheet}: {team}", sheet=self.worksheet, team=self.team)

    @property
    def label(self) -> str:
        """What people call it, from the names of the files: a record knows no other one."""
        sheet, team = (each.id.rpartition("/")[2].replace("-", " ") for each in (self.worksheet, self.team))
        return f"{sheet.capitalize()}: {team}"

    @property
    def holders(self) -> tuple[Address, ...]:
        """It belongs to the team as much as to the worksheet."""
        return (self.team,)
