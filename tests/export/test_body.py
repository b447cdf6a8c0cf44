"""Nothing that a page says is Markdown to whoever builds it later."""

from __future__ import annotations

import contextlib
import html
import json
from html.parser import HTMLParser

import markdown
import pytest

from hub_plugin.outputs.export.body import TOP, block

PLAIN: tuple[str, ...] = ()
MANY = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "sane_lists", "smarty",
    "wikilinks", "pymdownx.superfences", "pymdownx.critic", "pymdownx.snippets", "pymdownx.details", "pymdownx.tabbed",
    "pymdownx.magiclink", "pymdownx.tasklist", "pymdownx.caret", "pymdownx.mark", "pymdownx.tilde", "pymdownx.betterem",
    "pymdownx.blocks.html", "pymdownx.arithmatex",
)  # fmt: skip
CASES = {
    "blank lines": "<h1>A</h1>\n\n\n<p>a</p>\n\n<pre><code>one\n\n\ntwo\n</code></pre>\n\n\n<p>b</p>",
    "emphasis": "<p>a_b_c *d* __e__ ~~f~~ ^g^ ==h==</p>",
    "entities": "<p>&amp; &lt;b&gt; &amp;amp; &copy; &#39; a&b</p>",
    "links": '<p>[[team/payments]] [a](b.md) [c] &lt;https://x.example&gt; https://y.example</p>\n\n[[a]]\n\n[d]: /e "f"\n',
    "footnotes": "<p>one[^1]</p>\n\n[^1]: a note\n\n<p>two</p>",
    "indented": "<div>\n\n    four spaces\n\n\ttab\n</div>",
    "headings": "<div>\n# one\n\n## two\n\nthree\n=====\n</div>",
    "rules": "<div>\n\n---\n\n***\n\n- a\n\n1. b\n\n> c\n\n| d | e |\n|---|---|\n| f | g |\n</div>",
    "front matter": "<p>a</p>\n---\ntitle: b\n---\n<p>c</p>",
    "fences": "<pre><code>\n```python\nx = 1\n```\n\n~~~\ny\n~~~\n</code></pre>\n\n<p>```</p>",
    "snippets": '<pre><code>\n--8&lt;-- "mkdocs.yml"\n;--8&lt;-- "a"\n</code></pre>',
    "critic": "<p>{++ a ++} {-- b --} {~~ c~>d ~~} {== e ==}{&gt;&gt; f &lt;&lt;}</p>",
    "macros": "<p>{{ config }} {% raw %} {# g #}</p>",
    "attributes": '<p data-x="{: #id }" title="a > b">x {: #y .z }</p>{: #w }',
    "markdown in HTML": "<div><p>&lt;div markdown=\"1\"&gt;*a*&lt;/div&gt;</p></div>",
    "blocks": "<p>a</p>\n\n/// html | div\nb\n///\n\n!!! note\n    c\n\n??? d\n    e\n\n=== f\n    g\n\n*[HTML]: h\n",
    "inline between blocks": "<p>a</p>\n\n<a href='b'>c</a> and <em>d</em>\n\n<span>e</span>",
    "unclosed": "<ul>\n\n<li>a\n\n<li>b<br>c<hr>\n</ul>\n\n<p>d",
    "maths": "<p>$a$ \\(b\\) $$c$$ \\[d\\] \\* \\_</p>",
    "table of contents": "<p>[TOC]</p>\n\n[TOC]\n\n<h2 id='a'>A</h2>",
    "white space": "<pre>a\tb\n   \n \n\tc  \n\n</pre><textarea>\td\n  \n</textarea>",
    "data": '<template id="a">{"a": "{{ b }}", "c": "```"}</template>\n\n<p>d</p>',
    "drawings": '<svg viewBox="0 0 1 1"><title>a_b_</title>\n\n<path d="M0 0"/>\n\n<text>*c*</text></svg>',
    "comments": "<!-- a -->\n\n<p>b</p>\n<!--search:off-->\n<p>c</p>\n\n<h2 id='d'>d</h2>\n<!--search:on-->\n<p>e</p>",
}  # fmt: skip


class Shown(HTMLParser):
    """What a browser makes of a page: elements with attributes, and text; white space counts in ``<pre>`` only."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[object] = []
        self._pre = 0
        self._text = ""
        self.feed(text)
        self.close()
        self._flush()

    def _flush(self) -> None:
        shown = self._text if self._pre else " ".join(self._text.split())
        if shown:
            self.found.append(shown)
        self._text = ""

    def _data(self) -> None:
        """What data says, however it is written."""
        with contextlib.suppress(ValueError):
            self._text = json.dumps(json.loads(self._text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "coehub-unsearched":
            return
        self._flush()
        self._pre += tag in ("pre", "textarea", "script")
        self.found.append((tag, [each for each in attrs if each[0] != "data-search-exclude"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "coehub-unsearched":
            return
        if tag == "script":
            self._data()
        self._flush()
        self._pre -= tag in ("pre", "textarea", "script")
        self.found.append(tag)

    def handle_data(self, data: str) -> None:
        self._text += data


def built(page: str, extensions: tuple[str, ...]) -> str:
    """Return what MkDocs would make of a page."""
    return markdown.markdown(block(page), extensions=list(extensions))


@pytest.mark.parametrize("extensions", [PLAIN, MANY], ids=["plain", "many"])
@pytest.mark.parametrize("name", CASES)
def test_a_browser_shows_the_same(name: str, extensions: tuple[str, ...]) -> None:
    page = CASES[name]
    made = Shown(built(page, extensions)).found
    wrapped = Shown(f'<div class="coehub-page" id="{TOP}">{page}</div>').found
    assert made == wrapped


@pytest.mark.parametrize("extensions", [PLAIN, MANY], ids=["plain", "many"])
def test_byte_for_byte(extensions: tuple[str, ...]) -> None:
    """A page without traps for Markdown comes out as it went in."""
    page = CASES["blank lines"].replace("<h1>", '<h1 id="a">') + "\n" + CASES["emphasis"] + "\n\n" + CASES["footnotes"]
    page += '\n<p>&amp; &#39; "q" &nbsp;</p>\n    <p>indented</p>'
    assert built(page, extensions) == f'<div class="coehub-page" id="{TOP}">\n{page}\n</div>'


def test_many_pieces() -> None:
    """Every character that Markdown knows, in every place of a line."""
    for sign in "`*_{}[]()#+-.!~^=|:;<>&\"'\\/$%@0":
        text = html.escape(
            "\n".join(
                f"{' ' * indent}{sign * count} x {sign * count}" for indent in (0, 1, 4) for count in (1, 2, 3, 4)
            )
        )
        page = f"<pre>{text}</pre>\n\n<p>{text}</p>"
        for extensions in (PLAIN, MANY):
            assert (
                Shown(built(page, extensions)).found == Shown(f'<div class="coehub-page" id="{TOP}">{page}</div>').found
            ), sign


def test_data_holds_no_template() -> None:
    made = block('<p>{{ a }}</p><template>{"b": {"c": "{{ d }} {% e %} {# f ~~~ ```"}}</template>')
    assert not [each for each in ("{{", "{%", "{#", "~~~", "```") if each in made], made


def test_what_is_not_searched_is_marked() -> None:
    page = "<h1>a</h1><!--search:off--><section data-search-exclude><h2 id='b'>c</h2></section><!--search:on--><p data-search-exclude>d</p>"
    made = block(page)
    assert made.count("data-search-exclude") == 3
    assert "<h1 data-search-exclude>" in made
    assert "<h2 data-search-exclude id='b'>" in made
    assert "<p>d</p>" in made
