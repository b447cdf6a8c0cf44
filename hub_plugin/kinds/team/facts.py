"""What a team states: that it is a group, and who does what in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.team.record import Team
from hub_plugin.model.contribution import Account
from hub_plugin.model.facts import Ended, Fact, Filling, Group
from hub_plugin.model.hub import Hub


def state(record: Team, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the group, its last day, and who fills which role in it."""
    here = record.address
    yield Group(
        about=here, source=here, title=record.name, parent=record.part_of.to if record.part_of else None,
        disciplines=tuple(record.disciplines), type=record.type, tags=tuple(record.tags),
        members=tuple(link.to for link in record.members if link.to), lead=record.lead.to if record.lead else None,
        joined=record.joined, left=record.left, contact=record.contact or "",
    )  # fmt: skip
    if record.account is not None:
        yield Account(about=record.address, source=record.address, route=("account",), name=record.account)
    if record.left is not None:
        yield Ended(about=here, source=here, title=record.name, on=record.left)
    for role, links in record.roles.items():
        holders = tuple(link.to for link in links if link.to)
        yield Filling(about=here, source=here, route=("roles", role), role=role, holders=holders)
