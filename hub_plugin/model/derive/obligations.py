"""Who owes what: every ask, times every group in its scope, times the answer that was given or was not.

The words *applies*, *answered*, *due* and *version of an answer* mean exactly what the format says of them
(docs/guide/words.md); the tests walk along their borders.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import LEVELS, Answer, Ask, Change, Drive, Facts, Group, Settings
from hub_plugin.model.groups import Reach
from hub_plugin.model.keeping import NOTHING, Kept
from hub_plugin.model.times import Version


class State(StrEnum):
    """What a group's answer to one item comes to today."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"
    NOT_APPLICABLE = "not-applicable"
    EXEMPT = "exempt"
    SILENT = "silent"
    CONFIRM = "confirm"  # the item has changed since it was answered

    @property
    def answered(self) -> bool:
        """Whether somebody has answered, and need not answer again."""
        return self not in (State.SILENT, State.CONFIRM)


@dataclass(frozen=True, slots=True)
class Unit:
    """What answers: a group, or one product of it that answers for itself.

    Args:
        group: the group.
        product: the id of the product; empty: the group itself.
        name: what people call the product; it tells no two units apart.
    """

    group: Address
    product: str = ""
    name: str = field(default="", compare=False)

    @property
    def called(self) -> str:
        """What people call the product: its name, else its id; empty for the group itself."""
        return self.name or self.product

    def __str__(self) -> str:
        return f"{self.group.id}/{self.product}" if self.product else self.group.id


@dataclass(frozen=True, slots=True)
class Obligation:
    """One item that applies to one unit.

    Args:
        ask: the item.
        unit: who is asked.
        state: what shows; ``confirm`` where the item has changed since the answer.
        counts: the state that scores: an answer to confirm keeps its own until its new date, an ended exemption is not met.
        answer: what was said, if anything.
        due: the day by which it is to be met, confirmed or renewed; None: no date.
        changed: what has changed since the answer, oldest first.
        drives: open campaigns that ask for it.
        via: the item whose answer counts here too, if the answer came from there.
    """

    ask: Ask
    unit: Unit
    state: State
    counts: State
    answer: Answer | None = None
    due: datetime.date | None = None
    changed: tuple[tuple[Version, str], ...] = ()
    drives: tuple[Drive, ...] = ()
    via: Address | None = None

    @property
    def owed(self) -> bool:
        """Whether something is still to be done: answer, confirm, or meet it."""
        return self.ask.level != "may" and self.counts_as_open

    @property
    def counts_as_open(self) -> bool:
        """Whether it is neither met nor rightly out of the count."""
        return self.state is State.CONFIRM or self.counts in (State.SILENT, State.PARTLY, State.NOT_MET)

    @property
    def urgency(self) -> tuple[datetime.date, int, str, str]:
        """The order of "what we owe": by date, then by level, then by resource and title."""
        return (self.due or datetime.date.max, LEVELS.index(self.ask.level), self.ask.resource_title, self.ask.title)


