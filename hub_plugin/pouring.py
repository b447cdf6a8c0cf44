"""Pouring: the theme prints one page of each shape, and the others are poured into what it printed.

A theme prints its navigation anew around every page; over a thousand records that costs more than the records themselves. Pages
of one section differ only in title, text, table of contents and a few addresses. So one page of a shape is printed with slots in
their place, and the slots are filled for each other page. A frame is trusted only after two pages of its shape came out byte for
byte as the theme prints them; where they do not, the theme goes on to print every page.
"""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import jinja2

FEWEST = 6  # a frame costs two further prints of a page, so it must save more
_MARK = "coehub-slot-"
_SLOT = re.compile(rf"({_MARK}[a-z]+-)")
_TOC = "partials/toc.html"  # of Material and Zensical's classic theme; other themes print every page

Print = Callable[[Any], str]


class _Slot(str):
    """Stands in for a text that the page has escaped already; where a theme escapes it again, another slot stands."""

    def __html__(self) -> str:
        return f"{_MARK}again{self.removeprefix(_MARK)}"


def _slot(name: str) -> _Slot:
    return _Slot(f"{_MARK}{name}-")


def _leaf(url: str) -> str:
    """Return the last step of an address: neighbours in a folder differ only there."""
    return url.rstrip("/").rpartition("/")[2]


def _edit(page: Any) -> tuple[str, str]:
    """Return the address at which a page is edited in two parts: up to the folder of its kind, and what is the page's own."""
    parts = (page.edit_url or "").rsplit("/", max(page.url.rstrip("/").count("/"), 1))
    return parts[0], "/".join(parts[1:])


def shape_of(page: Any) -> tuple[Any, ...]:
    """Return what must be the same for two pages to fit one frame."""
    return (
        id(page.parent), page.hub_page.section, page.url.count("/"), page.url.endswith("/"), bool(page.hub_page.description),
        page.previous_page is not None, page.next_page is not None, page.canonical_url is not None,
        _edit(page)[0],
    )  # fmt: skip


@dataclass
class _Frame:
    pieces: list[str] | None = None  # what the theme printed, cut at the slots; None: it cannot be poured into
    seen: int = 0


@dataclass
class Frames:
    """The frames of one build.

    Args:
        environment: the theme's templates.
        left: how many pages of each shape the build has.
    """

    environment: jinja2.Environment
    left: Mapping[tuple[Any, ...], int]
    _frames: dict[tuple[Any, ...], _Frame] = field(default_factory=dict)
    _lang: Any = None

    def page(self, page: Any, context: Mapping[str, Any]) -> str:
        """Return a page inside the theme's frame.

        Args:
            page: a page of the engine, rendered.
            context: what the theme's template is given.
        """

        def printed(which: Any) -> str:
            made: str = self.environment.get_template("main.html").render({**context, "page": which})
            return made

        shape = shape_of(page)
        if self.left.get(shape, 0) < FEWEST:
            return printed(page)
        frame = self._frames.setdefault(shape, _Frame())
        frame.seen += 1
        if frame.seen > 2:
            return printed(page) if frame.pieces is None else self._pour(frame.pieces, page, context)
        full = printed(page)
        if frame.seen == 1:
            frame.pieces = self._cut(page, context, printed)
        if frame.pieces is not None and self._pour(frame.pieces, page, context) != full:
            frame.pieces = None
        return full

    def _cut(self, page: Any, context: Mapping[str, Any], printed: Print) -> list[str] | None:
        """Print a page with slots in place of everything that is its own."""
        try:
            self.environment.get_template(_TOC)
        except jinja2.TemplateNotFound:
            return None
        stand_in = copy.copy(page)
        stand_in.title, stand_in.content = _slot("title"), "<h1>" + _slot("content")  # else Material adds a heading
        if page.meta.get("description"):
            stand_in.meta = {**page.meta, "description": _slot("description")}
        if page.canonical_url is not None:
            stand_in.canonical_url = _slot("canonical")
        if page.edit_url:
            stand_in.edit_url = f"{_edit(page)[0]}/{_slot('edit')}"
        for name, other in (("previous", page.previous_page), ("next", page.next_page)):
            if other is not None:
                url = other.url.removesuffix("/")[: -len(_leaf(other.url))] + _slot(f"{name}url")
                fake = SimpleNamespace(url=url + "/" * other.url.endswith("/"), title=_slot(f"{name}title"))
                setattr(stand_in, f"{name}_page", fake)
        made, toc = printed(stand_in), self._toc(page, context)  # the stand-in has the page's own table of contents
        if made.count(toc) != 1 or made.count(_slot("content")) != made.count("<h1>" + _slot("content")):
            return None
        return _SLOT.split(made.replace(toc, _slot("toc"), 1).replace("<h1>" + _slot("content"), _slot("content")))

    def _toc(self, page: Any, context: Mapping[str, Any]) -> str:
        if self._lang is None:
            self._lang = self.environment.get_template("partials/language.html").make_module(dict(context))
        given = {"page": page, "config": context["config"], "lang": self._lang}
        return self.environment.get_template(_TOC).render(given)

    def _pour(self, pieces: list[str], page: Any, context: Mapping[str, Any]) -> str:
        """Fill the slots of a frame."""
        values = {
            "content": page.content, "title": page.title, "againtitle": page.title, "description": page.meta.get("description", ""),
            "canonical": page.canonical_url or "",
            "edit": _edit(page)[1], "toc": self._toc(page, context),
        }  # fmt: skip
        for name, other in (("previous", page.previous_page), ("next", page.next_page)):
            if other is not None:
                values[f"{name}url"], values[f"{name}title"] = _leaf(other.url), other.title
                values[f"again{name}title"] = html.escape(other.title)
        filled = {f"{_MARK}{name}-": value for name, value in values.items()}
        return "".join(filled.get(piece, piece) for piece in pieces)


def count(pages: Iterable[Any]) -> dict[tuple[Any, ...], int]:
    """Return how many pages there are of each shape."""
    found: dict[tuple[Any, ...], int] = {}
    for page in pages:
        shape = shape_of(page)
        found[shape] = found.get(shape, 0) + 1
    return found
