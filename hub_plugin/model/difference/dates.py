"""Dates that move: what people do by a day, and what takes place on one."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.difference.records import Records
from hub_plugin.model.difference.sides import Side

AHEAD = datetime.timedelta(days=366)
Moment = datetime.date | datetime.datetime


@dataclass(frozen=True)
class Moved:
    """Something that has other dates now.

    Args:
        about: the task or the event.
        title: what it is.
        what: ``due`` or ``event``.
        who: whose due it is.
        gone, come: the dates that it has no more, and those that it has now.
    """

    about: Address
    title: str
    what: str
    who: tuple[Address, ...]
    gone: tuple[Moment, ...]
    come: tuple[Moment, ...]


def moved(before: Side, after: Side, records: Records) -> Iterator[Moved]:
    """Yield the dues of tasks and exemptions that moved, then the events of the coming year; obligations tell theirs."""
    assert before.now is not None
    assert after.now is not None
    was, now = _dues(before.now, records), _dues(after.now, None)
    shifts: dict[tuple[Address, str, Moment, Moment], list[Address]] = defaultdict(list)
    for key in sorted(was.keys() & now.keys()):
        if was[key][0] != now[key][0]:
            shifts[key[0], now[key][1], was[key][0], now[key][0]].append(key[1])
    for (about, title, old, new), people in shifts.items():
        who = tuple(each for each in people if each != about)
        yield Moved(about, title, "due", who, (old,), (new,))
    yield from _events(before.now, after.now, records)


def _dues(joined: Joined, records: Records | None) -> dict[tuple[Address, Address], tuple[datetime.date, str]]:
    found: dict[tuple[Address, Address], tuple[datetime.date, str]] = {}
    for due in joined.dues:
        if due.what != "answer":
            about, who = due.about, due.who or due.about
            key = (records.present(about), records.present(who)) if records else (about, who)
            found.setdefault(key, (due.on, str(due.text)))
    return found


def _events(before: Joined, after: Joined, records: Records) -> Iterator[Moved]:
    was, titles = _moments(before, records)
    now, new_titles = _moments(after, None)
    for about in sorted(was.keys() | now.keys()):
        gone = sorted(was.get(about, set()) - now.get(about, set()), key=str)
        come = sorted(now.get(about, set()) - was.get(about, set()), key=str)
        if gone or come:
            yield Moved(about, new_titles.get(about) or titles[about], "event", (), tuple(gone), tuple(come))


def _moments(joined: Joined, records: Records | None) -> tuple[dict[Address, set[Moment]], dict[Address, str]]:
    found: dict[Address, set[Moment]] = defaultdict(set)
    titles: dict[Address, str] = {}
    for each in joined.happenings(joined.today, joined.today + AHEAD):
        about = records.present(each.event.about) if records else each.event.about
        titles.setdefault(about, str(each.event.title))
        if each.status != "cancelled":
            found[about].add(each.when.start)
    return found, titles
