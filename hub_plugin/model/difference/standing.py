"""Coverage and score, before and after: of the centre, and of each team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined, Obligation, Progress, Unit
from hub_plugin.model.difference.records import Records
from hub_plugin.model.difference.sides import Side

Pair = tuple[Progress, Progress]


@dataclass(frozen=True)
class Standing:
    """Progress over must, before and after.

    Args:
        unit: whose it is; None: the centre's.
        now: as of today.
        then: as of the day on which everything is in force.
    """

    unit: Unit | None
    now: Pair
    then: Pair

    @property
    def differs(self) -> bool:
        """Whether a number that people see is another one."""
        return any(_seen(before) != _seen(after) for before, after in (self.now, self.then))

    def lost(self, name: str) -> int:
        """Return the percentage points that coverage or score loses, on the worse of the two days."""
        found = [(getattr(before, name), getattr(after, name)) for before, after in (self.now, self.then)]
        return max([before - after for before, after in found if before is not None and after is not None], default=0)


def _seen(progress: Progress) -> tuple[object, ...]:
    return progress.coverage, progress.score, progress.applies


def standings(before: Side, after: Side, records: Records) -> tuple[Standing, ...]:
    """Return the centre's, always; and that of each unit where it differs, by team."""
    assert before.now is not None
    assert before.then is not None
    assert after.now is not None
    assert after.then is not None
    ways = [(before.now, after.now), (before.then, after.then)]
    centre = [_pair(one.obligations, other.obligations, one) for one, other in ways]
    found = [Standing(None, centre[0], centre[1])]
    was = [_by_unit(one, records) for one, _ in ways]
    now = [_by_unit(other, None) for _, other in ways]
    units = {unit for side in (*was, *now) for unit in side}
    for unit in sorted(units, key=lambda each: (each.group, each.product)):
        pairs = [_pair(one.get(unit, ()), other.get(unit, ()), before.now) for one, other in zip(was, now, strict=True)]
        standing = Standing(unit, pairs[0], pairs[1])
        if standing.differs:
            found.append(standing)
    return tuple(found)


def _pair(before: Iterable[Obligation], after: Iterable[Obligation], joined: Joined) -> Pair:
    return joined.progress(before), joined.progress(after)


def _by_unit(joined: Joined, records: Records | None) -> dict[Unit, list[Obligation]]:
    def present(address: Address) -> Address:
        return records.present(address) if records else address

    return {Unit(present(unit.group), unit.product, unit.name): owed for unit, owed in joined.by_unit.items()}
