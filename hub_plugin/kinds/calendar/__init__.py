"""Calendars: what happens when."""

from pathlib import Path

from hub_plugin.kinds.calendar import facts, rules, views
from hub_plugin.kinds.calendar.record import Calendar
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="calendar", folder="calendars", record=Calendar, one="Calendar", many="Calendar",
    purpose="What happens when: events of all calendars, meetings, and what falls due.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules), views=views.views,
)  # fmt: skip
