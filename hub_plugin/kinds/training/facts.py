"""What a training states: its dates as events, its files, and that nobody wrote down who came."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.training.record import Training, TrainingDate
from hub_plugin.model.facts import Attention, Fact
from hub_plugin.model.happened import not_come
from hub_plugin.model.heads import scope_of
from hub_plugin.model.hub import Hub
from hub_plugin.model.occasions import Event, Timetable
from hub_plugin.model.statements import downloads, review, wholes
from hub_plugin.model.texts import say


def state(record: Training, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one training."""
    here = record.address
    yield from review(record, record.ended is None or record.ended >= today)
    yield from downloads(record, record.files)
    yield from wholes(record, record.teaches)
    if record.dates:
        yield Timetable(about=here, source=here)
    scope = None if record.audience is None else scope_of(record.audience)
    for name, each in record.dates.items():
        yield Event(
            about=here.at(name), source=here, route=("dates", name), title=record.title, schedule=each.when, zone=record.timezone,
            status=each.status, place=each.place or "", scope=scope, text=record.summary or "", url=record.url or "",
            revision=each.revision, timetable=here,
        )  # fmt: skip
        first, coming = each.when.nearest(today)
        if first is None and coming is not None and not each.when.has(today) and (each.took_part or each.named):
            field = "took_part" if each.took_part else "named"
            yield not_come(here.at(name), here, ("dates", name, field), field, record.title, coming)
        last = held(each, today)
        if last is not None and each.took_part is None and not each.named:
            why = say("{training} of {day}: nobody wrote how many took part", training=record.title, day=last)
            step = say("write 'took_part' and, of those who agree, 'named'")
            yield Attention(about=here.at(name), source=here, route=("dates", name), why=why, step=step, since=last)


def held(date: TrainingDate, today: datetime.date) -> datetime.date | None:
    """Return the last day of a date that is over; None if it goes on, is still to come, or was cancelled."""
    if date.status == "cancelled":
        return None
    before, after = date.when.nearest(today)
    return before if after is None and not date.when.has(today) else None
