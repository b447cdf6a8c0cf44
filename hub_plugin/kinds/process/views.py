"""What the pages of processes ask: the chain as boxes and arrows, and which process feeds which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hub_plugin.kinds.process.record import Process
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.derive.flow import Health
from hub_plugin.model.hub import Hub
from hub_plugin.model.texts import Text

Boxes = list[tuple[Address, Text, str]]  # address, title, how it stands
Arrows = list[tuple[Address, Address]]


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    def chain(record: Process) -> tuple[Boxes, Arrows, Arrows]:
        """Return the steps of a process, which follows which, and which leads back to which."""
        flow, here = now.flow, record.address
        boxes = [(here.at(step.id), step.title, flow.health(here.at(step.id)).value) for step in record.steps.values()]
        arrows = [(here.at(name), here.at(each)) for name, found in record.next_steps().items() for each in found]
        back = [(here.at(step.id), link.to) for step in record.steps.values() for link in step.back_to if link.to]
        return boxes, arrows, back

    def network(records: Iterable[Process]) -> tuple[Boxes, Arrows]:
        """Return the processes in use, and which feeds which."""
        used = [each for each in records if each.address in now.flow.stages]
        boxes = [(each.address, each.title, now.flow.whole_health(each.address).value) for each in used]
        shown = {address for address, _, _ in boxes}
        return boxes, [pair for pair in now.flow.between() if pair[0] in shown and pair[1] in shown]

    return {"chain": chain, "network": network, "flow": now.flow, "Health": Health}
