"""A field in a form: what its type says becomes a widget of the form tool, and the shape by which its value goes to the file and back.

A type that has one obvious widget gets that. What has several forms (a schedule, a limit, a mapping of words to answers) is written as it
stands in the file, in a text field. Nothing here knows a kind: the marks on the types say everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BeforeValidator, WithJsonSchema
from pydantic.fields import FieldInfo

from hub_plugin.model import fields as types
from hub_plugin.model.fields import Sentence, Widened
from hub_plugin.model.files import FileBeside
from hub_plugin.model.links import IdOf, LinkTo
from hub_plugin.model.record import Part, PartsOf, Record, Written, fields_of
from hub_plugin.model.texts import Prose, Text

DEEPEST = 2  # how often a class may stand inside itself; further down the file stays as it is
MINIMIZED = {
    "collapsed": True,
    "minimize_collapsed": True,
    "default": [],
}  # else a new record would begin with one empty item
Plain = dict[str, Any]


class Way(StrEnum):
    """How a field is shown in the form."""

    FORM = "form"  # a widget of its own
    WRITTEN = "written"  # as it stands in the file
    LEFT = "left"  # not at all


@dataclass(frozen=True)
class Shown:
    """One field of a form.

    Args:
        widget: what the form tool is told.
        shape: what ``shapes.js`` is told.
        way: how it is shown.
        below: what lies inside and is not shown by a widget: its name, dotted, and how it is.
    """

    widget: Plain
    shape: Plain
    way: Way = Way.FORM
    below: tuple[tuple[str, Way], ...] = ()


@dataclass
class _Type:
    """A type taken apart: what is inside of everything that wraps it, and all that is said of it on the way."""

    inner: Any
    marks: list[Any] = field(default_factory=list)

    def mark(self, kind: type[Any]) -> Any:
        return next((each for each in self.marks if isinstance(each, kind)), None)


def _apart(annotation: Any, metadata: Sequence[Any] = ()) -> _Type:
    marks = list(metadata)
    while True:
        if get_origin(annotation) is Annotated:
            inside = get_args(annotation)
            annotation, marks = inside[0], [*marks, *inside[1:]]
        elif type(None) in get_args(annotation):
            annotation = Union[tuple(each for each in get_args(annotation) if each is not type(None))]  # noqa: UP007
        else:
            return _Type(annotation, marks)


def _sentence(annotation: Any) -> str:
    found: Sentence = _apart(annotation).mark(Sentence)
    return found.says


_DATE, _BOOLEAN, _SLUG, _URL, _FILE = map(
    _sentence, (types.Date, types.Boolean, types.Slug, types.Url, FileBeside)
)  # fmt: skip
_PATTERNS = {
    _SLUG: ("^[a-z0-9]+(-[a-z0-9]+)*$", "an id: small letters, digits and hyphens"),
    _URL: (r"^(https?://|mailto:)\S+$", "an address that starts with https://, http:// or mailto:"),
}


def fields(written: type[Written]) -> dict[str, Shown]:
    """Return the fields of a class as a form shows them, by the names that authors write; what every record has comes last."""
    return _fields(written, (written,), asked=True)


def _fields(written: type[Written], above: tuple[type[Written], ...], asked: bool) -> dict[str, Shown]:
    base = Record if issubclass(written, Record) else Part
    known = sorted(fields_of(written).items(), key=lambda each: each[0] in base.model_fields)
    return {name: _named(name, info, above, asked) for name, info in known if name != written.rest}


def _named(name: str, info: FieldInfo, above: tuple[type[Written], ...], asked: bool) -> Shown:
    """Return a field with its name, its sentence, and whether it must be filled in.

    A form tool asks for what must stand in a group even while the group is empty, so nothing in an optional one is asked for.
    """
    must = info.is_required() and asked
    made = _shown(_apart(info.annotation, info.metadata), above, must)
    if made.way is Way.LEFT:
        return made
    head = {"name": name, "label": name.replace("_", " ").capitalize(), "hint": _hint(info, made), "required": must}
    widget, shape = {**head, **made.widget}, made.shape
    if shape["is"] == "flag":
        default = info.default if isinstance(info.default, bool) else False
        widget, shape = {**widget, "default": default, "required": False}, {**shape, "default": default}
    return Shown(widget, shape, made.way, made.below)


def _hint(info: FieldInfo, made: Shown) -> str:
    says = (info.description or "").replace("`", "'")
    if isinstance(info.default, str) and info.default:
        says += f" If nothing is chosen: {info.default}."
    if made.way is Way.WRITTEN:
        sentence: Sentence | None = _apart(info.annotation, info.metadata).mark(Sentence)
        more = f": {sentence.says}, for instance {sentence.example}" if sentence else ""
        says += f" Written as in the file{more}."
    return says.strip()


_TEXT: Plain = {"is": "text"}
_YAML = Shown({"widget": "text"}, {"is": "yaml"}, Way.WRITTEN)
_LEFT = Shown({}, {}, Way.LEFT)


def _shown(of: _Type, above: tuple[type[Written], ...], asked: bool) -> Shown:
    if (parts := of.mark(PartsOf)) is not None:
        return _parts(parts.part(), of, above)
    if get_origin(of.inner) is tuple and of.mark(WithJsonSchema) is None:  # else it is written in a way of its own
        return _list(_apart(get_args(of.inner)[0]), above)
    if get_origin(of.inner) is dict:
        return _pairs(of, above)
    if _is_group(of):
        return _group(of.inner, of.marks, above, asked)
    if (link := of.mark(LinkTo)) is not None:
        return Shown(_link(link), _TEXT)
    return _leaf(of)


def _is_group(of: _Type) -> bool:
    return isinstance(of.inner, type) and issubclass(of.inner, Written)


def _link(link: LinkTo | IdOf) -> Plain:
    """A choice of what there is; where other words are taken too, a text."""
    if isinstance(link, LinkTo) and (link.outside or link.words):
        return {"widget": "string"}
    return {"widget": "select", "options": {"links": list(link.to)}}


def _leaf(of: _Type) -> Shown:
    sentence: Sentence | None = of.mark(Sentence)
    says = sentence.says if sentence else ""
    schema = next((each.json_schema or {} for each in of.marks if isinstance(each, WithJsonSchema)), {})
    if of.inner is Prose:
        return Shown({"widget": "text"}, {"is": "text", "long": True})
    if isinstance(of.inner, type) and issubclass(of.inner, Text):
        return Shown({"widget": "string"}, _TEXT)
    if says == _BOOLEAN:
        return Shown({"widget": "boolean"}, {"is": "flag"})
    if says == _DATE:
        day = "YYYY-MM-DD"
        return Shown(
            {"widget": "datetime", "format": day, "date_format": day, "time_format": False, "default": ""}, _TEXT
        )
    if says == _FILE:
        return Shown({"widget": "file", "choose_url": False, "media_folder": "", "public_folder": ""}, _TEXT)
    if "enum" in schema:
        return Shown({"widget": "select", "options": [str(each) for each in schema["enum"]]}, _TEXT)
    if any(_holds(form) for form in schema.get("anyOf", (schema,))):
        return _YAML
    pattern = {"pattern": list(_PATTERNS[says])} if says in _PATTERNS else {}
    return Shown({"widget": "string", **pattern}, _TEXT)


def _holds(schema: Mapping[str, Any]) -> bool:
    """Whether a form of a value is more than one text."""
    kinds = schema.get("type", [])
    return bool({"object", "array"} & set([kinds] if isinstance(kinds, str) else kinds)) or bool(
        {"properties", "items"} & set(schema)
    )


def _list(of: _Type, above: tuple[type[Written], ...]) -> Shown:
    inner = _shown(of, above, asked=True)
    if inner.way is Way.WRITTEN:
        return _YAML
    if inner.way is Way.LEFT:
        return _LEFT
    shape: Plain = {"is": "list", "of": inner.shape}
    if inner.shape["is"] == "group":
        return Shown({"widget": "list", "fields": inner.widget["fields"], **MINIMIZED}, shape, below=inner.below)
    if of.inner not in (Text, Prose) and not inner.shape.get("long"):
        shape["flow"] = True
    if inner.widget["widget"] == "select":
        return Shown({**inner.widget, "multiple": True}, shape)
    return Shown({"widget": "list", "default": [], "field": {"name": "each", "label": "Entry", **inner.widget}}, shape)


def _group(written: type[Written], marks: Sequence[Any], above: tuple[type[Written], ...], asked: bool) -> Shown:
    if above.count(written) >= DEEPEST:
        return _LEFT
    main = _main(written, marks)
    if main is None:
        return _YAML
    inside = _fields(written, (*above, written), asked)
    return _grouped(inside, main)


def _grouped(inside: Mapping[str, Shown], main: str) -> Shown:
    kept = {name: each for name, each in inside.items() if each.way is not Way.LEFT}
    shape = {"is": "group", "main": main, "fields": {name: each.shape for name, each in kept.items()}}
    below = tuple(each for name, shown in inside.items() for each in odd(name, shown))
    return Shown(
        {"widget": "object", "collapsed": True, "fields": [each.widget for each in kept.values()]}, shape, below=below
    )


def odd(name: str, shown: Shown) -> Iterator[tuple[str, Way]]:
    """Yield what is shown by no widget in a field, the field itself or what lies inside: its name, dotted, and how it is."""
    if shown.way is not Way.FORM:
        yield name, shown.way
    for inner, way in shown.below:
        yield f"{name}.{inner}", way


def _main(written: type[Written], marks: Sequence[Any]) -> str | None:
    """Return the field that stands for the whole group where the author writes no group; None: it has other forms besides."""
    probe: Plain = {"properties": {name: {"field": name} for name in fields_of(written)}, "required": []}
    forms = [form for mark in marks if isinstance(mark, Widened) for form in mark.forms(probe)]
    named = [form["field"] for form in forms if "field" in form]
    if any(form != types.NULL and "field" not in form for form in forms):
        return None
    return str(named[0]) if named else ""


def _parts(part: type[Written], of: _Type, above: tuple[type[Written], ...]) -> Shown:
    if above.count(part) >= DEEPEST:
        return _LEFT
    inside = _fields(part, (*above, part), asked=True)
    group = _grouped(inside, part.main)
    pattern = {"pattern": [_PATTERNS[_SLUG][0], _PATTERNS[_SLUG][1]]}
    said: Sentence | None = _apart(get_args(of.inner)[0]).mark(Sentence)
    own_key = (
        {"hint": f"{said.says}, such as {said.example}"} if said else {"hint": "The name in addresses.", **pattern}
    )
    key = {"name": "id", "label": "Id", "widget": "string", "required": True, **own_key}
    summary = f"{{{{fields.id}}}} · {{{{fields.{part.main or ('title' if 'title' in inside else 'id')}}}}}"
    return Shown({"widget": "list", "fields": [key, *group.widget["fields"]], "summary": summary, **MINIMIZED},
                 {"is": "parts", "of": group.shape}, below=group.below)  # fmt: skip


def _pairs(of: _Type, above: tuple[type[Written], ...]) -> Shown:
    key, value = (_apart(each) for each in get_args(of.inner))
    inner = _shown(value, above, asked=True)
    if inner.way is Way.LEFT:
        return _LEFT
    if of.mark(BeforeValidator) or (inner.way is Way.WRITTEN and _is_group(value)):
        return _YAML  # it has other forms besides
    of_key = key.mark(IdOf)
    first = {"name": "key", "label": "Name", "required": True, **(_link(of_key) if of_key else {"widget": "string"})}
    second = {"name": "value", "label": "Value", "required": True, **inner.widget}
    return Shown({"widget": "list", "fields": [first, second], "summary": "{{fields.key}}", **MINIMIZED},
                 {"is": "pairs", "of": inner.shape}, below=tuple(odd("…", inner)))  # fmt: skip
