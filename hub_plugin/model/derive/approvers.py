"""Who approves a change of a record: its owner, the lead of its team, or whoever answers for what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.model.addresses import Address
from hub_plugin.model.contribution import Account
from hub_plugin.model.facts import Facts, Group, Seat
from hub_plugin.model.hub import Hub


def approvers(hub: Hub, facts: Facts, record: Address) -> tuple[Address, ...]:
    """Return the people, teams and roles that approve a change; empty: nobody in particular."""
    return tuple(dict.fromkeys(_approvers(hub, facts, record, frozenset())))


def _approvers(hub: Hub, facts: Facts, record: Address, seen: frozenset[Address]) -> Iterator[Address]:
    if record in seen or record not in hub.records:
        return
    seen |= {record}
    owners = [edge.to for edge in hub.out(record, "owned by")]
    groups = facts.about(record, Group)
    if owners:
        yield from owners
    elif groups:
        yield groups[0].lead or record
    elif facts.about(record, Account):
        yield record
    else:
        above = list(dict.fromkeys(hub.holders(record)))
        teams = [each for each in above if facts.about(each, Group)]
        for each in teams or above:
            yield from _approvers(hub, facts, each, seen)


def accounts(facts: Facts, who: Address, seen: frozenset[Address] = frozenset()) -> tuple[str, ...]:
    """Return the accounts behind somebody: their own, else those of the lead of a team, of the holders of a role."""
    own = tuple(each.name for each in facts.about(who, Account))
    if own or who in seen:
        return own
    behind = [group.lead for group in facts.about(who, Group) if group.lead]
    behind += [holder for seat in facts.about(who, Seat) for holder in seat.holders]
    return tuple(dict.fromkeys(name for each in behind for name in accounts(facts, each, seen | {who})))
