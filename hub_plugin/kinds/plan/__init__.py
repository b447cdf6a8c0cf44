"""Development plans: what somebody means to learn, step by step; shown only as they wish."""

from pathlib import Path

from hub_plugin.kinds.plan import facts, rules
from hub_plugin.kinds.plan.record import Plan
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="plan", folder="plans", record=Plan, one="Development plan", many="Development plans",
    purpose="What people and roles mean to learn, in steps that can be measured. A person's plan is shown only if they agreed.",
    where=Path(__file__).parent, state=facts.state, stands=False, rules=rules_in(rules), optional=True,
)  # fmt: skip
