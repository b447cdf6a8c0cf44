"""What should follow: from a decision, from an audience, from an owner."""

from __future__ import annotations

import datetime

import pytest

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive.duties import duties
from hub_plugin.model.derive.trend import trend
from tests.calendars.reading import OFFICE, PEOPLE, SERIES, TODAY, events, hub_of, made
from tests.data import hubs

DECISION = "decisions:\n  it:\n    text: We do it.\n"
SAID = "Nothing has followed from the decision “We do it.”"


def noticed(session: str, day: str = "2026-10-06", **more: str) -> list[str]:
    series = SERIES.replace("2026-11-03", "2026-01-06")
    files = hub_of(
        teams__office=OFFICE, meetings__leads=series, **PEOPLE, **{f"meetings__leads__{day}": session}, **more
    )
    now = made(files)[0]
    (decision,) = [each for each in now.attentions if str(each.why) == SAID] or [None]
    if decision is not None:
        assert (decision.matter, decision.since, decision.forum) == (
            "late",
            datetime.date.fromisoformat(day),
            Address("meeting", "leads"),
        )
        assert SAID in [str(each.reason) for each in now.topics[Address("meeting", "leads")]]
    return [str(each.why) for each in now.attentions if str(each.why) == SAID]


def test_a_decision_from_which_nothing_follows() -> None:
    assert noticed(DECISION) == [SAID]


@pytest.mark.parametrize(
    "session",
    [
        DECISION + "    affects: team/office\n",
        DECISION + "    follow_up: {during: 2026-12-01}\n",
        DECISION + "    status: proposed\n",
        DECISION + "    status: rejected\n",
    ],
    ids=["affects", "check", "proposed", "rejected"],
)
def test_a_decision_that_needs_none(session: str) -> None:
    assert noticed(session) == []


def test_a_young_decision_has_time() -> None:
    assert noticed(DECISION, "2026-11-03") == []
    assert noticed(DECISION, "2026-10-20") == [SAID]


def test_something_refers_to_it() -> None:
    again = {"meetings__leads__2026-10-13": "agenda:\n  - topic: Again\n    read: leads/2026-10-06#it\n"}
    assert noticed(DECISION, **again) == []
    mentioned = {"meetings__leads__2026-10-13": "notes: See [[leads/2026-10-06#it]].\n"}
    assert noticed(DECISION, **mentioned) == [SAID]


# Audiences


def test_a_meeting_of_roles_and_people_is_in_the_feeds_of_their_teams() -> None:
    series = SERIES.replace("teams: [office]", "roles: [analyst], people: [jo-lee]")
    files = hub_of(
        teams__office=OFFICE, teams__lab="name: Lab\nlead: jo-lee\ndisciplines: [research]\n",
        teams__far="name: Far\ndisciplines: [research]\n",
        roles__analyst="title: Analyst\npurpose: Counts.\nheld_by: li-wei\n", meetings__leads=series, **PEOPLE,
    )  # fmt: skip
    _, feeds = made(files)
    titles = {
        team: [each["SUMMARY"] for each in events(feeds[f"feeds/team/{team}.ics"])] for team in ("office", "lab", "far")
    }
    assert titles == {"office": ["Leads"], "lab": ["Leads"], "far": []}


# Responsibilities


def test_who_answers_for_what() -> None:
    files = hub_of(
        teams__office=OFFICE, roles__analyst="title: Analyst\npurpose: Counts.\nheld_by: li-wei\ndeputy: ana-pop\n",
        roles__keeper="title: Keeper\npurpose: Keeps.\nrequired: true\n", calendars__days="title: Days\nowner: analyst\nevents: {}\n",
        meetings__leads=SERIES + "chair: ana-pop\nreports: {figures: analyst}\n",
        **PEOPLE, **{"meetings__leads__2026-11-17": "actions:\n  tell:\n    text: Tell.\n    owner: ana-pop\n    due: 2026-12-01\n"},
    )  # fmt: skip
    found = {each.who.id: each for each in duties(made(files)[0].facts, TODAY)}
    assert list(found) == ["ana-pop", "li-wei", "analyst", "keeper", "office"]
    ana, analyst = found["ana-pop"], found["analyst"]
    assert (ana.tasks, list(ana.stands_in), dict(ana.owns)) == (1, [Address("role", "analyst")], {})
    assert {back: list(run) for back, run in ana.runs.items()} == {
        "chairs": [Address("meeting", "leads")], "leads": [Address("team", "office")],
    }  # fmt: skip
    assert list(found["li-wei"].holds) == [Address("role", "analyst")]
    assert dict(analyst.owns) == {"calendar": [Address("calendar", "days")]}
    assert (analyst.holders, analyst.vacant, found["keeper"].vacant) == ((Address("person", "li-wei"),), False, True)
    assert dict(found["office"].owns) == {"meeting": [Address("meeting", "leads")]}


