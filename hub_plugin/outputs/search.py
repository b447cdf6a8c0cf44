"""Search entries: one for each page, and one for each heading in it that has an anchor."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hub_plugin.model.page import Page

_SPLIT = re.compile(r"<h[2-4][^>]*\bid=\"([^\"]+)\"[^>]*>(.*?)</h[2-4]>", re.DOTALL)
_OFF = re.compile(r"<!--search:off-->.*?<!--search:on-->", re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>.*?</h1>", re.DOTALL)
_BREAK = re.compile(r"</(?:p|li|td|th|div|dt|dd|summary|h[1-6])>|<br>")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One hit: its address below the site's root, its title and text (both HTML-escaped), and what it is."""

    location: str
    title: str
    text: str
    kind: str


def entries(page: Page, url: str) -> Iterator[Entry]:
    """Yield the entries of a page.

    Args:
        page: its HTML is ours: well-formed, sanitised.
        url: where it lies, below the site's root.
    """
    body = _TITLE.sub("", _OFF.sub("", page.html), count=1)
    pieces = _SPLIT.split(body)
    yield Entry(url, html.escape(page.title, quote=False), _plain(pieces[0]), page.kind)
    for anchor, title, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        yield Entry(f"{url}#{anchor}", _plain(title), _plain(text), page.kind)


def _plain(text: str) -> str:
    words = html.unescape(_TAG.sub("", _BREAK.sub(" ", text))).split()
    return html.escape(" ".join(words), quote=False)  # an apostrophe stays one: the search splits text into words
