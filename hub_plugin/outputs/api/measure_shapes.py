"""The shapes of ``measures.json`` and ``goals.json``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from hub_plugin.outputs.api.shapes import Day, Made, Ref, Url, says

SignWord = Literal["on-target", "off-target", "beyond-threshold", "no-target", "no-data"]
First = Annotated[Day, says("Its first day.")]
Last = Annotated[Day, says("Its last day, included.")]
Low = Annotated[float | None, says("What it should be at least; null: open on that side, or no target.")]
High = Annotated[float | None, says("What it should be at most; null: open on that side, or no target.")]
Deviation = Annotated[
    float | None, says("Value − nearest edge of the target; 0 within a range; null: no target or no value.")
]
Signed = Annotated[SignWord, says("How the value stands to its target.")]


@dataclass(frozen=True, slots=True)
class Reading:
    """One value."""

    first: First
    last: Last
    group: Annotated[str | None, says("The team; null: the whole.")]
    value: Annotated[float, says("The value, in the metric's unit.")]
    target_low: Low
    target_high: High
    limit_low: Annotated[float | None, says("The threshold below; null: none.")]
    limit_high: Annotated[float | None, says("The threshold above; null: none.")]
    deviation: Deviation
    sign: Signed
    made: Annotated[bool, says("Put together from the teams' values.")]


@dataclass(frozen=True, slots=True)
class Gain:
    """What a piece of work brings."""

    about: Ref
    expected: Annotated[float | None, says("The difference that is expected.")]
    realised: Annotated[float | None, says("The difference that it has made.")]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A period of which there is no whole, because teams are silent."""

    first: First
    last: Last
    teams: Annotated[tuple[Ref, ...], says("Those that gave a value within a year before, and none for it.")]


@dataclass(frozen=True, slots=True)
class Measure:
    """One metric."""

    address: Ref
    title: Annotated[str, says("What people call it.")]
    category: Annotated[str, says("tactical, value, longevity or financial.")]
    factor: Annotated[str, says("quality, performance, value or compliance; may be empty.")]
    unit: Annotated[str, says("Its unit; may be empty.")]
    better: Annotated[str, says("higher, lower, or between.")]
    adds: Annotated[str, says("How parts make a whole: sum, average, last.")]
    sign: Signed
    trend: Annotated[str, says("better, worse, same or unknown: the newest value against the one before.")]
    readings: Annotated[tuple[Reading, ...], says("Oldest first: the whole, then team by team.")]
    lacking: Annotated[
        tuple[Lacking, ...], says("The periods of which there is no whole, because teams are silent; oldest first.")
    ]
    gains: Annotated[tuple[Gain, ...], says("What initiatives are to bring in it.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Measures:
    """The metrics."""

    generated_for: Made
    measures: Annotated[tuple[Measure, ...], says("By id.")]


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of a goal's time."""

    first: First
    last: Last
    target_low: Low
    target_high: High
    actual: Annotated[float | None, says("The figure; null: none yet.")]
    deviation: Deviation
    sign: Signed
    why: Annotated[str, says("The reason of a deviation; may be empty.")]
    confirmed: Annotated[str, says("What was confirmed in spite of it; may be empty.")]
    action: Annotated[str, says("The corrective action; may be empty.")]


@dataclass(frozen=True, slots=True)
class Share:
    """The target of the whole, or the part of a team or a person."""

    who: Annotated[str | None, says("The team or person; null: the whole.")]
    target_low: Low
    target_high: High
    actual: Annotated[float | None, says("The figure so far; null: none.")]
    wanted_low: Annotated[float | None, says("What it should be at least by now.")]
    wanted_high: Annotated[float | None, says("What it should be at most by now.")]
    sign: Signed
    steps: Annotated[tuple[Step, ...], says("Oldest first.")]


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature."""

    who: Ref
    on: Annotated[Day | None, says("The day; null: not signed yet.")]


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal."""

    address: Ref
    title: Annotated[str, says("What people call it.")]
    state: Annotated[str, says("open, achieved, missed or dropped.")]
    first: First
    last: Last
    serves: Annotated[tuple[str, ...], says("What it serves.")]
    measure: Annotated[str | None, says("The metric that its targets count in.")]
    whole: Annotated[Share, says("Its target, and how it goes.")]
    shares: Annotated[tuple[Share, ...], says("The parts of teams and people.")]
    signatures: Annotated[tuple[Signature, ...], says("Who is asked to sign, and who has.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals."""

    generated_for: Made
    goals: Annotated[tuple[Goal, ...], says("By id.")]