# Answers


ANSWERS = {
    "standards/refunds.yml": "title: Refunds\nowner: service\nstatus: active\nrequirements: {one: {must: One.}, two: {must: Two.}}\n",
    "adoption/payments/shop.yml": "name: Web shop <b>\nrefunds: {one: met, two: {state: met, since: 2026-05-01}}\n",
}


def test_a_product_is_called_by_its_name() -> None:
    reading = hubs.read({**hubs.SMALL, **ANSWERS})
    made = hubs.printed(reading.hub)
    assert "Payments / Web shop <b>" in made["data/answers.csv"].decode()
    assert "Payments / Web shop <b>" in made["data/matrix.csv"].decode()
    assert "Payments / Web shop &lt;b&gt;" in made["badges/team/payments/shop.svg"].decode()
    assert "Payments / Web shop &lt;b&gt;" in made["report.html"].decode()
    assert '"title":"Payments / Web shop <b>"' in made["api/v1/adoption.json"].decode()


def test_answers_without_a_date_are_named() -> None:
    reading = hubs.read({**hubs.SMALL, **ANSWERS})
    now = hubs.build.derive(reading.hub, TODAY)
    mine = [each for each in now.obligations if each.unit.product == "shop"]
    moved = trend(mine, TODAY)
    assert [each.ask.about.part for each in moved.undated] == ["one"]
    site = hubs.build.site(reading.hub, now, hubs.build.Frame(reference=False))
    (board,) = [page.html for page in site.pages if page.uri == "adoption/index.md"]
    said = board.partition("Answers without a date")[2].partition("</details>")[0]
    assert "Web shop &lt;b&gt;" in said
    assert ">One</a>" in said
    assert "Two." not in said


def test_of_the_states_of_one_day_the_present_one_counts() -> None:
    files = {**hubs.SMALL, "standards/refunds.yml": ANSWERS["standards/refunds.yml"]}
    files["adoption/payments.yml"] = "refunds:\n" + "".join(
        f"  {name}: {{state: met, since: 2026-09-01, earlier: [{{state: not-met, since: 2026-09-01}}]}}\n"
        for name in ("one", "two")
    )
    now = hubs.build.derive(hubs.read(files).hub, TODAY)
    mine = [each for each in now.obligations if each.ask.about.id == "refunds" and each.unit.group.id == "payments"]
    assert [each.score for each in trend(mine, TODAY).points] == [0, 100, 100, 100]


# What owners and teams read on their pages


def pages(files: dict[str, bytes]) -> dict[str, str]:
    reading = hubs.build.read(files, files)
    now = hubs.build.derive(reading.hub, TODAY)
    return {page.uri: page.html for page in hubs.build.site(reading.hub, now, hubs.build.Frame(reference=False)).pages}


def test_what_is_to_be_looked_at_stands_on_the_owner_s_page() -> None:
    old = "title: {}\nowner: {}\nstatus: active\nreviewed: 2020-01-01\nreview_every: 12 months\nurl: https://x.example.org\n"
    files = hub_of(
        teams__office=OFFICE, roles__analyst="title: Analyst\npurpose: Counts.\nheld_by: li-wei\n", tools__one=old.format("One", "office"),
        tools__two=old.format("Two", "analyst"), **PEOPLE,
    )  # fmt: skip
    made = pages(files)
    for uri, expected in (
        ("teams/office.md", "One"),
        ("roles/analyst.md", "Two"),
        ("people/li-wei.md", "Two"),
        ("people/ana-pop.md", ""),
    ):
        found = [each for each in ("One", "Two") if f"{each} has not been reviewed since 1 January 2020" in made[uri]]
        assert found == ([expected] if expected else []), uri


def test_what_leans_on_something_replaced_is_to_be_looked_at() -> None:
    tool = "owner: office\nstatus: {}\nreviewed: 2026-11-01\nurl: https://x.example.org\n"
    standard = "title: Calls\nowner: office\nstatus: active\nreviewed: 2026-11-01\n"
    files = hub_of(
        teams__office=OFFICE, tools__new="title: New\n" + tool.format("active"),
        tools__old="title: Old\nreplaced_by: new\n" + tool.format("deprecated"),
        standards__calls=standard + "requirements: {kept: {must: Calls are kept., helps: old}}\n", **PEOPLE,
    )  # fmt: skip
    told = [(str(each.why), each.matter) for each in made(files)[0].attentions if "replaced" in str(each.why)]
    assert told == [("Calls leans on Old, which is replaced by New", "review")]


