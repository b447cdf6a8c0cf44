"""Which feeds there are, what stands in whose, and what stays the same when things change."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from hub_plugin import build
from hub_plugin.model.facts import Group
from hub_plugin.model.occasions import Timetable
from hub_plugin.model.page import relative
from hub_plugin.outputs.pages import Press
from hub_plugin.outputs.prose import Renderer
from hub_plugin.pressing import TEMPLATES
from tests import sites
from tests.calendars.reading import (
    OFFICE,
    PEOPLE,
    READERS,
    SERIES,
    TODAY,
    URL,
    events,
    hub_of,
    lines_of,
    made,
    read_back,
    written,
)

ROOT = Path(__file__).parents[2]
YEARS = (datetime.date(2025, 11, 23), datetime.date(2028, 11, 23))


def example() -> dict[str, bytes]:
    content = ROOT / "content"
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def titles(feed: bytes) -> list[str]:
    return sorted(each["SUMMARY"] for each in events(feed))


# The example hub


@pytest.mark.readers
@pytest.mark.parametrize("reader", READERS)
def test_the_example_is_read_back(reader: str) -> None:
    now, feeds = made(example())
    found = read_back({"all": feeds["feeds/all.ics"]}, reader, *YEARS)["all"]["occurrences"]
    told = sorted((each["start"], each["end"], each["status"].lower()) for each in found if ":event" in each["uid"])
    assert told == sorted((*written(each.when), each.status) for each in now.happenings(*YEARS))


@pytest.mark.readers
def test_every_feed_of_the_example_is_sound() -> None:
    now, feeds = made(example())
    named = {
        f"feeds/{each.about.kind}/{each.about.id}.ics" for kind in (Group, Timetable) for each in now.facts.of(kind)
    }
    assert set(feeds) == {"feeds/all.ics", *named}
    for name, feed in feeds.items():
        lines = lines_of(feed)
        assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"], name
        assert max(map(len, feed.split(b"\r\n"))) <= 75
    for name, found in read_back(feeds, "icalendar", TODAY, TODAY).items():
        assert found["errors"] == []
        masters = [each["uid"] for each in found["components"] if not each["replaces"]]
        assert len(masters) == len(set(masters)), name
        assert all(each["uid"] and each["stamp"] for each in found["components"])
        assert {each["uid"] for each in found["components"]} == set(masters), (
            "what replaces an occurrence has its series beside it"
        )
        assert set(found["kinds"]) <= {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"}


def test_the_same_hub_gives_the_same_bytes() -> None:
    script = (
        "import hashlib, tests.calendars.test_feeds as t; from tests.calendars.reading import made; "
        "print(hashlib.sha256(repr(sorted(made(t.example())[1].items())).encode()).hexdigest())"
    )
    digests = set()
    for seed in ("1", "2"):
        environ = sites.environment(PYTHONHASHSEED=seed, TZ=f"UTC{seed}")
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environ, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_the_site_brings_them() -> None:
    files = hub_of(teams__lab=LAB, calendars__dates=CALENDAR)
    now, feeds = made(files)
    site = build.site(build.read(files, files).hub, now, build.Frame(site_url=URL, reference=False))
    assert {path: data for path, data in site.files.items() if path.endswith(".ics")} == feeds


def test_the_stamp_is_the_day_of_the_build() -> None:
    _, feeds = made(example())
    assert {each["DTSTAMP"] for each in events(feeds["feeds/all.ics"])} == {"20261123T000000Z"}


# Events


CALENDAR = """\
title: Dates
events:
  fair: {title: Fair, when: {date: 2026-12-01, to: 2026-12-03}, revision: 4, status: tentative}
  visit: {title: Visit, when: {date: 2026-12-02, at: 09:00}, teams: [lab], status: cancelled, place: Hall, url: "https://x.example.org/v"}
  talk:
    title: Talk
    when: {date: 2026-12-04, at: 09:00}
    text: |
      Bring **one** sentence; or two,
      and see [[team/lab]].
