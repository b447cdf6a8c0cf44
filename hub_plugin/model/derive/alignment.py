"""The ladder from the mission to the daily work: what is tied to what, and what hangs in the air.

Rungs say where something stands, links say what it is tied to: ``serves`` leads up, ``measured by`` and ``measures`` join a thing
and its measure, ``relies on`` leads from a goal to what it is reached with. A kind that states a rung and writes such links has its
place here; nothing else is needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Edge, Facts
from hub_plugin.model.measures import Rung
from hub_plugin.model.texts import Message, say

TIERS = ("mission", "strategy", "goal", "initiative", "metric", "process", "standard")
DEEPEST = 20  # rungs below each other; nobody reads further


@dataclass(frozen=True, slots=True)
class Node:
    """A rung with what hangs on it; ``again`` means that this is told elsewhere on the ladder."""

    rung: Rung
    below: tuple[Node, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Loose:
    """Things of one sort that hang in the air.

    Args:
        name: the sort, as an anchor.
        tier: their tier.
        what: what is the matter.
        step: what to do.
        rungs: the things.
    """

    name: str
    tier: str
    what: Message
    step: Message
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The ladder, and what hangs in the air; ``counts`` says how many rungs of each tier there are."""

    tops: tuple[Node, ...]
    loose: tuple[Loose, ...]
    counts: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.counts.get("goal") or self.counts.get("metric"))


class _Ties:
    """Who is tied to whom: links between records, told from both ends; parts count as their records, points of a strategy as themselves."""

    def __init__(self, facts: Facts) -> None:
        self.rungs = {rung.about: rung for rung in facts.of(Rung) if rung.open}
        self.places = {about: number for number, about in enumerate(self.rungs)}  # the order of their authors
        self.up: dict[Address, dict[Address, None]] = defaultdict(dict)
        self.down: dict[Address, dict[Address, None]] = defaultdict(dict)
        self.gauged: dict[Address, dict[Address, None]] = defaultdict(dict)
        self.gauges: dict[Address, dict[Address, None]] = defaultdict(dict)
        self.relies: dict[Address, dict[Address, None]] = defaultdict(dict)
        self.relied: dict[Address, dict[Address, None]] = defaultdict(dict)
        for rung in self.rungs.values():
            if rung.below is not None:
                self.down[rung.below][rung.about] = None
        for edge in facts.of(Edge):
            here, there = self._rung(edge.about), self._rung(edge.to)
            if here is None or there is None or here == there:
                continue
            if edge.means == "serves":
                self.up[here][there] = None
                self.down[there][here] = None
            elif edge.means == "measured by":
                self.gauged[here][there] = self.gauges[there][here] = None
            elif edge.means == "measures":
                self.gauged[there][here] = self.gauges[here][there] = None
            elif edge.means == "relies on":
                self.relies[here][there] = self.relied[there][here] = None

    def _rung(self, address: Address) -> Address | None:
        return next((each for each in (address, address.record) if each in self.rungs), None)

    def tier(self, address: Address) -> str:
        """Return the tier of something that has a rung."""
        return self.rungs[address].tier

    def below(self, address: Address) -> list[Address]:
        """Return what hangs on a rung: what serves it, its measures, what it relies on or what the measure is one of."""
        found = [*self.down[address], *self.gauged[address], *self.relies[address]]
        if self.tier(address) == "metric":
            found = [each for each in self.gauges[address] if TIERS.index(self.tier(each)) > TIERS.index("metric")]
        elif TIERS.index(self.tier(address)) > TIERS.index("metric"):
            found = []
        return sorted(dict.fromkeys(found), key=lambda each: (TIERS.index(self.tier(each)), self.places[each]))


def alignment(facts: Facts) -> Alignment:
    """Build the ladder from all rungs and links."""
    ties = _Ties(facts)
    counts: dict[str, int] = defaultdict(int)
    for rung in ties.rungs.values():
        counts[rung.tier] += 1
    told: set[Address] = set()
    tops = tuple(_node(address, ties, told) for address, rung in ties.rungs.items() if rung.tier == "mission")
    return Alignment(tops, tuple(each for each in _loose(ties) if each.rungs), dict(counts))


def _node(address: Address, ties: _Ties, told: set[Address], deep: int = 0) -> Node:
    """Return a rung with everything below it; what stands in several places is unfolded in the first, so the ladder stays finite."""
    if address in told or deep >= DEEPEST:
        return Node(ties.rungs[address], again=bool(ties.below(address)))
    told.add(address)
    return Node(ties.rungs[address], tuple(_node(each, ties, told, deep + 1) for each in ties.below(address)))


def _loose(ties: _Ties) -> Iterator[Loose]:
    def those(tier: str) -> list[Address]:
        return [address for address, rung in ties.rungs.items() if rung.tier == tier]

    def served(address: Address) -> bool:
        return any(ties.tier(each) == "goal" for each in ties.down[address])

    def pursued(metric: Address) -> bool:
        return any(ties.tier(each) == "goal" for each in ties.gauges[metric])

    def needed(standard: Address) -> bool:
        return bool(ties.relied[standard] or ties.gauged[standard])

    sorts = (
        ("strategy-without-goal", "strategy", say("Points of the strategy that no goal serves"),
         say("set a goal for it, or say that it waits"), served),
        ("goal-without-higher", "goal", say("Goals that serve nothing"),
         say("write what it serves: the mission, a point of the strategy, a higher goal"), lambda each: bool(ties.up[each])),
        ("goal-without-metric", "goal", say("Goals without a metric"),
         say("find a figure that shows whether it is reached"), lambda each: bool(ties.gauged[each])),
        ("metric-without-goal", "metric", say("Metrics that no goal needs"),
         say("set a goal in it, or stop measuring it"), pursued),
        ("process-without-metric", "process", say("Processes without a metric"),
         say("measure it at its core points"), lambda each: bool(ties.gauged[each])),
        ("standard-not-needed", "standard", say("Standards that no goal or metric needs"),
         say("say which goal relies on it, or which metric shows that it works"), needed),
        ("initiative-without-goal", "initiative", say("Initiatives that serve nothing"),
         say("say which goal it serves, or stop it"), lambda each: bool(ties.up[each])),
    )  # fmt: skip
    for name, tier, what, step, tied in sorts:
        rungs = tuple(ties.rungs[address] for address in those(tier) if not tied(address))
        yield Loose(name, tier, what, step, rungs)