def test_a_team_page_names_its_meetings_and_a_session_its_hours() -> None:
    agenda = "agenda:\n  - {topic: One, duration: 20m}\n  - {topic: Two, duration: 45m}\n  - {topic: Three}\n"
    files = hub_of(
        teams__office=OFFICE,
        teams__far="name: Far\ndisciplines: [research]\n",
        meetings__leads=SERIES,
        meetings__leads__X=agenda,
        **PEOPLE,
    )
    files["meetings/leads/2026-11-24.yml"] = files.pop("meetings/leads/X.yml")
    made = pages(files)
    assert ">Leads</a>" in made["teams/office.md"].partition('id="meetings"')[2]
    assert 'id="meetings"' not in made["teams/far.md"]
    session = made["meetings/leads/2026-11-24.md"]
    assert all(f"<td>{hour}<br>" in session for hour in ("10:00", "10:20", "11:05"))
    assert "The items take 65 minutes; the meeting lasts 60." in session


def test_a_session_lasts_as_long_as_it_does_when_the_clocks_change() -> None:
    series = SERIES.replace("every: week, day: tuesday, at: 10:00, duration: 1h, from: 2026-11-03",
                            "date: 2026-10-25, at: 03:30, duration: 45m")  # fmt: skip
    session = "agenda: [{topic: One, duration: %sm}]\n"
    for minutes, long in (("45", False), ("46", True)):
        made = pages(
            hub_of(
                teams__office=OFFICE,
                meetings__leads=series,
                **PEOPLE,
                **{"meetings__leads__2026-10-25": session % minutes},
            )
        )
        assert ("46 minutes; the meeting lasts 45." in made["meetings/leads/2026-10-25.md"]) is long


# What teams find unclear


UNCLEAR = "answered_on: {on}\nrules:\n  one:\n    partly: We try.\n    unclear: Does a phone call count?\n"


def unclear(reviewed: str, on: str = "2026-10-01", publish: str = "") -> list[tuple[str, str]]:
    standard = f"title: Rules\nowner: office\nstatus: active\n{reviewed}effective: 2026-01-01\nrequirements:\n  one:\n    must: Do it.\n"
    files = hub_of(
        teams__office=OFFICE, standards__rules=standard, adoption__office=UNCLEAR.format(on=on) + publish, **PEOPLE
    )
    return [(str(each.why), each.matter) for each in made(files)[0].attentions if "unclear" in str(each.why)]


def test_what_a_team_finds_unclear_is_looked_at_again() -> None:
    told = [("Office finds “Do it.” unclear: Does a phone call count?", "review")]
    assert unclear("") == told
    assert unclear("reviewed: 2026-09-30\n") == told
    assert unclear("reviewed: 2026-10-01\n") == told
    assert unclear("reviewed: 2026-10-02\n") == []
    assert unclear("", publish="publish: false\n") == []


@pytest.mark.parametrize(("day", "proposed"), [("2026-11-24", []), ("2026-11-10", ["role/scribe"])])
def test_what_a_coming_agenda_is_about_is_not_proposed_again(day: str, proposed: list[str]) -> None:
    """The role is vacant either way; an agenda that was says nothing about the next one."""
    series = SERIES.replace("2026-11-03", "2026-01-06")
    files = hub_of(
        teams__office=OFFICE, meetings__leads=series, **PEOPLE, roles__scribe="title: Scribe\nrequired: true\n",
        **{f"meetings__leads__{day}": "notes: Said.\nagenda:\n  - topic: Who writes\n    read: role/scribe\n"},
    )  # fmt: skip
    files["hub.yml"] += b"steering: leads\n"
    now = made(files)[0]
    role = Address("role", "scribe")
    assert [each.about for each in now.attentions].count(role) == 1
    assert [str(each.about) for each in now.topics[Address("meeting", "leads")] if each.about == role] == proposed


def test_where_nothing_is_asked_nothing_has_moved() -> None:
    assert trend([], TODAY).points == ()


# What a session postponed


LATE = "published: 2026-10-01\nnotes: Said.\nagenda:\n  - {topic: Who writes, read: [tool/desk], outcome: postponed}\n"
DESK = {"tools__desk": "title: Desk\nowner: office\nstatus: active\nreviewed: 2026-11-01\nurl: https://x.example.org\n"}


