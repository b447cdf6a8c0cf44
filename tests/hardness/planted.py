"""Hubs of such copies: one value of each hostile, to see which fields take which text; or all that take it, for a site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from hub_plugin.kinds import KINDS
from hub_plugin.model.findings import Finding, Route
from tests import staging
from tests.hardness.fields import at, example
from tests.hardness.planting import KINDS_BY_NAME, KINDS_COPIED, Copy, Spot, place_of, spots
from tests.hardness.strings import ADDRESSES

_SOURCES = re.compile(r"^sources:\n(?: +.*\n)+", re.MULTILINE)
# What lies beside an example in the sound hub, and must lie beside each copy.
_BESIDE = {"session": ("adoption.csv", "photo.png")}
_HARMLESS = {"translation/missing", "file/not-on-windows"}  # a site is built all the same
# Of these a hub has one; only the first copy has it too.
_ONCE = {"was", "supersedes", "replaces", "files"}
_LED_TO = {"team", "person", "meeting", "planning"}  # records of other kinds lie where these lead


@dataclass
class Planted:
    """A hub.

    Args:
        base: path → bytes of what lies there as it was.
        copies: path → the record that is hostile.
        files: path → bytes of all, as they were read last.
        findings: what was found then.
    """

    base: dict[str, bytes]
    copies: dict[str, Copy] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def add(self, copy: Copy, first: bool = False) -> None:
        """Take in a copy."""
        if not first:
            copy.dropped = {
                each.code for each in copy.spots if _ONCE & set(each.route) and each.code not in copy.planted
            }
        folder = copy.path.rpartition("/")[0]
        for each in _BESIDE.get(copy.kind.name, ())[: 2 if first else 1]:
            self.base[f"{folder}/{each}"] = _sound()[f"meetings/steering/{each}"]
        self.copies[copy.path] = copy

    def standing(self) -> Iterator[tuple[Copy, Spot]]:
        """Yield every text that stands in the hub."""
        return ((copy, spot) for copy in self.copies.values() for spot in copy.standing())

    @cached_property
    def marked(self) -> dict[str, tuple[str, bool]]:
        """Mark → the text as a page says it, and whether Markdown is read in it; once all texts stand."""
        return {copy.mark(spot): (copy.shown(spot), spot.markdown) for copy, spot in self.standing()}

    def read(self) -> Iterator[tuple[Copy, Finding, Route, list[Spot]]]:
        """Read the hub, and yield what is found in copies: which copy, where in it, and which hostile values are there."""
        written = {path: copy.write() for path, copy in self.copies.items()}
        self.files = {
            **self.base,
            **{path: text.encode("utf-8", "surrogatepass") for path, (text, _) in written.items()},
        }
        self.findings = staging.read(self.files).findings
        for each in self.findings:
            if copy := self.copies.get(each.place.path):
                held = written[copy.path][1]
                line = each.place.line
                yield copy, each, held[line - 1][0] if line <= len(held) else ("",), copy.at(each, held)


@cache
def _sound() -> dict[str, bytes]:
    files = {**staging.folder(staging.BASE), **staging.folder(staging.STAGE)}
    text = next(kind for kind in KINDS if not kind.folder).example
    return {**files, "hub.yml": _SOURCES.sub("", text).encode()}  # sources are other folders, which are not there


def base() -> dict[str, bytes]:
    """Return the sound hub around the copies."""
    # The record that names these is copied to elsewhere.
    moved = {f"meetings/steering/{each}" for each in _BESIDE["session"]}
    return {path: data for path, data in _sound().items() if path not in moved}


@dataclass(frozen=True)
class Tried:
    """What became of a text in every field, each tried alone.

    Args:
        taken: the codes of the fields that take it.
        refused: code → the rules by which it was refused.
        faults: what was refused elsewhere than where it stands.
        findings: all that was found.
    """

    taken: frozenset[str]
    refused: dict[str, set[str]]
    faults: list[str]
    findings: tuple[Finding, ...]


@cache
def free() -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes of the fields that take a plain text, and of those that take an address."""
    return alone(0).taken, alone(min(ADDRESSES)).taken


