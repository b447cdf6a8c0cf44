"""What kinds state: the vocabulary between records and everything that leaves.

A fact says what it is about and where it was written. Outputs and joins read facts; they never learn which kind stated one.
Dates are plain days in the hub's zone. Nothing here depends on today: that is an argument of the joins.
Words for work that goes on over time (assignment, progress, observation) are in ``facts_of_work.py``, those for calendars
in ``occasions.py``.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from hub_plugin.model.addresses import Address
from hub_plugin.model.findings import Route
from hub_plugin.model.texts import Message
from hub_plugin.model.times import Duration, Version

MUST, SHOULD, MAY = "must", "should", "may"
LEVELS = (MUST, SHOULD, MAY)  # the keywords of RFC 2119, strongest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that a record states.

    Args:
        about: the record or part that it is about.
        source: the record that it was written in.
        route: where in that record.
    """

    about: Address
    source: Address
    route: Route = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Fact):
    """What the hub sets for all: zone, languages, grace for late joiners and changes, the forum of last resort."""

    zone: datetime.tzinfo
    languages: tuple[str, ...]
    grace: Duration
    steering: Address | None
    review_every: tuple[tuple[str, Duration], ...] = ()
    sponsor: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Fact):
    """A group of people that is asked: a team, a working group, a committee."""

    title: str
    parent: Address | None
    disciplines: tuple[str, ...]
    type: str
    tags: tuple[str, ...]
    members: tuple[Address, ...]
    lead: Address | None
    joined: datetime.date | None
    left: datetime.date | None
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended(Fact):
    """A person or team that is no longer there; what it answered and decided stays in history."""

    title: str
    on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat(Fact):
    """A role of the centre, or a post of the organisation, and who holds it until when; with ``per_group`` see :class:`Filling`."""

    title: str
    holders: tuple[Address, ...]
    deputies: tuple[Address, ...]
    until: datetime.date | None = None
    required: bool
    per_group: bool = False
    group: Address | None = None
    post: bool = False
    purpose: str = ""
    decides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling(Fact):
    """Who fills a post, or anything that a group has a word for, in one group."""

    role: str  # the id of a role, or any word
    holders: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which groups are meant: what is given is joined by "and", values inside one by "or"; nothing given means all."""

    teams: frozenset[Address] = frozenset()
    disciplines: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    part_of: frozenset[Address] = frozenset()
    leaves_out: frozenset[Address] = frozenset()

    def means(self, group: Group, within: frozenset[Address]) -> bool:
        """Tell whether a group is meant; ``within`` holds the groups of ``part_of`` and all that are part of them."""
        return (
            group.about not in self.leaves_out
            and (not self.teams or group.about in self.teams)
            and (not self.disciplines or not self.disciplines.isdisjoint(group.disciplines))
            and (not self.types or group.type in self.types)
            and (not self.tags or not self.tags.isdisjoint(group.tags))
            and (not self.part_of or group.about in within)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Fact):
    """Something that every group in its scope is asked: a requirement, or a template or tool that is expected.

    Args:
        resource: the record that it belongs to; the record itself for templates and tools.
        level: must, should or may (RFC 2119).
        active: its resource is active or deprecated, and it is no mere heading.
        start: the first day on which it applies; None: always.
        introduced: the version that brought it; None: the first.
        changed: versions that changed it, each with what changed.
        retired: the version that ended it.
        by: the day by which it is to be met; None: no date.
        own_date: ``by`` is the item's own, not its resource's.
        same: items that one answer to this one also answers.
    """

    resource: Address
    title: str
    resource_title: str
    level: str
    scope: Scope
    active: bool
    start: datetime.date | None = None
    introduced: Version | None = None
    changed: tuple[tuple[Version, str], ...] = ()
    retired: Version | None = None
    by: datetime.date | None = None
    own_date: bool = False
    evidence: str = ""
    helps: tuple[Address, ...] = ()
    needs: tuple[Address, ...] = ()
    same: tuple[Address, ...] = ()
    group_title: str = ""
    tier: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Fact):
    """What a group says of an item, or of a whole resource.

    ``since`` dates the state; ``dated`` is the day on which the file was answered.
    """

    group: Address
    product: str
    product_name: str = ""  # what people call it, where that is not its id
    state: str
    version: Version | None
    since: datetime.date | None
    dated: datetime.date | None
    why: str = ""
    evidence: tuple[str, ...] = ()
    plan: str = ""
    by: datetime.date | None = None
    until: datetime.date | None = None
    approver: Address | None = None
    provider: str = ""
    unclear: str = ""
    earlier: tuple[tuple[str, datetime.date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive(Fact):
    """A campaign: items that its audience is encouraged to meet by a day."""

    title: str
    items: tuple[Address, ...]
    scope: Scope
    start: datetime.date
    due: datetime.date
    closed: datetime.date | None

    def open_on(self, day: datetime.date) -> bool:
        """Tell whether the campaign runs on a day."""
        return self.start <= day and (self.closed is None or day < self.closed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Fact):
    """Something that one person or team does by a day."""

    text: str | Message
    owner: Address | None
    due: datetime.date | None
    state: str  # open, done, dropped
    done_on: datetime.date | None = None
    forum: Address | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Fact):
    """What a meeting decided."""

    text: str
    on: datetime.date
    status: str
    forum: Address | None = None
    affects: tuple[Address, ...] = ()
    supersedes: tuple[Address, ...] = ()
    checks: tuple[datetime.date, ...] = ()  # the days on which it is looked at again


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge(Fact):
    """One link: ``about`` *means* ``to``, and ``to`` *back* ``about``."""

    means: str
    back: str
    to: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Fact):
    """Something that changed on a day, for the list of what is new and for the version of an answer."""

    on: datetime.date
    what: str | Message
    version: Version | None = None
    cause: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Fact):
    """When something was last read through, and how often it should be."""

    title: str
    last: datetime.date | None
    every: Duration | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Download(Fact):
    """A file that readers can take."""

    path: str  # below the content folder
    label: str = ""
    language: str = ""  # empty: it is for all


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention(Fact):
    """Something that time or silence made, with the one next step; it never fails a build.

    ``matter``: somebody is *missing*, something is *late*, two things *clash*, or something is to be looked at again (*review*).
    """

    why: Message
    step: Message
    since: datetime.date | None = None
    forum: Address | None = None
    matter: str = "late"


F = TypeVar("F", bound=Fact)


class Facts:
    """All facts of a hub, by type and by what they are about."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_type: dict[type[Fact], list[Fact]] = defaultdict(list)
        self._by_about: dict[tuple[type[Fact], Address], list[Fact]] = defaultdict(list)
        for fact in facts:
            self._by_type[type(fact)].append(fact)
            self._by_about[type(fact), fact.about].append(fact)

    def of(self, kind: type[F]) -> list[F]:
        """Return all facts of a type, in the order in which they were stated."""
        return self._by_type.get(kind, [])  # type: ignore[return-value]

    def about(self, address: Address, kind: type[F]) -> list[F]:
        """Return the facts of a type about one record or part."""
        return self._by_about.get((kind, address), [])  # type: ignore[return-value]

    def __iter__(self) -> Iterator[Fact]:
        for facts in self._by_type.values():
            yield from facts
