"""A typed record: frozen, without a hub, every field with one sentence for its author."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PrivateAttr,
    WrapValidator,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from hub_plugin.model.addresses import Address, has_letter, id_hint, is_slug
from hub_plugin.model.fields import NULL, SCALAR, Boolean, Many, Slug, Word, name_of, wrong
from hub_plugin.model.findings import Route
from hub_plugin.model.links import Link
from hub_plugin.model.patterns import PART_KEY
from hub_plugin.model.texts import Message, Text, code_order
from hub_plugin.model.wordings import in_languages, is_bare

Walked = list[tuple[Route, str, Link | Text]]  # route, the part that holds it, itself


def about(says: str, default: Any = ..., *, alias: str | None = None) -> Any:
    """Declare a field with the sentence that its author reads; without a default it must be written."""
    return Field(default, description=says, alias=alias)


def _no_id_needed(schema: dict[str, Any]) -> None:
    if "id" in schema.get("required", ()):
        schema["required"].remove("id")
        if not schema["required"]:
            del schema["required"]


class Written(BaseModel):
    """Anything that an author writes as fields: a record, a part, or a group of fields inside one."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    main: ClassVar[str] = ""  # the field that a bare text fills
    rest: ClassVar[str] = ""  # the field that takes what has no field of its own
    elsewhere: ClassVar[Mapping[str, str]] = {}  # fields that people look for here, each with what to write instead

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the fields; those without a name of their own stand beside the others, as authors write them."""
        made = handler(schema)
        full = handler.resolve_ref_schema(made)
        if cls.rest and cls.rest in full.get("properties", {}):
            full["additionalProperties"] = full["properties"].pop(cls.rest)["additionalProperties"]
        return made

    def walk(self, route: Route = ()) -> Walked:
        """Return every link, and every text that may hold links: its route, the innermost part that holds it (or ``""``), itself."""
        found: Walked = []
        _walk(self, route, "", found)
        return found


@cache
def _written_names(written: type[Written]) -> Mapping[str, str]:
    return {name: info.alias or name for name, info in written.model_fields.items()}


def _sort_of(of: type) -> type | None:
    """Return as what a value is walked: most are none of these, and this is asked of every field of every record."""
    return next((each for each in (Link, Text, Written, Mapping, tuple) if issubclass(of, each)), None)


_sort: Callable[[type], type | None] = cache(_sort_of)


def _walk(value: Any, route: Route, part: str, found: Walked) -> None:
    items: Any = value
    names: Mapping[Any, str] | None = None
    if isinstance(value, Written):
        items, names = value.__dict__, _written_names(type(value))
        part = value.id if isinstance(value, Part) else part
    for name, item in enumerate(items) if isinstance(items, tuple) else items.items():
        if not item or (sort := _sort(type(item))) is None:
            continue
        step = names.get(name) if names is not None else name
        if step is None:  # what a class of fields remembers is none of its fields
            continue
        if sort is Link:
            found.append(((*route, step), part, item))
        elif sort is not Text:
            _walk(item, (*route, step), part, found)
        elif item.others or "[[" in item or "](" in item or "]:" in item:  # what may hold a link
            found.append(((*route, step), part, item))


class Part(Written):
    """A piece of a record with an id of its own, addressed ``kind/record#id``."""

    model_config = ConfigDict(json_schema_extra=_no_id_needed)

    called: ClassVar[str] = "part"  # what it is: requirement, decision, action
    either: ClassVar[tuple[str, ...]] = ()  # fields of which each part has one, its statement: must, should or may

    id: str = about("Its id; usually written as the key.")
    code: Word | None = about("The number that people cite, such as 1.2.1.", None)
    was: Many[Slug] = about("Ids that it had before; links and answers to them go on working.", ())

    def called_in(self, record: Record) -> Message | None:
        """Return what people call it by what it belongs to, where it has no words of its own."""
        return None


def _part_id(value: Any, handler: Any) -> Any:
    if not is_slug(value) or not has_letter(value):
        raise wrong(f"'{value[:60]}' is not an id", id_hint(value), "part/id")
    return handler(value)


PartId = Annotated[str, WrapValidator(_part_id)]


def _by_code(parts: dict[str, Part]) -> dict[str, Part]:
    """Return parts by code, if each of them has one; else they stay in the author's order."""
    if not all(part.code for part in parts.values()):
        return parts
    return dict(sorted(parts.items(), key=lambda each: code_order(each[1].code or "")))


