"""What a role states: its seats."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.role.record import Role
from hub_plugin.model.facts import Fact, Seat
from hub_plugin.model.hub import Hub


def state(record: Role, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the seat of the role."""
    yield Seat(
        about=record.address, source=record.address, title=record.title, required=record.required,
        holders=tuple(link.to for link in record.held_by if link.to), until=record.until,
        deputies=tuple(link.to for link in record.deputy if link.to), per_group=record.per is not None,
        post=record.scope == "organisation", purpose=record.purpose or "", decides=record.decides,
    )  # fmt: skip
