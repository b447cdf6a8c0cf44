"""Tools: programs that teams work with."""

from pathlib import Path

from hub_plugin.kinds.tool import facts, rules
from hub_plugin.kinds.tool.record import Tool
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="tool", folder="tools", record=Tool, one="Tool", many="Tools",
    purpose="The tools that teams share: where each is, how to get in, whether it may be used for new work.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules),
    also=("software", "applications", "systems"),
)  # fmt: skip
