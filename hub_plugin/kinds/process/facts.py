"""What a process states: itself and its steps as stages that feed each other, its redesigns, and where it stands on the ladder."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.process.record import Process
from hub_plugin.model.facts import Change, Fact, Review
from hub_plugin.model.hub import Hub
from hub_plugin.model.measures import Rung
from hub_plugin.model.routines import Stage


def state(record: Process, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one process; one that has ended feeds nothing."""
    here, is_open = record.address, record.ended is None or record.ended > today
    yield Rung(about=here, source=here, title=record.title, tier="process", open=is_open)
    for index, redesign in enumerate(record.redesigned):
        cause = next((link.to for link in redesign.decided_in if link.to), None)
        yield Change(
            about=here, source=here, route=("redesigned", index), on=redesign.date, what=redesign.what, cause=cause
        )
    if not is_open:
        return
    days = [each.date for each in record.redesigned if each.date <= today]
    last = max([*days, *([record.reviewed] if record.reviewed else [])], default=None)
    yield Review(about=here, source=here, title=record.title, last=last, every=record.review_every)
    feeds = tuple(link.to for link in record.feeds if link.to)
    yield Stage(about=here, source=here, title=record.title, feeds=feeds, core=bool(record.metric))
    following = record.next_steps()
    for name, step in record.steps.items():
        later = tuple(here.at(each) for each in following[name]) or (here,)
        besides = tuple(link.to for link in step.feeds if link.to)
        yield Stage(
            about=here.at(name), source=here, route=("steps", name), title=step.title, whole=here, feeds=(*later, *besides), core=step.core
        )  # fmt: skip
