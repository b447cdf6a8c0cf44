"""Answers that were handed over become changes of a team's file, and of nothing else in it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import BeforeValidator

from hub_plugin.kinds.adoption.record import STATES, Given, Stated, as_given
from hub_plugin.model.addresses import Address
from hub_plugin.model.decode import decode
from hub_plugin.model.derive import Obligation, State
from hub_plugin.model.fields import Date, Many, TextField
from hub_plugin.model.findings import Finding, Level, Problem, did_you_mean
from hub_plugin.model.grammar_rules import WRONG_VALUE
from hub_plugin.model.hub import Hub
from hub_plugin.model.index import Miss
from hub_plugin.model.links import Context, Link, LinkTo
from hub_plugin.model.nodes import Document
from hub_plugin.model.record import Record, about, fields_of
from hub_plugin.rewriting import spelling
from hub_plugin.rewriting.draft import CannotEdit, Draft

KINDS = ("standard", "template", "tool")
FIELDS = (
    "why",
    "since",
    "version",
    "evidence",
    "plan",
    "by",
    "until",
    "approved_by",
    "provided_by",
    "unclear",
    "earlier",
)
# What an answer no longer says when its state changes, unless it is said anew.
_ONLY_WITH = {
    "plan": ("partly", "not-met"),
    "by": ("partly", "not-met"),
    "until": ("exempt",),
    "approved_by": ("exempt",),
}
Item = Annotated[Link, LinkTo((*KINDS, "requirement"), means="answers", back="answered by")]
Answerer = Annotated[Link, LinkTo(("person", "role"), means="answered by", back="answered")]


class Reply(Given):
    """One answer that was handed over, with what it answers."""

    item: Item = about("What is answered: `standard/id#requirement`, `template/id`, `tool/id`.")


class Handed(Record):
    """What a page or a command hands over."""

    team: TextField = about("The team, or `team/product`.")
    answered_by: Many[Answerer] = about("Who answered.", ())
    answered_on: Date | None = about("The day of the answers; else today.", None)
    answers: Many[Annotated[Reply, BeforeValidator(as_given)]] = about("The answers, each with its item.", ())


@dataclass(frozen=True)
class Change:
    """What a hand-over makes of a team's file.

    Args:
        source: the record of the team, or of one of its products.
        path: the file, below the content folder.
        data: its new bytes.
        items: what was answered, by its present address, each with the route of its answer in the file.
    """

    source: Address
    path: str
    data: bytes
    items: Mapping[Address, tuple[str, ...]]


def understood(document: Document, hub: Hub) -> tuple[Handed | None, tuple[Finding, ...]]:
    """Check what was handed over, field by field.

    Returns:
        It, or None, and what is wrong with it, at its places in the document.
    """
    handed, found = decode(Handed, document, Context(hub.index, Address("adoption", "handed-over"), "", hub.files))
    if handed is None:
        return None, found
    problems: list[Problem] = []
    if hub.index.present(_team(handed)) not in hub.index:
        hint = did_you_mean(_team(handed).id, hub.index.ids(["team"])) or "name a team of this hub"
        problems.append(Problem(("team",), f"no team is called '{_team(handed).id}'", hint))
    if not handed.answers:
        problems.append(Problem((), "nothing is answered", "add 'answers' with an item and a state"))
    seen: set[Address] = set()
    for number, reply in enumerate(handed.answers):
        assert reply.item.to is not None
        item = hub.index.present(reply.item.to)
        if item in seen:
            problems.append(
                Problem(("answers", number, "item"), f"'{item}' is answered a second time", "keep one of them")
            )
        seen.add(item)
    found = (
        *found,
        *(Finding(WRONG_VALUE.name, Level.ERROR, each.message, each.hint, document.place(each)) for each in problems),
    )
    return (None if any(each.level is Level.ERROR for each in found) else handed), found


def change(handed: Handed, document: Document, hub: Hub, old: Mapping[str, bytes], today: datetime.date) -> Change:
    """Write the answers into the team's file.

    Args:
        handed: what was handed over, understood.
        document: where it was read from; the answers stand in the file as they are written there.
        hub: all records.
        old: path → bytes of the content.
        today: the day that an answer without another day gets.

    Raises:
        CannotEdit: the file cannot be read, or answers the same as a whole and in parts.
    """
    source, path = _file(handed, hub)
    day = handed.answered_on or today
    before = old.get(path, b"")
    silent = all(
        not line.strip() or line.lstrip().startswith(b"#") for line in before.removeprefix(b"\xef\xbb\xbf").splitlines()
    )
    written = [dict(each) for each in _listed(document.plain().get("answers"))]
    head: dict[str, Any] = {}
    if by := document.plain().get("answered_by"):
        head["answered_by"] = by
    if silent:
        head["answered_on"] = day.isoformat()
        schema = "../" * (path.count("/") + 1) + ".coehub/schemas/adoption.json"
        start = before or f"# yaml-language-server: $schema={schema}\n".encode()
        end = "\r\n" if b"\r\n" in start else "\n"
        start += b"" if start.endswith((b"\n", b"\r")) else end.encode()
        start += "".join(line + end for line in spelling.lines(head, 0)).encode()
        draft = Draft(path, start)
    else:
        draft = Draft(path, before)
        if head and "answered_by" not in draft.plain:
            draft.set(("answered_by",), head["answered_by"])
    dated = str(draft.plain.get("answered_on") or "").strip() == day.isoformat()
    routes: dict[Address, tuple[str, ...]] = {}
    for reply, said in zip(handed.answers, written, strict=True):
        assert reply.item.to is not None
        item = hub.index.present(reply.item.to)
        said.pop("item", None)
        routes[item] = route = _route(draft, hub, item)
        draft.set(route, _answer(draft, route, said, None if dated else day.isoformat()))
    return Change(source, path, draft.data, routes)


Reread = Callable[[Mapping[str, bytes]], tuple[Iterable[Finding], Iterable[Obligation]]]


def checked(change: Change, before: Iterable[Finding], reread: Reread) -> tuple[Change, tuple[Finding, ...]]:
    """Refuse what the check would refuse; answers that an older version would get are given to the present one.

    Args:
        change: what the file is to become.
        before: what the check finds now.
        reread: returns what it would find if some files were written, and what each unit would then owe.

    Returns:
        The change, and the warnings about the file that are new.

    Raises:
        CannotEdit: the file would have an error, which is its finding.
    """
    for _ in range(2):
        found, obligations = reread({change.path: change.data})
        here = [each for each in found if each.place.path == change.path]
        if wrong := next((each for each in here if each.level is Level.ERROR), None):
            raise CannotEdit(wrong.message, wrong)
        old = [
            (each.ask.about, str(each.changed[-1][0]))
            for each in obligations
            if each.state is State.CONFIRM and each.changed and each.answer is not None and each.ask.about in change.items
            and each.answer.source == change.source and each.via is None
        ]  # fmt: skip
        if not old:
            break
        change = _confirmed(change, old)
    known = {(each.rule, each.message) for each in before if each.place.path == change.path}
    return change, tuple(
        each for each in here if each.level is Level.WARNING and (each.rule, each.message) not in known
    )


def _confirmed(change: Change, versions: Iterable[tuple[Address, str]]) -> Change:
    """Write the version into answers that would else be read as given to an older one."""
    draft = Draft(change.path, change.data)
    for item, version in versions:
        route = change.items[item]
        said = draft.value(route)
        draft.set(route, {**(said if isinstance(said, dict) else {"state": said}), "version": version})
    return replace(change, data=draft.data)


def new_product(change: Change, hub: Hub) -> str | None:
    """Return which known product of the team may be meant, where a file begins a new one; None where it does not.

    Args:
        change: what the file is to become.
        hub: all records, before.
    """
    team, _, product = change.source.id.partition("/")
    if change.path in hub.files or not product:
        return None
    known = [each.id.split("/") for each in hub.records if each.kind == change.source.kind]
    return did_you_mean(product, [steps[1] for steps in known if steps[0] == team and len(steps) > 1])


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _team(handed: Handed) -> Address:
    return Address("team", handed.team.partition("/")[0])


def _file(handed: Handed, hub: Hub) -> tuple[Address, str]:
    """Return the team's record and its file, under an old id of the team too."""
    team = hub.index.present(_team(handed))
    product = handed.team.partition("/")[2]
    for address, document in hub.documents.items():
        name, _, rest = address.id.partition("/")
        if address.kind == "adoption" and rest == product and hub.index.present(Address("team", name)) == team:
            return address, document.path
    new = Address("adoption", f"{team.id}/{product}" if product else team.id)
    return new, f"{new}.yml"


