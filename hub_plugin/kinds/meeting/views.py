"""What the pages of meetings ask."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from hub_plugin.kinds.meeting.record import Meeting, Session
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.facts import Task
from hub_plugin.model.hub import Hub


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

    def carried_over(session: Session) -> list[Task]:
        """Return the tasks of earlier sessions that were open on the day of this one."""
        day, forum = session.date, Address("meeting", session.series)
        if day is None:
            return []
        found = []
        for task in now.facts.of(Task):
            earlier = hub.records.get(task.source)
            if task.forum != forum or not isinstance(earlier, Session) or earlier.date is None or earlier.date >= day:
                continue
            if task.open or (task.done_on is not None and task.done_on > day):
                found.append(task)
        return sorted(found, key=lambda task: (task.due or datetime.date.max, task.about))

    return {"session_on": session_on, "missing_reports": missing_reports, "carried_over": carried_over}
