"""Campaigns: a push for some items, with a date."""

from pathlib import Path

from hub_plugin.kinds.campaign import facts, rules, views
from hub_plugin.kinds.campaign.record import Campaign
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="campaign", folder="campaigns", record=Campaign, one="Campaign", many="Campaigns",
    purpose="What is being pushed at the moment, for whom, and how far it has come.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules), views=views.views,
)  # fmt: skip
