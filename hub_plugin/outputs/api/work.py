"""Daily work as data: how it stands with each stage of the processes, and what was planned week by week; with the shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, cast

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.derive.diaries import name_of
from hub_plugin.model.facts import Edge
from hub_plugin.model.names import Names
from hub_plugin.model.routines import Week
from hub_plugin.outputs.api.shapes import Day, Made, Ref, Url, says

Health = Literal["off-target", "at-risk", "on-target", "no-data"]
Outcome = Literal["done", "partly", "carried-over", "dropped"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A process as a whole, or one step of it."""

    address: Ref
    title: Annotated[str, says("What people call it.")]
    process: Annotated[str | None, says("The process that it is a step of; null: it is a process.")]
    core: Annotated[bool, says("It is one of the points at which the work is measured and owned.")]
    owners: Annotated[tuple[str, ...], says("Who answers for it; of a step without owners those of its process.")]
    measures: Annotated[tuple[str, ...], says("The metrics that show how it goes.")]
    health: Annotated[
        Health, says("Its own metric is off target, something before it is, neither, or nothing is known.")
    ]
    cause: Annotated[str | None, says("The nearest stage before it that is off target and puts it at risk.")]
    feeds: Annotated[tuple[str, ...], says("The stages that cannot go well if this one does not.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages."""

    generated_for: Made
    stages: Annotated[tuple[Stage, ...], says("Processes with their steps, in their order.")]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was planned for a week."""

    address: Ref
    text: Annotated[str, says("What was planned.")]
    outcome: Annotated[Outcome | None, says("What came of it; null: nothing was said yet.")]
    why: Annotated[str, says("Why it came so; may be empty.")]


@dataclass(frozen=True, slots=True)
class Journal:
    """What one person planned for one week."""

    person: Ref
    week: Annotated[str, says("The week, as ISO 8601 writes it: `2026-W47`.")]
    monday: Annotated[Day, says("The day with which it begins.")]
    planned: Annotated[tuple[Item, ...], says("In the author's order.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Journals:
    """The weekly journals."""

    generated_for: Made
    weeks: Annotated[tuple[Journal, ...], says("By week, then by person.")]


def stages(now: Joined, names: Names) -> Stages:
    """Return all stages of published processes."""
    flow = now.flow
    made: list[Stage] = []
    for each in flow.stages.values():
        if not names.leaves(each):
            continue
        cause = flow.cause(each.about)
        owners = _owners(each.about, now) or _owners(each.whole, now)
        made.append(
            Stage(
                address=str(each.about), title=names.line(each.title), process=names.ref(each.whole), core=each.core,
                owners=names.refs(owners), measures=names.refs(gauge.measure.about for gauge in flow.gauges_of(each.about)),
                health=flow.health(each.about).value, cause=names.ref(cause.about) if cause else None,
                feeds=names.refs(each.feeds), url=names.url(each.about),
            )
        )  # fmt: skip
    return Stages(now.today, tuple(made))


def _owners(stage: Address | None, now: Joined) -> list[Address]:
    return [edge.to for edge in now.facts.about(stage, Edge) if edge.means == "owned by"] if stage else []


def journals(now: Joined, names: Names) -> Journals:
    """Return all published weeks, the oldest first."""
    found = sorted(
        (each for each in now.facts.of(Week) if names.leaves(each) and names.shows(each.who)),
        key=lambda each: (each.monday, each.who),
    )
    return Journals(now.today, tuple(
        Journal(
            person=str(each.who), week=name_of(each.monday).upper(), monday=each.monday, url=names.url(each.about),
            planned=tuple(
                Item(str(one.about), names.text(one.text), cast(Outcome, one.outcome) if one.outcome else None, names.text(one.why))
                for one in each.planned
            ),
        )
        for each in found
    ))  # fmt: skip
