"""Facts joined to facts: what nobody wrote down, and what follows from it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from hub_plugin.model.addresses import Address
from hub_plugin.model.alphabets import Key, order
from hub_plugin.model.derive.accountability import Accountability, accountability
from hub_plugin.model.derive.alignment import Alignment, alignment
from hub_plugin.model.derive.assignments import Assigned, assigned
from hub_plugin.model.derive.attentions import attentions
from hub_plugin.model.derive.board import Board, board
from hub_plugin.model.derive.clashes import AHEAD, Clash, clashes
from hub_plugin.model.derive.courses import Course, courses
from hub_plugin.model.derive.diaries import Diaries
from hub_plugin.model.derive.dues import Due, dues
from hub_plugin.model.derive.figures import figures
from hub_plugin.model.derive.flow import Flow
from hub_plugin.model.derive.gauges import Gauge, Sign, Trend, gauges
from hub_plugin.model.derive.happenings import Happening, happenings
from hub_plugin.model.derive.invited import Invited
from hub_plugin.model.derive.obligations import Obligation, State, Unit, obligations
from hub_plugin.model.derive.progress import Progress
from hub_plugin.model.derive.standings import Standings
from hub_plugin.model.derive.topics import Topic, topics
from hub_plugin.model.facts import Answer, Attention, Facts, Group, Settings
from hub_plugin.model.groups import Reach
from hub_plugin.model.keeping import NOTHING, Kept
from hub_plugin.model.occasions import Event

__all__ = [
    "Alignment", "Assigned", "Board", "Clash", "Course", "Due", "Gauge", "Happening", "Invited", "Joined", "Obligation", "Progress", "Sign",
    "State", "Topic", "Trend", "Unit", "join",
]  # fmt: skip


K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True)
class Joined:
    """The facts of a hub as of one day, with everything that follows from them.

    Args:
        facts: what was stated.
        today: the day, in the hub's zone.
        obligations: every item times every unit that it applies to.
        attentions: what time and silence made, the longest-standing first.
        dues: everything with a day by which it is to be done, by day.
        topics: what the next agendas should hold, by forum.
        invited: whom events are for.
        clashes: what needs the same people or the same place at the same time, in the coming half year.
        groups: the groups that are there, by name.
        gauges: every measure with its readings against their targets.
        courses: every aim with how it goes.
        language: the one by whose alphabet names are sorted.
        kept: what was joined before.
    """

    facts: Facts
    today: datetime.date
    settings: Settings
    obligations: tuple[Obligation, ...]
    attentions: tuple[Attention, ...]
    dues: tuple[Due, ...]
    topics: dict[Address, list[Topic]]
    invited: Invited
    clashes: tuple[Clash, ...] = ()
    groups: tuple[Group, ...] = ()
    gauges: dict[Address, Gauge] = field(default_factory=dict)
    courses: dict[Address, Course] = field(default_factory=dict)
    language: str = "en"
    kept: Kept = field(default=NOTHING, repr=False, compare=False)
    _met: dict[Address, list[Group]] = field(default_factory=dict, repr=False)

    @cached_property
    def by_unit(self) -> dict[Unit, list[Obligation]]:
        """The obligations of each unit."""
        return _grouped(self.obligations, lambda each: each.unit)

    @cached_property
    def by_item(self) -> dict[Address, list[Obligation]]:
        """The obligations about each item, by the name of who is asked."""
        found = _grouped(self.obligations, lambda each: each.ask.about)
        return {item: sorted(asked, key=lambda each: self.place(each.unit)) for item, asked in found.items()}

    @cached_property
    def by_resource(self) -> dict[Address, list[Obligation]]:
        """The obligations about each resource, and its items."""
        return _grouped(self.obligations, lambda each: each.ask.resource)

    def within(self, language: str) -> Joined:
        """Return the same with its names sorted as another language does."""
        if language == self.language:
            return self
        groups = tuple(sorted(self.groups, key=lambda group: order(group.title, language)))
        return replace(self, language=language, groups=groups, _met={})

    def order(self, text: str) -> Key:
        """Return the key by which a name is sorted."""
        return order(text, self.language)

    def place(self, unit: Unit) -> tuple[int, str]:
        """Return the key by which teams and products are sorted: by name, a team before its products."""
        return self._places.get(unit.group, -1), unit.product

    @cached_property
    def _places(self) -> dict[Address, int]:
        return {group.about: number for number, group in enumerate(self.groups)}

    @cached_property
    def _units_of(self) -> dict[Address, list[Unit]]:
        found: dict[Address, list[Unit]] = defaultdict(list)
        for unit in sorted(self.by_unit, key=lambda unit: unit.product):
            found[unit.group].append(unit)
        return found

    def units_of(self, group: Address) -> list[Unit]:
        """Return a group's units: the group itself, then its products by id."""
        return self._units_of.get(group, [])

    def helpers(self, item: Address, asking: Address | None = None) -> list[Group]:
        """Return the groups that have met an item and can be asked, by name: never a rank."""
        if item not in self._met:
            met = {each.unit.group for each in self.by_item.get(item, ()) if each.state is State.MET}
            self._met[item] = [group for group in self.groups if group.about in met]
        return [group for group in self._met[item] if group.about != asking]

    @cached_property
    def asked(self) -> tuple[Group, ...]:
        """The groups that are asked something that must be met."""
        asked = {each.unit.group for each in self.obligations if each.ask.level == "must"}
        return tuple(group for group in self.groups if group.about in asked)

    @cached_property
    def silent(self) -> tuple[Group, ...]:
        """The asked groups that have answered nothing at all."""
        answering = {answer.group for answer in self.facts.of(Answer)}
        return tuple(group for group in self.asked if group.about not in answering)

    @cached_property
    def headline(self) -> Progress:
        """The progress of all over everything that must be met."""
        return self.progress(self.obligations)

    @cached_property
    def board(self) -> Board:
        """All units and resources, with the progress over must."""
        return board(self.obligations, {group.about: group.title for group in self.groups}, self.language)

    @cached_property
    def alignment(self) -> Alignment:
        """The ladder from the mission down to the work, and what hangs in the air."""
        return self.kept.asked("alignment", (), self.facts, alignment)

    @cached_property
    def flow(self) -> Flow:
        """The stages of work, what is off target among them, and what that puts at risk."""
        return Flow(self.facts, self.gauges, self.today)

    @cached_property
    def diaries(self) -> Diaries:
        """The weekly journals."""
        return Diaries(self.facts, self.today)

    @cached_property
    def accountability(self) -> Accountability:
        """Which role answers for what, and what nobody answers for."""
        return accountability(self.facts, self.gauges, self.courses, self.today, self.language)

    @cached_property
    def standings(self) -> Standings:
        """Where each group stands on each ladder."""
        return Standings(self.facts, self.today, self.language)

    @cached_property
    def assigned(self) -> tuple[Assigned, ...]:
        """Each assignment with each group that it is for, or that works on it."""
        return assigned(self.facts, self.today, self.language)

    @cached_property
    def _assigned_of(self) -> dict[Address, list[Assigned]]:
        found: dict[Address, list[Assigned]] = defaultdict(list)
        for each in self.assigned:
            found[each.group.about].append(each)
        return found

    def assigned_of(self, group: Address) -> list[Assigned]:
        """Return a group's assignments."""
        return self._assigned_of.get(group, [])

    def happenings(self, first: datetime.date, last: datetime.date) -> list[Happening]:
        """Return what begins in a stretch of days (both included)."""
        events, zone = self.facts.of(Event), self.settings.zone
        return self.kept.made(
            ("happenings", first, last), (events, self.settings), lambda: happenings(events, first, last, zone)
        )

    def progress(self, obligations: Iterable[Obligation], level: str = "must") -> Progress:
        """Count the obligations of one level; the headline is over must."""
        return Progress.of(each for each in obligations if each.ask.level == level)


