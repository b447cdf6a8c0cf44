"""What a series states: its meetings (see events.py), what waits for an agenda, and whether the next one is prepared."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.meeting.events import events
from hub_plugin.kinds.meeting.postponed import waiting
from hub_plugin.kinds.meeting.record import Meeting, Session
from hub_plugin.model import routines
from hub_plugin.model.facts import Attention, Fact
from hub_plugin.model.hub import Hub
from hub_plugin.model.occasions import Event
from hub_plugin.model.statements import review
from hub_plugin.model.texts import say

A_YEAR = datetime.timedelta(days=366)  # no agenda is due earlier


def state(record: Meeting, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the events, the topics that wait, and what the next session still lacks."""
    runs = record.ended is None or record.ended >= today
    sessions = [each for each in hub.children(record.address) if isinstance(each, Session)]
    yield from review(record, runs)
    for event in events(record, sessions):
        yield event
        if isinstance(event, Event) and event.about == record.address and record.ended is None:
            yield from _readiness(record, event, hub, today)
    for each in waiting(sessions) if runs else ():
        here = each.session.address
        yield routines.Postponed(
            about=here, source=here, route=("agenda", each.index), text=each.item.topic, on=each.session.date or today,
            forum=record.address,
        )  # fmt: skip


def _readiness(record: Meeting, series: Event, hub: Hub, today: datetime.date) -> Iterator[Attention]:
    """Yield what is late for the next meeting that takes place: on the day to which it was moved, if it was."""
    for when in series.schedule.occurrences(today, today + A_YEAR, datetime.UTC):
        occasion = next((each for each in series.occasions if each.is_of(when)), None)
        if occasion is None or occasion.cancelled is None:
            break
    else:
        return
    day = when.start.date() if isinstance(when.start, datetime.datetime) else when.start
    found = hub.get(occasion.about) if occasion else None
    session = found if isinstance(found, Session) else None
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
