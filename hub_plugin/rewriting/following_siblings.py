"""What a new id changes in the files that say a record in another language: links in texts, the names of parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hub_plugin.model.addresses import Address
from hub_plugin.model.findings import Route
from hub_plugin.model.hub import Hub
from hub_plugin.model.siblings import MADE_FROM
from hub_plugin.rewriting.draft import Draft

Change = Callable[[str], str]


def beside(hub: Hub) -> Iterator[tuple[Address, str]]:
    """Yield the paths of all translations, each with its record."""
    for address, siblings in hub.siblings.items():
        yield from ((address, each.document.path) for each in siblings)


def follow_in_sibling(draft: Draft, in_prose: Change, part: tuple[str, str] | None) -> list[int]:
    """Let one translation follow.

    Args:
        draft: the file; it is changed.
        in_prose: renames the links inside a text.
        part: the old and the new id of a part of its record, if that is what changes.

    Returns:
        The lines that change, counted from 1.
    """
    asked: list[tuple[Route, bool, Change]] = []
    lines: list[int] = []

    def ask(route: Route, on_key: bool, change: Change) -> None:
        node = draft.document.find(route)
        asked.append((route, on_key, change))
        lines.append((node.key if on_key and node.key else node.span).line + 1)

    for route, node in draft.document.root.walk():
        if part and len(route) > 1 and route[-1] == part[0] and route[0] != MADE_FROM:
            ask(route, True, lambda _old: part[1])
        elif part and route[:1] == (MADE_FROM,) and len(route) == 2 and renamed_step(str(route[1]), *part) != route[1]:
            ask(route, True, lambda text: renamed_step(text, *part))
        if not isinstance(node.value, str):
            continue
        if part and len(route) > 1 and route[-1] == "id" and node.value == part[0]:
            ask(route, False, lambda text: text.replace(part[0], part[1]))
        change = in_prose if node.key else _in_body(in_prose, part)
        if change(node.value) != node.value:
            ask(route, False, change)
    if asked:
        draft.respell(asked)
    return sorted(set(lines))


def widen_in_sibling(draft: Draft, part: str, field: str) -> None:
    """Give the text of a part its field, as its original has it now: ``one-voice: …`` becomes ``one-voice: {title: …}``.

    Args:
        draft: the file; it is changed.
        part: the id of the part.
        field: how its text is called.
    """
    for route, node in list(draft.document.root.walk()):
        if len(route) < 2 or route[0] == MADE_FROM:
            if len(route) == 2 and str(route[1]).endswith(f".{part}"):
                draft.rename(route, f"{route[1]}.{field}")
        elif route[-1] == part and isinstance(node.value, str):
            draft.set(route, {field: node.value})


def renamed_step(dotted: str, old: str, new: str) -> str:
    """Return the route of a hash with the new id in it; the first step is the name of a field."""
    first, *steps = dotted.split(".")
    if first == old:  # a section of the text, named by its part alone
        first = new
    return ".".join([first, *(new if each == old else each for each in steps)])


def _in_body(in_prose: Change, part: tuple[str, str] | None) -> Change:
    if part is None:
        return in_prose
    heading = re.compile(rf"(?m)^(##+ +){re.escape(part[0])}(?= *#* *$)")
    return lambda text: heading.sub(rf"\g<1>{part[1]}", in_prose(text))
