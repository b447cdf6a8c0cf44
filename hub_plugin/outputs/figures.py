"""What page templates may ask about figures: numbers and periods in words, gauges, courses, parts of targets, the ladder."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from hub_plugin.model.addresses import Address
from hub_plugin.model.alphabets import Key
from hub_plugin.model.derive import Course, Gauge, Joined, Sign
from hub_plugin.model.derive.courses import Part, Step
from hub_plugin.model.derive.figures import one_sided, unmeasured
from hub_plugin.model.derive.gauges import Reading
from hub_plugin.model.facts import Task
from hub_plugin.model.hub import Hub
from hub_plugin.model.languages import Language
from hub_plugin.model.measures import CATEGORIES, CheckIn, Worth
from hub_plugin.model.texts import Text

SIGNS = {Sign.ON: "●", Sign.OFF: "◆", Sign.BEYOND: "■", Sign.NO_TARGET: "–", Sign.NO_DATA: "·"}


class Figures:
    """Answers the templates' questions about figures.

    Args:
        hub: all records.
        now: the joined facts.
        language: the language of the pages.
        said: returns a unit as it is shown.
    """

    def __init__(self, hub: Hub, now: Joined, language: Language, said: Callable[[str], str] = str) -> None:
        self.hub, self.now, self._said = hub, now, said
        self._forms = language
        self.functions: Mapping[str, Any] = {
            "number": self.number, "signed": self.signed, "figure": self.figure, "period": self.period, "Sign": Sign,
            "figure_signs": SIGNS, "gauge_of": now.gauges.get, "course_of": now.courses.get, "key_gauges": self.key_gauges,
            "gauges_by_category": self.gauges_by_category, "parts_for": self.parts_for, "readings_for": self.readings_for,
            "gains_of": self.gains_of, "courses_in": self.courses_in, "said_of": self.said_of, "groups_of": self.groups_of,
            "shown_parts": self.shown_parts, "labels_of": self.labels_of, "Task": Task,
            "one_sided": one_sided(each.measure for each in now.gauges.values()),
            "unmeasured": unmeasured(each.measure for each in now.gauges.values()) if now.gauges else [],
        }  # fmt: skip

    def number(self, amount: Decimal | int | None) -> str:
        """Return a number in the page's language, with two decimals at most."""
        return "" if amount is None else self._forms.number(amount)

    def signed(self, amount: Decimal, unit: str = "") -> str:
        """Return a difference with its sign, and with its unit."""
        return ("+" if amount > 0 else "") + self._with_unit(amount, unit)

    def figure(self, amount: Decimal | None, unit: str) -> str:
        """Return a number with its unit."""
        if amount is None:
            return "–"
        if unit in ("percent", "%"):
            return self._forms.percent(amount)
        return self._with_unit(amount, unit)

    def _with_unit(self, amount: Decimal, unit: str) -> str:
        """Return a number with its unit: what an author calls it, else one of CLDR in the form that the number wants."""
        lasts = None if isinstance(unit, Text) and unit.others else self._forms.lasting(amount, unit)
        return lasts or f"{self.number(amount)} {self._said(unit)}".rstrip()

    def period(self, first: datetime.date, last: datetime.date, form: str = "long") -> str:
        """Return a stretch of days in words: a month or a year by its name, anything else from month to month or from day to day.

        A quarter is called so only where it is the calendar's and the hub's; the hub's year names both calendar years that it lies in.

        Args:
            first: its first day.
            last: its last day.
            form: ``long``, or ``short`` for tables and charts.
        """
        if first == last:
            return self._forms.day(first, "d MMMM y" if form == "long" else "d MMM y")
        after = last + datetime.timedelta(days=1)
        if first.day == 1 and after.day == 1:
            months = (after.year - first.year) * 12 + after.month - first.month
            if months == 1:
                if form == "long":
                    return self._forms.day(first, "LLLL y")
                return self._forms.day(first, "LLL y").replace(" ", "\N{NO-BREAK SPACE}")
            starts = self.hub.year_starts
            if months == 12 and first.month == starts:
                return self._forms.day(first, "y") if starts == 1 else f"{first.year}/{last.year}"
            if months == 3 and starts == 1 and first.month % 3 == 1:
                return self._forms.day(first, "QQQ y")
            return self._forms.months(first, last)
        return f"{self._forms.day(first, 'd MMM y')} – {self._forms.day(last, 'd MMM y')}"

    def labels_of(self, found: Iterable[Reading | Step]) -> list[str]:
        """Return a short name for each reading or step."""
        return [self.period(each.first, each.last, "short") for each in found]

    def key_gauges(self) -> list[Gauge]:
        """Return the measures that stand for the centre."""
        return [each for each in self._in_use if each.measure.key]

    @cached_property
    def _in_use(self) -> list[Gauge]:
        return sorted(
            filter(self._is_used, self.now.gauges.values()), key=lambda each: self.now.order(each.measure.title)
        )

    def _is_used(self, gauge: Gauge) -> bool:
        return gauge.measure.ended is None or gauge.measure.ended >= self.now.today

    def gauges_by_category(self) -> list[tuple[str, list[Gauge]]]:
        """Return the measures in use by category, by name; those that were given up under an empty text at the end."""
        found = [(name, [each for each in self._in_use if each.measure.category == name]) for name in CATEGORIES]
        ended = [each for each in self.now.gauges.values() if not self._is_used(each)]
        return [(name, gauges) for name, gauges in (*found, ("", ended)) if gauges]

    @cached_property
    def _parts(self) -> dict[Address, list[tuple[Course, Part]]]:
        found: dict[Address, list[tuple[Course, Part]]] = {}
        for course in self.now.courses.values():
            for part in course.parts:
                if part.who is not None:
                    found.setdefault(part.who, []).append((course, part))
        for each in found.values():
            each.sort(key=lambda pair: (-pair[0].aim.last.toordinal(), self.now.order(pair[0].aim.title)))
        return found

    def parts_for(self, who: Address) -> list[tuple[Course, Part]]:
        """Return what a team or person has taken on of goals that are open or whose time is not long past, the newest first."""
        lately = self.now.today - datetime.timedelta(days=92)
        return [pair for pair in self._parts.get(who, ()) if pair[0].aim.open or pair[0].aim.last >= lately]

    def readings_for(self, group: Address) -> list[tuple[Gauge, Reading]]:
        """Return the newest value of each measure that has values of a group."""
        return [(gauge, gauge.groups[group][-1]) for gauge in self._in_use if group in gauge.groups]

    def groups_of(self, gauge: Gauge) -> list[tuple[Address, Sequence[Reading]]]:
        """Return the groups that a measure has values of, by name; those that are not published are left out."""
        return sorted(
            (pair for pair in gauge.groups.items() if self.hub.shows(pair[0])), key=lambda pair: self._name(pair[0])
        )

    def shown_parts(self, parts: Iterable[Part]) -> list[Part]:
        """Return the parts whose holders are published, groups first, by name."""
        found = [each for each in parts if each.who is not None and self.hub.shows(each.who)]
        groups = {group.about for group in self.now.groups}
        return sorted(found, key=lambda each: (each.who not in groups, self._name(each.who)))

    def _name(self, address: Address | None) -> Key:
        record = self.hub.records.get(address) if address else None
        return self.now.order(record.label if record else str(address))

    @cached_property
    def _gains(self) -> dict[Address, list[Worth]]:
        found: dict[Address, list[Worth]] = {}
        for worth in self.now.facts.of(Worth):
            found.setdefault(worth.measure, []).append(worth)
        return found

    def gains_of(self, measure: Address) -> list[Worth]:
        """Return what pieces of work are to bring in a measure."""
        return self._gains.get(measure, [])

    @cached_property
    def _courses(self) -> dict[Address, list[Course]]:
        found: dict[Address, list[Course]] = {}
        for course in self.now.courses.values():
            if course.aim.measure is not None:
                found.setdefault(course.aim.measure, []).append(course)
        return found

    def courses_in(self, measure: Address) -> list[Course]:
        """Return the aims whose targets count in a measure."""
        return self._courses.get(measure, [])

    def said_of(self, gauge: Gauge) -> list[CheckIn]:
        """Return what was said of a measure in words, in the order of time: each reason, confirmation and corrective action."""
        return [each for each in gauge.said if (each.why or each.answers) and self.hub.shows(each.of)]
