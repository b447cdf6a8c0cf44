"""Texts in another language than their page, or behind their source: marked on their way into it, shown as such when it is printed.

A text goes through sentences, titles, attributes and the theme before it is part of a page, and only there can an element stand
around it. On the way it carries noncharacters, which Unicode keeps for use inside a program (The Unicode Standard, 23.7) and which
the reader of the content refuses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from hub_plugin.model.languages import language
from hub_plugin.model.page import Page
from hub_plugin.model.texts import N_, Neutral, Standing, Text

_END, _BEHIND, _FIRST, _MOST = "\ufdd0", "\ufdd1", 0xFDE0, 16  # a hub of more languages shows the rest unmarked
ENGLISH = "en"  # what the pages about the format are in
FOREIGN, BEHIND = "coehub-foreign", "coehub-behind"  # the classes of what is shown
OUTDATED = N_("The source has changed since this was translated.")
_MARKS = re.compile("[\ufdd0-\ufdef]")
_PIECE = re.compile(
    r"<(title|script|style|textarea|option|svg|template(?= id=))\b.*?</\1>|<!--.*?-->|<[^>]*?[\ufdd0-\ufdef][^>]*>|[\ufdd0-\ufdef]",
    re.DOTALL | re.IGNORECASE,
)


_SPOKEN = re.compile(r"<(text|tspan|title|desc)\b([^<>]*)>([^<]*[\ufdd0-\ufdef][^<]*)</\1>")
_ONE = re.compile("\\s*([\ufde0-\ufdef])([^\ufdd0-\ufdef]*)\ufdd0\\s*")


def plain(text: str) -> str:
    """Return a text without marks."""
    return _MARKS.sub("", text)


def shortened(text: str, most: int, end: str = "…") -> str:
    """Return the beginning of a text, in whole words; a mark that begins in it ends in it.

    Args:
        text: with marks or without.
        most: how many characters; a few more are not worth the cut.
        end: what stands where it was cut.
    """
    bare = plain(text)
    if len(bare) <= most + 5:
        return text
    left = len(bare[: most - len(end)].rsplit(" ", 1)[0])
    kept = []
    for char in text:
        if not _MARKS.match(char):
            if not left:
                break
            left -= 1
        kept.append(char)
    made = "".join(kept)
    opened = sum(-1 if char == _END else 1 for char in _MARKS.findall(made))
    return made.rstrip() + end + _END * opened


class Foreign:
    """Marks what does not say in the page's language what its source says now.

    Args:
        page: its language.
        languages: of the hub, its own first.
        behind: says that the source of a translation has changed since.
    """

    def __init__(self, page: str, languages: Sequence[str], behind: str = "") -> None:
        self.language, self.languages = page, tuple(languages)
        # The language of a text that names none; a page in a language that the hub does not name says nothing of it.
        self._own = languages[0] if page in languages else page
        known = dict.fromkeys((ENGLISH, *self.languages))
        spans = {chr(_FIRST + number): each for number, each in enumerate(list(known)[:_MOST])}
        self._tongues = spans
        self._starts = {each: char for char, each in spans.items()}
        self._open = {char: f"<span {self._said(each)}>" for char, each in spans.items()}
        self._behind = f'class="{BEHIND}"' + (f' title="{escape(behind)}"' if behind else "")
        self._open |= {_BEHIND: f"<span {self._behind}>", _END: "</span>"}

    def _said(self, tongue: str) -> str:
        """Return the attributes of an element in another language, with its direction where that is another too."""
        way = language(tongue).direction
        turned = f' dir="{way}"' if way != language(self.language).direction else ""
        return f'lang="{tongue}"{turned} class="{FOREIGN}"'

    @property
    def is_further(self) -> bool:
        """Whether the page speaks another language than the hub's own."""
        return self._own != self.language

    def unlike(self, language: str) -> str:
        """Return a language if it is not the page's; an empty one is the hub's own."""
        return "" if (found := language or self._own) == self.language else found

    def tongue(self, text: str) -> str:
        """Return the language that a reader of the page gets a text in; empty: the page's own.

        Of what is marked already, the language that its marks name.
        """
        if not isinstance(text, Text) and (whole := _ONE.fullmatch(text)):
            return self._tongues[whole[1]]
        if not isinstance(text, Text) or isinstance(text, Neutral) or (not text.others and not self.is_further):
            return ""
        tag = text.spoken(self.language, self._own)
        return "" if tag in (self.language, self.language.partition("-")[0]) else tag

    def is_behind(self, text: str) -> bool:
        """Whether the source of a translation into the page's language has changed since."""
        return isinstance(text, Text) and bool(text.made_from) and text.standing(self.language) is Standing.BEHIND

    def mark(self, text: Text, said: str) -> str:
        """Return what is said of a text, with marks around it where it needs them."""
        if tongue := self.tongue(text):
            return f"{self._starts[tongue]}{said}{_END}" if tongue in self._starts else said
        return f"{_BEHIND}{said}{_END}" if self.is_behind(text) else said

    def strange(self, said: str, tongue: str = "") -> str:
        """Return words in another language than the page's, with marks around them; empty: in the hub's own."""
        return f"{self._starts[tongue or self._own]}{said}{_END}"

    def strange_block(self, made: str, tongue: str = "") -> str:
        """Return HTML in another language than the page's, with an element around it; empty: in the hub's own."""
        return f"<div {self._said(tongue or self._own)}>{made}</div>"

    def whole(self, page: Page, tongue: str) -> Page:
        """Return a page that is in one other language from its title on."""
        title, rest = page.html.removeprefix("<h1>").split("</h1>", 1)
        headings = tuple(replace(each, told=self.strange(each.text, tongue)) for each in page.headings)
        made = f'<h1><span lang="{tongue}">{title}</span></h1>\n{self.strange_block(rest, tongue)}'
        return replace(page, body=made.encode(), headings=headings, told=self.strange(page.title, tongue))

    def block(self, text: str, made: Markup) -> Markup:
        """Return the HTML of prose, with an element around it where it needs one."""
        if tongue := self.tongue(text):
            return Markup(f"<div {self._said(tongue)}>{made}</div>")
        return Markup(f"<div {self._behind}>{made}</div>") if self.is_behind(text) else made

    def inline(self, text: str, made: Markup) -> Markup:
        """Return the HTML of a text that is one paragraph, with an element or marks around it where it needs them."""
        if "<p>" in made or not isinstance(text, Text):
            return self.block(text, made)
        return Markup(self.mark(text, str(made)))

    def shown(self, html: str) -> str:
        """Return HTML with elements in place of marks; attributes and texts that take no elements lose them."""
        if not _MARKS.search(html):
            return html
        return _PIECE.sub(lambda piece: self._open.get(piece[0]) or plain(self._drawn(piece)), html)

    def _drawn(self, piece: re.Match[str]) -> str:
        """Return a drawing whose words say their language; a title that mixes languages cannot, and says nothing."""
        if (piece[1] or "").lower() != "svg":
            return piece[0]
        return _SPOKEN.sub(self._spoken, piece[0])

    def _spoken(self, found: re.Match[str]) -> str:
        name, attributes, said = found.groups()
        if whole := _ONE.fullmatch(said):
            return f'<{name} lang="{self._tongues[whole[1]]}"{attributes}>{whole[2]}</{name}>'
        if name in ("title", "desc"):
            return found[0]
        part = re.compile("([\ufde0-\ufdef])([^\ufdd0-\ufdef]*)\ufdd0")
        said = part.sub(lambda each: f'<tspan lang="{self._tongues[each[1]]}">{each[2]}</tspan>', said)
        return f"<{name}{attributes}>{said}</{name}>"
