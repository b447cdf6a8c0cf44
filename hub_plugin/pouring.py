"""Pouring: the theme prints one page of each shape, and the others are poured into what it printed.

A theme prints its navigation anew around every page; over a thousand records that costs more than the records themselves. Pages
of one section differ only in title, text, table of contents and a few addresses. So one page of a shape is printed with slots in
their place, and the slots are filled for each page of it. A frame is trusted only if another page of its shape, the farthest from
the one that it was cut from, comes out of it byte for byte as the theme prints it; where not, the theme prints every page.

A third of what a theme prints is blank lines and indentation, which no browser shows; around our pages they are left out.
"""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import jinja2

FEWEST = 4  # a frame costs two prints of a page, so it must save more
_MARK = "coehub-slot-"
_SLOT = re.compile(rf"({_MARK}[a-z]+-)")
_BLANK = re.compile(r"\n\s+")
_KEPT = re.compile(
    r"(<(?:pre|textarea|script|style)\b.*?</(?:pre|textarea|script|style)\s*>)", re.DOTALL | re.IGNORECASE
)
TOC = "partials/toc.html"  # of Material and Zensical's classic theme; other themes print every page

Shape = tuple[Any, ...]
Pieces = Sequence[str] | None  # what the theme printed, cut at the slots; None: it cannot be poured into


class _Slot(str):
    """Stands in for a text that the page has escaped already; where a theme escapes it again, another slot stands."""

    def __html__(self) -> str:
        return f"{_MARK}again{self.removeprefix(_MARK)}"


def _slot(name: str) -> _Slot:
    return _Slot(f"{_MARK}{name}-")


def lean(markup: str) -> str:
    """Return markup without blank lines and indentation, which mean nothing but in four elements (HTML, section 3.2.5 and CSS Text)."""
    return "".join(each if number % 2 else _BLANK.sub("\n", each) for number, each in enumerate(_KEPT.split(markup)))


def leaned(printed: str, content: str) -> str:
    """Return a printed page, lean around its content."""
    before, own, after = printed.partition(content) if content else (printed, "", "")
    return lean(before) + own + lean(after)


def _leaf(url: str) -> str:
    """Return the last step of an address: neighbours in a folder differ only there."""
    return url.rstrip("/").rpartition("/")[2]


def _edit(page: Any) -> tuple[str, str]:
    """Return the address at which a page is edited in two parts: up to the folder of its kind, and what is the page's own."""
    parts = (page.edit_url or "").rsplit("/", max(page.url.rstrip("/").count("/"), 1))
    return parts[0], "/".join(parts[1:])


def shape_of(page: Any) -> Shape:
    """Return what must be the same for two pages to fit one frame."""
    return (
        id(page.parent), page.hub_page.section, page.is_index, page.url.count("/"), page.url.endswith("/"), bool(page.hub_page.description),
        page.previous_page is not None, page.next_page is not None, page.canonical_url is not None,
        _edit(page)[0],
    )  # fmt: skip


class Frames:
    """The frames of one build.

    Args:
        environment: the theme's templates.
        pages: all that go into frames.
    """

    def __init__(self, environment: jinja2.Environment, pages: Iterable[Any]) -> None:
        self.environment = environment
        self.shapes: dict[Shape, list[Any]] = {}
        for page in pages:
            self.shapes.setdefault(shape_of(page), []).append(page)
        self.known: dict[Shape, Pieces] = {}
        self._lang: Any = None

    def page(self, page: Any, context: Mapping[str, Any]) -> str:
        """Return a page inside the theme's frame.

        Args:
            page: a page of the engine, rendered.
            context: what the theme's template is given.
        """
        shape = shape_of(page)
        if shape not in self.known:
            self.known[shape] = self.cut(shape, page, context)
        pieces = self.known[shape]
        with page.at_hand():
            return self._printed(page, context) if pieces is None else self._pour(pieces, page, context)

    def fit(self) -> bool:
        """Return whether the theme is one into whose frames pages can be poured."""
        try:
            self.environment.get_template(TOC)
        except jinja2.TemplateNotFound:
            return False
        return True

    def pours(self, page: Any) -> bool:
        """Return whether a page is poured, which takes a tenth of the time of a print."""
        return self.known.get(shape_of(page)) is not None

    def cut(self, shape: Shape, page: Any, context: Mapping[str, Any]) -> Pieces:
        """Return what the theme prints around each page of a shape, in pieces; None where that is not the same for all.

        Args:
            shape: that of the page.
            page: the one with slots in place of what is its own.
            context: what the theme's template is given for it.
        """
        pages = self.shapes.get(shape, [])
        if len(pages) < FEWEST or not self.fit() or (pieces := self._slotted(page, context)) is None:
            return None
        other = pages[0] if page is pages[-1] else pages[-1]
        with other.at_hand():
            return pieces if self._pour(pieces, other, context) == self._printed(other, context) else None

    def _printed(self, page: Any, context: Mapping[str, Any]) -> str:
        """Print a page as the engine does: meanwhile it is the active one, and with it all above it."""
        page.active = True
        try:
            made = self.environment.get_template("main.html").render({**context, "page": page})
            return leaned(made, page.content)
        finally:
            page.active = False

    def _slotted(self, page: Any, context: Mapping[str, Any]) -> Pieces:
        """Print a page with slots in place of everything that is its own."""
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
        made, toc = self._printed(stand_in, context), self._toc(page, context)  # the stand-in has the page's own
        if made.count(toc) != 1 or made.count(_slot("content")) != made.count("<h1>" + _slot("content")):
            return None
        line = f"{toc}\n"  # of which nothing is left where a page has no headings
        made = made.replace(line, _slot("tocline")) if line in made else made.replace(toc, _slot("toc"))
        return _SLOT.split(made.replace("<h1>" + _slot("content"), _slot("content")))

    def _toc(self, page: Any, context: Mapping[str, Any]) -> str:
        if self._lang is None:
            self._lang = self.environment.get_template("partials/language.html").make_module(dict(context))
        given = {"page": page, "config": context["config"], "lang": self._lang}
        return lean(self.environment.get_template(TOC).render(given)).strip("\n")

    def _pour(self, pieces: Sequence[str], page: Any, context: Mapping[str, Any]) -> str:
        """Fill the slots of a frame."""
        values = {
            "content": page.content, "title": page.title, "againtitle": page.title, "description": page.meta.get("description", ""),
            "canonical": page.canonical_url or "",
            "edit": _edit(page)[1], "toc": (toc := self._toc(page, context)), "tocline": f"{toc}\n" if toc else "",
        }  # fmt: skip
        for name, other in (("previous", page.previous_page), ("next", page.next_page)):
            if other is not None:
                values[f"{name}url"], values[f"{name}title"] = _leaf(other.url), other.title
                values[f"again{name}title"] = html.escape(other.title)
        filled = {f"{_MARK}{name}-": value for name, value in values.items()}
        return "".join(filled.get(piece, piece) for piece in pieces)
