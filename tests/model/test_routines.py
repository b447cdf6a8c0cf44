"""Daily work: what a failing step hits, which weeks are missing, who answers for what, what the sponsor is asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from textwrap import dedent

import pytest

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.derive.flow import Flow, Health
from hub_plugin.model.derive.gauges import Gauge, Reading
from hub_plugin.model.facts import Edge, Facts, Task
from hub_plugin.model.measures import Band, Measure
from hub_plugin.model.routines import Question, Stage
from hub_plugin.outputs.charts_flow import flow as drawn
from hub_plugin.outputs.charts_flow import layers
from tests import staging

TODAY = datetime.date(2026, 11, 23)
ANA, MARA = Address("person", "ana-pop"), Address("person", "mara-ionescu")
BAD = "title: Waiting\nowner: service\ncategory: value\nunit: hours\nbetter: lower\ntarget: 2\ndata: {2026-10: 5}\n"


def joined(today: datetime.date = TODAY, **files: str) -> Joined:
    texts = {f"{name.replace('__', '/').replace('_', '-')}.yml": dedent(text) for name, text in files.items()}
    reading = staging.read(staging.lay(staging.folder(staging.BASE), texts))
    assert not reading.failing(["error"]), reading.findings
    return build.derive(reading.hub, today)


def step(process: str, name: str = "") -> Address:
    return Address("process", process, name)


CHAIN = """\
title: {0}
owner: service
type: support
steps:
  one: One
  two: {{title: Two, metric: {1}}}
  three: Three
  four: {{title: Four, after: one}}
