"""People: who they are and what they answer for."""

from pathlib import Path

from hub_plugin.kinds.person import facts, rules
from hub_plugin.kinds.person.record import Person
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="person", folder="people", record=Person, one="Person", many="People",
    purpose="The people of the centre and its teams: what they do, what they answer for, which roles they hold.",
    where=Path(__file__).parent, state=facts.state, stands=False, rules=rules_in(rules),
    also=("members", "staff", "employees", "contacts", "colleagues"),
)  # fmt: skip
