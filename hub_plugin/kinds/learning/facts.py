"""What a learning states: the observation, what changed because of it, and that it has waited too long."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.learning.record import Learning
from hub_plugin.model.facts import Attention, Change, Fact
from hub_plugin.model.facts_of_work import Observation
from hub_plugin.model.hub import Hub
from hub_plugin.model.statements import wholes
from hub_plugin.model.texts import say


def state(record: Learning, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one learning."""
    here, outcome = record.address, record.outcome
    yield from wholes(record, record.about_)
    forum = record.meeting.to if record.meeting else None
    yield Observation(
        about=here, source=here, text=record.title, on=record.date, of=tuple(link.to for link in record.about_ if link.to),
        state=record.state, owner=next((link.to for link in record.by), None), waits=outcome is None,
        closed=outcome.date if outcome else None, outcome=outcome.text if outcome else "", forum=forum,
    )  # fmt: skip
    yield Change(about=here, source=here, route=("date",), on=record.date, what=record.title)
    if outcome is not None:
        cause = next((link.to for link in outcome.decided_in if link.to), None)
        yield Change(about=here, source=here, route=("outcome",), on=outcome.date, what=outcome.text, cause=cause)
    elif record.to_answer < today:
        why = say("Nobody has said what becomes of “{learning}”", learning=record.title)
        step = say("decide, then write 'outcome'")
        yield Attention(about=here, source=here, why=why, step=step, since=record.to_answer, forum=forum)
