"""Where pages of the hub stand in the navigation: their section above them, their neighbours before and behind."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section

from hub_plugin.model.page import Page as HubPage
from hub_plugin.plugin.framed import FramedPage, Title


def place(nav: Navigation, written: Any, printed: Iterable[HubPage], files: Files, indexed: bool) -> None:
    """Give each record page its section as parent, and its neighbours as previous and next.

    Args:
        nav: the navigation; index pages of ours become sections of their own where ``indexed``.
        written: the ``nav`` of mkdocs.yml, whose titles hold for our pages too.
        printed: our pages, in their order.
        files: all files of the site.
        indexed: the theme shows the index page of a section at its title.
    """
    for path, title in titled(written):
        file = files.get_file_from_path(path)
        if file is not None and isinstance(file.page, FramedPage):
            file.page.title = Title(html.escape(title))
    if indexed:
        nav.items = [_as_section(item, None) for item in nav.items]
    before: FramedPage | None = None
    for page in printed:
        file = files.get_file_from_path(page.uri)
        framed = file.page if file else None
        if not isinstance(framed, FramedPage) or page.is_index:
            before = None
            continue
        home = files.get_file_from_path(page.section)
        framed.parent = home.page.parent if home and home.page else None
        if before is not None and _siblings(before.hub_page, page):
            framed.previous_page, before.next_page = before, framed
        before = framed


def _siblings(one: HubPage, other: HubPage) -> bool:
    """Whether two pages follow each other: the same kind, the same folder."""
    folders = {page.uri.rpartition("/")[0] for page in (one, other)}
    return len(folders) == 1 and one.section == other.section and one.kind == other.kind


def titled(nav: Any) -> Iterator[tuple[str, str]]:
    """Yield the pages that the user's navigation names, with the titles that it gives them."""
    for item in nav if isinstance(nav, list) else []:
        for title, value in item.items() if isinstance(item, dict) else ():
            if isinstance(value, str):
                yield value, str(title)
            else:
                yield from titled(value)


def _as_section(item: Any, parent: Section | None) -> Any:
    """Give every index page of ours a section of its own, so that the pages of its records have a parent.

    A section that is called like its first page has it as its index already.
    """
    if isinstance(item, Section):
        first = item.children[0] if item.children else None
        if isinstance(first, FramedPage) and (len(item.children) == 1 or first.title == item.title):
            item.children = [first, *(_as_section(child, item) for child in item.children[1:])]
        else:
            item.children = [_as_section(child, item) for child in item.children]
        return item
    if isinstance(item, FramedPage) and item.hub_page.uri.endswith("/index.md"):
        section = Section(item.title, [item])
        section.parent, item.parent = parent, section
        return section
    return item
