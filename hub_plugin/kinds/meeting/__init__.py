"""Meetings: series, and their sessions with decisions and actions."""

from pathlib import Path

from hub_plugin.kinds.meeting import facts, rules, session_facts, session_rules, views
from hub_plugin.kinds.meeting.record import Meeting, Session
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="meeting", folder="meetings", record=Meeting, one="Meeting", many="Meetings",
    purpose="The meeting series: when the next one is, whether it is prepared, what was decided, who does what.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules), views=views.views, depth=(1,),
    stands=False, also=("meeting series", "series", "committees"),
)  # fmt: skip

SESSION = Kind(
    name="session", folder="meetings", record=Session, one="Session", many="Sessions",
    purpose="One meeting: agenda, reports, who was there, decisions, actions, notes.",
    where=Path(__file__).parent, state=session_facts.state, rules=rules_in(session_rules), views=views.views, depth=(2,), body="notes",
    claims=("files", "reports"), page="session.html", index="", stands=False,
)  # fmt: skip
