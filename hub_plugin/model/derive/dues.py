"""Everything that somebody is to do by a day: obligations, tasks, exemptions that end."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive.obligations import Obligation, State
from hub_plugin.model.facts import Facts, Task
from hub_plugin.model.texts import Message


@dataclass(frozen=True, slots=True)
class Due:
    """One thing, its day, and who is to do it.

    Args:
        on: the day (included).
        about: the item or task.
        text: what it is.
        who: the team or person; None: nobody is named.
        what: ``answer``, ``exemption`` or ``task``.
        late: its day has passed.
    """

    on: datetime.date
    about: Address
    text: str | Message
    who: Address | None
    what: str
    late: bool = False


def dues(facts: Facts, owed: Iterable[Obligation], today: datetime.date) -> tuple[Due, ...]:
    """Return all dues by day, then by what they are about."""
    found: list[Due] = []
    for each in owed:
        if each.due is None:
            continue
        if each.state is State.EXEMPT and each.counts is State.EXEMPT:
            found.append(Due(each.due, each.ask.about, each.ask.title, each.unit.group, "exemption"))
        elif each.owed:
            found.append(Due(each.due, each.ask.about, each.ask.title, each.unit.group, "answer", each.due < today))
    found.extend(
        Due(task.due, task.about, task.text, task.owner, "task", task.due < today)
        for task in facts.of(Task)
        if task.open and task.due is not None
    )
    return tuple(sorted(found, key=lambda due: (due.on, due.what, due.about, due.who or due.about)))


def by_item(found: Iterable[Due]) -> dict[tuple[datetime.date, Address, str], list[Due]]:
    """Group dues that are one thing for many: the same item on the same day."""
    grouped: dict[tuple[datetime.date, Address, str], list[Due]] = defaultdict(list)
    for due in found:
        grouped[due.on, due.about, due.what].append(due)
    return grouped
