"""What a standard states: one ask for each requirement, and its history."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.standard.record import Requirement, Standard
from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Ask, Fact
from hub_plugin.model.fields import Status
from hub_plugin.model.findings import Route
from hub_plugin.model.heads import scope_of
from hub_plugin.model.hub import Hub
from hub_plugin.model.measures import Rung
from hub_plugin.model.statements import downloads, history, review


def state(record: Standard, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one standard."""
    yield from review(record, record.status is not Status.RETIRED)
    yield from history(record, record.changes)
    yield from downloads(record, record.files)
    yield Rung(about=record.address, source=record.address, title=record.title, tier="standard",
               open=record.status in (Status.ACTIVE, Status.TRIAL))  # fmt: skip
    for route, above, requirement in record.walk_requirements():
        if requirement.level:
            yield _ask(record, hub, route, above, requirement)


def _ask(record: Standard, hub: Hub, route: Route, above: tuple[Requirement, ...], requirement: Requirement) -> Ask:
    here = record.address.at(requirement.id)
    helps = [link.to for link in requirement.helps if link.to]
    helps += [edge.about for edge in hub.into(here, "supports")]
    return Ask(
        about=here, source=record.address, route=route, resource=record.address, title=requirement.statement,
        resource_title=record.title, level=requirement.level,
        scope=scope_of(requirement.applies_to if requirement.applies_to is not None else record.applies_to),
        active=record.asked, start=record.effective, introduced=requirement.new_in,
        changed=tuple(requirement.changed_in.items()), retired=requirement.retired,
        by=requirement.adopt_by or record.adopt_by, own_date=requirement.adopt_by is not None,
        evidence=requirement.evidence or "", helps=tuple(dict.fromkeys(helps)),
        needs=tuple(link.to for link in requirement.needs if link.to), same=tuple(_same(record, hub, requirement)),
        group_title=above[-1].statement if above else "", tier=requirement.tier or "", code=requirement.code or "",
    )  # fmt: skip


def _same(record: Standard, hub: Hub, requirement: Requirement) -> Iterator[Address]:
    """Yield the requirements of other standards here that an answer to this one answers too, by id or code."""
    for name, numbers in requirement.maps_to.items():
        other = hub.get(hub.index.present(Address("standard", name)))
        if isinstance(other, Standard) and other.address != record.address:
            wanted = set(numbers)
            for _, _, each in other.walk_requirements():
                if each.id in wanted or (each.code and each.code in wanted):
                    yield other.address.at(each.id)
