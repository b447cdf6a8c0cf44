"""How coverage and score have moved, month by month, from the dates in the answers."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub_plugin.model.derive.obligations import Obligation, State
from hub_plugin.model.derive.progress import Progress

MONTHS = 12  # ends of months that it looks back on
_POINTS = {"met": 2, "partly": 1}


@dataclass(frozen=True, slots=True)
class Point:
    """The state at the end of a day: shares in whole percent, rounded down."""

    day: datetime.date
    coverage: int
    score: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Points, oldest first, and the answers that have no date and count in the last point alone."""

    points: tuple[Point, ...]
    undated: tuple[Obligation, ...]


def trend(obligations: Iterable[Obligation], today: datetime.date) -> Trend:
    """Look back over what applies today: what was answered, and as what, at the end of each of twelve months; and what holds today.

    Args:
        obligations: those whose progress is told beside it.
        today: the last point.
    """
    asked = list(obligations)
    answered = [each for each in asked if each.answer is not None]
    undated = tuple(each for each in answered if not _states(each))
    now = Progress.of(asked)
    then = [_point(day, asked, answered) for day in _ends(today)] if asked else []
    points = (*then, Point(today, now.coverage or 0, now.score or 0)) if asked else ()
    first = next((index for index, point in enumerate(points) if point.coverage), len(points))
    return Trend(points[max(0, first - 1) :], undated)


def _ends(today: datetime.date) -> list[datetime.date]:
    found = []
    year, month = today.year, today.month
    for _ in range(MONTHS):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        found.append(datetime.date(year, month, calendar.monthrange(year, month)[1]))
    return found[::-1]


def _states(each: Obligation) -> list[tuple[datetime.date, str]]:
    answer = each.answer
    if answer is None:
        return []
    dated = [(since, state) for state, since in answer.earlier]
    now = answer.since or answer.dated
    # Of the states of one day the last one written counts, and the present one is written last of all.
    return sorted([*dated, (now, answer.state)] if now else dated, key=lambda each: each[0])


def _point(day: datetime.date, asked: Sequence[Obligation], answered: Iterable[Obligation]) -> Point:
    states = []
    for each in answered:
        known = [state for since, state in _states(each) if since <= day]
        if known:
            states.append(known[-1])
    out = sum(1 for state in states if state in (State.NOT_APPLICABLE, State.EXEMPT))
    scored = len(asked) - out
    halves = sum(_POINTS.get(state, 0) for state in states)
    return Point(day, len(states) * 100 // len(asked), halves * 100 // (2 * scored) if scored else 0)