class PartsOf:
    """Marks a mapping of parts, keyed by id; a list with ``id:`` inside and bare texts are taken too.

    Args:
        part: returns the class of the parts (a function, so that a class may hold parts of its own kind).
    """

    def __init__(self, part: Callable[[], type[Part]]) -> None:
        self.part = part

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        sorted_ = core_schema.no_info_after_validator_function(_by_code, handler(source))
        return core_schema.no_info_before_validator_function(self._keyed, sorted_)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        made = handler(schema)
        names, part = next(iter(made.get("patternProperties", {}).items()), (PART_KEY, None))
        part = made.get("additionalProperties", {}) if part is None else part
        item = {"anyOf": [{"type": SCALAR}, part, in_languages({"type": SCALAR})]} if self.part().main else part
        keyed = {
            "type": "object",
            "additionalProperties": item,
            "propertyNames": {"pattern": names},
        }
        return {"anyOf": [keyed, {"type": "array", "items": part}, NULL]}

    def _keyed(self, value: Any) -> Any:
        called, main = self.part().called, self.part().main
        if value is None:
            return {}
        if isinstance(value, list):
            keyed: dict[str, Any] = {}
            for number, item in enumerate(value, 1):
                if not isinstance(item, dict) or not isinstance(item.get("id"), str):
                    message = f"the {called} number {number} has no id"
                    raise wrong(message, "write it as 'id: …'", at=(number - 1,))
                keyed.setdefault(item["id"], item)  # the intake tells of two with one id
            value = keyed
        if not isinstance(value, dict):
            hint = f"write an id, ':' and below it the fields of the {called}"
            raise wrong(f"expected one 'id: …' for each {called}, found {name_of(value)}", hint)
        bare = {key: {main: item} if main and is_bare(item, main) else item for key, item in value.items()}
        return {key: {**item, "id": key} if isinstance(item, dict) else item for key, item in bare.items()}


@cache
def part_fields(written: type[Written]) -> tuple[tuple[str, type[Part]], ...]:
    """Return the names of the fields that hold parts, as authors write them, with the class of the parts."""
    return tuple(
        (info.alias or name, mark.part())
        for name, info in written.model_fields.items()
        for mark in info.metadata
        if isinstance(mark, PartsOf)
    )


@cache
def part_holders(written: type[Written]) -> tuple[tuple[str, type[Written]], ...]:
    """Return the fields that map words to groups of fields in which parts stand, with the class of the groups.

    A maturity model's levels inside a dimension are such groups: every dimension has the same, so they can be no parts
    with an id of their own, but the criteria in them can.
    """
    found = []
    for name, info in written.model_fields.items():
        if get_origin(info.annotation) is not dict or any(isinstance(mark, PartsOf) for mark in info.metadata):
            continue
        group = get_args(info.annotation)[1]
        group = get_args(group)[0] if get_origin(group) is Annotated else group
        if isinstance(group, type) and issubclass(group, Written) and (part_fields(group) or part_holders(group)):
            found.append((info.alias or name, group))
    return tuple(found)


def fields_of(written: type[Written]) -> dict[str, FieldInfo]:
    """Return the fields of a class by the names that authors write."""
    hidden = {"id"} if issubclass(written, Part) else set()
    return {info.alias or name: info for name, info in written.model_fields.items() if name not in hidden}


_NOWHERE = Address("", "")


class Record(Written):
    """The content of one file."""

    _address: Address = PrivateAttr(default_factory=lambda: _NOWHERE)  # a default would be copied for each record

    code: Word | None = about("The number that people cite, such as 1.2.1; shown, searched and sorted.", None)
    was: Many[Slug] = about("Ids that it had before; links to them go on working, old pages lead here.", ())
    publish: Boolean = about("`false` keeps the record out of the site and of everything else that leaves.", True)

    @property
    def address(self) -> Address:
        """The record's name: its kind and its id, which is its file name."""
        private: Any = self.__pydantic_private__  # asked for so often that pydantic's own way to it takes seconds
        return private["_address"]  # type: ignore[no-any-return]

    @property
    def id(self) -> str:
        """The file name without its ending; a nested record has its series and a slash before it."""
        return self.address.id

    def reading_order(self, language: str = "") -> tuple[Any, ...]:
        """Where it stands among its kind, before its id is asked; pages turn in this order."""
        return ()

    @property
    def holders(self) -> tuple[Address, ...]:
        """What it belongs to beside the folder that it lies in: while one of these is not published, neither is it."""
        return ()

    @property
    def called(self) -> Message | None:
        """What people call it by what it belongs to, where it has no words of its own; an address in it stands for its name."""
        return None

    @property
    def label(self) -> str:
        """What people call it: its title or name, as a :class:`~hub_plugin.model.texts.Text`."""
        text: str = getattr(self, "title", None) or getattr(self, "name", None) or self.id
        return text

    @property
    def in_short(self) -> str:
        """What it is or is for, as its author says it in a sentence or two; empty where nobody did."""
        said = (getattr(self, name, None) for name in ("summary", "purpose", "mission"))
        return next((text for text in said if text), "")
