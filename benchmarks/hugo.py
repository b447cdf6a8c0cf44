"""The two folders that Hugo builds: the pages of a hub as Markdown, in a plain layout and in one that is comparable to ours.

Both have the same content: what our pages say, in Markdown, with what Hugo needs in front of it. "Linked from" is not among it:
a page names those that it links to, and the comparable layout asks Hugo who links to it, as our build does.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from benchmarks import framing
from hub_plugin.model.page import Page, Site, url_of

_TEMPLATES = Path(__file__).with_name("layouts")
_SECTION = re.compile(r"\n## Linked from \{#linked-from\}\n\n(?:.+\n)*")
_LINK = re.compile(r"\]\(([^)]*)\)")
_LINKED = re.compile(r'<h2 id="linked-from">.*?</dl>', re.DOTALL)
_TERM = re.compile(r"<dt>(.*?)</dt><dd>(.*?)</dd>", re.DOTALL)
_HREF = re.compile(r'<a href="([^"#]*)')
_BASE = "https://hub.example.org/"


def lay_plain(site: Site, docs: Path, root: Path) -> None:
    """Write the folder whose pages are a title and a body.

    Args:
        site: the pages of the hub.
        docs: the same as Markdown, and what they offer for download.
        root: the folder.
    """
    _lay_content(site, docs, root)
    _lay_layouts(root, {"all.html": (_TEMPLATES / "plain.html").read_text(encoding="utf-8")})


def lay_like(site: Site, docs: Path, ours: Path, root: Path) -> None:
    """Write the folder whose pages have all that ours have around their articles.

    Args:
        site: the pages of the hub.
        docs: the same as Markdown, and what they offer for download.
        ours: a small hub, built by our plugin: Material's frame and its files are taken from it.
        root: the folder.
    """
    _lay_content(site, docs, root)
    shutil.copytree(ours / "assets", root / "static" / "assets")
    page = sorted(ours.glob("standards/*/index.html"))[1]
    layouts = framing.layouts(page.read_text(encoding="utf-8"))
    _lay_layouts(root, layouts)
    search = {"url": "/search/search_index.json", "layout": "search", "build": {"list": "never"}}
    (root / "content" / "search.md").write_text(json.dumps(search) + "\n", encoding="utf-8")
    nav = [
        {"title": page.title, "url": "/" + url_of(page.uri), "section": _section(page)}
        for page in site.pages
        if page.is_index
    ]
    (root / "data").mkdir()
    (root / "data" / "nav.json").write_text(json.dumps(nav), encoding="utf-8")


def _lay_layouts(root: Path, layouts: dict[str, str]) -> None:
    config = {
        "title": "Benchmark", "baseURL": _BASE, "disableKinds": ["taxonomy", "term", "rss"],
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},  # comments, which say what is not for the search
    }  # fmt: skip
    (root / "hugo.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
    for name, text in layouts.items():
        (root / "layouts" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "layouts" / name).write_text(text, encoding="utf-8")


def _lay_content(site: Site, docs: Path, root: Path) -> None:
    links = _links(site)
    for weight, page in enumerate(site.pages, 1):
        front = _front(page, weight, links.get(page.uri, []))
        text = content_of((docs / page.uri).read_text(encoding="utf-8"), page.uri)
        path = root / "content" / _place(page.uri)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{json.dumps(front, ensure_ascii=False)}\n\n{text}", encoding="utf-8")
    for uri in site.downloads:
        (root / "static" / uri).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / uri, root / "static" / uri)


def content_of(markdown: str, uri: str) -> str:
    """Return a page for Hugo: without the pages that link to it, and with links that begin at the root, as Hugo writes them."""

    def rooted(found: re.Match[str]) -> str:
        if urlsplit(found[1]).scheme or found[1].startswith("#"):
            return found[0]
        target = urlsplit(urljoin(_BASE + uri, found[1]))
        path = url_of(target.path[1:]) if target.path.endswith(".md") else target.path[1:]
        return f"](/{path}{'#' * bool(target.fragment)}{target.fragment})"

    return _LINK.sub(rooted, _SECTION.sub("\n", markdown, count=1))


def _section(page: Page) -> str:
    """Return the section that an index page is the head of."""
    folder, name = posixpath.split(page.uri)
    return folder if name == "index.md" else ""


def _place(uri: str) -> str:
    folder, name = posixpath.split(uri)
    return posixpath.join(folder, "_index.md" if name == "index.md" else name)


def _front(page: Page, weight: int, links: list[dict[str, str]]) -> dict[str, object]:
    front: dict[str, object] = {"title": page.title, "description": page.description, "weight": weight}
    if page.source:
        front["source"] = f"{page.source[0]}#L{page.source[1]}"
    return front | ({"links": links} if links else {})


def _links(site: Site) -> dict[str, list[dict[str, str]]]:
    """Return what each page links to, and in what words: the lists "Linked from" the other way round."""
    uris = {"/" + url_of(page.uri): page.uri for page in site.pages}
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for page in site.pages:
        here = "/" + url_of(page.uri)
        for words, source in _linked_from(page.html):
            found[uris[urljoin(here, source)]].append({"to": here, "as": words})
    return found


def _linked_from(html: str) -> Iterator[tuple[str, str]]:
    for section in _LINKED.findall(html):
        for words, listed in _TERM.findall(section):
            yield from ((words, href) for href in _HREF.findall(listed))
