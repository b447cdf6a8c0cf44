"""What the charter states: the settings."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.hub.record import HubRecord
from hub_plugin.model.contribution import Account, Bounds
from hub_plugin.model.facts import Attention, Fact, Settings
from hub_plugin.model.hub import Hub
from hub_plugin.model.measures import Rung
from hub_plugin.model.texts import say
from hub_plugin.model.times import Duration


def state(record: HubRecord, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the settings, and what the charter still lacks."""
    here = record.address
    yield Settings(
        about=here, source=here, zone=record.timezone, languages=record.languages, grace=record.grace or Duration(days=90),
        steering=record.steering.to if record.steering else None, review_every=tuple(sorted(record.review_every.items())),
        sponsor=record.sponsor.person.to if record.sponsor else None,
    )  # fmt: skip
    if record.account is not None:
        yield Account(about=here, source=here, route=("account",), name=record.account)
    if record.limits is not None:
        yield Bounds(about=here, source=here, route=("limits",), **dict(record.limits))
    yield Rung(about=here, source=here, title=record.mission, tier="mission")
    for name, point in record.strategy.items():
        yield Rung(
            about=here.at(name), source=here, route=("strategy", name), title=point.title, tier="strategy", below=here
        )
    if record.sponsor is None:
        yield Attention(
            about=here,
            source=here,
            why=say("The centre has no executive sponsor"),
            step=say("win one, and write the name into hub.yml"),
            matter="missing",
        )
    elif record.sponsor.signed is None:
        why = say("The sponsor's support is not signed yet")
        yield Attention(about=here, source=here, why=why, step=say("ask the sponsor to sign, and note the day"))