feeds: {2}
"""


def test_what_follows_a_step_off_target_is_at_risk_and_what_stands_beside_it_is_not() -> None:
    now = joined(
        metrics__bad=BAD,
        processes__a=CHAIN.format("A", "bad", "b"),
        processes__b="title: B\nowner: service\ntype: support\nsteps: {x: X, y: Y}\nfeeds: []\n",
    )
    flow = now.flow
    assert flow.health(step("a", "two")) is Health.OFF
    assert [each.about for each in flow.hit_by(step("a", "two"))] == [
        step("a", "three"), step("a"), step("b", "x"), step("b", "y"), step("b"),
    ]  # fmt: skip
    assert flow.health(step("a", "one")) is flow.health(step("a", "four")) is Health.UNKNOWN
    assert flow.cause(step("b")) == flow.stages[step("a", "two")]
    assert flow.whole_health(step("a")) is Health.OFF
    assert flow.whole_health(step("b")) is Health.RISK
    assert [each.about for each in flow.fed_by(step("b"))] == [step("a")]
    assert flow.between() == [(step("a"), step("b"))]


def test_a_circle_between_processes_ends_where_it_began() -> None:
    now = joined(
        metrics__bad=BAD,
        processes__a=CHAIN.format("A", "bad", "b"),
        processes__b="title: B\nowner: service\ntype: support\nfeeds: a\n",
    )
    assert now.flow.health(step("b")) is Health.RISK
    assert now.flow.health(step("a", "one")) is Health.UNKNOWN


def test_what_has_ended_feeds_and_measures_nothing() -> None:
    now = joined(
        metrics__bad=BAD + "ended: 2026-11-01\n",
        processes__a=CHAIN.format("A", "bad", "b"),
        processes__b="title: B\nowner: service\ntype: support\nended: 2026-01-01\n",
    )
    assert now.flow.health(step("a", "two")) is Health.UNKNOWN
    assert step("b") not in now.flow.stages
    assert now.flow.between() == []


def test_a_step_and_a_process_are_on_the_ladder_by_their_metrics() -> None:
    now = joined(
        metrics__bad=BAD,
        processes__a=CHAIN.format("A", "bad", "[]"),
        processes__b="title: B\nowner: service\ntype: support\n",
    )
    loose = {each.name: [rung.about for rung in each.rungs] for each in now.alignment.loose}
    assert loose["process-without-metric"] == [step("b")]


def test_each_stage_is_walked_from_once(monkeypatch: pytest.MonkeyPatch) -> None:
    number, metric = 2000, Address("metric", "bad")
    at = [step(f"p{index}") for index in range(number)]
    stages = [Stage(about=here, source=here, title="x", feeds=(after, at[0])) for here, after in pairwise([*at, at[0]])]
    edges = [Edge(about=here, source=here, means="measured by", back="measures", to=metric) for here in at[::50]]
    measure = Measure(
        about=metric, source=metric, title="x", unit="", category="value", factor="", better="lower", adds="last"
    )
    reading = Reading(TODAY, TODAY, Decimal(5), Band(None, Decimal(2)), None)
    walked, whole = list[Address](), Flow._next

    def counted(self: Flow, stage: Stage) -> Iterator[Address]:
        walked.append(stage.about)
        return whole(self, stage)

    monkeypatch.setattr(Flow, "_next", counted)
    flow = Flow(Facts([*stages, *edges]), {metric: Gauge(measure, (reading,), {}, (), TODAY)}, TODAY)
    assert sorted(walked) == sorted(at)
    assert sum(len(flow.hit_by(here)) for here in at) == number - len(edges)


@pytest.mark.parametrize(
    ("keys", "arrows", "rows"),
    [
        ("abc", ["ab", "bc"], ["a", "b", "c"]),
        ("abcd", ["ab", "ac", "bd", "cd"], ["a", "bc", "d"]),
        ("abc", ["bc", "ca", "ab"], ["a", "b", "c"]),
        ("dcba", ["ab", "bc", "cb", "cd"], ["a", "b", "c", "d"]),
        ("ab", ["aa", "ax"], ["ab"]),
    ],
)
def test_boxes_stand_below_what_leads_to_them(keys: str, arrows: list[str], rows: list[str]) -> None:
    found = layers(list(keys), [(arrow[0], arrow[1]) for arrow in arrows])
    assert ["".join(sorted(map(str, row))) for row in found] == rows


def test_what_is_done_again_leads_back_in_the_drawing_and_moves_no_box() -> None:
    boxes = [(key, key, "no-data") for key in "abc"]
    forth = [("a", "b"), ("b", "c")]

    def made(back: list[tuple[str, str]]) -> str:
        return drawn("one", "T", "D", boxes, forth, {}, back=back, lines=lambda text, *_: [text])

    without, again = made([]), made([("b", "a"), ("c", "a")])
    assert without.partition("<rect")[2] == again.partition("<rect")[2]
    assert (without.count("arrow--back"), again.count("arrow--back")) == (0, 2)


def test_the_drawing_escapes_and_is_empty_where_there_is_nothing_to_join() -> None:
    boxes = [("a", "<b> & c", "at-risk"), ("b", "x" * 400, "off-target")]
    made = drawn(
        "one",
        "T<",
        "D",
        boxes,
        [("a", "b"), ("b", "a")],
        {"at-risk": "△ at risk"},
        lines=lambda text, wide, most: [text[:wide]],
    )
    assert "<b>" not in made
    assert 'role="img"' in made
    assert made.count("<rect") == 2
    assert not drawn("one", "T", "D", boxes[:1], [], {}, lines=lambda text, wide, most: [text[:wide]])
    assert not drawn(
        "one",
        "T",
        "D",
        [(number, "x", "") for number in range(61)],
        [],
        {},
        lines=lambda text, wide, most: [text[:wide]],
    )


def week(outcome: str = "done", name: str = "thing") -> str:
    return f"planned: {{{name}: {{text: Do it, outcome: {outcome}, why: So.}}}}\n"


def test_the_week_after_the_fifty_third_is_the_first() -> None:
    now = joined(
        datetime.date(2027, 1, 18),
        journals__ana_pop__2026_w52=week(), journals__ana_pop__2026_w53=week("carried-over"), journals__ana_pop__2027_w01=week(),
    )  # fmt: skip
    diary = now.diaries.of(ANA)
    assert diary is not None
    assert [each.monday for each in diary.weeks] == [
        datetime.date(2026, 12, 21),
        datetime.date(2026, 12, 28),
        datetime.date(2027, 1, 4),
    ]
    assert diary.missing == (datetime.date(2027, 1, 11),)
    assert diary.since == {Address("journal", "ana-pop/2027-w01", "thing"): datetime.date(2026, 12, 28)}


def test_a_gap_is_missing_a_long_pause_is_not_and_the_running_week_never() -> None:
    now = joined(
        journals__ana_pop__2026_w20=week(), journals__ana_pop__2026_w44=week(), journals__ana_pop__2026_w46=week()
    )
    diary = now.diaries.of(ANA)
    assert diary is not None
    assert diary.missing == (datetime.date(2026, 11, 2), datetime.date(2026, 11, 16))
    assert now.diaries.missed(datetime.date(2026, 11, 16)) == [ANA]
    assert now.diaries.of(MARA) is None
    rested = joined(datetime.date(2027, 6, 1), journals__ana_pop__2026_w46=week()).diaries.of(ANA)
    assert rested is not None
    assert rested.missing == ()


def test_who_has_left_misses_nothing_afterwards() -> None:
    person = "name: Ana\njob: Lead\nleft: 2026-11-04\n"
    diary = joined(people__ana_pop=person, journals__ana_pop__2026_w43=week()).diaries.of(ANA)
    assert diary is not None
    assert diary.missing == (datetime.date(2026, 10, 26), datetime.date(2026, 11, 2))


def test_what_slipped_and_what_was_lost() -> None:
    now = joined(
        journals__ana_pop__2026_w46=week("carried-over"), journals__ana_pop__2026_w47="planned: {other: Another}\n",
        journals__ana_pop__2026_w48="planned: {new: New}\n",
    )  # fmt: skip
    diary = now.diaries.of(ANA)
    assert diary is not None
    assert [each.about.part for each in diary.lost] == ["thing"]
    assert [[each.about.part for each in now.diaries.slipped(one)] for one in diary.weeks] == [["thing"], ["other"], []]


SESSION = """\
---
agenda:
  - {topic: To decide, aim: decide}
  - {topic: To hear, aim: inform}
