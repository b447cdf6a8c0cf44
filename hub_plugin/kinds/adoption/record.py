"""A team's answers: a bare word is a whole answer, a mapping adds why, since when, and what shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from hub_plugin.model.fields import (
    NULL,
    SCALAR,
    Date,
    Many,
    ProseField,
    TextField,
    Version,
    Widened,
    choice,
    name_of,
    wrong,
)
from hub_plugin.model.findings import did_you_mean
from hub_plugin.model.happened import Happened
from hub_plugin.model.heads import Shown
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Record, Written, about, fields_of
from hub_plugin.model.texts import Neutral

STATES = ("met", "partly", "not-met", "not-applicable", "exempt")
_MEANT = {
    "yes": "met", "done": "met", "no": "not-met", "n/a": "not-applicable", "na": "not-applicable", "none": "not-applicable",
    "partial": "partly", "partially": "partly",
}  # fmt: skip
RESOURCES = ("standard", "template", "tool")
StateWord = Annotated[str, *choice(*STATES, says="an answer")]
Provider = Annotated[Link, LinkTo(("team",), means="provided by", back="provides", outside=True, words=Neutral)]
Answerer = Annotated[Link, LinkTo(("person", "role"), means="answered by", back="answered")]
Approver = Annotated[Link, LinkTo(("person", "role", "team"), means="approved by", back="approved")]


class Stated(Written):
    """A state, and what a team says of it."""

    state: StateWord = about(
        "met, partly, not-met, not-applicable or exempt; or write it as the key: `met: since spring`."
    )
    why: TextField | None = about("The reason, or how it is met.", None)
    since: Date | None = about("Since when it is so.", None)
    version: Version | None = about("The version of the standard that was answered.", None)
    evidence: Many[Shown] = about("What shows it: addresses, records, or a few words.", ())
    plan: Shown | None = about("What will close it: an address, a record, or a few words.", None)
    by: Date | None = about("When it will be met.", None)
    until: Date | None = about("With `exempt`: the last day of the exemption.", None)
    approved_by: Approver | None = about("With `exempt`: who approved it.", None)


class Given(Stated):
    """One answer."""

    main: ClassVar[str] = "state"

    provided_by: Provider | None = about("Another team or a supplier that does it for this team.", None)
    unclear: TextField | None = about("What is not clear about it; its owner is asked to say it better.", None)
    earlier: Many[Stated] = about(
        "States that it had before, each with its `since`, so that a trend can be drawn, and with what was said of it.",
        (),
    )


def as_given(value: Any) -> Any:
    """Read ``met``, ``{met: why, …}`` and ``{state: met, …}`` alike."""
    if isinstance(value, str):
        if meant := _MEANT.get(value.strip().casefold()):
            raise wrong(f"'{value.strip()}' is not an answer", f"write '{meant}'")
        return {"state": value}
    if not isinstance(value, dict):
        raise wrong(f"expected an answer, found {name_of(value)}", "write one of: " + ", ".join(STATES))
    stated = [key for key in value if key in STATES]
    if len(stated) > 1 or (stated and "state" in value):
        raise wrong(
            "two answers to one question: " + " and ".join([*stated, *(["state"] if "state" in value else [])]),
            "keep one of them",
        )
    if not stated:
        if "state" not in value and (close := next((key for key in value if did_you_mean(key, STATES)), None)):
            raise wrong(f"'{close}' is not an answer", did_you_mean(close, STATES), needle=close)
        return value
    return in_full(value)


def state_key(answer: Mapping[str, Any]) -> str:
    """Return the field of an answer that holds its state: the state itself (``met: why``), or ``state``."""
    return next((key for key in answer if key in STATES), "state")


def in_full(answer: Any) -> dict[str, Any]:
    """Return an answer, whichever form it has, with its state as ``state`` and its reason as ``why``."""
    if not isinstance(answer, Mapping):
        return {"state": answer}
    key = state_key(answer)
    if key == "state":
        return dict(answer)
    rest = {name: each for name, each in answer.items() if name != key}
    return {"state": key, **({"why": answer[key]} if answer[key] is not None else {}), **rest}


def in_parts(block: Any) -> bool:
    """Tell whether a block holds answers to parts, not one to the whole."""
    return (
        isinstance(block, Mapping) and not {*STATES, "state"} & set(block) and bool(set(block) - set(fields_of(Given)))
    )


def _given_forms(full: dict[str, Any]) -> list[dict[str, Any]]:
    named = {**full, "properties": {**full["properties"], **dict.fromkeys(STATES, _WHY)}}
    return [{"type": SCALAR, "enum": list(STATES)}, {key: value for key, value in named.items() if key != "required"}]


_WHY = {"anyOf": [{"type": SCALAR}, NULL], "description": "The reason, or how it is met."}
Answer = Annotated[Given, BeforeValidator(as_given), Widened(_given_forms)]


class Block(Written):
    """The answers to one resource: one for the whole of it, or one for each of its requirements."""

    of: Annotated[Link, LinkTo(RESOURCES, means="answers", back="answered by")] = about("The resource.")
    version: Version | None = about("The version that was answered; written behind '@'.", None)
    whole: Answer | None = about("An answer to the whole of it.", None)
    parts: dict[str, Answer] = about("Answers to its requirements.", {})


def _blocks(value: Any) -> Any:
    if value is None:
        return {}
    return {key: _block(key, item) for key, item in value.items()}


def _block(key: str, item: Any) -> Any:
    of, at, version = key.partition("@")
    block: dict[str, Any] = {"of": of, **({"version": version} if at else {})}
    if item == {} or in_parts(item):
        return {
            **block,
            "parts": {part: given for part, given in item.items() if given is not None},
        }  # left blank: silence
    return block if item is None else {**block, "whole": item}


class _AsWritten:
    """The JSON Schema of blocks: an answer, or a mapping of requirements to answers."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        full = handler(schema)
        block = handler.resolve_ref_schema(full["additionalProperties"])
        answer = block["properties"]["whole"]
        return {**full, "additionalProperties": {"anyOf": [answer, {"type": "object", "additionalProperties": answer}]}}


class Adoption(Record):
    """The content of ``adoption/<team>.yml``, or of ``adoption/<team>/<product>.yml`` for one product of the team."""

    rest: ClassVar[str] = "answers"

    name: TextField | None = about("What the product is called; for a team's own file not needed.", None)
    answered_by: Many[Answerer] = about("Who answered.", ())
    answered_on: Happened | None = about("The day of the answers that have neither `since` nor a version.", None)
    note: ProseField | None = about("What readers of these answers should know.", None)
    answers: Annotated[dict[str, Block], BeforeValidator(_blocks), _AsWritten()] = about(
        "For each standard (`id`, or `id@2.0` for the version answered) its answers; templates and tools as `template/id`.",
        {},
    )

    @property
    def team(self) -> str:
        """The id of the team."""
        return self.id.partition("/")[0]

    @property
    def product(self) -> str:
        """The id of the product, or an empty text."""
        return self.id.partition("/")[2]
