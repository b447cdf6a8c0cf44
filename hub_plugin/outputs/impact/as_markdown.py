"""For a comment on a pull request, on GitHub, GitLab or Gitea, and for the log of a pipeline.

Whatever an author wrote stays words: no link, no image, no mention, no reference to an issue, no HTML, no command of a log,
no quick action (``/merge`` at the beginning of a line) comes out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub_plugin.model.difference import Difference, Side
from hub_plugin.model.safe import safe
from hub_plugin.outputs.impact.sections import Section, sections

MARK = "<!-- coehub impact -->"  # by which a pipeline finds its comment again
LONGEST = 60_000  # GitHub takes 65,536 characters, GitLab a million
MOST_SENTENCES = 30
_GAP = "&#8203;"  # a space of no width: hosts look for mentions and references after Markdown has been read
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "\\": "&#92;", "`": "&#96;"})
_MARKUP = re.compile(r"[*_\[\]]|~(?=~)|!(?=\[)|\$")
# People, addresses, and what GitHub and GitLab take for an issue, a change, a label, a milestone, a snippet or an epic.
_CALLS = re.compile(r"@|:(?=//)|www(?=\.)|[#!$](?=\d)|[~%](?=[\w\"])|&amp;(?=\d)|GH-(?=\d)", re.IGNORECASE)


def write(difference: Difference, before: Side, after: Side, base: str, head: str) -> str:
    """Return the difference as Markdown."""
    text = f"{MARK}\n## What this change means\n\nFrom {escaped(base)} to {escaped(head)}, as of {difference.today}."
    for each in sections(difference, before, after):
        piece = "\n".join(_section(each))
        if len(text) + len(piece) > LONGEST:
            return f"{text}\n\nThere is more than fits here: `coehub impact` shows it."
        text += f"\n\n{piece}"
    return text


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"### {escaped(section.title)}\n"
    yield from (
        f"- {escaped(each)}" for each in (*section.says, *section.lines)[: None if section.title else MOST_SENTENCES]
    )
    if section.rows:
        yield _row(section.header)
        yield "|" + " --- |" * len(section.header)
        yield from map(_row, section.rows)
    if section.unseen:
        yield f"\n… and {section.unseen} more." if section.rows else f"- … and {section.unseen} more."


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"


def escaped(text: object) -> str:
    """Return a text as Markdown that shows exactly it, on one line."""
    called = _CALLS.sub(lambda found: found[0] + _GAP, safe(text).translate(_ENTITIES))
    return _MARKUP.sub(lambda found: "\\" + found[0], called)
