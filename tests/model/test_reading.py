"""Bytes become trees with places; both parsers take the same texts; nothing that is written makes the reader raise."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hub_plugin.model import composing, mending, reading, unseen
from hub_plugin.model.findings import Problem
from hub_plugin.model.nodes import Document, display_width
from hub_plugin.model.plain_parser import PlainParser

PARSERS = [pytest.param(PlainParser, id="plain")]
if yaml.__with_libyaml__:
    PARSERS.insert(0, pytest.param(yaml.cyaml.CParser, id="libyaml"))
both_parsers = pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML came without libyaml")


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(composing, "_PARSER", request.param)
    monkeypatch.setattr(reading.line_by_line, "read", lambda text: None)  # else it would read most of it
    return request.param


def document(text: str, path: str = "a.yml", body: str = "") -> Document:
    read, found = reading.read(path, text.encode(), body)
    assert read is not None, found
    assert found == ()
    return read


def told(text: str | bytes, path: str = "a.yml") -> list[str]:
    """Return each finding as ``line:column rule``."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    return [f"{each.place.line}:{each.place.column} {each.rule}" for each in reading.read(path, data)[1]]


@pytest.mark.parametrize(
    ("text", "route", "place"),
    [
        ("a: b\n", ("a",), (1, 4, 1)),
        ("é: b\n", ("é",), (1, 4, 1)),
        ("a: 中文\nb: c\n", ("b",), (2, 4, 1)),
        ("a: {中: é, x: yes}\n", ("a", "x"), (1, 14, 3)),
        ("a: {😀: é, x: yes}\n", ("a", "x"), (1, 14, 3)),
        ("a: [é, 中, xyz]\n", ("a", 2), (1, 11, 3)),
        ("# 中\n\na:\n  - b\n  - é c\n", ("a", 1), (5, 5, 3)),
        ("a: b\r\nc: d\r\n", ("c",), (2, 4, 1)),
        ("a: b\rc: d\r", ("c",), (2, 4, 1)),
        ("\ufeffa: b\n", ("a",), (1, 4, 1)),
        ("a: |\n  eins\n  zwei\nb: c\n", ("b",), (4, 4, 1)),
        ("a: 'it''s'\n", ("a",), (1, 4, 7)),
        ('a: "x\\ty"\n', ("a",), (1, 4, 6)),
        ("a:\n  b:\n    c: d\n", ("a", "b", "c"), (3, 8, 1)),
        ("a:\n", ("a",), (1, 1, 1)),
        ("a: {}\n", ("a",), (1, 1, 1)),
        ("a: b\n", ("a", 0), (1, 4, 1)),
        ("a: b\n", ("a", "not", "there"), (1, 1, 1)),
        ("a: {x: y}\n", ("a", "not", "there"), (1, 1, 1)),
        ("a: {x: y}\n", ("a", "not"), (1, 1, 1)),
        ("a: {x: y}\n", ("a",), (1, 4, 6)),
        ("a:\n  - {id: x, v: w}\n", ("a", "x", "v"), (2, 16, 1)),
    ],
)
@pytest.mark.usefixtures("parser")
def test_places(text: str, route: tuple[str | int, ...], place: tuple[int, int, int]) -> None:
    found = document(text).place(Problem(route, "x"))
    assert (found.line, found.column, found.width) == place


@pytest.mark.usefixtures("parser")
def test_places_in_front_matter_and_body() -> None:
    read = document("---\na: é\nb: c\n---\n\nFirst line\nsecond [[x]] line\n", "a.md", "text")
    assert read.plain() == {"a": "é", "b": "c", "text": "First line\nsecond [[x]] line"}
    assert read.place(Problem(("b",), "x")).line == 3
    found = read.place(Problem(("text",), "x", needle="[[x]]"))
    assert (found.line, found.column, found.width) == (7, 8, 5)
    assert read.line_of(("text",)) == 6


