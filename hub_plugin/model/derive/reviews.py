"""What to look at again, each with its cause: not by date alone."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Answer, Ask, Attention, Change, Decision, Edge, Facts, Group, Review, Settings
from hub_plugin.model.texts import say

# Links whose far end matters to what is written at the near end.
_LEANS_ON = frozenset({"supports", "is helped by", "needs", "pushes"})


def reviews(facts: Facts, today: datetime.date) -> Iterator[Attention]:
    """Yield what should be read again: long unreviewed, or what it leans on has moved on, or its decision no longer holds, or a
    team that answers finds it unclear."""
    leans: dict[Address, list[Edge]] = defaultdict(list)
    for edge in facts.of(Edge):
        leans[edge.source].append(edge)
    titles = {review.about: review.title for review in facts.of(Review)}
    moved = _latest(facts, today)
    replaced = {edge.about: edge.to for edge in facts.of(Edge) if edge.means == "replaced by" and not edge.about.part}
    superseded = {each.about: each for each in facts.of(Decision) if each.status == "superseded"}
    usual = dict(facts.of(Settings)[0].review_every)
    step = say("read it through and note the day")
    for review in facts.of(Review):
        every = review.every or usual.get(review.about.kind)
        if review.last is None:
            continue
        if every is not None and (due := every.after(review.last)) < today:
            why = say("{thing} has not been reviewed since {day}", thing=review.title, day=review.last)
            yield Attention(about=review.about, source=review.source, why=why, step=step, since=due)
        seen: set[Address] = set()
        for edge in leans[review.about]:
            target = edge.to.record
            change = moved.get(target)
            if target in seen or target == review.about or change is None or change.on <= review.last:
                continue
            if edge.means in _LEANS_ON:
                seen.add(target)
                why = say("{thing} leans on {other}, which has a new version since {day}", thing=review.title,
                          other=titles.get(target, target.id), day=change.on)  # fmt: skip
                yield Attention(
                    about=review.about, source=review.source, route=edge.route, why=why, step=step, since=change.on
                )
        for target in dict.fromkeys(edge.to.record for edge in leans[review.about] if edge.means in _LEANS_ON):
            if target in replaced and target != review.about and replaced[target].record != review.about:
                why = say("{thing} leans on {other}, which is replaced by {new}", thing=review.title,
                          other=titles.get(target, target.id), new=titles.get(replaced[target].record, replaced[target].id))  # fmt: skip
                yield Attention(about=review.about, source=review.source, why=why, step=say("link to what replaces it"))
        for edge in leans[review.about]:
            if edge.means == "decided in" and edge.route[:1] == ("decided_in",) and edge.to in superseded:
                why = say("The decision behind {thing} no longer holds", thing=review.title)
                step_ = say("look at the decision that replaced it")
                yield Attention(about=review.about, source=review.source, route=edge.route, why=why, step=step_)

    yield from _unclear(facts)


def _unclear(facts: Facts) -> Iterator[Attention]:
    """Yield what teams find unclear, until the owner has read it through since they said so."""
    read = {review.about: review.last for review in facts.of(Review)}
    asks = {ask.about: ask for ask in facts.of(Ask)}
    names = {group.about: group.title for group in facts.of(Group)}
    step = say("say it more clearly, then note the day of the review")
    for answer in facts.of(Answer):
        on, last, ask = answer.since or answer.dated, read.get(answer.about.record), asks.get(answer.about)
        if not answer.unclear or ask is None or (on is not None and last is not None and on < last):
            continue
        why = say("{team} finds “{item}” unclear: {words}", team=names.get(answer.group, answer.group.id), item=ask.title,
                  words=answer.unclear)  # fmt: skip
        yield Attention(about=answer.about, source=answer.source, route=answer.route, why=why, step=step, since=on)


def _latest(facts: Facts, today: datetime.date) -> dict[Address, Change]:
    """Return the newest version of each resource whose day has come."""
    found: dict[Address, Change] = {}
    for change in facts.of(Change):
        if (
            change.version is not None
            and change.on <= today
            and (change.about not in found or found[change.about].on < change.on)
        ):
            found[change.about] = change
    return found
