"""Processes: how the work goes, step by step, and whom a failing step will hit."""

from pathlib import Path

from hub_plugin.kinds.process import facts, rules, views
from hub_plugin.kinds.process.record import Process
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="process", folder="processes", record=Process, one="Process", many="Processes",
    purpose="How the work goes: the steps as one chain, who answers at each core point, and what a failing step will hit next.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules), views=views.views,
    stands=False, optional=True,
)  # fmt: skip
