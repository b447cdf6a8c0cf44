"""Who answers for what: the roles that somebody holds, what they own, lead, chair or bring, and what they still have to do."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive.seats import seats
from hub_plugin.model.facts import Edge, Facts, Seat, Task

# What makes somebody answer for the near end of a link.
OWNS, RUNS = "owned by", ("led by", "chaired by", "brought by")


@dataclass(slots=True)
class Duty:
    """What one person, team or role answers for.

    Args:
        who: the person, team or role.
        holders: of a role: who holds it today; empty for others.
        holds, stands_in: the roles that they hold, and those that they stand in for.
        owns: what they own, by kind.
        runs: what they lead or chair, and the meetings to which they bring something, by what the link says from their side.
        tasks: how many things they still have to do.
    """

    who: Address
    holders: tuple[Address, ...] = ()
    vacant: bool = False
    holds: dict[Address, None] = field(default_factory=dict)
    stands_in: dict[Address, None] = field(default_factory=dict)
    owns: dict[str, list[Address]] = field(default_factory=lambda: defaultdict(list))
    runs: dict[str, dict[Address, None]] = field(default_factory=lambda: defaultdict(dict))
    tasks: int = 0


def duties(facts: Facts, today: datetime.date) -> list[Duty]:
    """Return what everybody answers for who answers for anything, by address; roles that nobody holds are among them."""
    found: dict[Address, Duty] = {}

    def of(who: Address) -> Duty:
        return found.setdefault(who, Duty(who))

    tasks = facts.of(Task)
    for seat in seats(facts, today):
        _seated(seat, of(seat.about))
        for each in seat.holders:
            of(each).holds[seat.about] = None
        for each in seat.deputies:
            of(each).stands_in[seat.about] = None
    for edge in sorted(_links(facts.of(Edge), {task.about for task in tasks}), key=lambda edge: edge.about):
        if edge.means == OWNS:
            of(edge.to).owns[edge.about.kind].append(edge.about)
        else:
            of(edge.to).runs[edge.back][edge.about.record] = None
    for task in tasks:
        if task.open and task.owner is not None:
            of(task.owner).tasks += 1
    return [found[who] for who in sorted(found)]


def _seated(seat: Seat, duty: Duty) -> None:
    duty.holders = tuple(dict.fromkeys((*duty.holders, *seat.holders)))
    duty.vacant = not duty.holders


def _links(edges: Iterable[Edge], tasks: set[Address]) -> Iterable[Edge]:
    return (edge for edge in edges if edge.means in (OWNS, *RUNS) and edge.about not in tasks)