def _grouped(obligations: Iterable[Obligation], key: Callable[[Obligation], K]) -> dict[K, list[Obligation]]:
    found: dict[K, list[Obligation]] = defaultdict(list)
    for each in obligations:
        found[key(each)].append(each)
    return found


def join(facts: Facts, today: datetime.date, kept: Kept = NOTHING) -> Joined:
    """Join the facts of a hub as of a day; what is kept was joined before."""

    def joined(make: Callable[..., T], *further: Any) -> T:
        return kept.asked(("join", make), further, facts, lambda asked: make(asked, *further))

    settings = facts.of(Settings)[0]
    language = next(iter(settings.languages), "en")
    owed = joined(obligations, today, kept)
    clashing = joined(_clashes, today)
    gauged = joined(gauges, today)
    aimed = joined(courses, gauged, today)
    noticed = joined(_attentions, owed, clashing, gauged, aimed, today)
    coming = joined(dues, owed, today)
    groups = tuple(sorted(Reach(facts.of(Group), today).present, key=lambda group: order(group.title, language)))
    waiting = topics(facts, noticed, coming, settings, today)
    return Joined(
        facts, today, settings, owed, noticed, coming, waiting, Invited(facts, today), clashing, groups, gauged, aimed, language, kept
    )  # fmt: skip


def _attentions(
    facts: Facts, owed: Sequence[Obligation], clashing: Sequence[Clash], gauged: Mapping[Address, Gauge], aimed: Mapping[Address, Course],
    today: datetime.date,
) -> tuple[Attention, ...]:  # fmt: skip
    return attentions(facts, owed, clashing, today, figures(facts, gauged, aimed, today))


def _clashes(facts: Facts, today: datetime.date) -> tuple[Clash, ...]:
    settings = facts.of(Settings)[0]
    return clashes(happenings(facts.of(Event), today, today + AHEAD, settings.zone), Invited(facts, today))
