"""What can be wrong with a tool."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.tool.record import Tool
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import audience_known, owner_named, replaced_by_usable, required_while_deprecated


@rule("tool/no-way-in", Level.WARNING)
def tool_has_an_address_or_a_way_in(record: Tool, hub: Hub) -> Iterator[Problem]:
    """A tool that may be used says where it is or how to get in.

    Bad:
        # tools/desk.yml
        title: Desk
        owner: service
        status: active
    Good:
        # tools/desk.yml
        title: Desk
        owner: service
        status: active
        url: https://desk.example.org
    """
    if record.asked and record.url is None and record.access is None:
        yield Problem(("title",), f"nothing says where '{record.title}' is", "write 'url' or 'access'")


@rule("tool/no-owner", Level.WARNING)
def somebody_owns_it(record: Tool, hub: Hub) -> Iterator[Problem]:
    """A tool has an owner.

    Bad:
        # tools/desk.yml
        title: Desk
        status: draft
    Good:
        # tools/desk.yml
        title: Desk
        owner: service
        status: draft
    """
    yield from owner_named(record)


@rule("tool/deprecated-and-required", Level.WARNING)
def deprecated_tool_is_not_required(record: Tool, hub: Hub) -> Iterator[Problem]:
    """What is deprecated or retired is no longer required.

    Bad:
        # tools/desk.yml
        title: Desk
        owner: service
        status: retired
        expected: required
    Good:
        # tools/desk.yml
        title: Desk
        owner: service
        status: retired
    """
    yield from required_while_deprecated(record, record.expected)


@rule("tool/replaced-by-unusable", Level.WARNING)
def replacement_is_usable(record: Tool, hub: Hub) -> Iterator[Problem]:
    """What replaces a tool can itself be used.

    Bad:
        # tools/desk.yml
        title: Desk
        owner: service
        status: retired
        replaced_by: new-desk
        # tools/new-desk.yml
        title: New desk
        owner: service
        status: draft
    Good:
        # tools/desk.yml
        title: Desk
        owner: service
        status: retired
        replaced_by: new-desk
        # tools/new-desk.yml
        title: New desk
        owner: service
        status: active
        url: https://desk.example.org
    """
    yield from replaced_by_usable(record, hub)


@rule("tool/unknown-audience", Level.WARNING)
def audience_names_known_words(record: Tool, hub: Hub) -> Iterator[Problem]:
    """An audience names disciplines, types and tags that some team has.

    A misspelt word would leave everybody out without a word.

    Bad:
        # tools/desk.yml
        title: Desk
        owner: service
        status: draft
        audience: {disciplines: [operation]}
    Good:
        # tools/desk.yml
        title: Desk
        owner: service
        status: draft
        audience: {disciplines: [operations]}
    """
    yield from audience_known(record.audience, hub, ("audience",))
