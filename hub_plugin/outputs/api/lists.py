"""Everything else as data: one list each, in a stable order."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Any, cast
from urllib.parse import quote

from hub_plugin.model.derive import Happening as Happens
from hub_plugin.model.derive import Joined
from hub_plugin.model.derive.obligations import Histories
from hub_plugin.model.facts import Change, Decision, Download, Edge, Group, Task
from hub_plugin.model.facts_of_work import Observation, Progress
from hub_plugin.model.findings import Finding
from hub_plugin.model.groups import Reach
from hub_plugin.model.names import Names, clean
from hub_plugin.model.orders import newest_first, open_first, unclosed_first
from hub_plugin.model.record import Record
from hub_plugin.outputs.api import shapes

BACK, AHEAD = datetime.timedelta(days=30), datetime.timedelta(days=366)


def records(now: Joined, names: Names) -> shapes.Records:
    """Return every published record."""
    histories = Histories(now.facts.of(Change))
    last: dict[Any, datetime.date] = {}
    for change in now.facts.of(Change):
        if change.on <= now.today:
            last[change.about] = max(change.on, last.get(change.about, change.on))
    shown = (record for address, record in names.hub.records.items() if names.shows(address))
    return shapes.Records(now.today, tuple(_record(each, now, names, histories, last) for each in shown))


def _record(
    record: Record, now: Joined, names: Names, histories: Histories, last: dict[Any, datetime.date]
) -> shapes.Record:
    address = record.address
    edges = now.facts.about(address, Edge)
    status = getattr(record, "status", None)
    version = histories.in_force(address, now.today)
    return shapes.Record(
        address=str(address), kind=address.kind, id=address.id, title=names.label(address),
        summary=names.text(record.in_short),
        status=str(getattr(status, "value", status)) if status else None,
        owners=names.refs(edge.to for edge in edges if edge.means == "owned by"),
        tags=tuple(clean(str(tag)) for tag in getattr(record, "tags", ())), code=names.line(record.code) or None,
        version=str(version) if version else None, changed=last.get(address),
        replaced_by=names.refs(edge.to for edge in edges if edge.means == "replaced by"),
        downloads=tuple(names.at(quote(each.path)) for each in now.facts.about(address, Download)), url=names.url(address),
    )  # fmt: skip


def actions(now: Joined, names: Names) -> shapes.Actions:
    """Return all tasks: open ones first, by day."""
    found = sorted(
        (task for task in now.facts.of(Task) if names.leaves(task)),
        key=open_first,
    )
    return shapes.Actions(now.today, tuple(
        shapes.Action(
            address=str(task.about), text=names.text(task.text), owner=names.ref(task.owner),
            owner_name=names.label(task.owner) if task.owner and names.shows(task.owner) else "",
            due=task.due, state=cast(Any, task.state), done_on=task.done_on,
            overdue=task.open and task.due is not None and task.due < now.today, forum=names.ref(task.forum), url=names.url(task.about),
        )
        for task in found
    ))  # fmt: skip


def decisions(now: Joined, names: Names) -> shapes.Decisions:
    """Return all decisions, the newest first."""
    found = sorted(
        (each for each in now.facts.of(Decision) if names.leaves(each)),
        key=newest_first,
    )
    return shapes.Decisions(now.today, tuple(
        shapes.Decision(
            address=str(each.about), text=names.text(each.text), on=each.on, status=each.status, forum=names.ref(each.forum),
            affects=names.refs(each.affects), supersedes=names.refs(each.supersedes), url=names.url(each.about),
        )
        for each in found
    ))  # fmt: skip


def calendar(now: Joined, names: Names) -> shapes.Calendar:
    """Return what happens in the year around today."""
    first, last = now.today - BACK, now.today + AHEAD
    reach = Reach(now.facts.of(Group), now.today)
    found = (each for each in now.happenings(first, last) if names.leaves(each.event))
    return shapes.Calendar(now.today, first, last, tuple(_happening(each, names, reach) for each in found))


def _happening(each: Happens, names: Names, reach: Reach) -> shapes.Happening:
    event, when = each.event, each.when
    scoped = reach.meant(event.scope) if event.scope and not event.audience else ()
    audience = event.audience or tuple(group.about for group in scoped)
    zone = when.start.tzinfo if isinstance(when.start, datetime.datetime) else None
    known = each.occasion if each.occasion and names.shows(each.occasion.about) else None
    return shapes.Happening(
        address=str(event.about), title=names.line(event.title), start=when.start.isoformat(), end=when.end.isoformat(),
        all_day=when.all_day, zone=str(getattr(zone, "key", None) or zone) if zone else None, status=each.status,
        place=names.line((known and known.place) or when.place or event.place), moved_from=when.original if when.moved else None,
        audience=names.refs(audience), url=names.url(known.about if known else event.about),
    )  # fmt: skip


def dues(now: Joined, names: Names) -> shapes.Dues:
    """Return everything that is to be done by a day."""
    return shapes.Dues(now.today, tuple(
        shapes.Due(
            on=each.on, about=str(each.about), text=names.text(each.text), who=names.ref(each.who), what=cast(Any, each.what),
            late=each.late, url=names.url(each.about),
        )
        for each in now.dues if names.shows(each.about)
    ))  # fmt: skip


def attentions(now: Joined, names: Names) -> shapes.Attentions:
    """Return what needs somebody's attention; what belongs to an unpublished forum names it, and is left out."""
    return shapes.Attentions(now.today, tuple(
        shapes.Attention(
            about=str(each.about), matter=each.matter, why=names.line(each.why), step=names.line(each.step), since=each.since,
            forum=names.ref(each.forum), url=names.url(each.about),
        )
        for each in now.attentions if names.leaves(each) and (each.forum is None or names.shows(each.forum))
    ))  # fmt: skip


