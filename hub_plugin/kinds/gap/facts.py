"""What a gap states: the observation, what is to be done about it, and that it has waited too long."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from hub_plugin.kinds.gap.record import PLAN_WITHIN, Gap, later
from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Attention, Change, Fact, Task
from hub_plugin.model.facts_of_work import Observation
from hub_plugin.model.happened import come
from hub_plugin.model.hub import Hub
from hub_plugin.model.statements import review, wholes
from hub_plugin.model.steps import tasks
from hub_plugin.model.texts import say


def state(record: Gap, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one gap."""
    here = record.address
    closed, state = come(record.closed, today), record.state(today)
    yield from review(record, closed is None)
    yield from wholes(record, record.against)
    told = [link.to for link in record.raised.with_ if link.to] if record.raised else []
    forum = next((each for each in told if each.kind == "meeting"), None)
    yield Observation(
        about=here, source=here, text=record.title, on=record.found_on, of=tuple(link.to for link in record.against if link.to),
        state=state, severity=record.severity, owner=next((link.to for link in record.owner), None),
        waits=state in ("found", "raised"), closed=closed, outcome=record.result or "", forum=forum,
    )  # fmt: skip
    yield from tasks(record, "plan", record.plan, {name: step.text for name, step in record.plan.items()}, forum)
    if record.raised is not None:
        done = record.answer is not None
        asked = "done" if done else "dropped" if closed else "open"
        yield Task(about=here, source=here, route=("raised",), text=say("Answer the gap “{gap}”", gap=record.title),
                   owner=_who_answers(record, told, forum, hub),
                   due=record.to_answer, state=asked, done_on=record.answer.date if record.answer else None, forum=forum)  # fmt: skip
    if record.closed is not None:
        yield Change(about=here, source=here, route=("closed",), on=record.closed, what=record.title)
    elif state == "found" and record.to_raise < today:
        why = say("{gap}: found and raised with nobody", gap=record.title)
        step = say("raise it with leadership, or close it and say why")
        yield Attention(about=here, source=here, why=why, step=step, since=record.to_raise)
    elif (
        state == "answered" and record.answer and record.answer.date and later(record.answer.date, PLAN_WITHIN) < today
    ):
        why = say("{gap}: answered, and nobody has planned what to do", gap=record.title)
        since = later(record.answer.date, PLAN_WITHIN)
        yield Attention(
            about=here, source=here, why=why, step=say("write the plan, or close it"), since=since, forum=forum
        )
    elif state == "planned" and all(step.state != "open" for step in record.plan.values()):
        why = say("{gap}: the plan is done, and the gap is still open", gap=record.title)
        last = max((step.done_on for step in record.plan.values() if step.done_on), default=None)
        yield Attention(
            about=here, source=here, why=why, step=say("close it, or plan further"), since=last, forum=forum
        )


def _who_answers(record: Gap, told: Sequence[Address], forum: Address | None, hub: Hub) -> Address | None:
    """Return who gave the answer, else who was told, else who chairs or owns the meeting series that was."""
    gave = [link.to for link in record.answer.by if link.to] if record.answer else []
    runs = [edge.to for means in ("chaired by", "owned by") for edge in (hub.out(forum, means) if forum else ())]
    return next((each for each in (*gave, *told, *runs) if each.kind != "meeting"), None)
