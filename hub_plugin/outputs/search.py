"""Search entries: one for each page, and one for each heading in it that has an anchor."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hub_plugin.model.page import Page

_SPLIT = re.compile(r"<h[2-4][^>]*\bid=\"([^\"]+)\"[^>]*>(.*?)</h[2-4]>|<(/?)section\b[^>]*>", re.DOTALL)
_OFF, _ON = "<!--search:off-->", "<!--search:on-->"
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
    start, *further = page.html.split(_OFF)
    body = _TITLE.sub("", start + "".join(each.partition(_ON)[2] for each in further), count=1)
    first, *rest = _SPLIT.split(body)
    found = [_Part(url, html.escape(page.title, quote=False), 0, [first])]
    part, depth = found[0], 0
    for anchor, title, closing, text in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True):
        if anchor is not None:
            part = _Part(f"{url}#{anchor}", _plain(title), depth, [])
            found.append(part)
        elif not closing:
            depth += 1
        else:
            depth -= 1
            if part.depth > depth:  # what follows a section belongs to the heading before it
                part = next(each for each in reversed(found) if each.depth <= depth and not each.closed)
            for each in found:
                each.closed = each.closed or each.depth > depth
        part.text.append(text)
    for each in found:
        yield Entry(each.location, each.title, _plain(" ".join(each.text)), page.kind)


@dataclass(slots=True)
class _Part:
    """An entry in the making: the text so far, and in how many sections its heading stands."""

    location: str
    title: str
    depth: int
    text: list[str]
    closed: bool = False


def _plain(text: str) -> str:
    words = html.unescape(_TAG.sub("", _BREAK.sub(" ", text))).split()
    return html.escape(" ".join(words), quote=False)  # an apostrophe stays one: the search splits text into words
