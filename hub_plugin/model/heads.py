"""What records of several kinds have in common: an owner, a status, a history, an audience."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BeforeValidator

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Scope
from hub_plugin.model.fields import (
    Date,
    Duration,
    Many,
    NeutralField,
    Status,
    StatusField,
    TextField,
    Version,
    Widened,
    choice,
    listed,
    short,
)
from hub_plugin.model.happened import Happened
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Record, Written, about
from hub_plugin.model.texts import Text
from hub_plugin.model.times import Version as VersionNumber
from hub_plugin.model.vocabulary import Links, TermField

OWNERS = ("team", "person", "role")
Owner = Annotated[Link, LinkTo(OWNERS, means="owned by", back="owns")]
Replacement = LinkTo(("template", "tool", "standard"), means="replaced by", back="replaces", outside=True, ordered=True)
Replaced = LinkTo(("template", "tool", "standard"), means="replaces", back="replaced by", ordered=True)
Shown = Annotated[Link, LinkTo((), means="shown by", back="is evidence for", outside=True, words=Text)]
DecidedIn = Annotated[Link, LinkTo(("decision",), means="decided in", back="decides", outside=True)]


class Owned(Record):
    """The head of every record that somebody answers for."""

    title: TextField = about("What people call it.")
    summary: TextField | None = about("What it is for, in one or two sentences.", None)
    owner: Many[Owner] = about("The team, person or role that answers for it.", ())
    tags: Many[TermField] = about("Words to find it by.", ())
    links: Links = about("Further addresses: `{Label: https://…}`.", {})
    contact: NeutralField | None = about("Where to ask: a channel or a mail address.", None)
    reviewed: Happened | None = about("When its owner last read it through.", None)
    review_every: Duration | None = about("How often it is read through; else as `hub.yml` says for its kind.", None)


class Shared(Owned):
    """An owned resource that others use; its status answers "may I use it?"."""

    status: StatusField = about(
        "May it be used? draft: not yet; trial: with the owner's help; active: yes; deprecated: not for new work; retired: no."
    )
    until: Date | None = about("With `deprecated`: the last day on which it may be used.", None)
    replaces: Many[Annotated[Link, Replaced]] = about("What it takes the place of.", ())
    replaced_by: Many[Annotated[Link, Replacement]] = about("What to use instead.", ())

    @property
    def asked(self) -> bool:
        """Whether teams are asked about it: active, or deprecated and not yet gone."""
        return self.status in (Status.ACTIVE, Status.DEPRECATED)


class Change(Written):
    """One line of a history."""

    version: Version = about("The version that the change made.")
    date: Date = about("When it came into force.")
    what: TextField = about("What changed, in a few words.")
    decided_in: Many[DecidedIn] = about("The decisions behind it: `series/date#decision`, or an address.", ())


Changes = Many[Change]


def in_force(changes: Iterable[Change], day: datetime.date) -> VersionNumber | None:
    """Return the newest version whose date has come, or None."""
    return max((change.version for change in changes if change.date <= day), default=None)


class Audience(Written):
    """Which teams are meant: keys are joined by "and", values inside a key by "or"; nothing written means all teams."""

    teams: Many[Annotated[Link, LinkTo(("team",), means="applies to", back="is asked by")]] = about("These teams.", ())
    disciplines: Many[TermField] = about("Teams of one of these disciplines.", ())
    types: Many[TermField] = about("Teams of one of these types (team, working group, committee).", ())
    tags: Many[TermField] = about("Teams with one of these tags.", ())
    part_of: Many[Annotated[Link, LinkTo(("team",), means="applies to all below", back="is asked by")]] = about(
        "These teams and all teams below them.", ()
    )
    except_: Many[Annotated[Link, LinkTo(("team",), means="leaves out", back="is left out by")]] = about(
        "But not these teams.", (), alias="except"
    )


def _audience(value: Any) -> Any:
    if isinstance(value, str) and value.casefold() in ("all", "all teams"):
        return {}
    return {"teams": listed(value)} if isinstance(value, str | list) else value


def scope_of(audience: Audience | None) -> Scope:
    """Return which groups an audience means."""
    if audience is None:
        return Scope()

    def targets(links: tuple[Link, ...]) -> frozenset[Address]:
        return frozenset(link.to for link in links if link.to)

    return Scope(
        targets(audience.teams), frozenset(audience.disciplines), frozenset(audience.types), frozenset(audience.tags),
        targets(audience.part_of), targets(audience.except_),
    )  # fmt: skip


AudienceField = Annotated[Audience, BeforeValidator(_audience), Widened(lambda full: [full["properties"]["teams"]])]
USES = ("required", "recommended", "optional")


class Expected(Written):
    """How far teams are expected to use a template or tool."""

    main = "use"

    use: Annotated[str, *choice(*USES, says="an expected use")] = about(
        "required or recommended (then every team it is for is asked), or optional."
    )
    by: Date | None = about("The day by which teams use it.", None)


ExpectedField = Annotated[Expected, *short("use")]
