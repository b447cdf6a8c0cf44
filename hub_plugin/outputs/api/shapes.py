"""The shapes of ``api/v1``. A name once given stays; what is new gets a new field."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field


def says(sentence: str) -> Any:
    """Tell whoever reads the schema what a field holds."""
    return Field(description=sentence)


Day = datetime.date
State = Literal["met", "partly", "not-met", "not-applicable", "exempt", "silent", "confirm"]
Level = Literal["must", "should", "may"]
Made = Annotated[Day, says("The day as of which the document was made, in the hub's zone.")]
Ref = Annotated[str, says("A record or part as it stands in links: `kind/id#part`.")]
Url = Annotated[
    str | None,
    says(
        "Where it is shown: a whole address, or one below the site's root if the site has no `site_url`; null: nowhere."
    ),
]
Percent = Annotated[int | None, says("Whole percent, rounded down; null where there is nothing to count.")]


@dataclass(frozen=True, slots=True)
class Listed:
    """One document."""

    path: Annotated[str, says("Where it lies, beside the index.")]
    description: Annotated[str, says("What it holds.")]
    schema: Annotated[str, says("Where its JSON Schema lies, beside the index.")]


@dataclass(frozen=True, slots=True)
class Index:
    """The index."""

    generated_for: Made
    version: Annotated[str, says("The version of this interface.")]
    hub: Annotated[str, says("The name of the hub.")]
    documents: Annotated[tuple[Listed, ...], says("All but the index itself.")]


@dataclass(frozen=True, slots=True)
class Record:
    """One record."""

    address: Ref
    kind: Annotated[str, says("Its kind.")]
    id: Annotated[str, says("Its id within its kind.")]
    title: Annotated[str, says("What people call it.")]
    summary: Annotated[str, says("What it is for; may be empty.")]
    status: Annotated[
        str | None,
        says(
            "For shared resources: draft, trial, active, deprecated or retired. Other kinds have words of their own, or none."
        ),
    ]
    owners: Annotated[tuple[str, ...], says("The teams, people or roles that answer for it.")]
    tags: Annotated[tuple[str, ...], says("Words to find it by.")]
    code: Annotated[str | None, says("The number that people cite.")]
    version: Annotated[str | None, says("The version in force.")]
    changed: Annotated[Day | None, says("The day of its last dated change.")]
    replaced_by: Annotated[tuple[str, ...], says("What to use instead.")]
    downloads: Annotated[tuple[str, ...], says("Where its files can be taken, as `url`.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Records:
    """The records."""

    generated_for: Made
    records: Annotated[tuple[Record, ...], says("By kind and id.")]


@dataclass(frozen=True, slots=True)
class Action:
    """Something that one person or team does by a day."""

    address: Ref
    text: Annotated[str, says("What is to be done.")]
    owner: Annotated[str | None, says("Who does it; null: nobody is named, or the name is not published.")]
    owner_name: Annotated[str, says("What people call the owner; may be empty.")]
    due: Annotated[Day | None, says("By when.")]
    state: Annotated[Literal["open", "done", "dropped"], says("Whether it is still to be done.")]
    done_on: Annotated[Day | None, says("When it was done.")]
    overdue: Annotated[bool, says("It is open, and its day has passed.")]
    forum: Annotated[str | None, says("The meeting series that it came out of.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions."""

    generated_for: Made
    actions: Annotated[tuple[Action, ...], says("Open ones first, by day.")]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided."""

    address: Ref
    text: Annotated[str, says("What was decided.")]
    on: Annotated[Day, says("The day of the meeting.")]
    status: Annotated[str, says("accepted, proposed, rejected or superseded.")]
    forum: Annotated[str | None, says("The meeting series.")]
    affects: Annotated[tuple[str, ...], says("Records that it affects.")]
    supersedes: Annotated[tuple[str, ...], says("Decisions that it takes the place of.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions."""

    generated_for: Made
    decisions: Annotated[tuple[Decision, ...], says("The newest first.")]


