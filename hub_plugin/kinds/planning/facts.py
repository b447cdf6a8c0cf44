"""What a series and its worksheets state: what teams are to work through, and what the centre prepares itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TypeVar

from hub_plugin.kinds.planning.record import Planning, Worksheet
from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Fact
from hub_plugin.model.facts_of_work import Assignment
from hub_plugin.model.heads import scope_of
from hub_plugin.model.hub import Hub
from hub_plugin.model.statements import review
from hub_plugin.model.steps import Step, tasks
from hub_plugin.model.texts import say

S = TypeVar("S", bound=Step)


def state(record: Planning, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """State when the series was last read through."""
    yield from review(record, goes_on(record, today))


def state_worksheet(record: Worksheet, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """State the worksheet as an assignment, and the lines of its table that somebody of the centre does."""
    series = hub.get(record.series)
    if isinstance(series, Planning) and goes_on(series, today) and record.pieces:
        yield Assignment(
            about=record.address, source=record.address, title=record.title, within=series.address, scope=scope_of(series.audience),
            of=len(record.pieces), due=record.due, forum=forum_of(series),
        )  # fmt: skip
    given = still_done({name: step for name, step in record.prepare.items() if step.owner is not None}, series, today)
    texts = {name: say("{sheet}: {line}", sheet=record.title, line=step.text) for name, step in given.items()}
    yield from tasks(record, "prepare", given, texts, forum_of(series))


def goes_on(series: Planning, today: datetime.date) -> bool:
    """Tell whether teams still work through a series."""
    return series.ended is None or series.ended >= today


def still_done(lines: Mapping[str, S], series: object, today: datetime.date) -> dict[str, S]:
    """Return the lines of a table that somebody does or has done: in a series that has ended, nobody does an open one."""
    goes = not isinstance(series, Planning) or goes_on(series, today)
    return {name: line for name, line in lines.items() if goes or line.state != "open"}


def forum_of(series: object) -> Address | None:
    """Return the meeting series in which a planning series is talked about."""
    return series.meeting.to if isinstance(series, Planning) and series.meeting else None
