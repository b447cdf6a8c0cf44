"""Schema mutations, generated: every field of every kind is left out, misspelt, of a wrong type, empty, too long, a wrong word or day."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

from hub_plugin import build
from hub_plugin.kinds import KINDS
from hub_plugin.model.decode import inner_class
from hub_plugin.model.findings import Finding, Level, Route
from hub_plugin.model.kind import Kind
from hub_plugin.model.reading import read
from hub_plugin.model.record import Part, Written, fields_of
from tests import staging
from tests.hardness.words import Case, Sort
from tests.laws.test_kinds import STAGE, place_of

LONG = "x" * 10_000
_UNHEARD = {"unheard-of-field": "x"}
RATES: dict[str, list[int]] = {}


@dataclass(frozen=True)
class Spot:
    """One field of one kind's example: the way to it, the class that it is a field of, and its name."""

    route: Route
    within: type[Written]
    name: str


def written(data: Any, depth: int = 0) -> str:
    """Write a tree as YAML of one value a line, all texts in quotes."""
    start = "  " * depth
    if isinstance(data, dict) and data:
        return "".join(f"\n{start}{json.dumps(name)}:{written(each, depth + 1)}" for name, each in data.items())
    if isinstance(data, list) and data:
        return "".join(f"\n{start}-{written(each, depth + 1)}" for each in data)
    return " " + (json.dumps(data, ensure_ascii=False) if data is not None else "")


def example(kind: Kind) -> tuple[dict[str, Any], str]:
    """Return the tree of a kind's example, and the text below its front matter."""
    return _example(kind.name)


@cache
def _example(name: str) -> tuple[dict[str, Any], str]:
    kind = next(each for each in KINDS if each.name == name)
    path = place_of(kind)
    document, _ = read(path, kind.example.encode())
    assert document is not None
    body = kind.example.split("\n---\n", 1)[1] if path.endswith(".md") else ""
    return document.plain(), body


def spots(kind: Kind) -> list[Spot]:
    """Return every field that the example of a kind uses, the first of each class and name."""
    seen: dict[tuple[type[Written], str], Spot] = {}

    def walk(data: Any, at: type[Written] | None, route: Route) -> None:
        if isinstance(data, list):
            for index, each in enumerate(data):
                walk(each, at, (*route, index))
        if not isinstance(data, dict) or at is None:
            return
        known = fields_of(at)
        if not set(data) & set(known) and not at.rest:  # a mapping of such groups, by id or word
            for name, each in data.items():
                walk(each, at, (*route, name))
            return
        for name, each in data.items():
            info = known.get(name) or (known.get(at.rest) if at.rest else None)
            if info is None:
                continue
            if name in known:
                seen.setdefault((at, name), Spot((*route, name), at, name))
            walk(each, inner_class(info.annotation), (*route, name))

    walk(example(kind)[0], kind.record, ())
    return list(seen.values())


def changed(data: Any, route: Route, to: Any, name: str = "") -> Any:
    """Return a tree with the value at a route exchanged, taken out (``to`` is Ellipsis), or under another name."""
    head, rest = route[0], route[1:]
    if isinstance(data, list):
        return [changed(each, rest, to, name) if index == head else each for index, each in enumerate(data)]
    if rest:
        return {key: changed(each, rest, to, name) if key == head else each for key, each in data.items()}
    return {(name if key == head and name else key): (each if key != head or name else to)
            for key, each in data.items() if key != head or to is not ...}  # fmt: skip


def at(data: Any, route: Route) -> Any:
    """Return the value at a route."""
    for step in route:
        data = data[step]
    return data


def misspelt(word: str) -> list[str]:
    """Return a word with two letters exchanged, one left out, one doubled, one wrong: the slips of a hand that types."""
    middle = len(word) // 2
    made = [
        word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :],
        word[:middle] + word[middle + 1 :],
        word[:middle] + word[middle] + word[middle:],
        word[:-1] + ("x" if word[-1] != "x" else "y"),
        word + "s" if not word.endswith("s") else word[:-1],
    ]
    return [each for each in dict.fromkeys(made) if each != word and len(each) > 2]


def found(kind: Kind, data: Any) -> tuple[str, tuple[Finding, ...]]:
    """Read the hub with a tree in place of a kind's example; return the text that was tried, and what is found in it."""
    path = place_of(kind)
    text = written(data).lstrip("\n") + "\n"
    if path.endswith(".md"):
        text = f"---\n{text}---\n{example(kind)[1]}"
    reading = staging.read(staging.lay(STAGE, {path: text}))
    here = tuple(each for each in reading.findings if each.place.path == path)
    for each in reading.findings:
        assert each.message, each
        assert each.hint, f"it is not said how to mend it: {each.rule}: {each.message}"
        assert max(len(each.message), len(each.hint) / 5) < 600, f"too long a line: {each.rule}: {each.message[:300]}"
    if not reading.failing([Level.ERROR]):
        build.derive(reading.hub, build.SOME_DAY)
    return text, here


def choices(info: Any) -> set[str]:
    """Return the words that a field chooses from; true and false are none."""
    found: set[str] = set()
    waiting = [*info.metadata, info.annotation]
    while waiting:
        each = waiting.pop()
        schema = getattr(each, "json_schema", None)
        if isinstance(schema, dict):
            found.update(word for word in schema.get("enum", ()) if isinstance(word, str))
        waiting += [*getattr(each, "__metadata__", ()), *get_args(each)]
    return set() if "true" in found else found


