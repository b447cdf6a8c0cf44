"""What the pages of teams ask."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from hub_plugin.kinds.team.record import Team
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.facts import Task
from hub_plugin.model.hub import Hub
from hub_plugin.model.orders import soonest_first
from hub_plugin.model.texts import Text


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    def members(team: Team) -> list[Address]:
        """Return who is in the team, its lead first."""
        links = [*([team.lead] if team.lead else []), *team.members]
        own = [edge.about for edge in hub.into(team.address, "works in")]
        return list(dict.fromkeys(address for address in (*(link.to for link in links), *own) if address))

    @cache
    def open_tasks() -> list[Task]:
        return sorted(
            (each for each in now.facts.of(Task) if each.open),
            key=soonest_first,
        )

    def team_tasks(team: Team) -> list[Task]:
        """Return the open tasks of a team, its lead and its members, by date."""
        whose = {team.address, *members(team)}
        return [each for each in open_tasks() if each.owner in whose]

    def role_label(name: str) -> str:
        """Return what people call a role, or the word itself."""
        record = hub.records.get(Address("role", name))
        if record or getattr(name, "others", None):
            return record.label if record else name
        return Text(name.replace("-", " ").capitalize())

    return {"members": members, "team_tasks": team_tasks, "role_label": role_label}
