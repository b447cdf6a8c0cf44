"""What a journal states: one week of one person."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.journal.record import Journal
from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Fact
from hub_plugin.model.hub import Hub
from hub_plugin.model.routines import Planned, Week


def state(record: Journal, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the week, if the file is named like one and lies with a person."""
    who = hub.index.present(Address("person", record.person))
    if record.monday is None or who not in hub.index:
        return
    here = record.address
    planned = tuple(
        Planned(here.at(name), item.text, item.outcome or "", item.why or "", ("planned", name))
        for name, item in record.planned.items()
    )
    yield Week(about=here, source=here, who=who, monday=record.monday, planned=planned)
