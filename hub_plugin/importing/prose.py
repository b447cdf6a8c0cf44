"""The text of a cell as Markdown: lines stay lines, lists stay lists, and nothing becomes a heading by accident.

Markdown glues the lines of a paragraph together, and asks for a blank line before a list. A cell knows neither. But a cell may hold
Markdown too, because it came out of a hub; what means the same in both is left as it stands.
"""

from __future__ import annotations

import itertools
import re

_FENCE = re.compile(r" {0,3}(```|~~~)")
_BULLET = re.compile(r"^( *)[•●▪◦‣⁃·–](?= )")
_STEP = re.compile(r"^( *\d{1,2})\)(?= )")
_ITEM = re.compile(r" *(?:[-*+]|\d{1,2}\.) ")
_HEADING = re.compile(r"##+ \S|# +[^\W\d]")
_YEAR = re.compile(r"^(\d{3,})\.(?= )")  # "1986. A good year" would begin a list
_KEPT = re.compile(r"(?:[>|:]|\[\^|\*\[|##+ |[-=]{3,}$)")  # of blocks that lines of their own belong to
_ENDED = re.compile(r"[.!?:;][\"')\]»”*]*$")
_SHORTEST, _LONGEST = 60, 180  # characters of the lines of somebody who breaks them by hand


def markdown(text: str) -> str:
    """Return a text as Markdown that shows it as its cell does.

    Args:
        text: what a cell says; Markdown stays as it is where it says the same.
    """
    lines = text.split("\n")
    wrapped = _wrapped(lines)
    made: list[str] = []
    fenced = listed = False
    for number, line in enumerate(lines):
        if _FENCE.match(line) or fenced:
            fenced ^= bool(_FENCE.match(line))
            made.append(line)
            continue
        line = _spelt(line, alone=_alone(lines, number))
        before = made[-1] if made else ""
        item = bool(_ITEM.match(line))
        if before and line and not _same_block(before, line, listed, wrapped):
            made.append("")
        listed = item or (listed and (not line or line.startswith(" ") or made[-1] == before != ""))
        made.append(line)
    return "\n".join(made)


def _alone(lines: list[str], number: int) -> bool:
    """Tell whether a line stands between blank ones, with something below it, as headings do."""
    above, below = lines[number - 1] if number else "", lines[number + 1 : number + 3]
    return not above and len(below) == 2 and not below[0]


def _spelt(line: str, alone: bool) -> str:
    if line.startswith("#") and not (_HEADING.match(line) and (alone or line.startswith("##"))):
        return "\\" + line
    return _YEAR.sub(r"\1\\.", _STEP.sub(r"\1.", _BULLET.sub(r"\1-", line)))


def _same_block(above: str, line: str, listed: bool, wrapped: bool) -> bool:
    """Tell whether Markdown shows a line as it should, right below another one."""
    if _KEPT.match(above) or _KEPT.match(line) or _FENCE.match(above):
        return True
    if _ITEM.match(line):
        return listed
    if listed and line.startswith(" "):
        return True
    return wrapped and len(above) >= _SHORTEST


def _wrapped(lines: list[str]) -> bool:
    """Tell whether somebody has broken long lines by hand: one ends where no sentence does, or no next word had room."""
    width = max(map(len, lines))
    if width > _LONGEST:
        return False
    pairs = [(above, line) for above, line in itertools.pairwise(lines) if line and len(above) >= _SHORTEST]
    full = (len(above) + 1 + len(line.split(" ")[0]) > 0.9 * width for above, line in pairs)
    return any(not _ENDED.search(above) for above, _ in pairs) or (bool(pairs) and all(full))
