"""What the calendar page shows is what other programs read in the feed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

import pytest

from hub_plugin import build
from tests.calendars.reading import OFFICE, PEOPLE, READERS, TODAY, URL, hub_of, made, read_back
from tests.calendars.test_feeds import example

SHOWN = re.compile(
    r'<li data-source="[^"]*" data-kind="(?!Due")[^"]*" data-team="[^"]*"[^>]*><time datetime="([^"]+)"[^>]*>[^<]*</time>'
    r"\s*<a [^>]*>(.*?)</a>|"
    r"<h2 id=\"(\d{4}-\d{2})\"", re.DOTALL)  # fmt: skip


def page_of(files: Mapping[str, bytes], today: datetime.date) -> str:
    hub = build.read(files, files).hub
    site = build.site(hub, build.derive(hub, today), build.Frame(site_url=URL, reference=False))
    (page,) = [page.html for page in site.pages if page.uri == "calendars/index.md"]
    return page


def shown(page: str) -> list[str]:
    """Return when each entry of the months' lists begins: days as they are, moments in UTC; those of last month left out."""
    page = page.partition("Last month:")[0]
    starts = [found[1] for found in SHOWN.finditer(page) if found[1]]
    moments = (datetime.datetime.fromisoformat(each) for each in starts if "T" in each)
    return sorted(
        [
            *(each for each in starts if "T" not in each),
            *(each.astimezone(datetime.UTC).isoformat() for each in moments),
        ]
    )


def read(feeds: Mapping[str, bytes], reader: str, today: datetime.date) -> list[str]:
    last = (today.replace(day=1) + datetime.timedelta(days=31 * 6)).replace(day=1) - datetime.timedelta(days=1)
    last = last if (last.year * 12 + last.month) - (today.year * 12 + today.month) == 5 else _end(today)
    found = read_back({"all": feeds["feeds/all.ics"]}, reader, today.replace(day=1), last)["all"]["occurrences"]
    return sorted(each["start"] for each in found if ":event" in each["uid"])


def _end(today: datetime.date) -> datetime.date:
    number = today.year * 12 + today.month + 5
    return datetime.date(number // 12, number % 12 + 1, 1) - datetime.timedelta(days=1)


@pytest.mark.readers
@pytest.mark.parametrize("reader", READERS)
def test_the_example(reader: str) -> None:
    files = example()
    _, feeds = made(files)
    page = page_of(files, TODAY)
    on_page = shown(page)
    assert len(on_page) > 150
    assert on_page == read(feeds, reader, TODAY), (
        "each once: what goes on, in the list from today on; what is over, behind it"
    )
    earlier = page.partition("Earlier in November")[2].partition("</details>")[0]
    assert "2026-11-16" not in shown(earlier)  # a freeze of four weeks goes on
    assert len(shown(earlier)) > 5


WEEKS = """\
title: Weeks
owner: office
events:
  odd: {title: Odd, when: {weeks: odd, day: [monday, thursday], at: 10:00, duration: 1h, from: 2026-01-05}}
  even: {title: Even, when: {weeks: even, day: sunday, from: 2026-01-05}}
  moved:
    title: Moved
    when: {weeks: odd, day: friday, at: 09:00, from: 2026-01-05, moved: {2027-01-08: 2027-01-12, 2032-12-31: 2033-01-04 08:00}}
"""


@pytest.mark.readers
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "today", [datetime.date(2026, 11, 23), datetime.date(2032, 11, 15), datetime.date(2027, 1, 1)], ids=str
)
def test_weeks_around_a_week_53(reader: str, today: datetime.date) -> None:
    """2026 and 2032 have 53 ISO weeks: two odd weeks follow each other."""
    files = hub_of(teams__office=OFFICE, calendars__weeks=WEEKS, **PEOPLE)
    _, feeds = made(files, today)
    on_page = shown(page_of(files, today))
    assert on_page == read(feeds, reader, today)
    days = {datetime.date.fromisoformat(each[:10]) for each in on_page}
    mondays = sorted(day for day in days if day.weekday() == 0)
    assert all(day.isocalendar().week % 2 for day in mondays)
    if today.month != 1:
        last = datetime.date.fromisocalendar(today.year, 53, 1)
        assert {last, last + datetime.timedelta(days=7)} <= set(mondays)


def test_each_full_day_leads_to_the_rest() -> None:
    page = page_of(example(), TODAY)
    assert page.count('<li class="coehub-more">') == page.count('<li class="coehub-more"><a href="./#') > 5


def test_what_goes_on_for_long_is_where_the_home_page_and_a_full_cell_lead() -> None:
    long = "".join(
        f"  e{number}: {{title: Long {number}, when: {{date: 2026-09-{number + 1:02}, to: 2027-01-20}}}}\n"
        for number in range(13)
    )
    calendar = (
        f"title: Days\nowner: office\nevents:\n{long}  one: {{title: One, when: {{date: 2027-01-05, at: 10:00}}}}\n"
    )
    files = hub_of(teams__office=OFFICE, calendars__days=calendar, **PEOPLE)
    page = page_of(files, TODAY)
    cells = re.findall(r'<td[^>]*><time datetime="(2027-01-0[56])".*?</td>', page, re.DOTALL)
    assert cells == ["2027-01-05", "2027-01-06"]
    january = page.partition('<h2 id="2027-01"')[2].partition("</table>")[0]
    assert january.count("and 1 more") + january.count("and 2 more") == 20, "each day until the 20th has more than fits"
    assert 'href="./#2027-01' not in january, "the list of January has not all of them"
    now = page.partition('<h2 id="2026-11"')[2].partition("</section>")[0]
    assert all(f">Long {number}</a>" in now.partition("as a list")[2] for number in range(13)), (
        "what goes on is in the list"
    )
