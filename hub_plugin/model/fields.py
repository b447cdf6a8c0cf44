"""The types of the format: what an author writes, what the code gets, and the sentence that explains it.

Every type takes the reader's plain data (text, None, dict, list), gives one error at most, and carries its JSON Schema,
which is as permissive as the reader: where the reader keeps text, an editor may find a number or a boolean.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from hub_plugin.model import patterns, schedule, times
from hub_plugin.model.addresses import id_hint, is_slug
from hub_plugin.model.findings import did_you_mean
from hub_plugin.model.refusals import as_text as as_text
from hub_plugin.model.refusals import name_of as name_of
from hub_plugin.model.refusals import wrong as wrong
from hub_plugin.model.texts import Neutral, Prose, Text
from hub_plugin.model.wordings import by_language, in_languages, is_bare, tidied

T = TypeVar("T")
SCALAR: list[str] = ["string", "number", "boolean"]
NULL: dict[str, Any] = {"type": "null"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """How a type is explained to an author, with an example."""

    says: str
    example: str


class Widened:
    """Adds to a type's JSON Schema the short forms that its validator takes.

    Args:
        forms: gives the further schemas, from the schema of the full form.
        first: they stand before it; where a value is wrong in every form, editors speak of the first.
    """

    def __init__(self, forms: Callable[[dict[str, Any]], Sequence[dict[str, Any]]], first: bool = False) -> None:
        self.forms, self.first = forms, first

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        full = handler(schema)
        short = self.forms(handler.resolve_ref_schema(full))
        return {"anyOf": [*short, full] if self.first else [full, *short]}


def scalar(parse: Callable[[str], Any], says: str, example: str, **schema: Any) -> tuple[Any, ...]:
    """Return the annotations of a type whose values are single texts."""

    def validate(value: Any) -> Any:
        if not isinstance(value, str) and value is not None and not isinstance(value, dict | list):
            return value  # a default or an already converted value
        text = as_text(value, says)
        try:
            return parse(text.strip())
        except times.TextError as error:
            raise wrong(error.message, error.hint) from None
        except ValueError as error:
            message, written, better = str(error).partition(": write ")
            if written:
                raise wrong(message, f"write {better}") from None
            such = f", such as {example}" if example not in str(error) else ""
            raise wrong(str(error), f"write {says}{such}") from None

    return (
        PlainValidator(validate),
        WithJsonSchema({"type": SCALAR, "examples": [example], **_told(schema, says, example), **schema}),
        Sentence(says, example),
    )


def _told(schema: dict[str, Any], says: str, example: str) -> dict[str, Any]:
    """Return what an editor says of a wrong value, in our words (a keyword that yaml-language-server and VS Code know)."""
    return {"errorMessage": f"Write {says}, such as {example}"} if "pattern" in schema else {}


# A backslash is a slash to browsers (WHATWG URL, "special authority slashes state"), and part of the name to others: the two
# would not agree on the host.
_NOT_IN_ADDRESS = re.compile(r"[\s\"<>\\]")
# What needs no closer look: a name and a path; whoever writes a port, an account or a scheme in capitals gets one.
_NAME_AND_PATH = re.compile(r"https?://[A-Za-z0-9.-]+(?:[/?#][^\s\"<>\\]*)?")


def _url(text: str) -> str:
    if _NAME_AND_PATH.fullmatch(text):
        return text
    if _NOT_IN_ADDRESS.search(text):
        raise ValueError(f"'{text[:60]}' is not an address: it holds a space, a quote or a backslash")
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        raise ValueError(f"'{text[:60]}' is not an address") from None
    if parts.scheme in ("http", "https") and host:
        return text
    if parts.scheme == "mailto" and "@" in parts.path and not re.search(r"[\r\n]", text):
        return text
    raise ValueError(f"'{text[:60]}' is not an address that starts with https://, http:// or mailto:")


def is_address(text: str) -> bool:
    """Tell whether a text is a web or mail address that may be linked."""
    try:
        return ":" in text and bool(_url(text))
    except ValueError:
        return False


def _slug(text: str) -> str:
    if not is_slug(text):
        raise ValueError(f"'{text[:60]}' is not an id: {id_hint(text)}")
    return text


_YES = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def _boolean(text: str) -> bool:
    if text.casefold() not in _YES:
        raise ValueError(f"'{text[:40]}' is neither true nor false")
    return _YES[text.casefold()]


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise ValueError(f"'{text[:40]}' is not a whole number")
    return int(text)


_QUANTITY = re.compile(r"([+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}|[+-]?\d{1,15})(?:[.,](\d{1,12}))?\s*(\D{0,20})")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as people write it; ``%`` and ``percent`` are one unit."""

    value: Decimal
    unit: str = ""

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read ``75``, ``75 %``, ``68,2``, ``1 200 h``.

        Raises:
            ValueError: the text begins with no number; or with one as ``12,500``, which is a thousand times more to some than to others.
        """
        found = _QUANTITY.fullmatch(text)
        if not found:
            raise ValueError(f"'{text[:40]}' is not a number")
        if "," in text and len(found[2] or "") == 3 and re.fullmatch(r"[+-]?[1-9]\d{0,2}", found[1]):
            better = f"write {found[1]}{found[2]}, or {found[1]}.{found[2]}"
            raise times.TextError(f"'{text[:40]}' can be read in two ways", better)
        whole = re.sub(r"\s", "", found[1])
        return cls(
            Decimal(f"{whole}.{found[2] or 0}").normalize(), {"%": "percent"}.get(found[3].strip(), found[3].strip())
        )


class Status(StrEnum):
    """May this shared resource be used?"""

    DRAFT = "draft"
    TRIAL = "trial"
    ACTIVE = "active"
    DEPRECATED = "deprecated"
    RETIRED = "retired"


def one_of(values: Sequence[str], says: str) -> Callable[[str], str]:
    """Return a parser that takes one of some words, and raises ValueError at any other."""

    def parse(text: str) -> str:
        word = text.casefold().replace("_", "-")
        if word in values:
            return word
        hint = did_you_mean(word, values)
        raise ValueError(f"'{text[:40]}' is not {says}; " + (hint or "write one of: " + ", ".join(values)))

    return parse


def choice(*values: str, says: str = "one of the words") -> tuple[Any, ...]:
    """Return the annotations of a field that takes one of some words."""
    return (
        PlainValidator(lambda value: value if isinstance(value, StrEnum) else _choose(value, values, says)),
        WithJsonSchema({"type": SCALAR, "enum": list(values)}),
        Sentence(f"one of {', '.join(values)}", values[0]),
    )


def _choose(value: Any, values: Sequence[str], says: str) -> str:
    if isinstance(value, str) and value in values:
        return value
    text = as_text(value, " or ".join(values))
    try:
        return one_of(values, says)(text)
    except ValueError as error:
        message, _, hint = str(error).rpartition("; ")
        raise wrong(message, hint) from None


def _text(value: Any, info: ValidationInfo) -> Any:
    return said_text(value, Text, info)


def _name(value: Any, info: ValidationInfo) -> Any:
    return said_text(value, Neutral, info)


def _prose(value: Any, info: ValidationInfo) -> Any:
    return said_text(value, Prose, info)


def said_text(value: Any, kind: type[Text], info: ValidationInfo) -> Text:
    """Read a text, or one for each language; what is no text, or too long for one, raises PydanticCustomError."""
    if type(value) is str and (short := tidied(value, kind)):
        return kind(short)  # most are: one text, whose translations nobody looks after
    if isinstance(value, Text):
        return value
    context: Any = info.context
    if isinstance(value, dict):
        texts, hashes = by_language(value, "a text", "text", kind)
        made = kind.of(texts, getattr(context, "language", ""))
        made.made_from = hashes
        if context is not None:
            context.several = True
    else:
        text = tidied(as_text(value, "a text"), kind)
        if not text:
            raise wrong("the text is empty", "write it, or delete the field")
        made = kind(text)
    if node := getattr(value, "node", None):
        made.at = node
        context.spoken.append(made)
    return made


TEXT_SCHEMA: dict[str, Any] = {"anyOf": [{"type": SCALAR}, in_languages({"type": SCALAR})]}


def _schedule(value: Any) -> Any:
    if isinstance(value, schedule.Schedule):
        return value
    try:
        return schedule.parse_schedule(value)
    except schedule.ScheduleError as error:
        first = error.problems[0]
        raise PydanticCustomError(
            "field/wrong-value", "{message}",
            {"message": first.message, "hint": first.hint, "needle": "",
             "more": [(each.route, each.message, each.hint) for each in error.problems]},
        ) from None  # fmt: skip


def listed(value: Any) -> Any:
    """Let one value stand for a list of one, and nothing for an empty list."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else [value]