def findings(now: Joined, names: Names, shown: Iterable[Finding]) -> shapes.Findings:
    """Return the findings in published records that name nothing unpublished."""
    hidden = "|".join(re.escape(word) for word in sorted(_hidden(names)))
    secret = re.compile(rf"(?<!\w)(?:{hidden})(?!\w)") if hidden else None
    open_files = {
        names.hub.origin(document.path)
        for address, whole in names.hub.documents.items() if names.shows(address)
        for document in (whole, *whole.fragments)
    }  # fmt: skip
    return shapes.Findings(now.today, tuple(
        shapes.Finding(each.rule, cast(Any, each.level.value), names.line(each.message), names.line(each.hint),
                       each.place.path, each.place.line, each.place.column)
        for each in shown
        if each.place.path in open_files and not (secret and secret.search(f"{each.message} {each.hint}"))
    ))  # fmt: skip


def _hidden(names: Names) -> Iterator[str]:
    for address in names.hub.documents:
        if not names.shows(address):
            yield address.id
            if (record := names.hub.records.get(address)) is not None:
                yield str(record.label)


def changes(now: Joined, names: Names) -> shapes.Changes:
    """Return what has changed, the newest first."""
    found = sorted(
        (each for each in now.facts.of(Change) if each.on <= now.today and names.leaves(each)),
        key=newest_first,
    )
    return shapes.Changes(now.today, tuple(
        shapes.Change(
            about=str(each.about), title=names.label(each.about.record), on=each.on, what=names.text(each.what),
            version=str(each.version) if each.version else None, cause=names.ref(each.cause), url=names.url(each.about),
        )
        for each in found
    ))  # fmt: skip


def progress(now: Joined, names: Names) -> shapes.AllProgress:
    """Return how far groups are with what they were given, and people with what they do of their own."""
    given = [each for each in now.assigned if names.leaves(each.assignment) and names.shows(each.group.about)]
    assigned = {each.assignment.about for each in given}
    rest = (each for each in now.facts.of(Progress) if each.about not in assigned and names.leaves(each))
    return shapes.AllProgress(now.today, (
        *(
            shapes.Progress(
                about=str(one.assignment.about), title=names.label(one.assignment.about), within=names.ref(one.assignment.within),
                who=names.ref(one.group.about), done=one.done, all=one.assignment.of, expected=one.meant,
                on=one.progress.on if one.progress else None, due=one.assignment.due,
                url=names.url(one.progress.source if one.progress else one.assignment.about),
            )
            for one in given
        ),
        *(
            shapes.Progress(
                about=str(each.about), title=names.label(each.about), within=None, who=names.ref(each.who), done=each.done,
                all=each.of, expected=True, on=each.on, due=None, url=names.url(each.source),
            )
            for each in rest
        ),
    ))  # fmt: skip


def observations(now: Joined, names: Names) -> shapes.Observations:
    """Return what people noticed: what is open first, by day."""
    found = sorted(
        (each for each in now.facts.of(Observation) if names.leaves(each)),
        key=unclosed_first,
    )
    return shapes.Observations(now.today, tuple(
        shapes.Observation(
            address=str(each.about), text=names.text(each.text), on=each.on, of=names.refs(each.of), state=each.state,
            severity=each.severity or None, owner=names.ref(each.owner), waits=each.waits, days_open=each.days_open(now.today),
            closed=each.closed, outcome=names.text(each.outcome), forum=names.ref(each.forum), url=names.url(each.about),
        )
        for each in found
    ))  # fmt: skip
