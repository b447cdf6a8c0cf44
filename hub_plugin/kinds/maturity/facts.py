"""What a model states: the survey, one ladder for each dimension, and its history."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.maturity.record import Dimension, Maturity, named
from hub_plugin.model.facts import Fact
from hub_plugin.model.heads import scope_of
from hub_plugin.model.hub import Hub
from hub_plugin.model.ratings import Ladder, Rung, Survey, Wanted
from hub_plugin.model.statements import history, review


def state(record: Maturity, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one model, as of a day."""
    here = record.address
    yield from review(record)
    yield from history(record, record.changes)
    yield Survey(
        about=here, source=here, title=record.title, scope=scope_of(record.applies_to), every=record.assess_every,
        lowest=record.score == "reached",
    )  # fmt: skip
    for route, above, dimension in record.walk_dimensions():
        yield Ladder(
            about=here.at(dimension.id), source=here, route=route, survey=here, title=dimension.label,
            rungs=() if dimension.dimensions else tuple(_rungs(record, dimension, today)),
            inside=tuple(here.at(name) for name in dimension.dimensions), parent=here.at(above[-1].id) if above else None,
        )  # fmt: skip


def _rungs(record: Maturity, dimension: Dimension, today: datetime.date) -> Iterator[Rung]:
    scale = record.scale_of(dimension)
    for name, place in record.rungs(dimension):
        level, cell = scale[name], dimension.levels.get(name)
        asks = tuple(
            Wanted(record.address.at(each.id), each.statement, each.evidence or "")
            for each in (cell.criteria.values() if cell else ())
            if each.asked_on(today)
        )
        own = (cell.title if cell else None) or ""
        says = (cell.summary if cell else None) or level.summary or ""
        yield Rung(name, level.code or str(place), level.title or named(name), own, says, asks)
