"""One page of the site, before anybody has put a frame around it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from hub_plugin.model.addresses import Address


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a page, for the table of contents: level 2 to 4, anchor, plain text."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Args:
        uri: its source path, as MkDocs names pages: ``teams/payments.md``.
        title: plain text.
        html: the article; it begins with an ``<h1>``.
        headings: its table of contents.
        section: the uri of the index page that it belongs to; its own for an index page.
        source: the file (below the content folder) and line behind its edit link, if it comes from a record.
        kind: what it is, in words, for search results.
        description: one plain sentence.
        anchors: every id in its HTML.
        about: the record.
    """

    uri: str
    title: str
    html: str
    headings: tuple[Heading, ...] = ()
    section: str = ""
    source: tuple[str, int] | None = None
    kind: str = ""
    description: str = ""
    anchors: frozenset[str] = frozenset()
    about: Address | None = None

    @property
    def is_index(self) -> bool:
        """Whether it may stand in the navigation."""
        return self.section in ("", self.uri)


@dataclass(frozen=True)
class Site:
    """Everything that leaves.

    Args:
        pages: all pages, indexes first.
        downloads: where a file is offered (below the site) → where it lies (below the content folder).
        moved: the uri of an old page → that of the present one.
        files: what else is written: where (below the site) → its bytes; feeds, data, badges.
    """

    pages: tuple[Page, ...]
    downloads: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def url_of(uri: str, directory_urls: bool = True) -> str:
    """Return where a page lies below the site's root: ``teams/payments.md`` → ``teams/payments/``; the home page is ``""``."""
    stem = uri.removesuffix(".md")
    if directory_urls:
        return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
    return f"{stem}.html"


def relative(target: str, base: str) -> str:
    """Return the address of ``target`` as seen from the page at ``base``; both below the site's root."""
    path, hash_, anchor = target.partition("#")
    start = base if base.endswith("/") or not base else posixpath.dirname(base)
    made = posixpath.relpath(path or ".", start or ".")
    if made == ".":
        made = "" if hash_ and path == base else "./"
    elif path.endswith("/") or not path:
        made += "/"
    return f"{made}{hash_}{anchor}"
