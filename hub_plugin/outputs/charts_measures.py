"""A metric's course as inline SVG: its values, the target and the threshold, each told apart by form and by name, not by colour.

A value on target is a dot, one off target a diamond, one beyond the threshold a square, all of them filled; one without a target is a
ring. Every chart has its data beside it as a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from hub_plugin.model.derive import Sign
from hub_plugin.model.derive.courses import Step
from hub_plugin.model.derive.gauges import Reading
from hub_plugin.model.measures import Band, edges
from hub_plugin.model.nodes import display_width

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 520, 230, 46, 92, 14, 26
LETTER = 8  # the widest that a bold letter of a name is on average, in the style sheet's size
APART = 15  # between two names at the right edge
STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of the course: what it is called, its value, and what was wanted of it."""

    label: str
    amount: Decimal | None
    target: Band | None
    limit: Band | None
    sign: Sign


class _Scale:
    """Where numbers lie on the page: from a round number below all of them to one above."""

    def __init__(self, numbers: Sequence[Decimal]) -> None:
        low, high = min(numbers), max(numbers)
        room = (high - low) or abs(high) or Decimal(1)
        rough = room / 4
        power = Decimal(1).scaleb(rough.adjusted())
        self.step = next(each * power for each in STEPS if each * power >= rough)
        self.low = (low / self.step).to_integral_value(rounding="ROUND_FLOOR") * self.step
        self.high = (high / self.step).to_integral_value(rounding="ROUND_CEILING") * self.step
        if self.low == self.high:
            self.high += self.step

    def y(self, number: Decimal) -> float:
        share = (number - self.low) / (self.high - self.low)
        return float(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share))

    @property
    def ticks(self) -> list[Decimal]:
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * index for index in range(count + 1)]


def course(
    anchor: str,
    title: str,
    description: str,
    found: Sequence[Reading | Step],
    labels: Sequence[str],
    words: Sequence[str],
) -> Markup:
    """Return the chart of a measure or an aim; empty where there is no value.

    Args:
        anchor: an id, unique on the page; names title and description for screen readers.
        title: what it shows.
        description: what it says, in a sentence.
        found: readings of a measure or steps of an aim, oldest first.
        labels: a short name for each.
        words: the names of the lines: of the values, the target, the threshold.
    """
    dots = [_dot(label, each) for label, each in zip(labels, found, strict=True)]
    numbers = [each for dot in dots for each in (dot.amount, *edges(dot.target), *edges(dot.limit)) if each is not None]
    if not any(dot.amount is not None for dot in dots):
        return Markup("")
    scale = _Scale(numbers)
    step = (WIDTH - LEFT - RIGHT) / max(len(dots) - 1, 1)
    xs = [LEFT + step * index for index in range(len(dots))]
    made = [
        Markup('<svg class="coehub-chart coehub-chart--course" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-text">'
               '<title id="{}-title">{}</title><desc id="{}-text">{}</desc>').format(
            WIDTH + _beyond(words), HEIGHT, anchor, anchor, anchor, title, anchor, description)
    ]  # fmt: skip
    made += _grid(scale, dots, xs)
    names: list[tuple[float, str]] = []
    for form, word, bands in (
        ("limit", words[2], [dot.limit for dot in dots]),
        ("target", words[1], [dot.target for dot in dots]),
    ):
        for side in (0, 1):
            values = [edges(band)[side] for band in bands]
            made += _stairs(scale, xs, values, step, form)
            last = next((value for value in reversed(values) if value is not None), None)
            if last is not None:
                names.append((scale.y(last), word))
    made += _line(scale, xs, dots)
    newest = next(dot for dot in reversed(dots) if dot.amount is not None)
    assert newest.amount is not None
    made += _names([*names, (scale.y(newest.amount), words[0])])
    made.append(Markup("</svg>"))
    return Markup("").join(made)


def _beyond(names: Iterable[str]) -> int:
    """Return by how much the drawing must be wider than usual for the names at its right edge: German ones are long."""
    return max(0, 8 + LETTER * max(map(display_width, names)) - RIGHT)


def _dot(label: str, each: Reading | Step) -> Dot:
    amount = each.actual if isinstance(each, Step) else each.amount
    return Dot(label, amount, each.target, each.limit, each.sign)


