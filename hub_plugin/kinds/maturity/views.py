"""What the pages of models and assessments ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from hub_plugin.kinds.maturity.assessment import Answered, Assessment
from hub_plugin.kinds.maturity.assessment_facts import model_of, present_ids
from hub_plugin.kinds.maturity.record import NOT_APPLICABLE, YES_OR_NO, Criterion, Dimension, Maturity
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.hub import Hub
from hub_plugin.model.ratings import Rating


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""
    by_source: dict[Address, list[Rating]] = defaultdict(list)
    for rating in now.facts.of(Rating):
        by_source[rating.source].append(rating)

    made: dict[tuple[Address, Address], list[Assessment]] = defaultdict(list)
    for each in hub.of("assessment", Assessment):
        if hub.shows(each.address):
            key = (hub.index.present(Address("maturity", each.model)), hub.index.present(Address("team", each.team)))
            made[key].append(each)

    keys: dict[Address, dict[str, str]] = {}

    def asked(model: Maturity, dimension: Dimension, level: str) -> list[Criterion]:
        """Return what a level of a dimension asks today."""
        cell = dimension.levels.get(level)
        return [each for each in cell.criteria.values() if each.asked_on(now.today)] if cell else []

    def retired(model: Maturity) -> list[Criterion]:
        """Return what is not asked today: any more, or yet."""
        return [each for _, _, each in model.criteria().values() if not each.asked_on(now.today)]

    def answer_to(record: Assessment, criterion: Address) -> Answered | None:
        """Return what an assessment says of a criterion, also under an id that it had before."""
        if record.address not in keys:
            model = model_of(record, hub)
            keys[record.address] = present_ids(record.answers, hub, model) if model else {}
        return record.answers.get(keys[record.address].get(criterion.part, ""))

    def form(model: Maturity) -> dict[str, Any]:
        """Return what the self-assessment has to know beside the questions: how answers make a profile."""
        leaves = [each for _, _, each in model.leaves()]
        return {
            "model": model.id, "score": model.score, "enough": float(model.enough), "not_applicable": NOT_APPLICABLE,
            "grades": [[word, float(value)] for word, value in model.grades.items()],
            "dimensions": [
                [each.id, [name for name, _ in model.rungs(each)],
                 [[criterion.id for criterion in asked(model, each, name)] for name, _ in model.rungs(each)]]
                for each in leaves
            ],
            "teams": [[group.about.id, group.title] for group in now.standings.groups(model.address) if hub.shows(group.about)],
        }  # fmt: skip

    return {
        "YES_OR_NO": YES_OR_NO, "asked": asked, "form": form, "model_of": lambda record: model_of(record, hub),
        "ratings_in": lambda record: by_source[record.address],
        "answer_to": answer_to, "retired": retired,
        "assessments_of": lambda model, team: made[model, team],
    }  # fmt: skip
