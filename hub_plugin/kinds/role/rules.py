"""What can be wrong with a role."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.role.record import Role
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule


@rule("role/nothing-to-do", Level.WARNING)
def says_what_it_does(record: Role, hub: Hub) -> Iterator[Problem]:
    """A role says what it is for or what it does.

    A title alone does not tell its holder what is expected, nor the others what to ask for.

    Bad:
        # roles/analytics-owner.yml
        title: Analytics owner
    Good:
        # roles/analytics-owner.yml
        title: Analytics owner
        purpose: Brings the figures to every meeting.
    """
    if record.purpose is None and not record.responsibilities:
        yield Problem(
            ("title",), f"nothing says what the role '{record.title}' does", "write 'purpose' or 'responsibilities'"
        )


@rule("role/deputy-is-holder", Level.WARNING)
def deputy_is_somebody_else(record: Role, hub: Hub) -> Iterator[Problem]:
    """The deputy is another person than the holder.

    Bad:
        # roles/analytics-owner.yml
        title: Analytics owner
        purpose: Brings the figures to every meeting.
        held_by: mara-ionescu
        deputy: mara-ionescu
    Good:
        # roles/analytics-owner.yml
        title: Analytics owner
        purpose: Brings the figures to every meeting.
        held_by: mara-ionescu
    """
    holders = {link.to for link in record.held_by}
    for index, link in enumerate(record.deputy):
        if link.to in holders:
            yield Problem(
                ("deputy", index), "the holder cannot stand in for themselves", "name somebody else, or nobody"
            )


@rule("role/held-and-per-team", Level.ERROR)
def filled_by_teams_or_by_people(record: Role, hub: Hub) -> Iterator[Problem]:
    """A role that every team fills has no single holder.

    With `per: team` each team names its own holder under `roles`.

    Bad:
        # roles/contact.yml
        title: Contact
        purpose: Answers for the team.
        per: team
        held_by: mara-ionescu
    Good:
        # roles/contact.yml
        title: Contact
        purpose: Answers for the team.
        per: team
    """
    if record.per is not None and record.held_by:
        yield Problem(
            ("held_by",),
            "every team fills this role, so it has no holder of its own",
            "take out 'held_by' or 'per'",
            on_key=True,
        )
