"""The centre: charter, sponsor, and the settings for all records."""

from pathlib import Path

from hub_plugin.kinds.hub import facts, rules
from hub_plugin.kinds.hub.record import HubRecord
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="hub", folder="", record=HubRecord, one="Charter", many="Charter",
    purpose="The centre itself: mission, vision, values, strategy, scope, sponsor, and what holds for all records.",
    where=Path(__file__).parent, state=facts.state, stands=False, rules=rules_in(rules), index="",
)  # fmt: skip
