"""What time and silence made: joined from facts, shown on the site and by `coehub status`, never failing a build."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive.assignments import late as late_assignments
from hub_plugin.model.derive.clashes import Clash, near
from hub_plugin.model.derive.obligations import Obligation, State, Unit
from hub_plugin.model.derive.reviews import reviews
from hub_plugin.model.derive.seats import seats
from hub_plugin.model.derive.standings import Standings
from hub_plugin.model.facts import Answer, Attention, Decision, Edge, Ended, Facts, Group, Review, Seat, Task
from hub_plugin.model.groups import Reach
from hub_plugin.model.happened import not_come
from hub_plugin.model.measures import Aim, CheckIn, Measure
from hub_plugin.model.texts import say, say_many

PATIENCE = datetime.timedelta(days=28)  # within which something should follow from a decision
_NO_CONSEQUENCE = frozenset(["mentions", "supersedes"])


def attentions(
    facts: Facts, owed: Sequence[Obligation], clashing: Sequence[Clash], today: datetime.date,
    figures: Iterable[tuple[str, Attention]] = (),
) -> tuple[Attention, ...]:  # fmt: skip
    """Return everything that needs attention: who is missing, what is late, what clashes, what is to be looked at again.

    Args:
        facts: what kinds stated; their own attentions are among the result, each with the matter that its kind gave it.
        owed: the obligations as of ``today``.
        clashing: what is at the same time.
        today: the day to look from.
        figures: what measures and aims ask, each with its matter.
    """
    missing = [*_vacant(facts, today), *_ownerless(facts, today), *_silent(facts, owed, today)]
    late = [*_ended_exemptions(facts, owed), *_to_confirm(facts, owed), *_without_follow_up(facts, today),
            *late_assignments(facts, today)]  # fmt: skip
    review = [*_single(facts, today), *reviews(facts, today), *_foretold(facts, today)]
    sorts = {"missing": missing, "late": late, "clash": [], "review": review}
    rated = (*facts.of(Attention), *_left_undone(facts, today), *Standings(facts, today).attentions(today))
    for matter, each in (*((each.matter, each) for each in rated), *figures):
        sorts[matter].append(each)
    for found in sorts.values():
        found.sort(key=_standing)
    sorts["clash"] = [*near(clashing, today)]  # by day
    return tuple(replace(each, matter=matter) for matter, found in sorts.items() for each in found)


def _standing(each: Attention) -> tuple[datetime.date, Address, str]:
    return (each.since or datetime.date.max, each.about, str(each.why))


def gone(facts: Facts, today: datetime.date) -> dict[Address, Ended]:
    """Return the people and teams that are no longer there."""
    return {each.about: each for each in facts.of(Ended) if each.on < today}


def _vacant(facts: Facts, today: datetime.date) -> Iterator[Attention]:
    left = gone(facts, today)
    names = {group.about: group.title for group in facts.of(Group)}
    for seat in seats(facts, today):
        if not seat.required:
            continue
        if not seat.holders and seat.group is not None:
            why = say("{team} has nobody for the role {role}", team=names[seat.group], role=seat.title)
            yield Attention(
                about=seat.group, source=seat.group, why=why, step=say("write the name under 'roles' of the team")
            )
        elif not seat.holders:
            before = facts.about(seat.about, Seat)[0].holders
            since = max((left[each].on for each in before if each in left), default=None)
            why, step = say("{role} is vacant", role=seat.title), say("find somebody to hold it")
            if before and seat.until and seat.until < today:
                why = say("{role}: the term of {people} ended on {day}", role=seat.title, people=before, day=seat.until)
                step, since = say("prolong it, or name somebody else"), seat.until
            yield Attention(about=seat.about, source=seat.source, why=why, step=step, since=since)


def _single(facts: Facts, today: datetime.date) -> Iterator[Attention]:
    for seat in seats(facts, today):
        if seat.required and seat.group is None and len(seat.holders) == 1 and not seat.deputies:
            why = say("{role} rests on one person", role=seat.title)
            yield Attention(about=seat.about, source=seat.source, why=why, step=say("name a deputy"))


def _ownerless(facts: Facts, today: datetime.date) -> Iterator[Attention]:
    left = gone(facts, today)
    owners: dict[Address, list[Address]] = defaultdict(list)
    for edge in facts.of(Edge):
        if edge.means == "owned by":
            owners[edge.about].append(edge.to)
    posts = {seat.about for seat in facts.of(Seat)}
    held = {seat.about for seat in seats(facts, today) if seat.holders}
    for review in facts.of(Review):
        mine = owners.get(review.about, [])
        step = say("name a new owner")
        if not mine:
            why = say("{thing} has no owner", thing=review.title)
            yield Attention(about=review.about, source=review.source, why=why, step=say("name an owner"))
        elif all(each in left for each in mine):
            why = say("The owner of {thing} has left", thing=review.title)
            yield Attention(
                about=review.about, source=review.source, why=why, step=step, since=max(left[each].on for each in mine)
            )
        elif all(each in posts and each not in held for each in mine):
            why = say("{thing} belongs to a role that nobody holds", thing=review.title)
            yield Attention(
                about=review.about, source=review.source, why=why, step=say("fill the role, or name another owner")
            )


def _silent(facts: Facts, owed: Iterable[Obligation], today: datetime.date) -> Iterator[Attention]:
    answering = {answer.group for answer in facts.of(Answer)}
    asked = {each.unit.group for each in owed if each.ask.level == "must"}
    for group in Reach(facts.of(Group), today).present:
        if group.about in asked and group.about not in answering:
            why = say("{team} has not answered anything yet", team=group.title)
            yield Attention(
                about=group.about,
                source=group.source,
                why=why,
                step=say("ask how it can be helped"),
                since=group.joined,
            )


def _ended_exemptions(facts: Facts, owed: Iterable[Obligation]) -> Iterator[Attention]:
    for each in owed:
        if each.state is State.EXEMPT and each.counts is State.NOT_MET and each.answer is not None:
            why = say(
                "{team}: the exemption from “{item}” has ended", team=_name(facts, each.unit), item=each.ask.title
            )
            yield Attention(about=each.unit.group, source=each.answer.source, route=each.answer.route, why=why,
                            step=say("meet it, or decide again"), since=each.answer.until)  # fmt: skip


def _to_confirm(facts: Facts, owed: Iterable[Obligation]) -> Iterator[Attention]:
    waiting: dict[Unit, list[Obligation]] = defaultdict(list)
    for each in owed:
        if each.state is State.CONFIRM:
            waiting[each.unit].append(each)
    for unit, items in waiting.items():
        why = say_many(
            "{team}: {number} answer to confirm, because the requirement changed",
            "{team}: {number} answers to confirm, because the requirement changed",
            team=_name(facts, unit),
            number=len(items),
        )
        answer = items[0].answer
        source = answer.source if answer else unit.group
        yield Attention(about=unit.group, source=source, why=why, step=say("read what changed and confirm"))


def _left_undone(facts: Facts, today: datetime.date) -> Iterator[Attention]:
    """Yield the open tasks whose day has passed, and those of people and teams that have left."""
    left = gone(facts, today)
    for task in filter(lambda each: each.open, facts.of(Task)):
        ended = left.get(task.owner) if task.owner else None
        late = task.due is not None and task.due < today
        if not late and ended is None:
            continue
        why = say("Overdue: {task}", task=task.text) if late else say("Its owner has left: {task}", task=task.text)
        step = say("give it to somebody else") if ended else say("finish it, or set a new date")
        since = task.due if late or ended is None else ended.on
        yield Attention(about=task.about, source=task.source, route=task.route, why=why, step=step, since=since, forum=task.forum,
                        matter="late" if late else "missing")  # fmt: skip


def _foretold(facts: Facts, today: datetime.date) -> Iterator[Attention]:
    """Yield the values, and what is said of them, of periods that have not begun."""
    titles = {each.about: each.title for each in facts.of(Measure)} | {each.about: each.title for each in facts.of(Aim)}
    for said in facts.of(CheckIn):
        if said.first > today:
            yield not_come(said.of, said.source, said.route, str(said.route[0]), titles.get(said.of, ""), said.first)
    for measure in facts.of(Measure):
        for value in measure.values:
            if value.first > today:
                yield not_come(measure.about, measure.source, value.route, "data", measure.title, value.first)


def _without_follow_up(facts: Facts, today: datetime.date) -> Iterator[Attention]:
    """Yield the decisions from which nothing has followed: they affect nothing, nothing refers to them, no check is planned."""
    known = {each.to for each in facts.of(Edge) if each.source != each.to.record and each.means not in _NO_CONSEQUENCE}
    for each in facts.of(Decision):
        followed = each.affects or each.checks or each.about in known
        if each.status == "accepted" and not followed and each.on + PATIENCE < today:
            why = say("Nothing has followed from the decision “{decision}”", decision=each.text)
            step = say("write what it affects, or when it is looked at again")
            yield Attention(
                about=each.about,
                source=each.source,
                route=each.route,
                why=why,
                step=step,
                since=each.on,
                forum=each.forum,
            )


def _name(facts: Facts, unit: Unit) -> str:
    """Return what people call a unit: the group's name, and the product's id if it is one."""
    title = next((group.title for group in facts.about(unit.group, Group)), unit.group.id)
    return f"{title} / {unit.called}" if unit.product else title
