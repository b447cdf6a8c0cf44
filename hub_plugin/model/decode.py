"""A document becomes a typed record, and every mistake in it becomes one finding at its place."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any, TypeVar, get_args, get_origin

from pydantic import ValidationError

from hub_plugin.model import grammar_rules
from hub_plugin.model.findings import KEY, Finding, Problem, Route, did_you_mean, nearest
from hub_plugin.model.index import Miss
from hub_plugin.model.links import NO_SUCH, Context, in_prose, relative_in_prose
from hub_plugin.model.nodes import Document
from hub_plugin.model.record import Part, Record, Written, fields_of
from hub_plugin.model.rules import Rule
from hub_plugin.model.texts import Prose, Text

R = TypeVar("R", bound=Record)
SHOWN = 80  # characters of a text that a hint repeats


def decode(
    record: type[R], document: Document, context: Context, said: bool = False
) -> tuple[R | None, tuple[Finding, ...]]:
    """Check one document against the class of its kind.

    Args:
        record: the class.
        document: what was read.
        context: ids and files that links and file names are looked up in.
        said: list the texts and files in the context, each with its node, because somebody looks after their translations.

    Returns:
        The record, or None if a field is wrong, and what was found.
    """
    data = gather(record, document.plain(said))
    try:
        made = record.model_validate(data, context=context)
    except ValidationError as error:
        return None, tuple(found(rule, document, problem) for rule, problem in _problems(record, error))
    made._address = context.here
    return made, tuple(found(rule, document, problem) for rule, problem in _prose_links(made, context))


def found(rule: Rule, document: Document, problem: Problem) -> Finding:
    """Turn what a rule says of a document into a finding."""
    return rule.found(problem.message, problem.hint, document.place(problem))


def gather(written: type[Written], data: dict[str, Any]) -> dict[str, Any]:
    """Move the fields that a record does not name into the one that takes the rest, if it has one."""
    if not written.rest:
        return data
    known = set(fields_of(written)) - {written.rest}
    rest = {name: value for name, value in data.items() if name not in known}
    return {**{name: value for name, value in data.items() if name in known}, written.rest: rest}


def _problems(record: type[Record], error: ValidationError) -> Iterator[tuple[Rule, Problem]]:
    errors = error.errors(include_url=False, include_input=True)
    misspelt = {
        (*each["loc"][:-1], nearest(str(each["loc"][-1]), fields_of(where)))
        for each in errors
        if each["type"] == "extra_forbidden"
        and (where := _class_at(record, each["loc"][:-1]))
        and each["loc"][-1] not in where.elsewhere
    }
    for each in errors:
        route = tuple(each["loc"])
        context = each.get("ctx", {})
        on_key = bool(route) and route[-1] == KEY
        route = route[:-1] if on_key else route
        if each["type"] == "missing" and route in misspelt:
            continue
        if each["type"] == "missing" or each["type"] == "too_short":
            name = str(route[-1])
            where = _class_at(record, route[:-1])
            info = fields_of(where).get(name) if where else None
            says = (info.description or "") if info else ""
            yield grammar_rules.MISSING, Problem(route[:-1], f"'{name}' is missing", says, on_key=True)
        elif each["type"] == "extra_forbidden":
            name = str(route[-1])
            where = _class_at(record, route[:-1])
            known = list(fields_of(where)) if where else []
            meant = where.elsewhere.get(name, "") if where else ""
            hint = meant or did_you_mean(name, known) or ("known here: " + ", ".join(sorted(known)))
            yield grammar_rules.UNKNOWN, Problem(route, f"the field '{name[:60]}' is not known here", hint, on_key=True)
        elif "message" in context:
            rule = grammar_rules.BY_NAME[each["type"]]
            for inner, message, hint in context.get("more", [((), context["message"], context["hint"])]):
                named = inner[-1:] == (KEY,)
                way = (*route, *(inner[:-1] if named else inner))
                yield rule, Problem(way, message, hint, on_key or named, context["needle"])
        else:
            message = f"expected fields, found {_found(each['input'])}" if "type" in each["type"] else each["msg"]
            hint = _fields_wanted(_class_at(record, route), each["input"])
            yield grammar_rules.WRONG_VALUE, Problem(route, message, hint, on_key)


def _fields_wanted(inside: type[Written] | None, value: Any) -> str:
    """Return what to write where fields are expected: for a bare statement, the words that say how strong it is."""
    if inside is None:
        return "write 'name: value' lines below it"
    if isinstance(value, str) and issubclass(inside, Part) and inside.either:
        first, *others = inside.either
        shown = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
        return f"write below it '{first}: {shown}' (or {', '.join(others)})"
    return f"write its fields below it, each on a line of its own: {', '.join(list(fields_of(inside))[:3])} …"


def _found(value: Any) -> str:
    return "nothing" if value is None else "a list" if isinstance(value, list) else "a text"


def _prose_links(record: Record, context: Context) -> Iterator[tuple[Rule, Problem]]:
    context.walked = record.walk()
    for route, _, value in context.walked:
        if isinstance(value, Text):
            for text in value.others.values() or (value,):
                yield from links_of(text, isinstance(value, Prose), route, context)


def links_of(text: str, prose: bool, route: Route, context: Context) -> Iterator[tuple[Rule, Problem]]:
    """Yield what is wrong with the links inside a text."""
    for whole, target, _label in in_prose(text):
        miss = context.index.resolve(target, (), context.here)
        if isinstance(miss, Miss):
            yield grammar_rules.BY_NAME[miss.rule], Problem(route, miss.message, miss.hint or NO_SUCH, needle=whole)
    for target in relative_in_prose(text) if prose else ():
        message = f"'{target}' is no whole address, so the link leads nowhere from other pages"
        hint = "write [[kind/id|words]], or a whole address"
        yield grammar_rules.RELATIVE, Problem(route, message, hint, needle=target)


def _class_at(written: type[Written], route: Route) -> type[Written] | None:
    """Return the class of the value at a route, following the annotations."""
    at: Any = written
    for step in route:
        at = _bare(at)
        if get_origin(at) in (tuple, list):
            at = get_args(at)[0]
        elif get_origin(at) is dict:
            at = get_args(at)[1]
        elif isinstance(at, type) and issubclass(at, Written):
            info = fields_of(at).get(str(step)) or (fields_of(at).get(at.rest) if at.rest else None)
            if info is None:
                return None
            at = info.annotation
        else:
            return None
    return inner_class(at)


def inner_class(annotation: Any) -> type[Written] | None:
    """Return the class of fields inside an annotation (``Many[Change]`` → ``Change``), or None."""
    at = _inner(annotation)
    return at if isinstance(at, type) and issubclass(at, Written) else None


def _bare(annotation: Any) -> Any:
    """Strip what says the same of the same value: Optional, Annotated."""
    while get_origin(annotation) in (typing.Annotated, typing.Union, types.UnionType):
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    return annotation


def _inner(annotation: Any) -> Any:
    """Strip what wraps a type: Optional, Annotated, tuple, dict."""
    while not isinstance(annotation, type) or get_origin(annotation) in (tuple, dict, list):
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is typing.Annotated:
            annotation = arguments[0]
        elif origin in (typing.Union, types.UnionType):
            annotation = next(each for each in arguments if each is not type(None))
        elif origin is tuple:
            annotation = arguments[0]
        elif origin is dict:
            annotation = arguments[1]
        else:
            return annotation
    return annotation
