"""Learnings: what teams learned or propose about a resource, and what became of it."""

from pathlib import Path

from hub_plugin.kinds.learning import facts, rules, views
from hub_plugin.kinds.learning.record import Learning
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="learning", folder="learnings", record=Learning, one="Learning", many="Learnings",
    purpose="What teams learned or propose about the shared resources, with evidence, and what became of it.",
    where=Path(__file__).parent, state=facts.state, stands=False, rules=rules_in(rules), views=views.views, optional=True,
)  # fmt: skip
