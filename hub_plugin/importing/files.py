"""Drafts become files: each cell in its field, each record as its author would write it, each line with the cell it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hub_plugin.importing.drafts import Draft, PartDraft
from hub_plugin.importing.sheets import Cell
from hub_plugin.importing.targets import ID, STATEMENT, STRENGTH, Target, Targets
from hub_plugin.importing.values import Reading, several, value_of
from hub_plugin.importing.words import WORDS, folded
from hub_plugin.model.findings import Route
from hub_plugin.model.reading import read
from hub_plugin.rewriting import spelling


@dataclass
class NewFile:
    """One file that would be written.

    Args:
        path: below the content folder.
        data: its bytes.
        first: the cell that it is named after.
        cells: line, from 1 → the cell that it came from.
        places: where all its cells are, also those that nothing could be made of.
    """

    path: str
    data: bytes
    first: Cell
    cells: dict[int, Cell] = field(default_factory=dict)
    places: frozenset[str] = frozenset()

    def cell_of(self, line: int) -> Cell:
        """Return the cell that a line came from: its own, or the nearest above."""
        return next((self.cells[each] for each in range(line, 0, -1) if each in self.cells), self.first)


@dataclass
class Composed:
    """A record as data, and where each value came from.

    ``assumed`` says what was filled in without a cell; ``broken`` holds the groups of fields in which a cell says nothing: half a
    group would only be told of again.
    """

    data: dict[str, Any] = field(default_factory=dict)
    cells: dict[Route, Cell] = field(default_factory=dict)
    assumed: list[str] = field(default_factory=list)
    broken: list[tuple[dict[str, Any], Route]] = field(default_factory=list)


def compose(draft: Draft, said: Mapping[str, str], reading: Reading) -> Composed:
    """Return what a draft's cells say.

    Args:
        draft: the record.
        said: name of a field → what every record without a cell for it gets (``--set``).
        reading: how cells are read; what is wrong with them is noted there.
    """
    made = Composed()
    aims = draft.aims
    reading.names.here = draft.address
    cells = dict(draft.cells)
    for name, text in said.items():
        target = aims.named(name, part=False)
        if target is not None and not target.part and target not in cells:
            cells[target] = Cell(text, f"{draft.first.place} (--set {name})")
    for target in aims.every:
        if target.part or target.path == (ID,):
            continue
        if target in cells:
            for at, cell in _shared_out(aims, target, cells[target], reading):
                _put(made, (), made.data, at, cell, reading)
        elif target.path == (aims.label,):
            made.data[aims.label] = draft.label
        elif target.needed and target.choices and len(target.path) == 1:
            made.data[target.path[0]] = target.choices[0]
            made.assumed.append(f"{target.name}: {target.choices[0]}")
    parts: dict[str, Any] = {}
    for part in draft.parts:
        if part.id:
            route: Route = (aims.part_field, part.id)
            made.cells[route] = part.first
            parts[part.id] = _part(made, route, draft, part, reading)
    if parts:
        made.data[aims.part_field] = parts
    for data, route in made.broken:
        data.pop(str(route[-1]), None)
        made.cells = {way: cell for way, cell in made.cells.items() if way[: len(route)] != route}
    return made


def _part(made: Composed, route: Route, draft: Draft, part: PartDraft, reading: Reading) -> dict[str, Any]:
    data: dict[str, Any] = {}
    written = draft.aims.part
    assert written is not None
    for target in draft.aims.every:
        if not target.part or target not in part.cells or target.path in ((ID,), (STRENGTH,)):
            continue
        if target.path != (STATEMENT,):
            for at, cell in _shared_out(draft.aims, target, part.cells[target], reading):
                _put(made, route, data, at, cell, reading)
            continue
        cell = part.cells[target]
        name = written.main
        if written.either:
            level = next((each for at, each in part.cells.items() if at.path == (STRENGTH,)), None)
            name = _level(written.either, level, reading)
            made.assumed += [f"{name} where no level is said"] if level is None else []
        if name:
            data[name] = " ".join(cell.text.split())
            made.cells[(*route, name)] = cell
    return data


def _level(either: Sequence[str], cell: Cell | None, reading: Reading) -> str:
    """Return the field that a level means; without one, the first."""
    if cell is None:
        return either[0]
    word = folded(cell.text)
    for name in either:
        if word == name or word in WORDS.get(name, ()):
            return name
    reading.tell(cell, f"'{cell.text[:40]}' is no level", "write one of: " + ", ".join(either))
    return ""


def _shared_out(aims: Targets, target: Target, cell: Cell, reading: Reading) -> Iterator[tuple[Target, Cell]]:
    """Yield where the names of a cell go: some groups of fields have one for teams and one for people."""
    others = [each for each in aims.every if _beside(target, each)]
    if not others:
        yield target, cell
        return
    shares: dict[Target, list[str]] = {}
    for text in several(target, cell.text):
        at = next((each for each in (target, *others) if reading.names.found(each, text)), target)
        shares.setdefault(at, []).append(text)
        if at is not target:
            reading.note(target.name, text, at.name)
    for at, texts in shares.items():
        yield at, replace(cell, text="\n".join(texts))


def _beside(one: Target, other: Target) -> bool:
    """Tell whether two lists of links stand in one group and lead to different kinds."""
    if not (one.links and other.links and one.many and other.many and len(one.path) == len(other.path) == 2):
        return False
    together = (one.part, one.path[0]) == (other.part, other.path[0])
    return together and bool(other.links.to) and set(one.links.to).isdisjoint(other.links.to)


def _put(made: Composed, route: Route, data: dict[str, Any], target: Target, cell: Cell, reading: Reading) -> None:
    value = value_of(target, cell, reading)
    name = target.path[0]
    way: Route = (*route, name)
    if value is None:
        if len(target.path) > 1:
            made.broken.append((data, way))
        return
    if len(target.path) == 1:
        data[name] = value
    else:
        group = data.setdefault(name, [{}] if target.wrapped else {})
        inner = group[0] if isinstance(group, list) else group
        if not isinstance(inner, dict):
            return
        inner[target.path[1]] = _with(inner.get(target.path[1]), value)
        way = (*way, *((0,) if target.wrapped else ()), target.path[1])
    made.cells[way] = cell


def _with(there: Any, value: Any) -> Any:
    """Return a value together with what another column has said."""
    if there is None:
        return value
    both = [*(there if isinstance(there, list) else [there]), *(value if isinstance(value, list) else [value])]
    return list(dict.fromkeys(both))


def written(draft: Draft, composed: Composed) -> NewFile:
    """Return the file of a record; its first line names its schema, as those of ``coehub new`` do."""
    path = f"{draft.aims.kind.folder}/{draft.id}.yml"
    schema = "../" * (path.count("/") + 1) + f".coehub/schemas/{draft.aims.kind.name}.json"
    head = f"# yaml-language-server: $schema={schema}\n"
    text = head + "\n".join(_lines(composed.data, 0)) + "\n"
    document, _ = read(path, text.encode())
    if document is None or document.plain() != composed.data:  # a text that no block can hold
        text = head + "\n".join(spelling.lines(composed.data, 0)) + "\n"
        document, _ = read(path, text.encode())
    cells = {document.line_of(route): cell for route, cell in composed.cells.items()} if document else {}
    every = [draft.cells, *(part.cells for part in draft.parts)]
    places = frozenset(cell.place for each in every for cell in each.values())
    return NewFile(path, text.encode(), draft.first, {1: draft.first, **cells}, places)


def _lines(data: Mapping[str, Any], indent: int) -> list[str]:
    """Return fields as lines; a text of several lines stands as a block."""
    made: list[str] = []
    start = " " * indent
    for name, value in data.items():
        if isinstance(value, dict):
            made += [f"{start}{spelling.key(name)}:", *_lines(value, indent + 2)]
        elif isinstance(value, str) and "\n" in value:
            made.append(f"{start}{spelling.key(name)}: |-")
            made += [f"{start}  {line}".rstrip() for line in value.split("\n")]
        else:
            made += spelling.entry(name, value, indent)
    return made
