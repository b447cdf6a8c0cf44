"""Pages from records and facts: Jinja with autoescape on, one template a page."""

from __future__ import annotations

import html
import posixpath
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from hub_plugin.model.addresses import Address
from hub_plugin.model.alphabets import order
from hub_plugin.model.catalogs import Catalog
from hub_plugin.model.derive import Joined, State, Unit
from hub_plugin.model.facts import Download
from hub_plugin.model.fields import is_address
from hub_plugin.model.findings import Route
from hub_plugin.model.hub import Hub
from hub_plugin.model.index import Miss
from hub_plugin.model.languages import Language, name_of
from hub_plugin.model.languages import language as language_of
from hub_plugin.model.links import Link, in_prose
from hub_plugin.model.page import MOST_LINES, Heading, Page, relative, url_of
from hub_plugin.model.record import Record
from hub_plugin.model.texts import Message
from hub_plugin.outputs.pages.blocks import named
from hub_plugin.outputs.pages.checklist import Checklist
from hub_plugin.outputs.pages.compiled import compiled
from hub_plugin.outputs.pages.environment import Environment
from hub_plugin.outputs.pages.filters import FILTERS, GLOBALS, upper_first
from hub_plugin.outputs.pages.foreign import BEHIND, FOREIGN, OUTDATED, Foreign, shortened
from hub_plugin.outputs.pages.foreign import plain as unmarked
from hub_plugin.outputs.pages.paging import Paging, bound, numbered, uri_of
from hub_plugin.outputs.pages.wording import SIGNS, Wording, moment, zone_of

_HEADING = re.compile(r"<h([2-4])([^>]*\bid=\"([^\"]+)\"[^>]*)>(.*?)</h\1>", re.DOTALL)
_LABEL = re.compile(r" data-toc=\"([^\"]*)\"")
_ID = re.compile(r" id=\"([^\"]+)\"")
_SCHEME = re.compile(r"^(https?://|mailto:)")
_TAG = re.compile(r"<[^>]+>")


class Prosing(Protocol):
    """What turns prose into HTML, given the address of the page that it stands on."""

    def html(self, text: str, base: str) -> Markup:
        """Return blocks."""

    def inline(self, text: str, base: str) -> Markup:
        """Return what one paragraph holds."""


