"""What is read line by line is what the parser reads: same values, no finding; and places are found when they are asked for."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hub_plugin.model import line_by_line, reading
from hub_plugin.model.nodes import Node
from tests.model.test_reading import CORPUS, TRAPS

ROOT = Path(__file__).parents[2]
FILES = [path for folder in ("content", "tests", "hub_plugin") for path in sorted((ROOT / folder).rglob("*.yml"))]
TEXTS = [path.read_text("utf-8", "replace") for path in FILES]
BITS = [
    *CORPUS, *TRAPS, "a", "b", "key", "2026-01-01", "a b", "a:b", "a: b", "a #b", "#c", "a#b", "-", "- ", "- a", "- a: b", "|",
    "|-", ">", ">-", "|+", "''", "'q'", '"d"', '"\\n"', "[", "]", "{", "}", "[a]", "[a, b]", "[a,b]", "{a: b, c: [d, e]}",
    "[{a: b}, c]", "{a: {b: c}}", "{a}", "[]", "{}", "[ a ]", "[a, ]", "?", "a:", "a: ", "é", "\u00a0x", "~", "<<", "*a", "&a x",
    "!t x", "---", "...", "key: v", "key: |", "key: >-", "key: [a#b, c]", "key:", "b:", "'a' b", "a, b", "https://x/a?b=c&d",
    "10:30", "a -b", "\\", "a:\tb",
]  # fmt: skip


def by_the_parser(text: str) -> object:
    """Return what the parser reads; None where it has a finding."""
    found: list[reading.Finding] = []
    try:
        clean = reading._decode("a.yml", text.encode("utf-8", "replace"))
        root = reading._grown("a.yml", "", tuple(clean.split("\n")), found)
    except reading.Refused:
        return None
    return None if found else root.plain()


def same(text: str) -> bool:
    """Tell whether a text is read line by line; if so, it must be as the parser reads it, fields in the same order."""
    try:
        clean = reading._decode("a.yml", text.encode("utf-8", "replace"))
    except reading.Refused:
        return False
    plain = line_by_line.read(clean)
    if plain is not None:
        assert repr(plain) == repr(by_the_parser(text)), text
    return plain is not None


def _line(chance: random.Random) -> str:
    pieces = (chance.choice(BITS) + chance.choice(("", " ", ": ", ",")) for _ in range(chance.choice((0, 1, 1, 2, 3))))
    return " " * chance.choice((0, 0, 0, 2, 2, 4, 1, 3)) + "".join(pieces)


def _text(chance: random.Random) -> str:
    """Return some lines made of scraps, or a piece of a file with a few changes."""
    if chance.random() < 0.3:
        return "\n".join(_line(chance) for _ in range(chance.randint(1, 6))) + chance.choice(("\n", "", "\n\n"))
    lines = chance.choice(TEXTS).split("\n")
    start = chance.choice([number for number, line in enumerate(lines) if not line.startswith((" ", "-"))])
    lines = lines[start : start + chance.randint(2, 20)]
    for _ in range(chance.randint(1, 2)):
        at, way = chance.randrange(len(lines)), chance.random()
        column = chance.randint(0, len(lines[at]))
        if way < 0.3:
            lines[at] = " " * chance.randint(0, 4) + lines[at].strip()
        elif way < 0.5:
            lines.insert(at, _line(chance))
        else:
            scrap = chance.choice(" :#-[]{},'\"|>&*!%@`?\tab1") if chance.random() < 0.8 else chance.choice(BITS)
            lines[at] = lines[at][:column] + scrap + lines[at][column + (way > 0.75) :]
    return "\n".join(lines)


def test_what_every_hub_holds_is_read_line_by_line() -> None:
    plain = [same(text) for path, text in zip(FILES, TEXTS, strict=True) if ROOT / "content" in path.parents]
    assert sum(plain) > 0.9 * len(plain)


@pytest.mark.parametrize("seed", range(4))
def test_as_the_parser_reads(seed: int) -> None:
    chance = random.Random(seed)
    assert sum(same(_text(chance)) for _ in range(800)) > 80


@pytest.mark.parametrize(
    "text", [*CORPUS, *TRAPS, *(f"a: {text}\n" for text in TRAPS), *(f"a: [{text}]\n" for text in TRAPS)]
)
def test_traps(text: str) -> None:
    same(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "a: b\n# c\nd:\n  - e\n  -   f: g\n      h: |\n        x\n\n         y\n",
            {"a": "b", "d": ["e", {"f": "g", "h": "x\n\n y\n"}]},
        ),
        (
            "a:\n- b\n- c\nd: {e: [f, g#h], i: {j: 10:30}}\n",
            {"a": ["b", "c"], "d": {"e": ["f", "g#h"], "i": {"j": "10:30"}}},
        ),
        ("a: >-\n  b\n  c\n\n\n  d\ne: ''\nf:\n", {"a": "b c\n\nd", "e": "", "f": None}),
    ],
)
def test_the_plain_shape(text: str, plain: dict[str, object]) -> None:
    assert line_by_line.read(text) == plain
    assert same(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n c\n",
        "a: b # c\n",
        "a:\tb\n",
        "a: &b c\n",
        "a: b\na: c\n",
        "- a\n",
        "",
        "# a\n",
        "a: {b}\n",
        "a: b: c\n",
        "a: |2\n   b\n",
    ],
)
def test_anything_else_is_for_the_parser(text: str) -> None:
    assert line_by_line.read(text) is None


def test_more_than_the_parser_takes_is_for_the_parser() -> None:
    deep = "".join(f"{'  ' * depth}a:\n" for depth in range(30))
    assert line_by_line.read(deep) is None
    assert line_by_line.read("a: " + "[" * 300 + "]" * 300) is None
    assert line_by_line.read("".join(f"a{number}: b\n" for number in range(60_000))) is None
    assert line_by_line.read("a: [" + "b, " * 60_000 + "b]\n") is None
    assert line_by_line.read("a: " + "b" * 300_000) is None
    assert line_by_line.read("a: |\n" + f"  {'b' * 100}\n" * 3_000) is None


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"a{number}:\n  b{number}: c\n  d: {{e: f, g: [h]}}\n" for number in range(4_000)),
        "a:\n" + "- b: some words\n" * 20_000,
        "a:\n" + "- [some words]\n" * 12_000,
        "a:\n" + "- {b: some words}\n" * 12_000,
        "a: |\n" + "  some words\n" * 9_000 + "b: |\n" + "  some words\n" * 9_000,
    ],
)
def test_a_long_file_is_read_line_by_line_too(text: str) -> None:
    assert len(text) > line_by_line.LONGEST
    assert line_by_line.read(text) is not None
    assert same(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "a: b\n",
                "- a\n",
                "- a: b\n",
                "c: [a, b]\n",
                "d: {a: b, c: [d]}\n",
                "- {a: b}\n",
                "e: []\n",
                "f:\n",
                "  - a\n",
                "  g: h\n",
            ]
        ),
        max_size=12,
    )
)
def test_no_text_has_more_values_than_are_counted(lines: list[str]) -> None:
    text = "".join(lines)
    try:
        events = list(yaml.parse(text))
    except yaml.YAMLError:
        return
    kinds = (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent)
    assert sum(isinstance(each, kinds) for each in events) <= line_by_line._values(text)


@pytest.mark.parametrize("path", ["a.yml", "a.md"])
def test_places_are_found_when_somebody_asks(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# é\n\na: b\nc:\n  d: [e, f]\n"
    data = (text if path == "a.yml" else f"---\n{text}---\nBody\n").encode()
    grown: list[str] = []
    grow = reading._grown

    def seen(path: str, *rest: object) -> Node:
        grown.append(path)
        return grow(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "_grown", seen)
    document, _ = reading.read(path, data, "text")
    assert document is not None
    said = document.plain()
    first = 3 + (path == "a.md")
    assert document.line_of(()) == first
    assert grown == []
    assert (document.line_of(("a",)), document.line_of(("c", "d", 1))) == (first, first + 2)
    assert grown == [path]
    assert document.plain() == said  # now of the tree
    monkeypatch.setattr(line_by_line, "read", lambda text: None)
    plainly, _ = reading.read(path, data, "text")
    assert plainly is not None
    assert plainly.line_of(()) == first
    assert (plainly.root, plainly.lines, plainly.plain()) == (document.root, document.lines, said)


def test_who_changes_the_tree_changes_what_the_file_says() -> None:
    document, _ = reading.read("a.yml", b"a: b\nc: d\n")
    assert document is not None
    assert isinstance(document.root.value, dict)
    del document.root.value["a"]
    assert document.plain() == {"c": "d"}
    assert document.tree.child("a") is None
