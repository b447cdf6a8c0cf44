"""What a campaign states: the drive, and that it should be closed when its day has passed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.campaign.record import Campaign
from hub_plugin.model.facts import Attention, Drive, Fact
from hub_plugin.model.happened import come
from hub_plugin.model.heads import scope_of
from hub_plugin.model.hub import Hub
from hub_plugin.model.statements import review
from hub_plugin.model.texts import say


def state(record: Campaign, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the drive."""
    here, closed = record.address, come(record.closed, today)
    yield from review(record, closed is None)
    yield Drive(
        about=here, source=here, title=record.title, items=tuple(link.to for link in record.items if link.to),
        scope=scope_of(record.audience), start=record.start, due=record.due, closed=record.closed,
    )  # fmt: skip
    if closed is None and record.due < today:
        why = say("The campaign {title} is past its day and not closed", title=record.title)
        yield Attention(
            about=here, source=here, why=why, step=say("look at what came of it, then write 'closed'"), since=record.due
        )
