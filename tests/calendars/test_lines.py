"""Nothing that an author writes is more than a value; zones are what the zone database says."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st

from hub_plugin import build
from hub_plugin.model.names import clean
from hub_plugin.model.occasions import Event
from hub_plugin.outputs.calendars.lines import address, plain, text
from hub_plugin.outputs.calendars.zones import timezone
from tests.calendars.reading import TODAY, feeds_of, hub_of, lines_of, read_back

HOSTILE = {
    "a property": "x\r\nBEGIN:VEVENT",
    "an end": "x\nEND:VEVENT\nEND:VCALENDAR",
    "a bare return": "x\rATTENDEE:mailto:a@example.org",
    "a fold": "x\r\n BEGIN:VALARM",
    "NUL, BEL, VT, FF": "a\x00b\x07c\x0bd\x0ce",
    "line separators": "a\u2028b\u2029c\x85d",
    "C1": "a\x9bb",
    "half a pair": "a\ud83db",
    "separators": "one; two, three: four=five",
    "quotes": "\"x\" 'y'",
    "backslashes": "C:\\Temp\\x \\\\ \\; \\",
    "a line break that was none": "C:\\New\\notes",
    "emoji": "👩‍👩‍👧 🎉",
    "Chinese": "季度回顾：客户服务",
    "long": "ă" * 300,
    "long with backslashes": "\\" * 300,
    "nothing left": "\x00\x01",
}
FILES = hub_of(calendars__c="title: C\nevents:\n  e:\n    title: T\n    when: 2026-12-01\n")
ALLOWED = {
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
    "URL",
    "LOCATION",
    "STATUS",
    "SEQUENCE",
    "TRANSP",
}


def hostile(value: str) -> dict[str, bytes]:
    """Return the feeds of an event that has a value wherever a text can stand."""
    facts = build.state(build.read(FILES, FILES).hub, TODAY)
    return feeds_of(
        [
            replace(each, title=value, text=value, place=value, url=value) if isinstance(each, Event) else each
            for each in facts
        ],
        FILES,
    )


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_nothing_gets_out_of_its_value(value: str) -> None:
    for name, feed in hostile(value).items():
        lines = lines_of(feed)
        assert sum(each == "BEGIN:VEVENT" for each in lines) == 1, name
        start, end = lines.index("BEGIN:VEVENT"), lines.index("END:VEVENT")
        assert {each.partition(":")[0].partition(";")[0] for each in lines[start + 1 : end]} <= ALLOWED
        assert lines[-1] == "END:VCALENDAR"
        assert feed.count(b"\n") == feed.count(b"\r\n") == feed.count(b"\r")
        assert max(map(len, feed.split(b"\r\n"))) <= 75
        assert not any((char < 32 and char not in b"\r\n") or char == 127 for char in feed)


@pytest.mark.readers
@pytest.mark.parametrize("reader", ["icalendar", "vobject"])
def test_readers_find_the_same_words(reader: str) -> None:
    values = {name: value for name, value in HOSTILE.items() if name != "nothing left"}
    if (
        reader == "icalendar"
    ):  # version 7.3 reads "\\n" as a line break: https://github.com/collective/icalendar, _unescape_char
        values = {name: value for name, value in values.items() if "\\" not in value}
    feeds = {name: hostile(value)["feeds/calendar/c.ics"] for name, value in values.items()}
    found = read_back(feeds, reader, TODAY, TODAY + datetime.timedelta(days=30))
    for name, value in values.items():
        assert [each["summary"] for each in found[name]["occurrences"]] == [plain(clean(value))], name
        assert [each["place"] for each in found[name]["occurrences"]] == [plain(clean(value))], name


@given(st.text(st.characters(), max_size=200))
def test_a_line_folds_anywhere(value: str) -> None:
    line = text("X", value, breaks=True)
    assert line.endswith("\r\n")
    assert all(len(each.encode()) <= 75 for each in line.split("\r\n"))
    back = line.removesuffix("\r\n").replace("\r\n ", "").removeprefix("X:")
    assert "\r" not in back
    assert "\n" not in back
    signs = iter(back)
    read = "".join({"n": "\n"}.get(following := next(signs), following) if sign == "\\" else sign for sign in signs)
    assert read == plain(value, breaks=True)


@given(st.text(st.characters(), max_size=200))
def test_an_address_is_one_line_of_ascii(value: str) -> None:
    line = address("URL", value).removesuffix("\r\n").replace("\r\n ", "")
    assert line.isascii()
    assert line.isprintable()
    assert " " not in line


def test_addresses_stay_readable() -> None:
    assert address("URL", "https://x.example.org/a%20b?c=d&e#f") == "URL:https://x.example.org/a%20b?c=d&e#f\r\n"
    assert address("URL", "https://x/é\r\nBEGIN:VEVENT") == "URL:https://x/%C3%A9%0D%0ABEGIN:VEVENT\r\n"


@pytest.mark.parametrize("name", sorted(
    {"Europe/Bucharest", "Europe/Dublin", "America/New_York", "America/Santiago", "Africa/Casablanca", "Australia/Lord_Howe",
     "Asia/Kolkata", "Asia/Jerusalem", "Pacific/Chatham", "Antarctica/Troll", "Africa/Cairo", "America/Nuuk"} & available_timezones()
))  # fmt: skip
def test_zones_say_what_the_zone_database_says(name: str) -> None:
    zone = ZoneInfo(name)
    written = timezone(zone, 2024, 2029)
    read = tz.tzical(io.StringIO(written)).get()
    wrong = []
    moment = datetime.datetime(2024, 1, 1)
    while moment.year < 2030:
        moment += datetime.timedelta(minutes=90)
        there_and_back = moment.replace(tzinfo=zone).astimezone(datetime.UTC).astimezone(zone).replace(tzinfo=None)
        twice = zone.utcoffset(moment) != zone.utcoffset(moment.replace(fold=1))
        if there_and_back == moment and not twice and read.utcoffset(moment) != zone.utcoffset(moment):
            wrong.append(moment)
    assert not wrong, written


def test_a_zone_with_an_end_of_history_is_a_list() -> None:
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in timezone(ZoneInfo("Europe/Bucharest"), 2026, 2029)
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU" in timezone(ZoneInfo("America/New_York"), 2026, 2029)
    moving = timezone(ZoneInfo("Africa/Casablanca"), 2026, 2027)
    assert "RRULE" not in moving
    assert "RDATE:2027" in moving
    assert "2029" not in moving
    assert timezone(ZoneInfo("Africa/Monrovia"), 1971, 1973).count("TZOFFSETFROM:-004430") == 2


@given(st.sampled_from(["ab\\,;", "ab\\,;é中"]).flatmap(lambda letters: st.text(letters, min_size=60, max_size=300)))
def test_a_line_is_folded_between_characters(said: str) -> None:
    lines = text("X", said).split("\r\n")
    assert all(len(each.encode()) <= 75 for each in lines)
    assert all((len(each) - len(each.rstrip("\\"))) % 2 == 0 for each in lines)  # no escape is cut in two
    assert "".join([lines[0], *(each[1:] for each in lines[1:])]) == "X:" + re.sub(r"([\\,;])", r"\\\1", said)
