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


@rule("hub/source-pattern", Level.ERROR)
def sources_hold_known_kinds(record: HubRecord, hub: Hub) -> Iterator[Problem]:
    """What a source may hold lies in folders of kinds.

    Bad:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        sources:
          refunds:
            path: sources/refunds
            may: answers/refunds
        # ../sources/refunds/README.txt
        What the team keeps here.
    Good:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        sources:
          refunds:
            path: sources/refunds
            may: adoption/refunds
        # ../sources/refunds/README.txt
        What the team keeps here.
    """
    known = sorted({kind.folder for kind in hub.kinds.values() if kind.folder})
    for name, source in record.sources.items():
        for number, pattern in enumerate(source.may):
            folder = pattern.partition("/")[0]
            if folder not in known:
                hint = did_you_mean(folder, known) or "the folders are " + ", ".join(known)
                yield Problem(("sources", name, "may", number), f"no kind of record lies in '{folder}/'", hint)


@rule("hub/limit", Level.ERROR)
def limits_are_not_below_zero(record: HubRecord, hub: Hub) -> Iterator[Problem]:
    """A limit is a number from 0 on.

    Bad:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        limits:
          coverage_drop: -5
    Good:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        limits:
          coverage_drop: 5
    """
    for name, value in record.limits or ():
        if isinstance(value, int) and value < 0:
            yield Problem(("limits", name), f"{value} is below 0", "write how far it may fall, such as 5")


@rule("hub/unused-word", Level.WARNING)
def words_are_used(record: HubRecord, hub: Hub) -> Iterator[Problem]:
    """`words` says what tags, disciplines, units and names of links are called; each is a word that some record uses.

    Bad:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        languages: [en, ro]
        words:
          operation: {ro: operațiuni}
        # teams/payments.yml
        name: Payments
        disciplines: [operations]
    Good:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        languages: [en, ro]
        words:
          operations: {ro: operațiuni}
        # teams/payments.yml
        name: Payments
        disciplines: [operations]
    """
    used = hub.vocabulary.used
    for word in record.words if not hub.unread() else ():  # who knows what an unreadable file says
        if word not in used:
            hint = did_you_mean(word, [each for each in used if each not in record.words]) or "take the line out"
            yield Problem(("words", word), f"no record uses the word '{word}'", hint, on_key=True)
