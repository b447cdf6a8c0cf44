"""Where work goes wrong, and whom it will hit: stages whose figure is off target, walked down what they feed.

A stage is *off target* if the newest value of one of its measures is. Everything downstream of it is *at risk*; each names the
nearest stage off target upstream, found by a breadth-first walk from all of them at once, so the cost is linear in stages and links.
A process is entered at the steps that follow no other of its steps, and left where a step feeds the process itself.

Processes may feed each other in a circle: the last one often helps the first to do better. A walk that has left the process where it
began does not come back into it, or everything would be at risk because of everything.
"""

from __future__ import annotations

import datetime
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from enum import StrEnum

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive.gauges import Gauge
from hub_plugin.model.facts import Edge, Facts
from hub_plugin.model.routines import Stage


class Health(StrEnum):
    """How it stands with a stage."""

    OFF = "off-target"
    RISK = "at-risk"
    WELL = "on-target"
    UNKNOWN = "no-data"


class Flow:
    """All stages with what they feed.

    Args:
        facts: what was stated.
        gauges: every measure.
        today: the day to look from; what has ended by then measures nothing.
    """

    def __init__(self, facts: Facts, gauges: Mapping[Address, Gauge], today: datetime.date) -> None:
        self.stages = {each.about: each for each in facts.of(Stage)}
        self.steps: dict[Address, list[Stage]] = defaultdict(list)
        self._gauges: dict[Address, list[Gauge]] = defaultdict(list)
        self._into: dict[Address, list[Stage]] = defaultdict(list)
        for stage in self.stages.values():
            if stage.whole is not None:
                self.steps[stage.whole].append(stage)
            for target in dict.fromkeys(stage.feeds):
                self._into[target].append(stage)
        for edge in facts.of(Edge):
            gauge = gauges.get(edge.to)
            if edge.means != "measured by" or edge.about not in self.stages or gauge is None:
                continue
            if gauge.measure.ended is None or gauge.measure.ended >= today:
                self._gauges[edge.about].append(gauge)
        self._causes = self._walked()

    def gauges_of(self, stage: Address) -> list[Gauge]:
        """Return the measures of a stage, in the author's order."""
        return self._gauges.get(stage, [])

    def off(self, stage: Address) -> list[Gauge]:
        """Return the measures of a stage that are off target."""
        return [gauge for gauge in self.gauges_of(stage) if gauge.sign.is_off]

    def cause(self, stage: Address) -> Stage | None:
        """Return the nearest stage upstream that is off target, or None if nothing puts this one at risk."""
        found = self._causes.get(stage)
        return self.stages[found] if found is not None and found != stage else None

    def hit_by(self, stage: Address) -> list[Stage]:
        """Return what a stage off target puts at risk, the nearest first; what another one is nearer to is told there."""
        return self._hit.get(stage, [])

    def health(self, stage: Address) -> Health:
        """Return how it stands with one stage."""
        if self.off(stage):
            return Health.OFF
        if self.cause(stage) is not None:
            return Health.RISK
        return (
            Health.WELL if any(gauge.sign.value == "on-target" for gauge in self.gauges_of(stage)) else Health.UNKNOWN
        )

    def whole_health(self, process: Address) -> Health:
        """Return how it stands with a process and all of its steps: the worst of them."""
        found = {self.health(each) for each in (process, *(step.about for step in self.steps.get(process, ())))}
        return next(each for each in Health if each in found)

    def fed_by(self, process: Address) -> list[Stage]:
        """Return the stages of other processes that feed a process or a step of it."""
        targets = [process, *(step.about for step in self.steps.get(process, ()))]
        found = {each.about: each for target in targets for each in self._into.get(target, ())}
        return [each for each in found.values() if (each.whole or each.about) != process]

    def between(self) -> list[tuple[Address, Address]]:
        """Return which process feeds which, each pair once."""
        found: dict[tuple[Address, Address], None] = {}
        for stage in self.stages.values():
            for target in stage.feeds:
                if target in self.stages:
                    pair = stage.whole or stage.about, self.stages[target].whole or target
                    if pair[0] != pair[1]:
                        found[pair] = None
        return list(found)

    def _entries(self, process: Address) -> list[Address]:
        """Return where a process begins: the steps that follow no other step of it; itself if it has none."""
        steps = self.steps.get(process, [])
        first = [
            each for each in steps if not any(before.whole == process for before in self._into.get(each.about, ()))
        ]
        return [each.about for each in first or steps[:1]] or [process]

    def _next(self, stage: Stage) -> Iterator[Address]:
        for target in stage.feeds:
            if target in self.stages:
                inside = self.stages[target].whole is not None or target == stage.whole
                yield from [target] if inside else self._begin[target]

    def _walked(self) -> dict[Address, Address]:
        self._begin = {about: self._entries(about) for about, each in self.stages.items() if each.whole is None}
        self._hit: dict[Address, list[Stage]] = defaultdict(list)
        causes = {about: about for about in self.stages if self.off(about)}
        waiting = deque(causes)
        while waiting:
            at = waiting.popleft()
            for target in self._next(self.stages[at]):
                cause = self.stages[causes[at]]
                home, left = cause.whole or cause.about, self.stages[at].whole or at
                there = self.stages[target].whole or target
                if target not in causes and (there != home or left == home):
                    causes[target] = causes[at]
                    self._hit[causes[at]].append(self.stages[target])
                    waiting.append(target)
        return causes
