"""Trainings that the centre offers: for whom, what they teach, when, and how many have taken them."""

from pathlib import Path

from hub_plugin.kinds.training import facts, rules, views
from hub_plugin.kinds.training.record import Training
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="training", folder="trainings", record=Training, one="Training", many="Trainings",
    purpose="What the centre teaches: for which role, standard or tool, when, and how many have taken it.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules), views=views.views, claims=("files",), optional=True,
    stands=False,
    also=("courses",),
)  # fmt: skip
