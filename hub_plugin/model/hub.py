"""All records, connected: the hub can be read from both ends of every link."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from functools import cached_property
from typing import TypeVar

from hub_plugin.model.addresses import HUB, Address
from hub_plugin.model.duties import SOME_DAY, Duties, Duty
from hub_plugin.model.facts import Ask, Edge, Fact, Group
from hub_plugin.model.files import Beside
from hub_plugin.model.findings import Route
from hub_plugin.model.index import Index
from hub_plugin.model.keeping import NOTHING, Kept
from hub_plugin.model.kind import Kind
from hub_plugin.model.links import Link
from hub_plugin.model.nodes import Document
from hub_plugin.model.record import Part, Record, Written, part_fields, part_holders
from hub_plugin.model.siblings import Sibling
from hub_plugin.model.tables import beside
from hub_plugin.model.texts import Message, Text
from hub_plugin.model.vocabulary import Vocabulary

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Hub:
    """Everything that was read.

    Args:
        kinds: name → kind, in reading order.
        records: address → record, sorted by kind and id; broken ones are not among them.
        documents: address → the file that a record was read from, broken ones too.
        index: all ids.
        files: the paths of all files below the content folder.
        claims: files that records offer, each with the records that name it.
        siblings: record → the files that hold its texts in other languages.
        spoken: record → its texts and files, in the order in which they were read; only where translations are looked after.
        languages: those that the hub names, the default first.
        vocabulary: the words that the records use.
        origins: files that come from a source: path → where it really lies, seen from the content folder.
        links: record → the links that it makes, each with what the field says of it.
        kept: what was made before of the same records.
    """

    kinds: Mapping[str, Kind]
    records: Mapping[Address, Record]
    documents: Mapping[Address, Document]
    index: Index
    files: frozenset[str] = frozenset()
    claims: Mapping[str, list[Address]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    siblings: Mapping[Address, list[Sibling]] = field(default_factory=dict)
    spoken: Mapping[Address, Sequence[Text | Beside]] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    links: InitVar[Mapping[Address, Iterable[tuple[Edge, Link]]] | None] = None
    kept: Kept = field(default=NOTHING, repr=False)

    def __post_init__(self, links: Mapping[Address, Iterable[tuple[Edge, Link]]] | None) -> None:
        out: dict[Address, list[Edge]] = defaultdict(list)
        into: dict[Address, list[Edge]] = defaultdict(list)
        ordered: dict[str, list[tuple[Address, Address, Route]]] = defaultdict(list)
        for each in (links or {}).values():
            for edge, link in each:
                out[edge.about].append(edge)
                into[edge.to].append(edge)
                if link.ordered:
                    ordered[link.means].append((edge.about, edge.to, edge.route))
        object.__setattr__(self, "_out", out)
        object.__setattr__(self, "_into", into)
        object.__setattr__(self, "ordered", ordered)

    _out: Mapping[Address, list[Edge]] = field(init=False, repr=False)
    _into: Mapping[Address, list[Edge]] = field(init=False, repr=False)
    ordered: Mapping[str, list[tuple[Address, Address, Route]]] = field(init=False, repr=False)
    _parts: dict[Address, dict[str, Part]] = field(default_factory=dict, init=False, repr=False)

    def get(self, address: Address | Link | None) -> Record | None:
        """Return the record at an address (for a part: the record that holds it), or None."""
        if isinstance(address, Link):
            address = address.to
        return self.records.get(address.record) if address else None

    @cached_property
    def year_starts(self) -> int:
        """The month in which the hub's year begins, 1 to 12; January where ``hub.yml`` is broken."""
        month = getattr(self.records.get(HUB), "fiscal_year_starts", 1)
        return month if 1 <= month <= 12 else 1

    def of(self, kind: str, record: type[R]) -> list[R]:
        """Return all records of a kind, by id."""
        return [each for each in self.records.values() if each.address.kind == kind and isinstance(each, record)]

    def unread(self, *kinds: str) -> bool:
        """Tell whether a record (of these kinds, or of any) is there and could not be read: nobody knows what it says of others."""
        return not self._unread.isdisjoint(kinds) if kinds else bool(self._unread)

    @cached_property
    def _unread(self) -> frozenset[str]:
        wrong = (address for address in self.documents if address not in self.records)
        return frozenset(address.kind for address in (*self.index.broken, *wrong))

    def shown(self, kind: str) -> list[Record]:
        """Return the records of a kind that may leave, by id."""
        return self._shown_of.get(kind, [])

    @cached_property
    def _shown_of(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for address, record in self.records.items():
            if self.shows(address):
                found[address.kind].append(record)
        return found

    def shows(self, address: Address) -> bool:
        """Tell whether a record or part may leave: it is published, and so is what it belongs to.

        A session belongs to its series, an assessment to its model and its team; what has no page of its own belongs to
        the team whose page shows it; a record may say what else it belongs to.
        """
        return address.record in self._shown

    @cached_property
    def _shown(self) -> frozenset[Address]:
        kinds_in: dict[str, list[str]] = defaultdict(list)
        for kind in self.kinds.values():
            kinds_in[kind.folder].append(kind.name)
        hidden = {address for address, record in self.records.items() if not record.publish}
        return frozenset(
            address
            for address in self.records
            if address not in hidden
            and not (hidden and any(above in hidden for above in self._above(address, kinds_in)))
        )

    def holders(self, record: Address) -> Iterator[Address]:
        """Yield what a record belongs to: what it lies in, the team whose page shows it, what it says itself."""
        kinds_in: dict[str, list[str]] = defaultdict(list)
        for kind in self.kinds.values():
            kinds_in[kind.folder].append(kind.name)
        yield from (each for each in self._above(record, kinds_in) if each in self.records)

    def _above(self, record: Address, kinds_in: Mapping[str, list[str]]) -> Iterator[Address]:
        kind = self.kinds[record.kind]
        steps = record.id.split("/")
        for number in range(1, len(steps)):
            yield from (Address(name, "/".join(steps[:number])) for name in kinds_in[kind.folder])
        for name, step in zip(kind.belongs, steps, strict=False):
            yield self.index.present(Address(name, step))
        if not kind.page:
            yield Address("team", steps[0])
        yield from map(self.index.present, self.records[record].holders)

    def part(self, address: Address) -> Part | None:
        """Return the part at an address, wherever in its record it is nested."""
        record = self.records.get(address.record)
        if record is None:
            return None
        if record.address not in self._parts:
            self._parts[record.address] = {part.id: part for part in reversed([*_parts(record)])}  # of two, the first
        return self._parts[record.address].get(address.part)

    def part_label(self, address: Address) -> str | Message:
        """Return what people call a part: its title, else what it says; a text keeps its translations and links.

        A part without words is called as its class says, else like its record, with its id behind.
        """
        part = self.part(address)
        for name in ("title", "statement", "text"):
            if text := getattr(part, name, None):
                return text if isinstance(text, str) else str(text)
        record = self.records.get(address.record)
        if record is None:
            return address.part
        return (part and part.called_in(record)) or f"{record.label} ({address.part})"

    def known_as(self, address: Address) -> Address:
        """Return by whose name people know a record: a team's answers have none, and are known by the team's."""
        team = Address("team", address.id)
        bare = not address.part and not self.kinds[address.kind].page and team in self.records
        return team if bare else address

    def children(self, address: Address) -> list[Record]:
        """Return the records that lie in the folder of another one (the sessions of a series), by id."""
        return self._children.get((self.kinds[address.kind].folder, address.id), [])

    @cached_property
    def _children(self) -> dict[tuple[str, str], list[Record]]:
        found: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for each in self.records.values():
            if "/" in each.id:
                found[self.kinds[each.address.kind].folder, each.id.rpartition("/")[0]].append(each)
        return found

    def tables(self, address: Address) -> list[str]:
        """Return the paths of the tables beside a record that belong to it."""
        return beside(self.documents[address.record])

    def out(self, address: Address, *means: str) -> list[Edge]:
        """Return the links that a record or part makes, of some meanings or of all."""
        return [edge for edge in self._out.get(address, ()) if not means or edge.means in means]

    def into(self, address: Address, *means: str) -> list[Edge]:
        """Return the links that lead to a record or part, of some meanings or of all."""
        return [edge for edge in self._into.get(address, ()) if not means or edge.means in means]

    def stated(self, record: Record, today: datetime.date) -> tuple[Fact, ...]:
        """Return the facts that a record states, as of a day."""
        state = self.kinds[record.address.kind].state
        return self.kept.asked(
            ("facts", record.address, today), (record,), self, lambda asked: tuple(state(record, asked, today))
        )

    @cached_property
    def duties(self) -> Duties:
        """What groups are asked, whatever the day."""
        groups: list[Group] = []
        duties: list[Duty] = []
        for address, record in self.records.items():
            for fact in self.stated(record, SOME_DAY) if self.kinds[address.kind].stands else ():
                if isinstance(fact, Group):
                    groups.append(fact)
                elif isinstance(fact, Ask) and fact.active:
                    duties.append(Duty(fact.about, fact.resource, fact.scope))
        return self.kept.made("duties", (groups, duties), lambda: Duties(groups, duties))

    @cached_property
    def words_of_teams(self) -> Mapping[str, frozenset[str]]:
        """The disciplines, types and tags that some team has: the words that an audience may name."""
        teams = [record for address, record in self.records.items() if address.kind == "team"]
        found = {}
        for name in ("disciplines", "type", "tags"):
            words = [getattr(team, name, ()) for team in teams]
            found[name] = frozenset(word for each in words for word in ([each] if isinstance(each, str) else each))
        return found

    def edges(self) -> Iterator[Edge]:
        """Yield every link, by the record that makes it."""
        for edges in self._out.values():
            yield from edges

    def shown_edges(self) -> Iterator[Edge]:
        """Yield the links between records that may leave, by the record that makes them."""
        shown = self._shown
        return (each for each in self.edges() if each.source in shown and (each.to in shown or each.to.record in shown))

    def line_of(self, address: Address, route: Route = ()) -> tuple[str, int]:
        """Return the file and the line (from 1) in which something is written."""
        document = self.documents[address.record]
        holder = document.holder(route)
        return self.origin(holder.path), holder.line_of(route)

    def origin(self, path: str) -> str:
        """Return where a file really lies, seen from the content folder: in it, or in a source."""
        return self.origins.get(path, path)


def _parts(written: Written) -> Iterator[Part]:
    for name, _part in part_fields(type(written)):
        for part in getattr(written, name).values():
            yield part
            yield from _parts(part)
    for name, _group in part_holders(type(written)):
        for group in getattr(written, name).values():
            yield from _parts(group)


def circles(links: Iterable[tuple[Address, Address, Route]]) -> list[tuple[tuple[Address, Route], ...]]:
    """Return the circles among links, each once, beginning at its smallest address.

    Follows the links depth first with a stack of its own (Tarjan 1972 needs none here: one circle a component is enough).
    """
    following: dict[Address, list[tuple[Address, Route]]] = defaultdict(list)
    for start, end, route in links:
        following[start].append((end, route))
    found: dict[frozenset[Address], tuple[tuple[Address, Route], ...]] = {}
    done: set[Address] = set()
    for first in sorted(following):
        if first in done:
            continue
        path: list[tuple[Address, Route]] = []
        trail = [(first, iter(following[first]))]
        on_path = {first: 0}
        while trail:
            at, ways = trail[-1]
            step = next(ways, None)
            if step is None:
                trail.pop()
                del on_path[at]
                done.add(at)
                if path:
                    path.pop()
                continue
            target, route = step
            if target in on_path:
                begin = on_path[target]
                names = [each for each, _ in trail]
                routes = [*(way for _, way in path), route]
                circle = tuple(zip(names[begin:], routes[begin:], strict=True))
                found.setdefault(frozenset(names[begin:]), circle)
            elif target not in done:
                path.append((target, route))
                on_path[target] = len(trail)
                trail.append((target, iter(following[target])))
    return [_turned(circle) for circle in found.values()]


def _turned(circle: tuple[tuple[Address, Route], ...]) -> tuple[tuple[Address, Route], ...]:
    start = min(range(len(circle)), key=lambda index: circle[index][0])
    return (*circle[start:], *circle[:start])
