"""What an update states: that something has changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.update.record import Update
from hub_plugin.model.facts import Change, Fact
from hub_plugin.model.hub import Hub
from hub_plugin.model.statements import downloads


def state(record: Update, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the news and its files. What is dated in the future is not news yet."""
    yield Change(about=record.address, source=record.address, on=record.date, what=record.title)
    yield from downloads(record, record.files)
