"""Maturity: models of levels and dimensions, and the assessments that teams make with them."""

from pathlib import Path

from hub_plugin.kinds.maturity import assessment_claims, assessment_facts, assessment_rules, facts, rules, views
from hub_plugin.kinds.maturity.assessment import Assessment
from hub_plugin.kinds.maturity.record import Maturity
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="maturity", folder="maturity", record=Maturity, one="Maturity model", many="Maturity models",
    purpose="What teams rate themselves by: levels, dimensions, and what each level asks.",
    where=Path(__file__).parent, state=facts.state, stands=False, rules=rules_in(rules), views=views.views, body="text",
    fragments="dimensions", optional=True,
)  # fmt: skip

ASSESSMENT = Kind(
    name="assessment", folder="assessments", record=Assessment, one="Assessment", many="Assessments",
    purpose="Where each team says it stands, how that has moved, and who can help: no team is ranked.",
    where=Path(__file__).parent, state=assessment_facts.state,
    rules=(*rules_in(assessment_rules), *rules_in(assessment_claims)), views=views.views, depth=(3,), belongs=("maturity", "team"),
    optional=True, page="assessment.html", index="assessments.html", stands=False,
)  # fmt: skip
