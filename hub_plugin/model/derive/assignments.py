"""How far each group is with what was given to it, and what of it is late."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.alphabets import order
from hub_plugin.model.facts import Attention, Facts, Group
from hub_plugin.model.facts_of_work import Assignment, Progress
from hub_plugin.model.groups import Reach
from hub_plugin.model.texts import say


@dataclass(frozen=True, slots=True)
class Assigned:
    """One assignment and one group.

    Args:
        assignment: what is to be worked through.
        group: who works through it.
        progress: how far it is; None: it has not begun.
        meant: the assignment is for it; else it took part of its own will.
    """

    assignment: Assignment
    group: Group
    progress: Progress | None
    meant: bool

    @property
    def done(self) -> int:
        """How many pieces are done."""
        return min(self.progress.done, self.assignment.of) if self.progress else 0

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do."""
        return self.progress is not None and self.done == self.assignment.of

    @property
    def urgency(self) -> tuple[datetime.date, Address]:
        """The key by which a group's assignments are ordered: by day, those without one last."""
        return (self.assignment.due or datetime.date.max, self.assignment.about)

    @property
    def owed(self) -> bool:
        """Whether something is still expected of the group."""
        return self.meant and not self.finished


def assigned(facts: Facts, today: datetime.date, language: str = "") -> tuple[Assigned, ...]:
    """Return each assignment with each group that it is for, or that works on it; by assignment, then by name as a language sorts."""
    given = facts.of(Assignment)
    if not given:
        return ()
    reach = Reach(facts.of(Group), today)
    groups = sorted(reach.present, key=lambda group: order(group.title, language))
    began = {(each.about, each.who): each for each in facts.of(Progress)}
    found: list[Assigned] = []
    for each in given:
        meant = {group.about for group in reach.meant(each.scope)}
        for group in groups:
            progress = began.get((each.about, group.about))
            if progress is not None or group.about in meant:
                found.append(Assigned(each, group, progress, group.about in meant))
    return tuple(found)


def late(facts: Facts, today: datetime.date) -> Iterator[Attention]:
    """Yield one attention for each assignment whose day has passed, naming who has not finished it."""
    waiting: dict[Address, list[Assigned]] = defaultdict(list)
    for each in assigned(facts, today):
        if each.owed and each.assignment.due is not None and each.assignment.due < today:
            waiting[each.assignment.about].append(each)
    for found in waiting.values():
        given = found[0].assignment
        names = tuple(each.group.title for each in found)
        why = say("{sheet} is not finished by {teams}", sheet=given.title, teams=names)
        yield Attention(about=given.about, source=given.source, why=why, step=say("finish it together, or set a new date"),
                        since=given.due, forum=given.forum)  # fmt: skip
