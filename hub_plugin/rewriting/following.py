"""What no link tells: keys and cells that the check misses an old id in are renamed after the rest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from hub_plugin.model.addresses import Address
from hub_plugin.model.findings import Place
from hub_plugin.model.hub import Hub
from hub_plugin.rewriting.draft import Draft
from hub_plugin.rewriting.renaming import Renaming, Respelling, retold

_BETWEEN = re.compile(r"([,;\t])")


def follow(
    made: Renaming, old: Address, new: Address, hub: Hub, current: Mapping[str, bytes], places: Iterable[Place]
) -> Renaming:
    """Rename what only the check has found: keys and cells whose meaning no link tells.

    Args:
        made: what was found by links and facts.
        old: what it is called.
        new: what it is to be called.
        hub: all records, before.
        current: path → bytes, after ``made``.
        places: where the check misses the old id if nobody remembers it.
    """
    further: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        further[place.path].append(place)
    written = dict(made.written)
    more = []
    for path, here in further.items():
        if path.startswith("../"):
            continue  # it lies in a source
        if made.bare.get(path) != made.written.get(path):
            continue  # the record's own file is finished
        if path.endswith(".csv"):
            data, named = _cells(current[path], here, lambda text: retold(text, {old: new}, hub) or text)
        else:
            data, named = _nodes(path, current[path], here, lambda text: retold(text, {old: new}, hub) or text)
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


def _cells(data: bytes, places: list[Place], change: Callable[[str], str]) -> tuple[bytes, list[Place]]:
    """Change the cells of a column; whatever separates them, and their quotes, stay.

    The check names the first cells of many, so the whole column is gone through.
    """
    lines = data.decode("utf-8", "surrogateescape").splitlines(keepends=True)
    columns = {len(_BETWEEN.findall(place.text[: place.column - 1])) for place in places}
    named = []
    for number, line in enumerate(lines):
        pieces = _BETWEEN.split(line)
        for column in columns:
            cell = pieces[2 * column] if 2 * column < len(pieces) else ""
            core = cell.strip().strip('"')
            if core and change(core) != core:
                pieces[2 * column] = cell.replace(core, change(core))
                named.append(Place(places[0].path, number + 1, 1, 1, line.rstrip()))
        lines[number] = "".join(pieces)
    return "".join(lines).encode("utf-8", "surrogateescape"), named
