"""The words of the pages: sentences, states, days, times and sizes in one language.

A large hub says the same few hundred sentences a hundred thousand times, so what has no value in it is translated once.
"""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from hub_plugin.model.addresses import Address
from hub_plugin.model.catalogs import Catalog
from hub_plugin.model.derive import Happening, Obligation, State
from hub_plugin.model.languages import Language
from hub_plugin.model.occurrences import Occurrence
from hub_plugin.model.texts import Message, Text, say, say_in
from hub_plugin.model.times import Duration
from hub_plugin.outputs.pages.foreign import Foreign
from hub_plugin.outputs.pages.foreign import plain as unmarked

SIGNS = {
    State.MET: "●", State.PARTLY: "◐", State.NOT_MET: "○", State.NOT_APPLICABLE: "–", State.EXEMPT: "◇", State.SILENT: "·",
    State.CONFIRM: "↻",
}  # fmt: skip


# Every word of ours that records and facts hold, and that is looked up to be shown: states, levels, what is written in a field that
# takes one of some words. What an author may choose freely is no word of ours.
WORDS = {
    "met": say("met"), "partly": say("partly met"), "not-met": say("not met"), "not-applicable": say("not applicable"),
    "exempt": say("exempt"), "silent": say("no answer yet"), "confirm": say("confirm again"),
    "must": say("must"), "should": say("should"), "may": say("may"),
    "high": say("high"), "medium": say("medium"), "low": say("low"),
    "found": say_in("a gap", "found"), "raised": say_in("a gap", "raised"), "answered": say_in("a gap", "answered"),
    "planned": say_in("a gap", "planned"), "closed": say_in("a gap", "closed"),
    "waiting": say("waits for an answer"), "adopted": say("adopted"), "declined": say("declined"),
    "confirmed": say("confirmed"), "tentative": say("tentative"), "cancelled": say("cancelled"),
    "open": say("open"), "done": say("done"), "dropped": say("dropped"), "overdue": say("overdue"),
    "learning/partly": say("partly adopted"), "goal/open": say_in("a goal", "open"), "achieved": say("achieved"), "missed": say("missed"),
    "on-target": say("on target"), "off-target": say("off target"), "beyond-threshold": say("beyond the threshold"),
    "no-target": say("no target"), "no-data": say("no figure yet"), "whole": say("whole"), "step": say("step"),
    "tactical": say("tactical"), "value": say_in("what something is worth", "value"), "longevity": say("longevity"),
    "financial": say("financial"), "flag/yes": say("yes"), "flag/no": say("no"),
    "accepted": say("in force"), "proposed": say("proposed"), "rejected": say("rejected"), "superseded": say("superseded"),
}  # fmt: skip

# What stands between pieces that no sentence of ours joins; the context tells which is which.
_COMMA, _COLON = say_in("between two things that are said", ", "), say_in("before what is said of something", ": ")
_SEMICOLON, _STOP = say_in("between two longer things that are said", "; "), say_in("at the end of a sentence", ".")
JOINTS = tuple((each.context, each.sentence) for each in (_COMMA, _COLON, _SEMICOLON, _STOP))
_PLACE_LAST = re.compile(r"(?:%\((\w+)\)s|\{(\w+)\})\.")
_END = re.compile(r"[.!?…。！？](?:\s|<[^<>]*>|[)\]”’»\ufdd0-\ufdef])*$")
_FULL_STOP = re.compile(r"(?<![.\s])[.。]\s*$")

_ROOMY = re.compile(r"<(pre|code|script|style|textarea)\b.*?</\1>|([，。：；！？、](?:</\w+>)*) +(?=\S)", re.DOTALL)


@cache
def _last_in(sentence: str) -> tuple[str, ...]:
    """Return the places of a sentence right before a full stop."""
    return tuple(one or other for one, other in _PLACE_LAST.findall(sentence))


def _has_end(text: str) -> bool:
    return _END.search(text[-200:]) is not None


