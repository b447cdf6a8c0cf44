"""What the pages of campaigns ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hub_plugin.kinds.campaign.record import Campaign
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined, Obligation, Progress, Unit
from hub_plugin.model.hub import Hub


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    def pushed(campaign: Campaign) -> list[Obligation]:
        """Return the obligations that a campaign is about, whether it is open or not."""
        items = {link.to for link in campaign.items}
        meant = set(hub.duties.meant(campaign.audience))
        asked = (owed for about, owed in now.by_item.items() if about in items or owed[0].ask.resource in items)
        return [each for owed in asked for each in owed if each.unit.group in meant]

    def by_team(owed: list[Obligation]) -> list[tuple[Unit, list[Obligation]]]:
        """Return obligations by unit, in the order of the teams' names."""
        found: dict[Unit, list[Obligation]] = {}
        for each in owed:
            found.setdefault(each.unit, []).append(each)
        return sorted(found.items(), key=lambda each: now.place(each[0]))

    def by_thing(owed: list[Obligation]) -> list[tuple[Address, Progress]]:
        """Return how far a unit is with each resource."""
        found: dict[Address, list[Obligation]] = {}
        for each in owed:
            found.setdefault(each.ask.resource, []).append(each)
        return [(address, Progress.of(each)) for address, each in found.items()]

    return {"pushed": pushed, "by_team": by_team, "by_thing": by_thing}
