"""Findings for people: the line, a caret below it, and what to do beside that."""

from __future__ import annotations

from hub_plugin.model.findings import Finding, Level, Place
from hub_plugin.model.nodes import display_width
from hub_plugin.model.safe import safe
from hub_plugin.outputs.findings.report import Report

_COLOURS = {Level.ERROR: "1;31", Level.WARNING: "1;33", Level.ADVICE: "1;36"}
_SHORTEST = 20  # cells of a line that are shown in the narrowest terminal
_FAR = 4_000  # characters on each side of a place that are looked at; a line may have millions


def write(report: Report) -> str:
    """Return all findings, an empty line behind each, and the total."""
    return "\n".join([*(_finding(report, each) for each in report.findings), report.total])


def _finding(report: Report, finding: Finding) -> str:
    paint = _Paint(report.colour, _COLOURS[finding.level])
    place = finding.place
    gutter = " " * len(str(place.line))
    bar = paint.quiet(f"{gutter} |")
    lines = [
        f"{paint.level(f'{finding.level}[{finding.rule}]')}: {paint.strong(safe(finding.message))}",
        f"{gutter}{paint.quiet('-->')} {safe(report.path(place))}:{place.line}:{place.column}",
    ]
    hint = safe(finding.hint)
    if place.text.strip():
        room = max(report.width - len(gutter) - 3, _SHORTEST)
        text, pad, carets = _snippet(place, room)
        beside = bool(hint) and pad + carets + 1 + display_width(hint) <= room
        lines += [
            bar,
            f"{paint.quiet(f'{place.line} |')} {text}",
            f"{bar} {' ' * pad}{paint.level('^' * carets + (' ' + hint if beside else ''))}",
        ]
        hint = "" if beside else hint
    notes = [hint, f"also: {safe(report.path(finding.also))}:{finding.also.line}" if finding.also else ""]
    notes.append(f"rule: coehub explain {finding.rule}")
    lines += [f"{gutter} {paint.quiet('=')} {note}" for note in notes if note]
    return "\n".join(lines) + "\n"


class _Paint:
    """Colours, or none."""

    def __init__(self, colour: bool, level: str) -> None:
        self.colour, self._level = colour, level

    def level(self, text: str) -> str:
        return self._in(self._level, text)

    def strong(self, text: str) -> str:
        return self._in("1", text)

    def quiet(self, text: str) -> str:
        return self._in("1;34", text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def _snippet(place: Place, room: int) -> tuple[str, int, int]:
    """Return the line as it is shown, the cells before the caret, and how many cells the caret takes.

    A line that is too long is cut on both sides of the caret; ``…`` stands for what is left out.
    """
    start = place.column - 1
    before, marked, after = (
        safe(place.text[max(start - _FAR, 0) : start]),
        _inside(place.text[start : start + min(place.width, _FAR)]),
        _inside(place.text[start + place.width : start + place.width + _FAR].rstrip()),
    )
    if display_width(marked) > room // 2:
        marked = _head(marked, room // 2)
        after = ""
    left = room - display_width(marked)
    if display_width(before) + display_width(after) > left:
        keep_after = min(display_width(after), left // 3)
        before = _tail(before, left - keep_after)
        after = _head(after, left - display_width(before))
    return safe(before + marked + after), display_width(before), max(display_width(marked), 1)


def _inside(text: str) -> str:
    """Make a piece safe that does not begin its line."""
    return safe("." + text)[1:]


def _head(text: str, cells: int) -> str:
    if display_width(text) <= cells:
        return text
    left, kept = cells - 1, 0
    for char in text:
        left -= display_width(char)
        if left < 0:
            break
        kept += 1
    return text[:kept] + "…"


def _tail(text: str, cells: int) -> str:
    return _head(text[::-1], cells)[::-1]
