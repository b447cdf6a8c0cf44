"""What a goal states: the aim, its shares and signatures, what is said month by month, and where it stands on the ladder."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.goal.record import Goal, GoalState
from hub_plugin.model.addresses import Address
from hub_plugin.model.corrections import answered
from hub_plugin.model.facts import Attention, Fact
from hub_plugin.model.hub import Hub
from hub_plugin.model.measures import Aim, Rung, Share, Signature
from hub_plugin.model.milestones import milestone_tasks
from hub_plugin.model.occasions import Event
from hub_plugin.model.statements import review
from hub_plugin.model.texts import say

PATIENCE = datetime.timedelta(days=14)  # that a month's check-in may take
_DAY = datetime.timedelta(days=1)


def state(record: Goal, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one goal."""
    here, starts, is_open = record.address, hub.year_starts, record.status is GoalState.OPEN
    first, last = record.period.span(starts)
    owners = tuple(link.to for link in record.owner if link.to)
    measure = next((link.to for link in record.metric if link.to), None)
    yield from review(record, is_open)
    yield Rung(about=here, source=here, title=record.title, tier="goal", open=is_open)
    yield Aim(about=here, source=here, title=record.title, first=first, last=last, state=record.status.value, owners=owners,
              measure=measure, tolerance=record.tolerance.value if record.tolerance else None)  # fmt: skip
    yield from _shares(record, starts)
    for who, on in signatures(record, hub, today).items():
        yield Signature(about=here, source=here, route=("signed", who.id) if on else ("signed",), who=who, on=on)
    yield from milestone_tasks(record, record.milestones, is_open)
    for name, said in record.check_ins.items():
        parts = {who: number.value for who, number in (*said.by_team.items(), *said.by_person.items())}
        actual = said.actual.value if said.actual else None
        yield from answered(said, here, ("check_ins", name), here, measure, starts, actual, parts)
    if record.checked is not None and is_open:
        yield Event(about=here, source=here, route=("checked",), title=record.title, schedule=record.checked,
                    audience=tuple(record.by_team) or owners)  # fmt: skip
    if is_open and (month := _unchecked(record, first, last, starts, today)) is not None:
        why = say("{goal} has no check-in for the month until {day}", goal=record.title, day=month)
        step = say("write the figure, and what follows from it, under 'check_ins'")
        yield Attention(about=here, source=here, route=("check_ins",), why=why, step=step, since=month + PATIENCE)
    if is_open and last < today:
        why = say("{goal} is past its time", goal=record.title)
        step = say("say whether it was reached, or set a new period")
        yield Attention(about=here, source=here, route=("period",), why=why, step=step, since=last)


def _shares(record: Goal, starts: int) -> Iterator[Fact]:
    here = record.address
    for route, who, period, limit in record.limits():
        first, last = (period or record.period).span(starts)
        low, high = limit.numbers
        yield Share(about=here, source=here, route=route, first=first, last=last, who=who, low=low, high=high)


def signatures(record: Goal, hub: Hub, today: datetime.date) -> dict[Address, datetime.date | None]:
    """Return who is asked to sign and who has: the owner, people with a part, leads of teams with a part, and who signed besides.

    Who has left is not asked any more.
    """
    asked: dict[Address, datetime.date | None] = {}
    for address in (*(link.to for link in record.owner if link.to), *record.by_person, *record.by_team):
        people = [address] if address.kind == "person" else [edge.to for edge in hub.out(address, "led by", "held by")]
        there = (person for person in people if (getattr(hub.get(person), "left", None) or today) >= today)
        asked.update((person, None) for person in there if person.kind == "person")
    return {**asked, **record.signed}


def _unchecked(
    record: Goal, first: datetime.date, last: datetime.date, starts: int, today: datetime.date
) -> datetime.date | None:
    """Return the last day of the newest month that should have been checked and was not; a goal without a figure is not asked."""
    if not record.metric or record.target is None:
        return None
    newest = min((today - PATIENCE + _DAY).replace(day=1) - _DAY, last)
    spans = (said.period.span(starts) for said in record.check_ins.values())
    if newest < first or any(begun <= today and newest <= end for begun, end in spans):
        return None
    return newest
