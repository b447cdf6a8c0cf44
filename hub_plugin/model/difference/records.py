"""Which records came, went, changed, or go by another name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hub_plugin.model.addresses import Address
from hub_plugin.model.difference.sides import Side
from hub_plugin.model.record import Part

ALIKE = 0.6  # the share of lines that two files have in common when they are taken for one that was renamed
MOST_PAIRS = 2500  # beyond that only `was` tells


@dataclass(frozen=True)
class Renamed:
    """A record that has another name now; ``by_was``: it says so itself, so old links, answers and pages go on working."""

    old: Address
    new: Address
    by_was: bool


@dataclass(frozen=True)
class Changed:
    """A record that says something else now.

    Args:
        about: the record.
        fields: the fields that differ, as authors write them, those apart that hold nothing but parts.
        added, removed, changed: ids of parts.
        renamed: old and new ids of parts.
    """

    about: Address
    fields: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Records:
    """All of that, by address; and the records that cannot be read on one side, of which nothing more can be said."""

    added: tuple[Address, ...] = ()
    removed: tuple[Address, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    changed: tuple[Changed, ...] = ()
    broken: tuple[Address, ...] = ()
    _names: dict[Address, Address] = field(default_factory=dict, repr=False)

    def present(self, address: Address) -> Address:
        """Return how a record or part of the old side is called on the new one."""
        if address in self._names:
            return self._names[address]
        record = self._names.get(address.record, address.record)
        there = record.at(address.part) if address.part else record
        return self._names.get(there, there)


def records(before: Side, after: Side) -> Records:
    """Compare the records of two sides."""
    old, new = _all(before), _all(after)
    gone, come = sorted(old - new), sorted(new - old)
    renamed = list(_by_was(gone, come, after))
    named = {each.old for each in renamed} | {each.new for each in renamed}
    gone = [each for each in gone if each not in named]
    come = [each for each in come if each not in named]
    guessed = list(_by_likeness(gone, come, before, after))
    named |= {each.old for each in guessed} | {each.new for each in guessed}
    renamed = sorted([*renamed, *guessed], key=lambda each: each.new)
    pairs = [(each, each) for each in sorted(old & new)] + [(each.old, each.new) for each in renamed]
    changes = [each for pair in pairs if (each := _changed(*pair, before, after)) is not None]
    names = {each.old: each.new for each in renamed}
    for each in changes:
        names |= {each.about.at(was): each.about.at(now) for was, now in each.renamed}
    broken = {*_broken(before), *_broken(after)}
    return Records(
        tuple(each for each in come if each not in named), tuple(each for each in gone if each not in named), tuple(renamed),
        tuple(sorted(changes, key=lambda each: each.about)), tuple(sorted(broken)), names,
    )  # fmt: skip


def _all(side: Side) -> set[Address]:
    return {Address(kind, id_) for kind, ids in side.hub.index.records.items() for id_ in ids}


def _broken(side: Side) -> set[Address]:
    return {each for each in _all(side) if each not in side.hub.records}


def _by_was(gone: Iterable[Address], come: Iterable[Address], after: Side) -> Iterable[Renamed]:
    wanted = set(come)
    for old in gone:
        new = after.hub.index.renamed.get(old)
        if new in wanted:
            yield Renamed(old, new, by_was=True)


def _by_likeness(gone: list[Address], come: list[Address], before: Side, after: Side) -> Iterable[Renamed]:
    """Pair what went with what came of the same kind, the likest first, as git does by shared lines."""
    if len(gone) * len(come) > MOST_PAIRS:
        return
    old = {each: _lines(before, each) for each in gone}
    new = {each: _lines(after, each) for each in come}
    scored = []
    for one in gone:
        for other in come:
            size = old[one].total() + new[other].total()
            if one.kind == other.kind and size:
                likeness = 2 * (old[one] & new[other]).total() / size
                if likeness >= ALIKE:
                    scored.append((-likeness, one, other))
    taken: set[Address] = set()
    for _, one, other in sorted(scored):
        if one not in taken and other not in taken:
            taken |= {one, other}
            yield Renamed(one, other, by_was=False)


def _lines(side: Side, address: Address) -> Counter[str]:
    document = side.hub.documents.get(address)
    return Counter(line.strip() for line in document.lines if line.strip()) if document else Counter()


def _changed(old: Address, new: Address, before: Side, after: Side) -> Changed | None:
    one, other = before.hub.documents.get(old), after.hub.documents.get(new)
    if one is None or other is None:
        return None
    was, now = one.plain(), other.plain()
    if was == now:
        return None
    renamed = tuple(
        (part.part, there.part)
        for part, there in sorted(after.hub.index.renamed.items())
        if part.part and there.record == new and part.part in before.hub.index.parts.get(old, ())
        and part.part not in after.hub.index.parts.get(new, ())
    )  # fmt: skip
    names = dict(renamed)
    parts, theirs = set(before.hub.index.parts.get(old, ())), set(after.hub.index.parts.get(new, ()))
    changed = sorted(
        names.get(each, each)
        for each in parts
        if names.get(each, each) in theirs
        and _said(before.hub.part(old.at(each))) != _said(after.hub.part(new.at(names.get(each, each))))
    )
    added, removed = sorted(theirs - parts - set(names.values())), sorted(parts - theirs - set(names))
    fields = [name for name in dict.fromkeys((*was, *now)) if was.get(name) != now.get(name)]
    if added or removed or changed or renamed:
        held = {name for name in fields if _holds_parts(was.get(name), now.get(name), parts | theirs)}
        fields = [name for name in fields if name not in held]
    return Changed(new, tuple(fields), tuple(added), tuple(removed), tuple(changed), renamed)


def _said(part: Part | None) -> dict[str, Any]:
    """Return what a part says itself, the parts below it left out."""
    return {
        name: value
        for name, value in (part.__dict__ if part else {}).items()
        if name not in ("id", "was") and not (isinstance(value, dict) and any(isinstance(each, Part) for each in value.values()))
    }  # fmt: skip


def _holds_parts(was: Any, now: Any, parts: set[str]) -> bool:
    keys = [set(each) if isinstance(each, dict) else set() for each in (was, now)]
    return any(keys) and (keys[0] | keys[1]) <= parts
