"""Gaps: what is missing against the mission, a standard or a level, followed until it is closed."""

from pathlib import Path

from hub_plugin.kinds.gap import facts, rules, views
from hub_plugin.kinds.gap.record import Gap
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="gap", folder="gaps", record=Gap, one="Gap", many="Gaps",
    purpose="Where we fall short of the mission, a standard or a level: raised with leadership, answered, and followed until closed.",
    where=Path(__file__).parent, state=facts.state, stands=False, rules=rules_in(rules), views=views.views, optional=True,
)  # fmt: skip
