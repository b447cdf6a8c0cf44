"""What sessions change about single days of their series."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.calendars.reading import (
    OFFICE,
    PEOPLE,
    READERS,
    SERIES,
    TODAY,
    URL,
    events,
    hub_of,
    made,
    read_back,
    written,
)


def sessions(**files: str) -> tuple[Any, dict[str, bytes]]:
    """Return a series with sessions; ``d2026_11_24="…"`` is the one of that day."""
    named = {f"meetings/leads/{name[1:].replace('_', '-')}.yml": text.encode() for name, text in files.items()}
    return made({**hub_of(teams__office=OFFICE, meetings__leads=SERIES, **PEOPLE), **named})


def test_a_session_lends_its_page_and_place_to_its_occurrence() -> None:
    now, feeds = sessions(d2026_11_24="place: Room 9\nagenda: [Figures]\n")
    series, single = events(feeds["feeds/meeting/leads.ics"])
    assert (series["URL"], series["LOCATION"]) == (f"{URL}meetings/leads/", "Room 1")
    assert (single["URL"], single["LOCATION"]) == (f"{URL}meetings/leads/2026-11-24/", "Room 9")
    assert single["UID"] == series["UID"] == "meeting/leads:event@coehub.a-hub"
    assert single["RECURRENCE-ID"] == single["DTSTART"] == "20261124T100000"
    assert [each.status for each in now.happenings(TODAY, TODAY + datetime.timedelta(days=2))] == ["confirmed"]


@pytest.mark.readers
@pytest.mark.parametrize("reader", READERS)
def test_a_session_that_was_cancelled_moved_or_extra(reader: str) -> None:
    now, feeds = sessions(
        d2026_11_24="cancelled: The room was flooded.\n", d2026_12_03="moved_from: 2026-12-01\n",
        d2026_12_10_1530="moved_from: 2026-12-08\n", d2026_12_11="extra: true\ntitle: Budget\n",
        d2026_12_15="agenda: [One]\n", d2026_12_15_1400="agenda: [Two]\n", d2026_12_18="extra: true\ncancelled: Nobody came.\n",
    )  # fmt: skip
    last = datetime.date(2026, 12, 22)
    found = read_back({"x": feeds["feeds/meeting/leads.ics"]}, reader, TODAY, last)["x"]["occurrences"]
    assert [(each["start"][:16], each["summary"], each["status"]) for each in found] == [
        ("2026-11-24T08:00", "Cancelled: Leads", "CANCELLED"),
        ("2026-12-03T08:00", "Leads", "CONFIRMED"),
        ("2026-12-10T13:30", "Leads", "CONFIRMED"),
        ("2026-12-11T08:00", "Leads: Budget", "CONFIRMED"),
        ("2026-12-15T08:00", "Leads", "CONFIRMED"),
        ("2026-12-15T12:00", "Leads", "CONFIRMED"),
        ("2026-12-18T08:00", "Cancelled: Leads", "CANCELLED"),
        ("2026-12-22T08:00", "Leads", "CONFIRMED"),
    ]
    told = sorted((each["start"], each["end"], each["status"].lower()) for each in found)
    assert told == sorted((*written(each.when), each.status) for each in now.happenings(TODAY, last))
    assert "The room was flooded." in feeds["feeds/meeting/leads.ics"].decode()


def test_a_session_says_more_than_its_series() -> None:
    series = SERIES.replace("from: 2026-11-03", "from: 2026-11-03, moved: {2026-12-01: 2026-12-02}")
    now, _ = made(
        hub_of(teams__office=OFFICE, meetings__leads=series, **PEOPLE)
        | {"meetings/leads/2026-12-03.yml": b"moved_from: 2026-12-01\n"}
    )
    days = [each.day.isoformat() for each in now.happenings(datetime.date(2026, 11, 25), datetime.date(2026, 12, 8))]
    assert days == ["2026-12-03", "2026-12-08"]


def test_a_session_on_the_day_that_its_series_moved_to_is_that_occurrence() -> None:
    series = SERIES.replace("from: 2026-11-03", "from: 2026-11-03, moved: {2026-12-01: 2026-12-02}")
    now, _ = made(
        hub_of(teams__office=OFFICE, meetings__leads=series, **PEOPLE)
        | {"meetings/leads/2026-12-02.yml": b"cancelled: Snow.\n"}
    )
    found = now.happenings(datetime.date(2026, 11, 25), datetime.date(2026, 12, 8))
    assert [(each.day.isoformat(), each.status) for each in found] == [
        ("2026-12-02", "cancelled"),
        ("2026-12-08", "confirmed"),
    ]


def test_a_series_without_a_rhythm_meets_when_it_is_announced() -> None:
    files = hub_of(teams__office=OFFICE, meetings__forum="title: Forum\nowner: office\nschedule: ad hoc\n", **PEOPLE)
    _, feeds = made(files)
    assert events(feeds["feeds/meeting/forum.ics"]) == []
    assert b"BEGIN:VTIMEZONE" in feeds["feeds/meeting/forum.ics"]  # a calendar holds something (RFC 5545, 3.6)
    _, feeds = made(files | {"meetings/forum/2026-12-04-1400.yml": b"title: The codes\n"})
    assert [(each["SUMMARY"], each["DTSTART"]) for each in events(feeds["feeds/meeting/forum.ics"])] == [
        ("Forum: The codes", "20261204T140000")
    ]


def test_a_series_that_has_ended_ends() -> None:
    _, feeds = made(hub_of(teams__office=OFFICE, meetings__leads=SERIES + "ended: 2026-12-01\n", **PEOPLE))
    assert [each["RRULE"] for each in events(feeds["feeds/meeting/leads.ics"])] == [
        "FREQ=WEEKLY;UNTIL=20261201T080000Z;BYDAY=TU"
    ]


def test_a_hidden_session_changes_nothing() -> None:
    _, feeds = sessions(d2026_11_24="publish: false\ncancelled: A secret.\n")
    assert len(events(feeds["feeds/meeting/leads.ics"])) == 1
    assert b"secret" not in feeds["feeds/all.ics"]
