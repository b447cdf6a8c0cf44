"""A radar as inline SVG: how far up each dimension a team stands, now and before, and what it aims at."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hub_plugin.model.derive.standings import Profile
from hub_plugin.model.ratings import Ladder

WIDTH, HEIGHT, RADIUS, WRAP = 420, 320, 105, 16
FEWEST, MOST = 3, 16  # fewer axes make no shape, more cannot be told apart: then the table alone speaks


@dataclass(frozen=True, slots=True)
class Spoke:
    """One axis: its name on some lines, and shares from 0 to 1; None where there is nothing to show."""

    name: Sequence[str]
    now: float | None
    before: float | None = None
    target: float | None = None


def radar(anchor: str, title: str, description: str, spokes: Sequence[Spoke], rings: Sequence[str]) -> Markup:
    """Return the chart, or nothing where the number of axes makes no readable shape.

    Now is a solid line with dots, before a dashed one, a target a diamond: told apart without colour.

    Args:
        anchor: an id, unique on the page; names the title and the description for screen readers.
        title: what it shows.
        description: what it says, in a sentence.
        spokes: the axes, clockwise from the top.
        rings: what the levels are called, from the centre; empty where the axes have different ones.
    """
    if not FEWEST <= len(spokes) <= MOST:
        return Markup("")
    made = [
        Markup('<svg class="coehub-chart coehub-radar" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-text">'
               '<title id="{}-title">{}</title><desc id="{}-text">{}</desc>')
        .format(WIDTH, HEIGHT, anchor, anchor, anchor, title, anchor, description)
    ]  # fmt: skip
    steps = len(rings) or 4
    ring_style = "coehub-chart__grid coehub-radar__ring"
    made.extend(_shape(ring_style, [ring / steps] * len(spokes)) for ring in range(1, steps + 1))
    line = Markup('<line class="coehub-chart__grid" x1="{}" y1="{}" x2="{}" y2="{}"/>')
    centre = _point(0, 1, 0)
    for index, spoke in enumerate(spokes):
        made.append(line.format(*centre, *_point(index, len(spokes), 1)))
        made.append(_name(spoke.name, index, len(spokes)))
    for ring, name in enumerate(rings, 1):
        x, y = _point(0, len(spokes), ring / steps)
        made.append(
            Markup('<text class="coehub-radar__level" x="{}" y="{}">{}</text>').format(f"{float(x) + 9:.1f}", y, name)
        )
    for values, style in (([each.before for each in spokes], "before"), ([each.now for each in spokes], "now")):
        if any(value is not None for value in values):
            made.append(_shape(f"coehub-chart__line coehub-radar__{style}", [value or 0 for value in values]))
    for index, spoke in enumerate(spokes):
        if spoke.target is not None:
            aim = [float(each) for each in _point(index, len(spokes), spoke.target)]
            made.append(
                Markup('<path class="coehub-radar__target" d="M{:.1f} {:.1f}l6 6l-6 6l-6 -6z"/>').format(
                    aim[0], aim[1] - 6
                )
            )
        if spoke.now is not None:
            made.append(
                Markup('<circle class="coehub-radar__point" cx="{}" cy="{}" r="3.5"/>').format(
                    *_point(index, len(spokes), spoke.now)
                )
            )
    made.append(Markup("</svg>"))
    return Markup("").join(made)


def empty_radar(
    anchor: str, title: str, description: str, columns: Sequence[Ladder], *, lines: Callable[[str, int, int], list[str]]
) -> Markup:
    """Return the radar of some ladders before anybody has answered; a script on the page draws into it."""
    numbers = {tuple(rung.number for rung in each.rungs) for each in columns}
    spokes = [Spoke(lines(each.title, WRAP, 3), None) for each in columns]
    return radar(anchor, title, description, spokes, numbers.pop() if len(numbers) == 1 else ())


def _point(index: int, of: int, share: float) -> tuple[str, str]:
    angle = 2 * math.pi * index / of
    far = RADIUS * share
    return f"{WIDTH / 2 + far * math.sin(angle):.1f}", f"{HEIGHT / 2 - far * math.cos(angle):.1f}"


def _shape(style: str, shares: Sequence[float]) -> Markup:
    points = " ".join(",".join(_point(index, len(shares), share)) for index, share in enumerate(shares))
    return Markup('<polygon class="{}" points="{}"/>').format(style, points)


def _name(lines: Sequence[str], index: int, of: int) -> Markup:
    """Return the name of an axis, on up to three lines, beside its end."""
    x, y = map(float, _point(index, of, 1.14))
    side = "middle" if abs(x - WIDTH / 2) < 2 else "start" if x > WIDTH / 2 else "end"
    up = 14 * (len(lines) - 1)
    top = y - (up if y < HEIGHT / 2 - 1 else 0 if y > HEIGHT / 2 + 1 else up / 2)
    spans = Markup("").join(
        Markup('<tspan x="{:.1f}" y="{:.1f}">{}</tspan>').format(x, top + 14 * number, line)
        for number, line in enumerate(lines)
    )
    return Markup('<text text-anchor="{}">{}</text>').format(side, spans)


def profile_radar(
    anchor: str,
    title: str,
    description: str,
    columns: Sequence[Ladder],
    profile: Profile,
    *,
    lines: Callable[[str, int, int], list[str]],
) -> Markup:
    """Return the radar of a team's profile over some ladders; rings have numbers where all ladders have the same levels.

    ``lines`` returns a text in the language of the page, as lines of some characters at most.
    """
    found = [profile.standings.get(each.about) for each in columns]
    spokes = [
        Spoke(
            lines(ladder.title, WRAP, 3), float(each.share) if each else None,
            float(each.before / len(each.rungs)) if each and each.before is not None else None,
            (each.rungs.index(each.target) + 1) / len(each.rungs) if each and each.target else None,
        )
        for ladder, each in zip(columns, found, strict=True)
    ]  # fmt: skip
    numbers = {tuple(rung.number for rung in each.rungs) for each in found if each}
    return radar(anchor, title, description, spokes, numbers.pop() if len(numbers) == 1 else ())