decisions:
  new-way:
    text: A new way.
    follow_up:
      before: {date: 2025-12-20, result: Fine}
      during: 2026-02-01
      after: {date: 2027-02-01, owner: mara-ionescu}
---
Notes.
"""


def held(text: str = SESSION, today: datetime.date = TODAY) -> Joined:
    reading = staging.read(staging.lay(staging.folder(staging.BASE), {"meetings/steering/2025-12-23.md": text}))
    assert not reading.failing(["error"]), reading.findings
    return build.derive(reading.hub, today)


def test_a_check_is_a_task_until_its_result_is_written() -> None:
    now = held()
    about = Address("session", "steering/2025-12-23", "new-way")
    checks = now.facts.about(about, Task)
    assert [each.state for each in checks] == ["done", "open", "open"]
    assert checks[2].owner == MARA
    assert [(str(each.why), each.since) for each in now.attentions if each.about == about] == [
        ("Overdue: Check while it takes effect: A new way.", datetime.date(2026, 2, 1))
    ]
    assert [due.on for due in now.dues if due.about == about] == [datetime.date(2026, 2, 1), datetime.date(2027, 2, 1)]
    agenda = held(today=datetime.date(2027, 1, 20)).topics[Address("meeting", "steering")]
    assert any("Check after it took effect" in str(each.reason) for each in agenda)


def test_checks_of_what_does_not_hold_are_dropped() -> None:
    now = held(SESSION.replace("text: A new way.", "text: A new way.\n    status: rejected"))
    states = [each.state for each in now.facts.of(Task) if each.about.part == "new-way"]
    assert states == ["done", "dropped", "dropped"]


def test_what_a_session_is_to_decide_is_asked_until_there_is_an_outcome() -> None:
    assert [each.text for each in held().facts.of(Question)] == ["To decide"]
    assert not held(SESSION.replace("aim: decide", "aim: decide, outcome: decided")).facts.of(Question)


def test_a_role_answers_for_what_it_owns_what_names_it_and_what_its_holder_owns() -> None:
    metric = "title: {0}\nowner: {1}\ncategory: value\nunit: hours\nbetter: lower\n"
    now = joined(
        metrics__a=metric.format("A", "head"), metrics__b=metric.format("B", "ana-pop"), metrics__c=metric.format("C", "service"),
        metrics__d=metric.format("D", "empty"), metrics__e=metric.format("E", "service") + "ended: 2026-01-01\n",
        roles__head="title: Head\npurpose: x\nscope: organisation\nheld_by: ana-pop\nanswers_for: [c, e]\n",
        roles__empty="title: Empty\npurpose: x\n", roles__idle="title: Idle\npurpose: x\nheld_by: mara-ionescu\n",
    )  # fmt: skip
    found = now.accountability
    head = found.of(Address("role", "head"))
    assert head is not None
    assert [each.measure.title for each in head.gauges] == ["A", "C", "B"]
    assert [each.seat.title for each in found.charges] == ["Head", "Empty", "Idle"]
    assert [each.seat.title for each in found.charges if each.empty] == ["Idle"]
    assert [each.measure.title for each in found.loose_gauges] == ["D"]


def test_a_hub_without_figures_and_posts_has_no_register_of_accountability() -> None:
    assert not joined().accountability
    assert joined(roles__post="title: Post\npurpose: x\nscope: organisation\n").accountability
