"""An edit changes what was meant, and no other line: for written examples, and for random files and edits."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hub_plugin.model.nodes import Node
from hub_plugin.model.reading import read
from hub_plugin.rewriting import spelling
from hub_plugin.rewriting.draft import CannotEdit, Draft

CASES: list[tuple[str, str, tuple[Any, ...], Any, str]] = [
    ("a scalar, its comment stays", "a: 2.0   # why\nb: no\n", ("a",), "1.10", "a: 1.10   # why\nb: no\n"),
    ("the quotes stay", "a: '2.0'\nb: \"x\"\n", ("a",), "it's", "a: 'it''s'\nb: \"x\"\n"),
    ("quotes where they are needed", "a: x\n", ("a",), "one: two #3", 'a: "one: two #3"\n'),
    ("nothing becomes a text", "a:   # todo\nb: 1\n", ("a",), "x", "a: x   # todo\nb: 1\n"),
    ("a word becomes fields", "a:\n  b: met   # note\n  c: met\n", ("a", "b"), {"state": "met", "since": "2026-01-01"},
     "a:\n  b:   # note\n    state: met\n    since: 2026-01-01\n  c: met\n"),
    ("fields become a word", "a:\n  b:  # note\n    met: x\n    by: y\n  # after\n  c: met\n", ("a", "b"), "partly",
     "a:\n  b: partly  # note\n  # after\n  c: met\n"),
    ("a field is added behind the last", "a:\n    b: 1\n\n    c: |\n      text\n\n# end\n", ("a", "d"), "2",
     "a:\n    b: 1\n\n    c: |\n      text\n    d: 2\n\n# end\n"),
    ("at the end of a file without a line end", "a: 1", ("b",), "2", "a: 1\nb: 2"),
    ("line ends of Windows", "a: 1\r\nb: 2\r\n", ("c",), {"d": "3"}, "a: 1\r\nb: 2\r\nc:\r\n  d: 3\r\n"),
    ("inside braces", "a: {b: 1, c: 2}  # x\n", ("a", "d"), "y z, w", 'a: {b: 1, c: 2, d: "y z, w"}  # x\n'),
    ("inside empty braces", "a: {}\n", ("a", "d"), "1", "a: {d: 1}\n"),
    ("a list item is added", "a:\n- x\n- y # z\nb: 1\n", ("a", 2), "w", "a:\n- x\n- y # z\n- w\nb: 1\n"),
    ("a list becomes longer", "a: [x, y]\n", ("a",), ["x", "y", "z"], "a: [x, y, z]\n"),
    ("a list becomes shorter", "a:\n  - x  # one\n  - y\n  - z\n", ("a",), ["x"], "a:\n  - x  # one\n"),
    ("one text becomes a list", "a: x\n", ("a",), ["x", "https://e.org/#f"], "a: [x, https://e.org/#f]\n"),
    ("sentences have lines of their own", "a: x\n", ("a",), ["x", "one two"], "a:\n  - x\n  - one two\n"),
    ("a mark at the front stays", "\ufeffa: 1\n", ("a",), "2", "\ufeffa: 2\n"),
    ("a field of a list's mapping", "a:\n  - b: 1\n    c: 2\n", ("a", 0, "c"), "3", "a:\n  - b: 1\n    c: 3\n"),
    ("a value below its name", "a:\n  x y\nb: 1\n", ("a",), "z", "a:\n  z\nb: 1\n"),
    ("empty lines that a text keeps", "a: |+\n  x\n\n\nb: 1\n", ("a",), "y", "a: y\nb: 1\n"),
    ("empty lines behind a text", "a: |\n  x\n\n\nb: 1\n", ("a",), "y", "a: y\n\n\nb: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "route", "value", "after"), [each[1:] for each in CASES], ids=[each[0] for each in CASES]
)
def test_a_value_is_set(before: str, route: tuple[Any, ...], value: Any, after: str) -> None:
    draft = Draft("x.yml", before.encode())
    draft.set(route, value)
    assert draft.data == after.encode()


@pytest.mark.parametrize(
    ("before", "route", "after"),
    [
        ("a: 1\n# c\nb:\n  c: 2\n# d\ne: 3\n", ("b",), "a: 1\n# c\n# d\ne: 3\n"),
        ("a: {b: 1, c: 2}\n", ("a", "b"), "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", ("a", "c"), "a: {b: 1}\n"),
        ("a:\n  - b: 1\n    c: 2\n", ("a", 0, "b"), "a:\n  - c: 2\n"),
        ("a:\n  b: 1\nc: 2\n", ("a", "b"), "a: {}\nc: 2\n"),
    ],
)
def test_a_value_is_removed(before: str, route: tuple[Any, ...], after: str) -> None:
    draft = Draft("x.yml", before.encode())
    draft.remove(route)
    assert draft.data == after.encode()


def test_front_matter_is_changed_and_its_text_is_not() -> None:
    source = b"---\r\ntitle: A\r\n---\r\n# Text: with {braces}\r\n"
    draft = Draft("x.md", source, "text")
    draft.set(("was",), "b")
    assert draft.data == b"---\r\ntitle: A\r\nwas: b\r\n---\r\n# Text: with {braces}\r\n"
    draft.respell([(("text",), False, lambda old: old.replace("braces", "words"))])
    assert draft.data.endswith(b"# Text: with {words}\r\n")


def test_what_cannot_be_read_is_not_changed() -> None:
    with pytest.raises(CannotEdit, match="mended first"):
        Draft("x.yml", b"a: 1\na: 2\n")


def test_what_cannot_be_done_by_lines_is_refused_and_changes_nothing() -> None:
    draft = Draft("x.yml", b"a:\n- b  # c\n")
    with pytest.raises(CannotEdit, match="by hand"):
        draft.set(("a", 0), {"d": "e", "f": ["g h", "i j"]})
    assert draft.data == b"a:\n- b  # c\n"


@pytest.mark.parametrize("route", [("a", 0), ("b", "c"), ("b", 2), ("d", "e", "f")])
def test_a_place_that_does_not_fit_is_refused(route: tuple[Any, ...]) -> None:
    draft = Draft("x.yml", b"a: {x: y}\nb: [x]\nd:\n- x\n")
    with pytest.raises(CannotEdit, match="has no place: change it by hand"):
        draft.set(route, "z")


def test_what_would_read_otherwise_than_was_meant_is_refused() -> None:
    source = rb'a: "see [[refund\x73]]"' + b"\n"
    draft = Draft("x.yml", source)
    with pytest.raises(CannotEdit, match="cannot be changed line by line"):
        draft.respell([(("a",), False, lambda old: old.replace("refunds", "returns"))])
    assert draft.data == source


def test_an_edit_of_several_places_is_made_whole_or_not_at_all() -> None:
    source = b"a:\n- y\n- b  # c\n"
    draft = Draft("x.yml", source)
    with pytest.raises(CannotEdit, match="by hand"):
        draft.set(("a",), ["z", {"d": "e", "f": ["g h", "i j"]}])
    assert draft.data == source
    assert draft.value(("a", 0)) == "y"


# Random files: every style that authors use, mixed.

WORDS = st.text(st.sampled_from("ab12 .:#-,'\"[]{}&*!|>%@\\äß中"), min_size=1, max_size=12).map(str.strip).filter(bool)
NAMES = st.text(st.sampled_from("abcxyz09-_"), min_size=1, max_size=6).filter(lambda each: each[0] in "abcxyz")
TREES = st.dictionaries(
    NAMES,
    st.recursive(
        st.one_of(WORDS, st.none(), st.just("2.0"), st.just("no"), st.just("12:30"), st.just("line one\nline two\n")),
        lambda inner: st.one_of(st.lists(inner, min_size=1, max_size=3), st.dictionaries(NAMES, inner, min_size=1, max_size=3)),
        max_leaves=8,
    ),
    min_size=1, max_size=4,
)  # fmt: skip


def written(tree: Any, indent: int, choose: Any) -> list[str]:
    """Write a tree in random styles."""
    made: list[str] = []
    space = " " * indent
    items = tree.items() if isinstance(tree, dict) else [(None, each) for each in tree]
    for name, value in items:
        if choose(5) == 0:
            made.append(space + "# " + "c" * choose(4))
        if choose(7) == 0:
            made.append("")
        start = space + (spelling.key(name) + ":" if name is not None else "-")
        tail = "   # note" if choose(4) == 0 else ""
        if isinstance(value, str) and "\n" in value:
            made += [f"{start} |", *(space + "  " + line for line in value.splitlines())]
        elif value is None or isinstance(value, str):
            quote = ["", "", "'", '"'][choose(4)] if value is not None else ""
            made.append(f"{start} {spelling.scalar(value, quote)}".rstrip() + tail)
        elif choose(3) == 0 and "\n" not in repr(value).replace("\\n", "\n") and "None" not in repr(value):
            made.append(f"{start} {spelling.flowing(value)}{tail}")
        else:
            step = 0 if isinstance(value, list) and name is not None and choose(2) else 2 + 2 * choose(2)
            made += [start + tail, *written(value, indent + step, choose)]
    return made


def lines_of(node: Node) -> tuple[int, int]:
    first = (node.key or node.span).line
    return first, max([first] + [each.span.end_line - (each.span.end_column == 0) for _, each in node.walk() if not isinstance(each.value, dict | list) or not each.value or each.span.end_column])  # fmt: skip  # noqa: E501


@settings(
    max_examples=150,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(tree=TREES, data=st.data(), end=st.sampled_from(["\n", "\r\n"]), last=st.booleans(), mark=st.booleans())
def test_no_other_line_is_touched(tree: Any, data: st.DataObject, end: str, last: bool, mark: bool) -> None:
    source = end.join(written(tree, 0, lambda many: data.draw(st.integers(0, many - 1)))) + end * last
    raw = (b"\xef\xbb\xbf" if mark else b"") + source.encode()
    document, found = read("x.yml", raw)
    if document is None or found:
        return
    plain = document.plain()
    routes = [route for route, _ in document.root.walk() if route]
    route = data.draw(st.sampled_from(routes))
    node = document.find(route)
    what = data.draw(st.sampled_from(["set", "set", "remove", "add", "rename"]))
    draft, expected = Draft("x.yml", raw), copy.deepcopy(plain)
    holder = expected
    for step in route[:-1]:
        holder = holder[step]
    value = data.draw(
        st.one_of(WORDS, st.lists(WORDS, min_size=1, max_size=3), st.dictionaries(NAMES, WORDS, min_size=1, max_size=2))
    )
    first, final = lines_of(node)
    try:
        if what == "set":
            draft.set(route, value)
            holder[route[-1]] = value
        elif what == "remove":
            draft.remove(route)
            del holder[route[-1]]
            if not holder:
                first = min(first, lines_of(document.find(route[:-1]))[0])
        elif what == "add" and isinstance(node.value, dict | list):
            name = "new-one" if isinstance(node.value, dict) else len(node.value)
            draft.set((*route, name), value)
            holder[route[-1]] = (
                {**holder[route[-1]], name: value} if isinstance(name, str) else [*holder[route[-1]], value]
            )
        elif what == "rename" and isinstance(route[-1], str):
            draft.rename(route, "new-one")
            holder["new-one"] = holder.pop(route[-1])
    except CannotEdit:
        assert draft.data == raw
        return
    again, wrong = read("x.yml", draft.data)
    assert again is not None
    assert not [each for each in wrong if each.level == "error"]
    assert again.plain() == expected
    assert draft.data.startswith(b"\xef\xbb\xbf") == mark
    before, after = (each.decode("utf-8-sig").splitlines(keepends=True) for each in (raw, draft.data))
    if not last:  # a line may get an end because another one follows
        before[-1], after = before[-1] + end, [*after[:-1], after[-1].removesuffix(end) + end]
    behind = before[final + 1 :]
    told = (source, route, what, value, draft.data.decode())
    assert before[:first] == after[:first], told
    assert behind == (after[-len(behind) :] if behind else []), told
    if end == "\r\n" and end in source:
        assert "\n" not in draft.data.decode().replace("\r\n", "")


def test_most_edits_are_possible() -> None:
    """Refusing everything would pass the test above; so nothing that authors write is refused here."""
    source = b"a:\n  - b: 1\n    c: [x, {y: z}]\n  - d\ne: >\n  long\n  text\nf: {g: h}\ni:\n"
    document, _ = read("x.yml", source)
    assert document is not None
    for route, _ in document.root.walk():
        for value in ("w", ["w"], {"v": "w"}, {"v": ["a b", "c d"]}):
            if route:
                Draft("x.yml", source).set(route, value)
                Draft("x.yml", source).remove(route)
