"""Standards and their requirements."""

from pathlib import Path

from hub_plugin.kinds.standard import facts, rules
from hub_plugin.kinds.standard.record import Standard
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="standard", folder="standards", record=Standard, one="Standard", many="Standards",
    purpose="The standards that teams work by: what each asks, why, how it is met, and who has adopted it.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules), body="text", sections="how", claims=("files",),
    fragments="requirements",
    also=("policies", "rules", "guidelines", "requirements catalogue"),
)  # fmt: skip
