"""Roles of the centre: who brings the figures, who chairs, what nobody does yet."""

from pathlib import Path

from hub_plugin.kinds.role import facts, rules
from hub_plugin.kinds.role.record import Role
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="role", folder="roles", record=Role, one="Role", many="Roles",
    purpose="The roles of the centre, who holds each of them, and which are vacant or rest on one person.",
    where=Path(__file__).parent, state=facts.state, stands=False, rules=rules_in(rules),
    also=("posts", "positions"),
)  # fmt: skip
