"""What figures, and their absence, ask of people: unanswered deviations, missing values and signatures, one-sided measuring."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive.courses import Course
from hub_plugin.model.derive.gauges import Gauge
from hub_plugin.model.facts import Attention, Facts, Group, Settings
from hub_plugin.model.measures import CATEGORIES, Measure
from hub_plugin.model.texts import say, say_many


def figures(
    facts: Facts, gauges: Mapping[Address, Gauge], courses: Mapping[Address, Course], today: datetime.date
) -> Iterator[tuple[str, Attention]]:
    """Yield what asks for attention, each with its matter.

    A deviation of a measure is asked for once: where an open aim has steps with targets in it, its check-ins are asked.

    Args:
        facts: what was stated.
        gauges: every measure.
        courses: every aim.
        today: the day to look from.
    """
    checked = {
        each.aim.measure for each in courses.values() if each.aim.open and any(step.target for step in each.whole.steps)
    }
    names = {group.about: group.title for group in facts.of(Group)}
    for about, gauge in gauges.items():
        if gauge.measure.ended is None or gauge.measure.ended >= today:
            yield from (("late", each) for each in _of_measure(about, gauge, about not in checked, today))
            yield from (("missing", each) for each in _of_silent(about, gauge, names))
    for about, course in courses.items():
        if course.aim.open:
            yield from _of_aim(about, course, today)
        elif course.aim.state == "achieved" and course.whole.sign.is_off and today <= course.aim.last:
            why = say("{goal} is called achieved, and is off target so far", goal=course.aim.title)
            step = say("look at its 'status', or at its figures")
            yield "review", Attention(about=about, source=course.aim.source, route=("status",), why=why, step=step)
    if side := one_sided(facts.of(Measure)):
        settings = facts.of(Settings)[0]
        why = (
            say("The centre measures money only")
            if side == "financial"
            else say("The centre measures the daily work only")
        )
        step = say("measure what customers get, and how people fare, as well")
        yield "review", Attention(about=settings.about, source=settings.source, why=why, step=step)


def _of_measure(about: Address, gauge: Gauge, ask: bool, today: datetime.date) -> Iterator[Attention]:
    measure = gauge.measure
    if ask and (unanswered := gauge.unanswered()):
        why = say(
            "{metric} was beyond its threshold and nobody has answered, most recently from {day}",
            metric=measure.title,
            day=unanswered[-1].first,
        )
        yield Attention(about=about, source=measure.source, route=unanswered[-1].route, why=why, since=unanswered[-1].last,
                        step=say("say why, then confirm it or write a corrective action"))  # fmt: skip
    if not gauge.readings and any(each.actual is not None for each in gauge.said):
        return  # what check-ins say of it is asked of their goal
    if not gauge.readings:
        why = say("{metric} has no value yet", metric=measure.title)
        yield Attention(about=about, source=measure.source, why=why, step=say("measure it, or take it out"))
        return
    newest = max(value.last for value in measure.values) if gauge.silent else gauge.readings[-1].last
    if measure.missed_after(newest) < today:
        why = say("{metric} has no value since {day}", metric=measure.title, day=newest)
        step = say("add the newest values, or write 'ended'")
        yield Attention(about=about, source=measure.source, why=why, since=measure.missed_after(newest), step=step)


def _of_silent(about: Address, gauge: Gauge, names: Mapping[Address, str]) -> Iterator[Attention]:
    """Yield which groups have given no value where others have, a whole turn after it was due."""
    _, groups = gauge.silent or ((), ())
    for group in groups:
        last = gauge.groups[group][-1].last
        missed = gauge.measure.missed_after(last)
        if missed < gauge.today:
            team = names.get(group, group.id)
            why = say("{metric} has no value of {team} since {day}", metric=gauge.measure.title, team=team, day=last)
            step = say("add it; the whole is not made without it")
            yield Attention(about=about, source=gauge.measure.source, why=why, since=missed, step=step)


def _of_aim(about: Address, course: Course, today: datetime.date) -> Iterator[tuple[str, Attention]]:
    aim = course.aim
    if unanswered := course.unanswered():
        why = say(
            "{goal} was beyond its threshold and nobody has answered, most recently from {day}",
            goal=aim.title,
            day=unanswered[-1].first,
        )
        step = say("say why, then confirm it or write a corrective action")
        yield "late", Attention(about=about, source=aim.source, why=why, since=unanswered[-1].last, step=step)
    if course.unsigned and aim.first <= today:
        why = say_many(
            "{goal} waits for {number} signature",
            "{goal} waits for {number} signatures",
            goal=aim.title,
            number=len(course.unsigned),
        )
        yield "missing", Attention(about=about, source=aim.source, why=why, step=say("ask for them, and note the day"))


def one_sided(measures: Iterable[Measure]) -> str:
    """Return the category of all measures in use, if that is money or the daily work alone; else an empty text."""
    found = {each.category for each in measures if each.ended is None}
    return next((each for each in ("financial", "tactical") if found == {each}), "")


def unmeasured(measures: Iterable[Measure]) -> list[str]:
    """Return the categories without a measure in use, in their order."""
    found = {each.category for each in measures if each.ended is None}
    return [each for each in CATEGORIES if each not in found]