def mutations() -> Sequence[Case]:
    """One case for each field of each kind; each tries every mutation that fits."""
    return [
        Case(f"{kind.name}: {'.'.join(map(str, spot.route))}", partial(_mutated, kind, spot))
        for kind in KINDS
        for spot in spots(kind)
    ]


def _mutated(kind: Kind, spot: Spot, folder: Path) -> int:
    data, tried = example(kind)[0], 0
    info = fields_of(spot.within)[spot.name]
    alone = not spot.within.rest and not (issubclass(spot.within, Part) and spot.name == "id")
    for what, tree in _trees(data, spot):
        text, here = found(kind, tree)
        tried += 1
        errors = [each for each in here if each.level is Level.ERROR]
        if what == "a wrong type":
            assert errors, f"{what} is taken"
            line = _line(text, spot)
            assert any(each.place.line >= line for each in errors), f"{what}: not at line {line}: {errors[0]}"
        if what == "left out" and info.is_required() and alone:
            assert here, f"'{spot.name}' is left out, and nobody says so"
        if (
            what == "left out"
            and info.is_required()
            and alone
            and len(errors) == 1
            and errors[0].rule == "field/missing"
        ):
            assert f"'{spot.name}'" in errors[0].message
    for slip in misspelt(spot.name) if alone else ():
        if slip in fields_of(spot.within):
            continue
        _, here = found(kind, changed(data, spot.route, None, slip))
        tried += 1
        _rate(
            "fields",
            any(f"did you mean '{spot.name}'?" in each.hint for each in here),
            f"{slip} for {spot.name}: {[e.hint for e in here][:2]}",
        )
        assert any(each.level is Level.ERROR for each in here), f"'{slip}' is taken for '{spot.name}'"
    words = choices(info)
    value = at(data, spot.route)
    for slip in misspelt(value) if isinstance(value, str) and value in words and len(value) > 3 else ():
        if slip in words:
            continue
        _, here = found(kind, changed(data, spot.route, slip))
        tried += 1
        said = " ".join(each.message + each.hint for each in here)
        _rate("words", f"did you mean '{value}'?" in said, f"{slip} for {value}")
    return tried


def _trees(data: Any, spot: Spot) -> Iterator[tuple[str, Any]]:
    value = at(data, spot.route)
    yield "left out", changed(data, spot.route, ...)
    for empty in (None, "", [], {}):
        yield "empty", changed(data, spot.route, empty)
    if isinstance(value, str):
        yield "a wrong type", changed(data, spot.route, [[[["x"]]]])
        yield "fields for a text", changed(data, spot.route, _UNHEARD)
    if isinstance(value, dict):
        yield "a text for fields", changed(data, spot.route, "no such thing")
        yield "a list for fields", changed(data, spot.route, ["no such thing", _UNHEARD])
    if isinstance(value, list):
        yield "fields for a list", changed(data, spot.route, {"no-such": _UNHEARD})
        yield "a list in a list", changed(data, spot.route, [value, value])
        yield "the same twice", changed(data, spot.route, [*value, *value])
    for odd in (LONG, "2026-13-01", "2026-02-30", "0000-00-00", "25:61", "zzz", "-1", "99999999999999999999", "9" * 400, "1e999", "../../x",
                "x/y#z", "#", "@", "{{ x }}", "\\", "2026-W60", "every 0 days", "\u0663", "🙂"):  # fmt: skip
        yield "a wrong value", changed(data, spot.route, odd)
    inner = value if isinstance(value, dict) else {}
    for key in list(inner)[:2]:
        for odd in ("", "Not An Id", "x" * 300, "../x", "zzz", "2026-13", "-"):
            yield "a wrong name", changed(data, (*spot.route, key), None, odd)


def _line(text: str, spot: Spot) -> int:
    name = re.escape(json.dumps(spot.name))
    return next((number for number, line in enumerate(text.split("\n"), 1) if re.match(rf"[\s-]*{name}:", line)), 1)


def _rate(word: str, right: bool, what: str) -> None:
    rate = RATES.setdefault(word, [0, 0])
    rate[0] += right
    rate[1] += 1
    if not right:
        MISSED.append(what)


MISSED: list[str] = []


def typos() -> Sequence[Case]:
    """All of these, and links whose ids are misspelt."""
    return [
        *mutations(),
        *(Case(f"links of {kind.name}", partial(_links, kind)) for kind in KINDS),
    ]


def _links(kind: Kind, folder: Path) -> int:
    """Misspell the ids of people and teams wherever an example names them."""
    tried = 0
    path = place_of(kind)
    for word in ("mara-ionescu", "li-wei", "payments", "service", "prepared-meetings"):
        place = re.search(rf"(?<=[ :\[]){word}(?=[\n,\]}}])", kind.example)
        for slip in misspelt(word) if place else ():
            assert place is not None
            text = kind.example[: place.start()] + slip + kind.example[place.end() :]
            reading = staging.read(staging.lay(STAGE, {path: text}))
            here = [each for each in reading.findings if each.place.path == path and each.rule.startswith("link/")]
            if here:
                tried += 1
                _rate(
                    "links",
                    any(word in each.hint for each in here),
                    f"{slip} for {word}: {[each.hint for each in here][:2]}",
                )
    return tried or 1


MUTATIONS = Sort(
    "schema mutations",
    "Every field of every kind: each mistake is one that the check knows.",
    typos,
    5_000,
    short=8,
    settled=False,
    parts=4,
    rates=RATES,
    missed=MISSED,
)
