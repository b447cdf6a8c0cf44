"""Schedules: the days that rules give, how moments come out of them, and what is said about wrong rules."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator  # type: ignore[import-untyped]

from hub_plugin.model.occurrences import Occurrence
from hub_plugin.model.schedule import SCHEDULE_JSON_SCHEMA, Problem, Schedule, ScheduleError, parse_schedule

HUB = ZoneInfo("Europe/Bucharest")
BIWEEKLY = {"every": "2 weeks", "day": "tuesday", "at": "10:00", "duration": "1h", "from": "2025-12-09"}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEK = timedelta(weeks=1)
MODERN = st.dates(min_value=date(2018, 1, 1), max_value=date(2034, 12, 31))
ON = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True)
RULES = st.one_of(
    st.builds(lambda n, on: {"every": f"{n} weeks", "day": on}, st.integers(1, 5), ON),
    st.builds(lambda parity, on: {"weeks": parity, "day": on}, st.sampled_from(["odd", "even"]), ON),
    st.builds(lambda n, day: {"every": f"{n} months", "day": f"{day}"}, st.integers(1, 4), st.integers(1, 28)),
    st.builds(lambda n: {"every": f"{n} days"}, st.integers(1, 50)),
)
KEYS = st.text(max_size=5) | st.sampled_from([*BIWEEKLY, "moved", "rrule", "dates", "except"])
SCALARS = st.none() | st.integers() | st.text(max_size=12) | st.sampled_from(["2026-01-01", "week", "FREQ=DAILY"])


def starts(data: object, first: str, last: str) -> list[str]:
    """Return the starts from one day to another, times as the clock on the wall shows them."""
    found = parse_schedule(data).occurrences(date.fromisoformat(first), date.fromisoformat(last), HUB)
    return [f"{one.start:%Y-%m-%d}" if one.all_day else f"{one.start:%Y-%m-%d %H:%M}" for one in found]


def only(data: object, day: str) -> Occurrence:
    """Return the one occurrence of that day."""
    (one,) = parse_schedule(data).occurrences(date.fromisoformat(day), date.fromisoformat(day), HUB)
    return one


def problems(data: object) -> dict[tuple[str | int, ...], str]:
    """Return what is wrong with the data, by the way to it."""
    with pytest.raises(ScheduleError) as caught:
        parse_schedule(data)
    assert caught.value.problems[0] == Problem(caught.value.route, caught.value.message, caught.value.hint)
    return {problem.route: f"{problem.message}; {problem.hint}" for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("every: 2 weeks, day: tuesday, from: 2025-12-09", "2025-12-09 2025-12-23 2026-01-06 2026-01-20"),
        # `from` is a Friday: its week counts, its Monday does not (RFC 5545, INTERVAL with WKST=MO).
        ("every: 2 weeks, day: monday, from: 2026-01-02", "2026-01-12 2026-01-26 2026-02-09 2026-02-23"),
        ("every: week, day: monday thursday, from: 2026-01-06", "2026-01-08 2026-01-12 2026-01-15 2026-01-19"),
        ("every: day, from: 2026-01-30, until: 2026-01-30", "2026-01-30"),
        ("every: 10 days, from: 2026-01-01, times: 3", "2026-01-01 2026-01-11 2026-01-21"),
        ("every: month, from: 2026-01-31", "2026-01-31 2026-03-31 2026-05-31 2026-07-31"),
        ("every: month, day: last, from: 2026-01-01", "2026-01-31 2026-02-28 2026-03-31 2026-04-30"),
        ("every: 3 months, day: 1, from: 2026-01-15", "2026-04-01 2026-07-01 2026-10-01 2027-01-01"),
        ("every: month, day: third_tuesday, from: 2026-01-01", "2026-01-20 2026-02-17 2026-03-17 2026-04-21"),
        ("every: month, day: 1 15, from: 2026-01-10", "2026-01-15 2026-02-01 2026-02-15 2026-03-01"),
        ("every: year, from: 2024-02-29", "2024-02-29 2028-02-29 2032-02-29 2036-02-29"),
        ("every: year, day: first_monday, from: 2026-09-30", "2027-09-06 2028-09-04 2029-09-03 2030-09-02"),
        # 2026 has 53 ISO weeks: two odd weeks follow each other.
        ("weeks: odd, day: thursday, from: 2026-12-10", "2026-12-17 2026-12-31 2027-01-07 2027-01-21"),
        ("rrule: FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH, from: 2015-01-01", "2015-12-31 2020-12-31 2026-12-31 2032-12-30"),
        # Where weeks begin on Sunday, that of 1 January 2015 is the last of 2014: four of its days are.
        (
            "rrule: FREQ=YEARLY;BYWEEKNO=1;BYDAY=WE;WKST=SU, from: 2015-01-01",
            "2015-01-07 2016-01-06 2017-01-04 2018-01-03",
        ),
        ("rrule: freq=weekly;count=2, from: 2026-01-06", "2026-01-06 2026-01-13"),
        ("rrule: RRULE:FREQ=DAILY;UNTIL=20260107, from: 2026-01-06", "2026-01-06 2026-01-07"),
        ("dates: 2026-03-01 2026-01-13, until: 2026-02-01", "2026-01-13"),
    ],
)
def test_days(rule: str, days: str) -> None:
    data: dict[str, Any] = dict(part.split(": ", 1) for part in rule.split(", "))
    for key in {"day", "dates"} & data.keys():
        data[key] = [word.replace("_", " ") for word in data[key].split()]
    assert starts(data, "2010-01-01", "2039-12-31")[:4] == days.split()


def test_exceptions_and_moves() -> None:
    data = {**BIWEEKLY, "except": ["2026-01-06"], "moved": {"2025-12-23": "2025-12-22 09:30"}}
    schedule = parse_schedule(data)
    assert starts(data, "2025-12-01", "2026-01-31") == ["2025-12-09 10:00", "2025-12-22 09:30", "2026-01-20 10:00"]
    moved = only(data, "2025-12-22")
    assert (moved.moved, moved.original, str(moved.end)) == (True, date(2025, 12, 23), "2025-12-22 10:30:00+02:00")
    days = [date(2025, 12, day) for day in (9, 22, 23, 24)] + [date(2026, 1, 6)]
    assert [schedule.has(day) for day in days] == [True, True, True, False, False]
    assert schedule.nearest(date(2025, 12, 23)) == (date(2025, 12, 9), date(2026, 1, 20))
    assert schedule.nearest(date(2025, 12, 9)) == (None, date(2025, 12, 23))
    assert (schedule.nearest(date.max)[1], schedule.nearest(date.min)) == (None, (None, date(2025, 12, 9)))
    counted = {**BIWEEKLY, "times": "3", "except": "2025-12-23"}  # what is cancelled counts
    assert starts(counted, "2025-01-01", "2030-01-01") == ["2025-12-09 10:00", "2026-01-06 10:00"]


def test_short_forms_and_lists() -> None:
    assert starts("2026-11-27", "2026-01-01", "2026-12-31") == ["2026-11-27"]
    both = ["2026-11-27 13:00", BIWEEKLY, BIWEEKLY]
    assert starts(both, "2026-11-24", "2026-12-01") == ["2026-11-24 10:00", "2026-11-27 13:00"]
    same = parse_schedule([{"date": "2026-11-24", "moved": {"2026-11-24": "2026-11-24"}}, "2026-11-24"])
    assert [one.moved for one in same.occurrences(date(2026, 11, 24), date(2026, 11, 24), HUB)] == [False, True]
    two = {"dates": ["2026-11-24 14:00", "2026-11-24 10:00", "2026-11-25"]}
    assert starts(two, "2026-11-24", "2026-11-25") == ["2026-11-24 10:00", "2026-11-24 14:00", "2026-11-25"]


def test_ad_hoc() -> None:
    schedule = parse_schedule("ad hoc")
    assert (schedule.ad_hoc, parse_schedule(BIWEEKLY).ad_hoc) == (True, False)
    assert (schedule.occurrences(date.min, date.max, HUB), schedule.nearest(date(2026, 1, 1))) == ([], (None, None))
    assert schedule.next_after(datetime(2026, 1, 1, tzinfo=HUB)) is None


def test_whole_days() -> None:
    one = only({"date": "2026-11-27", "to": "2026-11-29", "place": "Hall 2"}, "2026-11-27")
    assert one == Occurrence(date(2026, 11, 27), date(2026, 11, 29), date(2026, 11, 27), True, "Hall 2", False)
    week = {"every": "month", "day": "1", "from": "2026-01-01", "duration": "1 week"}
    assert only(week, "2026-02-01").end == date(2026, 2, 7)


@pytest.mark.parametrize(
    ("day", "at", "start", "end"),
    [
        ("2026-03-29", "10:00", "2026-03-29T10:00:00+03:00", "2026-03-29T11:00:00+03:00"),
        ("2026-03-29", "03:30", "2026-03-29T04:30:00+03:00", "2026-03-29T05:30:00+03:00"),  # 3:00 becomes 4:00
        ("2026-03-29", "02:30", "2026-03-29T02:30:00+02:00", "2026-03-29T04:30:00+03:00"),  # one hour later
        ("2026-10-25", "03:30", "2026-10-25T03:30:00+03:00", "2026-10-25T03:30:00+02:00"),  # the first 3:30
    ],
)
def test_clock_changes(day: str, at: str, start: str, end: str) -> None:
    one = only({"date": day, "at": at, "duration": "1h"}, day)
    assert (one.start.isoformat(), one.end.isoformat()) == (start, end)


def test_zone_of_its_own_and_next() -> None:
    data = [{**BIWEEKLY, "timezone": "America/New_York"}, {"date": "2026-11-24", "at": "16:59"}]
    schedule = parse_schedule(data)
    found = schedule.occurrences(date(2026, 11, 24), date(2026, 11, 24), HUB)
    assert [str(one.start) for one in found] == ["2026-11-24 16:59:00+02:00", "2026-11-24 10:00:00-05:00"]
    assert schedule.next_after(datetime(2026, 11, 24, 16, tzinfo=HUB)) == found[0]
    assert schedule.next_after(datetime(2026, 11, 24, 16, 59, tzinfo=HUB)) == found[1]
    assert schedule.next_after(datetime(2026, 11, 24, 17, tzinfo=HUB)) == only(data, "2026-12-08")
    assert schedule.next_after(datetime.max.replace(tzinfo=UTC)) is None
    samoa = {"date": "2025-12-31", "at": "23:45", "timezone": "Pacific/Pago_Pago"}  # 25 hours behind Kiritimati
    assert parse_schedule(samoa).next_after(datetime(2026, 1, 2, 0, 30, tzinfo=ZoneInfo("Pacific/Kiritimati")))
    with pytest.raises(ValueError, match="needs a moment in the zone"):
        schedule.next_after(datetime(2026, 11, 24))


def test_description() -> None:
    data = {**BIWEEKLY, "every": "month", "day": "third tuesday", "except": "2026-01-20", "times": "6"}
    (rule,) = parse_schedule(data).describe()
    assert rule.recurrence is not None
    assert (rule.kind, rule.recurrence.unit, rule.recurrence.weekdays) == ("every", "month", ((3, 1),))
    assert (rule.times, rule.skipped, rule.recurrence.last) == (6, (date(2026, 1, 20),), date(2026, 5, 19))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (None, {(): "does not say when"}),
        ("weekly", {(): "'weekly' is not a date"}),
        ([BIWEEKLY, ["2026-01-01"]], {(1,): "does not say when"}),
        ({"every": "week"}, {(): "no first day; write the day from which calendars show it, such as from: 2026-01-13"}),
        ({"every": "month", "day": "third tuesday"}, {(): "an 'every: 2 weeks' counts from there"}),
        ({**BIWEEKLY, "evry": "week"}, {("evry", "[key]"): "did you mean 'every'?"}),
        ({**BIWEEKLY, "day": ["monday", "teusday"]}, {("day", 1): "did you mean tuesday?"}),
        ({**BIWEEKLY, "day": ["monday", "monday"]}, {("day", 1): "'monday' stands twice"}),
        ({**BIWEEKLY, "day": "third tuesday"}, {("day",): "a week has only weekdays"}),
        ({**BIWEEKLY, "day": []}, {("day",): "'day' is empty"}),
        ({**BIWEEKLY, "every": "month"}, {("day",): "such as first monday"}),
        ({**BIWEEKLY, "every": "month", "day": ["1", "first monday"]}, {("day",): "do not go together"}),
        ({**BIWEEKLY, "every": "2 days"}, {("day",): "takes no 'day'"}),
        ({**BIWEEKLY, "weeks": "odd"}, {("every",): "take 'every' out"}),
        ({**BIWEEKLY, "at": ["10:00"]}, {("at",): "'at' takes one value"}),
        ({**BIWEEKLY, "duration": "2 months"}, {("duration",): "not a length"}),
        ({"date": "2026-01-01", "duration": "1h"}, {("duration",): "need a time to begin"}),
        ({**BIWEEKLY, "until": "2025-12-01"}, {("until",): "ends on 2025-12-01, before it begins"}),
        ({**BIWEEKLY, "until": "2026-12-01", "times": "3"}, {(): "ends twice"}),
        ({"rrule": "FREQ=DAILY;UNTIL=20261231", "from": "2026-01-01", "times": "3"}, {(): "ends twice"}),
        ({**BIWEEKLY, "until": "2025-12-08", "from": "2025-12-03"}, {("every",): "no day at all"}),
        ({**BIWEEKLY, "from": "0206-01-13"}, {("from",): "not between 1970 and 2199"}),
        ({**BIWEEKLY, "except": ["2026-13-01"]}, {("except", 0): "write it as 2026-12-01"}),
        ({**BIWEEKLY, "moved": "2026-01-01"}, {("moved",): "takes days and their new days"}),
        ({**BIWEEKLY, "moved": {"2025-12-24": "2025-12-30"}}, {("moved", "2025-12-24"): "2025-12-23 or 2026-01-06"}),
        ({**BIWEEKLY, "moved": {"2025-12-23": "2026-01-01"}, "except": "2025-12-23"},
         {("moved", "2025-12-23"): "stands under 'except' too"}),
        ({"date": "2026-01-01", "moved": {"2026-01-01": "2026-01-02 9:00"}}, {("moved", "2026-01-01"): "has no time"}),
        ({"dates": ["2026-01-01 9:00", "2026-01-01 8:00"], "moved": {"2026-01-01": "2026-01-02"}},
         {("moved", "2026-01-01"): "has several times"}),
        ({"date": "2026-01-01", "until": "2026-01-03"}, {("until",): "write 'to'"}),
        ({"date": "2026-01-03", "to": "2026-01-01"}, {("to",): "before the first day"}),
        ({"date": "2026-01-03 10:00", "to": "2026-01-04"}, {("to",): "for whole days"}),
        ({"dates": ["2026-01-03 9:00"], "at": "9:00"}, {("at",): "the time stands twice"}),
        ({"date": "2026-01-03", "every": "week"}, {("date",): "does not go with 'every'"}),
        # All mistakes at once, one finding each.
        ([{"every": "wek", "day": "third tuesday", "at": "25:00", "plase": "x"}, "2026-02-30"],
         {(0, "plase", "[key]"): "'place'", (0, "at"): "not a time", (0,): "no first day", (0, "every"): "how often",
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


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(lambda found: ",".join(map(str, found)))


@st.composite
def rrules(draw: st.DrawFn) -> str:
    """Draw rules that dateutil reads as RFC 5545 (it joins MO and 1MO by "and", and cuts BYSETPOS's first week)."""
    often = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    number = draw(st.sampled_from(["", "1", "2", "-1", "5"])) if often in ("MONTHLY", "YEARLY") else ""
    weekdays = some(st.sampled_from([f"{number}{day}" for day in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")]))
    possible = {"BYMONTH": some(st.integers(1, 12)), "BYDAY": weekdays}
    possible |= {"BYMONTHDAY": some(st.integers(-31, 31).filter(bool))} if often != "WEEKLY" else {}
    possible |= {"BYYEARDAY": some(st.integers(-366, 366).filter(bool))} if often == "YEARLY" else {}
    possible |= {"BYWEEKNO": some(st.integers(-53, 53).filter(bool))} if often == "YEARLY" and not number else {}
    names = draw(st.sets(st.sampled_from(sorted(possible)), max_size=2))
    names |= {"BYDAY"} if "BYWEEKNO" in names else set()
    possible |= {"WKST": st.sampled_from(["MO", "SU", "TH"]), "INTERVAL": st.sampled_from(["2", "3", "5"])}
    possible |= {"COUNT": st.integers(1, 40).map(str), "BYSETPOS": some(st.integers(-4, 4).filter(bool))}
    names |= draw(
        st.sets(st.sampled_from(["WKST", "INTERVAL", "COUNT", *(["BYSETPOS"] if names and often != "WEEKLY" else [])]))
    )
    return ";".join([f"FREQ={often}", *(f"{name}={draw(possible[name])}" for name in sorted(names))])


@settings(max_examples=300)
@given(rrules(), MODERN, MODERN, st.integers(0, 1500))
def test_rrules_give_what_dateutil_gives(rule: str, start: date, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    text = rule if "WKST" in rule else f"{rule};WKST=MO"
    # dateutil looks for a match until the year 9999. The calendar repeats every 400 years, so begin near that end.
    cycles = 400 * 19
    begin = datetime(start.year + cycles, start.month, start.day)
    shifted = (moment.replace(year=moment.year - cycles).date() for moment in rrulestr(text, dtstart=begin))
    their = [day for day in takewhile(lambda day: day <= last, shifted) if day >= first]
    ours: list[str] = []
    with suppress(ScheduleError):  # raised for a rule that gives no day
        ours = starts({"rrule": rule, "from": start.isoformat()}, first.isoformat(), last.isoformat())
    assert ours == [day.isoformat() for day in their]


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Draw schedules of one to three rules with exceptions and moves."""
    rules = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(MODERN)
        at = draw(st.just({}) | st.times().map(lambda at: {"at": f"{at:%H:%M}"}))
        rule: dict[str, Any] = {**draw(RULES), **at, "from": start.isoformat()}
        days = [one.original for one in parse_schedule(rule).occurrences(start, start + 60 * WEEK, HUB)]
        chosen = draw(st.lists(st.sampled_from(days), max_size=4, unique=True))
        moved = {f"{day}": f"{day + draw(st.timedeltas(-9 * WEEK, 9 * WEEK))}" for day in chosen[:2]}
        changes = {"moved": moved, "except": [str(day) for day in chosen[2:]]}
        rules.append(rule | {key: value for key, value in changes.items() if value})
    return parse_schedule(rules)


def instant(one: Occurrence) -> datetime:
    return one.start if isinstance(one.start, datetime) else datetime.combine(one.start, time(), HUB)


@given(schedules(), MODERN, st.integers(0, 900), st.integers(0, 900))
def test_windows(schedule: Schedule, first: date, length: int, cut: int) -> None:
    last, middle = first + timedelta(length), first + timedelta(min(cut, length))
    whole = schedule.occurrences(first, last, HUB)
    moments = [instant(one).timestamp() for one in whole]
    assert (moments, len(whole)) == (sorted(moments), len(set(whole)))
    assert all(first <= instant(one).date() <= last for one in whole)
    assert whole == schedule.occurrences(first, middle, HUB) + schedule.occurrences(middle + timedelta(1), last, HUB)
    assert all(one.moved or one.original == instant(one).date() for one in whole)
    assert all(schedule.has(one.original) and schedule.has(instant(one).date()) for one in whole)


@given(schedules(), MODERN)
def test_has_and_nearest_agree_with_occurrences(schedule: Schedule, day: date) -> None:
    around = schedule.occurrences(day - 60 * WEEK, day + 60 * WEEK, HUB)
    assert schedule.has(day) == any(day in (one.original, instant(one).date()) for one in around)
    before, after = schedule.nearest(day)
    originals = {one.original for one in around}
    assert before == max((one for one in originals if one < day), default=before)
    assert after == min((one for one in originals if one > day), default=after)


@given(schedules(), MODERN)
def test_the_next_one_is_the_first_that_comes(schedule: Schedule, day: date) -> None:
    now = datetime.combine(day, time(12), HUB)
    later = (one for one in schedule.occurrences(day, day + 60 * WEEK, HUB) if instant(one) > now)
    expected, found = next(later, None), schedule.next_after(now)
    assert found == expected or (found and not expected and instant(found).date() > day + 60 * WEEK)


@given(st.sampled_from(DAYS), st.sampled_from(["odd", "even"]), st.dates(date(2020, 1, 1), date(2031, 12, 1)))
def test_odd_weeks_are_odd_iso_weeks(day: str, parity: str, start: date) -> None:
    schedule = parse_schedule({"weeks": parity, "day": day, "from": start.isoformat()})
    found = [one.original for one in schedule.occurrences(start, date(2032, 12, 31), HUB)]
    every = (start + timedelta(n) for n in range((date(2032, 12, 31) - start).days + 1))
    wanted = (parity == "odd", DAYS.index(day))
    assert found == [one for one in every if (one.isocalendar().week % 2, one.weekday()) == wanted]


@given(st.recursive(SCALARS, lambda data: st.lists(data, max_size=3) | st.dictionaries(KEYS, data, max_size=5)))
def test_nothing_but_schedule_errors(data: object) -> None:
    with suppress(ScheduleError):
        parse_schedule(data)


def test_work_is_bounded() -> None:
    schedule = parse_schedule({"rrule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "from": "1970-01-01"})
    began = process_time()
    assert schedule.nearest(date(2150, 1, 1)) == (date(2140, 2, 29), date(2168, 2, 29))
    assert process_time() - began < 2


def test_json_schema() -> None:
    good: list[object] = ["ad hoc", BIWEEKLY, [BIWEEKLY, "2026-01-01"], {"date": "2026-01-01", "at": 600}]
    bad: list[object] = [[], None, {"every": "week", "evry": "x"}, {"day": "tuesday"}, {"weeks": "uneven"}]
    for validator in (Draft7Validator, Draft202012Validator):
        validator.check_schema(SCHEDULE_JSON_SCHEMA)
        check = validator(SCHEDULE_JSON_SCHEMA)
        assert ([*filter(check.is_valid, good)], [*filter(check.is_valid, bad)]) == (good, [])
