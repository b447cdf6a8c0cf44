"""The types in which authors write targets and periods: a number or a range, alone or dated; a year, a month, from and until."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from hub_plugin.model import patterns
from hub_plugin.model.fields import Quantity, Sentence, name_of, scalar, wrong
from hub_plugin.model.findings import Route
from hub_plugin.model.periods import Period, Span
from hub_plugin.model.times import TextError, parse_date

PERIOD: str = patterns.PERIOD["pattern"]
_RANGE_HINT = "write {between: [20, 40]}"
Told = tuple[Route, str, str]  # where inside the value, what is wrong, what to do


@dataclass(frozen=True, slots=True)
class Limit:
    """A number, or two of them as a range."""

    low: Quantity
    high: Quantity | None = None

    @property
    def numbers(self) -> tuple[Decimal, Decimal | None]:
        """The bare numbers."""
        return self.low.value, self.high.value if self.high else None

    @property
    def units(self) -> set[str]:
        """The units that were written behind the numbers."""
        return {each.unit for each in (self.low, self.high) if each is not None and each.unit}


@dataclass(frozen=True, slots=True)
class Limits:
    """One limit for all time, or several, each for a period or from its first day on.

    ``key`` is how the author named the period, and the way to it; empty where there is one limit only.
    """

    each: tuple[tuple[str, Period | None, Limit], ...]

    def __iter__(self) -> Iterator[tuple[str, Period | None, Limit]]:
        return iter(self.each)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period of the author: named, or from one day until another."""

    named: Period | None
    first: datetime.date | None = None
    last: datetime.date | None = None

    def span(self, starts: int) -> Span:
        """Return first and last day; ``starts`` is the month in which the hub's year begins."""
        if self.named is not None:
            return self.named.span(starts)
        assert self.first is not None
        assert self.last is not None
        return self.first, self.last


def refuse(told: list[Told]) -> PydanticCustomError:
    """Return the error that becomes one finding for each thing that is wrong inside a value."""
    _, message, hint = told[0]
    return PydanticCustomError(
        "field/wrong-value", "{message}", {"message": message, "hint": hint, "needle": "", "more": told}
    )


def quantity(value: Any, route: Route, told: list[Told]) -> Quantity | None:
    """Read one number; what is wrong with it is added to ``told``."""
    if not isinstance(value, str):
        told.append((route, f"expected a number, found {name_of(value)}", "write a number such as 68.2"))
        return None
    try:
        return Quantity.parse(value.strip())
    except TextError as error:
        told.append((route, error.message, error.hint))
        return None
    except ValueError as error:
        told.append((route, str(error), "write digits, with a decimal point or comma, such as 68.2"))
        return None


def limit_of(value: Any, route: Route, told: list[Told]) -> Limit | None:
    """Read a number or a range; what is wrong with it is added to ``told``."""
    if isinstance(value, dict) and set(value) == {"between"}:
        return limit_of(value["between"], (*route, "between"), told)
    if isinstance(value, list):
        if len(value) != 2:
            told.append((route, f"a range has two numbers, found {len(value)}", _RANGE_HINT))
            return None
        low, high = (quantity(each, (*route, index), told) for index, each in enumerate(value))
        if low is None or high is None:
            return None
        if low.value > high.value:
            told.append((route, "the first number of a range is the smaller one", _RANGE_HINT))
            return None
        return Limit(low, high)
    if isinstance(value, dict):
        told.append((route, "expected a number or a range, found several fields", _RANGE_HINT))
        return None
    low = quantity(value, route, told)
    return Limit(low) if low else None


def _limits(value: Any) -> Any:
    if isinstance(value, Limits):
        return value
    told: list[Told] = []
    found: list[tuple[str, Period | None, Limit]] = []
    if isinstance(value, dict) and set(value) != {"between"}:
        for key, item in value.items():
            try:
                period: Period | None = Period.parse(key)
            except TextError as error:
                told.append(((key,), error.message, error.hint))
                period = None
            limit = limit_of(item, (key,), told)
            if limit is not None and period is not None:
                found.append((key, period, limit))
        if not value:
            told.append(((), "there is no number", "write one, or delete the field"))
    else:
        limit = limit_of(value, (), told)
        if limit is not None:
            found.append(("", None, limit))
    if told:
        raise refuse(told)
    return Limits(tuple(found))


def _stretch(value: Any) -> Any:
    if isinstance(value, Stretch):
        return value
    if isinstance(value, dict):
        told: list[Told] = []
        days: dict[str, datetime.date] = {}
        for name in ("from", "until"):
            if not isinstance(value.get(name), str):
                told.append(((name,), f"'{name}' is missing", "write {from: 2026-01-01, until: 2026-12-31}"))
                continue
            try:
                days[name] = parse_date(value[name])
            except TextError as error:
                told.append(((name,), error.message, error.hint))
        told += [((key,), f"the field '{key}' is not known here", "write 'from' and 'until'") for key in value
                 if key not in ("from", "until")]  # fmt: skip
        if not told and days["from"] > days["until"]:
            told.append((("until",), f"it ends before it begins on {days['from']}", "look at the years"))
        if told:
            raise refuse(told)
        return Stretch(None, days["from"], days["until"])
    if not isinstance(value, str):
        raise wrong(f"expected a period, found {name_of(value)}", "write 2026, 2026-Q3 or 2026-03")
    try:
        return Stretch(Period.parse(value))
    except TextError as error:
        raise wrong(error.message, error.hint) from None


def _key(text: str) -> str:
    Period.parse(text)
    return text


_NUMBER = patterns.NUMBER
_BETWEEN = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}
RANGE_SCHEMA: dict[str, Any] = {
    "anyOf": [_NUMBER, _BETWEEN,
              {"type": "object", "properties": {"between": _BETWEEN}, "required": ["between"], "additionalProperties": False}]
}  # fmt: skip
_DATED: dict[str, Any] = {"type": "object", "minProperties": 1, "patternProperties": {PERIOD: RANGE_SCHEMA},
                          "additionalProperties": False}  # fmt: skip

LimitsField = Annotated[
    Limits, PlainValidator(_limits), WithJsonSchema({"anyOf": [*RANGE_SCHEMA["anyOf"], _DATED]}),
    Sentence("a number, a range, or one of them for each period", "{2026: 75, 2026-06: 72}"),
]  # fmt: skip
StretchField = Annotated[
    Stretch, PlainValidator(_stretch),
    WithJsonSchema({"anyOf": [patterns.PERIOD, {"type": "object", "required": ["from", "until"], "additionalProperties": False,
                                                 "properties": {"from": patterns.DATE, "until": patterns.DATE}}]}),
    Sentence("a year, quarter or month, or from a day until another", "2026"),
]  # fmt: skip
PeriodKey = Annotated[str, *scalar(_key, "a period", "2026-03", **patterns.PERIOD)]