"""
LAB = "name: Lab\ndisciplines: [research]\n"


def test_an_event_says_all_that_was_written() -> None:
    _, feeds = made(hub_of(teams__office=OFFICE, teams__lab=LAB, calendars__dates=CALENDAR, **PEOPLE))
    fair, visit, talk = events(feeds["feeds/calendar/dates.ics"])
    assert (fair["DTSTART"], fair["DTEND"], fair["SEQUENCE"], fair["STATUS"]) == (
        "20261201",
        "20261204",
        "4",
        "TENTATIVE",
    )
    assert (visit["STATUS"], visit["SUMMARY"], visit["LOCATION"]) == ("CANCELLED", "Cancelled: Visit", "Hall")
    assert visit["DESCRIPTION"] == rf"https://x.example.org/v\n{URL}calendars/dates/#visit"
    assert talk["DESCRIPTION"].startswith(r"Bring **one** sentence\; or two\,\nand see Lab.\n")
    assert [each["UID"] for each in (fair, visit, talk)] == [
        f"calendar/dates#{name}:event@coehub.a-hub" for name in ("fair", "visit", "talk")
    ]


def test_what_happens_on_a_day_is_in_order_wherever_it_is() -> None:
    dates = """\
title: Dates
events:
  a: {title: Here, when: {date: 2026-11-25, at: 08:00}}
  b: {title: Tokyo, when: {date: 2026-11-25, at: 09:00, timezone: Asia/Tokyo}}
  c: {title: All day, when: 2026-11-25}
  d: {title: The day before, when: {date: 2026-11-24, at: 23:00}}
