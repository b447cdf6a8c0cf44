"""Answers that were handed over become changes of a team's file, and of nothing else in it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hub_plugin.kinds.adoption.record import RESOURCES, Given, Stated, in_full, in_parts, state_key
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Obligation, State
from hub_plugin.model.findings import Finding, Level, did_you_mean
from hub_plugin.model.hub import Hub
from hub_plugin.model.index import Miss
from hub_plugin.model.nodes import Document
from hub_plugin.model.record import fields_of
from hub_plugin.rewriting import spelling
from hub_plugin.rewriting.draft import CannotEdit, Draft
from hub_plugin.rewriting.handed import Handed

# What an answer no longer says when its state changes, unless it is said anew.
_ONLY_WITH = {
    "plan": ("partly", "not-met"),
    "by": ("partly", "not-met"),
    "until": ("exempt",),
    "approved_by": ("exempt",),
}


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


def _file(handed: Handed, hub: Hub) -> tuple[Address, str]:
    """Return the team's record and its file, under an old id of the team too."""
    team = hub.index.present(handed.of)
    product = handed.product
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
        if (found := hub.index.resolve(name.partition("@")[0], RESOURCES))
        and not isinstance(found, Miss)
        and found == item.record
    ]
    if not item.part:
        if any(in_parts(draft.value((name,))) for name in blocks):
            raise CannotEdit(
                f"{draft.path} answers the requirements of '{item}' one by one: answer those, as '{item}#requirement'"
            )
        return (blocks[0],) if blocks else (_name(hub, item.record),)
    for name in blocks:
        value = draft.value((name,))
        for part in value if in_parts(value) else ():
            if hub.index.present(item.record.at(part)) == item:
                return (name, part)
    open_ = [name for name in blocks if draft.value((name,)) in (None, {}) or in_parts(draft.value((name,)))]
    if blocks and not open_:
        raise CannotEdit(
            f"{draft.path} answers '{item.record}' as a whole: answer the whole, or take out that line first"
        )
    plain = [name for name in open_ if "@" not in name]
    name = (plain or open_ or [_name(hub, item.record)])[-1]
    return (name, item.part)


def _name(hub: Hub, resource: Address) -> str:
    bare = hub.index.resolve(resource.id, RESOURCES) == resource
    return resource.id if bare and resource.kind == "standard" else str(resource)


def _answer(draft: Draft, route: tuple[str, ...], said: dict[str, Any], day: str | None) -> Any:
    """Return what the answer at a route becomes, in the form in which it is written."""
    old = draft.value(route)
    rest = in_full(old)
    was = each.strip() if isinstance(each := rest.pop("state", ""), str) else ""
    said = in_full(said)
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
        key = state_key(old)
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


def _in_order(made: Mapping[str, Any], there: Any) -> list[str]:
    fields = list(fields_of(Given))
    return sorted(
        (name for name in made if name not in there), key=lambda name: fields.index(name) if name in fields else -1
    )
