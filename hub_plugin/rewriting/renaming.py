"""An id changes: its file, what lies in its folder, and every place that names it; ``was`` stays behind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from hub_plugin.model.addresses import ID_HINT, Address, has_letter, is_slug
from hub_plugin.model.facts import Facts
from hub_plugin.model.findings import Route
from hub_plugin.model.hub import Hub
from hub_plugin.model.intake import RESERVED
from hub_plugin.model.nodes import Document, Node
from hub_plugin.model.record import Part, Written
from hub_plugin.model.renderings import Rendering, renderings
from hub_plugin.model.texts import Standing
from hub_plugin.rewriting.accepting import note
from hub_plugin.rewriting.draft import CannotEdit, Draft
from hub_plugin.rewriting.following_siblings import beside, follow_in_sibling, renamed_step, widen_in_sibling
from hub_plugin.rewriting.references import Old, in_prose, retold

Respelling = tuple[Route, bool, Callable[[str], str]]


@dataclass(frozen=True)
class Renaming:
    """What a new id changes.

    Args:
        moved: old path → new path.
        written: path, the new one, → bytes.
        bare: the same without ``was``: what the hub would be if nobody remembered the old id.
        places: path, line and text of every place that is changed, as it stands now.
        ids: every old address that changes → the new one.
    """

    moved: Mapping[str, str]
    written: Mapping[str, bytes]
    bare: Mapping[str, bytes]
    places: tuple[tuple[str, int, str], ...]
    ids: Mapping[Address, Address]


def new_address(hub: Hub, old: Address, text: str) -> Address:
    """Return the address that a record or part is to have.

    Raises:
        CannotEdit: it is no id, lies elsewhere, or is taken; or the record cannot be read.
    """
    if old.record not in hub.documents or old.record not in hub.records:
        raise CannotEdit(f"'{old.record}' has to be mended first: run 'coehub check'")
    head, sign, part = text.strip().partition("#")
    name = head.removeprefix(f"{old.kind}/") if head != old.kind else old.id
    new = Address(old.kind, name or old.id, part)
    if bool(old.part) != bool(sign):
        raise CannotEdit(f"'{old}' is a {'part' if old.part else 'record'}: write the new name as '{_example(old)}'")
    if old.part and new.record != old.record:
        raise CannotEdit(f"a part stays in its record: write '{_example(old)}'")
    if new == old:
        raise CannotEdit(f"'{old}' is called so already")
    if old.kind == old.id and not old.part:
        raise CannotEdit("hub.yml keeps its name")
    steps = [part] if old.part else new.id.split("/")
    if not old.part and steps[:-1] != old.id.split("/")[:-1]:
        raise CannotEdit(f"'{old}' stays in its folder: write '{_example(old)}'")
    if not is_slug(steps[-1]) or not (has_letter(steps[-1]) or len(steps) > 1):
        raise CannotEdit(f"'{steps[-1][:80]}' is not an id: {ID_HINT}")
    if not old.part and (steps[-1] in RESERVED or steps[-1] in hub.kinds):
        raise CannotEdit(f"'{steps[-1]}' is a word that the format needs itself")
    if new in hub.index:
        raise CannotEdit(f"there is already a '{new}'")
    if hub.index.renamed.get(new, old) != old:
        raise CannotEdit(
            f"'{new}' is what '{hub.index.renamed[new]}' was called; links to that name would lead elsewhere"
        )
    return new


def rename(hub: Hub, contents: Mapping[str, bytes], facts: Facts, old: Address, new: Address) -> Renaming:
    """Follow an id through all files of the content folder; what lies in a source is another repository's, and goes on working by ``was``.

    Args:
        hub: all records.
        contents: path → bytes.
        facts: what the records state; they tell which keys name parts.
        old: what it is called.
        new: what it is to be called, from :func:`new_address`.

    Raises:
        CannotEdit: a file cannot be read or changed, a new path is taken, or the record lies in a source.
    """
    if (there := hub.origin(hub.documents[old.record].path)).startswith("../"):
        raise CannotEdit(
            f"'{old.record}' lies in a source, at '{there.removeprefix('../')}': rename it in the repository of the source"
        )
    ids = {old: new} if old.part else {old: new, **_below(hub, facts, old, new)}
    ids = {before: after for before, after in ids.items() if hub.documents[before.record].path not in hub.origins}
    moved = {} if old.part else _moves(hub, ids, old, new)
    if taken := sorted(set(moved.values()) & (hub.files - set(moved))):
        raise CannotEdit(f"'{taken[0]}' is in the way")
    changes: dict[str, dict[tuple[Route, bool], Respelling]] = defaultdict(dict)
    bodies = {
        each.path: hub.kinds[address.kind].body
        for address, all_ in hub.documents.items()
        for each in (all_, *all_.fragments, *(beside.document for beside in hub.siblings.get(address, ())))
    }
    for document, route, on_key, change in _references(hub, facts, ids):
        if (
            not document.path.endswith(".csv") and document.path not in hub.origins
        ):  # a table's cells go on working by `was`
            changes[document.path][route, on_key] = (route, on_key, change)
    if old.part:
        home, at = _definition(hub, old)
    else:
        home, at = hub.documents[old], ()
    drafts = {path: Draft(path, contents[path], bodies[path]) for path in {*changes, home.path}}
    places = []
    for path, asked in sorted(changes.items()):
        for route, on_key, _ in asked.values():
            node = drafts[path].document.find(route)
            line = (node.key if on_key and node.key else node.span).line
            places.append((path, line + 1, drafts[path].document.lines[line].strip()))
        drafts[path].respell(asked.values())
    draft = drafts[home.path]
    if old.part:
        at = _rename_part(draft, hub, old, new, at)
    for address, path in ((address, path) for address, path in beside(hub) if path not in hub.origins):
        made = Draft(path, contents[path], bodies[path])
        named = (old.part, new.part) if old.part and old.record == address else None
        if told := follow_in_sibling(made, in_prose(hub, ids, address), named):
            drafts[path] = made
            places += [(path, line, made.document.lines[line - 1].strip()) for line in told]
    for each, path in _retold(hub, ids):
        drafts[path] = drafts.get(path) or Draft(path, contents[path], bodies[path])
        with suppress(CannotEdit):  # then it is behind, and somebody reads it through
            note(drafts[path], each)
    bare = {moved.get(path, path): each.data for path, each in drafts.items()}
    widened = _leave_behind(draft, hub, old, new, at)
    for address, path in beside(hub) if widened else ():
        if address == old.record and path not in hub.origins:
            drafts[path] = drafts.get(path) or Draft(path, contents[path], bodies[path])
            widen_in_sibling(drafts[path], new.part, widened)
    written = {moved.get(path, path): each.data for path, each in drafts.items()}
    return Renaming(moved, written, bare, tuple(dict.fromkeys(places)), ids)


def _retold(hub: Hub, ids: Old) -> Iterator[tuple[Rendering, str]]:
    """Yield the complete translations of texts in which a link changes, with what the text will say, and their files."""
    old, new = next(iter(ids.items()))
    for each in renderings(hub):
        text = in_prose(hub, ids, each.about.record)(each.text)
        path = each.place.path
        if each.hashed and each.standing is Standing.COMPLETE and text != each.text and path not in hub.origins:
            own = old.part and each.about.record == old.record
            steps = (
                renamed_step(step, old.part, new.part) if own and isinstance(step, str) else step for step in each.mark
            )
            yield replace(each, text=text, mark=tuple(steps)), path


def _example(old: Address) -> str:
    return (
        f"{old.record}#new-name"
        if old.part
        else str(Address(old.kind, "/".join([*old.id.split("/")[:-1], "new-name"])))
    )


def _below(hub: Hub, facts: Facts, old: Address, new: Address) -> dict[Address, Address]:
    """Return what changes its id because a step of it is the old one: sessions of a series, answers of a team."""
    found: dict[Address, Address] = {}
    folder = hub.kinds[old.kind].folder
    for address in hub.documents:
        kind, steps = hub.kinds[address.kind], address.id.split("/")
        if kind.folder == folder and kind.depth and address.id.startswith(old.id + "/"):
            found[address] = Address(address.kind, new.id + address.id.removeprefix(old.id))
            continue
        belongs = kind.belongs or (("team",) if not kind.page else ())
        for number, name in enumerate(belongs):
            if name == old.kind and steps[number : number + 1] == [old.id]:
                steps[number] = new.id
                found[address] = Address(address.kind, "/".join(steps))
    for (
        fact
    ) in facts:  # what speaks for a group and has its id as a further step of its own: a team's sheet in a series
        steps = fact.source.id.split("/")
        if (
            old in (getattr(fact, "group", None), getattr(fact, "who", None))
            and old.id in steps[1:]
            and fact.source not in found
        ):
            found[fact.source] = Address(
                fact.source.kind, "/".join([steps[0], *(new.id if each == old.id else each for each in steps[1:])])
            )
    return found


def _moves(hub: Hub, ids: Old, old: Address, new: Address) -> dict[str, str]:
    """Return which file goes where; what a record names keeps its own name, and stays beside it."""
    moved: dict[str, str] = {}
    for before, after in ids.items():
        path = hub.documents[before].path
        stem, dot, ending = path.rpartition(".")
        steps = before.id.split("/")
        start = stem.split("/")[: -len(steps)]
        moved[path] = "/".join([*start, *after.id.split("/")]) + dot + ending
        for each in hub.siblings.get(before, ()):
            if each.of == path and each.document.path not in hub.origins:
                beside = each.document.path
                moved[beside] = moved[path].removesuffix(dot + ending) + beside.removeprefix(stem)
    stem = hub.documents[old].path.rpartition(".")[0]
    if hub.kinds[old.kind].depth or hub.kinds[old.kind].fragments:
        for path in hub.files:
            if path.startswith(stem + "/") and path not in moved and path not in hub.origins:
                moved[path] = f"{stem.rpartition('/')[0]}/{new.id.rpartition('/')[2]}{path.removeprefix(stem)}"
    return moved


def _references(hub: Hub, facts: Facts, ids: Old) -> Iterator[tuple[Document, Route, bool, Callable[[str], str]]]:
    """Yield every place that names one of the ids: fields, prose, keys."""

    def change(text: str) -> str:
        return retold(text, ids) or text

    for edge in hub.edges():
        if edge.to not in ids and edge.to.record not in ids:
            continue
        document = hub.documents[edge.source.record].holder(edge.route)
        route, node = _written(document, edge.route)
        if edge.means == "mentions":
            in_text = in_prose(hub, ids, edge.source.record)
            for below, each in node.walk(route):
                if isinstance(each.value, str) and in_text(each.value) != each.value:
                    yield document, below, False, in_text
        elif isinstance(node.value, str) and change(node.value) != node.value:
            yield document, route, False, change
        elif route and isinstance(route[-1], str) and change(route[-1]) != route[-1]:
            yield document, route, True, change
    for address, record in hub.records.items():
        for route, key in _address_keys(record, ()):
            if key in ids:
                document = hub.documents[address].holder(route)
                above, node = _written(document, route)
                for name in node.value if isinstance(node.value, dict) else ():
                    if hub.index.resolve(name, (key.kind,)) == key and change(name) != name:
                        yield document, (*above, name), True, change
    for fact in facts:
        if fact.about in ids and fact.about.part and fact.source.record != fact.about.record:
            document = hub.documents[fact.source.record].holder(fact.route)
            route, _ = _written(document, fact.route)
            if route and route[-1] == fact.about.part:
                yield document, route, True, lambda _old, new=ids[fact.about].part: new  # type: ignore[misc]


def _address_keys(value: Any, route: Route) -> Iterator[tuple[Route, Address]]:
    """Yield the keys that are ids of records (``by_team: {payments: 78}``), with the route of what holds them."""
    if isinstance(value, Written):
        for name, info in type(value).model_fields.items():
            yield from _address_keys(getattr(value, name), (*route, info.alias or name))
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if isinstance(name, Address):
                yield route, name
            else:
                yield from _address_keys(each, (*route, name))
    elif isinstance(value, tuple) and not isinstance(value, Address):
        for number, each in enumerate(value):
            yield from _address_keys(each, (*route, number))


def _written(document: Document, route: Route) -> tuple[Route, Node]:
    """Return the steps of a route that the author wrote, and the node there; a short form has fewer."""
    node, steps = document.root, []
    for step in route:
        child = node.child(step)
        if child is None:
            continue
        steps.append(
            next(n for n, each in enumerate(node.value) if each is child) if isinstance(node.value, list) else step
        )
        node = child
    return tuple(steps), node


def _definition(hub: Hub, old: Address) -> tuple[Document, Route]:
    """Return where a part is written."""
    part = hub.part(old)
    whole = hub.documents[old.record]
    fields = {
        name for address, each in hub.records.items() if address == old.record for name in type(each).model_fields
    }
    for document in (whole, *whole.fragments):
        for route, node in document.root.walk():
            named = route[-1:] == (old.part,) and len(route) > 1 and route[0] in fields
            listed = isinstance(node.value, dict) and (i := node.value.get("id")) is not None and i.value == old.part
            if (named and (node.plain() is None or isinstance(node.value, str | dict))) or listed:
                return document, route
    raise CannotEdit(f"'{old}' cannot be found in {whole.path}" if part else f"{whole.path} has to be mended first")


def _rename_part(draft: Draft, hub: Hub, old: Address, new: Address, at: Route) -> Route:
    body = hub.kinds[old.kind].body
    if body and isinstance(draft.plain.get(body), str) and draft.path.endswith(".md"):
        heading = re.compile(rf"(?m)^(##+ +){re.escape(old.part)}(?= *#* *$)")
        draft.respell([((body,), False, lambda text: heading.sub(rf"\g<1>{new.part}", text))])
    if isinstance(at[-1], int):
        draft.set((*at, "id"), new.part)
        return at
    draft.rename(at, new.part)
    return (*at[:-1], new.part)


def _leave_behind(draft: Draft, hub: Hub, old: Address, new: Address, at: Route) -> str:
    """Write the old id into ``was``; one that is taken up again leaves it.

    Returns:
        The field that a part's text has now, where it was all that was written of the part; else nothing.
    """
    value = draft.value(at) if at else draft.plain
    widened = ""
    if not isinstance(value, dict):
        part = hub.part(old)
        widened = part.main if isinstance(part, Part) and value is not None else ""
        value = {widened: value} if widened else {}
    if "/" in old.id and not old.part:
        return ""  # the id of what lies in a folder is no single word; its old name works while its series remembers its own
    was = value.get("was")
    before = [each for each in (was if isinstance(was, list) else [was] if was else []) if each != (new.part or new.id)]
    ids = [*before, old.part or old.id]
    draft.set(at, {**value, "was": ids if len(ids) > 1 or isinstance(was, list) else ids[0]})
    return widened
