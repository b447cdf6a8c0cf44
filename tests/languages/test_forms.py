"""Days, numbers and weeks by CLDR."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from hub_plugin import build
from hub_plugin.model.languages import language, lookup
from hub_plugin.model.times import Duration
from tests.laws.test_kinds import STAGE

DAY = datetime.date(2026, 11, 3)


@pytest.mark.parametrize(("tag", "said"), [
    ("en", ("3 Nov", "Tue 3 Nov", "3 November 2026", "November 2026", "1,234.5", "75%")),
    ("en-US", ("Nov 3", "Tue, Nov 3", "November 3, 2026", "November 2026", "1,234.5", "75%")),
    ("de", ("3. Nov.", "Di., 3. Nov.", "3. November 2026", "November 2026", "1.234,5", "75\xa0%")),
    ("sv", ("3 nov.", "tis 3 nov.", "3 november 2026", "november 2026", "1\xa0234,5", "75\xa0%")),
    ("ro", ("3 nov.", "mar., 3 nov.", "3 noiembrie 2026", "noiembrie 2026", "1.234,5", "75\xa0%")),
    ("hu", ("nov. 3.", "nov. 3., K", "2026. november 3.", "2026. november", "1234,5", "75%")),
    ("zh", ("11月3日", "11月3日周二", "2026年11月3日", "2026年11月", "1,234.5", "75%")),
])  # fmt: skip
def test_forms(tag: str, said: tuple[str, ...]) -> None:
    one = language(tag)
    found = [one.day(DAY, form) for form in ("d MMM", "EEE d MMM", "long", "LLLL y")]
    number = one.number(Decimal("1234.5"))
    if tag == "hu":  # from five digits on only
        number = number.replace("\xa0", "")
    assert (*found, number, one.percent(75)) == said


def test_small_things() -> None:
    assert language("en").number(Decimal("-1.239")) == "−1.24"
    assert language("en").number(Decimal("-0.001")) == "0"
    assert language("en").percent(Decimal("-0.001")) == "0%"
    assert language("sv").percent(Decimal("-0.5")) == "−0,5\xa0%"
    assert language("en").duration(Duration.parse("1h 30m")) == "1h 30m"
    assert language("de").duration(Duration.parse("1h 30m")) == "1 Std. 30 Min."
    assert language("zh").duration(Duration.parse("2 weeks")) == "14天"


@pytest.mark.parametrize(("tag", "first", "direction"), [
    ("en", 0, "ltr"), ("en-US", 6, "ltr"), ("de", 0, "ltr"), ("hu", 0, "ltr"), ("pt-BR", 6, "ltr"), ("ar", 5, "rtl"), ("he", 6, "rtl"),
    ("fa", 5, "rtl"), ("qq", 0, "ltr"), ("de-XX", 0, "ltr"),
])  # fmt: skip
def test_weeks_and_directions(tag: str, first: int, direction: str) -> None:
    assert (language(tag).first_weekday, language(tag).direction) == (first, direction)


def test_lookup() -> None:
    assert lookup("de-AT") == ["de-AT", "de"]
    assert lookup("zh-Hans-CN") == ["zh-Hans-CN", "zh-Hans", "zh"]
    assert lookup("zh-TW") == ["zh-TW"]
    assert lookup("sr-Latn") == ["sr-Latn"]


@pytest.mark.parametrize(
    ("tag", "heads"), [("en", "Mon Tue Wed Thu Fri Sat Sun"), ("en-US", "Sun Mon Tue Wed Thu Fri Sat")]
)
def test_a_month_begins_with_the_first_day_of_the_week(tag: str, heads: str) -> None:
    reading = build.read(STAGE, STAGE)
    site = build.site(reading.hub, build.derive(reading.hub, DAY), build.Frame(language=tag))
    page = next(page.html for page in site.pages if page.uri == "calendars/index.md")
    row = page.partition("<thead><tr>")[2].partition("</tr>")[0]
    assert row.replace('<th scope="col">', "").replace("</th>", " ").split() == heads.split()
