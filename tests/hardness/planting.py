"""Hubs in which every value of every kind is a hostile text: one copy of a full record for each text, each text in each of its fields."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub_plugin.kinds import KINDS
from hub_plugin.model.decode import inner_class
from hub_plugin.model.findings import Finding, Route
from hub_plugin.model.kind import Kind
from hub_plugin.model.record import Written, fields_of
from tests.hardness.fields import example
from tests.hardness.strings import is_escaped, text_of

# Where the copy of a number lies, if its name means something; others are called as their kind.
PLACES = {
    "adoption": "adoption/team-{0}/checkout.yml", "session": "meetings/meeting-{0}/2026-01-07.md",
    "assessment": "assessments/care/team-{0}/2026-10-01.yml", "journal": "journals/person-{0}/2026-w48.yml",
    "worksheet": "planning/planning-{0}/sheet.md", "team-sheet": "planning/desk/demand/team-{0}.yml",
}  # fmt: skip
BODY: Route = ("the text below the fields",)
KINDS_COPIED = tuple(kind for kind in KINDS if kind.folder)
KINDS_BY_NAME = {kind.name: kind for kind in KINDS}
_LINK = re.compile(r"^\[\[[^|\]]*\|(.*)\]\]$")
MARKS = re.compile(r"s\d\d[a-z]+\d+q(?:ro)?")


@dataclass(frozen=True)
class Spot:
    """One value of a kind's example, or a name that its author chose.

    Args:
        code: tells it from all others.
        kind: of which kind.
        route: where it stands.
        key: it is the name, not what stands under it.
        within: the class that it is in, and the name of the field there.
    """

    code: str
    kind: str
    route: Route
    key: bool
    within: tuple[type[Written], str]

    @property
    def called(self) -> str:
        """What people call it."""
        return f"{self.kind}: {'.'.join(map(str, self.route))}" + " (its name)" * self.key

    @property
    def markdown(self) -> bool:
        """Whether Markdown is read in it."""
        info = self.within[0].model_fields.get(self.within[1])
        return self.route == BODY or (info is not None and "Prose" in str(info.annotation))


def spots(kind: Kind) -> Iterator[Spot]:
    """Yield every value of a kind's example and every name that its author chose; their codes hold in each run."""
    found: list[tuple[Route, bool, tuple[type[Written], str]]] = []

    def walk(data: Any, inside: type[Written] | None, name: str, of: type[Written], route: Route) -> None:
        if isinstance(data, dict):
            known = fields_of(inside) if inside else {}
            keyed = inside is None or bool(known and not set(data) & set(known) and not inside.rest)
            for key, each in data.items():
                info = known.get(key) or (known.get(inside.rest) if inside and inside.rest else None)
                if key not in known:
                    found.append(((*route, key), True, (of, name)))
                if keyed or info is None or inside is None:
                    walk(each, inside, name, of, (*route, key))
                else:
                    field_ = key if key in known else inside.rest
                    walk(each, inner_class(info.annotation), field_, inside, (*route, key))
        elif isinstance(data, list):
            for index, each in enumerate(data):
                walk(each, inside, name, of, (*route, index))
        else:
            # A bare text fills the one field that its class names.
            found.append((route, False, (inside, inside.main) if inside and inside.main else (of, name)))

    tree, body = example(kind)
    walk(tree, kind.record, "", kind.record, ())
    if body:
        found.append((BODY, False, (kind.record, kind.body)))
    letter = chr(ord("a") + KINDS_COPIED.index(kind)) if kind.folder else "hub"
    yield from (Spot(f"{letter}{index}q", kind.name, *each) for index, each in enumerate(found))


