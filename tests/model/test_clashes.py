"""Clashes: who and what cannot be in two places at once."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Happening, Invited, Joined
from hub_plugin.model.derive.clashes import clashes
from hub_plugin.model.facts import Facts
from hub_plugin.model.occasions import Event
from hub_plugin.model.occurrences import Occurrence, Schedule
from tests.calendars.reading import TODAY, hub_of, made

TEAMS = {
    "people__ana-pop": "name: Ana Pop\n", "people__li-wei": "name: Li Wei\n", "people__jo-lee": "name: Jo Lee\nleft: 2026-10-01\n",
    "teams__office": "name: Office\nlead: ana-pop\nmembers: [jo-lee]\ndisciplines: [operations]\n",
    "teams__lab": "name: Lab\nlead: li-wei\nmembers: [jo-lee]\ndisciplines: [research]\n",
    "roles__analyst": "title: Analyst\npurpose: Counts.\nheld_by: li-wei\n",
}  # fmt: skip
SERIES = """\
title: Leads
owner: office
schedule: {every: week, day: tuesday, at: 10:00, duration: 1h, from: 2026-11-03, until: 2026-12-08}
place: Room 1
participants: {teams: [office], roles: [analyst]}
"""


def found(event: str, series: str = SERIES, **more: str) -> list[tuple[str, list[str], list[str]]]:
    """Return the clashes of a series with one event: day, places, people."""
    now = hub(event, series, **more)
    return [(each.second.day.isoformat(), list(each.places), [who.id for who in each.people]) for each in now.clashes]


def hub(event: str, series: str = SERIES, **more: str) -> Joined:
    calendar = f"title: Days\nowner: office\nevents:\n  one:\n    title: One\n{event}"
    return made(hub_of(meetings__leads=series, calendars__days=calendar, **{**TEAMS, **more}))[0]


def test_the_same_people_through_role_and_team() -> None:
    assert found("    when: {date: 2026-11-24, at: 10:30, duration: 2h}\n    teams: lab\n") == [
        ("2026-11-24", [], ["li-wei"])
    ]


def test_each_occurrence_clashes_and_somebody_is_told_once() -> None:
    now = hub(
        "    when: {every: week, day: tuesday, at: 09:30, duration: 1h, from: 2026-11-24, times: 2}\n    teams: lab\n"
    )
    assert [each.first.event.title for each in now.clashes] == ["One", "One"]
    told = [each for each in now.attentions if each.matter == "clash"]
    assert [(str(each.why), str(each.about)) for each in told] == [
        ("One and Leads need the same people at the same time on 2026-11-24", "calendar/days#one")
    ]


def test_the_same_room_however_it_is_spelt() -> None:
    at = "    when: {date: 2026-11-24, at: 10:59, duration: 1h}\n    place: room  1\n"
    assert found(at) == [("2026-11-24", ["room 1"], [])]
    (told,) = [str(each.why) for each in hub(at).attentions if each.matter == "clash"]
    assert told == "Leads and One are in the same place at the same time on 2026-11-24"


def test_the_same_address_within_other_words() -> None:
    series = SERIES.replace("place: Room 1", "place: Room 1 and https://meet.example.org/a")
    at = "    when: {date: 2026-11-24, at: 10:00, duration: 1h}\n    place: https://meet.example.org/a/\n"
    assert found(at, series) == [("2026-11-24", ["https://meet.example.org/a"], [])]


@pytest.mark.parametrize(
    "place",
    ["Room 1 and https://meet.example.org/b", "Hall and room 1", "Room 1.", "room 1 or online", "Saal und Room 1"],
)
def test_a_room_beside_something_else(place: str) -> None:
    assert found(f"    when: {{date: 2026-11-24, at: 10:00, duration: 1h}}\n    place: {place}\n") == [
        ("2026-11-24", ["room 1"], [])
    ]


@pytest.mark.parametrize(
    "place", ["Room 11", "Room 1, second floor", "Grand Room 1", "and", "https://meet.example.org/b"]
)
def test_another_room(place: str) -> None:
    assert found(f"    when: {{date: 2026-11-24, at: 10:00, duration: 1h}}\n    place: {place}\n") == []


def test_the_place_of_one_session() -> None:
    at = "    when: {date: 2026-11-24, at: 10:00, duration: 1h}\n    place: Hall\n"
    assert found(at) == []
    assert found(at, **{"meetings__leads__2026-11-24": "place: Hall\n"}) == [("2026-11-24", ["hall"], [])]


@pytest.mark.parametrize(
    "event",
    [
        "    when: {date: 2026-11-24, at: 11:00, duration: 1h}\n    teams: lab\n",  # begins when the other ends
        "    when: {date: 2026-11-24, at: 10:30}\n    teams: lab\n",  # lasts no time
        "    when: {date: 2026-11-24}\n    teams: lab\n",  # a whole day makes nobody busy
        "    when: {date: 2026-11-24, at: 10:30, duration: 1h}\n    teams: lab\n    status: cancelled\n",
        "    when: {date: 2026-11-24, at: 10:30, duration: 1h}\n",  # for everybody: nobody must come
        "    when: {date: 2026-11-24, at: 08:30, duration: 1h, timezone: Europe/Dublin}\n    teams: lab\n    place: Room 2\n",
        "    when: {date: 2026-11-17, at: 10:00, duration: 1h}\n    teams: lab\n",  # is over
        "    when: {date: 2026-12-15, at: 10:00, duration: 1h}\n    teams: lab\n",  # after the last of the series
    ],
    ids=["next", "moment", "day", "cancelled", "everybody", "zone", "past", "after"],
)  # fmt: skip
def test_no_clash(event: str) -> None:
    expected = [("2026-11-24", [], ["li-wei"])] if "Dublin" in event else []
    assert found(event) == expected


def test_in_the_hour_that_comes_twice() -> None:
    """By the clock, each ends before it begins."""
    first = SERIES.replace("every: week, day: tuesday, at: 10:00, duration: 1h, from: 2026-11-03, until: 2026-12-08",
                           "date: 2026-10-25, at: 03:30, duration: 45m")  # fmt: skip
    other = "title: D\nevents: {one: {title: One, teams: lab, when: {date: 2026-10-25, at: 03:40, duration: 30m}}}\n"
    now, _ = made(hub_of(meetings__leads=first, calendars__days=other, **TEAMS), datetime.date(2026, 10, 20))
    assert [[who.id for who in each.people] for each in now.clashes] == [["li-wei"]]


def test_online_is_no_place() -> None:
    at = "    when: {date: 2026-11-24, at: 10:00, duration: 1h}\n    place: online\n"
    assert found(at, SERIES.replace("Room 1", "Online")) == []


def test_who_has_left_clashes_with_nothing() -> None:
    series = SERIES.replace(", roles: [analyst]", "")
    assert found("    when: {date: 2026-11-24, at: 10:00, duration: 1h}\n    teams: lab\n", series) == []


def test_a_moved_or_cancelled_session() -> None:
    at = "    when: {date: 2026-11-25, at: 10:00, duration: 1h}\n    teams: lab\n"
    assert found(at) == []
    assert found(at, **{"meetings__leads__2026-11-25": "moved_from: 2026-11-24\n"}) == [("2026-11-25", [], ["li-wei"])]
    at = "    when: {date: 2026-11-24, at: 10:00, duration: 1h}\n    teams: lab\n"
    assert found(at, **{"meetings__leads__2026-11-24": "cancelled: Snow.\n"}) == []


def test_what_is_far_ahead_troubles_nobody_yet() -> None:
    series = SERIES.replace("until: 2026-12-08", "until: 2027-06-30")
    now = hub("    when: {date: 2027-03-02, at: 10:00, duration: 1h}\n    teams: lab\n", series)
    assert len(now.clashes) == 1
    assert not [each for each in now.attentions if each.matter == "clash"]


SOME = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12), st.frozensets(st.sampled_from(["a", "b", "c"]), min_size=1)),
    max_size=25,
)


@given(SOME)
@settings(max_examples=150)
def test_as_if_every_two_were_compared(some: list[tuple[int, int, frozenset[str]]]) -> None:
    begin = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
    hour = datetime.timedelta(hours=1)
    happenings = []
    for number, (start, length, who) in enumerate(some):
        event = Event(about=Address("calendar", "x", f"e{number}"), source=Address("calendar", "x"), title="E", schedule=Schedule(),
                      audience=tuple(Address("person", each) for each in sorted(who)))  # fmt: skip
        when = Occurrence(begin + start * hour, begin + (start + length) * hour, TODAY, False, None, False)
        happenings.append(Happening(event, when))
    made = clashes(happenings, Invited(Facts([]), TODAY))

    def both(one: Happening, other: Happening) -> set[Address]:
        together = one.when.start < other.when.end and other.when.start < one.when.end  # type: ignore[operator]
        return set(one.event.audience) & set(other.event.audience) if together else set()

    for each in made:
        assert set(each.people) <= both(each.first, each.second)
        assert each.people
    named = {each.event.about for clash in made for each in (clash.first, clash.second)}
    assert named == {
        one.event.about for one in happenings for other in happenings if one is not other and both(one, other)
    }
    assert len(made) <= sum(len(who) for _, _, who in some)
