"""What the next agenda of a forum should hold, each item with its reason."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive.dues import Due
from hub_plugin.model.facts import Attention, Facts, Settings, Task
from hub_plugin.model.facts_of_work import Assignment, Observation
from hub_plugin.model.routines import Postponed, Subject
from hub_plugin.model.texts import Message, say

AHEAD = datetime.timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Topic:
    """One proposed agenda item: what it is about, why it is proposed, since when, and the one next step if there is one.

    What was on an agenda before has a name: the one that it had there.
    """

    about: Address
    reason: Message
    since: datetime.date | None
    step: Message | None = None
    name: str = ""


def topics(
    facts: Facts, noticed: Iterable[Attention], coming: Iterable[Due], settings: Settings, today: datetime.date
) -> dict[Address, list[Topic]]:
    """Return forum → topics. What belongs to no forum goes to the hub's steering meeting, if it names one.

    What people observed and want an answer to comes first, then what a session postponed. What a coming agenda of the forum has
    something about is left out.
    """
    found: dict[Address, dict[Topic, None]] = defaultdict(dict)
    noticed = list(noticed)
    waiting = {each.about: each for each in facts.of(Observation) if each.waits}
    coming = [due for due in coming if not due.late and due.on <= today + AHEAD and due.what != "answer"]
    told = {each.about for each in noticed} | {due.about for due in coming}
    for one in waiting.values():
        forum = one.forum or settings.steering
        if forum is not None and one.about not in told:
            found[forum][Topic(one.about, say("Waits for an answer: {what}", what=one.text), one.on)] = None
    for back in facts.of(Postponed):
        if back.forum is not None:
            reason = say("Postponed on {day}: {topic}", day=back.on, topic=back.text)
            found[back.forum][Topic(back.about, reason, back.on, name=back.text)] = None
    for each in sorted(noticed, key=lambda each: each.about not in waiting):
        forum = each.forum or settings.steering
        if forum is not None:
            found[forum][Topic(each.about, each.why, each.since, each.step)] = None
    forums = {task.about: task.forum for task in facts.of(Task)}
    forums |= {given.about: given.forum for given in facts.of(Assignment)}
    for due in coming:
        forum = forums.get(due.about) or settings.steering
        if forum is not None:
            reason = say("Due on {day}: {task}", day=due.on, task=due.text) if due.what == "task" else say(
                "An exemption ends on {day}: {task}", day=due.on, task=due.text)  # fmt: skip
            found[forum][Topic(due.about, reason, due.on)] = None
    planned = {(each.forum, each.about) for each in facts.of(Subject)}
    left = {
        forum: [each for each in all_ if each.name or (forum, each.about) not in planned]
        for forum, all_ in found.items()
    }
    return {forum: _by_turns(each) for forum, each in left.items() if each}


def _by_turns(topics: Iterable[Topic]) -> list[Topic]:
    """Return topics so that every sort of reason has its turn before any has a second: an agenda is short."""
    sorts: dict[str, list[Topic]] = defaultdict(list)
    for each in topics:
        sorts[each.reason.sentence].append(each)
    return [each for turn in itertools.zip_longest(*sorts.values()) for each in turn if each is not None]
