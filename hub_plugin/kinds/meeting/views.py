"""What the pages of meetings ask."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from hub_plugin.kinds.meeting.postponed import Postponed, waiting
from hub_plugin.kinds.meeting.record import Meeting, Session
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.facts import Task
from hub_plugin.model.hub import Hub
from hub_plugin.model.orders import soonest_first

LATELY = datetime.timedelta(days=60)


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    def session_on(series: Address, day: datetime.date) -> Session | None:
        """Return the session of a day of the series, if it is written."""
        for each in hub.children(series):
            if isinstance(each, Session) and each.publish and day in (each.date, each.moved_from):
                return each
        return None

    def missing_reports(series: Meeting, session: Session | None) -> list[str]:
        """Return the names of the reports that nobody has brought yet."""
        brought = {report.report for report in session.reports} if session else set()
        return [name for name in series.reports if name not in brought]

    by_forum: dict[Address | None, list[Task]] = defaultdict(list)
    for task in sorted(now.facts.of(Task), key=soonest_first):
        by_forum[task.forum].append(task)

    def carried_over(session: Session) -> list[Task]:
        """Return the tasks of earlier sessions that were open on the day of this one.

        Told for the sessions of the last two months and of the future: on older pages nobody asks, and with every
        session repeating the tasks of all before it, a long series would grow with its square.
        """
        day = session.date
        if day is None or day < now.today - LATELY:
            return []
        return [
            task
            for task in by_forum[Address("meeting", session.series)]
            if _day_of(hub, task) < day and (task.open or (task.done_on is not None and task.done_on > day))
        ]

    def postponed_before(session: Session) -> list[Postponed]:
        """Return the topics of earlier sessions that wait, and that this session has not taken up; told for as long."""
        if session.date is None or session.date < now.today - LATELY:
            return []
        sessions = [each for each in hub.children(Address("meeting", session.series)) if isinstance(each, Session)]
        return [*waiting(sessions, session)]

    def time_boxes(session: Session) -> tuple[list[str], int, int | None]:
        """Return when each item of the agenda begins, how many minutes they take, and how many there are.

        Clock times stand only as long as every item so far says how long it takes.
        """
        series = hub.records.get(Address("meeting", session.series))
        schedule = series.schedule if isinstance(series, Meeting) else None
        day = session.moved_from or session.date
        zone = now.settings.zone
        found = schedule.occurrences(day, day, zone) if schedule is not None and day is not None else []
        timed = (
            (each.start, each.end)
            for each in found
            if isinstance(each.start, datetime.datetime) and isinstance(each.end, datetime.datetime)
        )
        start, end = next(timed, (None, None))
        length = end.astimezone(datetime.UTC) - start.astimezone(datetime.UTC) if start and end else None
        at = session.at or (start.time() if start is not None else None)
        clock = None if at is None or day is None else datetime.datetime.combine(day, at)
        boxes, taken = [], 0
        for item in session.agenda:
            boxes.append("" if clock is None else f"{clock:%H:%M}")
            minutes = item.duration.minutes if item.duration is not None else 0
            taken += minutes
            day_is_over = taken >= 24 * 60
            clock = clock + datetime.timedelta(minutes=minutes) if clock and minutes and not day_is_over else None
        return boxes, taken, int(length.total_seconds()) // 60 if length is not None else None

    return {
        "time_boxes": time_boxes,
        "session_on": session_on,
        "missing_reports": missing_reports,
        "carried_over": carried_over,
        "postponed_before": postponed_before,
    }


def _day_of(hub: Hub, task: Task) -> datetime.date:
    """Return the day of the session in which a task was taken on; one without a day is never earlier."""
    session = hub.records.get(task.source)
    return session.date or datetime.date.max if isinstance(session, Session) else datetime.date.max
