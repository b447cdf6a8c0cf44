"""Adoption as data: counts, and every obligation behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from hub_plugin.model.derive import Joined, Obligation, Progress, State, Unit
from hub_plugin.model.facts import LEVELS
from hub_plugin.model.names import Names, clean
from hub_plugin.outputs.api import adoption_shapes as shapes
from hub_plugin.outputs.api.shapes import Level


def adoption(now: Joined, names: Names) -> shapes.Adoption:
    """Return the whole document."""
    shown = names.owed(now.obligations)
    by_unit = grouped(shown, lambda each: each.unit)
    by_resource = grouped(shown, lambda each: each.ask.resource)
    by_item = grouped(shown, lambda each: each.ask.about)
    asked = [group for group in now.asked if names.shows(group.about)]
    silent = {group.about for group in now.silent}
    return shapes.Adoption(
        generated_for=now.today,
        teams_asked=len(asked),
        teams_answered=sum(group.about not in silent for group in asked),
        counts=levels(shown),
        teams=tuple(_team(unit, by_unit[unit], names) for unit in units(now, by_unit)),
        resources=tuple(
            shapes.ResourceProgress(
                resource=str(address), title=names.line(owed[0].ask.resource_title), counts=levels(owed), url=names.url(address)
            )
            for address, owed in sorted(
                by_resource.items(),
                key=lambda each: (each[0].kind != "standard", now.order(each[1][0].ask.resource_title), each[0]),
            )
        ),
        items=tuple(_item(owed, names) for owed in by_item.values()),
        obligations=tuple(_obligation(each, names) for each in shown),
    )  # fmt: skip


def grouped(owed: Iterable[Obligation], key: Any) -> dict[Any, list[Obligation]]:
    """Return obligations by something of theirs, in the order in which it first occurs."""
    found: dict[Any, list[Obligation]] = {}
    for each in owed:
        found.setdefault(key(each), []).append(each)
    return found


def units(now: Joined, known: Iterable[Unit]) -> list[Unit]:
    """Return units by the names of their teams, products after their team."""
    places = {group.about: number for number, group in enumerate(now.groups)}
    return sorted(known, key=lambda unit: (places.get(unit.group, -1), unit.group, unit.product))


def counts(progress: Progress) -> shapes.Counts:
    """Return what was counted."""
    return shapes.Counts(
        applies=progress.applies, answered=progress.answered, met=progress.met, scored=progress.scored,
        coverage=progress.coverage, score=progress.score,
        states={state.value: progress.states[state] for state in State},
        counted={state.value: progress.counted[state] for state in State},
    )  # fmt: skip


def levels(owed: Sequence[Obligation]) -> shapes.Levels:
    """Return what was counted, by level."""
    made = (counts(Progress.of(each for each in owed if each.ask.level == level)) for level in LEVELS)
    return shapes.Levels(*made)


def _team(unit: Unit, owed: Sequence[Obligation], names: Names) -> shapes.TeamProgress:
    return shapes.TeamProgress(
        team=str(unit.group), product=unit.product, title=names.unit(unit), silent=Progress.of(owed).silent, counts=levels(owed),
        url=names.url(unit.group),
    )  # fmt: skip


def _item(owed: Sequence[Obligation], names: Names) -> shapes.ItemProgress:
    ask = owed[0].ask
    return shapes.ItemProgress(
        item=str(ask.about), resource=str(ask.resource), title=names.line(ask.title), code=names.line(ask.code),
        level=cast(Level, ask.level), tier=clean(str(ask.tier)), counts=counts(Progress.of(owed)), url=names.url(ask.about),
    )  # fmt: skip


def _obligation(each: Obligation, names: Names) -> shapes.Obligation:
    ask, said = each.ask, each.answer
    return shapes.Obligation(
        item=str(ask.about), resource=str(ask.resource), team=str(each.unit.group), product=each.unit.product,
        title=names.line(ask.title), level=cast(Level, ask.level), tier=clean(str(ask.tier)),
        state=each.state.value, counts_as=each.counts.value, due=each.due,
        since=(said.since or said.dated) if said else None, version=str(said.version) if said and said.version else None,
        reason=names.text(said.why) if said else "",
        evidence=tuple(shown for text in said.evidence if (shown := names.evidence(text))) if said else (),
        plan=names.evidence(said.plan) if said and said.plan else None, by=said.by if said else None,
        until=said.until if said else None, approved_by=names.ref(said.approver) if said else None,
        provided_by=names.evidence(said.provider) if said and said.provider else None,
        unclear=names.text(said.unclear) if said else "", via=names.ref(each.via),
        changed=tuple(shapes.Changed(str(version), names.line(what)) for version, what in each.changed),
        campaigns=names.refs(drive.about for drive in each.drives), url=names.url(ask.about),
    )  # fmt: skip
