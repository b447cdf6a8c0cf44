"""Adoption: what each team answers to what it is asked."""

from pathlib import Path

from hub_plugin.kinds.adoption import facts, rules, views
from hub_plugin.kinds.adoption.record import Adoption
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="adoption", folder="adoption", record=Adoption, one="Answers", many="Adoption",
    purpose="Which team has adopted what, and who has not answered yet: coverage first, then the score.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules), views=views.views, depth=(1, 2),
    page="", stands=False,
)  # fmt: skip
