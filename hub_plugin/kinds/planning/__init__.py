"""Planning: series of worksheets, and what each team wrote on them."""

from pathlib import Path

from hub_plugin.kinds.planning import facts, rules, sheet_facts, sheet_rules, views, worksheet_rules
from hub_plugin.kinds.planning.record import Planning, TeamSheet, Worksheet
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

_HERE = Path(__file__).parent

KIND = Kind(
    name="planning", folder="planning", record=Planning, one="Planning series", many="Planning",
    purpose="Series of worksheets that teams work through together: read, discuss, write down, prepare the next step.",
    where=_HERE, state=facts.state, stands=False, rules=rules_in(rules), views=views.views, depth=(1,), body="text", optional=True,
)  # fmt: skip

WORKSHEET = Kind(
    name="worksheet", folder="planning", record=Worksheet, one="Worksheet", many="Worksheets",
    purpose="One step of a planning series: an article, questions to discuss, a table of what to prepare.",
    where=_HERE, state=facts.state_worksheet, stands=False, rules=rules_in(worksheet_rules), views=views.views, depth=(2,), body="article",
    optional=True, page="worksheet.html", index="",
)  # fmt: skip

TEAM_SHEET = Kind(
    name="team-sheet", folder="planning", record=TeamSheet, one="Filled-in worksheet", many="Filled-in worksheets",
    purpose="What one team answered to the questions of a worksheet, and who prepares what.",
    where=_HERE, state=sheet_facts.state, stands=False, rules=rules_in(sheet_rules), views=views.views, depth=(3,), body="notes",
    optional=True, page="team-sheet.html", index="",
)  # fmt: skip
