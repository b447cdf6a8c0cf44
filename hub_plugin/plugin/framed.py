"""A page of the hub as MkDocs knows pages: inside the theme's frame, with HTML that is ready."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import write_file

from hub_plugin.model.page import Page as HubPage
from hub_plugin.plugin.on_demand import OnDemand

TOP = "_top"  # where Material's "skip to content" leads; no id of a record has an underscore


class Title(str):
    """An escaped title. Themes print it as it stands, but Material's ``striptags`` would unescape it in the page's head."""

    def __html__(self) -> str:
        return html.escape(self)


class Offered(File):
    """A file that we offer: what it holds is asked for when the site is written, or when somebody else wants to know."""

    made: Callable[[], bytes]

    @property
    def content_bytes(self) -> bytes:
        """What it holds."""
        return self.made()

    @content_bytes.setter
    def content_bytes(self, given: bytes) -> None:
        self.made = lambda: given

    @property
    def content_string(self) -> str:
        """The same as text."""
        return self.made().decode()

    @content_string.setter
    def content_string(self, given: str) -> None:
        self.made = given.encode

    def copy_file(self, dirty: bool = False) -> None:
        """Write it to its place in the site."""
        write_file(self.made(), str(self.abs_dest_path))


class Awaited(Offered):
    """A file of ours that is made when somebody asks for it."""

    wanted: OnDemand

    def copy_file(self, dirty: bool = False) -> None:
        """Promise it."""
        self.wanted.promise(self.dest_uri, self._write)

    def _write(self) -> None:
        with suppress(KeyError):  # there is none any more
            super().copy_file()


class FramedPage(Page):
    """A page of the hub inside the theme's frame: its HTML is ready, Markdown never sees it."""

    def __init__(self, page: HubPage, file: File, config: MkDocsConfig) -> None:
        self.hub_page = page
        self.awaited = False  # nothing of the article is needed before the page is printed
        self.preface = ""  # what stands before the article, where it is awaited
        self._aside: str | None = None
        self._toc: TableOfContents | None = None
        super().__init__(Title(html.escape(page.told or page.title)), file, config)

    def renew(self, page: HubPage) -> None:
        """Take over a new state of the page that differs in nothing but what is printed."""
        self.hub_page, self._aside, self._toc = page, None, None

    def read_source(self, config: MkDocsConfig) -> None:
        """Take over what the hub knows of the page; its search entries are added after the build."""
        self.markdown = ""
        self.meta = {"search": {"exclude": True}}
        if self.hub_page.description:
            self.meta["description"] = html.escape(self.hub_page.description)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set the content."""
        self.content = "" if self.awaited else self._own()

    def _own(self) -> str:
        return self.preface + self.hub_page.html.replace("<h1>", f'<h1 id="{TOP}">', 1)

    @property
    def toc(self) -> TableOfContents:
        """Its table of contents."""
        self._toc = self._toc or _toc(self.hub_page)
        return self._toc

    @toc.setter
    def toc(self, given: object) -> None:
        """Leave it: every page of the engine begins with an empty one."""

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]  # MkDocs sets it where it prints Markdown
        """Every id in it, for the check of links."""
        return {TOP, *self.hub_page.anchors}

    def lay_aside(self, html: str) -> str:
        """Keep the content until the page is printed: the search plugin would walk through it.

        Returns:
            What the page holds meanwhile: nothing.
        """
        self._aside = None if html is self.content else html  # ten thousand second copies would be half of all memory
        return ""

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        """Have the content, for a while; whoever has it already keeps it."""
        if self.content:
            yield
            return
        known = self.hub_page
        self.hub_page = known.printed
        self.content = self._own() if self._aside is None else self._aside
        try:
            yield
        finally:
            self.content = ""
            if known is not self.hub_page:
                self.hub_page, self._toc = known, None


def _toc(page: HubPage) -> TableOfContents:
    top = AnchorLink(html.escape(page.told or page.title), TOP, 1)
    path = [top]
    for heading in page.headings:
        link = AnchorLink(html.escape(heading.told or heading.text), heading.anchor, heading.level)
        while path[-1].level >= heading.level:
            path.pop()
        path[-1].children.append(link)
        path.append(link)
    return TableOfContents([top])
