"""Prose: what is read without Markdown comes out as Markdown would have made it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hub_plugin.outputs.prose import plain
from hub_plugin.outputs.prose import renderer as prose

ALPHABET = " \nab1é中.,:;!?()'\"-–%/=+#>*_`[]|~\\&<2³\t\xa0“’"
NAMES = ["Desk", "A & B", "x < y", "[odd]", "it's", "2. b", "C_D", "*stars*", "#1", "a|b", 'the "one"', " ", "é 中"]
LINES = st.lists(
    st.one_of(
        st.text("ab1é ,.:'()-–“’%/\"", max_size=12), st.sampled_from(["**", "**a b**", " **", "** "]),
        st.sampled_from([f"[[tool/n{n}]]" for n in range(len(NAMES))]),
    ), max_size=4,
).map("".join)  # fmt: skip
STARTS = st.sampled_from(["", "", "- ", "1. ", "2. ", "  ", "    ", "* ", "10. "])
TEXTS = st.lists(
    st.tuples(STARTS, LINES, st.sampled_from(["\n", "\n\n", "\n\n\n", "  \n"])).map("".join), max_size=5
).map("".join)


def resolve(target: str, label: str, base: str) -> tuple[str, str] | None:
    """Know a few tools."""
    return (f"../../{target}/#part", NAMES[int(target.removeprefix("tool/n"))]) if "tool/n" in target else None


@pytest.fixture(scope="module")
def renderer() -> prose.Renderer:
    return prose.Renderer(resolve)


def slowly(renderer: prose.Renderer, text: str) -> str:
    """Return what Markdown makes of a text."""
    return renderer._clean(renderer._convert(renderer.link(prose._lower(text), "")))


@given(st.one_of(TEXTS, st.text(ALPHABET, max_size=40)))
@example("One line.\nAnother: with (brackets) and 'quotes' – 10 %.\n\nA second paragraph.")
@example("2. b")
@example("1. a\n2. b\n\nThen.\n\n- c\n- d")
@example("1. a\n\n1. b")
@example("- a\n\n1. b")
@example("- a\nb")
@example("a\n- b")
@example("1. [[tool/n1]] and [[tool/n3]]\n2. x")
@example("**a** (**b c**), d**e**f")
@example("**a****b**")
@example("**[[tool/n1]]**")
@example("1. 2. b")
@example("a\n: b")
@example("a\n---")
@example("a  \nb")
@example("Ask first\n\n    as code")
@example("a\n\n\nb")
def test_plain_prose_comes_out_as_from_markdown(renderer: prose.Renderer, text: str) -> None:
    assert renderer.html(text) == slowly(renderer, text)


def test_notes_are_numbered_and_are_no_links(renderer: prose.Renderer) -> None:
    """Several texts stand on one page: as links, all would lead to the notes of the first."""
    made = renderer.html("First[^1], then[^why], again[^1].\n\n[^1]: The note.\n[^why]: Because.\n")
    assert "First<sup>[1]</sup>, then<sup>[2]</sup>, again<sup>[1]</sup>." in made
    assert "<li>\n<p>The note.</p>\n</li>\n<li>\n<p>Because.</p>\n</li>" in made
    assert "href" not in made


@pytest.mark.parametrize(
    "text", ["Words only, and a stop.", "Two\nlines: (one) – 'two'.\n\nAnd more!", "1. One.\n2. Two.\n\nThen:\n\n- a\n- b",
             "See [Desk](<../../tools/desk/>), **then** go on."],
)  # fmt: skip
def test_plain_prose_is_known_as_such(text: str) -> None:
    assert plain.as_html(text) is not None


@pytest.mark.parametrize(
    "text", ["[x](//h.example/a)", '[x](//h.example/a "t")', "[x][1]\n\n[1]: //h.example/a", "![x](//h.example/a)"]
)
def test_a_link_to_a_host_says_so(renderer: prose.Renderer, text: str) -> None:
    assert '<a href="https://h.example/a"' in renderer.html(text)
    assert 'say href="//h"' in renderer.html(f'say href="//h" {text}')
