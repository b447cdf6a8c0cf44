"""The values of a metric as their author writes them: in a table beside the record, or inline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from hub_plugin.model.addresses import Address
from hub_plugin.model.fields import Quantity, Sentence, name_of, wrong
from hub_plugin.model.findings import Route
from hub_plugin.model.index import Miss
from hub_plugin.model.limits import PERIOD, Told, quantity, refuse
from hub_plugin.model.patterns import NUMBER
from hub_plugin.model.periods import Period
from hub_plugin.model.tables import MAX_TOLD, TableBeside, rows_of
from hub_plugin.model.times import TextError

COLUMNS = ("date", "value", "team")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value, of the whole or of one team, and the way to it inside ``data``."""

    period: Period
    amount: Quantity
    team: Address | None
    route: Route


def _series(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, tuple):
        return value
    rows = rows_of(value, info)
    if rows is None and not isinstance(value, dict):
        raise wrong(
            f"expected a table or values, found {name_of(value)}", "write {2026-01: 68.2}, or the name of a .csv file"
        )
    told: list[Told] = []
    entries = tuple(_from_table(rows, info, told) if rows is not None else _inline(value, info, told))
    _once(entries, told)
    if told:
        raise refuse(_cut(told))
    return entries


def _cut(told: list[Told]) -> list[Told]:
    if len(told) <= MAX_TOLD:
        return told
    route, message, _ = told[MAX_TOLD - 1]
    return [*told[: MAX_TOLD - 1], (route, message, f"and {len(told) - MAX_TOLD} more values are wrong")]


def _from_table(rows: list[Any], info: ValidationInfo, told: list[Told]) -> Iterator[Entry]:
    for number, row in enumerate(rows):
        if not isinstance(row, dict) or not set(row) <= set(COLUMNS):
            told.append(
                ((number,), "expected a date, a value and, if there are teams, a team", "write {2026-01: 68.2}")
            )
            continue
        period = _period(row.get("date"), (number, "date"), told)
        team = _team(row.get("team"), (number, "team"), info, told)
        if row.get("value") is None:
            told.append(((number,), "the row has no value", "write it, or leave the line out"))
            continue
        amount = quantity(row["value"], (number, "value"), told)
        if period is not None and amount is not None:
            yield Entry(period, amount, team, (number,))


def _inline(value: dict[str, Any], info: ValidationInfo, told: list[Told]) -> Iterator[Entry]:
    for key, item in value.items():
        period = _period(key, (key,), told)
        if not isinstance(item, dict):
            amount = quantity(item, (key,), told)
            if period is not None and amount is not None:
                yield Entry(period, amount, None, (key,))
            continue
        for name, each in item.items():
            team = _team(name, (key, name), info, told)
            amount = quantity(each, (key, name), told)
            if period is not None and amount is not None and team is not None:
                yield Entry(period, amount, team, (key, name))


def _period(text: Any, route: Route, told: list[Told]) -> Period | None:
    if not isinstance(text, str):
        told.append((route, "the row has no date", "write a month such as 2026-03, or a day"))
        return None
    try:
        return Period.parse(text)
    except TextError as error:
        told.append((route, error.message, error.hint))
        return None


def _team(text: Any, route: Route, info: ValidationInfo, told: list[Told]) -> Address | None:
    if text is None:
        return None
    if not isinstance(text, str):
        told.append((route, f"expected the id of a team, found {name_of(text)}", "write the id of a team"))
        return None
    context: Any = info.context
    found = context.index.resolve(text, ("team",), context.here)
    if isinstance(found, Miss):
        told.append((route, found.message, found.hint or "write the id of a team"))
        return None
    return found  # type: ignore[no-any-return]


def _once(entries: tuple[Entry, ...], told: list[Told]) -> None:
    """Tell of values that are given twice: for the same period, named in the same way or not, and the same team."""
    seen: dict[tuple[Any, Address | None], Entry] = {}
    for each in entries:
        key = (each.period.span(), each.team)
        if key in seen:
            whose = f" of {each.team.id}" if each.team else ""
            told.append((each.route, f"the value{whose} for {each.period} is there twice", "keep one of them"))
        seen.setdefault(key, each)


_VALUE: dict[str, Any] = NUMBER
SERIES_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": "\\.[cC][sS][vV]\\s*$"},
        {"type": "object", "additionalProperties": False,
         "patternProperties": {PERIOD: {"anyOf": [_VALUE, {"type": "object", "additionalProperties": _VALUE}]}}},
    ]
}  # fmt: skip
Series = Annotated[
    tuple[Entry, ...], PlainValidator(_series), WithJsonSchema(SERIES_SCHEMA),
    Sentence("the name of a .csv file with the columns date, value and, if there are teams, team; or values by month",
             "{2026-01: 68.2, 2026-02: 69}"),
    TableBeside(columns=COLUMNS, needed=("date", "value")),
]  # fmt: skip
