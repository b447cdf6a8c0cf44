"""What a person states: the name on the git host, and the last day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.person.record import Person
from hub_plugin.model.contribution import Account
from hub_plugin.model.facts import Ended, Fact
from hub_plugin.model.hub import Hub


def state(record: Person, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the person's account and last day."""
    if record.account is not None:
        yield Account(about=record.address, source=record.address, route=("account",), name=record.account)
    if record.left is not None:
        yield Ended(about=record.address, source=record.address, title=record.name, on=record.left)
