"""What can be wrong with a campaign."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.campaign.record import Campaign
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import audience_known, owner_named


@rule("campaign/for-nobody", Level.WARNING)
def somebody_is_meant(record: Campaign, hub: Hub) -> Iterator[Problem]:
    """A campaign is for teams that its items apply to.

    A campaign never widens who is asked: teams that a standard does not apply to are not asked by its campaign either.

    Bad:
        # campaigns/push.yml
        title: Push
        owner: service
        items: [tool/desk]
        audience: {teams: [payments]}
        start: 2026-01-15
        due: 2026-03-15
        # tools/desk.yml
        title: Desk
        owner: service
        status: active
        url: https://desk.example.org
        expected: required
        audience: {teams: [service]}
    Good:
        # campaigns/push.yml
        title: Push
        owner: service
        items: [tool/desk]
        audience: {teams: [service]}
        start: 2026-01-15
        due: 2026-03-15
        # tools/desk.yml
        title: Desk
        owner: service
        status: active
        url: https://desk.example.org
        expected: required
        audience: {teams: [service]}
    """
    if hub.unread("team") or any(audience_known(record.audience, hub, ())):
        return  # a misspelt word is a mistake of its own
    meant = hub.duties.meant(record.audience)
    for index, link in enumerate(record.items):
        if (
            link.to is not None
            and hub.get(link.to) is not None
            and not hub.duties.unclear(link.to)
            and not any(hub.duties.asks(link.to, team) for team in meant)
        ):
            yield Problem(
                ("items", index),
                f"'{link.to}' applies to no team of the campaign",
                "look at 'audience', here and there",
            )


@rule("campaign/dates", Level.ERROR)
def starts_before_it_is_due(record: Campaign, hub: Hub) -> Iterator[Problem]:
    """A campaign starts before it is due.

    Bad:
        # campaigns/push.yml
        title: Push
        owner: service
        items: [prepared-meetings]
        start: 2026-05-15
        due: 2026-03-15
    Good:
        # campaigns/push.yml
        title: Push
        owner: service
        items: [prepared-meetings]
        start: 2026-01-15
        due: 2026-03-15
    """
    if record.due < record.start:
        yield Problem(("due",), f"it is due before it starts on {record.start}", "look at the years")


@rule("campaign/no-owner", Level.WARNING)
def somebody_owns_it(record: Campaign, hub: Hub) -> Iterator[Problem]:
    """A campaign has an owner.

    Bad:
        # campaigns/push.yml
        title: Push
        items: [prepared-meetings]
        start: 2026-01-15
        due: 2026-03-15
    Good:
        # campaigns/push.yml
        title: Push
        owner: service
        items: [prepared-meetings]
        start: 2026-01-15
        due: 2026-03-15
    """
    yield from owner_named(record)


@rule("campaign/unknown-audience", Level.WARNING)
def audience_names_known_words(record: Campaign, hub: Hub) -> Iterator[Problem]:
    """An audience names disciplines, types and tags that some team has.

    Bad:
        # campaigns/push.yml
        title: Push
        owner: service
        items: [prepared-meetings]
        audience: {tags: [pilott], teams: [service, payments]}
        start: 2026-01-15
        due: 2026-03-15
    Good:
        # campaigns/push.yml
        title: Push
        owner: service
        items: [prepared-meetings]
        audience: {tags: [pilot], teams: [service, payments]}
        start: 2026-01-15
        due: 2026-03-15
    """
    yield from audience_known(record.audience, hub, ("audience",))
