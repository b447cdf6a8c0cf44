"""Every post with who holds it today; a post that each group fills becomes one seat a group."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from hub_plugin.model.facts import Ended, Facts, Filling, Group, Seat
from hub_plugin.model.groups import Reach


def seats(facts: Facts, today: datetime.date) -> Iterator[Seat]:
    """Yield the seats; people who have left hold none, and nobody does after the last day of the term."""
    gone = {each.about for each in facts.of(Ended) if each.on < today}
    for seat in facts.of(Seat):
        if not seat.per_group:
            held = () if seat.until and seat.until < today else seat.holders
            holders = tuple(each for each in held if each not in gone)
            yield replace(seat, holders=holders, deputies=tuple(each for each in seat.deputies if each not in gone))
            continue
        for group in Reach(facts.of(Group), today).present:
            found = [each for each in facts.about(group.about, Filling) if each.role == seat.about.id]
            holders = tuple(each for filling in found for each in filling.holders if each not in gone)
            yield replace(seat, holders=holders, group=group.about)
