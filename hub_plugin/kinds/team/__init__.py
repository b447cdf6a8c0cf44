"""Teams: who is asked, and who can be asked."""

from pathlib import Path

from hub_plugin.kinds.team import facts, rules, views
from hub_plugin.kinds.team.record import Team
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="team", folder="teams", record=Team, one="Team", many="Teams",
    purpose="The teams that work by the shared standards: what each of them owes, has met, and can help others with.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules), views=views.views,
    also=("departments", "groups", "units"),
)  # fmt: skip
