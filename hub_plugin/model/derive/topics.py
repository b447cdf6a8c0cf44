"""What the next agenda of a forum should hold, each item with its reason."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive.dues import Due
from hub_plugin.model.facts import Attention, Facts, Settings, Task
from hub_plugin.model.texts import Message, say

AHEAD = datetime.timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Topic:
    """One proposed agenda item: what it is about, why it is proposed, since when, and the one next step if there is one."""

    about: Address
    reason: Message
    since: datetime.date | None
    step: Message | None = None


def topics(
    facts: Facts, noticed: Iterable[Attention], coming: Iterable[Due], settings: Settings, today: datetime.date
) -> dict[Address, list[Topic]]:
    """Return forum → topics. What belongs to no forum goes to the hub's steering meeting, if it names one."""
    found: dict[Address, dict[Topic, None]] = defaultdict(dict)
    for each in noticed:
        forum = each.forum or settings.steering
        if forum is not None:
            found[forum][Topic(each.about, each.why, each.since, each.step)] = None
    forums = {task.about: task.forum for task in facts.of(Task)}
    for due in coming:
        if due.late or due.on > today + AHEAD or due.what == "answer":
            continue
        forum = forums.get(due.about) or settings.steering
        if forum is not None:
            reason = say("Due on {day}: {task}", day=due.on, task=due.text) if due.what == "task" else say(
                "An exemption ends on {day}: {task}", day=due.on, task=due.text)  # fmt: skip
            found[forum][Topic(due.about, reason, due.on)] = None
    return {forum: list(each) for forum, each in found.items()}
