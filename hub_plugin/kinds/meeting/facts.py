"""What a series states: its meetings (see events.py), and whether the next one is prepared."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.meeting.events import events
from hub_plugin.kinds.meeting.record import Meeting, Session
from hub_plugin.model.facts import Attention, Fact
from hub_plugin.model.hub import Hub
from hub_plugin.model.statements import review
from hub_plugin.model.texts import say


def state(record: Meeting, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the events, and what the next session still lacks."""
    yield from review(record, record.ended is None or record.ended >= today)
    yield from events(record, [each for each in hub.children(record.address) if isinstance(each, Session)])
    if record.schedule is not None and not record.schedule.ad_hoc and record.ended is None:
        yield from _readiness(record, hub, today)


def next_day(record: Meeting, today: datetime.date) -> datetime.date | None:
    """Return the next day of the series, today included."""
    return record.schedule.nearest(today - datetime.timedelta(days=1))[1] if record.schedule else None


def _readiness(record: Meeting, hub: Hub, today: datetime.date) -> Iterator[Attention]:
    day = next_day(record, today)
    if day is None:
        return
    sessions = [each for each in hub.children(record.address) if isinstance(each, Session)]
    session = next((each for each in sessions if day in (each.date, each.moved_from)), None)
    if session is not None and session.cancelled is not None:
        return
    about = session.address if session else record.address
    if record.agenda_before is not None and (session is None or session.published is None):
        out = record.agenda_before.before(day)
        if out < today:
            why = say("{meeting} on {day}: the agenda is not out", meeting=record.title, day=day)
            yield Attention(about=about, source=about, why=why, step=say("publish it"), since=out, forum=record.address)
    if record.reports_before is not None:
        out = record.reports_before.before(day)
        brought = {report.report for report in session.reports} if session else set()
        for name in record.reports:
            if name not in brought and out < today:
                why = say(
                    "{meeting} on {day}: the report {report} is missing", meeting=record.title, day=day, report=name
                )
                yield Attention(
                    about=about, source=about, why=why, step=say("send it"), since=out, forum=record.address
                )
