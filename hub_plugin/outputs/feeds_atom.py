"""Feeds (RFC 4287): news, changes, and what needs attention.

Ids are tag URIs (RFC 4151) made from the site's host, a day and the record's name: they stay when the site is built again.
"""

from __future__ import annotations

import datetime
import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.facts import Change, Edge
from hub_plugin.model.names import Names, xml
from hub_plugin.model.orders import newest_first
from hub_plugin.model.texts import Prose, say

FOLDER = "feeds/"
FEEDS = {
    "updates.atom": "News: what the centre has done lately.",
    "changes.atom": "Changes: new versions, decisions, news.",
    "attention.atom": "What needs attention: missing, late, or to be looked at again.",
}
_MOST = 50
_HREF = re.compile(r'(?<=href=")([^"]*)(?=")')


class Prosing(Protocol):
    """What turns prose into HTML, given the address of the page that it stands on."""

    def html(self, text: str, base: str) -> Markup:
        """Return sanitised blocks."""


@dataclass(frozen=True)
class Entry:
    """One entry: a name that stays, a day, a title, where to read it, and what it says as HTML; with the languages of both.

    A language is a tag; empty where it is that of the feed, or several are mixed.
    """

    id: str
    day: datetime.date
    title: str
    address: Address
    html: str
    authors: tuple[str, ...] = ()
    title_language: str = ""
    language: str = ""


def files(now: Joined, names: Names, prose: Prosing) -> dict[str, bytes]:
    """Return every feed: where it lies, below the site's root → its bytes."""
    made = {
        "updates.atom": (say("Updates"), _news(now, names, prose)),
        "changes.atom": (say("What changed"), _changes(now, names)),
        "attention.atom": (say("Needs attention"), _attention(now, names)),
    }
    return {
        FOLDER + name: _feed(name, names.line(title), list(found), now, names) for name, (title, found) in made.items()
    }


def _news(now: Joined, names: Names, prose: Prosing) -> Iterator[Entry]:
    """News is a record with a text that states a change of itself."""
    found = [each for each in _recent(now, names) if each.version is None and each.about == each.source]
    for each in found[:_MOST]:
        record = names.hub.records[each.about]
        body = getattr(record, names.hub.kinds[each.about.kind].body or "-", None)
        if not isinstance(body, Prose) or not body:
            continue
        page = names.speaker.url(each.about, "") or ""
        made = str(prose.html(body.within(names.speaker.language), page))
        made = _HREF.sub(lambda link, page=page: _from(html.unescape(link[0]), page, names), made)  # type: ignore[misc]
        authors = (edge.to for edge in now.facts.about(each.about, Edge) if edge.means == "written by")
        yield Entry(f"{each.on}:{each.about}", each.on, names.line(each.what), each.about, made,
                    tuple(names.label(author) for author in authors if names.shows(author)),
                    names.spoken(each.what), names.spoken(body))  # fmt: skip


def _from(link: str, page: str, names: Names) -> str:
    """Return a link on a page as seen from a feed."""
    try:
        return html.escape(names.at(link, FOLDER, page))
    except ValueError:  # urllib refuses some addresses that browsers refuse too
        return ""


def _changes(now: Joined, names: Names) -> Iterator[Entry]:
    seen: dict[str, int] = {}
    for each in _recent(now, names)[:_MOST]:
        name = f"{each.on}:{_specific(each.about)}" + (f"@{each.version}" if each.version else "")
        seen[name] = seen.get(name, 0) + 1
        label, what = names.label(each.about.record), names.line(each.what)
        thing = f"{label} {each.version}" if each.version else label
        title = what if what == label else names.line(say("{thing}: {what}", thing=thing, what=what))
        id_ = name if seen[name] == 1 else f"{name}:{seen[name]}"
        yield Entry(id_, each.on, title, each.about, f"<p>{html.escape(what)}</p>", (), names.spoken(each.about.record, each.what),
                    names.spoken(each.what))  # fmt: skip