def _route(draft: Draft, hub: Hub, item: Address) -> tuple[str, ...]:
    """Return where an item is answered, or where its answer belongs."""
    blocks = [
        name
        for name in draft.plain
        if (found := hub.index.resolve(name.partition("@")[0], KINDS))
        and not isinstance(found, Miss)
        and found == item.record
    ]
    if not item.part:
        if any(_in_parts(draft.value((name,))) for name in blocks):
            raise CannotEdit(
                f"{draft.path} answers the requirements of '{item}' one by one: answer those, as '{item}#requirement'"
            )
        return (blocks[0],) if blocks else (_name(hub, item.record),)
    for name in blocks:
        value = draft.value((name,))
        for part in value if _in_parts(value) else ():
            if hub.index.present(item.record.at(part)) == item:
                return (name, part)
    open_ = [name for name in blocks if draft.value((name,)) in (None, {}) or _in_parts(draft.value((name,)))]
    if blocks and not open_:
        raise CannotEdit(
            f"{draft.path} answers '{item.record}' as a whole: answer the whole, or take out that line first"
        )
    plain = [name for name in open_ if "@" not in name]
    name = (plain or open_ or [_name(hub, item.record)])[-1]
    return (name, item.part)


def _in_parts(value: Any) -> bool:
    """Tell whether a block holds answers to parts: as kinds/adoption/record.py reads it."""
    return isinstance(value, dict) and not set(value) & {*STATES, "state"} and bool(set(value) - set(FIELDS))


