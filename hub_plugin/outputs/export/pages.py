"""Pages as Markdown files: what our plugin would tell the theme stands in the front matter."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import yaml

from hub_plugin.model.page import Page, Site, relative, url_of
from hub_plugin.outputs.export.body import block

TEMPLATE = "coehub.html"
_JINJA = re.compile(r"\{[{%#]|\r")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass(frozen=True)
class Around:
    """What is known of the site around the pages.

    Args:
        directory_urls: whether a page lies in a folder of its own.
        nav: the navigation of mkdocs.yml, if it has one.
        framed: whether the theme has the blocks that our page template fills.
        tagged: whether pages carry their kind as a tag, for the search.
        edit: returns the address at which a line of a content file is edited, or None.
        by_hand: the source paths of the pages that are written by hand; they win over generated ones.
    """

    directory_urls: bool = True
    nav: Sequence[Any] | None = None
    framed: bool = True
    tagged: bool = True
    edit: Callable[[str, int], str | None] = lambda path, line: None
    by_hand: frozenset[str] = field(default_factory=frozenset)

    def url(self, uri: str) -> str:
        """Return where a page lies below the site's root, as an address."""
        return quote(url_of(uri, self.directory_urls)) or "./"


def is_markdown(path: str) -> bool:
    """Whether MkDocs takes a file for a page."""
    return path.endswith(_MARKDOWN)


def dest_of(uri: str, directory_urls: bool) -> str:
    """Return the file that MkDocs makes of a page: ``teams/payments.md`` → ``teams/payments/index.html``."""
    stem = posixpath.splitext(uri)[0]
    if stem == "README" or stem.endswith("/README"):
        stem = stem.removesuffix("README") + "index"
    url = url_of(f"{stem}.md", directory_urls)
    return f"{url}index.html" if directory_urls else url


def pages(site: Site, around: Around) -> Iterator[tuple[str, bytes]]:
    """Yield source path and content of every generated page, but of those that a hand-written page replaces."""
    taken = {dest_of(uri, around.directory_urls) for uri in around.by_hand}
    ours = [page for page in site.pages if dest_of(page.uri, around.directory_urls) not in taken]
    trails = _trails(site, around)
    for before, page, after in zip([None, *ours[:-1]], ours, [*ours[1:], None], strict=True):
        told: dict[str, Any] = {}
        if trail := trails.get(page.section) if not page.is_index else None:
            told |= {"section": around.url(page.section), "breadcrumbs": trail}
        if toc := _toc(page):
            told["toc"] = toc
        for name, other in (("previous", before), ("next", after)):
            if other is not None and _siblings(page, other):
                told[name] = {"title": escaped(other.title), "url": around.url(other.uri)}
        if page.source and (address := around.edit(*page.source)):
            told["edit"] = address
        front: dict[str, Any] = {"title": escaped(page.title)}
        if page.description:
            front["description"] = escaped(page.description)
        if page.kind and around.tagged:
            front["tags"] = [page.kind]
        if around.framed:
            front |= {"template": TEMPLATE, "coehub": told}
        dumped = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1 << 20)
        yield page.uri, f"---\n{dumped}---\n\n{block(page.html, around.framed)}".encode()


def escaped(text: str) -> str:
    """Return a text on one line as HTML: MkDocs and its themes print titles as they are."""
    return html.escape(" ".join(text.split()), quote=False).replace('"', "&quot;")


def _toc(page: Page) -> list[dict[str, Any]]:
    top: dict[str, Any] = {"children": []}
    path = [(1, top)]
    for heading in page.headings:
        item: dict[str, Any] = {"title": escaped(heading.text), "url": f"#{quote(heading.anchor)}"}
        while path[-1][0] >= heading.level:
            path.pop()
        path[-1][1].setdefault("children", []).append(item)
        path.append((heading.level, item))
    found: list[dict[str, Any]] = top["children"]
    return found


def _siblings(one: Page, other: Page) -> bool:
    """Whether two pages follow each other: the same kind, the same folder, and none is an index."""
    same_folder = posixpath.dirname(one.uri) == posixpath.dirname(other.uri)
    return (
        same_folder and one.section == other.section and one.kind == other.kind and not (one.is_index or other.is_index)
    )


def _trails(site: Site, around: Around) -> dict[str, list[dict[str, str]]]:
    """Return the way down to each section: the navigation's titles above its page, then the page itself."""
    titles = {page.uri: escaped(page.title) for page in site.pages}
    above = dict(_above(around.nav or (), (), around))
    return {
        page.section: [*above.get(page.section, ()), {"title": titles[page.section], "url": around.url(page.section)}]
        for page in site.pages if page.section in titles
    }  # fmt: skip


def _above(
    nav: Any, path: tuple[dict[str, str], ...], around: Around
) -> Iterator[tuple[str, Sequence[dict[str, str]]]]:
    for item in nav if isinstance(nav, list | tuple) else ():
        if isinstance(item, str):
            yield item, path
        for title, value in item.items() if isinstance(item, Mapping) else ():
            if isinstance(value, str):
                yield value, path
            elif first := _first(value):
                yield from _above(value, (*path, {"title": str(title), "url": around.url(first)}), around)


def _first(nav: Any) -> str | None:
    """Return the first page of a section, to which the section's name leads."""
    while isinstance(nav, list | tuple | Mapping) and nav:
        nav = next(iter(nav.values())) if isinstance(nav, Mapping) else nav[0]
    return nav if isinstance(nav, str) and is_markdown(nav) else None


def forward(old: str, new: str, directory_urls: bool) -> tuple[str, bytes]:
    """Return path and content of a small page at an old address that leads to the new one."""
    here = url_of(old, directory_urls)
    target = html.escape(relative(url_of(new, directory_urls), here))
    text = (
        f'<!doctype html><meta charset="utf-8"><title>Moved</title><meta http-equiv="refresh" content="0; url={target}">'
        f'<link rel="canonical" href="{target}"><p>This page has moved to <a href="{target}">{target}</a>.</p>\n'
    )
    return dest_of(old, directory_urls), text.encode()


def download(data: bytes) -> bytes | None:
    """Return a template of the theme that prints these bytes; None where they are no text.

    MkDocs makes a page of every ``.md`` below docs/, and leaves those beside the theme's templates out. Only a static template
    (``theme: static_templates``) keeps its name.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not text.strip():
        return None
    if _JINJA.search(text):
        return ("{{ " + json.dumps(text, ensure_ascii=False) + " }}").encode()
    return data + b"\n"  # of which Jinja takes one away; other builders copy such a file as it is
