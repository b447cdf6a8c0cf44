"""Which groups are meant by a scope, with the tree of groups walked once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Group, Scope


class Reach:
    """The groups that are there on a day."""

    def __init__(self, groups: Iterable[Group], today: datetime.date) -> None:
        self.groups = {group.about: group for group in groups}
        self.present = [each for each in self.groups.values() if each.left is None or each.left >= today]
        self._above = {address: self._walk(address) for address in self.groups}
        self._known: dict[Scope, list[Group]] = {}

    def _walk(self, address: Address) -> frozenset[Address]:
        above: dict[Address, None] = {}
        at: Address | None = address
        while at is not None and at not in above:
            above[at] = None
            at = self.groups[at].parent if at in self.groups else None
        return frozenset(above)

    def meant(self, scope: Scope) -> list[Group]:
        """Return the present groups that a scope means."""
        if scope not in self._known:
            self._known[scope] = [each for each in self.present if scope.means(each, self._above[each.about])]
        return self._known[scope]
