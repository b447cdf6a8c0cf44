"""What an assessment states: a rating for each dimension of which it says anything, and its next steps."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from hub_plugin.kinds.maturity.assessment import EVERY, Assessment, Target
from hub_plugin.kinds.maturity.record import NOT_APPLICABLE, Dimension, Maturity
from hub_plugin.kinds.maturity.scoring import ZERO, position
from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Change, Fact, Task
from hub_plugin.model.findings import Route
from hub_plugin.model.hub import Hub
from hub_plugin.model.ratings import Rating, Said


def state(record: Assessment, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one assessment."""
    here = record.address
    for name, step in record.next_steps.items():
        yield Task(
            about=here.at(name), source=here, route=("next_steps", name), text=step.text,
            owner=step.owner.to if step.owner else None, due=step.due, state=step.state, done_on=step.done_on,
        )  # fmt: skip
    model = model_of(record, hub)
    if model is None or record.date is None:
        return
    yield Change(about=here, source=here, on=record.date, what=record.called or record.label)
    keys, stated, targets = (
        present_ids(each, hub, model) for each in (record.answers, record.ratings, record.target_level)
    )
    for _, above, dimension in model.leaves():
        headings = [each.id for each in reversed(above)]
        aim = next((targets[name] for name in (dimension.id, *headings) if name in targets), EVERY)
        rating = _rating(
            record, hub, model, dimension, keys, stated.get(dimension.id, ""), record.target_level.get(aim)
        )
        if rating is not None:
            yield rating


def model_of(record: Assessment, hub: Hub) -> Maturity | None:
    """Return the model that an assessment is made with, or None."""
    found = hub.get(hub.index.present(Address("maturity", record.model)))
    return found if isinstance(found, Maturity) else None


def present_ids(written: Iterable[str], hub: Hub, model: Maturity) -> dict[str, str]:
    """Return the present id of each criterion or dimension → the key under which an assessment names it."""
    return {hub.index.present(model.address.at(name)).part: name for name in written}


def levels_said(
    record: Assessment, model: Maturity, dimension: Dimension, keys: Mapping[str, str], day: datetime.date
) -> list[list[Said]]:
    """Return what is said of each criterion that a dimension asks on a day, level by level; no word: no answer.

    ``keys`` says under which key each criterion is answered.
    """
    grades, levels = model.grades, []
    for name, _ in model.rungs(dimension):
        cell = dimension.levels.get(name)
        level = []
        for criterion in cell.criteria.values() if cell else ():
            if criterion.asked_on(day):
                given = record.answers.get(keys.get(criterion.id, ""))
                word = given.answer if given else ""
                counts = None if word == NOT_APPLICABLE else grades.get(word, ZERO)
                level.append(Said(model.address.at(criterion.id), word, counts))
        levels.append(level)
    return levels


def _rating(
    record: Assessment,
    hub: Hub,
    model: Maturity,
    dimension: Dimension,
    keys: Mapping[str, str],
    key: str,
    aim: Target | None,
) -> Rating | None:
    assert record.date is not None
    levels = levels_said(record, model, dimension, keys, record.date)
    said = tuple(each for level in levels for each in level if each.word)
    names = [name for name, _ in model.rungs(dimension)]
    stated = record.ratings.get(key)
    at = None
    if stated is not None and stated.level in names:
        at = ZERO + names.index(stated.level) + 1
    elif said:
        counts = [[each.counts for each in level if each.counts is not None] for level in levels]
        at = position(counts, model.score, model.enough)
    wanted = names.index(aim.level) + 1 if aim is not None and aim.level in names else None
    if at is None and wanted is None:
        return None
    route: Route = ("ratings", key) if stated else ("answers", keys[said[0].about.part]) if said else ("target_level",)
    return Rating(
        about=model.address.at(dimension.id), source=record.address, route=route, group=hub.index.present(Address("team", record.team)),
        survey=model.address, on=record.date, position=at, stated=stated is not None, asked=sum(map(len, levels)), said=said,
        why=(stated.why if stated else None) or "", evidence=tuple(str(each) for each in stated.evidence) if stated else (),
        target=wanted, by=(aim.by or record.target_by) if aim is not None and wanted is not None else None,
    )  # fmt: skip
