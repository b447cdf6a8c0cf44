"""What can be wrong with a planning series."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.planning.record import Planning
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import audience_known, owner_named


@rule("planning/no-owner", Level.WARNING)
def somebody_owns_it(record: Planning, hub: Hub) -> Iterator[Problem]:
    """A planning series has an owner.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
    """
    yield from owner_named(record)


@rule("planning/no-worksheet", Level.WARNING)
def it_has_worksheets(record: Planning, hub: Hub) -> Iterator[Problem]:
    """A planning series has worksheets.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
    """
    if not hub.children(record.address) and not any(
        each.startswith(f"{record.id}/") for each in hub.index.records.get("worksheet", ())
    ):
        yield Problem(("title",), f"'{record.title}' has no worksheet", f"write planning/{record.id}/<name>.md")


@rule("planning/unknown-audience", Level.WARNING)
def audience_names_known_words(record: Planning, hub: Hub) -> Iterator[Problem]:
    """An audience names disciplines, types and tags that some team has.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        audience: {disciplines: [operation]}
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        audience: {disciplines: [operations]}
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
    """
    yield from audience_known(record.audience, hub, ("audience",))
