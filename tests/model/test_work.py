"""Work that goes on over time: who is how far, what waits for an answer, what is too old."""

from __future__ import annotations

import datetime
import time

import pytest

from hub_plugin import build
from hub_plugin.kinds.gap.record import Gap
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from tests import staging
from tests.data import hubs
from tests.golden import test_golden

GOLDEN = staging.folder(test_golden.HERE / "planning/content")
TODAY = datetime.date(2026, 11, 23)
GAP = "title: A gap\nowner: service\nagainst: hub\nfound_on: 2026-10-01\n"
RAISED = GAP + "raised: {date: 2026-10-05, with: [ana-pop, steering]}\n"
STEERING = Address("meeting", "steering")


def derived(texts: dict[str, str] | None = None, today: datetime.date = TODAY) -> Joined:
    reading = staging.read(staging.lay(GOLDEN, texts or {}))
    assert not reading.findings, reading.findings
    return build.derive(reading.hub, today)


def why(now: Joined, about: str) -> list[str]:
    return [str(each.why) for each in now.attentions if str(each.about) == about]


def test_standings_are_of_those_meant_and_those_who_take_part() -> None:
    found = {
        (each.assignment.about.id, each.group.about.id): (each.done, each.assignment.of, each.meant)
        for each in derived().assigned
    }
    assert found == {
        ("desk/demand", "lab"): (2, 2, False), ("desk/demand", "payments"): (1, 2, True), ("desk/demand", "service"): (0, 2, True),
        ("desk/purpose", "payments"): (0, 1, True), ("desk/purpose", "service"): (0, 1, True),
    }  # fmt: skip


def test_an_answer_under_an_old_id_counts_and_a_retired_question_does_not() -> None:
    now = derived(
        {"planning/desk/demand/payments.yml": "answered_on: 2026-10-12\nanswers:\n  reasons: Bills.\n  fax: Two.\n"}
    )
    assert [each.done for each in now.assigned_of(Address("team", "payments"))] == [1, 0]


def test_late_worksheets_are_one_attention_and_dues_of_teams() -> None:
    now = derived()
    assert why(now, "worksheet/desk/demand") == ["Demand is not finished by Payments, Service"]
    assert not why(now, "worksheet/desk/purpose")
    dues = [(due.who, due.late) for due in now.dues if due.about.id == "desk/demand" and due.what == "task"]
    assert dues == [(Address("team", "payments"), True), (Address("team", "service"), True)]
    assert Address("worksheet", "desk/purpose") in {topic.about for topic in now.topics[STEERING]}


def test_a_series_that_has_ended_asks_nobody() -> None:
    text = GOLDEN["planning/desk.yml"].decode() + "ended: 2026-11-22\n"
    now = derived({"planning/desk.yml": text})
    assert now.assigned == ()
    assert not why(now, "worksheet/desk/demand")
    assert len(derived({"planning/desk.yml": text}, datetime.date(2026, 11, 22)).assigned) == 5


def test_a_team_that_left_owes_no_worksheet() -> None:
    payments = GOLDEN["teams/payments.yml"].decode() + "left: 2026-11-01\n"
    assert not derived({"teams/payments.yml": payments}).assigned_of(Address("team", "payments"))


@pytest.mark.parametrize(
    ("severity", "last"), [("high", "2026-10-15"), ("medium", "2026-10-31"), ("low", "2026-12-30")]
)
def test_a_gap_raised_with_nobody_asks_for_attention_after_its_time(severity: str, last: str) -> None:
    files = {"gaps/mine.yml": GAP + f"severity: {severity}\n"}
    day = datetime.date.fromisoformat(last)
    assert not why(derived(files, day), "gap/mine")
    assert why(derived(files, day + datetime.timedelta(days=1)), "gap/mine") == ["A gap: found and raised with nobody"]


def test_a_gap_may_say_days_of_its_own() -> None:
    own = {"gaps/mine.yml": GAP + "raise_by: 2026-12-01\n"}
    assert not why(derived(own), "gap/mine")
    answer = {"gaps/mine.yml": GAP + "raised: {date: 2026-10-05, with: ana-pop, answer_by: 2026-12-01}\n"}
    assert not why(derived(answer), "gap/mine")
    assert [due.on for due in derived(answer).dues if due.about == Address("gap", "mine")] == [
        datetime.date(2026, 12, 1)
    ]


def test_an_answer_is_due_and_then_overdue_in_the_forum_that_was_told() -> None:
    files = {"gaps/mine.yml": RAISED}
    before, after = derived(files, datetime.date(2026, 11, 4)), derived(files, datetime.date(2026, 11, 5))
    mine = Address("gap", "mine")
    assert [(due.on, due.who, due.late) for due in before.dues if due.about == mine] == [
        (datetime.date(2026, 11, 4), Address("person", "ana-pop"), False)
    ]
    assert not why(before, "gap/mine")
    assert why(after, "gap/mine") == ["Overdue: Answer the gap “A gap”"]
    for now in (before, after):
        assert [topic.about for topic in now.topics[STEERING]].count(mine) == 1


def test_an_answered_gap_asks_for_a_plan_and_a_closed_one_for_nothing() -> None:
    answered = RAISED + "answer:\n  text: Do it.\n  date: 2026-10-20\n"
    assert why(derived({"gaps/mine.yml": answered}), "gap/mine") == [
        "A gap: answered, and nobody has planned what to do"
    ]
    assert not why(derived({"gaps/mine.yml": answered}, datetime.date(2026, 11, 19)), "gap/mine")
    closed = answered + "closed: 2026-11-01\nresult: Done.\n"
    now = derived({"gaps/mine.yml": closed})
    assert not why(now, "gap/mine")
    assert not [due for due in now.dues if due.about == Address("gap", "mine")]