def _name(hub: Hub, resource: Address) -> str:
    bare = hub.index.resolve(resource.id, KINDS) == resource
    return resource.id if bare and resource.kind == "standard" else str(resource)


def _answer(draft: Draft, route: tuple[str, ...], said: dict[str, Any], day: str | None) -> Any:
    """Return what the answer at a route becomes, in the form in which it is written."""
    old = draft.value(route)
    was, key, rest = _taken_apart(old)
    if "state" not in said:
        stated = next(each for each in STATES if each in said)
        why = said.pop(stated)
        said = {"state": stated, **({"why": why} if why is not None else {}), **said}
    state = said["state"]
    new = dict(rest)
    if was != state:
        if was:
            new.pop("why", None)
            new.pop("since", None)
        new = {name: each for name, each in new.items() if state in _ONLY_WITH.get(name, (state,))}
        if day and "since" not in said:
            said["since"] = day
        new.pop("version", None)
    for name, each in said.items():
        single = (
            isinstance(each, list)
            and len(each) == 1
            and not isinstance(old.get(name) if isinstance(old, dict) else None, list)
        )
        if name != "state":
            new[name] = each[0] if single else each
    new = {name: each for name, each in new.items() if each not in ("", None, [])}
    if was and was != state:
        new["earlier"] = [*_listed(rest.get("earlier")), _earlier(was, rest, new, draft.plain.get("answered_on"))]
    why = new.pop("why", None)
    if isinstance(old, dict):
        if key == "state" or why is None:
            made = {"state": state, **({"why": why} if why is not None else {}), **new}
        else:
            made = {state: why, **new}
        if key not in made and key in old:
            draft.rename((*route, key), next(iter(made)))
        return {
            name: made[name]
            for name in [*(each for each in draft.value(route) if each in made), *_in_order(made, draft.value(route))]
        }
    first = {state: why} if why is not None else {"state": state}
    made = first | new
    return {name: made[name] for name in [*first, *_in_order(made, first)]} if new or why is not None else state


def _earlier(was: str, rest: Mapping[str, Any], new: Mapping[str, Any], answered_on: Any) -> dict[str, Any]:
    """Return the former state, with what was said of it and is not said of the new one."""
    told = {"since": answered_on, **rest}
    kept = {name: told.get(name) for name in fields_of(Stated) if name == "since" or told.get(name) != new.get(name)}
    return {"state": was, **{name: each for name, each in kept.items() if each not in ("", None, [])}}


def _taken_apart(old: Any) -> tuple[str, str, dict[str, Any]]:
    """Return the state, the field that holds it, and everything else, the reason as 'why'."""
    if not isinstance(old, dict):
        return (old or "").strip() if isinstance(old, str | None) else "", "", {}
    key = next((name for name in old if name in STATES), "state")
    rest = {name: each for name, each in old.items() if name != key}
    if key != "state" and old[key] is not None:
        rest["why"] = old[key]
    return str(old.get("state") or "") if key == "state" else key, key, rest


def _in_order(made: Mapping[str, Any], there: Any) -> list[str]:
    return sorted(
        (name for name in made if name not in there), key=lambda name: FIELDS.index(name) if name in FIELDS else -1
    )