def _recent(now: Joined, names: Names) -> list[Change]:
    found = (each for each in now.facts.of(Change) if each.on <= now.today and names.leaves(each))
    return sorted(found, key=newest_first)


def _attention(now: Joined, names: Names) -> Iterator[Entry]:
    monday = now.today - datetime.timedelta(days=now.today.weekday())
    alike = Counter[str]()  # two models may have one title; entries of one id are one entry to a reader of feeds
    for each in now.attentions:
        if not names.leaves(each) or not (each.forum is None or names.shows(each.forum)):
            continue
        why, step = names.line(each.why), names.line(each.step)
        digest = hashlib.sha256(f"{each.about} {each.why}".encode()).hexdigest()[:16]
        alike[digest] += 1
        again = f"-{alike[digest]}" if alike[digest] > 1 else ""
        # What has no day of its own is brought to mind once a week, not with every build.
        day = each.since if each.since and each.since <= now.today else monday
        yield Entry(f"{each.since or 2000}:attention/{digest}{again}", day, why, each.about,
                    f"<p>{html.escape(why)}</p><p>{html.escape(names.line(say('Next step:')))} {html.escape(step)}</p>")  # fmt: skip


def _specific(address: Address) -> str:
    return f"{address.record}:{address.part}" if address.part else str(address)


def _feed(name: str, title: str, entries: list[Entry], now: Joined, names: Names) -> bytes:
    host = (urlsplit(names.site_url).hostname or "") if names.site_url else ""
    tag = f"tag:{host or 'coehub.invalid'},"
    hub = names.line(names.hub.records[now.settings.about].label)
    newest = max((each.day for each in entries), default=now.today)
    zone = now.settings.zone
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml(names.speaker.language)}">',
        f"<id>{xml(tag)}2026:{_apart(names)}{FOLDER}{name}</id>",
        f"<title>{xml(names.line(say('{hub}: {title}', hub=hub, title=title)))}</title>",
        f"<updated>{moment(newest, zone)}</updated>",
        f"<author><name>{xml(hub)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{xml(names.at(FOLDER + name, FOLDER))}"/>',
        f'<link rel="alternate" type="text/html" href="{xml(names.at("", FOLDER))}"/>',
        "<generator>mkdocs-coehub</generator>",
        *(line for each in entries for line in _entry(each, tag, zone, names)),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _apart(names: Names) -> str:
    """Return what tells a feed from the same in the hub's first language: a feed's id is its own, those of its entries are shared."""
    language, first = names.speaker.language, names.hub.languages[0]
    return f"{language}/" if len(names.hub.languages) > 1 and language != first else ""


def _in(language: str, names: Names) -> str:
    return f' xml:lang="{xml(language)}"' if language and language != names.speaker.language else ""


def _entry(entry: Entry, tag: str, zone: datetime.tzinfo, names: Names) -> Iterable[str]:
    yield "<entry>"
    yield f"<id>{xml(tag)}{quote(entry.id, safe='/:@')}</id>"
    yield f"<title{_in(entry.title_language, names)}>{xml(entry.title)}</title>"
    yield f"<updated>{moment(entry.day, zone)}</updated>"
    for author in entry.authors:
        yield f"<author><name>{xml(author)}</name></author>"
    if (url := names.url(entry.address, FOLDER)) is not None:
        yield f'<link rel="alternate" type="text/html" href="{xml(url)}"/>'
    yield f'<content type="html"{_in(entry.language, names)}>{xml(entry.html)}</content>'
    yield "</entry>"


def moment(day: datetime.date, zone: datetime.tzinfo) -> str:
    """Return the beginning of a day in a zone (RFC 3339); in UTC where the zone was not a matter of whole minutes yet."""
    begin = datetime.datetime.combine(day, datetime.time(), zone)
    offset = begin.utcoffset() or datetime.timedelta()
    return begin.isoformat() if not offset.seconds % 60 else f"{day.isoformat()}T00:00:00Z"
