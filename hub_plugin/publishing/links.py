"""Where the pages of a built site lead: every link and every anchor."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urlsplit

_TAG = re.compile(
    r"""<!--.*?-->
    |<(?P<raw>script|style|title|textarea)\b(?P<rawed>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>.*?</(?P=raw)\s*>
    |<(?P<tag>[a-z][^\s/>]*)(?P<attributes>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_LEADS = {"href", "xlink:href", "src", "action", "poster", "data"}
_PAGES = (".html", ".htm")


@dataclass(slots=True)
class Page:
    """What a page links to, and where it can be entered."""

    links: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)


def read(text: str) -> Page:
    """Return the links and anchors of a page.

    Args:
        text: its HTML. What stands in scripts, styles and comments is passed over.
    """
    page = Page()
    for found in _TAG.finditer(text):
        tag = (found["tag"] or found["raw"] or "").casefold()
        body = found["attributes"] or found["rawed"]
        if not body or body == "/":
            continue
        attributes = {name.casefold(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(body)}
        page.links.update(attributes[name].strip() for name in _LEADS.intersection(attributes))
        page.links.update(each.split()[0] for each in attributes.get("srcset", "").split(",") if each.strip())
        if "id" in attributes:
            page.anchors.add(attributes["id"])
        if tag == "a" and "name" in attributes:
            page.anchors.add(attributes["name"])
        if tag == "meta" and attributes.get("http-equiv", "").casefold() == "refresh":
            page.links.update(_REFRESH.findall(attributes.get("content", "")))
    return page


@dataclass
class Links:
    """The links between the files of a site.

    Args:
        paths: all files, below the site's root.
        site_url: where the site will be opened; links that begin with it stay inside.
    """

    paths: Collection[str]
    site_url: str = ""
    pages: dict[str, Page] = field(default_factory=dict)

    def add(self, path: str, text: str) -> None:
        """Take in a page."""
        self.pages[path] = read(text)

    def wrong(self) -> Iterator[tuple[str, str]]:
        """Yield each page and link that leads to no file or to no anchor, in order."""
        for path, page in sorted(self.pages.items()):
            for link in sorted(page.links):
                if said := self.fault(path, link):
                    yield path, said

    def fault(self, path: str, link: str) -> str:
        """Return what is wrong with a link on a page, or an empty text."""
        try:
            found = self.inside(path, link)
        except ValueError:
            return f"'{link}' is no address"
        if found is None:
            return ""
        target, anchor = found
        file = next((each for each in (target, posixpath.join(target, "index.html")) if each in self.paths), None)
        if file is None:
            return f"'{link}' leads to no file"
        # Scripts of the theme make those that begin with two underscores; ':~:' marks words, and is no anchor.
        if not anchor or anchor == "top" or anchor.startswith(("__", ":~:")) or file not in self.pages:
            return ""
        return "" if anchor in self.pages[file].anchors else f"'{link}' leads to no anchor"

    def inside(self, path: str, link: str) -> tuple[str, str] | None:
        """Return the path and the anchor to which a link leads, or None if it leaves the site.

        Raises:
            ValueError: it is no address.
        """
        if self.site_url and link.startswith(self.site_url):
            link = "/" + link.removeprefix(self.site_url)
            root = "/"
        else:
            root = urlsplit(self.site_url).path.rstrip("/") + "/"
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return None
        to = unquote(parts.path)
        if to.startswith("/"):
            if not to.startswith(root):
                return None  # something else on the same host
            to = to.removeprefix(root)
        elif to:
            to = posixpath.join(posixpath.dirname(path), to)
        else:
            to = path
        whole = posixpath.normpath(to) if to else ""
        whole = "" if whole == "." else whole
        return (posixpath.join(whole, "") if whole and to.endswith("/") else whole), unquote(parts.fragment)

    def outside(self) -> dict[str, list[str]]:
        """Return every address on other hosts, with the pages that lead there."""
        found: dict[str, dict[str, None]] = {}
        for path, page in sorted(self.pages.items()):
            for link in sorted(page.links):
                inside = bool(self.site_url) and link.startswith(self.site_url)
                if link.casefold().startswith(("http://", "https://")) and not inside:
                    found.setdefault(link.partition("#")[0], {})[path] = None
        return {link: list(paths) for link, paths in found.items()}


def is_page(path: str) -> bool:
    """Tell whether a file is a page."""
    return path.casefold().endswith(_PAGES)
