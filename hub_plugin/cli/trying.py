"""Tries what kinds from outside say of themselves: their example, and Bad and Good of their rules, each laid into the hub."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from hub_plugin.model.door_rules import BAD_AND_GOOD
from hub_plugin.model.findings import Finding, Level, Place

if TYPE_CHECKING:
    from hub_plugin.model.kind import Kind
    from hub_plugin.model.rules import Rule
    from hub_plugin.opening import Opened


def tried(opened: Opened) -> Iterator[Finding]:
    """Yield what is wrong in the example and the rules of each kind from outside; the findings lie in the files of the kind."""
    for kind in opened.further:
        yield from _example(opened, kind)
        for rule in kind.rules:
            yield from _rule(opened, rule)


def _found(opened: Opened, files: Mapping[str, str]) -> list[Finding]:
    """Return what the check would say of files, if they lay in the hub."""
    reading = opened.reread({path: text.encode("utf-8", "surrogateescape") for path, text in files.items()})
    return [each for each in reading.failing([Level.ERROR, Level.WARNING]) if each.place.path in files]


def _example(opened: Opened, kind: Kind) -> Iterator[Finding]:
    path = kind.example_file
    way = f"{kind.folder}/{_id(opened, kind)}{path.suffix}"
    for each in _found(opened, {way: kind.example}):
        yield replace(each, place=replace(each.place, path=_seen(opened, str(path))))


def _id(opened: Opened, kind: Kind) -> str:
    """Return the id of the example: each first step is that of a record to which it belongs."""
    steps = min(kind.depth or (1,))
    known = [next(iter(opened.reading.hub.index.ids([name])), "") for name in kind.belongs[:steps]]
    return "/".join([*(each or "an-example" for each in known), *["an-example"] * (steps - len(known))])


def _rule(opened: Opened, rule: Rule) -> Iterator[Finding]:
    bad, good = _found(opened, rule.bad), _found(opened, rule.good)
    if all(each.rule != rule.name for each in bad):
        instead = f"; what is found is '{bad[0].message}'" if bad else ""
        yield _at(opened, rule, f"Bad of '{rule.name}' does not break it{instead}", "change Bad, or the rule")
    for each in good[:1]:
        where = f"'{each.message}' in its line {each.place.line}"
        yield _at(opened, rule, f"Good of '{rule.name}' is not sound: {where}", each.hint or "change Good, or the rule")


def _at(opened: Opened, rule: Rule, message: str, hint: str) -> Finding:
    """Return a finding at the function of a rule."""
    assert rule.check is not None
    lines, first = inspect.getsourcelines(rule.check)
    name = rule.check.__name__
    at, text = next((each for each in enumerate(lines) if f"def {name}" in each[1]), (0, lines[0]))
    file = inspect.getsourcefile(rule.check) or ""
    place = Place(_seen(opened, file), first + at, text.find(name) + 1, len(name), text.rstrip("\n"))
    return BAD_AND_GOOD.found(message, hint, place)


def _seen(opened: Opened, file: str) -> str:
    return os.path.relpath(file, opened.folder.root).replace(os.sep, "/")