class Histories:
    """The versions of every resource, and when each came into force."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._of: dict[Address, list[tuple[Version, datetime.date]]] = defaultdict(list)
        for change in changes:
            if change.version is not None:
                self._of[change.about].append((change.version, change.on))
        for versions in self._of.values():
            versions.sort()

    def in_force(self, resource: Address, day: datetime.date) -> Version | None:
        """Return the newest version whose date has come."""
        return max((version for version, on in self._of.get(resource, ()) if on <= day), default=None)

    def first(self, resource: Address) -> Version | None:
        """Return the first version of all."""
        return min((version for version, _ in self._of.get(resource, ())), default=None)

    def date_of(self, resource: Address, version: Version) -> datetime.date | None:
        """Return the day on which a version came into force; one without a line of its own came with the next later one."""
        return min((on for each, on in self._of.get(resource, ()) if each >= version), default=None)


def applies(ask: Ask, histories: Histories, today: datetime.date) -> bool:
    """Tell whether an item is asked of anybody today: active, in force, introduced and not retired."""
    if not ask.active or (ask.start is not None and ask.start > today):
        return False
    if ask.introduced is None and ask.retired is None:
        return True
    version = histories.in_force(ask.resource, today)
    if version is None:
        return ask.introduced is None
    if ask.introduced is not None and ask.introduced > version:
        return False
    return ask.retired is None or ask.retired > version


def version_of(answer: Answer, ask: Ask, histories: Histories) -> Version | None:
    """Return the version that an answer was given to.

    Its own or its block's, else the one in force on its ``since``, else on the day of the file, else the one that introduced
    the item.
    """
    if answer.version is not None:
        return answer.version
    for day in (answer.since, answer.dated):
        if day is not None and (version := histories.in_force(ask.resource, day)) is not None:
            return version
    return ask.introduced or histories.first(ask.resource)


class _Around(NamedTuple):
    """What every obligation hangs on, beside what is asked and what was answered."""

    histories: Histories
    reach: Reach
    units: Mapping[Address, Sequence[Unit]]
    drives: Mapping[Address, Sequence[Drive]]
    covers: Mapping[Address, Sequence[Address]]
    settings: Settings
    today: datetime.date


def obligations(facts: Facts, today: datetime.date, kept: Kept = NOTHING) -> tuple[Obligation, ...]:
    """Join asks, groups, answers and campaigns.

    Args:
        facts: all facts.
        today: the day to look from, in the hub's zone.
        kept: what was joined before.

    Returns:
        One obligation for each item that applies, and each unit it applies to; by resource, item, unit.
    """
    changes, groups, asks = facts.of(Change), facts.of(Group), facts.of(Ask)
    open_ = [drive for drive in facts.of(Drive) if drive.open_on(today)]
    answers = _by_item(facts.of(Answer))
    histories = kept.made("histories", (changes,), lambda: Histories(changes))
    reach = kept.made("reach", (groups, today), lambda: Reach(groups, today))
    units, covers = kept.same("units", _units(facts.of(Answer), reach)), kept.same("covers", _covers(asks))
    drives = kept.made("drives", (open_,), lambda: _by_target(open_))
    around = _Around(histories, reach, units, drives, covers, facts.of(Settings)[0], today)
    made: list[Obligation] = []
    for ask in asks:
        made += kept.asked(("owed", ask.about), (ask, *around), answers, partial(_owed, ask, around))
    return tuple(made)


def _owed(ask: Ask, around: _Around, answers: Mapping[tuple[Address, Unit], Answer]) -> list[Obligation]:
    """Return what is owed of one ask, by everybody whom it means."""
    made: list[Obligation] = []
    reach = around.reach
    for group in reach.meant(ask.scope) if applies(ask, around.histories, around.today) else ():
        pushed = tuple(
            drive
            for drive in dict.fromkeys((*around.drives.get(ask.about, ()), *around.drives.get(ask.resource, ())))
            if group in reach.meant(drive.scope)
        )
        for unit in around.units[group.about]:
            answer, via = _answer(ask, unit, answers, around.covers)
            made.append(
                _obligation(ask, unit, group, answer, via, pushed, around.histories, around.settings, around.today)
            )
    return made


def _covers(asks: Iterable[Ask]) -> dict[Address, list[Address]]:
    """Return item → the items whose answers answer it too."""
    covers: dict[Address, list[Address]] = defaultdict(list)
    for ask in asks:
        for other in ask.same:
            covers[other].append(ask.about)
    return covers


def _by_item(answers: Iterable[Answer]) -> dict[tuple[Address, Unit], Answer]:
    return {(answer.about, Unit(answer.group, answer.product)): answer for answer in answers}


def _by_target(drives: Iterable[Drive]) -> Mapping[Address, list[Drive]]:
    found: dict[Address, list[Drive]] = defaultdict(list)
    for drive in drives:
        for item in drive.items:
            found[item].append(drive)
    return found


def _units(answers: Iterable[Answer], reach: Reach) -> dict[Address, list[Unit]]:
    units: dict[Address, dict[Unit, None]] = {group: {Unit(group): None} for group in reach.groups}
    for answer in sorted(answers, key=lambda each: (each.group, each.product)):
        units.setdefault(answer.group, {})[Unit(answer.group, answer.product, answer.product_name)] = None
    return {group: list(found) for group, found in units.items()}


def _answer(
    ask: Ask, unit: Unit, answers: Mapping[tuple[Address, Unit], Answer], covers: Mapping[Address, Sequence[Address]]
) -> tuple[Answer | None, Address | None]:
    """Return the answer to an item: its own, that of its whole resource, or one to an item that it is mapped from."""
    for about in (ask.about, ask.resource):
        if (answer := answers.get((about, unit))) is not None:
            return answer, None
    for other in covers.get(ask.about, ()):
        for about in (other, other.record):
            if (answer := answers.get((about, unit))) is not None:
                return answer, other
    return None, None


def _obligation(
    ask: Ask, unit: Unit, group: Group, answer: Answer | None, via: Address | None, drives: tuple[Drive, ...],
    histories: Histories, settings: Settings, today: datetime.date,
) -> Obligation:  # fmt: skip
    due = min((day for day in (ask.by, *(drive.due for drive in drives)) if day is not None), default=None)
    due = _with_grace(due, ask, group, histories, settings)
    if answer is None:
        return Obligation(ask, unit, State.SILENT, State.SILENT, None, due, (), drives)
    state = counts = State(answer.state)
    changed: tuple[tuple[Version, str], ...] = ()
    if via is None:
        changed = _changed_since(ask, version_of(answer, ask, histories), histories.in_force(ask.resource, today))
    if state is State.EXEMPT:
        if answer.until is not None and answer.until < today:
            counts = State.NOT_MET
        due = answer.until or due
    elif state is State.NOT_APPLICABLE or (state is State.MET and not changed):
        due = None if not changed else due
    if changed:
        state = State.CONFIRM
        due = _new_date(due, changed, ask, histories, settings)
        if due is not None and due < today:
            counts = State.SILENT
    return Obligation(ask, unit, state, counts, answer, due, changed, drives, via)


def _with_grace(
    due: datetime.date | None, ask: Ask, group: Group, histories: Histories, settings: Settings
) -> datetime.date | None:
    """Give a team that joined later, and a requirement that came later, the hub's grace from then."""
    if due is None:
        return None
    first = histories.first(ask.resource)
    came = ask.start or (histories.date_of(ask.resource, first) if first is not None else None)
    if ask.introduced is not None and (day := histories.date_of(ask.resource, ask.introduced)) is not None:
        came = max(came or day, day)
        if not ask.own_date and first is not None and ask.introduced > first:
            due = max(due, settings.grace.after(day))
    if group.joined is not None and (came is None or group.joined > came):
        due = max(due, settings.grace.after(group.joined))
    return due


def _changed_since(ask: Ask, answered: Version | None, now: Version | None) -> tuple[tuple[Version, str], ...]:
    if now is None or answered is None:
        return ()
    return tuple((version, what) for version, what in sorted(ask.changed) if answered < version <= now)


def _new_date(
    due: datetime.date | None,
    changed: tuple[tuple[Version, str], ...],
    ask: Ask,
    histories: Histories,
    settings: Settings,
) -> datetime.date | None:
    """A changed item is to be confirmed within the grace from its last change, or by its date if that is later."""
    day = histories.date_of(ask.resource, changed[-1][0])
    if day is None:
        return due
    return max(due or day, settings.grace.after(day))


def by_unit(made: Iterable[Obligation]) -> Iterator[tuple[Unit, list[Obligation]]]:
    """Yield each unit with its obligations."""
    found: dict[Unit, list[Obligation]] = defaultdict(list)
    for each in made:
        found[each.unit].append(each)
    yield from found.items()
