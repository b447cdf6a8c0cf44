"""What can be doubtful in what an assessment claims: levels against answers, targets, steps, evidence."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.maturity.assessment import Assessment
from hub_plugin.kinds.maturity.assessment_facts import levels_said, model_of, present_ids, state
from hub_plugin.model.addresses import Address
from hub_plugin.model.duties import SOME_DAY
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.ratings import Rating
from hub_plugin.model.rules import rule


@rule("assessment/contradicts-level", Level.WARNING)
def answers_fit_the_stated_level(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """A stated level and the answers to its criteria do not contradict each other.

    The stated level counts. A criterion of that level, or of one below, that is not met says that one of the two is out of date; so
    does a next level of which everything is met.

    Bad:
        # assessments/care/payments/2026-01-15.yml
        answers: {called-back: no}
        ratings: {calls: high}
    Good:
        # assessments/care/payments/2026-01-15.yml
        answers: {called-back: yes}
        ratings: {calls: high}
    """
    model = model_of(record, hub)
    if model is None or record.date is None:
        return
    keys = present_ids(record.answers, hub, model)
    leaves = {each.id: each for _, _, each in model.leaves()}
    for part, key in present_ids(record.ratings, hub, model).items():
        found, rated = leaves.get(part), record.ratings[key]
        names = [name for name, _ in model.rungs(found)] if found else []
        if found is None or rated.level not in names:
            continue
        levels = levels_said(record, model, found, keys, record.date)
        place = names.index(rated.level) + 1
        short = next(
            (
                said
                for level in levels[:place]
                for said in level
                if said.word and said.counts is not None and said.counts < 1
            ),
            None,
        )
        above = levels[place] if place < len(levels) else []
        if short is not None and model.score == "reached":
            also = hub.line_of(model.address)[0]
            message = f"'{rated.level}' needs '{short.about.part}', which is answered '{short.word}'"
            yield Problem(("ratings", key, "level"), message, "change one of the two", needle=rated.level, also=also)
        elif above and model.score == "reached" and all(said.word and said.counts == 1 for said in above):
            message = f"everything that '{names[place]}' asks is met, and 'ratings' says '{rated.level}'"
            yield Problem(
                ("ratings", key, "level"), message, "change one of the two, or leave the rating out", needle=rated.level
            )


@rule("assessment/target-reached", Level.WARNING)
def targets_lie_ahead(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """A target lies above the level that the assessment gives.

    Bad:
        # assessments/care/payments/2026-01-15.yml
        ratings: {calls: high}
        target_level: {calls: high}
    Good:
        # assessments/care/payments/2026-01-15.yml
        ratings: {calls: low}
        target_level: {calls: high}
    """
    model = model_of(record, hub)
    targets = present_ids(record.target_level, hub, model) if model else {}
    for fact in state(record, hub, SOME_DAY) if targets else ():
        if not isinstance(fact, Rating) or fact.about.part not in targets:
            continue
        key = targets[fact.about.part]
        if fact.target is not None and fact.position is not None and fact.target <= fact.position:
            message = f"'{key}' has reached '{record.target_level[key].level}' already"
            hint, also = "name the next level, or leave the target out", hub.line_of(fact.survey)[0]
            yield Problem(("target_level", key), message, hint, on_key=True, also=also)


@rule("assessment/says-nothing", Level.WARNING)
def says_something(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """An assessment answers criteria or states levels.

    Bad:
        # assessments/care/payments/2026-01-15.yml
        by: mara-ionescu
    Good:
        # assessments/care/payments/2026-01-15.yml
        by: mara-ionescu
        ratings: {calls: high}
    """
    if not record.answers and not record.ratings:
        yield Problem((), "it answers nothing and states no level", "write 'answers' or 'ratings'")


@rule("assessment/step-without-owner", Level.WARNING)
def steps_have_an_owner(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """A next step has one owner.

    What nobody owns nobody does.

    Bad:
        # assessments/care/payments/2026-01-15.yml
        ratings: {calls: low}
        next_steps:
          call-back: {text: Call back within a day., due: 2026-03-31}
    Good:
        # assessments/care/payments/2026-01-15.yml
        ratings: {calls: low}
        next_steps:
          call-back: {text: Call back within a day., owner: payments, due: 2026-03-31}
    """
    for name, step in record.next_steps.items():
        if step.owner is None and step.state == "open":
            yield Problem(
                ("next_steps", name),
                f"nobody owns '{step.text}'",
                "write 'owner: <a person, team or role>'",
                on_key=True,
            )


@rule("assessment/met-without-evidence", Level.ADVICE)
def met_shows_evidence(record: Assessment, hub: Hub) -> Iterator[Problem]:
    """Who meets a criterion that names its evidence shows it.

    Bad:
        # assessments/care/payments/2026-01-15.yml
        answers: {no-need-to-call: yes}
    Good:
        # assessments/care/payments/2026-01-15.yml
        answers:
          no-need-to-call: {answer: yes, evidence: https://wiki.example.org/calls}
    """
    model = model_of(record, hub)
    known = model.criteria() if model else {}
    for name, given in record.answers.items() if model else ():
        found = known.get(hub.index.present(Address("maturity", record.model, name)).part)
        met = model is not None and model.grades.get(given.answer) == 1
        if model and found and found[2].evidence and met and not given.evidence:
            hint = f"write 'evidence: …'; it asks for: {found[2].evidence.strip()}"
            message, also = f"'{name}' is met, and nothing shows it", hub.line_of(model.address)[0]
            yield Problem(("answers", name), message, hint, on_key=True, also=also)
