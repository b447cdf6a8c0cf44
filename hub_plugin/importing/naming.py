"""Which record, or part of one, a cell names: by its id, or by what people call it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub_plugin.importing.targets import Target
from hub_plugin.importing.words import folded
from hub_plugin.model.addresses import Address, slug
from hub_plugin.model.english import a
from hub_plugin.model.fields import is_address
from hub_plugin.model.findings import did_you_mean
from hub_plugin.model.hub import Hub
from hub_plugin.model.index import Index, Miss
from hub_plugin.model.record import part_fields

Labels = Mapping[str, Mapping[str, list[Address]]]


class NamingError(Exception):
    """A name that nothing has, or several things; the message says what is wrong, the second argument what to do."""


@dataclass
class Names:
    """What can be named.

    Args:
        index: the ids of the hub, those of this import among them.
        labels: kind, or name of a part → what people call them, folded → their addresses.
        here: the record that is being read; its own parts come first.
    """

    index: Index
    labels: Labels = field(default_factory=dict)
    here: Address | None = None

    def link(self, target: Target, text: str) -> str:
        """Return the link that a text means.

        Args:
            target: the field that it stands in.
            text: an id, what something is called, or an address where the field takes one.

        Raises:
            NamingError: nothing is called so, or several things are.
        """
        assert target.links is not None
        plain = " ".join(text.split())
        found = self.found(target, plain)
        if len(found) > 1:
            raise NamingError(f"'{plain[:60]}' can be {' or '.join(found)}", "write the id")
        if found:
            return found[0]
        if target.links.words and " " in plain:
            return plain
        what = " or ".join(name.replace("-", " ") for name in target.links.to) or "record"
        known = {word: word for kind in self._kinds(target) for word in self.labels[kind]}
        other = next((kind for kind, words in self.labels.items() if folded(plain) in words), "")
        hint = f"that is {a(other)}" if other else did_you_mean(folded(plain), known)
        raise NamingError(
            f"no {what} is called '{plain[:60]}'", hint or f"import the {what} too, or leave the cell empty"
        )

    def found(self, target: Target, text: str) -> list[str]:
        """Return the links that a text may mean in a field; one, as a rule."""
        assert target.links is not None
        to = target.links.to
        if is_address(text) and target.links.outside:
            return [text]
        if not isinstance(self.index.resolve(text, to, self.here), Miss):
            return [text]
        called = [each for kind in self._kinds(target) for each in self.labels[kind].get(folded(text), ())]
        own = [each for each in called if each.part and each.record == self.here]
        whole = [each for each in called if not each.part]
        if called:
            return list(dict.fromkeys(self._short(each, to) for each in own or whole or called))
        return [] if isinstance(self.index.resolve(slug(text), to, self.here), Miss) else [slug(text)]

    def _kinds(self, target: Target) -> list[str]:
        assert target.links is not None
        return [kind for kind in (target.links.to or sorted(self.labels)) if kind in self.labels]

    def _short(self, address: Address, to: tuple[str, ...]) -> str:
        short = address.part if address.record == self.here else address.id
        whole = address.part and address.record != self.here
        return str(address) if whole or isinstance(self.index.resolve(short, to, self.here), Miss) else short


def labels_of(named: Iterable[tuple[str, Address, str]]) -> dict[str, dict[str, list[Address]]]:
    """Return kind, or name of a part → what people call them, folded → addresses."""
    made: dict[str, dict[str, list[Address]]] = {}
    for name, address, label in named:
        addresses = made.setdefault(name, {}).setdefault(folded(label), [])
        if address not in addresses:
            addresses.append(address)
    return made


def named_in(hub: Hub) -> Iterator[tuple[str, Address, str]]:
    """Yield what is called how in a hub: its records and their parts."""
    for address, record in hub.records.items():
        yield address.kind, address, str(record.label)
        for field_, part in part_fields(type(record)):
            there: Mapping[str, Any] = getattr(record, field_, None) or {}
            for id_, each in there.items():
                for name in ("title", "name", part.main, *part.either):
                    if name and (label := getattr(each, name, None)):
                        yield part.called, address.at(id_), str(label)
