"""What no link tells: keys and cells that the check misses an old id in are renamed after the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from hub_plugin.model.addresses import Address
from hub_plugin.model.findings import Finding, Level, Place
from hub_plugin.model.hub import Hub
from hub_plugin.model.nodes import Document
from hub_plugin.rewriting.draft import Draft
from hub_plugin.rewriting.references import retold
from hub_plugin.rewriting.renaming import Renaming, Respelling

Reread = Callable[[Mapping[str, bytes], Mapping[str, str]], Iterable[Finding]]


@dataclass(frozen=True)
class Followed:
    """A renaming, compared with what the check says of it.

    Args:
        made: what is renamed.
        left: where the old id stays, and works because of ``was``.
        worse: the errors for which the check would refuse it: those of each rule that finds more of them than before.
    """

    made: Renaming
    left: tuple[Finding, ...]
    worse: tuple[Finding, ...]


def follow(
    made: Renaming, old: Address, new: Address, hub: Hub, contents: Mapping[str, bytes], before: Iterable[Finding], reread: Reread
) -> Followed:  # fmt: skip
    """Rename what only the check finds too: what it misses if nobody remembers the old id.

    Args:
        made: what was found by links and facts.
        old: what it is called.
        new: what it is to be called.
        hub: all records, before.
        contents: path → bytes, before.
        before: what the check finds now.
        reread: returns what it would find if some files were written and others moved.

    Raises:
        CannotEdit: a file cannot be read or changed.
    """
    found, left = _missed(made, reread)
    if left:
        current = {**{made.moved.get(path, path): data for path, data in contents.items()}, **made.written}
        made = _respelled(made, old, new, hub, current, (each.place for each in left))
        found, left = _missed(made, reread)
    more = Counter(each.rule for each in found) - Counter(each.rule for each in _errors(before))
    return Followed(made, left, tuple(each for each in found if each.rule in more))


def _missed(made: Renaming, reread: Reread) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the errors after a renaming, and those that there would be besides if nobody remembered the old id."""
    found, bare = (_errors(reread(written, made.moved)) for written in (made.written, made.bare))
    known = {(each.rule, each.place.path, each.message) for each in found}
    return found, tuple(each for each in bare if (each.rule, each.place.path, each.message) not in known)


def _errors(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(each for each in found if each.level is Level.ERROR)


def _respelled(
    made: Renaming, old: Address, new: Address, hub: Hub, current: Mapping[str, bytes], places: Iterable[Place]
) -> Renaming:
    """Rename keys and cells whose meaning no link tells, at the places where the check misses the old id."""
    further: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        further[place.path].append(place)
    tables = {
        made.moved.get(each.path, each.path): each for document in hub.documents.values() for each in document.fragments
    }
    written = dict(made.written)
    more = []
    for path, here in further.items():
        if path.startswith("../"):
            continue  # it lies in a source
        if made.bare.get(path) != made.written.get(path):
            continue  # the record's own file is finished
        if path.endswith(".csv"):
            data, named = _cells(current[path], tables[path], here, lambda text: retold(text, {old: new}) or text)
        else:
            data, named = _nodes(path, current[path], here, lambda text: retold(text, {old: new}) or text)
        written[path] = data
        more += [(path, place.line, place.text.strip()) for place in named]
    changed = {path: data for path, data in written.items() if data != made.written.get(path)}
    told = tuple(dict.fromkeys((*made.places, *more)))
    return replace(made, written={**made.written, **changed}, bare={**made.bare, **changed}, places=told)


def _nodes(path: str, data: bytes, places: list[Place], change: Callable[[str], str]) -> tuple[bytes, list[Place]]:
    draft = Draft(path, data, "\0")
    at = {(place.line - 1, place.column - 1): place for place in places}
    asked: dict[Place, Respelling] = {}
    for route, node in draft.document.root.walk():
        for span, on_key in ((node.key, True), (node.span, False)):
            place = at.get((span.line, span.column)) if span else None
            text = str(route[-1]) if on_key and route else node.value
            if place is not None and isinstance(text, str) and change(text) != text:
                asked[place] = (route, on_key, change)
    if asked:
        draft.respell(asked.values())
    return draft.data, list(asked)


def _cells(
    data: bytes, table: Document, places: list[Place], change: Callable[[str], str]
) -> tuple[bytes, list[Place]]:
    """Change the cells of a column; whatever separates them, and their quotes, stay.

    The check names the first cells of many, so the whole column is gone through.
    """
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    at = {(place.line - 1, place.column - 1) for place in places}
    cells = [(route[-1], node.span, node.value) for route, node in table.root.walk() if isinstance(node.value, str)]
    columns = {name for name, span, _ in cells if (span.line, span.column) in at}
    named = []
    for name, span, text in reversed(cells):  # from the end, so that the columns before stay where they are
        if name not in columns or change(text) == text:
            continue
        line = lines[span.line]
        cell = line[span.column : span.end_column].replace(text, change(text))
        lines[span.line] = line[: span.column] + cell + line[span.end_column :]
        named.append(Place(table.path, span.line + 1, 1, 1, line.rstrip()))
    return "\n".join(lines).encode("utf-8", "surrogateescape"), named[::-1]
