"""A chain of work as inline SVG: boxes from top to bottom, arrows between them; how a box stands is told by word and by its border."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

from markupsafe import Markup

WIDTH, GAP, HIGH, BETWEEN, EDGE = 420, 12, 62, 30, 22  # narrow, so that it can be read on a phone
MOST, ABREAST = 60, 3  # more boxes nobody reads as a drawing: then the list alone speaks; longer rows are broken
Box = tuple[Hashable, str, str]
Arrow = tuple[Hashable, Hashable]


def flow(
    anchor: str, title: str, description: str, boxes: Sequence[Box], arrows: Sequence[Arrow], words: Mapping[str, str], *,
    back: Sequence[Arrow] = (), lines: Callable[[str, int, int], list[str]],
) -> Markup:  # fmt: skip
    """Return the drawing; empty where there is nothing to join, or too much.

    Args:
        anchor: an id, unique on the page; names title and description for screen readers.
        title: what it shows.
        description: what it says, in a sentence.
        boxes: key, title, and how it stands: one of the keys of ``words``.
        arrows: from which key to which.
        words: how it stands → the sign and word that are shown.
        back: which of them lead back to which, in boxes that are ordered without it.
        lines: returns a text in the language of the page, as lines of some characters at most.
    """
    if not 2 <= len(boxes) <= MOST:
        return Markup("")
    whole = layers([key for key, _, _ in boxes], arrows)
    rows = [row[first : first + ABREAST] for row in whole for first in range(0, len(row), ABREAST)]
    places: dict[Hashable, tuple[float, float, float]] = {}
    room = WIDTH - 2 * EDGE
    wide = min(270.0, (room - GAP * (max(map(len, rows)) - 1)) / max(map(len, rows)))
    for number, row in enumerate(rows):
        left = (WIDTH - len(row) * wide - GAP * (len(row) - 1)) / 2
        for index, key in enumerate(row):
            places[key] = left + index * (wide + GAP), number * (HIGH + BETWEEN) + 2, wide
    high = len(rows) * (HIGH + BETWEEN) - BETWEEN + 4
    made = [
        Markup('<svg class="coehub-chart coehub-flow" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-text">'
               '<title id="{}-title">{}</title><desc id="{}-text">{}</desc>').format(
            WIDTH, high, anchor, anchor, anchor, title, anchor, description),
        Markup('<defs><marker id="{}-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
               '<path class="coehub-flow__head" d="M0 0 8 4 0 8z"/></marker></defs>').format(anchor),
    ]  # fmt: skip
    shown = [(places[start], places[end]) for start, end in (*arrows, *back) if start in places and end in places]
    made += [_arrow(anchor, start, end) for start, end in shown]
    for key, name, health in boxes:
        made += _box(places[key], lines(name, max(8, int(wide / 7)), 2), health, words.get(health, ""))
    made.append(Markup("</svg>"))
    return Markup("").join(made)


def layers(keys: Sequence[Hashable], arrows: Sequence[Arrow]) -> list[list[Hashable]]:
    """Return keys in rows, each below all that lead to it.

    Where arrows form a circle, it is opened at the key that the fewest arrows still wait for, of those that something above leads to.
    """
    after: dict[Hashable, list[Hashable]] = defaultdict(list)
    waits = dict.fromkeys(keys, 0)
    for start, end in arrows:
        if start in waits and end in waits and start != end:
            after[start].append(end)
            waits[end] += 1
    row = dict.fromkeys(keys, 0)
    rest = dict.fromkeys(keys)
    while rest:
        at = min(rest, key=lambda key: (waits[key] > 0, not row[key], waits[key]))
        del rest[at]
        for key in after[at]:
            if key in rest:
                row[key] = max(row[key], row[at] + 1)
                waits[key] -= 1
    rows: dict[int, list[Hashable]] = defaultdict(list)
    for key in keys:
        rows[row[key]].append(key)
    return [rows[number] for number in sorted(rows)]


def _arrow(anchor: str, start: tuple[float, float, float], end: tuple[float, float, float]) -> Markup:
    """Return an arrow: straight to the next row, round the side where it leads further down or back up."""
    x1, x2 = start[0] + start[2] / 2, end[0] + end[2] / 2
    down = end[1] - start[1]
    if 0 < down <= HIGH + BETWEEN + 1:
        way = f"M{x1:.0f} {start[1] + HIGH:.0f}L{x2:.0f} {end[1]:.0f}"
        style = ""
    else:
        side = WIDTH - 6 if down > 0 else 6
        x1, x2 = (start[0] + start[2], end[0] + end[2]) if down > 0 else (start[0], end[0])
        y1, y2 = start[1] + HIGH * 0.66, end[1] + HIGH * 0.33
        way = f"M{x1:.0f} {y1:.0f}C{side} {y1:.0f} {side} {y1:.0f} {side} {(y1 + y2) / 2:.0f}S{side} {y2:.0f} {x2:.0f} {y2:.0f}"
        style = "" if down > 0 else " coehub-flow__arrow--back"
    return Markup('<path class="coehub-flow__arrow{}" d="{}" marker-end="url(#{}-head)"/>').format(style, way, anchor)


def _box(place: tuple[float, float, float], lines: Sequence[str], health: str, word: str) -> list[Markup]:
    x, y, wide = place
    made = [
        Markup(
            '<rect class="coehub-flow__box coehub-flow__box--{}" x="{:.1f}" y="{:.0f}" width="{:.1f}" height="{}" rx="4"/>'
        ).format(health, x, y, wide, HIGH)
    ]
    top = y + HIGH / 2 + 5 - 8 * (len(lines) - 1) - (8 if word else 0)
    text = Markup('<text class="{}" x="{:.1f}" y="{:.0f}" text-anchor="middle">{}</text>')
    made += [
        text.format("coehub-flow__name", x + wide / 2, top + 16 * number, line) for number, line in enumerate(lines)
    ]
    if word:
        made.append(text.format("coehub-flow__word", x + wide / 2, top + 16 * len(lines) + 1, word))
    return made
