"""The text of a ``.md`` file, given to the parts that its headings name (``## agenda-shared``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hub_plugin.model import grammar_rules
from hub_plugin.model.findings import Finding
from hub_plugin.model.kind import Kind
from hub_plugin.model.nodes import Document, Node, Span, place_in
from hub_plugin.model.record import Part, Written, part_fields, part_holders

_HEADING = re.compile(r"##+ +([a-z0-9-]+) *#* *")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")


def unfold(kind: Kind, document: Document) -> Iterator[Finding]:
    """Give each part the section of the text that is headed by its id, and tell of a part that has two."""
    root = document.root
    assert isinstance(root.value, dict)
    parts = {name: node for name, _, node in written_parts(kind.record, root)}
    found = sections(kind, document, parts)
    for name, heading, section in found:
        part = parts[name]
        if not isinstance(part.value, dict):
            continue
        if kind.sections in part.value:
            rule, line = grammar_rules.DUPLICATE_PART, document.lines[heading]
            message, place = (
                f"'{name}' has its '{kind.sections}' already",
                place_in(document.path, document.lines, Span(heading, 0, heading, len(line))),
            )
            yield Finding(rule.name, rule.level, message, "join the two, under one heading", place)
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


def written_parts(written: type[Written], node: Node) -> Iterator[tuple[str, type[Part], Node]]:
    """Yield every part that an author wrote, with its id and its class; those inside parts too."""
    for field_name, part in part_fields(written):
        field_node = node.child(field_name)
        if field_node is None:
            continue
        if isinstance(field_node.value, dict):
            children = list(field_node.value.items())
        elif isinstance(field_node.value, list):
            ids = [each.child("id") for each in field_node.value]
            children = [
                (found.value, each)
                for found, each in zip(ids, field_node.value, strict=True)
                if found is not None and isinstance(found.value, str)
            ]
        else:
            continue
        for name, child in children:
            yield name, part, child
            yield from written_parts(part, child)
    for field_name, group in part_holders(written):
        held = node.child(field_name)
        for child in held.value.values() if held is not None and isinstance(held.value, dict) else ():
            yield from written_parts(group, child)
