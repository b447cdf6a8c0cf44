"""Which groups are meant by a scope, with the tree of groups walked once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Group, Scope


class Reach:
    """The groups that are there on a day."""

    def __init__(self, groups: Iterable[Group], today: datetime.date) -> None:
        self.groups = {group.about: group for group in groups}
        self.present = [each for each in self.groups.values() if each.left is None or each.left >= today]
        self._parts: dict[Address, list[Address]] = defaultdict(list)
        for group in self.groups.values():
            if group.parent is not None:
                self._parts[group.parent].append(group.about)
        self._known: dict[Scope, list[Group]] = {}

    def meant(self, scope: Scope) -> list[Group]:
        """Return the present groups that a scope means."""
        if scope not in self._known:
            within = self._within(scope.part_of)
            self._known[scope] = [each for each in self.present if scope.means(each, within)]
        return self._known[scope]

    def _within(self, tops: Iterable[Address]) -> frozenset[Address]:
        """Return some groups with all that is part of them: downwards, since a way up for each group is long in a deep tree."""
        found, ahead = set(tops), list(tops)
        while ahead:
            new = [part for part in self._parts.get(ahead.pop(), ()) if part not in found]
            found.update(new)
            ahead += new
        return frozenset(found)
