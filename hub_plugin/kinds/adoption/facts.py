"""What a team's file states: its answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.adoption.record import Adoption, Block, Given
from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Answer, Fact
from hub_plugin.model.findings import Route
from hub_plugin.model.hub import Hub


def state(record: Adoption, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield one answer for each resource or requirement that is answered."""
    for name, block in record.answers.items():
        if block.of.to is None:
            continue
        if block.whole is not None:
            yield _answer(record, hub, block.of.to, block, block.whole, ("answers", name))
        for part, given in block.parts.items():
            item = hub.index.present(block.of.to.at(part))
            yield _answer(record, hub, item, block, given, ("answers", name, part))


def _answer(record: Adoption, hub: Hub, item: Address, block: Block, given: Given, route: Route) -> Answer:
    return Answer(
        about=item, source=record.address, route=route, group=hub.index.present(Address("team", record.team)),
        product=record.product, product_name=record.name or "", state=given.state,
        version=given.version or block.version, since=given.since,
        dated=record.answered_on, why=given.why or "", evidence=tuple(str(link) for link in given.evidence),
        plan=str(given.plan) if given.plan else "", by=given.by, until=given.until,
        approver=given.approved_by.to if given.approved_by else None, provider=str(given.provided_by) if given.provided_by else "",
        unclear=given.unclear or "", earlier=tuple((each.state, each.since) for each in given.earlier if each.since),
    )  # fmt: skip
