"""Two states of one hub, joined: what lies between them as facts. Pure: no git, no disk, no clock."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from hub_plugin.model.difference.bounds import Breach, bounds_of, breaches
from hub_plugin.model.difference.dates import Moved, moved
from hub_plugin.model.difference.owing import Owing, owing
from hub_plugin.model.difference.records import Changed, Records, Renamed, records
from hub_plugin.model.difference.sides import Side, horizon
from hub_plugin.model.difference.standing import Standing, standings
from hub_plugin.model.difference.told import Told, Unversioned, told, unversioned

__all__ = [
    "Breach", "Changed", "Difference", "Moved", "Owing", "Records", "Renamed", "Side", "Standing", "Told", "Unversioned",
    "compare", "horizon",
]  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """What a change means.

    Args:
        today: the day from which both sides were looked at.
        then: the day on which everything that the change brings is in force; ``today`` if all of it is.
        records: which records came, went, changed.
        owing: who owes what more, less, again, sooner or later; as of ``then``.
        standings: coverage and score of the centre and of each team, where they differ; as of today, and as of ``then``.
        unversioned: items whose text changed without a version that says so.
        moved: dates that moved.
        told: findings that came and went.
        unknown: why nothing can be said of facts: the charter of one side is missing or broken. Empty if it can.
        breaches: limits of the hub that the change goes over.
    """

    today: datetime.date
    then: datetime.date
    records: Records
    owing: Owing
    standings: tuple[Standing, ...]
    unversioned: tuple[Unversioned, ...]
    moved: tuple[Moved, ...]
    told: Told
    unknown: str = ""
    breaches: tuple[Breach, ...] = ()


def compare(before: Side, after: Side, today: datetime.date, then: datetime.date) -> Difference:
    """Compare two sides.

    Args:
        before: how the hub was.
        after: how it will be.
        today: the day from which their facts were joined.
        then: the day from which their ``then`` was joined; see :func:`horizon`.
    """
    found = records(before, after)
    findings = told(before, after)
    if before.now is None or after.now is None:
        unknown = f"hub.yml cannot be read {'before' if before.now is None else 'after'} the change"
        return Difference(today, then, found, Owing(), (), (), (), findings, unknown)
    owed = owing(before, after, found)
    stands = standings(before, after, found)
    bounds = bounds_of(before.now.facts)
    return Difference(
        today, then, found, owed, stands, tuple(unversioned(before, after, found)), tuple(moved(before, after, found)), findings,
        breaches=tuple(breaches(bounds, owed, stands, today)),
    )  # fmt: skip