class Wording:
    """Says things in one language.

    Args:
        language: formats days, times and numbers.
        catalog: its sentences.
        today: the day as of which the pages are.
        zone: the hub's time zone.
        plain: returns a text of one line with its links as words.
        label: returns what people call a record.
        foreign: marks what is said in another language; None: nothing is.
    """

    def __init__(
        self,
        language: Language,
        catalog: Catalog,
        today: datetime.date,
        zone: datetime.tzinfo,
        plain: Callable[[str], str],
        label: Callable[[Address], str] = str,
        foreign: Foreign | None = None,
    ) -> None:
        self.foreign = foreign or Foreign(language.tag, (language.tag,))
        self.forms, self.language, self.today, self.zone, self._plain = language, language.tag, today, zone, plain
        self._label = label
        self._catalog = catalog
        self._said: dict[tuple[str, str], Markup] = {}
        self.between = language.between
        self.comma, self.colon, self.semicolon, self.stop = (catalog.pgettext(*joint) for joint in JOINTS)
        badge = Markup('<span class="coehub-state coehub-state--{}"><span aria-hidden="true">{}</span> {}</span>')
        self._badges = {each.value: badge.format(each.value, SIGNS[each], self.word(each)) for each in State}
        mark = Markup('<span title="{0}">{1}<span class="coehub-visually-hidden"> {0}</span></span>')
        self._marks = {each.value: mark.format(self.word(each), SIGNS[each]) for each in State}

    def say(self, sentence: str, **values: Any) -> Markup:
        """Return one of our sentences as HTML, its values escaped: the ``_`` of the templates."""
        if not values:
            said = self._said.get(("", sentence))
            if said is None:
                said = self._said["", sentence] = Markup(self._catalog.gettext(sentence) % {})
            return said
        return self._fill(self._catalog.gettext(sentence), values)

    def say_in(self, context: str, sentence: str, **values: Any) -> Markup:
        """Return words that mean several things: the ``pgettext`` of the templates."""
        if not values:
            said = self._said.get((context, sentence))
            if said is None:
                said = self._said[context, sentence] = Markup(self._catalog.pgettext(context, sentence) % {})
            return said
        return self._fill(self._catalog.pgettext(context, sentence), values)

    def say_many(self, one: str, many: str, num: int, **values: Any) -> Markup:
        """Return a sentence in the form that a number wants: the ``ngettext`` of the templates."""
        return self._fill(self._catalog.ngettext(one, many, num), {"num": self.forms.number(num), **values})

    def _fill(self, sentence: str, values: dict[str, Any]) -> Markup:
        shown = {name: escape(self.finalize(value)) for name, value in values.items()}
        for name in _last_in(sentence):
            if name in shown and _has_end(shown[name]):  # "2026. nov. 24." brings the full stop along
                sentence = sentence.replace(f"%({name})s.", f"%({name})s")
        return Markup(sentence % shown)

    def tight(self, html: str) -> str:
        """Return HTML without the spaces after marks that bring their own room: templates write spaces, Chinese has none there."""
        return html if self.colon.endswith(" ") else _ROOMY.sub(lambda found: found[2] or found[0], html)

    def ended(self, value: Any) -> Markup:
        """Return a sentence with a full stop behind it, if it has no end yet: a day, an abbreviation or a text may bring one along."""
        text = escape(self.finalize(value)).strip()
        return text if _has_end(text) else text + self.stop

    def named(self, value: str | Message) -> str:
        """Return a text as it is called among others, where a sentence goes on behind it: without its full stop."""
        if isinstance(value, Message):
            return self.sentence(value)
        if not isinstance(value, Text):
            return _FULL_STOP.sub("", value)
        text = _FULL_STOP.sub("", value.within(self.language))
        return self.foreign.mark(value, self._plain(text) if "[[" in text else text)

    def translate(self, text: str) -> str:
        """Return the catalog's text for one of ours."""
        return self._catalog.gettext(text)

    def day(self, day: datetime.date | None, form: str = "long") -> str:
        """Return a day in words, in the page's language: a form of CLDR, or its date field symbols."""
        if day is None:
            return ""
        if form != "short":
            return self.forms.day(day, form)
        near = self.forms.day(day, "d MMM")
        far = "" if day.year == self.today.year else self.forms.day(day, "d MMM y")
        one_line = near.replace(" ", "\N{NO-BREAK SPACE}")  # in a narrow column, only the year goes below
        return far.replace(near, one_line) or one_line

    def time(self, when: Occurrence) -> str:
        """Return from when to when an occurrence lasts, or an empty text for whole days."""
        if not isinstance(when.start, datetime.datetime) or not isinstance(when.end, datetime.datetime):
            return ""
        start, end = (self.forms.time(each) for each in (when.start, when.end))
        zone = str(when.start.tzinfo)
        there = "" if zone == str(self.zone) else f" {zone.rpartition('/')[2].replace('_', ' ')}"
        return (start if start == end else f"{start}–{end}") + there

    def word(self, state: State | Obligation | str, kind: str = "") -> str:
        """Return a state, or another word that facts hold, in words; some mean something else in records of a kind."""
        if isinstance(state, Obligation):
            state = state.state
        known = WORDS.get(f"{kind}/{state}") or WORDS.get(str(state))
        return self.sentence(known) if known else self.translate(str(state)) if state else ""

    def words_for(self, *names: str) -> dict[str, str]:
        """Return words that facts hold with how they are shown; for the choices of a filter."""
        return {name: self.word(name) for name in names}

    def badge(self, state: State) -> Markup:
        """Return a state with its sign, as HTML."""
        return self._badges[state._value_]

    def mark(self, state: State) -> Markup:
        """Return the sign of a state, with its word for those who do not see signs, as HTML."""
        return self._marks[state._value_]

    def sentence(self, message: Message) -> str:
        """Return one of our sentences in the page's language, its values in words."""
        values = {name: self._value(value) for name, value in message.values.items()}
        if not message.plural:
            said = (
                self._catalog.pgettext(message.context, message.sentence)
                if message.context
                else self.translate(message.sentence)
            )
            for name in _last_in(said):
                if _has_end(str(values.get(name, ""))):
                    said = said.replace(f"{{{name}}}.", f"{{{name}}}")
            return said.format(**values)
        number = message.values["number"]
        assert isinstance(number, int)
        return self._catalog.ngettext(message.sentence, message.plural, number).format(**values)

    def _value(self, value: object) -> object:
        if isinstance(value, Address):
            return self._label(value)
        if isinstance(value, tuple):
            return self.between.join(str(self._value(each)) for each in value)
        return self.day(value) if isinstance(value, datetime.date) else self.finalize(value)

    def percent(self, value: int | None) -> str:
        """Return a share in words; 0 ÷ 0 is a dash."""
        return self.forms.percent(value)

    def size(self, number: int) -> str:
        """Return a file's size: ``12 KB``."""
        if number < 1024:
            return f"{number} B"
        if number < 1024 * 1024:
            return f"{self.forms.number(round(number / 1024))} KB"
        return f"{self.forms.number(round(Decimal(number) / 1024 / 1024, 1))} MB"

    def within(self, text: str) -> str:
        """Return a text in the page's language."""
        return text.within(self.language) if isinstance(text, Text) else text

    def lines(self, text: str, width: int, most: int) -> list[str]:
        """Return a text in the page's language as lines of some characters at most; what does not fit is left out."""
        lines = textwrap.wrap(self.within(text), width, max_lines=most, placeholder=" …") or [""]
        return [self.foreign.mark(text, line) for line in lines] if isinstance(text, Text) else lines

    def called(self, words: Iterable[str]) -> dict[str, str | list[str]]:
        """Return what words are called, where that is not themselves; one in another language than the page's brings its tag along.

        For the choices of a filter: what is chosen, and stands in an address, is the word as it is written, and of names of records
        (labels, with marks where they need them) the name without marks.
        """
        found: dict[str, str | list[str]] = {}
        for word in words:
            label, tongue, own = unmarked(self.within(word)), self.foreign.tongue(word), unmarked(str(word))
            if tongue or label != own:
                found[own] = [label, tongue] if tongue else label
        return found

    def finalize(self, value: Any) -> Any:
        """Return what a template prints for a value; it is escaped afterwards."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Text):
            text = value.within(self.language)
            return self.foreign.mark(value, self._plain(text) if "[[" in text else text)
        if isinstance(value, Message):
            return self.sentence(value)
        if isinstance(value, Duration):
            return self.forms.duration(value)
        return "" if value is None else value


def moment(each: Happening) -> str:
    """Return the machine's form of when something begins: a day, or a moment with its offset (ISO 8601)."""
    start = each.when.start
    return start.isoformat(timespec="minutes") if isinstance(start, datetime.datetime) else start.isoformat()


def zone_of(each: Happening) -> str:
    """Return the zone in which a time is written, or an empty text for whole days."""
    start = each.when.start
    return str(start.tzinfo) if isinstance(start, datetime.datetime) else ""