@pytest.mark.usefixtures("parser")
def test_places_in_block_scalars() -> None:
    read = document("a: |\n  One é\n  two [[中]] x\nb: >-\n  three [[y]]\n")
    assert read.plain() == {"a": "One é\ntwo [[中]] x\n", "b": "three [[y]]"}
    for route, needle, place in [
        (("a",), "[[中]]", (3, 7, 5)),
        (("b",), "[[y]]", (5, 9, 5)),
        (("a",), "gone", (1, 4, 1)),
    ]:
        found = read.place(Problem(route, "x", needle=needle))
        assert (found.line, found.column, found.width) == place


@pytest.mark.usefixtures("parser")
def test_every_scalar_is_text() -> None:
    text = (
        "a: 12:30\nb: no\nc: 010\nd: 1.10\ne: 2026-13-01\nf: ~\ng: null\nh: 0x1F\ni: =\nj: 1_000\nk: .inf\nl: ''\nm:\n"
    )
    assert document(text).plain() == {
        "a": "12:30", "b": "no", "c": "010", "d": "1.10", "e": "2026-13-01", "f": "~", "g": "null", "h": "0x1F", "i": "=",
        "j": "1_000", "k": ".inf", "l": "", "m": None,
    }  # fmt: skip


@pytest.mark.usefixtures("parser")
def test_the_body_does_not_replace_a_field_and_an_empty_one_is_none() -> None:
    assert document("---\ntext: mine\n---\nTheirs\n", "a.md", "text").plain() == {"text": "mine"}
    assert document("---\na: b\n---\n\n  \n", "a.md", "text").plain() == {"a": "b"}
    assert document("---\na: b\n---\nText: with # and [\n", "a.md", "text").plain()["text"] == "Text: with # and ["
    assert document("---\na: b\n--- \nx\n---\ny\n", "a.md", "t").plain()["t"] == "x\n---\ny"


def test_the_width_on_a_terminal() -> None:
    assert [display_width(each) for each in ("abc", "中文", "é", "e\u0301")] == [3, 4, 1, 1]


# ---------------------------------------------------------------------------------------------- both parsers

CORPUS = [
    "{url: https://x/a?b}", "a: {url: https://x/a?b, c: d}", "a: [x?y, ?z]", "a: {?x: y}", "{a: b?}", "a: {b: c? d}", "a:\tb",
    "a: \tb\t c", "a: b\tc", "- a\n", "a: b\n c\n\td", "a:\n\tb: c", "a: |\n\tb", "a: |\n  b\n\n\t c", "a: |#x", "a: |2\n    b",
    "a: >+\n b\n\n\n", "a: |0\n b", "a: | x", "a: >- # x\n b", "a: [b:c, d:]", "a: {b:}", "a: {b:,c: d}", "a: {'b':c}",
    'a: {"b":c}', "a: [a, b, ]", "a: [a,, b]", "a: {a: b, }", "a: [a: b]", "a: {x}", "? a\n: b", "? [a]\n: b", "a: b: c",
    "a: - b", "a: b # c", "a: b #c", "a: b#c", "a: #c", "a: 'b'#c", "a: 'x\n\n  y'", 'a: "x\\\n  y"', 'a: "\\x41\\u4e2d\\/"',
    'a: "\\q"', "a: 'b", "a: [b", "a: {b", "a: ]", "a: }", "a: &b c", "a: *b", "a: !b c", "a: !!str b", "%YAML 1.1\n---\na: b",
    "---\na: b\n...\n", "---\na: b\n---\nc: d", "a: b\n---\n", "...", "a: b\n...\nc: d", "--- a", "--- {a: b}", "", "# x", "a",
    "a: b\n\n# c\n\nd: e\n", " a: b\nc: d", "a: b\n  c: d", "a:\n- b\n- c\nd: e", "a:\n-\n- c", "-", "- - - a", "a: @b", "a: `b`",
    "a: %b", "é: 中\n😀: {ü: ß}", "a: <<", "<<: a", "<<: {a: b}", "a: b\na: c", "a: [1, 2]: c", "{a: b}: c", "a : b", "a  :  b",
    "'a': b", '"a": b', "a:b", "a::b", "a: :b", "a: ::", "a: -b", "a: --- b", "a:\n  ---\n", "a: ?b", "a: ? b", "a: b\n?", "a\nb: c",
    "a: >\n\n  b\n   c\n  d\n", "a: |-\n  b\n c", "a: |\n", "a: 'b' c", "a: {b: [c, {d: e}]}", "- a: b\n  c: d\n- e",
    "a: " + "x" * 2000 + ": b", "{" + "x" * 2000 + ": b}", "? " + "x" * 2000 + "\n: b",
]  # fmt: skip
_PIECES = ["a", "b: ", "b:", "- ", "-", "? ", "?", "{", "}", "[", "]", ", ", ",", ": ", ":", "\n", "\n  ", "\n ", "\n    ", "'", '"', "#",
           " #", "|", "|\n  ", ">-\n  ", "\t", " ", "é", "中", "!", "&", "*", "%", "@", "---", "...", "\\", "\\n", "<<: ", "x?b", "http://x/a?b",
           "10:30", "|2-\n", "\r\n", "\u00a0", "😀", "''", "---\n", "a: ", "a:\n  - ", "a: {"]  # fmt: skip
