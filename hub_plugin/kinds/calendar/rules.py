"""What can be wrong with a calendar."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.calendar.record import Calendar
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import audience_known, owner_named


@rule("calendar/no-owner", Level.WARNING)
def somebody_owns_it(record: Calendar, hub: Hub) -> Iterator[Problem]:
    """A calendar has an owner.

    Bad:
        # calendars/days.yml
        title: Days
        events: {}
    Good:
        # calendars/days.yml
        title: Days
        owner: service
        events: {}
    """
    yield from owner_named(record)


@rule("calendar/never-happens", Level.WARNING)
def each_event_happens(record: Calendar, hub: Hub) -> Iterator[Problem]:
    """An event happens at least once.

    A rule that gives only days that are excepted is most often a slip.

    Bad:
        # calendars/days.yml
        title: Days
        owner: service
        events:
          leap:
            title: Never
            when: {every: week, day: monday, from: 2026-02-02, until: 2026-02-08, except: [2026-02-02]}
    Good:
        # calendars/days.yml
        title: Days
        owner: service
        events:
          leap:
            title: Once
            when: {date: 2026-02-28}
    """
    for name, event in record.events.items():
        if event.when.ad_hoc or not event.when.happens():
            yield Problem(("events", name, "when"), f"'{event.title}' never happens", "look at its days")


@rule("calendar/unknown-audience", Level.WARNING)
def audience_names_known_words(record: Calendar, hub: Hub) -> Iterator[Problem]:
    """An audience names disciplines, types and tags that some team has.

    Bad:
        # calendars/days.yml
        title: Days
        owner: service
        audience: {disciplines: [operation]}
        events: {}
    Good:
        # calendars/days.yml
        title: Days
        owner: service
        audience: {disciplines: [operations]}
        events: {}
    """
    yield from audience_known(record.audience, hub, ("audience",))
