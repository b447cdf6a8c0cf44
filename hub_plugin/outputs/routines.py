"""What page templates may ask about daily work: the pages of weeks, what roles answer for, what the sponsor is asked."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from typing import Any

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Gauge, Joined, Sign
from hub_plugin.model.derive.diaries import name_of
from hub_plugin.model.derive.seats import seats
from hub_plugin.model.facts import Task
from hub_plugin.model.facts_of_work import Observation
from hub_plugin.model.hub import Hub
from hub_plugin.model.orders import soonest_first
from hub_plugin.model.ratings import Ladder, Rung, Survey
from hub_plugin.model.routines import Question, Week

_GRAVITY = {"high": 0, "medium": 1, "low": 2}
COMING = datetime.timedelta(days=60)  # which sessions count as coming ones


class Routines:
    """Answers the templates' questions about daily work.

    Args:
        hub: all records.
        now: the joined facts.
    """

    def __init__(self, hub: Hub, now: Joined) -> None:
        self.hub, self.now = hub, now
        self._seats: dict[Address, list[Address]] = {}
        for seat in seats(now.facts, now.today):
            for who in seat.holders:
                self._seats.setdefault(who, []).append(seat.about)
        self.functions: Mapping[str, Any] = {
            "days": lambda number: datetime.timedelta(days=number), "Week": Week, "week_uri": self.week_uri,
            "charge_of": self.now.accountability.of, "spread": self.spread, "questions": self.questions, "asked_of_sponsor": self.asked,
            "unanswered": self.unanswered, "off_target": self.off_target,
        }  # fmt: skip

    def week_uri(self, monday: datetime.date) -> str:
        """Return the source path of a week's page."""
        kind = self.now.facts.of(Week)[0].about.kind
        return f"{self.hub.kinds[kind].folder}/{name_of(monday)}.md"

    def spread(self, survey: Survey) -> list[tuple[Ladder, list[tuple[Rung | None, int]], int]]:
        """Return for each dimension of a survey how many groups stand below its levels (None), on the first, on the second …

        The last number is how many have not rated it.
        """
        standings, found = self.now.standings, []
        profiles = [standings.profile(group.about, survey.about) for group in standings.groups(survey.about)]
        for ladder in standings.columns(survey.about):
            places = [each.standings.get(ladder.about) if each is not None else None for each in profiles]
            levels = Counter(place.level for place in places if place is not None)
            rungs = (None, *standings.rungs(ladder))
            found.append((ladder, [(rung, levels[number]) for number, rung in enumerate(rungs)], places.count(None)))
        return found

    def off_target(self) -> list[Gauge]:
        """Return the measures in use that are off target, those beyond their threshold first."""
        used = (
            each
            for each in self.now.gauges.values()
            if each.measure.ended is None or each.measure.ended >= self.now.today
        )
        return sorted(
            (each for each in used if each.sign.is_off),
            key=lambda each: (each.sign is Sign.OFF, self.now.order(each.measure.title)),
        )

    def questions(self) -> list[Question]:
        """Return what the coming sessions are to decide, by day."""
        today = self.now.today
        found = (each for each in self.now.facts.of(Question) if today <= each.on <= today + COMING)
        return sorted(found, key=lambda each: (each.on, each.about))

    def unanswered(self) -> list[Observation]:
        """Return what people noticed and the steering group, or nobody by name, has still to answer: the gravest and oldest first."""
        found = (
            each
            for each in self.now.facts.of(Observation)
            if each.waits and each.closed is None and each.forum in (None, self.now.settings.steering)
        )
        return sorted(
            found, key=lambda each: (_GRAVITY.get(each.severity, 3), each.on or datetime.date.max, each.about)
        )

    def asked(self) -> list[Task]:
        """Return what waits for the sponsor: open tasks of the person, of the roles they hold, and of the steering group alone."""
        settings = self.now.settings
        mine = {settings.sponsor, *self._seats.get(settings.sponsor, ())} if settings.sponsor else set()
        found = (
            each for each in self.now.facts.of(Task)
            if each.open and (each.owner in mine if each.owner else settings.steering and each.forum == settings.steering)
        )  # fmt: skip
        return sorted(found, key=soonest_first)
