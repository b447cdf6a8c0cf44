"""Weekly journals: what leads plan for a week, and what came of it."""

from pathlib import Path

from hub_plugin.kinds.journal import facts, rules
from hub_plugin.kinds.journal.record import Journal
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="journal", folder="journals", record=Journal, one="Weekly journal", many="Weekly journals",
    purpose="What leads planned for each week, and what came of it: done, carried over, or dropped.",
    where=Path(__file__).parent, state=facts.state, stands=False, rules=rules_in(rules), depth=(2,), belongs=("person",), body="note",
    optional=True,
)  # fmt: skip
