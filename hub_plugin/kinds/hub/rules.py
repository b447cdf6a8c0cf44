"""What can be wrong in the charter."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.hub.record import HubRecord
from hub_plugin.model.findings import Level, Problem, did_you_mean
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule


@rule("hub/fiscal-year", Level.ERROR)
def fiscal_year_starts_in_a_month(record: HubRecord, hub: Hub) -> Iterator[Problem]:
    """The fiscal year starts in a month from 1 to 12.

    Bad:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        fiscal_year_starts: 13
    Good:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        fiscal_year_starts: 4
    """
    if not 1 <= record.fiscal_year_starts <= 12:
        yield Problem(
            ("fiscal_year_starts",), f"there is no month {record.fiscal_year_starts}", "write a number from 1 to 12"
        )


@rule("hub/review-of-unknown-kind", Level.ERROR)
def reviews_known_kinds(record: HubRecord, hub: Hub) -> Iterator[Problem]:
    """`review_every` names kinds of record.

    Bad:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        review_every:
          standards: 12 months
    Good:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        review_every:
          standard: 12 months
    """
    for name in record.review_every:
        if name not in hub.kinds:
            hint = did_you_mean(name, hub.kinds) or "write the singular, such as 'standard'"
            yield Problem(("review_every", name), f"there is no kind '{name}'", hint, on_key=True)
