"""A metric: what is measured, in which unit, which direction is good, what is wanted, and the values themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import PlainValidator, WithJsonSchema

from hub_plugin.kinds.metric.series import Series
from hub_plugin.model.addresses import Address
from hub_plugin.model.corrections import Answering
from hub_plugin.model.fields import (
    SCALAR,
    Boolean,
    Date,
    Duration,
    Many,
    Number,
    ProseField,
    Sentence,
    TextField,
    choice,
    name_of,
    one_of,
    wrong,
)
from hub_plugin.model.heads import OWNERS, Owned
from hub_plugin.model.limits import RANGE_SCHEMA, Limit, LimitsField, PeriodKey, Told, limit_of, refuse
from hub_plugin.model.links import IdOf, Link, LinkTo
from hub_plugin.model.measures import ADDS, CATEGORIES, DIRECTIONS, FACTORS
from hub_plugin.model.record import PartsOf, about
from hub_plugin.model.times import Duration as Length
from hub_plugin.model.vocabulary import LabelField

Measured = Annotated[
    Link, LinkTo(("standard", "requirement", "template", "tool"), means="measures", back="measured by")
]
User = Annotated[Link, LinkTo(OWNERS, means="used by", back="uses the metric")]


@dataclass(frozen=True, slots=True)
class Better:
    """Which values are good: higher ones, lower ones, or those within a range."""

    direction: str
    range: Limit | None = None


def _better(value: Any) -> Any:
    if isinstance(value, Better):
        return value
    if isinstance(value, str):
        try:
            direction = one_of(DIRECTIONS[:2], "a direction")(value.strip())
        except ValueError:
            raise wrong(f"'{value[:40]}' is not a direction", "write higher, lower, or {between: [20, 40]}") from None
        return Better(direction)
    if not isinstance(value, dict) or set(value) != {"between"}:
        raise wrong(f"expected a direction, found {name_of(value)}", "write higher, lower, or {between: [20, 40]}")
    told: list[Told] = []
    limit = limit_of(value, (), told)
    if not told and (limit is None or limit.high is None):
        told.append((("between",), "a range has two numbers", "write {between: [20, 40]}"))
    if told:
        raise refuse(told)
    return Better("between", limit)


BetterField = Annotated[
    Better, PlainValidator(_better),
    WithJsonSchema({"anyOf": [{"type": SCALAR, "enum": list(DIRECTIONS[:2])}, RANGE_SCHEMA["anyOf"][2]]}),
    Sentence("higher, lower, or {between: [20, 40]}", "higher"),
]  # fmt: skip


class Response(Answering):
    """What is said of the value of one period, where no goal's check-in says it."""

    called: ClassVar[str] = "response"
    main: ClassVar[str] = "confirmed"


class Metric(Owned):
    """The content of ``metrics/<id>.yml``; a table of its values may lie beside it."""

    category: Annotated[str, *choice(*CATEGORIES, says="a category")] = about(
        "`tactical`: the daily work; `value`: what customers get; `longevity`: people; `financial`: money."
    )
    factor: Annotated[str, *choice(*FACTORS, says="a factor")] | None = about(
        "quality, performance, value or compliance.", None
    )
    unit: LabelField | None = about("The unit: `percent`, `hours`, `contacts`, any word.", None)
    better: BetterField = about("Which values are good.")
    adds: Annotated[str, *choice(*ADDS, says="a way to add up")] = about(
        "How parts make a whole, over months and teams: `average`, `sum`, or `last` (the newest stands for the whole time).",
        "average",
    )
    weights: dict[Annotated[Address, IdOf(("team",))], Number] = about(
        "How much each team counts in an average: `{payments: 3}`; those that are not named count 1.", {}
    )
    target: LimitsField | None = about(
        "What is wanted; or several, each from a period on: `{2025: 70, 2026: 75}`.", None
    )
    warn: LimitsField | None = about(
        "The threshold: a value beyond it asks for a confirmation or a corrective action. Dated as the target is.", None
    )
    computed: ProseField | None = about(
        "How it is computed: what is counted, what is left out, what is divided by what.", None
    )
    source: TextField | None = about("Where the figures come from.", None)
    every: Duration = about(
        "How often there is a new value; it is missed when it is a whole turn late.", Length(months=1)
    )
    data: Series = about("The values.", ())
    measures: Many[Measured] = about("What it is a measure of: standards, requirements, templates, tools.", ())
    used_by: Many[User] = about("Who works with it.", ())
    key: Boolean = about("It stands on the home page.", False)
    responses: Annotated[dict[PeriodKey, Response], PartsOf(lambda: Response)] = about(
        "What is said of values off their target, by period: `why`, then `confirmed` or `action`.", {}
    )
    ended: Date | None = about("The day on which it was given up; its values stay.", None)
