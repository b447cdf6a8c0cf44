"""A reference gets its new id, and stays spelled as fully as it was: in a field, in a text, on a page by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from hub_plugin.model.addresses import Address
from hub_plugin.model.hub import Hub
from hub_plugin.model.index import Miss
from hub_plugin.model.links import CODE

Old = Mapping[Address, Address]
IN_PROSE = re.compile(r"(\[\[\s*)([^\[\]|\n]{1,200}?)(\s*(?:\|[^\[\]\n]{1,300})?\]\])")


def retold(text: str, ids: Old) -> str | None:
    """Return a reference with its new id, written as fully as it was; None if it names none of the ids by their present name.

    Args:
        text: what is known to lead to one of the ids, or to none.
        ids: old address → new one.
    """
    core, at, version = text.strip().partition("@")
    head, sign, part = core.partition("#")
    for old, new in ids.items():
        kind = head.removesuffix(old.id)
        named = head == kind + old.id and (not kind or kind.find("/") == len(kind) - 1)
        if not old.part and named:
            core = kind + new.id + sign + part
        elif old.part and sign and part == old.part and (not head or named):
            core = f"{head}#{new.part}"
        elif old.part and not sign and head == old.part:
            core = new.part
        else:
            continue
        return core + at + version
    return None


def mentioned(target: str, hub: Hub, ids: Old, here: Address | None = None) -> str:
    """Return what stands between double brackets, with its new id if it leads to one of the ids.

    Args:
        target: as it is written.
        hub: all records, before.
        ids: old address → new one.
        here: the record in whose text it stands.
    """
    found = hub.index.resolve(target, (), here)
    if isinstance(found, Miss) or not (found in ids or found.record in ids):
        return target
    return retold(target, {old: new for old, new in ids.items() if old in (found, found.record)}) or target


def in_prose(hub: Hub, ids: Old, here: Address) -> Callable[[str], str]:
    """Return what gives all links in a text of a record their new ids; code is left alone."""

    def change(text: str) -> str:
        pieces = CODE.split(text)
        return "".join(
            each
            if number % 2
            else IN_PROSE.sub(lambda found: found[1] + mentioned(found[2], hub, ids, here) + found[3], each)
            for number, each in enumerate(pieces)
        )

    return change
