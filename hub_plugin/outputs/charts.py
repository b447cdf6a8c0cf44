"""Charts as inline SVG: with title, description and a table beside them; colours from the theme's variables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hub_plugin.model.derive.trend import Trend

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 420, 200, 34, 28, 10, 10  # so narrow that its words can be read on a phone


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: its name, its values from 0 to 100, and whether it is dashed (never told apart by colour alone)."""

    name: str
    values: Sequence[int]
    dashed: bool = False


def lines(anchor: str, title: str, description: str, labels: Sequence[str], drawn: Sequence[Line]) -> Markup:
    """Return a line chart over 0 to 100 percent.

    Args:
        anchor: an id, unique on the page; names the title and the description for screen readers.
        title: what it shows.
        description: what it says, in a sentence.
        labels: one for each point, left to right.
        drawn: the lines; all have as many values as there are labels.
    """
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    step = wide / max(len(labels) - 1, 1)

    def x(index: int) -> str:
        return f"{LEFT + index * step:.1f}"

    def y(value: int) -> str:
        return f"{TOP + high * (100 - value) / 100:.1f}"

    made = [
        Markup('<svg class="coehub-chart coehub-chart--course" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-text">'
               '<title id="{}-title">{}</title>'
               '<desc id="{}-text">{}</desc>').format(WIDTH, HEIGHT, anchor, anchor, anchor, title, anchor, description)
    ]  # fmt: skip
    grid = Markup('<line class="coehub-chart__grid" x1="{}" x2="{}" y1="{}" y2="{}"/>')
    scale = Markup('<text x="{}" y="{}" text-anchor="end">{}</text>')
    for value in (0, 25, 50, 75, 100):
        made += [grid.format(LEFT, WIDTH - RIGHT, y(value), y(value)), scale.format(LEFT - 6, y(value), value)]
    every = max(1, -(-len(labels) // 5))
    for index, label in enumerate(labels):
        if (len(labels) - 1 - index) % every == 0:
            side = "end" if index == len(labels) - 1 else "middle"
            made.append(
                Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(x(index), HEIGHT - 8, side, label)
            )
    for line in drawn:
        points = " ".join(f"{x(index)},{y(value)}" for index, value in enumerate(line.values))
        style = " coehub-chart__line--dashed" if line.dashed else ""
        made.append(Markup('<polyline class="coehub-chart__line{}" points="{}"/>').format(style, points))
        point = Markup('<circle class="coehub-chart__point" cx="{}" cy="{}" r="2.5"/>')
        made.extend(point.format(x(index), y(value)) for index, value in enumerate(line.values))
        if line.values:
            beside = Markup('<text class="coehub-chart__name" x="{}" y="{}" text-anchor="end">{}</text>')
            away = 16 if line.dashed else -12  # names of two lines that end close together stay apart
            made.append(beside.format(WIDTH - RIGHT, f"{float(y(line.values[-1])) + away:.1f}", line.name))
    made.append(Markup("</svg>"))
    return Markup("").join(made)


def moves(
    anchor: str, title: str, description: str, moved: Trend, names: Sequence[str], labels: Sequence[str]
) -> Markup:
    """Return how coverage and score have moved, month by month; ``names`` says what the two are called, ``labels`` what the points are."""
    coverage, score = [point.coverage for point in moved.points], [point.score for point in moved.points]
    return lines(anchor, title, description, labels, [Line(names[0], coverage), Line(names[1], score, dashed=True)])
