"""What can be wrong with a person."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.person.record import Person
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule


@rule("person/in-no-team", Level.WARNING)
def somebody_lists_the_person(record: Person, hub: Hub) -> Iterator[Problem]:
    """A person is in a team.

    Otherwise nobody finds the person, and no question reaches the right place. The team lists its members; where that does
    not fit, the person may name the team. People who have left need none.

    Bad:
        # people/jo-lee.yml
        name: Jo Lee
    Good:
        # people/jo-lee.yml
        name: Jo Lee
        team: service
    """
    links = hub.into(record.address, "has the member", "led by", "had the member")
    if record.left is None and record.team is None and not links and not hub.unread("team"):
        yield Problem(
            ("name",), f"{record.name} is in no team", "add the id to 'members' of a team, or write 'team:' here"
        )
