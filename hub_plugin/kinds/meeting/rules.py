"""What can be wrong with a meeting series."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.meeting.record import Meeting
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import owner_named


@rule("meeting/no-owner", Level.WARNING)
def somebody_owns_it(record: Meeting, hub: Hub) -> Iterator[Problem]:
    """A meeting series has an owner.

    Bad:
        # meetings/weekly.yml
        title: Weekly
        purpose: Looks ahead.
        schedule: ad hoc
    Good:
        # meetings/weekly.yml
        title: Weekly
        owner: service
        purpose: Looks ahead.
        schedule: ad hoc
    """
    yield from owner_named(record)


@rule("meeting/no-schedule", Level.WARNING)
def says_when_it_meets(record: Meeting, hub: Hub) -> Iterator[Problem]:
    """A meeting series says when it meets.

    Bad:
        # meetings/weekly.yml
        title: Weekly
        owner: service
        purpose: Looks ahead.
    Good:
        # meetings/weekly.yml
        title: Weekly
        owner: service
        purpose: Looks ahead.
        schedule: ad hoc
    """
    if record.schedule is None:
        yield Problem(
            ("title",), f"nothing says when '{record.title}' meets", "write 'schedule', or 'schedule: ad hoc'"
        )


@rule("meeting/nothing-to-agree", Level.ADVICE)
def says_what_for(record: Meeting, hub: Hub) -> Iterator[Problem]:
    """A meeting series says what it is for, or what it must agree.

    Bad:
        # meetings/weekly.yml
        title: Weekly
        owner: service
        schedule: ad hoc
    Good:
        # meetings/weekly.yml
        title: Weekly
        owner: service
        schedule: ad hoc
        must_agree: [who does what this week]
    """
    if record.purpose is None and not record.must_agree:
        yield Problem(("title",), f"nothing says what '{record.title}' is for", "write 'purpose' or 'must_agree'")
