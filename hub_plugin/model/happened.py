"""Days that tell what happened: one that has not come yet is an attention, because no rule knows the day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args

from pydantic.fields import FieldInfo

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Attention
from hub_plugin.model.fields import Date
from hub_plugin.model.findings import Route
from hub_plugin.model.record import Record, Written
from hub_plugin.model.texts import Message, say


class Past:
    """Marks a day on which something happened."""


Happened = Annotated[Date, Past()]


def come(day: datetime.date | None, today: datetime.date) -> datetime.date | None:
    """Return a day that tells what happened, if it has come: until then nothing has happened."""
    return day if day is not None and day <= today else None


def not_come(
    about: Address, source: Address, route: Route, field: str, thing: str | Message, day: datetime.date
) -> Attention:
    """Return what is to be looked at again because a field tells of a day, or of what began then, as if it had come.

    Args:
        about: what it is about.
        source: the record in which it is written.
        route: where.
        field: the field that is named.
        thing: what people call it.
        day: the day.
    """
    why = say("{thing}: “{field}” tells of {day}, which has not come yet", thing=thing, field=field, day=day)
    step = say("write what has happened, or take it out")
    return Attention(about=about, source=source, route=route, why=why, step=step, matter="review")


def ahead(record: Record, today: datetime.date) -> Iterator[Attention]:
    """Yield the days of a record that tell what happened and are still to come."""
    for route, field, day in _days(record, (), ""):
        if day > today:
            yield not_come(record.address, record.address, route, field, record.called or record.label, day)


def _days(value: Any, route: Route, field: str) -> Iterator[tuple[Route, str, datetime.date]]:
    if isinstance(value, datetime.date):
        yield route, field, value
    elif isinstance(value, Written):
        for name, step in _telling(type(value)):
            yield from _days(getattr(value, name), (*route, step), step)
    elif isinstance(value, Mapping | tuple):
        items = enumerate(value) if isinstance(value, tuple) else value.items()
        for key, item in items:
            yield from _days(item, (*route, key if isinstance(key, str | int) else key.id), field)


@cache
def _telling(written: type[Written]) -> tuple[tuple[str, str], ...]:
    """Return the fields that hold such days, themselves or further inside: the name in the code, and that of authors."""
    fields = written.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields if _tells(info, frozenset([written])))


def _tells(at: Any, above: frozenset[Any]) -> bool:
    """Tell whether a field, or a type, is marked or holds something that is; classes may hold such of their own kind."""
    if isinstance(at, type) and issubclass(at, Written):
        return at not in above and any(_tells(info, above | {at}) for info in at.model_fields.values())
    is_field = isinstance(at, FieldInfo)
    marks, inside = (at.metadata, (at.annotation,)) if is_field else (getattr(at, "__metadata__", ()), get_args(at))
    return any(isinstance(mark, Past) for mark in marks) or any(_tells(each, above) for each in inside)
