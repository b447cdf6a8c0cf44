"""For a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.model.difference import Difference, Side
from hub_plugin.model.nodes import display_width
from hub_plugin.model.safe import safe
from hub_plugin.outputs.impact.sections import Section, sections


def write(difference: Difference, before: Side, after: Side, base: str, head: str) -> str:
    """Return the difference as text; no line of it begins with what somebody else wrote."""
    lines = [f"What changes from {safe(base)} to {safe(head)}, as of {difference.today}"]
    for each in sections(difference, before, after):
        lines += ["", *_section(each)]
    return "\n".join(lines)


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield safe(section.title)
    yield from (safe(each) for each in section.says)
    yield from (f"  - {safe(each)}" for each in section.lines)
    if section.rows:
        rows = [tuple(map(safe, row)) for row in (section.header, *section.rows)]
        widths = [max(display_width(row[column]) for row in rows) for column in range(len(section.header))]
        for row in rows:
            cells = (cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True))
            yield ("  " + "  ".join(cells)).rstrip()
    if section.unseen:
        yield f"  … and {section.unseen} more (--format json shows all)"
