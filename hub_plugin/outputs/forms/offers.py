"""What a link in a form may lead to: every record and part that the site shows, by what people call it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from hub_plugin.model.addresses import Address
from hub_plugin.model.hub import Hub

Option = dict[str, str]


def offers(hub: Hub, to: Iterable[str]) -> list[Option]:
    """Return the choices of a link, as short as they are clear (``id``, ``kind/id``, ``id#part``), by label.

    Each has its whole ``address`` besides, because files may spell it so.

    Args:
        hub: the hub; what is not published is not named.
        to: kinds of record and names of parts; empty: any record.
    """
    wanted = frozenset(to)
    records = [each for each in hub.records if hub.shows(each)]
    whole = [each for each in records if not wanted or each.kind in wanted]
    alike = Counter(each.id for each in whole)
    found = [
        _option(_label(hub, each), each.id if alike[each.id] == 1 and wanted else str(each), each) for each in whole
    ]  # fmt: skip
    found += [
        _option(str(hub.part_label(part)), f"{part.id}#{part.part}", part) for part in _parts(hub, records, wanted)
    ]
    return sorted(found, key=lambda each: (each["label"].casefold(), each["value"]))


def _parts(hub: Hub, records: Iterable[Address], wanted: frozenset[str]) -> Iterator[Address]:
    for record in records:
        for part, called in hub.index.parts.get(record, {}).items():
            if called in wanted:
                yield record.at(part)


def _label(hub: Hub, address: Address) -> str:
    return str(hub.records[address].label)


def _option(label: str, value: str, address: Address) -> Option:
    return {"label": label if label == value else f"{label} ({value})", "value": value, "address": str(address)}