@cache
def alone(text: int = 0) -> Tried:
    """Try a text in every field alone: each stands in a copy of its own."""
    made = Planted(base())
    for kind in KINDS_COPIED:
        values = tuple(spots(kind))
        for number, spot in enumerate(values, 1):
            made.add(Copy(kind, number, text, values, {spot.code}))
    for kind in (each for each in KINDS_COPIED if each.name in _LED_TO):
        for number in range(max(copy.number for copy in made.copies.values()) + 1):
            if place_of(kind, number) not in made.copies:
                made.add(Copy(kind, number, text, tuple(spots(kind)), set()))
    for kind in KINDS_COPIED:  # plain ones, to see what is found in them anyway
        if place_of(kind, 0) not in made.copies:
            made.add(Copy(kind, 0, text, tuple(spots(kind)), set()), first=True)
    found = [(copy, each.rule, each, route) for copy, each, route, _ in made.read()]
    always = {(copy.kind.name, rule, route) for copy, rule, _, route in found if not copy.planted}
    refused, faults, by_code = dict[str, set[str]](), [], {}
    for copy, rule, each, route in found:
        if copy.planted and (copy.kind.name, rule, route) not in always:
            (code,) = copy.planted
            by_code[code] = next(copy.standing())
            refused.setdefault(code, set()).add(rule)
            if not each.message or not each.hint:
                faults.append(f"{by_code[code].called}: nothing is said of it")
            if not _blames(by_code[code], each, route):
                faults.append(
                    f"{by_code[code].called}: {rule} at {each.place.line}:{each.place.column}, {route}: {each.message}"
                )
    every = {code for copy in made.copies.values() for code in copy.planted}
    return Tried(frozenset(every - set(refused)), refused, faults, made.findings)


def _blames(spot: Spot, finding: Finding, route: Route) -> bool:
    """Tell whether a finding is about a value: it is at its place or around it, or misses what stood there before."""
    near = route[: len(spot.route)] == spot.route or spot.route[: len(route)] == route
    return near or spot.key or f"'{at(example(KINDS_BY_NAME[spot.kind])[0], spot.route)}'" in finding.message


def whole(texts: Sequence[int], taken: Iterable[str], language: str = "") -> Planted:
    """Return a hub with a copy of each kind's record for each of some texts, which stands in all fields that take it.

    Args:
        texts: their numbers.
        taken: the codes of the fields that may take texts; where one is refused all the same, its field keeps its own.
    """
    made, fields = Planted(base()), frozenset(taken)
    for text in texts:
        for kind in KINDS_COPIED:
            values = tuple(spots(kind))
            planted = {each.code for each in values} & fields
            made.add(Copy(kind, text, text, values, planted), first=text == texts[0])
    _settle(made)
    if language:
        made.base["hub.yml"] = re.sub(
            rb"(?m)^languages: .*", f"languages: [en, {language}]".encode(), made.base["hub.yml"]
        )
        for copy in list(made.copies.values()):
            text = texts[(texts.index(copy.text) + len(texts) // 2) % len(texts)]
            values = {each.code for each in copy.standing() if not each.key}
            made.add(Copy(copy.kind, copy.number, text, copy.spots, values, language=language))
        _settle(made)
    return made


def alone_in_hub(text: int = 0) -> Tried:
    """Try a text in every field of ``hub.yml`` alone; a hub has one, so each is read with a hub of its own."""
    kind = next(each for each in KINDS if not each.folder)
    values, around = tuple(_of_hub()), dict(_sound())
    taken, refused, faults, findings = set[str](), dict[str, set[str]](), list[str](), list[Finding]()
    for spot in values:
        made = Planted(dict(around))
        made.add(Copy(kind, 0, text, values, {spot.code}), first=True)
        found = list(made.read())
        findings += made.findings
        for _, each, route, _ in found:
            refused.setdefault(spot.code, set()).add(each.rule)
            if not _blames(spot, each, route):
                faults.append(f"{spot.called}: {each.rule} at {each.place.line}:{each.place.column}: {each.message}")
        if not found:
            taken.add(spot.code)
    return Tried(frozenset(taken), refused, faults, tuple(findings))


def centre(text: int, taken: Iterable[str]) -> Planted:
    """Return a small hub in whose ``hub.yml`` a text stands wherever it may."""
    kind = next(each for each in KINDS if not each.folder)
    values = tuple(_of_hub())
    made = Planted(dict(_sound()))
    made.add(Copy(kind, 0, text, values, {each.code for each in values} & set(taken)), first=True)
    _settle(made)
    return made


def _of_hub() -> Iterator[Spot]:
    """Yield the values of the hub's own example, but the sources: those are folders."""
    kind = next(each for each in KINDS if not each.folder)
    return (each for each in spots(kind) if each.route[0] != "sources")


def _settle(made: Planted) -> None:
    """Give back their own values to the fields that refuse a text, until nothing is found."""
    moved = True
    while moved:
        moved = False
        for copy, each, _, about in made.read():
            for spot in about if each.rule not in _HARMLESS else ():
                copy.planted.discard(spot.code)
                copy.refused[spot.code] = each.rule
                moved = True
