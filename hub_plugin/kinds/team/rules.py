"""What can be wrong with a team."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.team.record import Team
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule


@rule("team/no-lead", Level.ADVICE)
def somebody_leads(record: Team, hub: Hub) -> Iterator[Problem]:
    """A team has a lead.

    The lead is who answers for the team, and who is asked first.

    Bad:
        # teams/payments.yml
        name: Payments
        members: mara-ionescu
    Good:
        # teams/payments.yml
        name: Payments
        lead: mara-ionescu
        members: mara-ionescu
    """
    if record.lead is None and record.left is None and record.members:
        yield Problem(("name",), f"nobody leads {record.name}", "write 'lead: <a person's id>'")


@rule("team/former-and-member", Level.ERROR)
def former_members_are_not_members(record: Team, hub: Hub) -> Iterator[Problem]:
    """Nobody is a member and a former member at once.

    Bad:
        # teams/payments.yml
        name: Payments
        lead: mara-ionescu
        members: [mara-ionescu]
        former: [mara-ionescu]
    Good:
        # teams/payments.yml
        name: Payments
        lead: mara-ionescu
        members: [mara-ionescu]
    """
    members = {link.to for link in record.members}
    for index, link in enumerate(record.former):
        if link.to in members:
            yield Problem(
                ("former", index),
                f"'{link.to.id if link.to else ''}' is listed under 'members' too",
                "keep one of the two",
            )


@rule("team/left-before-joined", Level.ERROR)
def joins_before_it_leaves(record: Team, hub: Hub) -> Iterator[Problem]:
    """A team joins before it leaves.

    Bad:
        # teams/payments.yml
        name: Payments
        joined: 2026-05-01
        left: 2025-05-01
    Good:
        # teams/payments.yml
        name: Payments
        joined: 2025-05-01
        left: 2026-05-01
    """
    if record.joined and record.left and record.left < record.joined:
        yield Problem(("left",), f"the team left before it joined on {record.joined}", "look at the years")
