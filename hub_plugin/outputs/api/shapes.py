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
    documents: tuple[Listed, ...]


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
class Counts:
    """Coverage and score, and what they are made from."""

    applies: Annotated[int, says("How many obligations there are.")]
    answered: Annotated[int, says("How many are answered and need no confirmation.")]
    met: Annotated[int, says("How many count as met.")]
    scored: Annotated[
        int, says("What the score is a share of: those that apply, without not applicable and validly exempt.")
    ]
    coverage: Percent
    score: Percent
    states: Annotated[dict[State, int], says("How many show each state.")]
    counted: Annotated[
        dict[State, int], says("How many score as each state: an exemption that has ended scores as not met.")
    ]


@dataclass(frozen=True, slots=True)
class Levels:
    """Counts by level; the headline is over must."""

    must: Counts
    should: Counts
    may: Counts


@dataclass(frozen=True, slots=True)
class TeamProgress:
    """How far a team is, or one product of it that answers for itself."""

    team: Ref
    product: Annotated[str, says("The product; empty: the team itself.")]
    title: Annotated[str, says("What people call it.")]
    silent: Annotated[bool, says("Nothing that it is asked is answered.")]
    counts: Levels
    url: Url


@dataclass(frozen=True, slots=True)
class ResourceProgress:
    """How far all are with a standard, a template or a tool."""

    resource: Ref
    title: Annotated[str, says("What people call it.")]
    counts: Levels
    url: Url


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """How far all are with a requirement, or with a template or tool that is expected."""

    item: Ref
    resource: Ref
    title: Annotated[str, says("What is asked.")]
    code: Annotated[str, says("The number that people cite; may be empty.")]
    level: Level
    tier: Annotated[str, says("The tier; may be empty.")]
    counts: Counts
    url: Url


@dataclass(frozen=True, slots=True)
class Changed:
    """What one version changed in an item."""

    version: str
    what: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """One item that applies to one team or product, and what was answered."""

    item: Ref
    resource: Ref
    team: Ref
    product: Annotated[str, says("The product; empty: the team itself.")]
    title: Annotated[str, says("What is asked.")]
    level: Level
    tier: Annotated[str, says("The tier; may be empty.")]
    state: Annotated[State, says("What shows; `confirm`: the item has changed since it was answered.")]
    counts_as: Annotated[State, says("What it scores as.")]
    due: Annotated[Day | None, says("The day by which it is to be met, confirmed or renewed.")]
    since: Annotated[Day | None, says("The day since which the answer holds, else the day on which it was given.")]
    version: Annotated[str | None, says("The version that was answered, where the answer names one.")]
    reason: Annotated[str, says("Why, in the team's words; may be empty.")]
    evidence: Annotated[tuple[str, ...], says("Addresses, or links to records.")]
    plan: Annotated[str | None, says("What will close it.")]
    by: Annotated[Day | None, says("The day by which the team means to meet it.")]
    until: Annotated[Day | None, says("The last day of an exemption.")]
    approved_by: Annotated[str | None, says("Who approved the exemption.")]
    provided_by: Annotated[str | None, says("Who does it for the team.")]
    via: Annotated[str | None, says("The item whose answer counts here too.")]
    changed: Annotated[tuple[Changed, ...], says("What has changed since the answer, oldest first.")]
    campaigns: Annotated[tuple[str, ...], says("Open campaigns that ask for it.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Adoption:
    """The state of adoption."""

    generated_for: Made
    teams_asked: Annotated[int, says("How many teams are asked something that must be met.")]
    teams_answered: Annotated[int, says("How many of them have answered anything.")]
    counts: Levels
    teams: Annotated[tuple[TeamProgress, ...], says("By name, never by score.")]
    resources: Annotated[tuple[ResourceProgress, ...], says("Standards first, then by title.")]
    items: Annotated[tuple[ItemProgress, ...], says("By resource, in the order of its author.")]
    obligations: Annotated[tuple[Obligation, ...], says("By resource, item, team.")]


@dataclass(frozen=True, slots=True)
class Action:
    """Something that one person or team does by a day."""

    address: Ref
    text: str
    owner: Annotated[str | None, says("Who does it; null: nobody is named, or the name is not published.")]
    owner_name: Annotated[str, says("What people call the owner; may be empty.")]
    due: Day | None
    state: Literal["open", "done", "dropped"]
    done_on: Day | None
    overdue: bool
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
    text: str
    on: Day
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
    title: str
    start: Annotated[str, says("ISO 8601: a day, or a moment with its offset.")]
    end: Annotated[str, says("The same; of whole days the last one, included.")]
    all_day: bool
    zone: Annotated[str | None, says("The time zone (IANA) of its clock times; null for whole days.")]
    status: Annotated[str, says("tentative, confirmed or cancelled.")]
    place: Annotated[str, says("Where; may be empty.")]
    moved_from: Annotated[Day | None, says("The day from which it was moved.")]
    audience: Annotated[tuple[str, ...], says("Whom it is for; empty: everybody.")]
    url: Url


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

    on: Day
    about: Ref
    text: str
    who: Annotated[str | None, says("The team or person; null: nobody is named, or the name is not published.")]
    what: Literal["answer", "exemption", "task"]
    late: bool
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
    matter: Annotated[str, says("missing, late or review.")]
    why: Annotated[str, says("What is the matter, in one sentence.")]
    step: Annotated[str, says("The one next step.")]
    since: Day | None
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
    level: Literal["error", "warning", "advice"]
    message: str
    hint: str
    path: Annotated[str, says("The file, below the content folder.")]
    line: int
    column: int


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
    on: Day
    what: str
    version: str | None
    cause: Annotated[str | None, says("The decision behind it.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes."""

    generated_for: Made
    changes: Annotated[tuple[Change, ...], says("The newest first; what is dated in the future is not among them.")]
