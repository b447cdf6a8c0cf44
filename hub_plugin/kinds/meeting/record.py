"""A meeting series, and one session of it with what was decided and who does what."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from hub_plugin.model.addresses import Address
from hub_plugin.model.fields import (
    SCALAR,
    Boolean,
    Date,
    Duration,
    Many,
    NeutralField,
    ProseField,
    ScheduleField,
    TextField,
    Url,
    Widened,
    Zone,
    choice,
    short,
)
from hub_plugin.model.files import FileBeside
from hub_plugin.model.happened import Happened
from hub_plugin.model.heads import OWNERS, Owned, Owner
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Part, PartId, PartsOf, Record, Written, about
from hub_plugin.model.steps import STATES, state_of
from hub_plugin.model.texts import Message, say
from hub_plugin.model.times import parse_date
from hub_plugin.model.vocabulary import Links, TermField

AIMS = ("inform", "discuss", "decide")
OUTCOMES = ("decided", "noted", "postponed")
DECISION_STATES = ("accepted", "proposed", "rejected", "superseded")
CHECKS = ("before", "during", "after")
_SESSION = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d{2})(\d{2}))?")

Person = Annotated[Link, LinkTo(("person",), means="attended by", back="attended")]
Read = Annotated[Link, LinkTo((), means="reads beforehand", back="is read for", outside=True)]
Bringer = Annotated[Link, LinkTo(OWNERS, means="brought by", back="brings")]


class Participants(Written):
    """Who takes part in a series."""

    teams: Many[Annotated[Link, LinkTo(("team",), means="invites", back="is invited to")]] = about(
        "These teams, with all members.", ()
    )
    roles: Many[Annotated[Link, LinkTo(("role",), means="invites", back="is invited to")]] = about(
        "Whoever holds these roles.", ()
    )
    people: Many[Annotated[Link, LinkTo(("person",), means="invites", back="is invited to")]] = about(
        "These people.", ()
    )


class Meeting(Owned):
    """The content of ``meetings/<series>.yml``."""

    purpose: TextField | None = about("What it is for, in one sentence.", None)
    must_agree: Many[TextField] = about("What each meeting must agree.", ())
    chair: Annotated[Link, LinkTo(("person", "role"), means="chaired by", back="chairs")] | None = about(
        "Who chairs it.", None
    )
    schedule: ScheduleField | None = about("When it meets; `ad hoc` if it has no rhythm.", None)
    timezone: Zone | None = about("Its time zone, where it is not the hub's.", None)
    place: NeutralField | None = about("Where it meets.", None)
    participants: Participants | None = about("Who takes part: teams, roles, people.", None)
    agenda: Many[TextField] = about("The standing agenda.", ())
    agenda_before: Duration | None = about("How long before a meeting its agenda is out.", None)
    reports_before: Duration | None = about("How long before a meeting its reports are out.", None)
    reports: dict[TermField, Many[Bringer]] = about("Which reports each meeting needs, and who brings them.", {})
    ended: Date | None = about("The day of its last meeting, once it is over.", None)


class Item(Written):
    """One item of an agenda."""

    main: ClassVar[str] = "topic"

    topic: TextField = about("What it is about.")
    presenter: Many[Annotated[Link, LinkTo(OWNERS, means="presented by", back="presents")]] = about(
        "Who presents it.", ()
    )
    duration: Duration | None = about("How long it takes.", None)
    aim: Annotated[str, *choice(*AIMS, says="an aim")] | None = about("inform, discuss or decide.", None)
    read: Many[Read] = about("What to read beforehand: records or addresses.", ())
    outcome: Annotated[str, *choice(*OUTCOMES, says="an outcome")] | None = about(
        "decided, noted, or postponed: then it is proposed again, until a later agenda has a topic of that name, or one with the same "
        "to read.",
        None,
    )
    why: TextField | None = about("Why it is on the agenda.", None)


class Report(Written):
    """One report that was brought."""

    report: TermField = about("Its name in the series' `reports`, or any other.")
    file: FileBeside | None = about("The file; it lies beside the session.", None)
    url: Url | None = about("Where it is read, if it is not a file.", None)
    sent: Happened | None = about("When it was sent.", None)


class Check(Written):
    """One look back at a decision: on which day, and what came of it."""

    main: ClassVar[str] = "date"

    date: Date = about("The day by which it is looked at.")
    owner: Owner | None = about("Who looks; else whoever chairs the series.", None)
    done_on: Happened | None = about("The day on which it was looked at.", None)
    result: TextField | None = about("What was found, in one or two sentences.", None)

    @property
    def done(self) -> bool:
        """Whether it took place."""
        return self.done_on is not None or self.result is not None


CheckField = Annotated[Check, *short("date")]


class FollowUp(Written):
    """Checks of an important decision: days, or each with `date`, `done_on` and `result`."""

    before: CheckField | None = about("Before it takes effect.", None)
    during: CheckField | None = about("While it takes effect.", None)
    after: CheckField | None = about("After it has taken effect.", None)

    def checks(self) -> Iterator[tuple[str, Check]]:
        """Yield the checks that are planned, by name, in their order."""
        for name in CHECKS:
            if (check := getattr(self, name)) is not None:
                yield name, check


class DecisionPart(Part):
    """Something that was decided."""

    called: ClassVar[str] = "decision"
    main: ClassVar[str] = "text"

    text: TextField = about("What was decided, in one or two sentences.")
    why: ProseField | None = about("Why.", None)
    status: Annotated[str, *choice(*DECISION_STATES, says="a decision's status")] = about(
        "accepted, proposed, rejected or superseded.", "accepted"
    )
    affects: Many[Annotated[Link, LinkTo((), means="affects", back="is affected by")]] = about(
        "Records that it changes.", ()
    )
    supersedes: Many[Annotated[Link, LinkTo(("decision",), means="supersedes", back="superseded by", ordered=True)]] = (
        about("Decisions that no longer hold because of it.", ())
    )
    follow_up: FollowUp | None = about(
        "When it is looked at again: before, during and after; then what was found.", None
    )


class Action(Part):
    """Something that one person or team does."""

    called: ClassVar[str] = "action"
    main: ClassVar[str] = "text"

    text: TextField = about("What is done.")
    owner: Owner | None = about("Who does it: exactly one.", None)
    due: Date | None = about("By when.", None)
    status: Annotated[str, *choice(*STATES, says="an action's status")] | None = about(
        "open, done or dropped; with `done_on` it is done without this.", None
    )
    done_on: Happened | None = about("When it was done.", None)
    why: TextField | None = about("What came of it, or why it was dropped.", None)

    @property
    def state(self) -> str:
        """Whether it is open, done or dropped."""
        return state_of(self.status, self.done_on)


def _reports(value: Any) -> Any:
    return (
        [
            {"report": name, **item} if isinstance(item, dict) else {"report": name, "sent": item}
            for name, item in value.items()
        ]
        if isinstance(value, dict)
        else value
    )


def _reports_by_name(many: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "object", "additionalProperties": {"anyOf": [{"type": SCALAR}, {"type": "object"}]}}]


class Session(Record):
    """The content of ``meetings/<series>/<date>.md``."""

    title: TextField | None = about("A name, where the date is not enough.", None)
    published: Happened | None = about("When its agenda went out.", None)
    extra: Boolean = about("It lies outside the series' days.", False)
    moved_from: Date | None = about("The day of the series that it was moved from.", None)
    cancelled: TextField | None = about("Why it did not take place.", None)
    place: NeutralField | None = about("Where, if not at the usual place.", None)
    agenda: Many[Annotated[Item, *short("topic")]] = about("The agenda, item by item.", ())
    reports: Annotated[Many[Report], BeforeValidator(_reports), Widened(_reports_by_name)] = about(
        "The reports that were brought.", ()
    )
    attended: Many[Person] = about("Who was there.", ())
    apologies: Many[Annotated[Link, LinkTo(("person",), means="missed by", back="missed")]] = about(
        "Who had said that they could not come.", ()
    )
    guests: Many[TextField] = about("Who was there and is not in the hub.", ())
    minutes_by: Annotated[Link, LinkTo(("person", "role"), means="minuted by", back="minuted")] | None = about(
        "Who wrote the notes.", None
    )
    decisions: Annotated[dict[PartId, DecisionPart], PartsOf(lambda: DecisionPart)] = about("What was decided.", {})
    actions: Annotated[dict[PartId, Action], PartsOf(lambda: Action)] = about("Who does what, by when.", {})
    files: Many[FileBeside] = about("Further files; they lie beside this one.", ())
    links: Links = about("Further addresses: `{Recording: https://…}`.", {})
    notes: ProseField | None = about("The notes; in a `.md` file the text below the front matter.", None)

    @property
    def series(self) -> str:
        """The id of the series."""
        return self.id.partition("/")[0]

    @property
    def called(self) -> Message | None:
        """What people call it: its series and its day."""
        day = self.date
        return say("{series}, {day}", series=Address("meeting", self.series), day=day) if day else None

    @property
    def date(self) -> datetime.date | None:
        """The day, from the file name; None where that is no day."""
        found = _SESSION.fullmatch(self.id.rpartition("/")[2])
        try:
            return parse_date(found[1]) if found else None
        except ValueError:
            return None

    @property
    def at(self) -> datetime.time | None:
        """The time, where the file name has one (two sessions on a day)."""
        found = _SESSION.fullmatch(self.id.rpartition("/")[2])
        if not found or found[2] is None or int(found[2]) > 23 or int(found[3]) > 59:
            return None
        return datetime.time(int(found[2]), int(found[3]))
