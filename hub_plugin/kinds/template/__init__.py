"""Templates: files that people fill in."""

from pathlib import Path

from hub_plugin.kinds.template import facts, rules
from hub_plugin.kinds.template.record import Template
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="template", folder="templates", record=Template, one="Template", many="Templates",
    purpose="Templates to download: what each is for, whether it may be used, and which requirements it helps to meet.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules), claims=("files",),
    also=("forms", "documents"),
)  # fmt: skip
