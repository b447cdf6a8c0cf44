"""Calendars to subscribe to: the hub's events and everything that is due, as iCalendar (RFC 5545).

Written by hand rather than with a library: what we need of the format is `lines.py`, and tests read it back with two libraries
that do not know each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from hub_plugin.model.addresses import Address, slug
from hub_plugin.model.derive import Joined
from hub_plugin.model.facts import Group
from hub_plugin.model.names import Names
from hub_plugin.model.occasions import Event, Timetable
from hub_plugin.model.texts import Message, say
from hub_plugin.outputs.calendars.entries import Entry, Writer
from hub_plugin.outputs.calendars.lines import component, line, text
from hub_plugin.outputs.calendars.zones import timezone


def files(now: Joined, names: Names) -> dict[str, bytes]:
    """Return every feed: where it lies, below the site's root → its bytes.

    Returns:
        ``feeds/all.ics``; one for each timetable (``feeds/calendar/<id>.ics``, ``feeds/meeting/<id>.ics``) and each group
        (``feeds/team/<id>.ics``).
    """
    hub = names.hub.records[now.settings.about].label  # in its own language: what ends every UID is the same in all
    writer = Writer(names, now.settings.zone, slug(hub) or "hub", now.today)
    events = [(event, writer.event(event)) for event in now.facts.of(Event) if names.leaves(event)]
    made = {"all": _feed(writer, hub, [*(entry for _, entry in events), *writer.dues(now.dues)])}
    at_home: dict[Address, list[Entry]] = defaultdict(list)
    for event, entry in events:
        at_home[event.home].append(entry)
    for each in filter(names.leaves, now.facts.of(Timetable)):
        found = at_home[each.about]
        made[f"{each.about.kind}/{each.about.id}"] = _feed(writer, names.hub.records[each.about].label, found)
    for group in filter(names.leaves, now.facts.of(Group)):
        found = [
            entry for event, entry in events if now.invited.everybody(event) or group.about in now.invited.groups(event)
        ]
        people = {group.about, group.lead, *group.members}
        dues = writer.dues((due for due in now.dues if due.who in people), group.about)
        title = say("{team}: meetings and deadlines", team=group.title)
        made[f"{group.about.kind}/{group.about.id}"] = _feed(writer, title, [*found, *dues])
    return {f"feeds/{path}.ics": data for path, data in sorted(made.items())}


def _feed(writer: Writer, title: str | Message, entries: Iterable[Entry]) -> bytes:
    """Return one feed; one without events holds the hub's zone, as a calendar must hold something."""
    entries = list(entries)
    zones = {zone for entry in entries for zone in entry.zones}
    if not any(entry.written for entry in entries) and isinstance(writer.zone, ZoneInfo):
        zones.add(writer.zone)
    first = min((entry.first for entry in entries), default=writer.today.year)
    last = max((entry.last for entry in entries), default=0)
    first, last = min(first, writer.today.year), max(last, writer.window.last.year) + 1
    head = [
        line("VERSION", "2.0"), line("PRODID", "-//mkdocs-coehub//feeds 1//EN"), line("CALSCALE", "GREGORIAN"),
        writer.said("NAME", title), text("X-WR-CALNAME", writer.names.line(title)),  # the latter, no standard has
        line("REFRESH-INTERVAL;VALUE=DURATION", "P1D"), line("X-PUBLISHED-TTL", "P1D"),
    ]  # fmt: skip
    explained = [timezone(zone, first, last) for zone in sorted(zones, key=lambda each: each.key) if zone.key != "UTC"]
    return component("VCALENDAR", [*head, *explained, *(entry.written for entry in entries)]).encode()
