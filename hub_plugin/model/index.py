"""Every id of the hub, known before any record is checked: a broken record still exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hub_plugin.model.addresses import Address, slug
from hub_plugin.model.english import a
from hub_plugin.model.findings import nearest

ONE_NAME_SPACE = ("team", "person", "role")  # each of them may own things, so they do not share ids

SHOWN = 8  # parts that a hint names


@dataclass(frozen=True, slots=True)
class Miss:
    """A link that leads nowhere: the message and the hint, and the rule that says so."""

    rule: str
    message: str
    hint: str


@dataclass(slots=True)
class Index:
    """Records and parts by address.

    Args:
        kinds: the names of all kinds of record.
        records: kind → ids.
        parts: record → id of a part → what it is called (``requirement``, ``decision``).
        renamed: an old address → the present one.
        broken: records whose file, or a further file of theirs, cannot be read: any part may stand in it.
    """

    kinds: frozenset[str] = frozenset()
    records: dict[str, set[str]] = field(default_factory=dict)
    parts: dict[Address, dict[str, str]] = field(default_factory=dict)
    renamed: dict[Address, Address] = field(default_factory=dict)
    broken: set[Address] = field(default_factory=set)
    _found: dict[tuple[str, tuple[str, ...]], Address] = field(default_factory=dict, repr=False, compare=False)

    def add(self, address: Address) -> None:
        """Make a record known."""
        self._found.clear()
        self.records.setdefault(address.kind, set()).add(address.id)

    def add_part(self, part: Address, name: str) -> None:
        """Make a part known; the first of two with one id wins."""
        self._found.clear()
        self.parts.setdefault(part.record, {}).setdefault(part.part, name)

    def remember_nested(self, folders: Mapping[str, str]) -> None:
        """Let what lies in the folder of a renamed record go on by the names that it had there.

        Args:
            folders: the kinds whose ids have steps → their folders.
        """
        old = [
            (folders[now.kind], now.id, was.id)
            for was, now in self.renamed.items()
            if not was.part and now.kind in folders
        ]
        for folder, id_, name in old:
            for kind in (each for each, there in folders.items() if there == folder):
                for each in self.records.get(kind, ()):
                    if each.startswith(f"{id_}/"):
                        self.renamed.setdefault(Address(kind, name + each.removeprefix(id_)), Address(kind, each))

    def __contains__(self, address: Address) -> bool:
        if address.part:
            record = address.record
            return address.part in self.parts.get(record, ()) or record in self.broken
        return address.id in self.records.get(address.kind, ())

    def present(self, address: Address) -> Address:
        """Follow ``was`` from an old address to the present one."""
        if address in self:
            return address
        moved = self.renamed.get(address.record, address.record)
        if address.part:
            there = moved.at(address.part)
            return there if there in self else self.renamed.get(there, there)
        return moved

    def resolve(self, text: str, to: tuple[str, ...], here: Address | None = None) -> Address | Miss:
        """Find what a link means.

        Args:
            text: ``kind/id#part``, ``id#part``, ``id``, or, for a part of the same record, ``#part`` or ``part``.
            to: the kinds of record and names of parts that the link may lead to; empty: any.
            here: the record that holds the link.
        """
        head, _, part = text.strip().partition("#")
        inside = here is not None and (not head or (not part and head in self.parts.get(here, ())))
        if not inside and (known := self._found.get((text, to))) is not None:
            return known  # a large hub names the same few thousand a hundred thousand times
        found = self._check(text, self._candidates(head, part, to, here), to, here)
        if not inside and not isinstance(found, Miss):
            self._found[text, to] = found
        return found

    def _candidates(self, head: str, part: str, to: tuple[str, ...], here: Address | None) -> list[Address]:
        kind, slash, rest = head.partition("/")
        if slash and kind in self.kinds:
            return [self._named(kind, rest, part)]
        if head == "hub":
            return [Address("hub", "hub", part)]
        if here and not head:
            return [here.at(part)]
        if here and not part and self.parts.get(here, {}).get(head, "?") in to:
            return [here.at(head)]
        kinds = [name for name in to if name in self.kinds] if to and not part else sorted(self.kinds)
        kinds = [name for name in kinds if self._heard_of(name, head, part)]  # most have none that is called so
        named = [self.present(Address(name, head, part)) for name in kinds]
        whole = [each for each in named if each in self and self._fits(each, to)]
        return whole or [each for each in named if each.part and each.record in self.parts]

    def _heard_of(self, kind: str, id_: str, part: str) -> bool:
        """Tell whether a record of a kind has, or had, an id."""
        if id_ in self.records.get(kind, ()):
            return True
        if not self.renamed and not self.broken:
            return False
        record = Address(kind, id_)
        return record in self.renamed or record in self.broken or record.at(part) in self.renamed

    def _name(self, address: Address) -> str:
        """What a record or part is called; empty for a part that nobody could read."""
        return self.parts.get(address.record, {}).get(address.part, "") if address.part else address.kind

    def _fits(self, address: Address, to: tuple[str, ...]) -> bool:
        return not to or self._name(address) in (*to, "")

    def _named(self, kind: str, rest: str, part: str) -> Address:
        """An address with its kind; a nested record may be named by its series' kind (``meeting/weekly/2026-01-13``)."""
        address = self.present(Address(kind, rest, part))
        if address.record in self or "/" not in rest:
            return address
        for other in sorted(self.kinds):
            if Address(other, rest) in self:
                return Address(other, rest, part)
        return address

    def _check(
        self, text: str, found: list[Address], to: tuple[str, ...], here: Address | None = None
    ) -> Address | Miss:
        what = " or ".join(name.replace("-", " ") for name in to) or "record"
        if {each.kind for each in found} <= set(ONE_NAME_SPACE):
            found = found[:1]  # two of them are one mistake, which is told where the names stand
        if len(found) > 1:
            choice = " or ".join(f"'{address}'" for address in found)
            return Miss("link/ambiguous", f"'{text}' can be several records", f"write {choice}")
        if not found:
            return Miss("link/unknown-target", f"no {what} is called '{text[:80]}'", self._suggest(text, to, here))
        address = found[0]
        if address.record not in self:
            name = address.kind.replace("-", " ")
            return Miss(
                "link/unknown-target",
                f"no {name} is called '{address.id[:80]}'",
                self._suggest(text, (address.kind,), here),
            )
        if address.part and address not in self:
            hint = self._suggest_part(text.partition("#")[0], address, to)
            return Miss("link/unknown-target", f"{address.record} has no part called '{address.part[:80]}'", hint)
        if not self._fits(address, to):
            name = self._name(address)
            wanted = a(what)
            return Miss("link/wrong-kind", f"'{text}' is {a(name)}, expected {wanted}", f"link to {wanted}")
        return address

    def _suggest_part(self, head: str, address: Address, to: tuple[str, ...]) -> str:
        there = self.parts.get(address.record, {})
        known = [name for name, what in there.items() if not to or what in to] or [*there]
        if close := nearest(address.part, known):
            return f"did you mean '{head}#{close}'?"
        more = ", …" if len(known) > SHOWN else ""
        return f"its parts are {', '.join(known[:SHOWN])}{more}" if known else "it has no parts: link to it as a whole"

    def _suggest(self, text: str, to: tuple[str, ...], here: Address | None) -> str:
        known: dict[str, str] = {}
        head, _, part = text.partition("#")
        for name in to or sorted(self.records):
            for each in self.records.get(name, ()):
                known[each] = each + (f"#{part}" if part else "")
            if name not in self.kinds and not part and here:
                known.update((each, each) for each, what in self.parts.get(here, {}).items() if what == name)
        if part and to and not set(to) & self.kinds:
            for record, parts in self.parts.items():
                if set(parts.values()) & set(to):
                    known[record.id] = f"{record.id}#{part}"
        word = head.rpartition("/")[2] if not part and "/" in head and head not in known else head
        close = nearest(word, known) or nearest(slug(word), known)
        if close or not to or self.kinds & set(to):
            return f"did you mean '{known[close]}'?" if close else ""
        here_are, more = [] if part else [*known][:SHOWN], ", …" if len(known) > SHOWN else ""
        return (
            f"write one of {', '.join(here_are)}{more}"
            if here_are
            else f"write 'id#{to[0]}': a record, and what stands in it"
        )

    def ids(self, kinds: Iterable[str]) -> list[str]:
        """Return the ids of some kinds, sorted; editors offer them."""
        return sorted({each for kind in kinds for each in self.records.get(kind, ())})
