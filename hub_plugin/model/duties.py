"""Which groups there are and what they are asked, whatever the day: rules may not know one."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Group, Scope
from hub_plugin.model.groups import Reach
from hub_plugin.model.heads import Audience, scope_of

SOME_DAY = datetime.date(2000, 1, 1)  # for facts that do not depend on the day


class Duty(NamedTuple):
    """An item of a resource that those whom a scope means are asked; the resource itself may be the item."""

    item: Address
    resource: Address
    scope: Scope


class Duties:
    """What groups are asked.

    Args:
        groups: as they are stated for :data:`SOME_DAY`.
        duties: what some of them are asked.
    """

    def __init__(self, groups: Sequence[Group], duties: Sequence[Duty]) -> None:
        self._reach = Reach(groups, SOME_DAY)
        self._words = frozenset(word for each in groups for word in (*each.disciplines, each.type, *each.tags))
        self._scopes: dict[Address, list[Scope]] = defaultdict(list)
        for each in duties:
            for address in dict.fromkeys((each.item, each.resource)):
                self._scopes[address].append(each.scope)

    def meant(self, audience: Audience | None) -> list[Address]:
        """Return the teams that an audience means, those that have left among them (for rules, not for facts)."""
        return [group.about for group in self._reach.meant(scope_of(audience))]

    def asks(self, item: Address, team: Address) -> bool:
        """Tell whether a team is asked about an item, or about any item of a resource."""
        return any(group.about == team for scope in self._scopes.get(item, ()) for group in self._reach.meant(scope))

    def unclear(self, item: Address) -> bool:
        """Tell whether it is for teams with a word that no team has: it is misspelt, and nobody knows who is meant."""
        named = ((*scope.disciplines, *scope.types, *scope.tags) for scope in self._scopes.get(item, ()))
        return any(word not in self._words for words in named for word in words)
