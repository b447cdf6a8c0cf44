"""What a plan that may be shown states: its steps, and how many of them are done."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.plan.record import Plan
from hub_plugin.model.facts import Fact
from hub_plugin.model.facts_of_work import Progress
from hub_plugin.model.hub import Hub
from hub_plugin.model.steps import tasks


def state(record: Plan, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield progress and tasks. A step without an owner is done by whom the plan is for; a closed plan leaves no task open."""
    here = record.address
    counted = [step for step in record.steps.values() if step.state != "dropped"]
    done = [step for step in counted if step.state == "done"]
    days = [step.done_on for step in done if step.done_on]
    yield Progress(
        about=here, source=here, who=record.of.to, done=len(done), of=len(counted), on=max(days, default=None)
    )
    steps = {
        name: step if step.owner else step.model_copy(update={"owner": record.of})
        for name, step in record.steps.items()
        if step.state != "open" or record.closed is None
    }
    yield from tasks(record, "steps", steps, {name: step.text for name, step in steps.items()})
