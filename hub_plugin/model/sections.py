"""The text of a ``.md`` file, given to the parts that its headings name (``## agenda-shared``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from hub_plugin.model import grammar_rules
from hub_plugin.model.findings import Finding, Route
from hub_plugin.model.kind import Kind
from hub_plugin.model.nodes import Document, Node, Span, place_in
from hub_plugin.model.record import Part, Written, part_fields, part_holders

_HEADING = re.compile(r"##+ +([a-z0-9-]+) *#* *")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")


def unfold(kind: Kind, document: Document) -> Iterator[Finding]:
    """Give each part the section of the text that is headed by its id, and tell of a part that has two."""
    if not kind.sections or not document.path.endswith(".md"):
        return
    parts = nodes_of_parts(kind.record, document)
    found = sections(kind, document, parts)
    for name, heading, section in found:
        part = parts[name]
        if not isinstance(part.value, dict):
            continue
        if kind.sections in part.value:
            message, line = f"'{name}' has its '{kind.sections}' already", document.lines[heading]
            place = place_in(document.path, document.lines, Span(heading, 0, heading, len(line)))
            yield grammar_rules.DUPLICATE_PART.found(message, "join the two, under one heading", place)
        else:
            part.value[kind.sections] = section


def sections(kind: Kind, document: Document, ids: Iterable[str]) -> list[tuple[str, int, Node]]:
    """Take the sections out of a document's text: the id that heads each, the line of the heading, the text below it.

    Args:
        kind: says which field the text is, and whether parts take sections of it.
        document: its text is what stands before the first section afterwards, or gone.
        ids: which headings begin a section.
    """
    root, known = document.root, frozenset(ids)
    body = root.child(kind.body) if kind.body else None
    if not kind.sections or body is None or body.key is not None or not isinstance(body.value, str):
        return []
    assert isinstance(root.value, dict)
    start = body.span.line
    lines = document.lines[start : body.span.end_line + 1]
    marks = [
        (number, found[1])
        for number, line in _outside_code(lines)
        if (found := _HEADING.fullmatch(line)) and found[1] in known
    ]
    ends = [number for number, _ in marks[1:]] + [len(lines)]
    made = []
    for (number, name), end in zip(marks, ends, strict=False):  # without any section one end is left over
        text = "\n".join(lines[number + 1 : end]).strip("\n")
        if text.strip():
            span = Span(start + number + 1, 0, start + end - 1, len(lines[end - 1]))
            made.append((name, start + number, Node(text, span)))
    before = "\n".join(lines[: marks[0][0]] if marks else lines).strip("\n")
    if before.strip():
        body.value = before
    else:
        del root.value[kind.body]
    return made


def _outside_code(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines that stand in no fenced code (CommonMark 0.31, section 4.5)."""
    fence = ""
    for number, line in enumerate(lines):
        found = _FENCE.fullmatch(line)
        if not found:
            if not fence:
                yield number, line
        elif not fence:
            fence = found[1] if "`" not in found[2] or found[1][0] == "~" else ""
        elif found[1].startswith(fence) and not found[2].strip():
            fence = ""


def nodes_of_parts(written: type[Written], document: Document) -> dict[str, Node]:
    """Return where the parts in a file stand, by id."""
    return {name: document.find(route) for name, _, route, _ in written_parts(written, document.root.plain())}


def written_parts(written: type[Written], data: Any, route: Route = ()) -> Iterator[tuple[str, type[Part], Route, Any]]:
    """Yield every part that an author wrote, those inside parts too: its id, its class, the way to it, what it says.

    Args:
        written: the class of the record, or of a part of it.
        data: what the author wrote, without places.
        route: the way to it.
    """
    for field_name, part in part_fields(written):
        held = _below(data, field_name)
        if isinstance(held, dict):
            children = [(name, name, each) for name, each in held.items()]
        elif isinstance(held, list):
            children = [
                (each["id"], number, each) for number, each in enumerate(held) if isinstance(_below(each, "id"), str)
            ]
        else:
            continue
        for name, step, child in children:
            here = (*route, field_name, step)
            yield name, part, here, child
            yield from written_parts(part, child, here)
    for field_name, group in part_holders(written):
        held = _below(data, field_name)
        for step, child in held.items() if isinstance(held, dict) else ():
            yield from written_parts(group, child, (*route, field_name, step))


def _below(data: Any, name: str) -> Any:
    """Go one step down, as :meth:`~hub_plugin.model.nodes.Node.child` does."""
    if isinstance(data, list):
        return next((each for each in data if isinstance(each, dict) and each.get("id") == name), None)
    return data.get(name) if isinstance(data, dict) else None
