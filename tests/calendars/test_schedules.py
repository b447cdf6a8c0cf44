"""What a feed says is what happens: read back by other programs' code, over three years, that of 53 weeks among them."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub_plugin.model.occasions import Event
from hub_plugin.model.occurrences import Schedule
from hub_plugin.model.schedule import ScheduleError, parse_schedule
from hub_plugin.outputs.calendars.spans import Window, expressible
from tests.calendars.reading import READERS, TODAY, hub_of, lines_of, made, read_back, written

pytestmark = pytest.mark.readers

ZONE = ZoneInfo("Europe/Bucharest")
WINDOW = Window.around(TODAY)
SCHEDULES = {
    "one-day": "2026-12-01",
    "one-hour": "{date: 2026-12-01, at: 13:00, duration: 1h}",
    "no-length": "{date: 2026-12-01, at: 13:00}",
    "several-days": "{date: 2026-11-27, to: 2026-11-29}",
    "weekly": "{every: week, day: [monday, thursday], at: 09:30, duration: 15m, from: 2026-01-05}",
    "weekly-all-day": "{every: week, day: friday, from: 2026-01-05}",
    "every-two-weeks": "{every: 2 weeks, day: tuesday, at: 10:00, duration: 1h, from: 2025-12-09}",
    "two-days-every-three-weeks": "{every: 3 weeks, day: [monday, sunday], from: 2025-12-10}",
    "exceptions": "{every: 2 weeks, day: tuesday, at: 10:00, from: 2025-12-09, except: [2025-12-09, 2026-12-22]}",
    "moved": "{every: week, day: thursday, at: 09:30, duration: 15m, from: 2026-01-05, "
             "moved: {2026-12-31: 2026-12-30 08:00, 2027-01-07: 2027-01-08}}",
    "moved-whole-day": "{every: week, day: thursday, from: 2026-01-05, moved: {2026-12-31: 2026-12-30}}",
    "odd": "{weeks: odd, day: thursday, at: 14:00, duration: 45m, from: 2026-01-15}",
    "even-moved": "{weeks: even, day: [monday, sunday], from: 2026-01-15, except: [2026-12-21], moved: {2027-01-11: 2027-01-12}}",
    "third-tuesday": "{every: month, day: third tuesday, at: 10:00, from: 2026-01-01}",
    "last-friday": "{every: month, day: last friday, from: 2026-01-01}",
    "month-days": "{every: month, day: [1, 31, last], from: 2026-01-01}",
    "quarterly": "{every: 3 months, day: 1, from: 2026-02-01}",
    "quarterly-second-monday": "{every: 3 months, day: second monday, at: 15:30, duration: 1h, from: 2026-01-20}",
    "yearly": "{every: year, from: 2024-02-29}",
    "yearly-last-sunday": "{every: year, day: last sunday, at: 12:30, duration: 1h, from: 2024-03-01}",
    "ten-times": "{every: week, day: monday, at: 10:00, from: 2026-10-05, times: 10, except: [2026-10-12]}",
    "until": "{every: day, at: 23:30, duration: 2h, from: 2026-10-20, until: 2026-11-02}",
    "every-other-day": "{every: 2 days, from: 2026-10-20}",
    "over-midnight": "{every: month, day: first saturday, at: 22:00, duration: 3h, from: 2026-02-07}",
    "two-days-across-the-change": "{every: week, day: saturday, at: 12:00, duration: 2 days, from: 2026-01-03}",
    "dates": "{dates: [2025-11-25 10:00, 2026-03-17, 2026-03-18 09:00, 2026-03-18 15:00, 2027-09-22]}",
    "last-working-day": '{rrule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", at: 16:00, from: 2026-01-15}',
    "friday-the-13th": '{rrule: "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", from: 2026-01-01}',
    "week-numbers": '{rrule: "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU", from: 2025-01-01}',
    "hundredth-day": '{rrule: "FREQ=YEARLY;BYYEARDAY=100,-1", from: 2025-01-01}',
    "weeks-from-sunday": '{rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", from: 2026-01-06}',
    "first-of-the-week": '{rrule: "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", from: 2026-01-07}',
    "mixed-ordinals": '{rrule: "FREQ=MONTHLY;BYDAY=MO,1TU", from: 2026-01-07}',
    "rrule-with-its-end": '{rrule: "FREQ=DAILY;BYDAY=SA,SU;UNTIL=20270131", at: 08:00, from: 2026-12-01}',
    "two-rules": "[{every: week, day: monday, at: 10:00, from: 2026-01-05}, {every: month, day: 15, from: 2026-01-05}]",
    "two-rules-that-meet": "[{every: week, day: monday, at: 10:00, from: 2026-01-05}, "
                           "{every: month, day: first monday, at: 10:00, from: 2026-01-05, moved: {2026-12-07: 2026-12-08}}]",
    "dates-that-meet": "[{dates: [2026-12-01, 2026-12-03]}, {dates: [2026-12-03, 2026-12-05]}]",
    "rules-in-zones": "[{every: week, day: monday, at: 10:00, from: 2026-01-05, timezone: America/New_York}, "
                      "{date: 2026-12-09, at: 10:00, timezone: Europe/London}]",
    "utc": "{every: week, day: monday, at: 23:00, duration: 2h, from: 2026-01-05, timezone: UTC}",
    "far-ahead": "{date: 2029-07-01, at: 10:00, duration: 1h}",
    "long-ago": "{every: week, day: monday, from: 2010-01-04, until: 2020-01-01}",
    "since-long": "{every: week, day: monday, at: 12:00, duration: 1h, from: 1999-01-04}",
    "skipped-hour": "{date: 2027-03-28, at: 03:30, duration: 30m}",
    "hour-that-comes-twice": "{date: 2026-10-25, at: 02:45, duration: 30m}",
    "ends-in-the-second-three": "{date: 2026-10-25, at: 03:45, duration: 30m}",
}  # fmt: skip


def calendar(schedules: dict[str, str]) -> dict[str, bytes]:
    """Return a hub with one event for each schedule."""
    events = "".join(f"  {name}:\n    title: {name}\n    when: {when}\n" for name, when in schedules.items())
    return hub_of(calendars__c=f"title: C\nevents:\n{events}")


def expected(schedule: Schedule, window: Window = WINDOW) -> list[tuple[str, str]]:
    return sorted(written(when) for when in schedule.occurrences(window.first, window.last, ZONE))


def told(found: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """Return what a reader found, by event."""
    by_event: dict[str, list[tuple[str, str]]] = {}
    for each in found["occurrences"]:
        by_event.setdefault(each["summary"], []).append((each["start"], each["end"]))
    return {name: sorted(each) for name, each in by_event.items()}


@pytest.mark.parametrize("reader", READERS)
def test_every_form_is_read_back(reader: str) -> None:
    now, feeds = made(calendar(SCHEDULES))
    found = told(read_back({"c": feeds["feeds/calendar/c.ics"]}, reader, WINDOW.first, WINDOW.last)["c"])
    happening: dict[str, list[tuple[str, str]]] = {}
    for each in now.happenings(WINDOW.first, WINDOW.last):
        happening.setdefault(each.event.title, []).append(written(each.when))
    assert set(happening) == set(SCHEDULES) - {"far-ahead", "long-ago"}
    for name, wanted in happening.items():
        if (reader, name) == ("icalendar", "ends-in-the-second-three"):  # it adds lengths on the clock
            assert [start for start, _ in found[name]] == [start for start, _ in wanted]
        else:
            assert found[name] == sorted(wanted), name
    assert set(found) == set(happening)


def test_odd_weeks_follow_each_other_in_2026() -> None:
    _, feeds = made(calendar({"odd": SCHEDULES["odd"]}))
    found = told(read_back({"c": feeds["feeds/calendar/c.ics"]}, "icalendar", WINDOW.first, WINDOW.last)["c"])["odd"]
    days = [start[:10] for start, _ in found]
    assert {"2026-12-17", "2026-12-31", "2027-01-07", "2027-01-21"} <= set(days)
    assert "2027-01-14" not in days


def test_a_series_at_an_hour_that_is_skipped() -> None:
    """RFC 5545 (3.3.5) reads it with the offset before the change; vobject does not, so one reader is asked."""
    _, feeds = made(calendar({"night": "{every: week, day: sunday, at: 03:30, from: 2026-01-04}"}))
    found = told(read_back({"c": feeds["feeds/calendar/c.ics"]}, "icalendar", WINDOW.first, WINDOW.last)["c"])["night"]
    assert {"2026-03-22T01:30:00+00:00", "2026-03-29T01:30:00+00:00", "2026-04-05T00:30:00+00:00"} <= {
        start for start, _ in found
    }


def test_what_lies_far_ahead_is_there_and_what_ended_long_ago_is_not() -> None:
    _, feeds = made(calendar(SCHEDULES))
    found = read_back(
        {"c": feeds["feeds/calendar/c.ics"]}, "vobject", datetime.date(2000, 1, 1), datetime.date(2030, 1, 1)
    )["c"]
    assert told(found)["far-ahead"] == [("2029-07-01T07:00:00+00:00", "2029-07-01T08:00:00+00:00")]
    assert "long-ago" not in told(found)
    assert told(found)["since-long"][0][0].startswith("2000-01-03T10:00")


def test_series_are_series_where_everybody_reads_them_alike() -> None:
    _, feeds = made(calendar(SCHEDULES))
    lines = lines_of(feeds["feeds/calendar/c.ics"])
    once = [name for name in SCHEDULES if lines.count(f"SUMMARY;LANGUAGE=en:{name}") > 20]
    assert once == ["odd", "even-moved", "first-of-the-week", "mixed-ordinals"]
    assert "RRULE:FREQ=MONTHLY;BYDAY=3TU" in lines
    assert "RRULE:FREQ=DAILY;UNTIL=20261102T213000Z" in lines
    assert "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU" in lines
    assert "EXDATE;TZID=Europe/Bucharest:20261222T100000" in lines
    assert "RECURRENCE-ID;TZID=Europe/Bucharest:20261231T093000" in lines
    assert "RECURRENCE-ID;VALUE=DATE:20261231" in lines
    assert "DURATION:P2D" in lines
    assert not [each for each in lines if each.startswith("RDATE;")]


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "last")
RRULES = (
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=-3", "FREQ=YEARLY;BYMONTH=3,9;BYDAY=2SU",
    "FREQ=YEARLY;BYDAY=20MO", "FREQ=DAILY;INTERVAL=3;BYDAY=MO,TU,WE", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO;WKST=SU",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO,-1FR", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH", "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
    "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=MONTHLY;BYMONTH=1,6;BYDAY=MO",
)  # fmt: skip


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    """Draw one rule as an author could write it."""
    day = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31)).map(str)
    form = draw(st.sampled_from(["week", "parity", "month", "month", "year", "day", "rrule", "dates", "date"]))
    rule: dict[str, Any]
    if form == "week":
        rule = {
            "every": f"{draw(st.integers(1, 5))} weeks",
            "day": draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True)),
        }
    elif form == "parity":
        rule = {"weeks": draw(st.sampled_from(["odd", "even"])), "day": draw(st.sampled_from(DAYS))}
    elif form == "month":
        weekday = st.builds("{} {}".format, st.sampled_from(ORDINALS), st.sampled_from(DAYS))
        number = st.sampled_from([*map(str, range(1, 32)), "last"])
        rule = {
            "every": f"{draw(st.integers(1, 7))} months",
            "day": draw(
                st.lists(weekday, min_size=1, max_size=2, unique=True)
                | st.lists(number, min_size=1, max_size=3, unique=True)
            ),
        }
    elif form in ("year", "day"):
        rule = {"every": f"{draw(st.integers(1, 3 if form == 'year' else 40))} {form}s"}
    elif form == "rrule":
        rule = {"rrule": draw(st.sampled_from(RRULES))}
    elif form == "dates":
        rule = {"dates": draw(st.lists(day, min_size=1, max_size=4, unique=True))}
    else:
        rule = {"date": draw(day)}
    if form not in ("dates", "date"):
        rule["from"] = draw(day)
        if draw(st.booleans()) and "COUNT" not in rule.get("rrule", ""):
            rule |= draw(
                st.fixed_dictionaries({"times": st.integers(1, 40).map(str)}) | st.fixed_dictionaries({"until": day})
            )
    if draw(st.booleans()):
        rule["at"] = f"{draw(st.integers(0, 23)):02}:{draw(st.sampled_from(['00', '15', '30']))}"
        rule |= draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "duration": st.sampled_from(["15m", "1h", "90m", "26h", "1 day", "2 days"]),
                    "timezone": st.sampled_from(["America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]),
                },
            )
        )
    elif draw(st.booleans()):
        rule["duration"] = draw(st.sampled_from(["1 day", "3 days"]))
    try:
        days = [when.original for when in parse_schedule(rule).occurrences(WINDOW.first, WINDOW.last, ZONE)][:40]
    except ScheduleError:
        return {"date": draw(day)}
    if days and draw(st.booleans()):
        rule["except"] = sorted({str(each) for each in draw(st.lists(st.sampled_from(days), min_size=1, max_size=3))})
    left = [each for each in days if str(each) not in rule.get("except", ())]
    if left and draw(st.booleans()):
        targets = st.builds(lambda day, hour: f"{day} {hour:02}:45" if "at" in rule else day, day, st.integers(0, 23))
        rule["moved"] = {
            str(each): draw(targets)
            for each in draw(st.lists(st.sampled_from(left), min_size=1, max_size=2, unique=True))
        }
    return rule


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(rules(), min_size=1, max_size=2), min_size=12, max_size=12))
def test_any_schedule_is_read_back(drawn: list[list[dict[str, Any]]]) -> None:
    schedules = {}
    for number, each in enumerate(drawn):
        try:
            parse_schedule(each)
        except ScheduleError:
            continue
        schedules[f"e{number}"] = each
    _, feeds = made(calendar({name: json.dumps(each) for name, each in schedules.items()}))
    found = told(read_back({"c": feeds["feeds/calendar/c.ics"]}, "icalendar", WINDOW.first, WINDOW.last)["c"])
    for name, each in schedules.items():
        schedule = parse_schedule(each)
        wanted = expected(schedule)
        got = found.get(name, [])
        assert Counter(start for start, _ in got) == Counter(start for start, _ in wanted), each
        if not crosses(
            schedule
        ):  # this reader takes lengths on the clock; the table above has the other one, which does not
            assert got == wanted, each


def crosses(schedule: Schedule) -> bool:
    """Tell whether an occurrence begins or lasts where clocks change."""
    for when in schedule.occurrences(WINDOW.first, WINDOW.last, ZONE):
        if isinstance(when.start, datetime.datetime) and isinstance(when.end, datetime.datetime):
            day = datetime.timedelta(days=1)
            if (when.start - day).utcoffset() != (when.end + day).utcoffset():
                return True
    return False


def test_what_is_not_expressible() -> None:
    for name in ("odd", "week-numbers", "hundredth-day", "first-of-the-week", "mixed-ordinals"):
        now, _ = made(calendar({name: SCHEDULES[name]}))
        recurrence = now.facts.of(Event)[0].schedule.rules[0].recurrence
        assert recurrence is not None
        assert not expressible(recurrence)