@pytest.mark.parametrize(
    ("later", "waits"),
    [
        ("agenda:\n  - Something else\n", True),
        ("agenda:\n  - who  WRITES\n", False),
        ("agenda:\n  - {topic: A scribe, read: [tool/desk]}\n", False),
        ("agenda:\n  - Who writes\ncancelled: Snow.\n", True),
        ("agenda:\n  - Who writes\npublish: false\n", True),
        ("agenda:\n  - {topic: Who writes, outcome: postponed}\n", True),
    ],
)
def test_what_was_postponed_comes_back_until_a_later_agenda_takes_it_up(later: str, waits: bool) -> None:
    files = hub_of(
        teams__office=OFFICE, meetings__leads=SERIES.replace("2026-11-03", "2026-10-06"), **PEOPLE, **DESK,
        **{"meetings__leads__2026-10-20": LATE, "meetings__leads__2026-11-17": "notes: Said.\n" + later,
           "meetings__leads__2026-11-24": "agenda:\n  - First\n"},
    )  # fmt: skip
    proposed = [each for each in made(files)[0].topics.get(Address("meeting", "leads"), []) if each.name]
    assert [each.name for each in proposed] == ["Who writes"] * waits
    shown = pages(files)
    assert ("Who writes</a> <small>postponed" in shown["meetings/leads/2026-11-24.md"]) is waits
    assert ('- topic: "Who writes"' in shown["meetings/leads.md"].replace("&#34;", '"')) is waits
    assert "Who writes</a> <small>postponed" not in shown["meetings/leads/2026-10-20.md"]


def test_what_is_pasted_into_the_next_agenda_takes_up_nothing_else() -> None:
    both = LATE + "  - {topic: Who reads, outcome: postponed}\n"
    pasted = "agenda:\n  - {topic: Who writes, read: [session/leads/2026-11-10]}\n"
    files = hub_of(
        teams__office=OFFICE, meetings__leads=SERIES, **PEOPLE, **DESK,
        **{"meetings__leads__2026-11-10": both, "meetings__leads__2026-11-24": pasted},
    )  # fmt: skip
    proposed = [each.name for each in made(files)[0].topics.get(Address("meeting", "leads"), []) if each.name]
    assert proposed == ["Who reads"]


def test_a_series_that_has_ended_proposes_nothing_that_was_postponed() -> None:
    files = hub_of(
        teams__office=OFFICE, meetings__leads=SERIES + "ended: 2026-11-17\n", **PEOPLE, **DESK,
        **{"meetings__leads__2026-11-10": LATE},
    )  # fmt: skip
    assert Address("meeting", "leads") not in made(files)[0].topics


# Whether the next meeting is prepared


@pytest.mark.parametrize(
    ("session", "today", "told"),
    [
        ({}, "2026-11-21", []),
        ({}, "2026-11-22", [("2026-11-24", "2026-11-21")]),
        ({"2026-11-27": "moved_from: 2026-11-24\n"}, "2026-11-23", []),
        ({"2026-11-27": "moved_from: 2026-11-24\n"}, "2026-11-26", [("2026-11-27", "2026-11-24")]),
        ({"2026-11-27": "moved_from: 2026-11-24\npublished: 2026-11-20\n"}, "2026-11-26", []),
        ({"2026-11-23": "moved_from: 2026-12-01\n"}, "2026-11-22", [("2026-11-23", "2026-11-20")]),
        ({"2026-11-24": "cancelled: Snow.\n"}, "2026-11-23", []),
        ({"2026-11-24": "cancelled: Snow.\n"}, "2026-11-29", [("2026-12-01", "2026-11-28")]),
    ],
)  # fmt: skip
def test_an_agenda_is_late_for_the_day_on_which_the_meeting_is(
    session: dict[str, str], today: str, told: list[tuple[str, str]]
) -> None:
    written = {f"meetings__leads__{day}": text for day, text in session.items()}
    files = hub_of(teams__office=OFFICE, meetings__leads=SERIES + "agenda_before: 3 days\n", **PEOPLE, **written)
    now = made(files, datetime.date.fromisoformat(today))[0]
    found = [each for each in now.attentions if "agenda is not out" in str(each.why)]
    assert [(str(each.why), str(each.since)) for each in found] == [
        (f"Leads on {day}: the agenda is not out", since) for day, since in told
    ]


# Somebody is missing


def test_what_never_had_an_owner_or_sponsor_is_asked_for_one() -> None:
    files = hub_of(
        teams__office=OFFICE, tools__desk="title: Desk\nstatus: active\nurl: https://x.example.org\n", **PEOPLE
    )
    told = [
        (each.matter, str(each.why), str(each.step)) for each in made(files)[0].attentions if each.matter == "missing"
    ]
    assert told == [
        ("missing", "The centre has no executive sponsor", "win one, and write the name into hub.yml"),
        ("missing", "Desk has no owner", "name an owner"),
    ]
