"""Pages from records and facts: Jinja with autoescape on, one template a page."""

from __future__ import annotations

import datetime
import gettext
import html
import itertools
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import jinja2
from babel.dates import format_date, format_time
from markupsafe import Markup, escape

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Happening, Joined, Obligation, State, Unit
from hub_plugin.model.facts import Change
from hub_plugin.model.fields import is_address
from hub_plugin.model.files import OFFERED, ending
from hub_plugin.model.findings import Route
from hub_plugin.model.hub import Hub
from hub_plugin.model.index import Miss
from hub_plugin.model.links import Link, in_prose
from hub_plugin.model.occurrences import Occurrence
from hub_plugin.model.page import Heading, Page, relative, url_of
from hub_plugin.model.record import Record
from hub_plugin.model.texts import Message, Text, order

_HEADING = re.compile(r"<h([2-4])([^>]*\bid=\"([^\"]+)\"[^>]*)>(.*?)</h\1>", re.DOTALL)
_LABEL = re.compile(r" data-toc=\"([^\"]*)\"")
_ID = re.compile(r"\bid=\"([^\"]+)\"")
_TAG = re.compile(r"<[^>]+>")

SIGNS = {
    State.MET: "●", State.PARTLY: "◐", State.NOT_MET: "○", State.NOT_APPLICABLE: "–", State.EXEMPT: "◇", State.SILENT: "·",
    State.CONFIRM: "↻",
}  # fmt: skip


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
        language: a BCP 47 tag.
        directory_urls: whether ``teams/payments.md`` lies at ``teams/payments/`` or at ``teams/payments.html``.
        edit: returns the address at which a line of a content file is edited, or None.
        functions: what else the templates may call.
    """

    def __init__(
        self, hub: Hub, now: Joined, folders: Mapping[str, Path], prose: Prosing, *,
        language: str = "en", directory_urls: bool = True, edit: Callable[[str, int], str | None] = lambda path, line: None,
        functions: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.hub, self.now, self.language, self.directory_urls = hub, now, language, directory_urls
        self.locale = {"en": "en_GB"}.get(language, language.replace("-", "_"))  # "en" alone is American to CLDR
        self._prose, self._edit = prose, edit
        self._days: dict[tuple[datetime.date, str], str] = {}
        self._pieces: dict[tuple[str, Address, str], Markup] = {}
        shared = jinja2.FileSystemLoader(folders[""])
        own = {kind: jinja2.FileSystemLoader(path) for kind, path in folders.items() if kind}
        self.environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader([jinja2.PrefixLoader(own), shared]), autoescape=True, undefined=jinja2.StrictUndefined,
            lstrip_blocks=True, finalize=self._finalize, extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        )  # fmt: skip
        catalogs = gettext.translation("coehub", folders[""].parent / "locales", [language], fallback=True)
        self.environment.install_gettext_translations(catalogs, newstyle=True)  # type: ignore[attr-defined]
        self._gettext = catalogs.gettext
        self.environment.globals |= {
            "hub": hub, "now": now, "pairs": pairs, "yaml_text": yaml_text,
             "today": now.today, "signs": SIGNS, "State": State, "kinds": hub.kinds, **(functions or {})
        }  # fmt: skip
        self.environment.filters |= {
            "day": self.day, "word": self.word, "percent": percent, "label": self.label, "size": size, "sentence": self.sentence,
            "visible": visible, "by_name": by_name,
            "groupby_month": by_month,
        }  # fmt: skip

    def page(
        self, template: str, uri: str, title: str, *, section: str = "", kind: str = "", about: Address | None = None,
        source: tuple[str, int] | None = None, description: str = "", **context: Any,
    ) -> Page:  # fmt: skip
        """Print one page."""
        base = url_of(uri, self.directory_urls)
        here = {**self._here(base), "uri": uri, "title": title, "kind": kind}
        made = self.environment.get_template(template).render({**here, **context})
        headings = tuple(
            Heading(int(level), anchor, html.unescape(_toc_label(attributes, text)))
            for level, attributes, anchor, text in _HEADING.findall(made)
        )
        made = _LABEL.sub("", made)
        plain_title = str(self._finalize(title))
        return Page(
            uri,
            plain_title,
            made,
            headings,
            section or uri,
            source,
            kind,
            description,
            frozenset(_ID.findall(made)),
            about,
        )

    def _here(self, base: str) -> dict[str, Any]:
        """Return what templates call for the page at ``base``."""
        return {
            "url": lambda target: self.url(target, base), "link": lambda target, text=None: self.link(target, base, text),
            "prose": lambda text: self._prose.html(self.within(text), base),
            "inline": lambda text: self._prose.inline(self.within(text), base),
            "edit": self.edit, "shared": lambda template, key, **context: self.shared(template, key, base, **context),
            "file": lambda path: relative(path, base),
            "shown": lambda text: self.shown(text, base), "unit": lambda one: self.unit(one, base),
            "unit_url": lambda one: self.url(one.group, base),
            "time": self.time, "moment": moment, "zone_of": zone_of, "format_of": format_of,
            "at": lambda path: relative(url_of(path, self.directory_urls), base),
        }  # fmt: skip

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
        if target is None or (uri := self.uri(target)) is None:
            return None
        anchor = f"#{target.part}" if target.part else ""
        return relative(url_of(uri, self.directory_urls) + anchor, base)

    def link(self, target: Address | Link | str | None, base: str, text: object = None) -> Markup:
        """Return an ``<a>``, or the bare text where there is nothing to open."""
        shown = self._finalize(text if text is not None else self.label(target))
        url = self.url(target, base)
        # Put together by hand: a site has tens of thousands of links, and Markup.format costs four times as much.
        return Markup(f'<a href="{escape(url)}">{escape(shown)}</a>') if url else escape(shown)

    def unit(self, one: Unit, base: str) -> Markup:
        """Return who answers, linked: a team, or a product of it."""
        name = self.link(one.group, base)
        return Markup("{} / {}").format(name, self._finalize(one.called)) if one.product else name

    def shown(self, text: str, base: str) -> Markup:
        """Return evidence, a plan or a contact: linked where it is an address or a record, else as it stands."""
        if is_address(text):
            return Markup('<a href="{}">{}</a>').format(text, re.sub(r"^(https?://|mailto:)", "", text).rstrip("/"))
        kind, slash, rest = text.partition("/")
        if slash and kind in self.hub.kinds:
            record, _, part = rest.partition("#")
            return self.link(Address(kind, record, part), base)
        return Markup("{}").format(text)

    def label(self, target: Address | Link | str | None) -> str:
        """Return what people call a record or part."""
        if isinstance(target, Link):
            target = target.to or target.url or target.words
        if not isinstance(target, Address):
            return re.sub(r"^(https?://|mailto:)", "", target or "").rstrip("/")
        record = self.hub.records.get(target.record)
        if record is None or not self.hub.shows(target):
            return target.id if record is None else self._gettext("not published")
        if target.part:
            return str(self._finalize(self.hub.part_label(target)))
        if target.kind == "session":
            return self._session(target)
        return str(self._finalize(record.label))

    def _session(self, address: Address) -> str:
        series = self.hub.records.get(Address("meeting", address.id.partition("/")[0]))
        day = getattr(self.hub.records[address], "date", None)
        return f"{self._finalize(series.label) if series else ''}, {self.day(day)}" if day else address.id

    def edit(self, address: Address, route: Route = ()) -> str | None:
        """Return where the line behind a value is edited."""
        return self._edit(*self.hub.line_of(address, route)) if address.record in self.hub.documents else None

    def day(self, day: datetime.date | None, form: str = "long") -> str:
        """Return a day in words, in the page's language: a form of CLDR, or its date field symbols."""
        if day is None:
            return ""
        if (day, form) not in self._days:
            shape = form if form != "short" else "d MMM" if day.year == self.now.today.year else "d MMM y"
            self._days[day, form] = format_date(day, shape, locale=self.locale)
        return self._days[day, form]

    def time(self, when: Occurrence) -> str:
        """Return from when to when an occurrence lasts, or an empty text for whole days."""
        if not isinstance(when.start, datetime.datetime) or not isinstance(when.end, datetime.datetime):
            return ""
        start, end = (format_time(each, "HH:mm", locale=self.locale) for each in (when.start, when.end))
        zone = str(when.start.tzinfo)
        there = "" if zone == str(self.now.settings.zone) else f" {zone.rpartition('/')[2].replace('_', ' ')}"
        return (start if start == end else f"{start}–{end}") + there

    def word(self, state: State | Obligation | str) -> str:
        """Return a state in words."""
        if isinstance(state, Obligation):
            state = state.state
        return self._gettext(_WORDS.get(str(state), str(state)))

    def sentence(self, message: Message) -> str:
        """Return one of our sentences in the page's language, its values in words."""
        values = {
            name: self.day(value) if isinstance(value, datetime.date) else self._finalize(value)
            for name, value in message.values.items()
        }
        return self._gettext(message.sentence).format(**values)

    def within(self, text: str) -> str:
        """Return a text in the page's language."""
        return text.within(self.language) if isinstance(text, Text) else text

    def plain(self, text: str) -> str:
        """Return a text of one line with its links as words."""
        for whole, target, label in in_prose(text):
            found = self.hub.index.resolve(target, ())
            if not isinstance(found, Miss):
                text = text.replace(whole, label or self.label(found))
        return text

    def _finalize(self, value: Any) -> Any:
        if isinstance(value, Markup):
            return value
        if isinstance(value, Text):
            text = value.within(self.language)
            return self.plain(text) if "[[" in text else text
        if isinstance(value, Message):
            return self.sentence(value)
        return "" if value is None else value


