"""What a metric states: the measure with its values, what is said of them, and where it stands on the ladder."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.metric.record import Metric
from hub_plugin.model.corrections import answered
from hub_plugin.model.facts import Download, Fact
from hub_plugin.model.hub import Hub
from hub_plugin.model.limits import Limits
from hub_plugin.model.measures import Band, Dated, Measure, Rung, Value, band_of
from hub_plugin.model.statements import review


def state(record: Metric, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one metric."""
    here, starts = record.address, hub.year_starts
    yield from review(record, record.ended is None)
    for path in hub.tables(here):
        yield Download(about=here, source=here, route=("data",), path=path)
    yield Rung(about=here, source=here, title=record.title, tier="metric", open=record.ended is None)
    values = []
    for entry in record.data:
        first, last = entry.period.span(starts)
        values.append(Value(first, last, entry.amount.value, entry.team, ("data", *entry.route)))
    yield Measure(
        about=here, source=here, title=record.title, unit=record.unit or "", category=record.category, factor=record.factor or "",
        better=record.better.direction, adds=record.adds, targets=targets(record, starts), limits=dated(record, record.warn, starts),
        weights=tuple((team, weight.value) for team, weight in record.weights.items()), values=tuple(values),
        every=record.every if record.ended is None else None,
        key=record.key, ended=record.ended,
    )  # fmt: skip
    for name, response in record.responses.items():
        yield from answered(response, here, ("responses", name), here, here, starts)


def targets(record: Metric, starts: int) -> Dated:
    """Return where values are as wanted: the targets, or the range of a metric that has one."""
    found = dated(record, record.target, starts)
    if not found and record.better.range is not None:
        low, high = record.better.range.numbers
        return ((None, Band(low, high)),)
    return found


def dated(record: Metric, limits: Limits | None, starts: int) -> Dated:
    """Return limits as bands, each from a day on."""
    found = []
    for _, period, limit in limits or ():
        found.append((period.span(starts)[0] if period else None, band_of(record.better.direction, *limit.numbers)))
    return tuple(found)
