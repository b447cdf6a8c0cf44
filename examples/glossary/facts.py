"""What a term states: when it was reviewed, and how it changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from glossary.record import Term
from hub_plugin.model.facts import Fact
from hub_plugin.model.hub import Hub
from hub_plugin.model.statements import history, review


def state(record: Term, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one term."""
    yield from review(record)
    yield from history(record, record.changes)
