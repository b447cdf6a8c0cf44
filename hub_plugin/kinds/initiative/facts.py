"""What an initiative states: its milestones, what it is worth, and where it stands on the ladder."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.initiative.record import Initiative
from hub_plugin.model.facts import Attention, Fact
from hub_plugin.model.hub import Hub
from hub_plugin.model.measures import Rung, Worth
from hub_plugin.model.milestones import milestone_tasks
from hub_plugin.model.statements import review
from hub_plugin.model.texts import say


def state(record: Initiative, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one initiative."""
    here = record.address
    pursued = record.stage not in ("done", "stopped")
    yield from review(record, pursued)
    yield Rung(about=here, source=here, title=record.title, tier="initiative", open=record.stage != "stopped")
    yield from milestone_tasks(record, record.milestones, pursued)
    for name, gain in record.value.items():
        if gain.metric.to is not None:
            yield Worth(about=here, source=here, route=("value", name), measure=gain.metric.to,
                        expected=gain.expected.value if gain.expected else None,
                        realised=gain.realised.value if gain.realised else None)  # fmt: skip
    if pursued and record.due is not None and record.due < today:
        why = say("The initiative {title} is past its day", title=record.title)
        step = say("say what came of it, or set a new day")
        yield Attention(about=here, source=here, route=("due",), why=why, step=step, since=record.due)
