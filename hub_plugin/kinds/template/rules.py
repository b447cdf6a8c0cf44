"""What can be wrong with a template."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.template.record import Template
from hub_plugin.model.fields import Status
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import owner_named, replaced_by_usable, required_while_deprecated


@rule("template/no-file", Level.WARNING)
def active_template_has_a_file(record: Template, hub: Hub) -> Iterator[Problem]:
    """A template that may be used has a file.

    Readers come to take it away. A template without a file sends them back with empty hands.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: active
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
    """
    if record.status in (Status.ACTIVE, Status.TRIAL) and not record.files:
        yield Problem(
            ("status",), f"the template is {record.status} and has no file", "write 'files: <name>', or make it a draft"
        )


@rule("template/no-owner", Level.WARNING)
def somebody_owns_it(record: Template, hub: Hub) -> Iterator[Problem]:
    """A template has an owner.

    Bad:
        # templates/brief.yml
        title: Brief
        status: draft
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
    """
    yield from owner_named(record)


@rule("template/deprecated-and-required", Level.WARNING)
def deprecated_template_is_not_required(record: Template, hub: Hub) -> Iterator[Problem]:
    """What is deprecated or retired is no longer required.

    Teams would be asked to begin with something that they are told to leave.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: deprecated
        expected: required
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: deprecated
        expected: optional
    """
    yield from required_while_deprecated(record, record.expected)


@rule("template/replaced-by-unusable", Level.WARNING)
def replacement_is_usable(record: Template, hub: Hub) -> Iterator[Problem]:
    """What replaces a template can itself be used.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: deprecated
        replaced_by: letter
        # templates/letter.yml
        title: Letter
        owner: service
        status: retired
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: deprecated
        replaced_by: letter
        # templates/letter.yml
        title: Letter
        owner: service
        status: active
        files: letter.txt
        # templates/letter.txt
        Dear …
    """
    yield from replaced_by_usable(record, hub)
