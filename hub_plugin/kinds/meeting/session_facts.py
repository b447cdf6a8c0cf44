"""What a session states: decisions and their checks, actions, what it is to decide, and that its notes are missing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.meeting.record import DecisionPart, Meeting, Session
from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Attention, Change, Decision, Download, Fact, Task
from hub_plugin.model.files import in_languages_of
from hub_plugin.model.hub import Hub
from hub_plugin.model.record import Record
from hub_plugin.model.routines import Question, Subject
from hub_plugin.model.statements import downloads
from hub_plugin.model.texts import say


def state(record: Session, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one session."""
    here, day = record.address, record.date
    series = hub.get(Address("meeting", record.series))
    forum = series.address if series else None
    for index, report in enumerate(record.reports):
        for language, path in in_languages_of(report.file) if report.file else ():
            yield Download(
                about=here, source=here, route=("reports", index), path=path, label=report.report, language=language
            )
    yield from downloads(record, record.files)
    for name, action in record.actions.items():
        owner = action.owner.to if action.owner else None
        yield Task(about=here.at(name), source=here, route=("actions", name), text=action.text, owner=owner,
                   due=action.due, state=action.state, done_on=action.done_on, forum=forum)  # fmt: skip
    if day is None:
        return
    for name, decision in record.decisions.items():
        superseded = bool(hub.into(here.at(name), "supersedes"))
        status = "superseded" if superseded and decision.status == "accepted" else decision.status
        yield Decision(
            about=here.at(name), source=here, route=("decisions", name), text=decision.text, on=day, status=status, forum=forum,
            affects=tuple(link.to for link in decision.affects if link.to),
            supersedes=tuple(link.to for link in decision.supersedes if link.to),
            checks=tuple(check.date for _, check in decision.follow_up.checks()) if decision.follow_up else (),
        )  # fmt: skip
        yield from _checks(record, name, decision, status == "accepted", series, forum)
        if decision.status == "accepted":
            yield Change(about=here.at(name), source=here, route=("decisions", name), on=day, what=decision.text)
    for index, item in enumerate(record.agenda):
        for link in item.read if day >= today and record.cancelled is None else ():
            if link.to is not None:
                yield Subject(about=link.to, source=here, route=("agenda", index, "read"), on=day, forum=forum)
        if item.aim == "decide" and item.outcome is None and record.cancelled is None:
            yield Question(about=here, source=here, route=("agenda", index), text=item.topic, on=day, forum=forum)
    if day < today and record.notes is None and record.cancelled is None:
        title = series.label if isinstance(series, Meeting) else record.series
        why = say("{meeting} of {day} has no notes", meeting=title, day=day)
        yield Attention(about=here, source=here, why=why, step=say("write them down"), since=day, forum=forum)


def _checks(
    record: Session, name: str, decision: DecisionPart, holds: bool, series: Record | None, forum: Address | None
) -> Iterator[Task]:
    """Yield each check of a decision as a task; those of a decision that does not hold are dropped."""
    if decision.follow_up is None:
        return
    says = {
        "before": say("Check before it takes effect: {decision}", decision=decision.text),
        "during": say("Check while it takes effect: {decision}", decision=decision.text),
        "after": say("Check after it took effect: {decision}", decision=decision.text),
    }
    chair = (series.chair or next(iter(series.owner), None)) if isinstance(series, Meeting) else None
    for moment, check in decision.follow_up.checks():
        owner = check.owner or chair
        yield Task(
            about=record.address.at(name), source=record.address, route=("decisions", name, "follow_up", moment), text=says[moment],
            owner=owner.to if owner else None, due=check.date, state="done" if check.done else "open" if holds else "dropped",
            done_on=check.done_on or (check.date if check.done else None), forum=forum,
        )  # fmt: skip
