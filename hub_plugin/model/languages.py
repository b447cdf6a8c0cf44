"""A language: its forms of days, numbers and weeks, by CLDR. The one place that formats.

English is the English of Britain, as our own words are; ``en-US`` asks for another.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cache, cached_property

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.numbers import format_decimal, format_percent, get_decimal_symbol
from babel.units import format_unit

from hub_plugin.model.times import Duration

MINUS = "−"
# What templates write (in the order of British English) → what CLDR is asked for in any other language.
_SKELETONS = {
    "d MMM": "MMMd", "d MMM y": "yMMMd", "d MMMM": "MMMMd", "d MMMM y": "yMMMMd", "EEE d MMM": "MMMEd", "EEE d MMM y": "yMMMEd",
    "EEEE, d MMMM y": "yMMMMEEEEd", "MMMM y": "yMMMM", "LLLL y": "yMMMM", "LLL y": "yMMM", "QQQ y": "yQQQ",
}  # fmt: skip


def listed(given: object) -> list[str]:
    """Return the languages that an option names: a list, or a text with spaces or commas between them."""
    if isinstance(given, str):
        return given.replace(",", " ").split()
    return [str(each) for each in given] if isinstance(given, list | tuple) else []


def places(languages: Sequence[str], chosen: Collection[str] = ()) -> dict[str, str]:
    """Return where the pages of each language that is built lie below the root of the site: ``{"en": "", "pt-BR": "pt-br/"}``.

    Args:
        languages: those of the hub, its own first.
        chosen: those to build beside it; none: all.
    """
    return {
        tag: f"{tag.lower()}/" if number else ""
        for number, tag in enumerate(languages)
        if not number or not chosen or tag in chosen
    }


def lookup(tag: str) -> list[str]:
    """Return a tag and its broader ones, the narrowest first (RFC 4647, section 3.4).

    One that is usually written in another script is none of them: simplified Chinese (``zh``) is no stand-in for ``zh-Hant``.
    """
    parts = tag.split("-")
    broader = ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]
    return [each for each in broader if _script(each) == _script(tag)]


def _likely(tag: str) -> Locale | None:
    """Return a language with the script and territory that go without saying."""
    locale = _locale(tag)
    if locale is None:
        return None
    likely = get_global("likely_subtags")
    for name in (str(locale), f"{locale.language}_{locale.territory}", locale.language):
        if name in likely:
            found = Locale.parse(likely[name])
            return Locale(locale.language, locale.territory or found.territory, locale.script or found.script)
    return locale


@cache
def _script(tag: str) -> str:
    found = _likely(tag)
    return str(found.script) if found else ""


def _locale(tag: str) -> Locale | None:
    """Return what CLDR knows of a language, or of its base."""
    parts = tag.split("-")
    for end in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:end]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def name_of(tag: str, within: str = "") -> str:
    """Return what a language is called, as it begins a line: ``name_of("ro", "de")`` is ``Rumänisch``.

    Args:
        tag: the language.
        within: in which language it is said; empty: in itself.
    """
    for each in lookup(tag):
        locale, words = _locale(each), _locale(within or each) or Locale("en")
        if locale is not None and (said := locale.get_display_name(words)):
            return said[:1].upper() + said[1:]
    return tag


@cache
def language(tag: str) -> Language:
    """Return a language, made once."""
    return Language(tag)


class Language:
    """Formats days, times and numbers.

    Args:
        tag: a BCP 47 tag; of one that CLDR does not know, the base counts, else English.
    """

    def __init__(self, tag: str) -> None:
        self.tag = tag
        locale = _locale(tag) or Locale("en")
        self._british = locale.language == "en" and (locale.territory or "GB") == "GB"
        self.locale = Locale("en", "GB") if self._british else locale
        self._days: dict[tuple[datetime.date, str], str] = {}

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return str(self.locale.text_direction) == "rtl"

    @property
    def direction(self) -> str:
        """The value of HTML's ``dir``."""
        return "rtl" if self.rtl else "ltr"

    @cached_property
    def decimal(self) -> str:
        """What stands before the decimals of a number."""
        return str(get_decimal_symbol(self.locale))

    @cached_property
    def between(self) -> str:
        """What stands between the things of a list, the last one too: ``, `` in most languages."""
        return str(self.locale.list_patterns["standard"]["middle"]).replace("{0}", "").replace("{1}", "")

    @cached_property
    def first_weekday(self) -> int:
        """The day on which a week begins: 0 is Monday."""
        try:
            return int((_likely(self.tag) or self.locale).first_week_day) if not self._british else 0
        except UnknownLocaleError:
            return int(self.locale.first_week_day)

    def day(self, day: datetime.date, form: str = "long") -> str:
        """Return a day in words.

        Args:
            day: the day.
            form: a form of CLDR (``long``), or date field symbols in the order of British English (``d MMM y``).
        """
        said = self._days.get((day, form))
        if said is None:
            skeleton = None if self._british else _SKELETONS.get(form)
            if skeleton:
                said = format_skeleton(skeleton, day, locale=self.locale)
            else:
                said = format_date(day, form, locale=self.locale)
            self._days[day, form] = said
        return said

    def months(self, first: datetime.date, last: datetime.date) -> str:
        """Return a stretch of whole months in words."""
        return format_interval(first, last, "yMMM", locale=self.locale).replace("\u2009", " ")

    def time(self, moment: datetime.datetime) -> str:
        """Return a time of day, on the clock of 24 hours."""
        return format_time(moment, "HH:mm", locale=self.locale)

    def duration(self, time: Duration) -> str:
        """Return how long something takes; in English as authors write it."""
        if self._british:
            return str(time)
        years, months = divmod(time.months, 12)
        hours, minutes = divmod(time.minutes, 60)
        parts = {"year": years, "month": months, "day": time.days, "hour": hours, "minute": minutes}
        said = [
            format_unit(number, f"duration-{unit}", "short", locale=self.locale)
            for unit, number in parts.items()
            if number
        ]
        return " ".join(said) or format_unit(0, "duration-day", "short", locale=self.locale)

    def lasting(self, amount: Decimal, unit: str, form: str = "#,##0.##") -> str | None:
        """Return a number of days, hours …, if that is what its unit says in English: ``1 day``, ``2 days``."""
        one = unit.removesuffix("s")
        if one not in ("second", "minute", "hour", "day", "week", "month", "year"):
            return None
        return format_unit(amount, f"duration-{one}", "long", form, locale=self.locale).replace("-", MINUS)

    def number(self, amount: Decimal | int) -> str:
        """Return a number, with two decimals at most."""
        return format_decimal(_rounded(amount), "#,##0.##", locale=self.locale).replace("-", MINUS)

    def percent(self, share: Decimal | int | None) -> str:
        """Return a number of percent, with two decimals at most; 0 ÷ 0 is a dash."""
        if share is None:
            return "–"
        form = self.locale.percent_formats[None].pattern.replace("#,##0", "#,##0.##")
        return format_percent(_rounded(share) / 100, form, locale=self.locale).replace("-", MINUS)


def _rounded(amount: Decimal | int) -> Decimal:
    """Return a number with two decimals at most; what rounds to nothing has no sign."""
    return Decimal(f"{Decimal(amount):z.2f}")