@dataclass
class Copy:
    """A full record of a kind in which one text stands in some of its fields.

    Args:
        kind: the kind.
        number: of the copy; it says where the record lies.
        text: the number of the text.
        spots: all values of the record.
        planted: the codes of those in whose place the text stands.
        dropped: the codes of those that are left out.
        refused: code of a spot → the rule that refused the text there; its own value stands there again.
        language: it says in this language what the record beside it says, and nothing else.
    """

    kind: Kind
    number: int
    text: int
    spots: tuple[Spot, ...]
    planted: set[str]
    dropped: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    language: str = ""

    @property
    def path(self) -> str:
        """Where it lies."""
        path = place_of(self.kind, self.number)
        stem, _, ending = path.rpartition(".")
        return f"{stem}.{self.language}.{ending}" if self.language else path

    def standing(self) -> Iterator[Spot]:
        """Yield the values in whose place the text stands."""
        return (each for each in self.spots if each.code in self.planted)

    def mark(self, spot: Spot) -> str:
        """Return what tells this text in this place from all others."""
        return f"s{self.text:02}{spot.code}{self.language}"

    def said(self, spot: Spot) -> str:
        """Return the text as it is written there."""
        return text_of(self.text, self.mark(spot))

    def shown(self, spot: Spot) -> str:
        """Return the text as a page says it: on one line, a link to a record as its words, letters with their accents."""
        line = " ".join(self.said(spot).split())
        return unicodedata.normalize("NFC", _LINK.sub(r"\1", line))

    def write(self) -> tuple[str, list[tuple[Route, int]]]:
        """Return the file, and of each line what it holds, with the column where its value begins."""
        tree, body = example(self.kind)
        tree = {name: each for name, each in tree.items() if name != "sources"}  # other folders, which are not there
        if self.language:
            tree, body = _only(tree, [each.route for each in self.standing()]) or {}, ""
        here = {(each.route, each.key): each for each in self.standing()}
        gone = {each.route for each in self.spots if each.code in self.dropped and not each.key}
        lines = list(_lines(tree, (), 0, self._quoted, here, gone))
        texts, held = [text for text, *_ in lines], [(route, column) for _, route, column in lines]
        if not self.path.endswith(".md"):
            return "\n".join(texts) + "\n", held
        spot = here.get((BODY, False))
        below = self.said(spot) + "\n" if spot else body
        head = [((), 0)]
        return "---\n" + "\n".join(texts) + "\n---\n" + below, head + held + head + [(BODY, 0)] * (
            below.count("\n") + 1
        )

    def _quoted(self, spot: Spot) -> str:
        return _quoted(self.said(spot), escaped=is_escaped(self.text))

    def at(self, finding: Finding, held: list[tuple[Route, int]]) -> list[Spot]:
        """Return the values that a finding is about: the one at its place, else those on its line, else those below."""
        line, column = finding.place.line, finding.place.column
        if not 1 <= line <= len(held):
            return []
        route, start = held[line - 1]
        on_line = [each for each in self.standing() if each.route == route]
        exact = [each for each in on_line if each.key == (column < start)]
        return exact or on_line or [each for each in self.standing() if each.route[: len(route)] == route]


def _only(data: Any, routes: Collection[Route]) -> Any:
    """Return what a tree holds at some routes; None where it holds nothing there."""
    if () in routes:
        return data
    below = {
        step: [each[1:] for each in routes if each[:1] == (step,)] for step in dict.fromkeys(each[0] for each in routes)
    }
    if isinstance(data, list):
        return [_only(each, below.get(index, ())) for index, each in enumerate(data)] if below else None
    return {name: _only(data[name], below[name]) for name in data if name in below} or None


def _lines(
    data: Any, route: Route, depth: int, said: Any, here: Mapping[tuple[Route, bool], Spot], gone: Collection[Route]
) -> Iterator[tuple[str, Route, int]]:
    start = "  " * depth
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for name, each in pairs:
        below = (*route, name)
        if below in gone:
            continue
        key = here.get((below, True))
        head = f"{start}{said(key) if key else _quoted(name)}:" if isinstance(data, dict) else f"{start}-"
        if isinstance(each, dict | list) and each:
            yield head, below, len(head) + 1
            yield from _lines(each, below, depth + 1, said, here, gone)
        else:
            value = here.get((below, False))
            text = said(value) if value else "" if each is None else _quoted(each)
            yield f"{head} {text}".rstrip(" "), below, len(head) + 1


def _quoted(value: Any, escaped: bool = False) -> str:
    return json.dumps(value, ensure_ascii=escaped)


def place_of(kind: Kind, number: int) -> str:
    """Return where the copy of a number lies."""
    if not kind.folder:
        return "hub.yml"
    ending = "md" if kind.example.startswith("---\n") else "yml"
    return PLACES.get(kind.name, f"{kind.folder}/{kind.name}-{{0}}.{ending}").format(f"{number:02}")
