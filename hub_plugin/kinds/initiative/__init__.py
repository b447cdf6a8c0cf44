"""Initiatives: the work that is to reach the goals."""

from pathlib import Path

from hub_plugin.kinds.initiative import facts, rules, views
from hub_plugin.kinds.initiative.record import Initiative
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="initiative", folder="initiatives", record=Initiative, one="Initiative", many="Initiatives",
    purpose="The work itself: whom it helps, which goal it serves, and what it has brought so far.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules), views=views.views,
    stands=False, optional=True,
    also=("projects",),
)  # fmt: skip
