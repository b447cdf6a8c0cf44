"""What stands in a feed: events as they are planned, and what is due as days of their own."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Due
from hub_plugin.model.names import Names
from hub_plugin.model.occasions import Event, Occasion
from hub_plugin.model.texts import Message, say
from hub_plugin.outputs.calendars.lines import address, component, length, line, moment, text
from hub_plugin.outputs.calendars.spans import Span, Window, spans

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """A part of a feed, ready to be joined to others, with the zones and years that it needs explained."""

    written: str
    zones: frozenset[ZoneInfo] = frozenset()
    first: int = 9999
    last: int = 0


@dataclass(frozen=True)
class Writer:
    """Writes entries.

    Args:
        names: words and addresses, of what is published only; without a whole address entries have no links.
        zone: the hub's.
        name: the hub's, as an id; it ends every UID.
        today: the day of the build: it stamps every entry, so that the same hub gives the same bytes.
    """

    names: Names
    zone: datetime.tzinfo
    name: str
    today: datetime.date

    @cached_property
    def window(self) -> Window:
        """The days that feeds cover."""
        return Window.around(self.today)

    def link(self, target: Address) -> str:
        """Return the whole address of a page, or an empty text."""
        return (self.names.url(target) or "") if self.names.site_url else ""

    def said(self, name: str, value: str | Message) -> str:
        """Return a line with a text, and the language that it is in."""
        return text(name, self.names.text(value), language=self.names.spoken(value))

    def event(self, event: Event) -> Entry:
        """Return an event: one component for each series or single day, and for each occurrence that differs."""
        written, zones, years = [], set(), {self.today.year}
        for span in spans(event, self.zone, self.window):
            written.append(self._span(event, span))
            for each in (span.start, span.end):
                if isinstance(each, datetime.datetime) and isinstance(each.tzinfo, ZoneInfo):
                    zones.add(each.tzinfo)
                    years.add(each.year)
        return Entry("".join(written), frozenset(zones), min(years), max(years))

    def _span(self, event: Event, span: Span) -> str:
        known = event.occasion(span.when) if span.when else None
        cancelled = event.status == "cancelled" or (known is not None and known.cancelled is not None)
        summary = say("Cancelled: {title}", title=event.title) if cancelled else event.title
        lines = self._head(f"{event.about}:event{span.key}")
        lines.append(moment("DTSTART", span.start))
        if span.end is not None:
            lines.append(moment("DTEND", span.end))
        if span.length is not None:
            lines.append(line("DURATION", length(span.length)))
        if span.rrule:
            lines.append(line("RRULE", span.rrule))
        if span.without:
            lines.append(moment("EXDATE", *span.without))
        if span.replaces is not None:
            lines.append(moment("RECURRENCE-ID", span.replaces))
        lines += [self.said("SUMMARY", summary), *self._about(event, known)]
        if place := (known.place if known else "") or span.place or event.place:
            lines.append(self.said("LOCATION", place))
        lines.append(line("STATUS", "CANCELLED" if cancelled else event.status.upper()))
        lines.append(line("SEQUENCE", str(event.revision)))
        if not isinstance(span.start, datetime.datetime):
            lines.append(line("TRANSP", "TRANSPARENT"))  # a whole day tells; it does not make anybody busy
        return component("VEVENT", lines)

    def _about(self, event: Event, known: Occasion | None) -> Iterator[str]:
        """Yield description and address; the page stands in both, as many clients show no addresses."""
        page = self.link(known.about if known else event.about)
        reason = known.cancelled if known else None
        texts = [each for each in (reason, event.text) if each]
        said = [*(self.names.text(each) for each in texts), event.url, page]
        if description := "\n".join(each for each in said if each):
            yield text("DESCRIPTION", description, breaks=True, language=self.names.spoken(*texts))
        if page or event.url:
            yield address("URL", page or event.url)

    def dues(self, found: Iterable[Due], group: Address | None = None) -> Iterator[Entry]:
        """Yield what is due, one entry for what belongs together on one day: the items of a resource, a task.

        The UID does not hold the day, so what moves moves in the reader's calendar too. Where one thing is due on several
        days, they are numbered.

        Args:
            found: the dues of a feed.
            group: whose feed it is; None: everybody's, so that it is said for whom.
        """
        grouped: dict[tuple[Address, str], dict[datetime.date, list[Due]]] = defaultdict(lambda: defaultdict(list))
        for due in found:
            if due.on >= self.window.first and self.names.shows(due.about):
                grouped[due.about.record if due.what == "answer" else due.about, due.what][due.on].append(due)
        for (thing, what), days in sorted(grouped.items()):
            for number, (day, dues) in enumerate(sorted(days.items()), 1):
                name = f"{thing}:{what}" + (f":{group}" if group and what != "task" else "")
                name += f"-{number}" if number > 1 else ""
                yield Entry(component("VEVENT", [*self._head(name), *self._due(thing, what, day, dues, group)]))

    def _due(
        self, thing: Address, what: str, day: datetime.date, dues: list[Due], group: Address | None
    ) -> Iterator[str]:
        items = {due.about: due.text for due in dues}
        one: str | Message = next(iter(items.values()))
        if what == "exemption":
            title = say("Exemption ends: {what}", what=one)
        elif len(items) == 1:
            title = say("Due: {what}", what=one)
        else:
            title = say("Due: {what} ({number})", what=self.names.label(thing), number=len(items))
        language = self.names.spoken(title, *([thing] if len(items) > 1 and what != "exemption" else []))
        page = self.link(group if group and what == "answer" else thing if len(items) > 1 else dues[0].about)
        several: list[object] = list(items.values()) if len(items) > 1 else []
        said = [f"• {self.names.text(each)}" for each in several]
        whom = sorted({due.who for due in dues if due.who is not None and due.who != group})
        if named := self.names.labels(whom):
            told = say("For: {names}", names=named)
            said.append(self.names.text(told))
            several += [told, *whom]
        yield moment("DTSTART", day)
        if day < datetime.date.max:  # without an end, a day is a whole day (RFC 5545, section 3.6.1)
            yield moment("DTEND", day + _DAY)
        yield text("SUMMARY", self.names.text(title), language=language)
        if description := "\n".join([*said, *([page] if page else [])]):
            yield text("DESCRIPTION", description, breaks=True, language=self.names.spoken(*several))
        if page:
            yield address("URL", page)
        yield line("TRANSP", "TRANSPARENT")

    def _head(self, name: str) -> list[str]:
        return [text("UID", f"{name}@coehub.{self.name}"), line("DTSTAMP", f"{self.today:%Y%m%d}T000000Z")]
