"""Prose: what is read without Markdown comes out as Markdown would have made it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hub_plugin.outputs import prose

ALPHABET = " \nab1é中.,:;!?()'\"-–%/=+#>*_`[]|~\\&<2³\t\xa0“’"


@pytest.fixture(scope="module")
def renderer() -> prose.Renderer:
    return prose.Renderer(lambda *asked: None)


def slowly(renderer: prose.Renderer, text: str) -> str:
    """Return what Markdown makes of a text."""
    return renderer._clean(renderer._convert(prose._lower(text)))


@given(st.one_of(st.from_regex(prose._PLAIN, fullmatch=True), st.text(ALPHABET, max_size=40)))
@example("One line.\nAnother: with (brackets) and 'quotes' – 10 %.\n\nA second paragraph.")
@example("2. b")
@example("a\n: b")
@example("a\n---")
@example("a  \nb")
@example("Ask first\n\n    as code")
@example("a\n\n\nb")
def test_plain_paragraphs_come_out_as_from_markdown(renderer: prose.Renderer, text: str) -> None:
    assert renderer.html(text) == slowly(renderer, text)


@pytest.mark.parametrize("text", ["Words only, and a stop.", "Two\nlines: (one) – 'two'.\n\nAnd more!"])
def test_plain_paragraphs_are_known_as_such(renderer: prose.Renderer, text: str) -> None:
    assert prose._PLAIN.fullmatch(text)
