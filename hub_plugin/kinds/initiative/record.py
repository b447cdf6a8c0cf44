"""An initiative: the work itself, linked to a customer's success, a goal and the value that it brings."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from hub_plugin.model.fields import Date, Many, Number, ProseField, TextField, choice, name_of, wrong
from hub_plugin.model.happened import Happened
from hub_plugin.model.heads import Owned
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.milestones import Milestone
from hub_plugin.model.record import PartId, PartsOf, Written, about

STAGES = ("idea", "planned", "running", "done", "stopped")
Served = Annotated[Link, LinkTo(("goal", "strategy-point"), means="serves", back="is served by")]
Moved = Annotated[Link, LinkTo(("metric",), means="moves", back="is moved by")]


class Gain(Written):
    """What it brings in one metric."""

    main: ClassVar[str] = "expected"

    metric: Moved = about("The metric; written as the key.")
    expected: Number | None = about("The difference that is expected, in the metric's unit.", None)
    realised: Number | None = about("The difference that it has made.", None)
    since: Happened | None = about("The day up to which the realised value was counted.", None)
    why: TextField | None = about("How that is known, or why it is another one than expected.", None)


def _gains(value: Any) -> Any:
    if not isinstance(value, dict):
        raise wrong(
            f"expected one 'metric: …' for each metric, found {name_of(value)}", "write {metric-id: {expected: 3}}"
        )
    return {
        key: {"metric": key, **(item if isinstance(item, dict) else {"expected": item})} for key, item in value.items()
    }


class _ByMetric:
    """The JSON Schema of gains: the metric is the key, a bare number what is expected."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        full = handler(schema)
        gain = handler.resolve_ref_schema(full["additionalProperties"])
        fields = {name: field for name, field in gain["properties"].items() if name != "metric"}
        number = fields["expected"]
        return {"type": "object", "additionalProperties": {"anyOf": [
            number, {"type": "object", "properties": fields, "additionalProperties": False}]}}  # fmt: skip


class InitiativeMilestone(Milestone):
    """A step of an initiative."""

    called: ClassVar[str] = "initiative-milestone"


class Initiative(Owned):
    """The content of ``initiatives/<id>.yml``."""

    serves: Many[Served] = about("The goal that it serves, or a point of the strategy: `hub#point`.", ())
    customer: TextField | None = about("The customer whose success it should help.", None)
    success: ProseField | None = about("What that customer can do then, or no longer has to.", None)
    value: Annotated[dict[str, Gain], BeforeValidator(_gains), _ByMetric()] = about(
        "What it brings, by metric: `{first-contact-resolution: {expected: 3, realised: 1.4}}`.", {}
    )
    stage: Annotated[str, *choice(*STAGES, says="a stage")] = about("idea, planned, running, done or stopped.", "idea")
    milestones: Annotated[dict[PartId, InitiativeMilestone], PartsOf(lambda: InitiativeMilestone)] = about(
        "Its steps; their days stand in the calendar.", {}
    )
    start: Date | None = about("The first day.", None)
    due: Date | None = about("The day by which it is done.", None)
    budget: TextField | None = about("What it may cost, in money or days.", None)
    spent: TextField | None = about("What it has cost so far.", None)
    text: ProseField | None = about("What is done, and how.", None)
    result: ProseField | None = about("What came of it, and what was learned.", None)
