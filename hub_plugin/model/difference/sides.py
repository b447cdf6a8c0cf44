"""One side of a comparison, and how far ahead both are looked at."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.facts import Ask, Change, Drive, Fact, Facts, Group
from hub_plugin.model.findings import Finding
from hub_plugin.model.hub import Hub

FARTHEST = datetime.timedelta(days=731)


@dataclass(frozen=True)
class Side:
    """How a hub is, or will be.

    Args:
        hub: its records.
        findings: what is wrong with it, advice left out.
        files: path → bytes of what was read, seen from the content folder.
        now: its facts, joined as of today; None where hub.yml is missing or broken.
        then: its facts, joined as of the day on which everything is in force that either side announces.
    """

    hub: Hub
    findings: tuple[Finding, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    now: Joined | None = None
    then: Joined | None = None

    def label(self, address: Address) -> str:
        """Return what people call a record or part, on one line."""
        record = self.hub.records.get(address.record)
        text = str(self.hub.part_label(address)) if address.part else str(record.label) if record else address.id
        return " ".join(text.split())


def horizon(before: Facts, after: Facts, today: datetime.date) -> datetime.date:
    """Return the last day on which something comes into force that only one side knows, at most two years from today.

    A standard that holds from next month asks nobody anything today; what it means for teams shows from that day on.
    """
    one, other = set(_starts(before)), set(_starts(after))
    days = [day for _, day in one ^ other if today < day <= today + FARTHEST]
    return max(days, default=today)


def _starts(facts: Facts) -> Iterator[tuple[Address, datetime.date]]:
    found: Iterator[tuple[Fact, datetime.date | None]] = iter(
        [
            *((each, each.start) for each in facts.of(Ask)),
            *((each, each.on) for each in facts.of(Change) if each.version is not None),
            *((each, each.start) for each in facts.of(Drive)),
            *((each, each.joined) for each in facts.of(Group)),
        ]
    )
    yield from ((fact.about, day) for fact, day in found if day is not None)
