"""Goals: what is to be reached, whose part is how much, and how it goes."""

from pathlib import Path

from hub_plugin.kinds.goal import facts, rules, target_rules, views
from hub_plugin.kinds.goal.record import Goal
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="goal", folder="goals", record=Goal, one="Goal", many="Goals",
    purpose="What is to be reached, from the mission down to each team's and person's part, and how it goes month by month.",
    where=Path(__file__).parent, state=facts.state, stands=False, rules=(*rules_in(rules), *rules_in(target_rules)),
    views=views.views,
    optional=True,
    also=("objectives", "okrs"),
)  # fmt: skip
