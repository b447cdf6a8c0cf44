"""JSON Schema of each kind, for editors: draft-07, and never narrower than the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, get_args

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from hub_plugin.model.addresses import Address
from hub_plugin.model.index import Index
from hub_plugin.model.kind import Kind
from hub_plugin.model.links import LinkTo
from hub_plugin.model.patterns import any_case
from hub_plugin.model.record import Written

DIALECT = "http://json-schema.org/draft-07/schema#"
Labels = Mapping[Address, str]
_SAYS = ("title", "description", "default", "x-link")
_IDS, _WHOLE, _PIECE = "ids-", "whole", "piece"  # our own definitions, beside those of the classes


def schema_of(kind: Kind, index: Index | None = None, labels: Labels = MappingProxyType({})) -> dict[str, Any]:
    """Return the schema of a kind's records.

    Args:
        kind: the kind.
        index: the ids of a hub; links then offer them. ``x-link`` says where a link may lead.
        labels: what people call records; it stands beside the ids that are offered.
    """
    made: dict[str, Any] = kind.record.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Generator
    )
    definitions: dict[str, Any] = made.pop("$defs", {})
    if "$ref" in made:  # a kind whose records hold records of their own sort
        made = dict(definitions[made["$ref"].rpartition("/")[2]])
    made = {**made, "title": kind.one, "description": kind.purpose}
    if "required" in made:
        _ask_for(kind, made)
    whole = {"$schema": DIALECT, **made, "definitions": definitions}
    if index is not None:
        _offer_keys(whole, _keys_of(kind.record), index)
    return _walked(whole, _Offer(index, definitions, labels))  # type: ignore[no-any-return]


def _ask_for(kind: Kind, made: dict[str, Any]) -> None:
    """Ask for what every record needs, but not for the text below the front matter, and for nothing in a fragment."""
    required = [name for name in made.pop("required") if name != kind.body]
    if required and kind.fragments:
        made["anyOf"] = [{"required": required}, {"required": [kind.fragments], "not": {"required": required[:1]}}]
    elif required:
        made["required"] = required


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, which also knows of fields that take the rest, and leaves out what says nothing."""

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().model_schema(schema)
        written: type[Written] = schema["cls"]
        if written.__doc__:
            made["description"] = " ".join(written.__doc__.split("\n\n")[0].replace("``", "`").split())
        properties = made.get("properties", {})
        if written.rest:
            rest = properties.pop(written.rest)
            made["additionalProperties"] = rest.get("additionalProperties", True)
        return made

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default", ...) in (None, [], {}):
            del made["default"]
        return made

    def get_title_from_name(self, name: str) -> str:
        return name.strip("_").replace("_", " ")


class _Offer:
    """Rewrites one piece of a schema: words in any case, ids to choose from, and only what draft-07 knows."""

    def __init__(self, index: Index | None, definitions: dict[str, Any], labels: Labels) -> None:
        self._index, self._definitions, self._labels = index, definitions, labels

    def __call__(self, piece: dict[str, Any]) -> dict[str, Any]:
        if "enum" in piece:
            return _in_any_case(piece)
        if "x-link" in piece and self._index is not None and "type" in piece:
            return self._ids(piece, self._index)
        if (keys := piece.get("propertyNames", {}).get("x-link")) and self._index is not None:
            return {**piece, "properties": dict.fromkeys(ids(self._index, keys), piece["additionalProperties"])}
        if "$ref" in piece and len(piece) > 1:  # draft-07 reads nothing beside a reference
            return {**{key: value for key, value in piece.items() if key != "$ref"}, "allOf": [{"$ref": piece["$ref"]}]}
        return piece

    def _ids(self, piece: dict[str, Any], index: Index) -> dict[str, Any]:
        name = _IDS + ("-".join(piece["x-link"]) or "all")
        if name not in self._definitions:
            offered = offers(index, piece["x-link"])
            said = [str(self._labels.get(address, "")) for address in offered.values()]
            told = {"enumDescriptions": said} if any(said) else {}
            self._definitions[name] = {"enum": list(offered), **told} if offered else {"type": "string"}
        outer = {key: value for key, value in piece.items() if key in _SAYS}
        rest = {key: value for key, value in piece.items() if key not in _SAYS}
        return {**outer, "anyOf": [rest, _ref(name)]}  # the first is what an editor speaks of


