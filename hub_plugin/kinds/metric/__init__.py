"""Metrics: what is measured, against which target, with all values."""

from pathlib import Path

from hub_plugin.kinds.metric import facts, rules, views
from hub_plugin.kinds.metric.record import Metric
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import rules_in

KIND = Kind(
    name="metric", folder="metrics", record=Metric, one="Metric", many="Metrics",
    purpose="What is measured: each figure against its target, how it moves, and what is done where it is off.",
    where=Path(__file__).parent, state=facts.state, rules=rules_in(rules), views=views.views, claims=("data",),
    optional=True, stands=False,
    also=("kpis", "indicators"),
)  # fmt: skip
