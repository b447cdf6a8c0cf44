"""What an assessment states: a rating for each dimension of which it says anything, and its next steps."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.maturity.assessment import EVERY, Assessment, Target
from hub_plugin.kinds.maturity.record import NOT_APPLICABLE, Dimension, Maturity
from hub_plugin.kinds.maturity.scoring import ZERO, position
from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Fact, Task
from hub_plugin.model.findings import Route
from hub_plugin.model.hub import Hub
from hub_plugin.model.ratings import Rating, Said


def state(record: Assessment, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield the facts of one assessment."""
    here = record.address
    for name, step in record.next_steps.items():
        yield Task(
            about=here.at(name), source=here, route=("next_steps", name), text=step.text,
            owner=step.owner.to if step.owner else None, due=step.due, state=step.status, done_on=step.done_on,
        )  # fmt: skip
    model = model_of(record, hub)
    if model is None or record.date is None:
        return
    for _, above, dimension in model.leaves():
        rating = _rating(record, hub, model, dimension, [each.id for each in above], record.date)
        if rating is not None:
            yield rating


def model_of(record: Assessment, hub: Hub) -> Maturity | None:
    """Return the model that an assessment is made with, or None."""
    found = hub.get(hub.index.present(Address("maturity", record.model)))
    return found if isinstance(found, Maturity) else None


def said_of(record: Assessment, hub: Hub, model: Maturity) -> dict[str, str]:
    """Return what was answered: the present id of each criterion → the key under which it is written."""
    return {hub.index.present(model.address.at(name)).part: name for name in record.answers}


def place_by_answers(
    record: Assessment, hub: Hub, model: Maturity, dimension: Dimension, day: datetime.date
) -> tuple[int, tuple[Said, ...], list[list[Said]]]:
    """Return how many criteria a dimension asks on a day, what is said of them, and the same level by level."""
    keys, grades = said_of(record, hub, model), model.grades
    asked, levels = 0, []
    for name, _ in model.rungs(dimension):
        cell = dimension.levels.get(name)
        criteria = [each for each in cell.criteria.values() if each.asked_on(day)] if cell else []
        asked += len(criteria)
        level = []
        for criterion in criteria:
            given = record.answers.get(keys.get(criterion.id, ""))
            word = given.answer if given else ""
            counts = None if word == NOT_APPLICABLE else grades.get(word, ZERO)
            level.append(Said(model.address.at(criterion.id), word, counts))
        levels.append(level)
    return asked, tuple(each for level in levels for each in level if each.word), levels


def _rating(
    record: Assessment, hub: Hub, model: Maturity, dimension: Dimension, above: list[str], day: datetime.date
) -> Rating | None:
    asked, said, levels = place_by_answers(record, hub, model, dimension, day)
    names = [name for name, _ in model.rungs(dimension)]
    key, stated = next(
        (
            (key, each)
            for key, each in record.ratings.items()
            if hub.index.present(model.address.at(key)).part == dimension.id
        ),
        ("", None),
    )
    target = target_of(record, hub, model, [dimension.id, *reversed(above)])
    at = None
    if stated is not None and stated.level in names:
        at = ZERO + names.index(stated.level) + 1
    elif said:
        at = position(
            [[each.counts for each in level if each.counts is not None] for level in levels], model.score, model.enough
        )
    wanted = names.index(target.level) + 1 if target is not None and target.level in names else None
    if at is None and wanted is None:
        return None
    route: Route = ("ratings", key) if stated is not None else _route_of(said, record, hub, model)
    return Rating(
        about=model.address.at(dimension.id), source=record.address, route=route, group=hub.index.present(Address("team", record.team)),
        survey=model.address, on=day, position=at, stated=stated is not None, asked=asked, said=said,
        why=(stated.why if stated else None) or "", evidence=tuple(str(each) for each in stated.evidence) if stated else (),
        target=wanted, by=(target.by or record.target_by) if target is not None and wanted is not None else None,
    )  # fmt: skip


def target_of(record: Assessment, hub: Hub, model: Maturity, ids: list[str]) -> Target | None:
    """Return the target of a dimension: its own, else that of the heading above it, else the one for all."""
    present = {hub.index.present(model.address.at(key)).part: each for key, each in record.target_level.items()}
    return next((present[name] for name in ids if name in present), record.target_level.get(EVERY))


def _route_of(said: tuple[Said, ...], record: Assessment, hub: Hub, model: Maturity) -> Route:
    keys = said_of(record, hub, model)
    return ("answers", keys[said[0].about.part]) if said else ("target_level",)
