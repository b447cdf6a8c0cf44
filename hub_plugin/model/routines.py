"""What kinds state about daily work: stages that feed each other, weeks as people plan them, questions that want a decision."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Fact
from hub_plugin.model.findings import Route

OUTCOMES = ("done", "partly", "carried-over", "dropped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Fact):
    """A stage of work: a process as a whole, or one step of it.

    What measures it is told by links (``measured by``), who answers for it too (``owned by``).

    Args:
        whole: the process that it is a step of; None: it is a process.
        feeds: the stages that cannot go well if this one does not; a step names its own process where its work is the result.
        core: it is one of the points at which the work is measured and owned.
    """

    title: str
    whole: Address | None = None
    feeds: tuple[Address, ...] = ()
    core: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing that was planned for a week; no outcome: nothing was said yet."""

    about: Address
    text: str
    outcome: str = ""
    why: str = ""
    route: Route = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Week(Fact):
    """What one person planned for a week that begins on a Monday, and what came of it."""

    who: Address
    monday: datetime.date
    planned: tuple[Planned, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Fact):
    """Something that a meeting is to decide on a day, and has not yet."""

    text: str
    on: datetime.date
    forum: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed(Fact):
    """A topic that a meeting postponed on a day, and that no later agenda has taken up."""

    text: str
    on: datetime.date
    forum: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Fact):
    """What the agenda of a coming session has something about: it need not be proposed once more."""

    on: datetime.date
    forum: Address | None = None
