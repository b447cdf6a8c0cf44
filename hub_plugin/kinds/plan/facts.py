"""What a plan that may be shown states: its steps, how many of them are done, and that it is past its end."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.plan.record import Plan
from hub_plugin.model.facts import Attention, Fact
from hub_plugin.model.facts_of_work import Progress
from hub_plugin.model.happened import come
from hub_plugin.model.hub import Hub
from hub_plugin.model.steps import tasks
from hub_plugin.model.texts import say


def state(record: Plan, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield progress and tasks. A step without an owner is done by whom the plan is for; a closed plan leaves no task open."""
    here, closed = record.address, come(record.closed, today)
    counted = [step for step in record.steps.values() if step.state != "dropped"]
    done = [step for step in counted if step.state == "done"]
    days = [step.done_on for step in done if step.done_on]
    yield Progress(
        about=here, source=here, who=record.of.to, done=len(done), of=len(counted), on=max(days, default=None)
    )
    steps = {
        name: step if step.owner else step.model_copy(update={"owner": record.of})
        for name, step in record.dated.items()
        if step.state != "open" or closed is None
    }
    yield from tasks(record, "steps", steps, {name: step.text for name, step in steps.items()})
    if closed is None and record.until is not None and record.until < today:
        why = say("The plan {title} is past its end", title=record.title)
        step = say("say what came of it and close it, or set a new day")
        yield Attention(about=here, source=here, route=("until",), why=why, step=step, since=record.until)