class Press:
    """Prints pages: knows the templates, the language, and where everything lies.

    Args:
        hub: all records.
        now: the joined facts.
        folders: kind → the folder of its templates; ``""`` → those shared by all.
        prose: turns prose into HTML.
        language: of the pages; None: the hub's first.
        catalog: its sentences; None: English ones.
        directory_urls: whether ``teams/payments.md`` lies at ``teams/payments/`` or at ``teams/payments.html``.
        edit: returns the address at which a line of a content file is edited, or None.
        functions: returns what else the templates may call, given what says things in the language of the pages.
        most: how many lines of lists a page may have before it is printed in parts.
    """

    def __init__(
        self, hub: Hub, now: Joined, folders: Mapping[str, Path], prose: Prosing, *,
        language: Language | None = None, catalog: Catalog | None = None, directory_urls: bool = True,
        edit: Callable[[str, int], str | None] = lambda path, line: None,
        functions: Callable[[Wording], Mapping[str, Any]] = lambda words: {}, most: int = MOST_LINES,
    ) -> None:  # fmt: skip
        language = language or language_of(now.language)
        self.hub, self.now, self.language, self.directory_urls = hub, now, language.tag, directory_urls
        self.prose, self._edit, self._most = prose, edit, most
        catalog = catalog or NullTranslations()
        self.foreign = Foreign(language.tag, hub.languages, catalog.gettext(OUTDATED))
        words = Wording(language, catalog, now.today, now.settings.zone, self.plain, self.label, self.foreign)
        self.words, self.sentence, self.word, self.between = words, words.sentence, words.word, words.between
        self._labels: dict[Address, str] = {}
        self._places: dict[Address, str | None] = {}
        self._ways: dict[tuple[str, Address], str] = {}
        self._pieces: dict[tuple[str, Address, str], Markup] = {}
        shared = jinja2.FileSystemLoader(folders[""])
        own = {kind: jinja2.FileSystemLoader(path) for kind, path in folders.items() if kind}
        self.environment = Environment(
            loader=jinja2.ChoiceLoader([jinja2.PrefixLoader(own), shared]), autoescape=True, undefined=jinja2.StrictUndefined,
            lstrip_blocks=True, finalize=words.finalize, extensions=["jinja2.ext.do"], bytecode_cache=compiled(folders[""]),
        )  # fmt: skip
        self.environment.globals |= {
            "_": words.say, "ngettext": words.say_many, "badge": words.badge, "mark": words.mark,
            "words_for": words.words_for, "called": words.called, "direction": language.direction, "pgettext": words.say_in,
            "comma": words.comma, "colon": words.colon, "semicolon": words.semicolon, "between": words.between,
            "hub": hub, "now": now, "today": now.today, "signs": SIGNS, "State": State, "kinds": hub.kinds,
            "language_name": lambda tag: name_of(tag, language.tag), "pairs": self.pairs,
            "in_brief": self.in_brief, "for_readers": self.for_readers,
            "tongue_of": lambda file: self.foreign.unlike(file.language), **GLOBALS, **functions(words),
        }  # fmt: skip
        self.environment.filters |= {
            "day": words.day, "word": words.word, "percent": words.percent, "label": self.label, "size": words.size,
            "sentence": words.sentence, "said": words.finalize, "ended": words.ended, "by_name": self.by_name,
            "truncate": shortened, "join": self.joined, **FILTERS,
        }  # fmt: skip

    def page(
        self, template: str, uri: str, title: str | Message, *, section: str = "", kind: str | Message = "", about: Address | None = None,
        source: tuple[str, int] | None = None, description: str | Message = "", paged: Paging | None = None, **context: Any,
    ) -> Page:  # fmt: skip
        """Print one page, or one part of it."""
        base = url_of(uri, self.directory_urls)
        known = self.known(uri, title, section=section, kind=kind, about=about, source=source, description=description)
        title, kind = (str(self.words.finalize(each)) for each in (title, kind))
        here = {**self._here(base), "uri": uri, "title": title, "kind": kind, "description": description}
        made = self.words.tight(
            self.environment.get_template(template).render({**here, **context, "paged": paged or here["paged"]})
        )
        headings = tuple(
            Heading(int(level), anchor, unmarked(told), told)
            for level, attributes, anchor, text in _HEADING.findall(made)
            for told in (html.unescape(_toc_label(attributes, text)),)
        )
        made = named(self.foreign.shown(_LABEL.sub("", made)))
        made += self._languages(made, base)
        return replace(known, body=made.encode(), headings=headings, anchors=frozenset(_ID.findall(made)))

    def known(
        self, uri: str, title: str | Message, *, section: str = "", kind: str | Message = "", about: Address | None = None,
        source: tuple[str, int] | None = None, description: str | Message = "", **context: Any,
    ) -> Page:  # fmt: skip
        """Return what is known of a page before its article is printed."""
        title, kind, description = (str(self.words.finalize(each)) for each in (title, kind, description))
        return Page(
            uri,
            unmarked(title),
            b"",
            (),
            section or uri,
            source,
            unmarked(kind),
            unmarked(description),
            about=about,
            told=title,
        )

    def promised(self, number: int, uri: str, title: str | Message, **given: Any) -> list[Page]:
        """Return what is known of the parts of a page before they are printed."""
        first = self.known(uri, title, **given)
        below = (
            numbered(self, self.known(uri_of(uri, each), title, **_below(uri, given)), each)
            for each in range(2, number + 1)
        )
        return [first, *below]

    def pages(self, template: str, uri: str, title: str | Message, **given: Any) -> tuple[Page, ...]:
        """Print a page in as many parts as its lists need; mostly in one."""
        parts = [Paging(1, self._most, uri)]
        made = [self.page(template, uri, title, paged=parts[0], **given)]
        for number in range(2, parts[0].parts + 1):
            parts.append(Paging(number, self._most, uri))
            made.append(self.page(template, uri_of(uri, number), title, paged=parts[-1], **_below(uri, given)))
        return tuple(bound(self, made, parts)) if len(made) > 1 else tuple(made)

    def ways(self, page: Page, **given: Any) -> str:
        """Return the ways between the parts of a page."""
        here = self._here(url_of(page.uri, self.directory_urls))
        return self.foreign.shown(self.environment.get_template("pages.html").render({**here, **given}))

    def _languages(self, made: str, base: str) -> str:
        """Return a line that says how much of a page is not in its language, or nothing."""
        foreign, behind = (made.count(f'class="{name}"') for name in (FOREIGN, BEHIND))
        if not foreign + behind:
            return ""
        given = {**self._here(base), "foreign": foreign, "behind": behind}
        return self.environment.get_template("foreign.html").render(given)

    def _here(self, base: str) -> dict[str, Any]:
        """Return what templates call for the page at ``base``."""
        here: dict[str, Any] = {
            "url": lambda target: self.url(target, base), "link": lambda target, text=None: self.link(target, base, text),
            "prose": lambda text: self.foreign.block(text, self.prose.html(self.words.within(text), base)),
            "inline": lambda text: self.foreign.inline(text, self.prose.inline(self.words.within(text), base)),
            "edit": self.edit, "shared": lambda template, key, **context: self.shared(template, key, base, **context),
            "file": lambda path: relative(quote(path), base),
            "shown": lambda text: self.shown(text, base), "unit": lambda one: self.unit(one, base),
            "unit_url": lambda one: self.url(one.group, base),
            "line": lambda place: self._edit(place.path, place.line),
            "time": self.words.time, "moment": moment, "zone_of": zone_of,
            "at": lambda path: relative(url_of(path, self.directory_urls), base), "paged": Paging(most=sys.maxsize),
        }  # fmt: skip
        return {**here, "checklist_item": Checklist(self.now, self.words, here).item}

    def shared(self, template: str, key: Address, base: str, **context: Any) -> Markup:
        """Return a piece that is the same on all pages of a folder, printed once: its links fit every page in it.

        It is printed for a page that does not exist, so that no page of the folder is taken for "here".
        """
        folder = posixpath.dirname(base.rstrip("/"))
        found = self._pieces.get((template, key, folder))
        if found is None:
            beside = f"{folder}/-" + ("/" if self.directory_urls else ".html")
            found = Markup(self.environment.get_template(template).render({**self._here(beside), **context}))
            self._pieces[template, key, folder] = found
        return found

    def uri(self, address: Address) -> str | None:
        """Return the source path of the page on which a record or part is shown, or None."""
        record = address.record
        if not self.hub.shows(record):
            return None
        kind = self.hub.kinds[record.kind]
        if kind.name == "hub":
            return "charter.md"
        if kind.page:
            return f"{kind.folder}/{record.id}.md"
        owner = Address("team", record.id.partition("/")[0])
        return f"teams/{owner.id}.md" if owner in self.hub.records else None

    def url(self, target: Address | Link | str | None, base: str) -> str | None:
        """Return an address as seen from a page, or None where there is nothing to open."""
        if isinstance(target, Link):
            if target.url:
                return target.url
            target = target.to
        if isinstance(target, str):
            return target if is_address(target) else None
        if target is None or (place := self._place(target.record)) is None:
            return None
        anchor = f"#{target.part}" if target.part else ""
        if place.startswith(base):  # the page itself, or one below it
            return relative(place + anchor, base)
        folder = base.rstrip("/").rpartition("/")[0]  # from all pages in it, the way to anywhere else is the same
        way = self._ways.get((folder, target.record))
        if way is None:
            way = self._ways[folder, target.record] = relative(place, base)
        return way + anchor

    def _place(self, record: Address) -> str | None:
        """Return where a record's page lies below the site's root, or None."""
        if record not in self._places:
            uri = self.uri(record)
            self._places[record] = None if uri is None else url_of(uri, self.directory_urls)
        return self._places[record]

    def link(self, target: Address | Link | str | None, base: str, text: object = None) -> Markup:
        """Return an ``<a>``, or the bare text where there is nothing to open."""
        shown = self.words.finalize(text if text is not None else self.label(target))
        url = self.url(target, base)
        # Put together by hand: a site has tens of thousands of links, and Markup.format costs four times as much.
        return Markup(f'<a href="{escape(url)}">{escape(shown)}</a>') if url else escape(shown)

    def unit(self, one: Unit, base: str) -> Markup:
        """Return who answers, linked: a team, or a product of it."""
        name = self.link(one.group, base)
        return name + f" / {self.words.finalize(one.called)}" if one.product else name

    def shown(self, text: str, base: str) -> Markup:
        """Return evidence, a plan or a contact: linked where it is an address or a record, else as it stands."""
        if is_address(text):
            return Markup(f'<a href="{escape(text)}">{escape(_SCHEME.sub("", text).rstrip("/"))}</a>')
        kind, slash, rest = text.partition("/")
        if slash and kind in self.hub.kinds:
            record, _, part = rest.partition("#")
            return self.link(Address(kind, record, part), base)
        return escape(self.words.finalize(text))

    def label(self, target: Address | Link | str | None) -> str:
        """Return what people call a record or part."""
        if isinstance(target, Link):
            if target.words:
                return str(self.words.finalize(target.words))
            target = target.to or target.url
        if not isinstance(target, Address):
            return _SCHEME.sub("", target or "").rstrip("/")
        if target not in self._labels:
            self._labels[target] = self._label(self.hub.known_as(target))
        return self._labels[target]

    def _label(self, target: Address) -> str:
        record = self.hub.records.get(target.record)
        if record is None or not self.hub.shows(target):
            return target.id if record is None else self.words.translate("not published")
        if target.part:
            return str(self.words.named(self.hub.part_label(target)))
        return str(self.words.finalize(record.called or record.label))

    def edit(self, address: Address, route: Route = ()) -> str | None:
        """Return where the line behind a value is edited."""
        return self._edit(*self.hub.line_of(address, route)) if address.record in self.hub.documents else None

    def by_name(self, records: Iterable[Record]) -> list[Record]:
        """Return records in the order of their names."""
        return sorted(records, key=lambda record: order(record.label, self.language))

    def pairs(self, words: Iterable[str]) -> list[list[str]]:
        """Return each word once, with what it is called and the language of that if it is another one, in order; for a filter."""
        called = self.words.called
        found = [[str(word), *each] for word in set(words) if word for each in [_label(called([word]).get(word, word))]]
        return sorted(found, key=lambda each: order(unmarked(each[1]), self.language))

    def joined(self, values: Iterable[Any], between: str = "") -> Markup:
        """Return values in the page's language with something between them; Jinja's own filter knows one language only."""
        return escape(between).join(self.words.finalize(value) for value in values)

    def for_readers(self, files: Iterable[Download]) -> list[Download]:
        """Return files in the page's language, and those for all, before the same in other languages."""
        return sorted(files, key=lambda file: file.language not in ("", self.language))

    def in_brief(self, part: Any) -> str:
        """Return what a part is called in the table of contents: its title, else its id in words.

        An id speaks the language of the hub; on a page in another one, the part's own words stand there.
        """
        for name in ("title", "statement", "text"):
            text = getattr(part, name, None)
            if text and (name == "title" or self.foreign.is_further):
                return str(self.words.finalize(text))
        return upper_first(part.id.replace("-", " "))

    def plain(self, text: str) -> str:
        """Return a text of one line with its links as words."""
        for whole, target, label in in_prose(text):
            found = self.hub.index.resolve(target, ())
            if not isinstance(found, Miss):
                text = text.replace(whole, label or self.label(found))
        return text


def _below(uri: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a further part of a page is given: it belongs to the first, which alone is about the record."""
    return {**given, "section": given.get("section") or uri, "about": None}


def _label(called: str | list[str]) -> list[str]:
    return [called] if isinstance(called, str) else called


def _toc_label(attributes: str, text: str) -> str:
    found = _LABEL.search(attributes)
    return found[1] if found else " ".join(_TAG.sub("", text).split())
