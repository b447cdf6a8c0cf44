"""What the mounting of further folders refuses: see ``sources.py``."""

from __future__ import annotations

from hub_plugin.model.findings import Level
from hub_plugin.model.rules import describe

SOURCE_MISSING = describe(
    "hub/source-missing",
    Level.ERROR,
    """A source that `hub.yml` names is there when the hub is read.

    Without it a team's answers would be missing from the site, as if the team were silent. A folder that is reached through a
    symbolic link is not read.

    Bad:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        sources:
          refunds:
            path: sources/refunds
            may: adoption/refunds
    Good:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        sources:
          refunds:
            path: sources/refunds
            may: updates/refunds-*
        # ../sources/refunds/updates/refunds-open.yml
        title: Refunds has opened
        text: Ask them about money back.
        date: 2026-01-05
    """,
)

SOURCE_CLASH = describe(
    "hub/source-clash",
    Level.ERROR,
    """A record comes from one place: the content folder, or one source.

    Otherwise one of two teams would overwrite the other's file without noticing. The content folder is read first, then the
    sources in their order.

    Bad:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        sources:
          refunds:
            path: sources/refunds
            may: updates/*
        # updates/refunds-open.yml
        title: Refunds has opened
        text: Ask them about money back.
        date: 2026-01-05
        # ../sources/refunds/updates/refunds-open.yml
        title: Refunds has opened
        text: Ask them about money back.
        date: 2026-01-05
    Good:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        sources:
          refunds:
            path: sources/refunds
            may: updates/*
        # ../sources/refunds/updates/refunds-open.yml
        title: Refunds has opened
        text: Ask them about money back.
        date: 2026-01-05
    """,
)

SOURCE_STRANGER = describe(
    "hub/source-stranger",
    Level.WARNING,
    """A source holds only what it may.

    A file of a source that lies in the folder of a kind and matches none of its patterns is not read; often its name was misspelt.

    Bad:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        sources:
          refunds:
            path: sources/refunds
            may: updates/refunds-*
        # ../sources/refunds/updates/refund-open.yml
        title: Refunds has opened
        text: Ask them about money back.
        date: 2026-01-05
    Good:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        sources:
          refunds:
            path: sources/refunds
            may: updates/refunds-*
        # ../sources/refunds/updates/refunds-open.yml
        title: Refunds has opened
        text: Ask them about money back.
        date: 2026-01-05
    """,
)

RULES = (SOURCE_MISSING, SOURCE_CLASH, SOURCE_STRANGER)
