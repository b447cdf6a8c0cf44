"""When a series meets: its schedule, and what its sessions change about single days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hub_plugin.kinds.meeting.record import Meeting, Session
from hub_plugin.model.addresses import Address
from hub_plugin.model.occasions import Event, Occasion, Timetable
from hub_plugin.model.occurrences import LAST_DAY, Move, Occurrence, Rule, Schedule
from hub_plugin.model.texts import Message, say


def events(record: Meeting, sessions: Sequence[Session]) -> Iterator[Event | Timetable]:
    """Yield the series as one event, and one event for each session that lies outside its days.

    A session that was moved moves its occurrence; one that was cancelled cancels it; each lends its page to its occurrence.
    """
    yield Timetable(about=record.address, source=record.address)
    schedule = planned = _until(record.schedule or Schedule(), record.ended)
    occasions: list[Occasion] = []
    for session in sessions:
        if session.date is None or not session.publish:
            continue
        found = None if session.extra else _occurrence(session, planned)
        if found is None:
            yield _outside(record, session)
            continue
        if session.moved_from is not None:
            schedule = _moved(schedule, Move(found.original, session.date, session.at))
        at = _clock(found) if session.at else None
        occasions.append(Occasion(found.original, at, session.address, session.cancelled, session.place or ""))
    if schedule.rules:
        yield Event(
            about=record.address, source=record.address, route=("schedule",), title=record.title, schedule=schedule,
            zone=record.timezone, place=record.place or "", audience=_invited(record), text=record.purpose or "",
            occasions=tuple(occasions),
        )  # fmt: skip


def _invited(record: Meeting) -> tuple[Address, ...]:
    """Return the teams, roles and people that take part."""
    if record.participants is None:
        return ()
    links = (*record.participants.teams, *record.participants.roles, *record.participants.people)
    return tuple(link.to for link in links if link.to)


def _occurrence(session: Session, schedule: Schedule) -> Occurrence | None:
    """Return the occurrence that a session is of; None where the schedule gives none, or none at its time."""
    day = session.moved_from or session.date or LAST_DAY
    unmoved = Schedule(tuple(replace(rule, moves=()) for rule in schedule.rules))
    found = unmoved.occurrences(day, day, datetime.UTC)
    if session.moved_from is None:
        found = [*schedule.occurrences(day, day, datetime.UTC), *found]
        if session.at is not None:
            return next((each for each in found if _clock(each) == session.at), None)
    return next(iter(found), None)


def _clock(when: Occurrence) -> datetime.time | None:
    return when.start.time() if isinstance(when.start, datetime.datetime) else None


def _moved(schedule: Schedule, move: Move) -> Schedule:
    """Return the schedule with one day moved; what a session says is newer than what its series says."""
    rules = list(schedule.rules)
    for number, rule in enumerate(rules):
        if move.original in rule.days(move.original, move.original):
            timed = any(at for _, at in rule.given(move.original, move.original))
            kept = [each for each in rule.moves if each.original != move.original]
            moves = sorted([*kept, move if timed else replace(move, at=None)], key=lambda each: each.original)
            rules[number] = replace(rule, moves=tuple(moves))
            break
    return Schedule(tuple(rules))


def _until(schedule: Schedule, last: datetime.date | None) -> Schedule:
    """Return the schedule up to its last day."""
    if last is None:
        return schedule
    return Schedule(
        tuple(
            replace(
                rule, dates=tuple(each for each in rule.dates if each[0] <= last),
                recurrence=replace(rule.recurrence, last=min(rule.recurrence.last, last)) if rule.recurrence else None,
            )
            for rule in schedule.rules
        )
    )  # fmt: skip


def _outside(record: Meeting, session: Session) -> Event:
    """Return a meeting outside the series' days: as long as usual, and at the usual time unless it has one of its own."""
    usual = record.schedule.rules[0] if record.schedule and record.schedule.rules else Rule("date")
    at = session.at or usual.at or next((at for _, at in usual.dates if at), None)
    day = session.date or LAST_DAY
    rule = Rule("date", dates=((day, at),), at=at, duration=usual.duration if at else None, zone=usual.zone)
    title: str | Message = record.title
    if session.title:
        title = say("{series}: {session}", series=record.title, session=session.title)
    status = "confirmed" if session.cancelled is None else "cancelled"
    place = session.place or usual.place or record.place or ""
    return Event(
        about=session.address, source=session.address, title=title, schedule=Schedule((rule,)), zone=record.timezone,
        status=status, place=place, audience=_invited(record), text=session.cancelled or record.purpose or "",
        timetable=record.address,
    )  # fmt: skip
