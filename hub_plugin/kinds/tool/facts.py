"""What a tool states: its history, and what is asked about it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.tool.record import Tool
from hub_plugin.model.facts import Fact
from hub_plugin.model.fields import Status
from hub_plugin.model.hub import Hub
from hub_plugin.model.statements import expectation, history, review


def state(record: Tool, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one tool."""
    yield from review(record, record.status is not Status.RETIRED)
    yield from history(record, record.changes)
    yield from expectation(record, record.expected, record.audience)
