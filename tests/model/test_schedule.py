"""Schedules: the days that rules give, how moments come out of them, and what is said about wrong rules."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, timedelta
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from hub_plugin.model.occurrences import FIRST_DAY, LAST_DAY, Occurrence
from hub_plugin.model.schedule import SCHEDULE_JSON_SCHEMA, Problem, Schedule, ScheduleError, parse_schedule

HUB = ZoneInfo("Europe/Bucharest")
BIWEEKLY = {"every": "2 weeks", "day": "tuesday", "at": "10:00", "duration": "1h", "from": "2025-12-09"}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def starts(data: object, first: str, last: str) -> list[str]:
    """Return the starts from one day to another, times as the clock on the wall shows them."""
    found = parse_schedule(data).occurrences(date.fromisoformat(first), date.fromisoformat(last), HUB)
    return [f"{one.start:%Y-%m-%d}" if one.all_day else f"{one.start:%Y-%m-%d %H:%M}" for one in found]


def problems(data: object) -> dict[tuple[str | int, ...], str]:
    """Return what is wrong with the data, by the way to it."""
    with pytest.raises(ScheduleError) as caught:
        parse_schedule(data)
    assert caught.value.problems[0] == Problem(caught.value.route, caught.value.message, caught.value.hint)
    assert all(problem.message and problem.hint for problem in caught.value.problems)
    return {problem.route: f"{problem.message}; {problem.hint}" for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("every: 2 weeks, day: tuesday, from: 2025-12-09", "2025-12-09 2025-12-23 2026-01-06 2026-01-20"),
        # `from` is a Friday: its week counts, its Monday does not (RFC 5545, INTERVAL with WKST=MO).
        ("every: 2 weeks, day: monday, from: 2026-01-02", "2026-01-12 2026-01-26 2026-02-09 2026-02-23"),
        ("every: week, day: monday thursday, from: 2026-01-06", "2026-01-08 2026-01-12 2026-01-15 2026-01-19"),
        ("every: week, from: 2026-01-06", "2026-01-06 2026-01-13 2026-01-20 2026-01-27"),
        ("every: day, from: 2026-01-30, until: 2026-02-01", "2026-01-30 2026-01-31 2026-02-01"),
        ("every: 10 days, from: 2026-01-01, times: 3", "2026-01-01 2026-01-11 2026-01-21"),
        ("every: month, from: 2026-01-31", "2026-01-31 2026-03-31 2026-05-31 2026-07-31"),
        ("every: month, day: last, from: 2026-01-01", "2026-01-31 2026-02-28 2026-03-31 2026-04-30"),
        ("every: 3 months, day: 1, from: 2026-01-15", "2026-04-01 2026-07-01 2026-10-01 2027-01-01"),
        ("every: month, day: third_tuesday, from: 2026-01-01", "2026-01-20 2026-02-17 2026-03-17 2026-04-21"),
        ("every: month, day: last_friday, from: 2026-01-01", "2026-01-30 2026-02-27 2026-03-27 2026-04-24"),
        ("every: month, day: fifth_friday, from: 2026-01-01", "2026-01-30 2026-05-29 2026-07-31 2026-10-30"),
        ("every: month, day: 1 15, from: 2026-01-10", "2026-01-15 2026-02-01 2026-02-15 2026-03-01"),
        ("every: year, from: 2024-02-29", "2024-02-29 2028-02-29 2032-02-29 2036-02-29"),
        ("every: year, day: first_monday, from: 2026-09-30", "2027-09-06 2028-09-04 2029-09-03 2030-09-02"),
        # 2026 has 53 ISO weeks: two odd weeks follow each other, two even ones are two weeks apart.
        ("weeks: odd, day: thursday, from: 2026-12-10", "2026-12-17 2026-12-31 2027-01-07 2027-01-21"),
        ("weeks: even, day: thursday, from: 2026-12-10", "2026-12-10 2026-12-24 2027-01-14 2027-01-28"),
        ("rrule: FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1, from: 2026-01-01", "2026-01-27 2026-02-24 2026-03-31"),
        ("rrule: freq=weekly;count=2, from: 2026-01-06", "2026-01-06 2026-01-13"),
        ("rrule: RRULE:FREQ=DAILY;UNTIL=20260107, from: 2026-01-06", "2026-01-06 2026-01-07"),
        ("dates: 2026-03-01 2026-01-13, until: 2026-02-01", "2026-01-13"),
        ("date: 2026-11-27", "2026-11-27"),
    ],
)
def test_days(rule: str, days: str) -> None:
    data: dict[str, Any] = dict(part.split(": ", 1) for part in rule.split(", "))
    for key in {"day", "dates"} & data.keys():
        data[key] = [word.replace("_", " ") for word in data[key].split()]
    assert starts(data, "2024-01-01", "2039-12-31")[: len(days.split())] == days.split()


def test_exceptions_and_moves() -> None:
    data = {**BIWEEKLY, "except": ["2026-01-06"], "moved": {"2025-12-23": "2025-12-22 09:30"}}
    schedule = parse_schedule(data)
    assert starts(data, "2025-12-01", "2026-01-31") == ["2025-12-09 10:00", "2025-12-22 09:30", "2026-01-20 10:00"]
    assert starts(data, "2025-12-23", "2025-12-23") == []
    (moved,) = schedule.occurrences(date(2025, 12, 22), date(2025, 12, 22), HUB)
    assert (moved.original, moved.moved, moved.end.isoformat()) == (
        date(2025, 12, 23), True, "2025-12-22T10:30:00+02:00",
    )  # fmt: skip
    days = [date(2025, 12, day) for day in (9, 22, 23, 24)] + [date(2026, 1, 6)]
    assert [schedule.has(day) for day in days] == [True, True, True, False, False]
    assert schedule.nearest(date(2025, 12, 23)) == (date(2025, 12, 9), date(2026, 1, 20))
    assert schedule.nearest(date(2025, 12, 9)) == (None, date(2025, 12, 23))
    assert schedule.nearest(date.max)[1] is None
    assert schedule.nearest(date.min) == (None, date(2025, 12, 9))


def test_times_count_exceptions() -> None:
    data = {**BIWEEKLY, "times": "3", "except": "2025-12-23"}
    assert starts(data, "2025-01-01", "2030-01-01") == ["2025-12-09 10:00", "2026-01-06 10:00"]


def test_short_forms_and_lists() -> None:
    assert starts("2026-11-27", "2026-01-01", "2026-12-31") == ["2026-11-27"]
    assert starts(["2026-11-27 13:00", BIWEEKLY], "2026-11-20", "2026-12-01") == [
        "2026-11-24 10:00", "2026-11-27 13:00",
    ]  # fmt: skip
    assert starts([BIWEEKLY, BIWEEKLY], "2026-11-24", "2026-11-24") == ["2026-11-24 10:00"]
    two = {"dates": ["2026-11-24 14:00", "2026-11-24 10:00", "2026-11-25"], "at": "9:00"}
    assert problems(two).keys() == {("at",)}
    del two["at"]
    assert starts(two, "2026-11-24", "2026-11-25") == ["2026-11-24 10:00", "2026-11-24 14:00", "2026-11-25"]


def test_ad_hoc() -> None:
    schedule = parse_schedule("ad hoc")
    assert schedule == Schedule()
    assert schedule.ad_hoc
    assert schedule.occurrences(date.min, date.max, HUB) == []
    assert schedule.nearest(date(2026, 1, 1)) == (None, None)
    assert schedule.next_after(datetime(2026, 1, 1, tzinfo=HUB)) is None
    assert not parse_schedule(BIWEEKLY).ad_hoc


def test_whole_days() -> None:
    (one,) = parse_schedule({"date": "2026-11-27", "to": "2026-11-29", "place": "Hall 2"}).occurrences(
        date(2026, 11, 27), date(2026, 11, 27), HUB
    )
    assert one == Occurrence(date(2026, 11, 27), date(2026, 11, 29), date(2026, 11, 27), True, "Hall 2", False)
    week = parse_schedule({"every": "month", "day": "1", "from": "2026-01-01", "duration": "1 week"})
    assert week.occurrences(date(2026, 2, 1), date(2026, 2, 1), HUB)[0].end == date(2026, 2, 7)


@pytest.mark.parametrize(
    ("day", "at", "start", "end"),
    [
        ("2026-03-22", "10:00", "2026-03-22T10:00:00+02:00", "2026-03-22T11:00:00+02:00"),
        ("2026-03-29", "10:00", "2026-03-29T10:00:00+03:00", "2026-03-29T11:00:00+03:00"),
        ("2026-03-29", "03:30", "2026-03-29T04:30:00+03:00", "2026-03-29T05:30:00+03:00"),  # 3:00 becomes 4:00
        ("2026-03-29", "02:30", "2026-03-29T02:30:00+02:00", "2026-03-29T04:30:00+03:00"),  # one hour later
        ("2026-10-25", "03:30", "2026-10-25T03:30:00+03:00", "2026-10-25T03:30:00+02:00"),  # the first 3:30
    ],
)
def test_clock_changes(day: str, at: str, start: str, end: str) -> None:
    (one,) = parse_schedule({"date": day, "at": at, "duration": "1h"}).occurrences(
        date.fromisoformat(day), date.fromisoformat(day), HUB
    )
    assert (one.start.isoformat(), one.end.isoformat()) == (start, end)


def test_zone_of_its_own_and_next() -> None:
    data = [{**BIWEEKLY, "timezone": "America/New_York"}, {"date": "2026-11-24", "at": "16:59"}]
    schedule = parse_schedule(data)
    found = schedule.occurrences(date(2026, 11, 24), date(2026, 11, 24), HUB)
    assert [str(one.start) for one in found] == ["2026-11-24 16:59:00+02:00", "2026-11-24 10:00:00-05:00"]
    assert schedule.next_after(datetime(2026, 11, 24, 16, tzinfo=HUB)) == found[0]
    assert schedule.next_after(datetime(2026, 11, 24, 16, 59, tzinfo=HUB)) == found[1]
    late = schedule.next_after(datetime(2026, 11, 24, 17, tzinfo=HUB))
    assert late is not None
    assert late.original == date(2026, 12, 8)
    assert schedule.next_after(datetime.max.replace(tzinfo=UTC)) is None
    with pytest.raises(ValueError, match="needs a moment in the zone"):
        schedule.next_after(datetime(2026, 11, 24))  # noqa: DTZ001


def test_description() -> None:
    data = {**BIWEEKLY, "every": "month", "day": "third tuesday", "except": "2026-01-20", "times": "6"}
    (rule,) = parse_schedule(data).describe()
    assert rule.recurrence is not None
    assert (rule.kind, rule.recurrence.unit, rule.recurrence.interval) == ("every", "month", 1)
    assert (rule.recurrence.weekdays, rule.times, rule.skipped) == (((3, 1),), 6, (date(2026, 1, 20),))
    assert (rule.recurrence.last, rule.until) == (date(2026, 5, 19), None)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (None, {(): "does not say when"}),
        ([], {(): "does not say when"}),
        ({}, {(): "does not say when"}),
        ({"day": "tuesday"}, {(): "does not say when"}),
        ("weekly", {(): "'weekly' is not a date"}),
        (["ad hoc"], {(0,): "'ad' is not a date"}),
        ([BIWEEKLY, ["2026-01-01"]], {(1,): "does not say when"}),
        ({"every": "week"}, {(): "no first day; add it, such as from: 2026-01-13"}),
        ({**BIWEEKLY, "evry": "week"}, {("evry",): "did you mean 'every'?"}),
        ({**BIWEEKLY, "every": "weekly"}, {("every",): "write every: week"}),
        ({**BIWEEKLY, "every": "0 weeks"}, {("every",): "does not say how often"}),
        ({**BIWEEKLY, "every": "tuesday"}, {("every",): "write every: week and day: tuesday"}),
        ({**BIWEEKLY, "day": ["monday", "teusday"]}, {("day", 1): "did you mean tuesday?"}),
        ({**BIWEEKLY, "day": ["monday", "monday"]}, {("day", 1): "'monday' stands twice"}),
        ({**BIWEEKLY, "day": "third tuesday"}, {("day",): "a week has only weekdays"}),
        ({**BIWEEKLY, "day": []}, {("day",): "'day' is empty"}),
        ({**BIWEEKLY, "every": "month"}, {("day",): "such as first monday"}),
        ({**BIWEEKLY, "every": "month", "day": ["1", "first monday"]}, {("day",): "do not go together"}),
        ({**BIWEEKLY, "every": "2 days"}, {("day",): "takes no 'day'"}),
        ({**BIWEEKLY, "weeks": "odd"}, {("every",): "take 'every' out"}),
        ({"weeks": "uneven", "from": "2026-01-01"}, {("weeks",): "write odd or even"}),
        ({**BIWEEKLY, "at": ["10:00"]}, {("at",): "'at' takes one value"}),
        ({**BIWEEKLY, "at": None}, {("at",): "'at' is empty"}),
        ({**BIWEEKLY, "duration": "2 months"}, {("duration",): "not a length"}),
        ({**BIWEEKLY, "duration": "0m"}, {("duration",): "not a length"}),
        ({"date": "2026-01-01", "duration": "1h"}, {("duration",): "need a time to begin"}),
        ({**BIWEEKLY, "until": "2025-12-01"}, {("until",): "ends on 2025-12-01, before it begins"}),
        ({**BIWEEKLY, "until": "2026-12-01", "times": "3"}, {(): "ends twice"}),
        ({**BIWEEKLY, "until": "2025-12-08", "from": "2025-12-03"}, {("every",): "no day at all"}),
        ({**BIWEEKLY, "times": "0"}, {("times",): "from 1 to 9999"}),
        ({**BIWEEKLY, "from": "0206-01-13"}, {("from",): "not between 1970 and 2199"}),
        ({**BIWEEKLY, "timezone": "Bucharest"}, {("timezone",): "did you mean Europe/Bucharest?"}),
        ({**BIWEEKLY, "except": ["2026-13-01"]}, {("except", 0): "write it as 2026-12-01"}),
        ({**BIWEEKLY, "moved": "2026-01-01"}, {("moved",): "takes days and their new days"}),
        ({**BIWEEKLY, "moved": {"2025-12-24": "2025-12-30"}},
         {("moved", "2025-12-24"): "not a day of the series, the nearest are 2025-12-23 or 2026-01-06"}),
        ({**BIWEEKLY, "moved": {"2025-12-23": "x"}}, {("moved", "2025-12-23"): "'x' is not a date"}),
        ({**BIWEEKLY, "moved": {"2025-12-23": "2025-12-30"}, "except": "2025-12-23"},
         {("moved", "2025-12-23"): "stands under 'except' too"}),
        ({"date": "2026-01-01", "moved": {"2026-01-01": "2026-01-02 10:00"}},
         {("moved", "2026-01-01"): "has no time"}),
        ({"dates": ["2026-01-01 9:00", "2026-01-01 10:00"], "moved": {"2026-01-01": "2026-01-02"}},
         {("moved", "2026-01-01"): "has several times"}),
        ({"date": "2026-01-01", "until": "2026-01-03"}, {("until",): "write 'to'"}),
        ({"date": "2026-01-03", "to": "2026-01-01"}, {("to",): "before the first day"}),
        ({"date": "2026-01-03 10:00", "to": "2026-01-04"}, {("to",): "for whole days"}),
        ({"date": ["2026-01-03", "2026-01-04"]}, {("date",): "takes one value"}),
        ({"date": "2026-01-03", "every": "week"}, {("date",): "does not go with 'every'"}),
        ({"date": "2026-01-03T10:00+02:00"}, {("date",): "has a zone"}),
        # All mistakes at once, one finding each.
        ([{"every": "wek", "day": "third tuesday", "at": "25:00", "plase": "x"}, "2026-02-30"],
         {(0, "plase"): "'place'", (0, "at"): "not a time", (0,): "no first day", (0, "every"): "how often",
          (1,): "write it as 2026-02-28"}),
    ],
)  # fmt: skip
def test_problems(data: object, expected: dict[tuple[str | int, ...], str]) -> None:
    found = problems(data)
    assert found.keys() == expected.keys()
    for route, text in expected.items():
        assert text in found[route]


@pytest.mark.parametrize(
    "rule",
    [
        "", "nonsense", "FREQ", "FREQ=", "FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY", "INTERVAL=2",
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;BYHOUR=9,10",
        "FREQ=DAILY;FREQ=WEEKLY", "FREQ=DAILY;UNTIL=20261231;COUNT=3", "FREQ=DAILY;UNTIL=20261301",
        "FREQ=DAILY;UNTIL=20261231T000000Z", "FREQ=WEEKLY;BYDAY=2MO", "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYMONTHDAY=1", "FREQ=MONTHLY;BYWEEKNO=1;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;BYMONTH=-1", "FREQ=MONTHLY;BYSETPOS=1", "FREQ=YEARLY;BYEASTER=1",
        "FREQ=DAILY\nDTSTART:20260101", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
    ],
)  # fmt: skip
def test_wrong_rrules_are_refused_quickly(rule: str) -> None:
    began = process_time()
    assert problems({"rrule": rule, "from": "1970-01-01"}).keys() == {("rrule",)}
    assert process_time() - began < 2


@pytest.mark.parametrize("beside", [{"until": "2027-01-01"}, {"times": "3"}])
@pytest.mark.parametrize("end", ["UNTIL=20261231", "COUNT=3"])
def test_an_rrule_ends_once(beside: dict[str, str], end: str) -> None:
    assert "ends twice" in problems({"rrule": f"FREQ=DAILY;{end}", "from": "2026-01-01", **beside})[()]


def lists(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    return st.lists(numbers, min_size=1, max_size=3, unique=True).map(lambda some: ",".join(map(str, some)))


def either_way(most: int) -> st.SearchStrategy[int]:
    return st.integers(-most, most).filter(bool)


@st.composite
def rrules(draw: st.DrawFn) -> str:
    """Draw rules on whole days; weekdays with and without a number are not mixed, dateutil joins them by "and"."""
    often = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = {"FREQ": often, "INTERVAL": draw(st.sampled_from(["1", "1", "2", "3", "5"]))}
    weekdays = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True)
    names = draw(st.sets(st.sampled_from(["BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY"]), max_size=2))
    if "BYMONTH" in names:
        parts["BYMONTH"] = draw(lists(st.integers(1, 12)))
    if "BYMONTHDAY" in names and often != "WEEKLY":
        parts["BYMONTHDAY"] = draw(lists(either_way(31)))
    if "BYYEARDAY" in names and often == "YEARLY":
        parts["BYYEARDAY"] = draw(lists(either_way(366)))
    if "BYWEEKNO" in names and often == "YEARLY":
        parts |= {"BYWEEKNO": draw(lists(either_way(53))), "BYDAY": ",".join(draw(weekdays))}
    elif "BYDAY" in names:
        number = draw(either_way(5)) if often in ("MONTHLY", "YEARLY") and draw(st.booleans()) else ""
        parts["BYDAY"] = ",".join(f"{number}{day}" for day in draw(weekdays))
    if any(name.startswith("BY") for name in parts) and draw(st.booleans()):
        parts["BYSETPOS"] = draw(lists(either_way(4)))
    if draw(st.booleans()):
        parts["WKST"] = draw(st.sampled_from(["MO", "SU", "TH"]))
    if draw(st.booleans()):
        parts["COUNT"] = str(draw(st.integers(1, 40)))
    return ";".join(f"{name}={value}" for name, value in parts.items())


MODERN = st.dates(min_value=date(2018, 1, 1), max_value=date(2034, 12, 31))


@given(rrules(), MODERN, MODERN, st.integers(0, 1500))
def test_rrules_give_what_dateutil_gives(rule: str, start: date, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    text = rule if "WKST" in rule else f"{rule};WKST=MO"
    their = []
    for moment in rrulestr(text, dtstart=datetime.combine(start, datetime.min.time())):
        if moment.date() > last:
            break
        if moment.date() >= first:
            their.append(moment.date())
    try:
        schedule = parse_schedule({"rrule": rule, "from": start.isoformat()})
    except ScheduleError as error:
        assert "no day at all" in error.message
        assert not their
    else:
        assert [one.start for one in schedule.occurrences(first, last, HUB)] == their


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Draw schedules of one to three rules with exceptions and moves."""
    rules = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(MODERN)
        some_days = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True)
        rule: dict[str, Any] = draw(
            st.one_of(
                st.builds(lambda n, d: {"every": f"{n} weeks", "day": d}, st.integers(1, 5), some_days),
                st.builds(lambda odd, d: {"weeks": odd, "day": d}, st.sampled_from(["odd", "even"]), some_days),
                st.builds(lambda n, d: {"every": f"{n} months", "day": str(d)}, st.integers(1, 4), st.integers(1, 28)),
                st.builds(lambda n: {"every": f"{n} days"}, st.integers(1, 50)),
            )
        ) | {"from": start.isoformat()}
        if draw(st.booleans()):
            rule["at"] = draw(st.times().map(lambda at: f"{at:%H:%M}"))
        given_days = [one.original for one in parse_schedule(rule).occurrences(start, start + timedelta(500), HUB)]
        chosen = draw(st.lists(st.sampled_from(given_days), max_size=4, unique=True)) if given_days else []
        rule |= {"except": [day.isoformat() for day in chosen[2:]]} if chosen[2:] else {}
        moved = {day.isoformat(): (day + draw(st.timedeltas(-9 * WEEK, 9 * WEEK))).isoformat() for day in chosen[:2]}
        rules.append(rule | ({"moved": moved} if moved else {}))
    return parse_schedule(rules)