YAMLISH = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


def outcome(parser: Any, text: str) -> Any:
    """Return the tree with the places of keys and texts, and the rules that were broken; None for a refused file.

    Why it is refused may differ: libyaml looks one token further ahead.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "_PARSER", parser)
        read, found = reading.read("a.yml", text.encode("utf-8", "surrogatepass"))
    if read is None:
        return None
    return [each.rule for each in found], [(way, node.value, node.span, node.key) if isinstance(node.value, str) else (way, node.key)
                   for way, node in read.root.walk()]  # fmt: skip


@both_parsers
@pytest.mark.parametrize("text", CORPUS)
def test_both_parsers_take_the_same_texts(text: str) -> None:
    assert outcome(PlainParser, text) == outcome(yaml.cyaml.CParser, text)


@both_parsers
@settings(max_examples=1500)
@given(YAMLISH)
@example("{url: https://x/a?b}")
def test_both_parsers_take_the_same_generated_texts(text: str) -> None:
    assert outcome(PlainParser, text) == outcome(yaml.cyaml.CParser, text)


@pytest.mark.usefixtures("parser")
def test_addresses_in_braces_are_whole() -> None:
    assert document("{url: https://x/a?b}").plain() == {"url": "https://x/a?b"}
    assert document("a: [https://x/?q=1&r, 10:30]").plain() == {"a": ["https://x/?q=1&r", "10:30"]}


# ---------------------------------------------------------------------------------------------- never raises

PATHS = st.sampled_from(["a.yml", "a.md"])


def check(path: str, data: bytes) -> None:
    read, found = reading.read(path, data, "text")
    assert (read is None) <= bool(found)
    for each in found:
        assert each.place.path == path
        assert each.place.line >= 1
        assert each.place.column >= 1
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", each.place.text + each.message + each.hint)
    if read is not None:
        for route, _ in read.root.walk():
            place = read.place(Problem(route, "x"))
            assert 1 <= place.line <= len(read.lines)
            assert 1 <= place.column <= len(place.text) + 1


@settings(max_examples=400)
@given(PATHS, st.binary(max_size=200))
@example("a.yml", b"\xff\xfea\x00:\x00")
@example("a.md", b"")
@example("a.md", b"---")
@example("a.md", b"---\n---")
@example("a.yml", b"\xef\xbb\xbf")
@example("a.yml", b"\xed\xa0\x80: x")
def test_any_bytes(path: str, data: bytes) -> None:
    check(path, data)


@settings(max_examples=400)
@given(PATHS, st.text(max_size=120), st.booleans())
def test_any_text(path: str, text: str, fenced: bool) -> None:
    check(
        path,
        f"---\n{text}\n---\nx\n".encode("utf-8", "surrogatepass") if fenced else text.encode("utf-8", "surrogatepass"),
    )


@settings(max_examples=800)
@given(PATHS, YAMLISH, st.booleans())
def test_anything_like_yaml(path: str, text: str, fenced: bool) -> None:
    check(path, (f"---\n{text}\n---\nx\n" if fenced else text).encode())


VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]).filter(lambda sign: unseen.first(sign) is None), max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=200)
@given(st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), VALUES, min_size=1, max_size=4))
def test_what_another_program_wrote_is_read_back(data: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"')
    assert document(re.sub(r"!!\w+ ", "", text)).plain() == data


# ---------------------------------------------------------------------------------------------- limits


class Counting:
    """A parser that counts the events that the reader takes from it."""

    taken = 0

    def __init__(self, source: str) -> None:
        self.inner = PARSERS[0].values[0](source)  # type: ignore[operator]

    def get_event(self) -> Any:
        Counting.taken += 1
        return self.inner.get_event()

    def dispose(self) -> None:
        self.inner.dispose()


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> type[Counting]:
    Counting.taken = 0
    monkeypatch.setattr(composing, "_PARSER", Counting)
    return Counting


BILLION = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {k: v}\n" + "".join(f"m{n}: &m{n} {{<<: [{', '.join(['*a'] * 30)}]}}\n" for n in range(20))


@pytest.mark.parametrize(
    ("text", "rule", "most"),
    [
        ("[" * 50_000, "yaml/too-deep", 60),
        ("{a: " * 50_000, "yaml/too-deep", 90),
        ("- " * 5_000 + "x", "yaml/too-deep", 60),
        ("a: " + "[" * 24 + "]" * 24, "yaml/too-deep", 60),
        (BILLION, "yaml/anchor", 10),
        (MERGES, "yaml/anchor", 10),
        ("a: [" + "x," * 100_001 + "]", "yaml/too-large", 200_004),
        ("a: " + "x" * (256 * 1024 + 1), "yaml/too-large", 6),
        ("a: |\n" + "  xxxxxxxxx\n" * 30_000, "yaml/too-large", 6),
        ("a: b\n" * 900_000, "yaml/too-large", 0),
        ("---\n" * 9, "yaml/several-documents", 8),
    ],
    ids=[
        "brackets",
        "braces",
        "dashes",
        "just-too-deep",
        "billion-laughs",
        "merges",
        "nodes",
        "scalar",
        "block",
        "bytes",
        "documents",
    ],
)
def test_bombs_end_at_the_limit(text: str, rule: str, most: int, counting: type[Counting]) -> None:
    read, found = reading.read("a.yml", text.encode())
    assert read is None
    assert [each.rule for each in found] == [rule]
    assert counting.taken <= most


def test_the_limits_themselves_are_allowed(counting: type[Counting]) -> None:
    deep = "a: " + "[" * (composing.MAX_DEPTH - 1) + "]" * (composing.MAX_DEPTH - 1)
    assert told(deep) == []
    assert told("a: " + "x" * composing.MAX_SCALAR) == []
    assert told("a: [" + "x," * (composing.MAX_NODES - 4) + "]") == []
    assert told(("#" * 99 + "\n") * 41_900 + "a: b") == []


def test_a_deep_tree_is_printed_and_walked() -> None:
    read = document("a: " + "[" * 23 + "]" * 23)
    assert len(list(read.root.walk())) == 24
    assert str(read.plain()).count("[") == 23


# ---------------------------------------------------------------------------------------------- text traps

TRAPS = [
    "One rule: be quick.", "@team answers", "`code` first", "%x", "&and", "&and more", "*bold* text", "**bold** text", "*",
    "!important note", "! note", "| pipe", "> quote", "[link] text", "[[template/x]] is it", "[a](b)", "{x} y", '"Quoted" then text',
    "'it' is", "'tis the season", "ask in #channel", "#channel", "- dash", "? q", ": x", "a: b: c", 'He said "no: never"',
    "it's \"so\": yes", "C:\\it's: x",
    "C:\\path: x", "100% sure: yes", "x #tag and 'more'", "it's: so", "ends with:", '"open', "'open", "-", "a\tb: c", "Plăți: da",
    "中: 文", ", x", "] x", "} x", "]", "key: [a", "see: #1", "Issue #12", "a #b: c", "5 > 4: yes", "{en: a}: b", "\\d+: digits",
]  # fmt: skip
HARMLESS = [
    "C#",
    "a#b",
    "half",
    "<- x",
    "x? y",
    "it's",
    'a "b" c',
    "a, b",
    "a [b] {c}",
    "1 - 2",
    "x & y",
    "a * b",
    "50% of",
    "a @b",
    "a\\b",
    "<<",
]


def pasted(source: str, line: int, hint: str) -> str:
    lines = source.split("\n")
    old = lines[line - 1]
    lines[line - 1] = old[: len(old) - len(old.lstrip())] + hint.partition("in quotes: ")[2]
    return "\n".join(lines)


@pytest.mark.parametrize("before", ["", "  ", "- ", "  - "], ids=["field", "inner", "item", "inner-item"])
@pytest.mark.parametrize("text", TRAPS)
@pytest.mark.usefixtures("parser")
def test_a_text_trap_shows_the_line_rewritten(text: str, before: str) -> None:
    above = "name: x\nlist:\n" if before else "name: x\n"
    source = f"{above}{before}purpose: {text}\n{' ' * len(before)}tags: [a]\n"
    _, found = reading.read("a.yml", source.encode())
    assert len(found) == 1
    assert found[0].place.line == above.count("\n") + 1
    assert found[0].place.text == source.split("\n")[found[0].place.line - 1]
    assert "in quotes: " in found[0].hint
    value = document(pasted(source, found[0].place.line, found[0].hint)).plain()
    inner = value.get("list", value)
    assert (inner[0] if isinstance(inner, list) else inner) == (
        {"purpose": text, "tags": ["a"]} | ({} if before else {"name": "x"})
    )


ITEMS = [each for each in TRAPS if not re.search(r":( |$)|^[-?]|^see", each)]


@pytest.mark.parametrize("text", ITEMS)
@pytest.mark.usefixtures("parser")
def test_a_text_trap_in_a_list_shows_the_line_rewritten(text: str) -> None:
    source = f"list:\n  - {text}\n  - b\n"
    _, found = reading.read("a.yml", source.encode())
    assert [each.place.line for each in found] == [2]
    assert document(pasted(source, 2, found[0].hint)).plain() == {"list": [text, "b"]}


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.usefixtures("parser")
def test_no_trap(text: str) -> None:
    assert document(f"purpose: {text}\n").plain() == {"purpose": text}
    assert document(f"list:\n  - {text}\n").plain() == {"list": [text]}


@pytest.mark.usefixtures("parser")
def test_a_comment_is_not_a_cut() -> None:
    assert document("a: b # c\nd: e   # - f\ng: # h\n# i\n").plain() == {"a": "b", "d": "e", "g": None}
    assert told("a: b #c\n") == ["1:6 yaml/cut-short"]
    assert told("a: 'b' #c\n") == []


@pytest.mark.parametrize("line", ['a: "b"', "a: 'b'", "a: |", "a: >-", "a: |2- # x", "a", "# a: b", ""])
def test_nothing_to_rewrite(line: str) -> None:
    assert mending.quoted(line) == ""
