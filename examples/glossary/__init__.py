"""An example of a kind from outside the package: the words of the house, each with one meaning."""

from pathlib import Path

from glossary import facts, rules
from glossary.record import Term
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="term", folder="glossary", record=Term, one="Term", many="Glossary",
    purpose="The words of the house, each with one meaning.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules),
)  # fmt: skip
