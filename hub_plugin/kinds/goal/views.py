"""What the pages of goals ask: the tree of goals, year by year, and the chain above one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub_plugin.kinds.goal.adding import Sum, measured, together
from hub_plugin.kinds.goal.record import Goal
from hub_plugin.model.addresses import HUB, Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.hub import Hub
from hub_plugin.model.links import Link
from hub_plugin.model.periods import year_of

DEEPEST = 20  # goals below each other; nobody reads further


@dataclass(frozen=True, slots=True)
class Branch:
    """A goal with the goals that serve it."""

    goal: Goal
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Bough:
    """What goals of a year serve that is no goal of that year: the mission, a point of the strategy, or nothing (None)."""

    serves: Address | None
    below: tuple[Branch, ...]


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    def goal_tree(records: Iterable[Goal]) -> list[tuple[int, list[Bough]]]:
        """Return the goals by the year in which they begin, the newest first; in each, those that serve no goal of that year on top."""
        years: dict[int, list[Goal]] = defaultdict(list)
        for record in records:
            years[year_of(record.period.span(hub.year_starts)[0], hub.year_starts)].append(record)
        return [(year, _boughs(years[year])) for year in sorted(years, reverse=True)]

    def _boughs(goals: list[Goal]) -> list[Bough]:
        here = {goal.address for goal in goals}
        below: dict[Address, list[Goal]] = defaultdict(list)
        tops: dict[Address | None, list[Goal]] = defaultdict(list)
        for goal in sorted(goals, key=lambda each: now.order(each.title)):
            above = next((link.to for link in goal.serves if link.to and hub.shows(link.to)), None)
            (below[above] if above in here and above is not None else tops[above]).append(goal)
        ranked = sorted(tops, key=lambda each: (each is None, _place(each)))
        return [Bough(each, tuple(_branch(goal, below, 0) for goal in tops[each])) for each in ranked]

    def _place(address: Address | None) -> tuple[int, str]:
        """The mission first, then the strategy in its order, then goals of other years."""
        points = list(getattr(hub.records.get(HUB), "strategy", ()))
        if address is None:
            return len(points) + 2, ""
        if address.kind != "hub":
            return len(points) + 1, address.id
        return (points.index(address.part) + 1, "") if address.part in points else (0, "")

    def _branch(goal: Goal, below: Mapping[Address, list[Goal]], deep: int) -> Branch:
        found = below.get(goal.address, ()) if deep < DEEPEST else ()
        return Branch(goal, tuple(_branch(each, below, deep + 1) for each in found))

    def chain_above(record: Goal) -> list[Link]:
        """Return what a goal serves, the next above first, up to what serves nothing further."""
        found: list[Link] = []
        link = next(iter(record.serves), None)
        while link is not None and link not in found and len(found) < DEEPEST:
            found.append(link)
            above = hub.get(link)
            link = next(iter(above.serves), None) if isinstance(above, Goal) else None
        return found

    def parts_together(record: Goal) -> list[Sum]:
        """Return what the teams, and what the people, make together over the goal's whole time."""
        adds, weights = measured(record, hub)
        return [*together(record, adds, weights, record.period.span(hub.year_starts), hub.year_starts)]

    return {"goal_tree": goal_tree, "chain_above": chain_above, "parts_together": parts_together}
