"""Who answers for which figures and goals: by post and role, and which of them nobody answers for.

A role answers for what it owns, what names it (``answers for``), and what those who hold it own themselves.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from hub_plugin.model.addresses import Address
from hub_plugin.model.alphabets import order
from hub_plugin.model.derive.courses import Course
from hub_plugin.model.derive.gauges import Gauge
from hub_plugin.model.derive.seats import seats
from hub_plugin.model.facts import Edge, Ended, Facts, Seat
from hub_plugin.model.routines import Stage

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Charge:
    """What one role answers for; who holds it stands in its seat."""

    seat: Seat
    gauges: tuple[Gauge, ...] = ()
    courses: tuple[Course, ...] = ()
    stages: tuple[Stage, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it answers for no figure and no goal."""
        return not self.gauges and not self.courses


@dataclass(frozen=True, slots=True)
class Accountability:
    """All roles, posts of the organisation first, by name; and the figures and open goals that nobody answers for."""

    charges: tuple[Charge, ...] = ()
    loose_gauges: tuple[Gauge, ...] = ()
    loose_courses: tuple[Course, ...] = ()
    measured: bool = False

    def __bool__(self) -> bool:
        return self.measured or any(each.seat.post for each in self.charges)

    def of(self, role: Address) -> Charge | None:
        """Return what a role answers for."""
        return next((each for each in self.charges if each.seat.about == role), None)


def accountability(
    facts: Facts,
    gauges: Mapping[Address, Gauge],
    courses: Mapping[Address, Course],
    today: datetime.date,
    language: str = "",
) -> Accountability:
    """Join roles with what they, and those who hold them, answer for; by name, as the language sorts."""
    used = {about: each for about, each in gauges.items() if each.measure.ended is None or each.measure.ended >= today}
    pursued = {about: each for about, each in courses.items() if each.aim.open}
    stages = {each.about: each for each in facts.of(Stage) if each.whole is None}
    owns: dict[Address, dict[Address, None]] = defaultdict(dict)
    answering: dict[Address, dict[Address, None]] = defaultdict(dict)
    for edge in facts.of(Edge):
        if edge.means == "owned by" and not edge.about.part:
            owns[edge.to][edge.about] = answering[edge.about][edge.to] = None
        elif edge.means == "answers for":
            owns[edge.about][edge.to] = answering[edge.to][edge.about] = None
    found: dict[Address, Charge] = {}
    held: dict[Address, bool] = {}
    for seat in seats(facts, today):
        held[seat.about] = held.get(seat.about, False) or bool(seat.holders)
        if seat.about not in found:
            holders = () if seat.per_group else seat.holders
            mine = dict.fromkeys(each for who in (seat.about, *holders) for each in owns.get(who, ()))
            found[seat.about] = Charge(
                seat, _those(mine, used), _those(mine, pursued), _those(mine, stages)
            )  # fmt: skip
    gone = {each.about for each in facts.of(Ended) if each.on < today}

    def loose(about: Address) -> bool:
        return not any(held.get(who, who not in gone) for who in answering.get(about, ()))

    charges = sorted(found.values(), key=lambda each: (not each.seat.post, order(each.seat.title, language)))
    return Accountability(
        tuple(charges), tuple(each for about, each in used.items() if loose(about)),
        tuple(each for about, each in pursued.items() if loose(about)), bool(used or pursued),
    )  # fmt: skip


def _those(wanted: Iterable[Address], among: Mapping[Address, T]) -> tuple[T, ...]:
    return tuple(among[each] for each in wanted if each in among)