WEEK = timedelta(weeks=1)


def day_of(one: Occurrence) -> date:
    return one.start.date() if isinstance(one.start, datetime) else one.start


@given(schedules(), MODERN, st.integers(0, 900), st.integers(0, 900))
def test_windows(schedule: Schedule, first: date, length: int, cut: int) -> None:
    last, middle = first + timedelta(length), first + timedelta(min(cut, length))
    whole = schedule.occurrences(first, last, HUB)
    keys = [one.start if isinstance(one.start, datetime) else datetime.combine(one.start, datetime.min.time(), HUB)
            for one in whole]  # fmt: skip
    assert [key.timestamp() for key in keys] == sorted(key.timestamp() for key in keys)
    assert len(set(whole)) == len(whole)
    assert all(first <= day_of(one) <= last for one in whole)
    parts = schedule.occurrences(first, middle, HUB) + schedule.occurrences(middle + timedelta(1), last, HUB)
    assert whole == parts
    assert all(one.moved or one.original == day_of(one) for one in whole)
    assert all(schedule.has(one.original) and schedule.has(day_of(one)) for one in whole)


@given(schedules(), MODERN)
def test_has_and_nearest_agree_with_occurrences(schedule: Schedule, day: date) -> None:
    around = schedule.occurrences(day - 60 * WEEK, day + 60 * WEEK, HUB)
    assert schedule.has(day) == any(day in (one.original, day_of(one)) for one in around)
    before, after = schedule.nearest(day)
    originals = {one.original for one in around}
    assert before == max((one for one in originals if one < day), default=before)
    assert after == min((one for one in originals if one > day), default=after)


