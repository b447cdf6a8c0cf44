"""How things are called, and where they lie, in what leaves beside the pages: data, feeds, badges, reports.

One gate for what may leave: :meth:`Names.shows`. Whatever asks it names nothing that is not published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Protocol
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Obligation, Unit
from hub_plugin.model.facts import Fact
from hub_plugin.model.fields import is_address
from hub_plugin.model.hub import Hub
from hub_plugin.model.page import relative
from hub_plugin.model.texts import Message, Neutral, Text, say

# What XML 1.0 (section 2.2) does not allow, and the control characters that it allows but discourages.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NOWHERE = "https://site.invalid/"
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def clean(text: str) -> str:
    """Return a text without what XML, a spreadsheet or a terminal would choke on; line breaks are ``\\n``."""
    if text.isprintable():  # then it has none of these
        return text
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def xml(text: str) -> str:
    """Return a text for an element or an attribute of XML."""
    return escape(clean(text), {'"': "&quot;"})


class Speaker(Protocol):
    """What finds the words: the press that prints the pages."""

    language: str
    between: str  # what stands between the things of a list

    def label(self, target: Any) -> str:
        """Return what people call a record or part."""

    def plain(self, text: str) -> str:
        """Return a text with its links as words."""

    def sentence(self, message: Message) -> str:
        """Return one of our sentences in the language of the site."""

    def word(self, state: str, kind: str = "") -> str:
        """Return a state, or another word that facts hold, in words."""

    def url(self, target: Any, base: str) -> str | None:
        """Return an address as seen from the page at ``base``, or None where there is nothing to open."""


class Names:
    """Names and addresses of what is published.

    Args:
        hub: all records.
        speaker: finds the words.
        site_url: where the site will be opened, with a slash at the end; empty: addresses stay relative.
    """

    def __init__(self, hub: Hub, speaker: Speaker, site_url: str = "") -> None:
        self.hub, self.speaker, self.site_url = hub, speaker, site_url
        self._urls: dict[tuple[Address, str], str | None] = {}
        self._lines: dict[int, tuple[object, str]] = {}
        self._words: dict[tuple[str, str], str] = {}
        # The language of a text that names none; a site in a language that the hub does not name has no other.
        self._own = hub.languages[0] if speaker.language in hub.languages else speaker.language

    def shows(self, address: Address | None) -> bool:
        """Tell whether a record or part may leave; see :meth:`Hub.shows`."""
        return address is not None and self.hub.shows(address)

    def leaves(self, fact: Fact) -> bool:
        """Tell whether a fact may leave: what it is about, and where it was written, are published."""
        return self.shows(fact.source) and self.shows(fact.about)

    def owed(self, obligations: Iterable[Obligation]) -> list[Obligation]:
        """Return the obligations that may leave: what is asked and who is asked are published."""
        return [each for each in obligations if self.leaves(each.ask) and self.shows(each.unit.group)]

    def ref(self, address: Address | None) -> str | None:
        """Return the name of a record or part as it stands in links, or None where it is not published."""
        return str(address) if address is not None and self.shows(address) else None

    def refs(self, addresses: Iterable[Address]) -> tuple[str, ...]:
        """Return the names of those that are published."""
        return tuple(str(address) for address in addresses if self.shows(address))

    def text(self, value: object) -> str:
        """Return a text or a sentence of ours as plain words in the language of the site."""
        if value is None:
            return ""
        if isinstance(value, Message):
            return clean(self.speaker.sentence(value))
        text = value.within(self.speaker.language) if isinstance(value, Text) else str(value)
        return clean(self.speaker.plain(text) if "[[" in text else text)

    def line(self, value: object) -> str:
        """Return the same on one line."""
        known = self._lines.get(id(value))  # by identity: texts are equal that differ in another language
        if known is None or known[0] is not value:
            known = self._lines[id(value)] = (value, " ".join(self.text(value).split()))
        return known[1]

    def word(self, state: str, kind: str = "") -> str:
        """Return a state, or another word that facts hold, in words; of a kind, if it means something of its own there."""
        if (state, kind) not in self._words:
            self._words[state, kind] = self.speaker.word(state, kind)
        return self._words[state, kind]

    def spoken(self, *values: object) -> str:
        """Return the language of what is said: of texts, of sentences of ours with what stands in them, of what is at an address.

        Returns:
            A tag; empty where several languages are mixed, or the language is no tag (RFC 5646).
        """
        found = {tag for value in values for tag in self._spoken(value)}
        tag = found.pop() if len(found) == 1 else ""
        return tag if _TAG.fullmatch(tag) else ""

    def _spoken(self, value: object) -> Iterator[str]:
        if isinstance(value, Message):
            yield self.speaker.language
            for each in value.values.values():
                yield from self._spoken(each)
        elif isinstance(value, tuple):
            for each in value:
                yield from self._spoken(each)
        elif isinstance(value, Address):
            record = self.hub.records.get(value.record)
            if record is not None and self.shows(value):
                yield from self._spoken(self.hub.part_label(value) if value.part else record.called or record.label)
        elif isinstance(value, Text) and (value.others or not isinstance(value, Neutral)):
            yield value.spoken(self.speaker.language, self._own)

    def label(self, address: Address) -> str:
        """Return what people call a record or part, on one line."""
        if address.record in self.hub.records and not self.shows(address):
            return self.text(say("not published"))
        return " ".join(clean(self.speaker.label(address)).split())

    def labels(self, addresses: Iterable[Address]) -> str:
        """Return what people call those that are published, as a list."""
        return self.speaker.between.join(self.label(address) for address in addresses if self.shows(address))

    def unit(self, unit: Unit) -> str:
        """Return what people call a team, or a product of it."""
        name = self.label(unit.group)
        return f"{name} / {self.line(unit.called)}" if unit.product else name

    def evidence(self, text: str) -> str | None:
        """Return evidence, a plan or a provider as it was written, or None where it leads to what is not published."""
        kind, slash, rest = text.partition("/")
        if slash and kind in self.hub.kinds and not is_address(text):
            target = Address(kind, rest.partition("#")[0])
            if target in self.hub.records and not self.shows(target):
                return None
        return self.line(text)

    def url(self, address: Address | None, base: str = "") -> str | None:
        """Return where something is shown: a whole address, or one as seen from ``base`` where the site has none."""
        if address is None or not self.shows(address):
            return None
        if (address, base) not in self._urls:
            found = self.speaker.url(address, "")
            self._urls[address, base] = None if found is None else self.at(found.removeprefix("./"), base)
        return self._urls[address, base]

    def at(self, path: str, base: str = "", below: str = "") -> str:
        """Return a path as a whole address, or as seen from ``base``; one that leaves the site stays as it is.

        Args:
            path: seen from ``below``.
            base: the file from which it is seen, below the site's root.
            below: the page on which the path was written.
        """
        if self.site_url:
            return urljoin(urljoin(self.site_url, below), path) if path else urljoin(self.site_url, below)
        whole = urljoin(urljoin(_NOWHERE, below), path) if path else urljoin(_NOWHERE, below)
        return relative(whole.removeprefix(_NOWHERE), base) if whole.startswith(_NOWHERE) else whole