def _(text: str) -> str:
    return text


_WORDS = {
    "met": _("met"), "partly": _("partly met"), "not-met": _("not met"), "not-applicable": _("not applicable"),
    "exempt": _("exempt"), "silent": _("no answer yet"), "confirm": _("confirm again"),
}  # fmt: skip


def percent(value: int | None) -> str:
    """Return a share in words; 0 ÷ 0 is a dash."""
    return "–" if value is None else f"{value} %"


def size(number: int) -> str:
    """Return a file's size: ``12 KB``."""
    if number < 1024:
        return f"{number} B"
    return f"{number / 1024:.0f} KB" if number < 1024 * 1024 else f"{number / 1024 / 1024:.1f} MB"


def by_name(records: Iterable[Record]) -> list[Record]:
    """Return records in the order of their names."""
    return sorted(records, key=lambda record: order(record.label))


def pairs(words: Iterable[str]) -> list[list[str]]:
    """Return each word once, with itself as label, in order; for the choices of a filter."""
    return [[word, word] for word in sorted(set(words), key=order) if word]


def moment(each: Happening) -> str:
    """Return the machine's form of when something begins: a day, or a moment with its offset (ISO 8601)."""
    start = each.when.start
    return start.isoformat(timespec="minutes") if isinstance(start, datetime.datetime) else start.isoformat()


def zone_of(each: Happening) -> str:
    """Return the zone in which a time is written, or an empty text for whole days."""
    start = each.when.start
    return str(start.tzinfo) if isinstance(start, datetime.datetime) else ""


def by_month(changes: Iterable[Change]) -> list[tuple[datetime.date, list[Change]]]:
    """Return dated things by month, in the order in which they come."""
    return [
        (first, list(found)) for first, found in itertools.groupby(changes, key=lambda each: each.on.replace(day=1))
    ]


def yaml_text(text: str) -> str:
    """Return a text in double quotes, as YAML reads it; JSON's form is part of YAML."""
    return json.dumps(str(text), ensure_ascii=False)


def visible(text: str) -> str:
    """Return a text with what cannot be shown made visible: control and invisible characters, broken bytes."""
    return "".join(char if char in "\n\t" or char.isprintable() else f"\\x{ord(char):02x}" for char in text)


def format_of(path: str) -> str:
    """Return a file's format as people call it."""
    return ending(path).upper() if ending(path) in OFFERED else ""


def _toc_label(attributes: str, text: str) -> str:
    found = _LABEL.search(attributes)
    return found[1] if found else " ".join(_TAG.sub("", text).split())
