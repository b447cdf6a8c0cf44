"""The texts of days, times, durations, versions and zones, and what is said about wrong ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub_plugin.model import times
from hub_plugin.model.times import Duration, TextError, Version

ANY_DAY = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
DURATIONS = st.builds(Duration, st.integers(0, 1200), st.integers(0, 36_525), st.integers(0, 36_525 * 1440))


def test_dates_are_iso_days() -> None:
    assert times.parse_date("2026-12-01") == date(2026, 12, 1)
    assert times.parse_date(" 2028-02-29 ") == date(2028, 2, 29)


@given(ANY_DAY)
def test_every_day_is_read_back(day: date) -> None:
    assert times.parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-13-01", "'2026-13-01' is not a date; write it as 2026-12-01"),
        ("2026-02-30", "'2026-02-30' is not a date; write it as 2026-02-28"),
        ("2026-1-5", "'2026-1-5' is not a date; write it as 2026-01-05"),
        ("2026/01/05", "'2026/01/05' is not a date; write it as 2026-01-05"),
        ("20260105", "'20260105' is not a date; write it as 2026-01-05"),
        ("0000-00-00", "'0000-00-00' is not a date; write it as 0001-01-01"),
        ("05.01.2026", "'05.01.2026' is not a date; write year-month-day, such as 2026-12-01"),
        ("1767571200", "'1767571200' is not a date; write year-month-day, such as 2026-12-01"),
        ("2026-W03-2", "'2026-W03-2' is not a date; write year-month-day, such as 2026-12-01"),
        ("٢٠٢٦-٠١-٠٥", "'٢٠٢٦-٠١-٠٥' is not a date; write year-month-day, such as 2026-12-01"),
        ("", "'' is not a date; write year-month-day, such as 2026-12-01"),
    ],
)
def test_wrong_dates(text: str, message: str) -> None:
    with pytest.raises(TextError) as caught:
        times.parse_date(text)
    assert str(caught.value) == message == f"{caught.value.message}; {caught.value.hint}"


def test_long_texts_are_cut_in_messages() -> None:
    with pytest.raises(TextError) as caught:
        times.parse_date("x" * 100_000)
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize(
    ("text", "hour", "minute"), [("9:30", 9, 30), ("09:30", 9, 30), ("14:00", 14, 0), ("0:00", 0, 0)]
)
def test_times(text: str, hour: int, minute: int) -> None:
    assert times.parse_time(text) == time(hour, minute)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("14:00:00", "write it as 14:00"),
        ("9.30", "write it as 09:30"),
        ("9h30", "write it as 09:30"),
        ("2 pm", "write it as 14:00"),
        ("12am", "write it as 00:00"),
        ("24:00", "write 00:00 on the next day"),
        ("750", "write hours and minutes, such as 14:00"),
        ("25:00", "write hours and minutes, such as 14:00"),
        ("10:60", "write hours and minutes, such as 14:00"),
        ("noon", "write hours and minutes, such as 14:00"),
    ],
)
def test_wrong_times(text: str, hint: str) -> None:
    with pytest.raises(TextError, match="is not a time of the day") as caught:
        times.parse_time(text)
    assert caught.value.hint == hint


@pytest.mark.parametrize("text", ["2026-01-13 10:00", "2026-01-13T10:00", "2026-01-13   10:00"])
def test_moments(text: str) -> None:
    assert times.parse_moment(text) == datetime(2026, 1, 13, 10)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-01-13", "'2026-01-13' has no time; write it as 2026-01-13 10:00"),
        ("2026-13-13 10:00", "'2026-13-13' is not a date; write it as 2026-12-13"),
        ("2026-01-13 10", "'10' is not a time of the day; write it as 10:00"),
        ("2026-01-13T10:00Z", "has a zone; write 2026-01-13 10:00 in the time zone of the hub"),
        ("2026-01-13 10:00+02:00", "has a zone; write 2026-01-13 10:00 in the time zone of the hub"),
        ("tomorrow", "'tomorrow' is not a date; write year-month-day, such as 2026-12-01"),
    ],
)
def test_wrong_moments(text: str, says: str) -> None:
    with pytest.raises(TextError, match=re.escape(says)):
        times.parse_moment(text)


@pytest.mark.parametrize(
    ("text", "length", "written"),
    [
        ("15m", Duration(minutes=15), "15m"),
        ("15 min", Duration(minutes=15), "15m"),
        ("1h", Duration(minutes=60), "1h"),
        ("90m", Duration(minutes=90), "1h 30m"),
        ("1h 30m", Duration(minutes=90), "1h 30m"),
        ("1h30m", Duration(minutes=90), "1h 30m"),
        ("24h", Duration(minutes=1440), "24h"),
        ("3 days", Duration(days=3), "3 days"),
        ("3d", Duration(days=3), "3 days"),
        ("1 Day", Duration(days=1), "1 day"),
        ("2 weeks", Duration(days=14), "2 weeks"),
        ("12 months", Duration(months=12), "1 year"),
        ("1 year", Duration(months=12), "1 year"),
        ("18 months", Duration(months=18), "18 months"),
        ("1 year 6 months 2 days", Duration(18, 2), "18 months 2 days"),
        ("0 days", Duration(), "0 days"),
    ],
)
def test_durations(text: str, length: Duration, written: str) -> None:
    assert Duration.parse(text) == length
    assert str(length) == written


@given(DURATIONS)
def test_durations_are_read_back(length: Duration) -> None:
    assert Duration.parse(str(length)) == length


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("15", "say of what: 15m, 15h or 15 days"),
        ("1.5h", "write it as 1h 30m"),
        ("1,5 hours", "write it as 1h 30m"),
        ("3M", "write m for minutes or months in full"),
        ("1h 2h", "write a number and a unit, such as 15m, 1h 30m, 3 days, 2 weeks or 12 months"),
        ("-3 days", "write a number and a unit, such as 15m, 1h 30m, 3 days, 2 weeks or 12 months"),
        ("three days", "write a number and a unit, such as 15m, 1h 30m, 3 days, 2 weeks or 12 months"),
        ("", "write a number and a unit, such as 15m, 1h 30m, 3 days, 2 weeks or 12 months"),
        ("101 years", "write a shorter duration"),
        ("999999999 weeks", "write a shorter duration"),
    ],
)
def test_wrong_durations(text: str, hint: str) -> None:
    with pytest.raises(TextError) as caught:
        Duration.parse(text)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("text", "start", "after", "before"),
    [
        ("1 month", "2026-01-31", "2026-02-28", "2025-12-31"),
        ("1 month", "2028-01-31", "2028-02-29", "2027-12-31"),
        ("1 month", "2026-03-31", "2026-04-30", "2026-02-28"),
        ("1 year", "2028-02-29", "2029-02-28", "2027-02-28"),
        ("1 month 1 day", "2026-01-31", "2026-03-01", "2025-12-30"),
        ("3 days", "2026-12-30", "2027-01-02", "2026-12-27"),
        ("2 weeks", "2026-11-24", "2026-12-08", "2026-11-10"),
        ("23h", "2026-11-24", "2026-11-24", "2026-11-24"),
        ("48h", "2026-11-24", "2026-11-26", "2026-11-22"),
        ("90 days", "9999-12-31", "9999-12-31", "9999-10-02"),
        ("1 month", "0001-01-15", "0001-02-15", "0001-01-01"),
    ],
)
def test_days_after_and_before(text: str, start: str, after: str, before: str) -> None:
    length, day = Duration.parse(text), date.fromisoformat(start)
    assert (length.after(day).isoformat(), length.before(day).isoformat()) == (after, before)


@given(DURATIONS, ANY_DAY)
def test_days_after_never_go_back(length: Duration, day: date) -> None:
    assert length.before(day) <= day <= length.after(day)


def test_lengths_that_do_not_convert() -> None:
    assert Duration.parse("1 day 2h").timedelta == timedelta(days=1, hours=2)
    with pytest.raises(ValueError, match="1 month has no fixed number of days"):
        _ = Duration(months=1).timedelta
    with pytest.raises(ValueError, match="no negative parts"):
        Duration(days=-1)


def test_versions_compare_number_by_number() -> None:
    two, two_nought, two_nine, two_ten = map(Version.parse, ("2", "2.0", "2.9", "2.10"))
    assert two == two_nought < two_nine < two_ten
    assert hash(two) == hash(two_nought)
    assert [str(version) for version in (two, two_nought, two_ten)] == ["2", "2.0", "2.10"]
    assert Version.parse("0") < Version.parse("0.0.1") < Version.parse("1")
    assert Version((2, 0)) == two
    assert str(Version((0, 0))) == "0.0"


@given(st.lists(st.integers(0, 99), min_size=1, max_size=5), st.integers(0, 4))
def test_missing_numbers_are_nought(numbers: list[int], more: int) -> None:
    text = ".".join(map(str, numbers))
    version, longer = Version.parse(text), Version.parse(text + ".0" * more)
    assert version == longer
    assert hash(version) == hash(longer)
    assert str(version) == text
    assert version < Version.parse(f"{text}.1")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2.x", "write it as 2"),
        ("v2.1", "write it as 2.1"),
        ("2,1", "write it as 2.1"),
        ("2.0-beta", "write it as 2.0"),
        ("2.", "write numbers with dots, such as 2.1"),
        (".1", "write numbers with dots, such as 2.1"),
        ("", "write numbers with dots, such as 2.1"),
        ("9" * 5000, "write numbers with dots, such as 2.1"),
        ("1" + ".x" * 50_000 + "y", "write numbers with dots, such as 2.1"),
    ],
)
def test_wrong_versions(text: str, hint: str) -> None:
    with pytest.raises(TextError, match="is not a version") as caught:
        Version.parse(text)
    assert caught.value.hint == hint


def test_zones() -> None:
    assert times.parse_zone("Europe/Bucharest") == ZoneInfo("Europe/Bucharest")
    assert times.parse_zone("UTC") == ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("europe/bucharest", "did you mean Europe/Bucharest?"),
        ("Europe/Bucarest", "did you mean Europe/Bucharest"),
        ("Bucharest", "did you mean Europe/Bucharest?"),
        ("new york", "did you mean America/New_York?"),
        ("+02:00", "write a place, such as Europe/Bucharest"),
        ("../../etc/passwd", "write a place, such as Europe/Bucharest"),
        ("Europe", "did you mean Europe/"),
        ("localtime", "write a place, such as Europe/Bucharest"),
        ("", "write a place, such as Europe/Bucharest"),
    ],
)
def test_wrong_zones(name: str, hint: str) -> None:
    with pytest.raises(TextError, match="is not a time zone") as caught:
        times.parse_zone(name)
    assert caught.value.hint.startswith(hint)


@given(st.text(max_size=40))
def test_nothing_but_text_errors(text: str) -> None:
    parsers = (times.parse_date, times.parse_time, times.parse_moment, Duration.parse, Version.parse)
    more = (times.parse_interval, times.parse_day_in, times.parse_count)
    for parse in (*parsers, *more):
        with suppress(TextError):
            parse(text)


def test_how_often_and_which_day() -> None:
    assert [times.parse_interval(text) for text in ("week", "2 Weeks", "1 month")] == [
        (1, "week"),
        (2, "week"),
        (1, "month"),
    ]
    days = {"tuesday": (0, 1), "Third  Tuesday": (3, 1), "last friday": (-1, 4), "15": (15, None), "last": (-1, None)}
    assert {text: times.parse_day_in(text) for text in days} == days
    assert [times.parse_count(text) for text in ("13", " 13 ", "13\x1f")] == [13, 13, 13]


@pytest.mark.parametrize(
    ("parse", "text", "hint"),
    [
        (times.parse_interval, "0 weeks", "write day, week, 2 weeks, month, 3 months or year"),
        (times.parse_interval, "1h", "write day, week, 2 weeks, month, 3 months or year"),
        (times.parse_interval, "quarterly", "write every: 3 months"),
        (times.parse_interval, "Tuesday", "write every: week and day: tuesday"),
        (times.parse_day_in, "teusday", "did you mean tuesday?"),
        (times.parse_day_in, "thrid tuesday", "did you mean third tuesday?"),
        (times.parse_day_in, "32", "write a weekday, third tuesday, last friday, a number to 31, or last"),
        (times.parse_day_in, "", "write a weekday, third tuesday, last friday, a number to 31, or last"),
        (times.parse_count, "0", "write a whole number from 1 to 9999"),
        (times.parse_count, "12.5", "write a whole number from 1 to 9999"),
    ],
)
def test_wrong_words(parse: Callable[[str], object], text: str, hint: str) -> None:
    with pytest.raises(TextError) as caught:
        parse(text)
    assert caught.value.hint == hint