def _walked(piece: Any, offer: _Offer) -> Any:
    """Rewrite every piece below this one, then this one; what the author may call anything is no piece."""
    if isinstance(piece, list):
        return [_walked(each, offer) for each in piece]
    if not isinstance(piece, dict):
        return piece
    done: dict[str, Any] = {}
    for key, value in piece.items():
        if key in ("properties", "patternProperties"):
            done[key] = {name: _walked(each, offer) for name, each in value.items()}
        elif key == "definitions":
            done[key] = value  # those that are asked for below are added while we walk
            for name in [name for name in value if not name.startswith(_IDS)]:
                value[name] = _walked(value[name], offer)
        else:
            done[key] = value if key in ("enum", "examples", "default", "required", "x-link") else _walked(value, offer)
    return offer(done)


def _in_any_case(piece: dict[str, Any]) -> dict[str, Any]:
    """Offer some words, and take them in any case, as the reader does; a boolean too where yes and no are meant."""
    words = [word for word in piece["enum"] if isinstance(word, str)]
    forms: list[dict[str, Any]] = []
    if len(words) < len(piece["enum"]):
        forms.append({"type": "boolean"})
        words = [*dict.fromkeys([*words, "true", "false", "yes", "no", "on", "off"])]
    pattern = "|".join(any_case(word) for word in words)
    forms += [{"enum": words}, {"type": "string", "pattern": f"^\\s*({pattern})\\s*$"}]
    rest = {key: value for key, value in piece.items() if key not in ("enum", "type", "examples")}
    return {**rest, "anyOf": forms}


def ids(index: Index, to: Iterable[str]) -> list[str]:
    """Return what a link to some kinds and parts may say, as short as it is clear: ``id``, ``kind/id``, ``id#part``."""
    return list(offers(index, to))


def offers(index: Index, to: Iterable[str]) -> dict[str, Address]:
    """Return what a link to some kinds and parts may say, and what each of it means."""
    wanted = list(to)
    if not wanted:
        return {str(address): address for kind in sorted(index.records) for address in _addresses(index, kind)}
    whole = [address for kind in wanted for address in _addresses(index, kind)]
    inside = [
        record.at(part)
        for record, parts in sorted(index.parts.items())
        for part, called in parts.items()
        if called in wanted
    ]
    seen: dict[str, int] = {}
    for address in whole:
        seen[address.id] = seen.get(address.id, 0) + 1
    return {
        **{address.id if seen[address.id] == 1 else str(address): address for address in whole},
        **{f"{address.id}#{address.part}": address for address in inside},
    }


def _addresses(index: Index, kind: str) -> list[Address]:
    return [Address(kind, each) for each in sorted(index.records.get(kind, ()))]


def _keys_of(written: type[Written]) -> tuple[str, ...]:
    """Return what the names in a rest lead to: the first link that its values are made of says it."""
    values = get_args(written.model_fields[written.rest].annotation)[-1:] if written.rest else ()
    for value in values:
        for info in getattr(value, "model_fields", {}).values():
            for mark in info.metadata:
                if isinstance(mark, LinkTo):
                    return mark.to
    return ()


def _offer_keys(whole: dict[str, Any], kinds: tuple[str, ...], index: Index) -> None:
    """Offer ids as names of fields where a record's rest is named by them: resources, and in each of them its parts."""
    value: Any = whole.get("additionalProperties")
    if not isinstance(value, dict):
        return
    inside = [form.get("additionalProperties") for form in value.get("anyOf", [value])]
    piece = next((each for each in reversed(inside) if isinstance(each, dict)), None)
    whole["definitions"] |= {_WHOLE: value} | ({_PIECE: piece} if piece else {})
    whole["additionalProperties"] = _ref(_WHOLE)
    for kind in kinds:
        for address in _addresses(index, kind):
            name = address.id if kind == kinds[0] else str(address)
            named: dict[str, Any] = _ref(_WHOLE)
            if piece and (parts := index.parts.get(address)):
                mapping = {"type": "object", "properties": dict.fromkeys(parts, _ref(_PIECE))}
                named = {"anyOf": [named, {**mapping, "additionalProperties": _ref(_PIECE)}]}
            whole["properties"].setdefault(name, named)


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}
