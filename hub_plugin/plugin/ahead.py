"""Ahead of MkDocs: our pages are put into their frames and written by several processes, before it comes to the pages by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from mkdocs.structure.files import InclusionLevel
from mkdocs.utils import write_file

from hub_plugin.indexing import Hits, hits
from hub_plugin.lasting import lasting
from hub_plugin.plugin.framed import FramedPage
from hub_plugin.plugin.on_demand import OnDemand
from hub_plugin.pouring import Frames
from hub_plugin.sharing import shared


class Ahead:
    """Prints what MkDocs would print one page after the other.

    Args:
        frames: for all pages.
        pages: those to print.
        templates: the theme's own and the project's further ones. The list of pages for search engines is among them, and needs ours.
        context: returns what the theme's template is given for a page.
        finish: the last hand at a printed page.
        wanted: whom to promise the pages, instead of printing them; None: nobody.

    Attributes:
        hits: the uri of each page that was printed → its search entries.
    """

    def __init__(
        self, frames: Frames, pages: Sequence[FramedPage], templates: Iterable[str],
        context: Callable[[FramedPage], Mapping[str, Any]], finish: Callable[[str, FramedPage], str], wanted: OnDemand | None = None,
    ) -> None:  # fmt: skip
        self.frames, self.pages, self.context, self.finish, self.wanted = frames, pages, context, finish, wanted
        self.hits: dict[str, Hits] = {}
        self._awaited = set(templates)

    def after(self, template: str) -> None:
        """Print, after the last of the templates.

        MkDocs builds what is included, so what is printed here no longer is. Where a template does not come, nothing is printed
        here and MkDocs prints all pages: the same bytes, later.
        """
        if not self._awaited:
            return
        self._awaited.discard(template)
        if self._awaited:
            return
        for page in self.pages:
            page.file.inclusion = InclusionLevel.EXCLUDED
        if self.wanted is not None:
            self.promise(self.wanted)
            return
        first = {shape: pages[0] for shape, pages in self.frames.shapes.items()}
        cuts = [partial(self.frames.cut, shape, page, self.context(page)) for shape, page in first.items()]
        self.frames.known = dict(zip(first, shared(cuts, few=True), strict=True))
        longest_first = sorted(self.pages, key=self.frames.pours)
        with lasting():
            made = shared([partial(self._leave, page) for page in longest_first])
        self.hits = dict(zip((page.hub_page.uri for page in longest_first), made, strict=True))

    def promise(self, wanted: OnDemand) -> None:
        """Promise all pages."""
        for page in self.pages:
            wanted.promise(page.file.dest_uri, partial(self._write, page))

    def _leave(self, page: FramedPage) -> Hits:
        """Print and write a page; of all that, only its search entries stay in memory."""
        with page.at_hand():
            self._write(page)
            return hits(page.hub_page, page.file.use_directory_urls)

    def _write(self, page: FramedPage) -> None:
        text = self.finish(self.frames.page(page, self.context(page)), page)
        write_file(text.encode("utf-8", errors="xmlcharrefreplace"), str(page.file.abs_dest_path))
