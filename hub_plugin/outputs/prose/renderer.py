"""Prose becomes HTML: the only place where Markdown is read, and the only one whose result is not escaped again."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

import markdown
import nh3
from markupsafe import Markup

from hub_plugin.model.english import with_hint
from hub_plugin.model.hub import Hub
from hub_plugin.model.index import Miss
from hub_plugin.model.links import CODE, in_prose
from hub_plugin.model.page import Site
from hub_plugin.outputs.prose import plain
from hub_plugin.outputs.prose.tangles import flat, restored, untangled

# Extensions that only shape text: no snippets, no attribute lists, no macros, no raw blocks.
_EXTENSIONS = ("tables", "sane_lists", "def_list", "footnotes", "abbr", "fenced_code")
_ALLOWED = """
    a abbr b blockquote br code dd del dl dt em h3 h4 h5 h6 hr i li ol p pre strong sub sup table tbody td th thead tr ul
"""
_TAGS = frozenset(_ALLOWED.split())
_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
_SCHEMES = frozenset({"http", "https", "mailto"})
_IMAGE = re.compile(r"<img [^>]*>")
_ATTRIBUTE = re.compile(r'(src|alt)="([^"]*)"')
# Several texts stand on one page, each with notes from 1: their numbers say where they are, as links they would lead to those of another.
_NOTE_REF = re.compile(r'<a class="footnote-ref"[^>]*>([^<]*)</a>')
_NOTE_BACK = re.compile(r'(?:&#160;)?<a class="footnote-backref"[^>]*>[^<]*</a>')
# No sign of a name means anything: neither to Markdown and its extensions, nor as HTML, nor to other plugins' macros.
_SIGN = re.compile(r"[!\"#$%&*+:<=>@\[\\\]^_`{|}~]")

Resolve = Callable[[str, str, str], tuple[str, str] | None]


def _lower(text: str) -> str:
    """Headings inside prose stay below the page's own: ``#`` and ``##`` become ``###``."""
    return re.sub(r"^#{1,2}(?=\s)", "###", text, flags=re.MULTILINE)


class Renderer:
    """Turns prose into sanitised HTML.

    Args:
        resolve: takes a link's target, its label (or ``""``) and the address of the page that it stands on; returns address
            and label, or None where it leads nowhere.
    """

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self._markdown = markdown.Markdown(extensions=list(_EXTENSIONS), output_format="html")
        self._clean = nh3.Cleaner(
            tags=set(_TAGS), attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
            url_schemes=set(_SCHEMES), link_rel=None, clean_content_tags={"script", "style"},
        ).clean  # fmt: skip
        self._known: dict[str, Markup] = {}

    def html(self, text: str, base: str = "") -> Markup:
        """Return the HTML of a Markdown text, for the page at ``base``; raw HTML in it is shown as it was typed."""
        text = untangled(text)
        linked = self.link(text, base) if "[[" in text else text
        if (made := plain.as_html(linked)) is not None:
            return Markup(restored(made))
        linked = self.link(_lower(text), base)
        if linked not in self._known:
            self._known[linked] = Markup(self._clean(self._convert(linked)))
        return self._known[linked]

    def _convert(self, linked: str) -> str:
        self._markdown.reset()
        linked = flat(linked)
        made = _IMAGE.sub(_as_link, restored(self._markdown.convert(escape_html(linked))))
        made = _NOTE_BACK.sub("", _NOTE_REF.sub(r"[\1]", made))
        # A host without a scheme is one elsewhere, and looks like none.
        return made.replace('<a href="//', '<a href="https://')

    def inline(self, text: str, base: str = "") -> Markup:
        """Return the HTML of a text that is one paragraph, without the paragraph."""
        made = str(self.html(text, base)).strip()
        found = re.fullmatch(r"<p>(.*)</p>", made, re.DOTALL)
        return Markup(found[1]) if found and "<p>" not in found[1] else Markup(made)

    def link(self, text: str, base: str) -> str:
        """Replace ``[[kind/id|label]]`` outside of code by Markdown links."""
        pieces = CODE.split(text)
        for index in range(0, len(pieces), 2):
            piece, at, made = pieces[index], 0, []
            for whole, target, label in in_prose(piece):
                found, start = self._resolve(target, label, base), piece.index(whole, at)
                made += [piece[at:start], whole if found is None else _linked(*found)]
                at = start + len(whole)
            pieces[index] = "".join([*made, piece[at:]])
        return "".join(pieces)


def _linked(url: str, name: str) -> str:
    name = _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", name)
    return f"[{name}](<{url}>)" if url else name


def link_page(
    hub: Hub, printed: Site, text: str, uri: str, missed: Callable[[str, str, bool], object] = lambda *_: None
) -> str:
    """Replace ``[[kind/id|label]]`` in a hand-written page by Markdown links to source files, which MkDocs checks itself.

    Args:
        hub: all records.
        printed: the site, whose pages are linked.
        text: the page's Markdown.
        uri: the page's source path.
        missed: is told of each name that leads nowhere, why, and whether it was meant for a record; it stays as it is written.
    """
    where = {page.about: page for page in printed.pages if page.about is not None}

    def resolve(target: str, label: str, base: str) -> tuple[str, str] | None:
        found = hub.index.resolve(target, ())
        if isinstance(found, Miss):
            missed(target, with_hint(found.message, found.hint), _meant(hub, target, found))
            return None
        page = where.get(found.record)
        if page is None:
            missed(target, "it has no page of its own", True)
            return None
        shown = label or (str(hub.part_label(found)) if found.part else page.title)
        anchor = f"#{found.part}" if found.part else ""
        return posixpath.relpath(page.uri, posixpath.dirname(uri) or ".") + anchor, shown

    return Renderer(resolve).link(text, uri)


def _meant(hub: Hub, target: str, miss: Miss) -> bool:
    """Tell whether a name that leads nowhere was meant for a record: other plugins may have pages in double brackets too."""
    head = target.strip().partition("#")[0]
    first, slash, _ = head.partition("/")
    ours = first in hub.kinds or any(head in ids for ids in hub.index.records.values())
    return ours or bool(miss.hint) or bool(slash and any(first == kind.folder for kind in hub.kinds.values()))


def _as_link(image: re.Match[str]) -> str:
    """A picture elsewhere becomes a link to it: pages make no request to another host, and no words are lost."""
    found = dict(_ATTRIBUTE.findall(image[0]))
    return f'<a href="{found.get("src", "")}">{found.get("alt") or found.get("src", "")}</a>'


def escape_html(text: str) -> str:
    """Turn the ``<`` of raw HTML into text, and leave Markdown's own address brackets and quotes alone."""
    return re.sub(r"<(?!(https?://|mailto:)[^\s<>]*>)(?=[a-zA-Z/!?])", "&lt;", _protect_targets(text)).replace(
        "\x02", "<"
    )


def _protect_targets(text: str) -> str:
    return re.sub(r"\]\(<(?=[^<>\n]*>\))", "](\x02", text)
