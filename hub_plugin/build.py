"""The story: files → nodes → records → hub → facts → joined facts → site."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hub_plugin import kinds as built_in
from hub_plugin.model import checks
from hub_plugin.model.addresses import Address
from hub_plugin.model.decode import decode
from hub_plugin.model.derive import Joined, join
from hub_plugin.model.facts import Edge, Fact, Facts
from hub_plugin.model.findings import Finding, tidy
from hub_plugin.model.hub import Hub
from hub_plugin.model.intake import take_in
from hub_plugin.model.kind import Kind
from hub_plugin.model.links import Context
from hub_plugin.model.record import Record


@dataclass(frozen=True)
class Reading:
    """A hub that was read: what it holds, and everything that is wrong with it."""

    hub: Hub
    findings: tuple[Finding, ...]

    def failing(self, levels: Iterable[str]) -> tuple[Finding, ...]:
        """Return the findings of some levels."""
        chosen = frozenset(levels)
        return tuple(finding for finding in self.findings if finding.level in chosen)


def read(files: Iterable[str], contents: Mapping[str, bytes], further: Sequence[Kind] = ()) -> Reading:
    """Read a content folder.

    Args:
        files: the paths of all files, below the content folder, with forward slashes.
        contents: path → bytes, for those that may be records.
        further: kinds from outside the package.

    Returns:
        The hub and its findings; never raises for what an author wrote.
    """
    kinds = {kind.name: kind for kind in (*built_in.KINDS, *further)}
    paths = frozenset(files)
    taken = take_in(paths, contents, kinds)
    findings = list(taken.findings)
    records: dict[Address, Record] = {}
    claims: dict[str, list[Address]] = {}
    for address, document in sorted(taken.documents.items()):
        folder = document.path.rpartition("/")[0]
        context = Context(taken.index, address, folder, paths, claims)
        record, found = decode(kinds[address.kind].record, document, context)
        findings.extend(found)
        if record is not None:
            records[address] = record
    hub = Hub(kinds, records, taken.documents, taken.index, paths, claims)
    findings.extend(checks.whole(hub, taken.claimed))
    findings.extend(checks.each(hub))
    return Reading(hub, tidy(findings))


def state(hub: Hub, today: datetime.date) -> Facts:
    """Let every record state its facts, as of a day."""
    return Facts(_stated(hub, today))


def _stated(hub: Hub, today: datetime.date) -> Iterator[Fact]:
    for address, record in hub.records.items():
        if record.publish:
            yield from hub.kinds[address.kind].state(record, hub, today)
    yield from (edge for edge in hub.edges() if isinstance(edge, Edge) and hub.shows(edge.about) and hub.shows(edge.to))


def derive(hub: Hub, today: datetime.date) -> Joined:
    """State all facts and join them."""
    return join(state(hub, today), today)
