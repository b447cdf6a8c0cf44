"""What can be wrong with the names in an assessment: its path, criteria, dimensions, levels."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from hub_plugin.kinds.maturity.assessment import EVERY, Assessment
from hub_plugin.kinds.maturity.assessment_facts import model_of, present_ids
from hub_plugin.kinds.maturity.record import NOT_APPLICABLE, Maturity
from hub_plugin.model.addresses import Address
from hub_plugin.model.findings import Level, Problem, Route, did_you_mean
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule


@rule("assessment/unknown-model", Level.ERROR)
def is_made_with_a_model(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """An assessment lies in the folder of its model: `assessments/<model>/<team>/<date>.yml`.

    Bad:
        # assessments/caer/payments/2026-01-15.yml
        answers: {called-back: yes}
    Good:
        # assessments/care/payments/2026-01-15.yml
        answers: {called-back: yes}
    """
    address = Address("maturity", record.model)
    if hub.index.present(address) not in hub.index:
        hint = did_you_mean(record.model, hub.index.ids(["maturity"])) or f"write maturity/{record.model}.yml"
        yield Problem((), f"no maturity model is called '{record.model}'", hint)


@rule("assessment/unknown-team", Level.ERROR)
def is_of_a_team(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """An assessment lies in the folder of a team: `assessments/<model>/<team>/<date>.yml`.

    Bad:
        # assessments/care/paymets/2026-01-15.yml
        answers: {called-back: yes}
    Good:
        # assessments/care/payments/2026-01-15.yml
        answers: {called-back: yes}
    """
    address = Address("team", record.team)
    if hub.index.present(address) not in hub.index:
        hint = did_you_mean(record.team, hub.index.ids(["team"])) or f"write teams/{record.team}.yml"
        yield Problem((), f"no team is called '{record.team}'", hint)


@rule("assessment/no-date", Level.ERROR)
def is_called_like_its_day(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """An assessment's file is called like its day: `2026-10-01.yml`.

    Bad:
        # assessments/care/payments/2026-13-15.yml
        answers: {called-back: yes}
    Good:
        # assessments/care/payments/2026-01-15.yml
        answers: {called-back: yes}
    """
    if record.date is None:
        name = record.id.rpartition("/")[2]
        yield Problem((), f"'{name}' is not a day", "call the file like its day, such as 2026-10-01.yml")


@rule("assessment/twice", Level.ERROR)
def is_the_only_one_of_its_day(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """A team has one assessment a day with a model.

    Two can meet where a team or a model has a new name: the folder of the old one still counts for it.

    Bad:
        # assessments/care/payments/2026-01-15.yml
        answers: {called-back: yes}
        # assessments/care/money/2026-01-15.yml
        answers: {called-back: no}
        # teams/payments.yml
        name: Payments
        lead: mara-ionescu
        members: [mara-ionescu]
        part_of: service
        disciplines: [operations]
        tags: [pilot]
        was: [money]
    Good:
        # assessments/care/payments/2026-01-15.yml
        answers: {called-back: yes}
        # assessments/care/money/2025-12-15.yml
        answers: {called-back: no}
        # teams/payments.yml
        name: Payments
        lead: mara-ionescu
        members: [mara-ionescu]
        part_of: service
        disciplines: [operations]
        tags: [pilot]
        was: [money]
    """
    model = hub.index.present(Address("maturity", record.model)).id
    team = hub.index.present(Address("team", record.team)).id
    present = Address("assessment", f"{model}/{team}/{record.id.rpartition('/')[2]}")
    if present != record.address and present in hub.index:
        other = hub.documents[present].path if present in hub.documents else ""
        yield Problem((), f"'{present}' is of the same team, model and day", "join the two", also=other)


@rule("assessment/unknown-criterion", Level.ERROR)
def answers_known_criteria(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """An answer is to a criterion of the model.

    A criterion that is not asked any more says `retired` in the model, and one with a new id `was`: then old assessments stay right.

    Bad:
        # assessments/care/payments/2026-01-15.yml
        answers: {caled-back: yes}
    Good:
        # assessments/care/payments/2026-01-15.yml
        answers: {called-back: yes}
    """
    model = model_of(record, hub)
    known = model.criteria() if model else {}
    also = hub.line_of(model.address)[0] if model else ""
    for name in record.answers if model else ():
        if hub.index.present(Address("maturity", record.model, name)).part not in known:
            hint = did_you_mean(name, known) or f"the model '{record.model}' lists them"
            yield Problem(("answers", name), f"no criterion is called '{name}'", hint, on_key=True, also=also)
    for step, each in record.next_steps.items() if model else ():
        for index, name in enumerate(each.criteria):
            if hub.index.present(Address("maturity", record.model, name)).part not in known:
                hint = did_you_mean(name, known) or f"the model '{record.model}' lists them"
                yield Problem(
                    ("next_steps", step, "criteria", index), f"no criterion is called '{name}'", hint, also=also
                )


@rule("assessment/unknown-answer", Level.ERROR)
def answers_with_known_words(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """An answer is one of the model's words, or not-applicable.

    Bad:
        # assessments/care/payments/2026-01-15.yml
        answers: {called-back: often}
    Good:
        # assessments/care/payments/2026-01-15.yml
        answers: {called-back: not-applicable}
    """
    model = model_of(record, hub)
    words = [*model.grades, NOT_APPLICABLE] if model else []
    for name, given in record.answers.items() if model else ():
        if given.answer not in words:
            hint = did_you_mean(given.answer, words) or "write one of: " + ", ".join(words)
            also = hub.line_of(model.address)[0] if model else ""
            message = f"'{given.answer}' is not an answer"
            yield Problem(("answers", name, "answer"), message, hint, needle=given.answer, also=also)


@rule("assessment/unknown-dimension", Level.ERROR)
def rates_known_dimensions(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """A level is stated for a dimension of the model that is rated itself.

    Where a heading stands follows from the dimensions inside it. A target may name a heading: it holds for all inside it.

    Bad:
        # assessments/care/payments/2026-01-15.yml
        ratings: {cals: high}
    Good:
        # assessments/care/payments/2026-01-15.yml
        ratings: {calls: high}
    """
    model = model_of(record, hub)
    if model is None:
        return
    leaves, also = [each.id for _, _, each in model.leaves()], hub.line_of(model.address)[0]
    headings = [each.id for _, _, each in model.walk_dimensions() if each.dimensions]
    wanted = {name for name in record.target_level if name != EVERY}
    for field, names, known in (("ratings", record.ratings, leaves), ("target_level", wanted, [*leaves, *headings])):
        for name in sorted(names):
            present = hub.index.present(model.address.at(name)).part
            if present in headings and present not in known:
                hint = "rate the dimensions inside it"
                yield Problem((field, name), f"'{name}' is a heading", hint, on_key=True, also=also)
            elif present not in known:
                hint = did_you_mean(name, known) or "the dimensions are " + ", ".join(known[:20])
                yield Problem((field, name), f"no dimension is called '{name}'", hint, on_key=True, also=also)


@rule("assessment/unknown-level", Level.ERROR)
def names_known_levels(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """A stated level, or a target, is a level that the dimension has.

    Bad:
        # assessments/care/payments/2026-01-15.yml
        ratings: {calls: hihg}
    Good:
        # assessments/care/payments/2026-01-15.yml
        ratings: {calls: high}
    """
    model = model_of(record, hub)
    if model is None:
        return
    also = hub.line_of(model.address)[0]
    stated, aims = present_ids(record.ratings, hub, model), present_ids(record.target_level, hub, model)
    for _, _, dimension in model.leaves():
        names, known = [name for name, _ in model.rungs(dimension)], model.scale_of(dimension)
        whose = f"the dimension '{dimension.id}' does"
        if (key := stated.get(dimension.id)) and record.ratings[key].level not in names:
            yield _no_level(("ratings", key, "level"), record.ratings[key].level, names, known, whose, also)
        if (key := aims.get(dimension.id)) and record.target_level[key].level not in names:
            yield _no_level(("target_level", key, "level"), record.target_level[key].level, names, known, whose, also)
    yield from _no_level_anywhere(record, hub, model)


def _no_level(route: Route, word: str, names: Sequence[str], known: Collection[str], whose: str, also: str) -> Problem:
    """Say that a level is none, or one that the model has and that is not described there."""
    if word in known:
        hint = f"write one that is described: {', '.join(names)}; or describe '{word}' in the model"
        return Problem(route, f"{whose} not describe the level '{word}'", hint, needle=word, also=also)
    hint = did_you_mean(word, names) or "the levels are " + ", ".join(names)
    return Problem(route, f"no level is called '{word}' here", hint, needle=word, also=also)


def _no_level_anywhere(record: Assessment, hub: Hub, model: Maturity) -> Iterator[Problem]:
    """Yield targets for several dimensions whose level none of those has."""
    also = hub.line_of(model.address)[0]
    for key, target in record.target_level.items():
        part = hub.index.present(model.address.at(key)).part
        meant = [each for _, above, each in model.leaves() if key == EVERY or part in [heading.id for heading in above]]
        names = list(dict.fromkeys(name for each in meant for name, _ in model.rungs(each)))
        if meant and target.level not in names:
            known = {name for each in meant for name in model.scale_of(each)}
            whose = "these dimensions do"
            yield _no_level(("target_level", key, "level"), target.level, names, known, whose, also)