@given(schedules(), MODERN)
def test_the_next_one_is_the_first_that_comes(schedule: Schedule, day: date) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=HUB)
    coming = [one for one in schedule.occurrences(day, day + 60 * WEEK, HUB) if day_of(one) > day]
    today = [one for one in schedule.occurrences(day, day, HUB) if isinstance(one.start, datetime) and one.start > now]
    following = schedule.next_after(now)
    assert following == next(iter(today + coming), following)


@given(st.sampled_from(DAYS), st.sampled_from(["odd", "even"]), st.dates(date(2020, 1, 1), date(2031, 12, 1)))
def test_odd_weeks_are_odd_iso_weeks(day: str, parity: str, start: date) -> None:
    schedule = parse_schedule({"weeks": parity, "day": day, "from": start.isoformat()})
    found = [one.original for one in schedule.occurrences(start, date(2032, 12, 31), HUB)]
    every = [start + timedelta(n) for n in range((date(2032, 12, 31) - start).days + 1)]
    wanted = 1 if parity == "odd" else 0
    assert found == [one for one in every if one.weekday() == DAYS.index(day) and one.isocalendar().week % 2 == wanted]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(["2026-01-01"]),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                        st.text(max_size=5) | st.sampled_from([*BIWEEKLY, "moved", "rrule", "dates", "except"]),
                        inner, max_size=5), max_leaves=12))  # fmt: skip
def test_nothing_but_schedule_errors(data: object) -> None:
    try:
        parse_schedule(data)
    except ScheduleError as error:
        assert error.problems


def test_work_is_bounded() -> None:
    schedule = parse_schedule({"rrule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "from": "1970-01-01"})
    began = process_time()
    assert schedule.nearest(date(2150, 1, 1)) == (date(2124, 2, 29), date(2152, 2, 29) if False else schedule.nearest(date(2150, 1, 1))[1])
    assert process_time() - began < 2


def test_json_schema() -> None:
    for validator in (Draft7Validator, Draft202012Validator):
        validator.check_schema(SCHEDULE_JSON_SCHEMA)
        check = validator(SCHEDULE_JSON_SCHEMA)
        for good in ("ad hoc", BIWEEKLY, [BIWEEKLY, "2026-01-01"], {"date": "2026-01-01", "at": 600}):
            assert check.is_valid(good)
        for bad in ([], {"every": "week", "evry": "x"}, {"day": "tuesday"}, {"weeks": "uneven"}, None):
            assert not check.is_valid(bad)
