"""A page's HTML as one raw block that every Markdown leaves alone, and that the theme's search reads as ours does."""

from __future__ import annotations

import re

# Where "skip to content" leads, as on the plugin's pages; there it is the title's, but a title with an id would become a
# search entry of its own.
TOP = "_top"
_OFF = re.compile(r"<!--search:off-->(.*?)<!--search:on-->", re.DOTALL)
_EXCLUDED = re.compile(r" data-search-exclude(?:=\"[^\"]*\")?(?=[\s>])")
_HEADING = re.compile(r"<h[1-6](?=[^>]* id=)")
_TITLE = re.compile(r"<h1(?![^>]* id=)")
# The same breaks between words as in outputs/search.py.
_JOINED = re.compile(r"(</(?:p|li|td|th|div|dt|dd|summary|h[1-6])>|<br>)(?=\S)")
_CODE = re.compile(r"(<(script|style)\b.*?</\2>)", re.DOTALL)
_KEPT = re.compile(r"<(pre|textarea)\b.*?</\1>", re.DOTALL)
_EMPTY_LINE = re.compile(r"(?<=\n) (?= *\n)")
# What the preprocessors of well-known extensions and plugins look for in the whole source, raw HTML or not: fences,
# CriticMarkup, macros. (Snippets look for ``8<``, and the ``<`` of a text is an entity.)
_LURE = re.compile(r"`(?=``)|~(?=~~)|\{(?=[{%#+\-=~>])")
# A link as seen from the page, not from the source file. Zensical rewrites what it takes for the latter, also in raw HTML, and looks
# for the page behind each `.md`. So such a link has a scheme of its own and a mark behind `.md`; our template takes both away again.
_SEEN_FROM_PAGE = re.compile(r"(?<=\s)((?:href|src)=\")(?![a-z][a-z0-9+.-]*:|#)([^\"]+)\"", re.IGNORECASE)


def block(html: str, framed: bool = False) -> str:
    """Return a page as one raw block of Markdown; a browser shows the same.

    Args:
        html: the article: well-formed, sanitised.
        framed: our own template shows it.
    """
    shown = _OFF.sub(lambda found: _unsearched(found[1]), _EXCLUDED.sub("", html))
    shown = _TITLE.sub("<h1 data-search-exclude", shown, count=1)
    pieces = _CODE.split(_JOINED.sub(r"\1 ", shown))
    pieces[2::3] = [""] * len(pieces[2::3])  # the names of the elements
    pieces[::3] = [_KEPT.sub(_kept, _LURE.sub(_as_entity, piece)) for piece in pieces[::3]]
    whole = "".join(pieces).strip()
    if framed:
        whole = _SEEN_FROM_PAGE.sub(_kept_as_it_is, whole)
    return f'<div class="coehub-page" id="{TOP}">\n{whole}\n</div>\n'


def _kept_as_it_is(link: re.Match[str]) -> str:
    mark = "~" if link[2].endswith(".md") else ""
    return f'{link[1]}coehub:{link[2]}{mark}"'


def _unsearched(html: str) -> str:
    """Hide a part from the theme's search.

    An element of its own, because Material's search takes the first end tag of the same name for the end of what it leaves
    out; and on each heading, because else it makes an entry without text.
    """
    marked = _HEADING.sub(lambda found: f"{found[0]} data-search-exclude", html)
    return f'<coehub-unsearched data-search-exclude style="display:contents">{marked}</coehub-unsearched>'


def _kept(found: re.Match[str]) -> str:
    """Keep the white space that counts: Markdown turns tabs into spaces, and empties lines of spaces."""
    return _EMPTY_LINE.sub("&#32;", found[0].replace("\t", "&#9;"))


def _as_entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
