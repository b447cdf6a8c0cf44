"""How far one change may go: the limits that the hub had before it, so that no change lifts its own."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hub_plugin.model.contribution import Bounds
from hub_plugin.model.difference.owing import Owing, Step
from hub_plugin.model.difference.standing import Standing
from hub_plugin.model.facts import Facts


@dataclass(frozen=True)
class Breach:
    """A limit that a change goes over: its name in ``limits``, what it allows, and what was found."""

    limit: str
    allowed: str
    found: str


def bounds_of(facts: Facts) -> Bounds | None:
    """Return the limits of a hub, or None where it sets none."""
    return next(iter(facts.of(Bounds)), None)


def breaches(
    bounds: Bounds | None, owing: Owing, standings: Sequence[Standing], today: datetime.date
) -> Iterator[Breach]:
    """Yield the limits that are gone over; the centre's standing comes first among the standings."""
    if bounds is None:
        return
    for name, allowed in (("coverage", bounds.coverage_drop), ("score", bounds.score_drop)):
        lost = standings[0].lost(name)
        if allowed is not None and lost > allowed:
            yield Breach(f"{name}_drop", f"{allowed} points", f"{lost} points")
    if bounds.new_obligations is not None and len(owing.more) > bounds.new_obligations:
        yield Breach("new_obligations", str(bounds.new_obligations), str(len(owing.more)))
    if bounds.notice is not None and (first := _first(owing)) is not None:
        earliest = bounds.notice.after(today)
        if first < earliest:
            yield Breach("notice", f"no date before {earliest}", f"{first}")


def _first(owing: Owing) -> datetime.date | None:
    days: Iterable[datetime.date | None] = (each.due for each in (*owing.more, *owing.again, *_brought_forward(owing)))
    return min((day for day in days if day is not None), default=None)


def _brought_forward(owing: Owing) -> Iterator[Step]:
    for each in owing.dated:
        was = each.before.due if each.before else None
        if each.due is not None and (was is None or each.due < was):
            yield each