def _grid(scale: _Scale, dots: Sequence[Dot], xs: Sequence[float]) -> list[Markup]:
    made = []
    for tick in scale.ticks:
        y = f"{scale.y(tick):.1f}"
        made.append(
            Markup('<line class="coehub-chart__grid" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
                LEFT, WIDTH - RIGHT, y, y
            )
        )
        made.append(Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(LEFT - 6, y, _short(tick)))
    every = max(1, -(-len(dots) // 4))
    for index, dot in enumerate(dots):
        if (len(dots) - 1 - index) % every == 0:
            made.append(
                Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
                    f"{xs[index]:.1f}", HEIGHT - 9, dot.label
                )
            )
    return made


def _short(number: Decimal) -> str:
    for size, letter in ((9, "G"), (6, "M"), (5, "k")):
        if abs(number) >= Decimal(10) ** size:
            size = 3 if letter == "k" else size
            return f"{(number / Decimal(10) ** size).normalize():f}{letter}"
    return f"{number.normalize():f}"


def _stairs(
    scale: _Scale, xs: Sequence[float], values: Sequence[Decimal | None], step: float, form: str
) -> list[Markup]:
    """Return a line that holds each value for its whole stretch of time."""
    half, path, before = step / 2, [], None
    for x, value in zip(xs, values, strict=True):
        if value is not None:
            y = scale.y(value)
            path.append(
                f"{'L' if before is not None else 'M'}{max(x - half, LEFT):.1f} {y:.1f}H{min(x + half, WIDTH - RIGHT):.1f}"
            )
        before = value
    return [Markup('<path class="coehub-chart__{}" d="{}"/>').format(form, "".join(path))] if path else []


def _line(scale: _Scale, xs: Sequence[float], dots: Sequence[Dot]) -> list[Markup]:
    path, before, marks = [], False, []
    for x, dot in zip(xs, dots, strict=True):
        if dot.amount is None:
            before = False
            continue
        y = scale.y(dot.amount)
        path.append(f"{'L' if before else 'M'}{x:.1f} {y:.1f}")
        before = True
        if dot.sign is Sign.BEYOND:
            shape = Markup('<rect class="coehub-chart__beyond" x="{}" y="{}" width="7" height="7"/>').format(
                f"{x - 3.5:.1f}", f"{y - 3.5:.1f}"
            )
        elif dot.sign is Sign.OFF:
            shape = Markup('<path class="coehub-chart__off" d="M{} {}l4.5 4.5 -4.5 4.5 -4.5 -4.5z"/>').format(
                f"{x:.1f}", f"{y - 4.5:.1f}"
            )
        else:
            form, size = ("on", "3.5") if dot.sign is Sign.ON else ("point", "3")
            shape = Markup('<circle class="coehub-chart__{}" cx="{}" cy="{}" r="{}"/>').format(
                form, f"{x:.1f}", f"{y:.1f}", size
            )
        marks.append(shape)
    return [Markup('<path class="coehub-chart__line" d="{}"/>').format("".join(path)), *marks]


def _names(names: Sequence[tuple[float, str]]) -> list[Markup]:
    """Return the names of the lines at the right edge, pushed apart so that none covers another."""
    made, floor = [], float("-inf")
    top = HEIGHT - BOTTOM - APART * (len(names) - 1)
    for index, (y, name) in enumerate(sorted(names)):
        place = min(max(y, floor), top + APART * index)
        floor = place + APART
        made.append(
            Markup('<text class="coehub-chart__name" x="{}" y="{}">{}</text>').format(
                WIDTH - RIGHT + 8, f"{place:.1f}", name
            )
        )
    return made


def spark(says: str, amounts: Sequence[Decimal], target: Band | None = None) -> Markup:
    """Return a small line of the newest values, with the target as a dashed line; what it says is its label."""
    if len(amounts) < 2:
        return Markup("")
    wide, high = 120, 28
    wanted = [each for each in edges(target) if each is not None]
    low, top = min([*amounts, *wanted]), max([*amounts, *wanted])
    room = (top - low) or Decimal(1)

    def y(number: Decimal) -> str:
        return f"{float(3 + (high - 6) * (1 - (number - low) / room)):.1f}"

    points = " ".join(
        f"{2 + (wide - 6) * index / (len(amounts) - 1):.1f},{y(each)}" for index, each in enumerate(amounts)
    )
    lines = Markup("").join(
        Markup('<line class="coehub-spark__target" x1="0" x2="{}" y1="{}" y2="{}"/>').format(wide, y(edge), y(edge))
        for edge in wanted
    )
    end = Markup('<circle class="coehub-spark__end" cx="{}" cy="{}" r="2.5"/>').format(wide - 4, y(amounts[-1]))
    return Markup(
        '<svg class="coehub-spark" viewBox="0 0 {} {}" role="img" aria-label="{}">{}<polyline points="{}"/>{}</svg>'
    ).format(wide, high, says, lines, points, end)