def test_what_people_observed_comes_first_on_the_agenda() -> None:
    topics = derived().topics[STEERING]
    assert {topic.about.kind for topic in topics[:2]} == {"learning", "gap"}


def test_a_learning_asks_for_attention_after_sixty_days() -> None:
    day = datetime.date(2026, 8, 3) + datetime.timedelta(days=60)
    assert not why(derived(today=day), "learning/waiting")
    assert why(derived(today=day + datetime.timedelta(days=1)), "learning/waiting")


def test_a_training_without_a_count_asks_for_one_when_it_is_over() -> None:
    about = "training/agendas#autumn"
    assert not why(derived(today=datetime.date(2026, 11, 4)), about)
    assert why(derived(today=datetime.date(2026, 11, 5)), about) == [
        "Preparing a meeting of 2026-11-04: nobody wrote how many took part"
    ]


def test_a_date_of_a_training_is_called_by_its_day_and_place_in_the_language_of_the_page() -> None:
    day = "when: {date: 2026-03-04}, named: [ana-pop]"
    dates = f"dates: {{a: {{{day}}}, b: {{{day}, place: {{en: Hall, de: Saal}}}}}}\n"
    texts = {"trainings/two.yml": f"title: {{en: Two, de: Zwei}}\nowner: service\nteaches: prepared-meetings\n{dates}"}
    hub = staging.read(staging.lay(GOLDEN, texts)).hub
    site = build.site(hub, build.derive(hub, TODAY), build.Frame(language="de", reference=False))
    (page,) = (page.html for page in site.pages if page.uri == "people/ana-pop.md")
    assert ">Zwei, 4. März 2026<" in page
    assert ">Zwei, 4. März 2026, Saal<" in page


def test_a_training_goes_on_until_its_last_day_is_over() -> None:
    training = "title: Two\nowner: service\nteaches: prepared-meetings\n"
    two = {"trainings/two.yml": training + "dates: {it: {when: {dates: [2026-11-03, 2026-11-04]}}}\n"}
    assert not why(derived(two, datetime.date(2026, 11, 4)), "training/two#it")
    assert why(derived(two, datetime.date(2026, 11, 5)), "training/two#it")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_end_of_time(day: str) -> None:
    files = {
        "gaps/mine.yml": GAP.replace("2026-10-01", day),
        "gaps/other.yml": f"title: A gap\nowner: service\nagainst: hub\nfound_on: {day}\nraised: {{date: {day}, with: ana-pop}}\n",
        "learnings/mine.yml": f"title: Mine\ndate: {day}\nby: payments\nabout: hub\nwhat: So.\n",
    }
    reading = staging.read(staging.lay(GOLDEN, files))
    if not reading.findings:
        site = build.site(reading.hub, build.derive(reading.hub, TODAY), build.Frame(reference=False))
        assert site.pages


def test_the_ageing_counts_every_open_gap_once() -> None:
    reading, now = staging.read(staging.folder(hubs.ROOT / "content")), hubs.example()[1]
    gaps = reading.hub.of("gap", Gap)
    functions = reading.hub.kinds["gap"].views(reading.hub, now)  # type: ignore[misc]
    rows = functions["ageing"](gaps)
    assert sum(numbers[-1] for _, numbers in rows) == sum(gap.closed is None for gap in gaps)
    assert all(sum(numbers[:-1]) == numbers[-1] for _, numbers in rows)


def test_the_example_has_gaps_and_learnings_in_every_state() -> None:
    _, now, _ = hubs.example()
    from hub_plugin.model.facts_of_work import Observation

    states = {(each.about.kind, each.state) for each in now.facts.of(Observation)}
    assert states == {*(("gap", each) for each in ("found", "raised", "answered", "planned", "closed")),
                      *(("learning", each) for each in ("waiting", "adopted", "partly", "declined"))}  # fmt: skip


def test_a_hub_without_them_sees_nothing_of_it() -> None:
    reading = staging.read(staging.folder(staging.BASE))
    site = build.site(reading.hub, build.derive(reading.hub, TODAY), build.Frame(reference=False))
    folders = ("planning", "gaps", "trainings", "plans", "learnings")
    assert not [page.uri for page in site.pages if page.uri.startswith(folders)]
    assert not [
        path
        for path in site.files
        if any(word in path for word in (*folders, "progress", "observations", "worksheets"))
    ]
    assert not [
        page.uri
        for page in site.pages
        if any(f"{word}/index" in page.html or f'href="{word}/"' in page.html for word in folders)
    ]


def test_cost_grows_with_the_number_of_records() -> None:
    def seconds(number: int) -> float:
        texts = {f"gaps/gap-{each}.yml": RAISED for each in range(number)}
        for each in range(number):
            texts[f"learnings/learning-{each}.yml"] = (
                f"title: T {each}\ndate: 2026-05-04\nby: payments\nabout: prepared-meetings\nwhat: So.\n"
            )
        for each in range(number // 10):
            texts[f"planning/desk/sheet-{each}.md"] = (
                f"---\ntitle: S {each}\norder: {each + 3}\nquestions:\n  one: What?\n---\nText.\n"
            )
            texts[f"planning/desk/sheet-{each}/payments.yml"] = "answered_on: 2026-10-12\nanswers:\n  one: So.\n"
        files = staging.lay(GOLDEN, texts)
        begin = time.process_time()
        reading = staging.read(files)
        build.site(reading.hub, build.derive(reading.hub, TODAY), build.Frame(reference=False))
        return time.process_time() - begin

    seconds(20)
    assert seconds(800) < 8 * max(seconds(200), 0.2)
