"""Whom an event is for: the people who are named, and the groups that they are in."""

from __future__ import annotations

import datetime
from collections import defaultdict
from functools import cache

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive.seats import seats
from hub_plugin.model.facts import Ended, Facts, Group
from hub_plugin.model.groups import Reach
from hub_plugin.model.occasions import Event


class Invited:
    """The people and groups behind the audiences of events, as of a day."""

    def __init__(self, facts: Facts, today: datetime.date) -> None:
        self._reach = Reach(facts.of(Group), today)
        left = {each.about for each in facts.of(Ended) if each.on < today}
        self._in: dict[Address, list[Address]] = {}  # whoever is named → the people meant
        self._of: dict[Address, list[Address]] = defaultdict(list)  # person → groups
        for group in self._reach.present:
            members = dict.fromkeys((*([group.lead] if group.lead else []), *group.members))
            self._in[group.about] = [each for each in members if each not in left]
            for each in self._in[group.about]:
                self._of[each].append(group.about)
        for seat in seats(facts, today):
            self._in.setdefault(seat.about, []).extend(seat.holders)
        self._left = left
        self._people_of = cache(self._people)
        self.groups_of = cache(self._groups)

    def everybody(self, event: Event) -> bool:
        """Tell whether an event is for everybody: nobody is named."""
        return not event.audience and event.scope is None

    def people(self, event: Event) -> frozenset[Address]:
        """Return the people whom an event names, themselves, by their role or with their group.

        A scope ("all in customer service") says who may come, so it names nobody.
        """
        return self._people_of(event.audience)

    def groups(self, event: Event) -> tuple[Address, ...]:
        """Return the groups that an event is for: named, in its scope, or with somebody in it who is named.

        Nothing for what is for everybody.
        """
        if not event.audience:
            return () if event.scope is None else tuple(group.about for group in self._reach.meant(event.scope))
        return self.groups_of(event.audience)

    def _people(self, audience: tuple[Address, ...]) -> frozenset[Address]:
        found = (each for named in audience for each in self._in.get(named, (named,)))
        return frozenset(each for each in found if each not in self._left and each not in self._reach.groups)

    def _groups(self, audience: tuple[Address, ...]) -> tuple[Address, ...]:
        """Return the groups that are named, and those of the people and role holders who are."""
        found: dict[Address, None] = {}
        for named in audience:
            if named in self._reach.groups:
                found[named] = None
            else:
                found |= dict.fromkeys(
                    group for each in self._in.get(named, (named,)) for group in self._of.get(each, ())
                )
        return tuple(found)
