"""Metrics and goals as data; what belongs to unpublished teams and people is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Course, Gauge, Joined
from hub_plugin.model.derive.courses import Part
from hub_plugin.model.derive.courses import Step as Stage
from hub_plugin.model.derive.gauges import Reading
from hub_plugin.model.facts import Edge
from hub_plugin.model.measures import Band, Worth, edges
from hub_plugin.model.names import Names, clean
from hub_plugin.outputs.api import measure_shapes as shapes


def measures(now: Joined, names: Names) -> shapes.Measures:
    """Return every metric with its values."""
    gains: dict[Address, list[Worth]] = {}
    for worth in now.facts.of(Worth):
        if names.leaves(worth):
            gains.setdefault(worth.measure, []).append(worth)
    return shapes.Measures(now.today, tuple(
        _measure(gauge, names, gains.get(about, ())) for about, gauge in now.gauges.items() if names.shows(about)
    ))  # fmt: skip


def _measure(gauge: Gauge, names: Names, gains: Sequence[Worth]) -> shapes.Measure:
    measure = gauge.measure
    return shapes.Measure(
        address=str(measure.about), title=names.line(measure.title), category=measure.category, factor=measure.factor,
        unit=clean(str(measure.unit)), better=measure.better, adds=measure.adds, sign=gauge.sign.value,
        trend=gauge.trend.value, readings=tuple(_readings(gauge, names)),
        lacking=tuple(shapes.Lacking(first, last, names.refs(groups)) for (first, last), groups in gauge.lacking.items()),
        gains=tuple(shapes.Gain(str(each.about), _float(each.expected), _float(each.realised)) for each in gains),
        url=names.url(measure.about),
    )  # fmt: skip


def _readings(gauge: Gauge, names: Names) -> Iterator[shapes.Reading]:
    for group, readings in ((None, gauge.readings), *gauge.groups.items()):
        if group is None or names.shows(group):
            yield from (_reading(group, each) for each in readings)


def _reading(group: Address | None, each: Reading) -> shapes.Reading:
    return shapes.Reading(
        each.first, each.last, str(group) if group else None, float(each.amount), *_edges(each.target), *_edges(each.limit),
        _float(each.deviation), each.sign.value, each.made,
    )  # fmt: skip


def goals(now: Joined, names: Names) -> shapes.Goals:
    """Return every goal with its shares."""
    return shapes.Goals(now.today, tuple(
        _goal(course, now, names) for about, course in now.courses.items() if names.shows(about)
    ))  # fmt: skip


def _goal(course: Course, now: Joined, names: Names) -> shapes.Goal:
    aim = course.aim
    return shapes.Goal(
        address=str(aim.about), title=names.line(aim.title), state=aim.state, first=aim.first, last=aim.last,
        serves=names.refs(edge.to for edge in now.facts.about(aim.about, Edge) if edge.means == "serves"),
        measure=names.ref(aim.measure), whole=_share(course.whole, names),
        shares=tuple(_share(part, names) for part in course.parts if names.shows(part.who)),
        signatures=tuple(shapes.Signature(str(each.who), each.on) for each in course.signatures if names.shows(each.who)),
        url=names.url(aim.about),
    )  # fmt: skip


def _share(part: Part, names: Names) -> shapes.Share:
    return shapes.Share(
        str(part.who) if part.who else None, *_edges(part.target), _float(part.actual), *_edges(part.wanted),
        part.sign.value, tuple(_step(each, names) for each in part.steps),
    )  # fmt: skip


def _step(each: Stage, names: Names) -> shapes.Step:
    said = each.said
    return shapes.Step(
        each.first, each.last, *_edges(each.target), _float(each.actual), _float(each.deviation),
        each.sign.value, names.text(said.why) if said else "",
        names.text(said.confirmed) if said else "", names.text(said.task) if said else "",
    )  # fmt: skip


def _edges(band: Band | None) -> tuple[float | None, float | None]:
    low, high = edges(band)
    return _float(low), _float(high)


def _float(amount: Decimal | None) -> float | None:
    """Return a number as JSON has it, without the dust of a division."""
    return None if amount is None else round(float(amount), 6)