@dataclass(frozen=True, slots=True)
class Happening:
    """One occurrence of one event."""

    address: Ref
    title: Annotated[str, says("What it is called.")]
    start: Annotated[str, says("ISO 8601: a day, or a moment with its offset.")]
    end: Annotated[str, says("The same; of whole days the last one, included.")]
    all_day: Annotated[bool, says("It takes whole days.")]
    zone: Annotated[str | None, says("The time zone (IANA) of its clock times; null for whole days.")]
    status: Annotated[str, says("tentative, confirmed or cancelled.")]
    place: Annotated[str, says("Where; may be empty.")]
    moved_from: Annotated[Day | None, says("The day from which it was moved.")]
    audience: Annotated[tuple[str, ...], says("Whom it is for; empty: everybody.")]
    url: Annotated[str | None, says("Where that occurrence, else the event, is shown; as `url` elsewhere.")]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar."""

    generated_for: Made
    first: Annotated[Day, says("The first day that it covers.")]
    last: Annotated[Day, says("The last day that it covers.")]
    happenings: Annotated[tuple[Happening, ...], says("By day, whole days first.")]


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done by a day."""

    on: Annotated[Day, says("The day, included.")]
    about: Ref
    text: Annotated[str, says("What it is.")]
    who: Annotated[str | None, says("The team or person; null: nobody is named, or the name is not published.")]
    what: Annotated[
        Literal["answer", "exemption", "task"],
        says("Whether an answer is due, an exemption ends, or an action is due."),
    ]
    late: Annotated[bool, says("Its day has passed.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Dues:
    """The dues."""

    generated_for: Made
    dues: Annotated[tuple[Due, ...], says("By day.")]


@dataclass(frozen=True, slots=True)
class Attention:
    """Something that needs somebody's attention."""

    about: Ref
    matter: Annotated[str, says("missing, late, clash or review.")]
    why: Annotated[str, says("What is the matter, in one sentence.")]
    step: Annotated[str, says("The one next step.")]
    since: Annotated[Day | None, says("Since when, where that is known.")]
    forum: Annotated[str | None, says("The meeting series to which it belongs.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Attentions:
    """The attentions."""

    generated_for: Made
    attentions: Annotated[
        tuple[Attention, ...], says("Who is missing first, then what is late, then what is to be reviewed.")
    ]


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubtful place in the content."""

    rule: Annotated[str, says("The name of the rule; the reference has a page of all.")]
    level: Annotated[Literal["error", "warning", "advice"], says("How much it matters.")]
    message: Annotated[str, says("What is wrong.")]
    hint: Annotated[str, says("What to do; may be empty.")]
    path: Annotated[str, says("The file, below the content folder.")]
    line: Annotated[int, says("The line, from 1.")]
    column: Annotated[int, says("The column, from 1.")]


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings."""

    generated_for: Made
    findings: Annotated[tuple[Finding, ...], says("By file and line; those in unpublished records are left out.")]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed on a day."""

    about: Ref
    title: Annotated[str, says("What people call the record that changed.")]
    on: Annotated[Day, says("The day.")]
    what: Annotated[str, says("What changed.")]
    version: Annotated[str | None, says("The version that the change made.")]
    cause: Annotated[str | None, says("The decision behind it.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes."""

    generated_for: Made
    changes: Annotated[tuple[Change, ...], says("The newest first; what is dated in the future is not among them.")]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is with one thing that is done piece by piece."""

    about: Ref
    title: Annotated[str, says("What people call it.")]
    within: Annotated[str | None, says("The series that it belongs to.")]
    who: Annotated[str | None, says("The team, person or role; null: the name is not published.")]
    done: Annotated[int, says("How many pieces are done.")]
    all: Annotated[int, says("How many pieces there are.")]
    expected: Annotated[bool, says("It is for them; else they do it of their own will.")]
    on: Annotated[Day | None, says("The day of the last piece, where that is known.")]
    due: Annotated[Day | None, says("By when.")]
    url: Annotated[str | None, says("Where what they wrote is shown, else the thing itself; as `url` elsewhere.")]


@dataclass(frozen=True, slots=True)
class AllProgress:
    """All progress."""

    generated_for: Made
    progress: Annotated[tuple[Progress, ...], says("By thing, then by name of who.")]


@dataclass(frozen=True, slots=True)
class Observation:
    """Something that people noticed, followed until it is closed."""

    address: Ref
    text: Annotated[str, says("What it is called.")]
    on: Annotated[Day | None, says("The day on which it was noticed.")]
    of: Annotated[tuple[str, ...], says("What it is about.")]
    state: Annotated[
        str,
        says("For gaps: found, raised, answered, planned, closed. For learnings: waiting, adopted, partly, declined."),
    ]
    severity: Annotated[str | None, says("high, medium or low; null where that has no meaning.")]
    owner: Annotated[str | None, says("Who follows it or told it; null: nobody, or the name is not published.")]
    waits: Annotated[bool, says("It waits for an answer.")]
    days_open: Annotated[int | None, says("For how many days it is open, or was until it was closed.")]
    closed: Annotated[Day | None, says("The day on which it was closed.")]
    outcome: Annotated[str, says("What came of it; may be empty.")]
    forum: Annotated[str | None, says("The meeting series to which it belongs.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Observations:
    """The observations."""

    generated_for: Made
    observations: Annotated[tuple[Observation, ...], says("Open ones first, the oldest on top.")]