def by_name(value: Any, to: Any = None) -> Any:
    """Let one word, or a list of them, stand for a mapping in which each of them names the same.

    Raises:
        PydanticCustomError: something in the list is no word.
    """
    if isinstance(value, dict):
        return value
    if any(not isinstance(each, str) for each in listed(value)):
        raise wrong("something in the list is no word", "write one word for each, without brackets inside")
    return dict.fromkeys(listed(value), to)


IN_A_ROW = Widened(lambda _: [{"type": SCALAR}, {"type": "array", "items": {"type": SCALAR}}])  # what by_name takes

NeutralField = Annotated[
    Neutral, PlainValidator(_name), WithJsonSchema(TEXT_SCHEMA), Sentence("a text of one line", "Mara Ionescu")
]
TextField = Annotated[
    Text, PlainValidator(_text), WithJsonSchema(TEXT_SCHEMA), Sentence("a text of one line", "Payments")
]
ProseField = Annotated[
    Prose,
    PlainValidator(_prose),
    WithJsonSchema(TEXT_SCHEMA),
    Sentence("a text in Markdown, of any length", "Send it **early**."),
]
# A large hub names some hundred days, each of them a hundred times.
Date = Annotated[datetime.date, *scalar(lru_cache(4096)(times.parse_date), "a date", "2026-12-01", **patterns.DATE)]
Moment = Annotated[
    datetime.datetime, *scalar(times.parse_moment, "a date and time", "2026-12-01 10:00", **patterns.MOMENT)
]
Duration = Annotated[times.Duration, *scalar(times.Duration.parse, "a duration", "3 days", **patterns.DURATION)]
Version = Annotated[times.Version, *scalar(times.Version.parse, "a version", "2.1", **patterns.VERSION)]
Zone = Annotated[Any, *scalar(times.parse_zone, "a time zone of the IANA list", "Europe/Bucharest", **patterns.ZONE)]
Url = Annotated[str, *scalar(_url, "a web address", "https://example.org/page", **patterns.URL)]
Slug = Annotated[str, *scalar(_slug, "an id", "meeting-agenda", **patterns.SLUG)]
Boolean = Annotated[bool, *scalar(_boolean, "true or false", "true", enum=[True, False, "true", "false", "yes", "no"])]
Whole = Annotated[int, *scalar(_whole, "a whole number", "3", **patterns.WHOLE)]
Number = Annotated[
    Quantity, *scalar(Quantity.parse, "a number, with its unit if it has one", "75 %", **patterns.NUMBER)
]
StatusField = Annotated[Status, *choice(*Status, says="a status"), AfterValidator(Status)]
Word = Annotated[str, *scalar(str, "a word or two", "customer service")]
ScheduleField = Annotated[
    schedule.Schedule, PlainValidator(_schedule), WithJsonSchema(schedule.SCHEDULE_JSON_SCHEMA),
    Sentence("when it happens: one date, or how it repeats", "{every: week, day: monday, at: 10:00, from: 2026-01-05}"),
]  # fmt: skip
Many = Annotated[tuple[T, ...], BeforeValidator(listed), Widened(lambda many: [many["items"], NULL], first=True)]


def short(main: str) -> tuple[Any, ...]:
    """Return the annotations that let a bare text stand for a group of fields: it fills the field ``main``."""
    return (
        BeforeValidator(lambda value: {main: value} if is_bare(value, main) else value),
        Widened(lambda full: [full["properties"][main]]),
    )