"""
    now, _ = made(hub_of(calendars__dates=dates))
    assert [each.event.title for each in now.happenings(*YEARS)] == ["The day before", "All day", "Tokyo", "Here"]


def test_an_event_keeps_its_name_when_it_moves() -> None:
    before, after = (
        events(made(hub_of(teams__lab=LAB, calendars__dates=CALENDAR.replace("2026-12-04", day)))[1]["feeds/all.ics"])
        for day in ("2026-12-04", "2027-01-15")
    )
    assert [each["UID"] for each in before] == [each["UID"] for each in after]
    assert before != after


def test_teams_get_what_is_meant_for_them_and_for_all() -> None:
    _, feeds = made(hub_of(
        teams__office=OFFICE, teams__lab=LAB, calendars__dates=CALENDAR, meetings__leads=SERIES, **PEOPLE,
        calendars__research="title: R\naudience: {disciplines: [research]}\nevents:\n  r: {title: Papers, when: 2026-12-09}\n",
    ))  # fmt: skip
    assert titles(feeds["feeds/team/lab.ics"]) == ["Cancelled: Visit", "Fair", "Papers", "Talk"]
    assert titles(feeds["feeds/team/office.ics"]) == ["Fair", "Leads", "Talk"]
    assert titles(feeds["feeds/all.ics"]) == ["Cancelled: Visit", "Fair", "Leads", "Papers", "Talk"]
    assert b"\r\nX-WR-CALNAME:Lab: meetings and deadlines\r\n" in feeds["feeds/team/lab.ics"]


def test_what_is_hidden_is_in_no_feed() -> None:
    _, feeds = made(hub_of(teams__lab="publish: false\n" + LAB, calendars__dates="publish: false\n" + CALENDAR))
    assert set(feeds) == {"feeds/all.ics"}
    assert events(feeds["feeds/all.ics"]) == []


def test_without_an_address_there_are_no_links() -> None:
    _, feeds = made(hub_of(teams__lab=LAB, calendars__dates=CALENDAR), site_url="")
    assert [each.get("URL") for each in events(feeds["feeds/all.ics"])] == [None, "https://x.example.org/v", None]


# Deadlines


def standard(day: str) -> str:
    return (
        f"title: Prepared\nowner: office\nstatus: active\neffective: 2026-01-01\nadopt_by: {day}\n"
        "requirements:\n  agenda: {must: Write an agenda.}\n  reports: {must: Send reports.}\n"
        "  later: {must: Do more., adopt_by: 2027-05-05}\n"
        "changes:\n  - {version: 1.0, date: 2026-01-01, what: First}\n"
    )


def owing(day: str = "2027-01-31", office: str = "answered_by: ana-pop\n", **files: str) -> dict[str, bytes]:
    """Return the feeds of a hub in which two teams owe three answers."""
    return made(
        hub_of(
            teams__office=OFFICE,
            teams__lab=LAB,
            standards__prepared=standard(day),
            adoption__office=office,
            **PEOPLE,
            **files,
        )
    )[1]


def test_what_is_due_on_a_day_is_one_whole_day() -> None:
    found = events(owing()["feeds/team/office.ics"])
    assert [(each["SUMMARY"], each["DTSTART"], each["DTEND"]) for each in found] == [
        ("Due: Prepared (2)", "20270131", "20270201"), ("Due: Do more.", "20270505", "20270506"),
    ]  # fmt: skip
    assert found[0]["DESCRIPTION"] == rf"• Write an agenda.\n• Send reports.\n{URL}teams/office/"
    assert {each["TRANSP"] for each in found} == {"TRANSPARENT"}
    assert all("STATUS" not in each for each in found)


def test_everybodys_feed_says_whose_it_is() -> None:
    first = events(owing()["feeds/all.ics"])[0]
    assert first["DESCRIPTION"] == rf"• Write an agenda.\n• Send reports.\nFor: Lab\, Office\n{URL}standards/prepared/"


def test_a_deadline_that_moves_keeps_its_name() -> None:
    for name in ("all", "team/office"):
        before, after = (events(owing(day)[f"feeds/{name}.ics"]) for day in ("2027-01-31", "2027-03-31"))
        assert [each["UID"] for each in before] == [each["UID"] for each in after]
        assert [each["DTSTART"] for each in before] == ["20270131", "20270505"]
        assert [each["DTSTART"] for each in after] == ["20270331", "20270505"]


def test_what_is_answered_is_no_longer_due() -> None:
    feeds = owing(office="answered_by: ana-pop\nanswered_on: 2026-10-01\nprepared: met\n")
    assert events(feeds["feeds/team/office.ics"]) == []
    assert len(events(feeds["feeds/team/lab.ics"])) == 2
    assert "For: Lab" in events(feeds["feeds/all.ics"])[0]["DESCRIPTION"]
    assert "Office" not in feeds["feeds/all.ics"].decode()


def test_an_exemption_ends_on_a_day() -> None:
    answers = (
        "answered_on: 2026-10-01\nprepared:\n  reports: met\n  later: met\n"
        "  agenda: {exempt: One person., until: 2027-02-28, approved_by: ana-pop}\n"
    )
    found = events(owing(office=answers)["feeds/team/office.ics"])
    assert [(each["SUMMARY"], each["DTSTART"]) for each in found] == [("Exemption ends: Write an agenda.", "20270228")]


def test_tasks_of_a_team_and_its_people_are_in_its_feed() -> None:
    session = (
        "actions:\n  a: {text: Of the team., owner: office, due: 2026-12-05}\n  b: {text: Of the lead., owner: ana-pop, due: 2026-12-04}\n"
        "  c: {text: Of a member., owner: li-wei, due: 2026-12-03}\n  d: {text: Of nobody here., owner: jo-lee, due: 2026-12-02}\n"
        "  e: {text: Done., owner: office, due: 2026-12-01, status: done}\n"
    )
    _, feeds = made(
        hub_of(teams__office=OFFICE, meetings__leads=SERIES, **PEOPLE)
        | {"meetings/leads/2026-11-10.yml": session.encode()}
    )
    due = [each for each in events(feeds["feeds/team/office.ics"]) if ":task" in each["UID"]]
    assert [each["SUMMARY"] for each in due] == ["Due: Of the team.", "Due: Of the lead.", "Due: Of a member."]
    assert due[1]["DESCRIPTION"] == rf"For: Ana Pop\n{URL}meetings/leads/2026-11-10/#b"
    assert len([each for each in events(feeds["feeds/all.ics"]) if ":task" in each["UID"]]) == 4


# How to subscribe


def subscribe(site_url: str) -> str:
    reading = build.read(hub_of(), hub_of())
    now = build.derive(reading.hub, TODAY)
    press = Press(
        reading.hub, now, {"": TEMPLATES}, Renderer(lambda *each: None), functions=lambda words: {"site_url": site_url}
    )
    source = '{% from "subscribe.html" import subscribe with context %}{{ subscribe("feeds/all.ics") }}'
    return press.environment.from_string(source).render(file=lambda path: relative(path, "calendars/"))


def test_a_page_says_how_to_subscribe() -> None:
    html = subscribe(URL)
    assert 'href="webcal://hub.example.org/centre/feeds/all.ics"' in html
    assert "<code>https://hub.example.org/centre/feeds/all.ics</code>" in html
    assert html.count("<li>") == 3


def test_a_site_without_an_address_links_the_file() -> None:
    html = subscribe("")
    assert 'href="../feeds/all.ics"' in html
    assert "webcal" not in html
