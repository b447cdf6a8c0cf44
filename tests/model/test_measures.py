"""Figures against their targets, by hand: sums, averages, last values; deviation, sign, trend; shares; what asks for an answer."""

from __future__ import annotations

import dataclasses
import datetime
import re
from decimal import Decimal as D
from textwrap import dedent

import pytest

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined, Sign, Trend
from hub_plugin.model.derive.courses import Step
from hub_plugin.model.derive.figures import one_sided, unmeasured
from hub_plugin.model.derive.gauges import sign_of, trend_of
from hub_plugin.model.facts import Task
from hub_plugin.model.measures import Band, CheckIn, Rung, Share, Signature, at, combine
from hub_plugin.model.periods import Period, following, year_of
from hub_plugin.model.times import Duration, TextError
from hub_plugin.outputs.charts_measures import course
from tests import sites, staging

TODAY = datetime.date(2026, 11, 23)
METRIC, GOAL = Address("metric", "solved"), Address("goal", "year")
HEAD = "title: Solved\nowner: service\nsource: Desk\ncategory: value\nunit: percent\n"
AIM = "title: Year\nowner: ana-pop\nserves: hub\nmetric: solved\nperiod: 2026\n"


def joined(metric: str = "", goal: str = "", today: datetime.date = TODAY, **files: str) -> Joined:
    texts = {name if "." in name else f"{name.replace('__', '/')}.yml": dedent(text) for name, text in files.items()}
    if metric:
        texts["metrics/solved.yml"] = HEAD + dedent(metric)
    if goal:
        texts["goals/year.yml"] = AIM + dedent(goal)
    reading = staging.read(staging.lay(staging.folder(staging.BASE), texts))
    assert not reading.failing(["error"]), reading.findings
    return build.derive(reading.hub, today)


def why(now: Joined, about: Address = METRIC) -> list[str]:
    return [str(each.why) for each in now.attentions if each.about == about]


@pytest.mark.parametrize(
    ("adds", "expected"),
    [("sum", D(12)), ("average", D(3)), ("last", D(5))],
)
def test_parts_make_a_whole(adds: str, expected: D) -> None:
    assert combine(adds, [(D(1), D(1)), (D(2), D(1)), (D(4), D(1)), (D(5), D(1))]) == expected


def test_an_average_knows_weights_and_nothing_makes_nothing() -> None:
    assert combine("average", [(D(78), D(3)), (D(62), D(1))]) == D(74)  # (234 + 62) ÷ 4
    assert combine("average", [(D(78), D(0))]) is None
    assert [combine(adds, []) for adds in ("sum", "average", "last")] == [None, None, None]


@pytest.mark.parametrize(
    ("band", "value", "deviation", "holds"),
    [
        (Band(D(75), None), D(75), D(0), True),
        (Band(D(75), None), D("68.2"), D("-6.8"), False),
        (Band(D(75), None), D(80), D(5), True),
        (Band(None, D(4)), D("4.5"), D("0.5"), False),
        (Band(None, D(4)), D(3), D(-1), True),
        (Band(D(20), D(40)), D(30), D(0), True),
        (Band(D(20), D(40)), D(15), D(-5), False),
        (Band(D(20), D(40)), D(41), D(1), False),
    ],
)
def test_deviation_is_value_less_edge(band: Band, value: D, deviation: D, holds: bool) -> None:
    assert (band.deviation(value), band.holds(value)) == (deviation, holds)


@pytest.mark.parametrize(
    ("value", "sign"),
    [(D(75), Sign.ON), (D("74.9"), Sign.OFF), (D(70), Sign.OFF), (D("69.9"), Sign.BEYOND), (None, Sign.NO_DATA)],
)
def test_the_sign_at_its_borders(value: D | None, sign: Sign) -> None:
    assert sign_of(value, Band(D(75), None), Band(D(70), None)) is sign


def test_without_a_threshold_nothing_is_beyond_and_without_a_target_nothing_is_off() -> None:
    assert sign_of(D(1), Band(D(75), None)) is Sign.OFF
    assert sign_of(D(1), None) is Sign.NO_TARGET
    assert sign_of(D(1), None, Band(D(70), None)) is Sign.BEYOND


def test_a_band_moves_with_its_target() -> None:
    assert Band(D(69), None).moved(Band(D(72), None), Band(D("68.5"), None)) == Band(D("65.5"), None)
    assert Band(D(10), D(50)).moved(Band(D(20), D(40)), Band(D(30), D(60))) == Band(D(20), D(70))


@pytest.mark.parametrize(
    ("better", "before", "now", "trend"),
    [
        ("higher", D(1), D(2), Trend.BETTER), ("higher", D(2), D(1), Trend.WORSE), ("lower", D(2), D(1), Trend.BETTER),
        ("lower", D(1), D(1), Trend.SAME), ("between", D(15), D(25), Trend.BETTER), ("between", D(30), D(45), Trend.WORSE),
        ("between", D(25), D(35), Trend.SAME),
    ],
)  # fmt: skip
def test_the_trend_knows_what_is_good(better: str, before: D, now: D, trend: Trend) -> None:
    assert trend_of(better, before, now, Band(D(20), D(40))) is trend


def test_targets_hold_from_their_day_on() -> None:
    bands = ((datetime.date(2026, 1, 1), Band(D(75), None)), (None, Band(D(70), None)))
    assert at(bands, datetime.date(2025, 12, 31)) == Band(D(70), None)
    assert at(bands, datetime.date(2026, 1, 1)) == Band(D(75), None)
    assert at(bands[:1], datetime.date(2025, 12, 31)) is None


@pytest.mark.parametrize(
    ("text", "starts", "first", "last"),
    [
        ("2026", 1, "2026-01-01", "2026-12-31"), ("2026", 4, "2026-04-01", "2027-03-31"), ("2026-Q3", 1, "2026-07-01", "2026-09-30"),
        ("2026-q4", 4, "2027-01-01", "2027-03-31"), ("2024-02", 7, "2024-02-01", "2024-02-29"), ("2026-W01", 1, "2025-12-29", "2026-01-04"),
        ("2026-03-02", 1, "2026-03-02", "2026-03-02"),
    ],
)  # fmt: skip
def test_periods(text: str, starts: int, first: str, last: str) -> None:
    span = Period.parse(text).span(starts)
    assert [str(day) for day in span] == [first, last]
    assert Period.parse(str(Period.parse(text))) == Period.parse(text)


@pytest.mark.parametrize(
    "text", ["26", "2026-13", "2026-00", "2026-W54", "2026-02-30", "2026-Q5", "1200", "9999", "", "March", "٢٠٢٦"]
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(TextError):
        Period.parse(text)


def test_years_and_months_in_a_row() -> None:
    assert [year_of(datetime.date(2026, month, 1), 4) for month in (3, 4)] == [2025, 2026]
    year = Period.parse("2026").span()
    months = [Period.parse(f"2026-{month:02}").span() for month in range(1, 13)]
    assert following(months, year)
    assert not following(months[1:], year)
    assert not following([months[0], *months], year)


def test_readings_meet_the_target_of_their_time() -> None:
    gauge = joined(
        "better: higher\ntarget: {2025: 70, 2026: 75}\nwarn: 68\ndata: {2025-12: 72, 2026-01: 72, 2026-02: 67.5}\n"
    ).gauges[METRIC]
    assert [(each.sign, each.deviation) for each in gauge.readings] == [
        (Sign.ON, D(2)), (Sign.OFF, D(-3)), (Sign.BEYOND, D("-7.5")),
    ]  # fmt: skip
    assert (gauge.sign, gauge.trend, gauge.target) == (Sign.BEYOND, Trend.WORSE, Band(D(75), None))


def test_the_whole_is_made_of_teams_as_the_metric_adds() -> None:
    data = "data: {2026-01: {payments: 78, service: 62}, 2026-02: {payments: 80, service: 0}}\n"
    weighted = joined("better: higher\nweights: {payments: 3}\n" + data).gauges[METRIC]
    assert [(each.amount, each.made) for each in weighted.readings] == [(D(74), True), (D(60), True)]
    assert [each.amount for each in joined("better: higher\nadds: sum\n" + data).gauges[METRIC].readings] == [
        D(140),
        D(80),
    ]
    last = joined("better: higher\nadds: last\n" + data).gauges[METRIC]
    assert (last.readings, last.sign) == ((), Sign.NO_DATA)
    assert [each.amount for each in last.groups[Address("team", "payments")]] == [D(78), D(80)]


PAYMENTS, SERVICE = Address("team", "payments"), Address("team", "service")


@pytest.mark.parametrize("adds", ["sum", "average"])
def test_a_silent_team_leaves_no_whole(adds: str) -> None:
    """A figure without it would look better, or worse, than what is true."""
    data = (
        "data: {2026-07: {payments: 50}, 2026-08: {payments: 80, service: 50}, 2026-09: {payments: 60}, "
        "2026-10: {payments: 9, service: 8}}\n"
    )
    gauge = joined(f"better: lower\nadds: {adds}\ntarget: 100\n{data}").gauges[METRIC]
    assert [each.first.month for each in gauge.readings] == [7, 8, 10], "a team counts from its first value on"
    assert {span[0].month: groups for span, groups in gauge.lacking.items()} == {9: (SERVICE,)}
    assert gauge.silent is None


def test_what_is_known_of_a_sum_counts_though_a_team_is_silent() -> None:
    data = (
        "data: {2026-04: {payments: 10, service: 10}, 2026-05: {payments: 10}, 2026-06: {payments: 10, service: 10}}\n"
    )
    gauge = joined("better: lower\nadds: sum\n" + data).gauges[METRIC]
    assert gauge.of(Period.parse("2026-Q2").span()) == D(50)
    assert [each.first.month for each in gauge.readings] == [4, 6]


@pytest.mark.parametrize(
    ("rhythms", "made", "lacking"),
    [
        # the months of one fill the quarter of the other; which share of it falls into a month, nobody knows
        ("2026-Q1: {service: 30}, 2026-01: {payments: 1}, 2026-02: {payments: 1}, 2026-03: {payments: 1}", {"2026-Q1": 33}, {}),
        ("2026-01: {payments: 1, service: 2}, 2026: {payments: 9}, 2026-02: {payments: 1, service: 2}", {"2026-01": 3, "2026-02": 3}, {}),
        ("2026-01: {payments: 1, service: 2}, 2026-02: {payments: 1, service: 2}, 2026-Q1: {service: 7}, 2026-03: {payments: 1}",
         {"2026-01": 3, "2026-02": 3, "2026-Q1": 10}, {}),
    ],
)  # fmt: skip
def test_teams_measure_in_rhythms_of_their_own(rhythms: str, made: dict[str, int], lacking: dict[str, str]) -> None:
    gauge = joined("better: lower\nadds: sum\ndata: {" + rhythms + "}\n").gauges[METRIC]
    found = {(each.first, each.last): each.amount for each in gauge.readings}
    assert found == {Period.parse(name).span(): D(amount) for name, amount in made.items()}
    assert dict(gauge.lacking) == lacking


def test_a_team_that_is_a_turn_late_is_named() -> None:
    metric = (
        "better: lower\nadds: sum\ntarget: 100\ndata: {2026-08: {payments: 80, service: 50}, 2026-09: {payments: 60}}\n"
    )
    gauge = joined(metric).gauges[METRIC]
    assert gauge.silent == ((datetime.date(2026, 9, 1), datetime.date(2026, 9, 30)), (SERVICE,))
    assert gauge.latest
    assert (gauge.latest.amount, gauge.sign) == (D(130), Sign.OFF)
    assert why(joined(metric, today=datetime.date(2026, 10, 30))) == []
    assert why(joined(metric, today=datetime.date(2026, 11, 1))) == ["Solved has no value of Service since 2026-08-31"]
    given_up = "better: lower\nadds: sum\ndata: {2024-08: {payments: 80, service: 50}, 2026-09: {payments: 60}}\n"
    assert joined(given_up).gauges[METRIC].lacking == {}, "after a year it has given up measuring"


def test_no_single_team_is_judged_by_the_target_of_a_sum() -> None:
    data = "target: 100\nwarn: 140\ndata: {2026-08: {payments: 80, service: 70}}\n"
    gauge = joined("better: lower\nadds: sum\n" + data).gauges[METRIC]
    assert gauge.sign is Sign.BEYOND
    assert [found[-1].sign for found in gauge.groups.values()] == [Sign.NO_TARGET, Sign.NO_TARGET]
    gauge = joined("better: lower\n" + data).gauges[METRIC]
    assert [found[-1].sign for found in gauge.groups.values()] == [Sign.ON, Sign.ON]


def test_each_day_counts_once() -> None:
    data = "data: {2026-01: 10, 2026-02: 10, 2026-03: 10, 2026-Q1: 31, 2026-04: 12, 2026-05: 9}\n"
    gauge = joined("better: higher\nadds: sum\n" + data).gauges[METRIC]
    assert gauge.of(Period.parse("2026").span()) == D(31 + 12 + 9)
    assert gauge.of(Period.parse("2026-02").span()) == D(10)


@pytest.mark.parametrize(
    ("data", "trend"),
    [
        ("2026-02: 11, 2026-03: 10, 2026-Q1: 30", Trend.WORSE),  # March follows February, not the quarter
        ("2026-Q1: 30, 2026-04: 10", Trend.UNKNOWN),
        ("2026-Q1: 30, 2026-Q2: 31", Trend.BETTER),
        ("2026-01: 10, 2026-02: 11", Trend.BETTER),
    ],
)
def test_a_trend_compares_periods_of_one_length(data: str, trend: Trend) -> None:
    assert joined(f"better: higher\nadds: sum\ndata: {{{data}}}\n").gauges[METRIC].trend is trend


def test_a_chart_draws_what_its_legend_shows() -> None:
    """● on target, ◆ off target, ■ beyond the threshold are filled; what has no target is a ring."""
    band = Band(D(10), None)
    steps = [Step(TODAY, TODAY, target, Band(D(5), None), D(amount)) for target, amount in
             ((band, 12), (band, 8), (band, 2), (None, 12))]  # fmt: skip
    drawn = course("one", "T", "D", steps, list("abcd"), ["value", "target", "threshold"])
    shapes = re.findall(r'<(circle|path|rect) class="coehub-chart__(on|off|beyond|point)"', drawn)
    assert shapes == [("circle", "on"), ("path", "off"), ("rect", "beyond"), ("circle", "point")]
    styles = (sites.ROOT / "hub_plugin/theme/overrides/assets/coehub/coehub.css").read_text()
    assert re.search(r"__on, .*__off, .*__beyond \{ fill: var\(--md-default-fg-color\)", styles)


def test_values_of_the_future_wait() -> None:
    gauge = joined("better: higher\ndata: {2026-11: 70, 2026-12: 90}\n").gauges[METRIC]
    assert [each.amount for each in gauge.readings] == [D(70)]


def test_a_deviation_beyond_the_threshold_asks_until_it_is_answered() -> None:
    metric = "better: higher\ntarget: 75\nwarn: 70\ndata: {2026-08: 60, 2026-09: 65, 2026-10: 74}\n"
    assert why(joined(metric)) == [
        "Solved was beyond its threshold and nobody has answered, most recently from 2026-09-01"
    ]
    reason = metric + "responses: {2026-09: {why: Illness.}}\n"
    assert why(joined(reason)), "a reason alone is no answer"
    assert why(joined(metric + "responses: {2026-09: {why: Illness., confirmed: The target stays.}}\n")) == []
    earlier = metric + "responses: {2026-08: {action: {text: Train., owner: ana-pop, due: 2026-12-01}}}\n"
    assert why(joined(earlier)) == [
        "Solved was beyond its threshold and nobody has answered, most recently from 2026-09-01"
    ]


def test_a_corrective_action_is_a_task() -> None:
    now = joined(
        "better: higher\nresponses: {2026-08: {action: {text: Train., owner: ana-pop, due: 2026-12-01}}}\ndata: {2026-08: 60}\n"
    )
    assert [(due.text, due.who, str(due.on)) for due in now.dues if due.what == "task"] == [
        ("Train.", Address("person", "ana-pop"), "2026-12-01")
    ]


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("", "open"), (", done_on: 2026-09-09", "done"), (", status: done", "done"), (", status: dropped, done_on: 2026-09-09", "dropped"),
    ],
)  # fmt: skip
def test_what_has_a_day_on_which_it_was_done_is_done(written: str, state: str) -> None:
    action = f"{{text: Train., owner: ana-pop, due: 2026-09-01{written}}}"
    milestone = f"{{title: Draft, due: 2026-09-01{written}}}"
    meeting = f"---\nactions: {{tell: {action}}}\n---\nNotes.\n"
    now = joined(
        f"better: higher\ndata: {{2026-08: 60}}\nresponses: {{2026-08: {{action: {action}}}}}\n",
        f"milestones: {{draft: {milestone}}}\ncheck_ins: {{2026-08: {{action: {action}}}}}\n",
        initiatives__desk=f"title: Desk\nstage: running\nmilestones: {{draft: {milestone}}}\n",
        meetings__steering="title: Steering\nowner: service\n", **{"meetings/steering/2026-09-01.md": meeting},
    )  # fmt: skip
    tasks = now.facts.of(Task)
    assert {each.source.kind for each in tasks} == {"metric", "goal", "initiative", "session"}
    assert {each.state for each in tasks} == {state}
    assert bool([each for each in now.attentions if "Overdue" in str(each.why)]) is (state == "open")


def test_missing_values_are_missed_after_a_whole_turn() -> None:
    metric = "better: higher\ndata: {2026-01: 70}\n"
    assert why(joined(metric, today=datetime.date(2026, 3, 31))) == []
    assert why(joined(metric, today=datetime.date(2026, 4, 1))) == ["Solved has no value since 2026-01-31"]
    assert why(joined(metric + "ended: 2026-02-28\n", today=datetime.date(2027, 12, 1))) == []
    assert why(joined("better: higher\n")) == ["Solved has no value yet"]


@pytest.mark.parametrize(
    ("every", "last", "missed"),
    [
        ("1 month", "2026-01-31", "2026-03-31"), ("1 month", "2026-02-28", "2026-04-30"), ("1 month", "2026-12-31", "2027-02-28"),
        ("3 months", "2026-06-30", "2026-12-31"), ("1 year", "2026-12-31", "2028-12-31"),
        ("1 month", "2026-12-30", "2027-02-28"), ("1 month", "2026-01-15", "2026-03-15"), ("1 week", "2026-01-31", "2026-02-14"),
    ],
)  # fmt: skip
def test_a_whole_turn_leads_from_the_end_of_a_month_to_the_end_of_one(every: str, last: str, missed: str) -> None:
    (measure,) = (gauge.measure for gauge in joined("better: higher\ndata: {2026-01: 70}\n").gauges.values())
    turning = dataclasses.replace(measure, every=Duration.parse(every))
    assert turning.missed_after(datetime.date.fromisoformat(last)) == datetime.date.fromisoformat(missed)


@pytest.mark.parametrize(
    ("categories", "side", "missing"),
    [
        (["financial"], "financial", ["tactical", "value", "longevity"]),
        (["tactical", "tactical"], "tactical", ["value", "longevity", "financial"]),
        (["value"], "", ["tactical", "longevity", "financial"]), (["financial", "tactical"], "", ["value", "longevity"]), ([], "", None),
    ],
)  # fmt: skip
def test_a_centre_that_measures_one_side_only_is_told(
    categories: list[str], side: str, missing: list[str] | None
) -> None:
    files = {
        f"metrics__m{index}": f"title: M{index}\nowner: service\ncategory: {each}\nbetter: higher\n"
        for index, each in enumerate(categories)
    }
    now = joined(**files)
    measures = [gauge.measure for gauge in now.gauges.values()]
    assert one_sided(measures) == side
    assert missing is None or unmeasured(measures) == missing
    assert ("The centre measures money only" in why(now, Address("hub", "hub"))) == (side == "financial")


MONTHS = "target: {2026: 75, 2026-08: 70, 2026-09: 72, 2026-10: 74}\n"


def test_an_aim_goes_step_by_step() -> None:
    metric = "better: higher\ntarget: 75\nwarn: 71\ndata: {2026-08: 71, 2026-09: 70, 2026-10: 66}\n"
    course = joined(metric, MONTHS + "check_ins: {2026-09: 71.5}\n").courses[GOAL]
    assert [(step.actual, step.sign, step.deviation) for step in course.whole.steps] == [
        (D(71), Sign.ON, D(1)), (D("71.5"), Sign.OFF, D("-0.5")), (D(66), Sign.BEYOND, D(-8)),  # threshold 74 − (75 − 71) = 70
    ]  # fmt: skip
    assert course.whole.actual == (D(71) + D("71.5") + D(66)) / 3
    assert course.whole.wanted == Band(D(72), None)
    assert (course.whole.sign, course.whole.target) == (Sign.OFF, Band(D(75), None))
    assert course.latest is not None
    assert course.latest.actual == D(66)


@pytest.mark.parametrize(("adds", "actual", "wanted"), [("sum", D(206), D(216)), ("last", D(66), D(74))])
def test_so_far_adds_as_the_metric_does(adds: str, actual: D, wanted: D) -> None:
    metric = f"better: higher\nadds: {adds}\ndata: {{2026-08: 70, 2026-09: 70, 2026-10: 66}}\n"
    whole = joined(metric, MONTHS).courses[GOAL].whole
    assert (whole.actual, whole.wanted) == (actual, Band(wanted, None))


def test_a_sum_that_is_more_than_may_be_is_missed() -> None:
    """At most 100 in the year: 280 cannot become less, 60 may still become more."""
    metric = "better: lower\nadds: sum\ndata: {2026-02: {payments: 220, service: 60}}\n"
    goal = "target: 100\nby_team: {payments: 30, service: 70}\n"
    course = joined(metric, goal).courses[GOAL]
    assert (course.whole.actual, course.whole.wanted, course.whole.sign) == (D(280), Band(None, D(100)), Sign.OFF)
    assert {part.who.id: part.sign for part in course.parts if part.who} == {
        "payments": Sign.OFF, "service": Sign.NO_TARGET,
    }  # fmt: skip
    assert joined(metric.replace("lower", "higher"), goal).courses[GOAL].whole.sign is Sign.NO_TARGET


@pytest.mark.parametrize(
    ("adds", "parts", "said"),
    [
        ("sum", "by_team: {payments: 50, service: 50}", ["The parts add up to the whole."]),
        ("sum", "by_team: {payments: 20, service: 30}", ["The teams' parts add up to 50%, not to 100%."]),
        ("sum", "by_team: {payments: 50, service: 50}\nby_person: {ana-pop: 40}", ["The people's parts add up to 40%, not to 100%."]),
        ("sum", "by_team: {payments: {2026-03: 20}}", []),
        ("average", "by_team: {payments: 90, service: 110}", ["The teams' parts average to the whole."]),
        ("average", "by_team: {payments: 90, service: 100}\nby_person: {ana-pop: 40}", ["The teams' parts average to 95%, not to 100%."]),
        ("last", "by_team: {payments: 90, service: 100}", ["Each part stands for itself."]),
    ],
)  # fmt: skip
def test_a_goal_s_page_says_what_its_parts_make_together(adds: str, parts: str, said: list[str]) -> None:
    texts = {
        "metrics/solved.yml": f"{HEAD}better: higher\nadds: {adds}\n",
        "goals/year.yml": f"{AIM}target: 100\n{parts}\n",
    }
    hub = staging.read(staging.lay(staging.folder(staging.BASE), texts)).hub
    site = build.site(hub, build.derive(hub, TODAY), build.Frame(reference=False))
    (page,) = [each.html for each in site.pages if each.uri == "goals/year.md"]
    found = re.findall(r"<p><small>(?:! )?((?:The (?:\w+'s? )?parts|Each part) .*?)</small>", page)
    assert [each.replace("\u00a0", "") for each in found] == said


SUMMED = "better: higher\nadds: sum\n"
YEARLY = """
target: 120
by_team: {payments: 60, service: 60}
by_person: {ana-pop: 120}
check_ins:
  2026-07: {actual: 12, by_team: {payments: 7, service: 5}, by_person: {ana-pop: 12}}
  2026-08: {actual: 9, by_team: {payments: 5, service: 4}}
  2026-09: {actual: 2, by_team: {payments: 1}}
"""


@pytest.mark.parametrize(
    ("data", "whole", "payments"),
    [
        ("", 23, 13),
        ("data: {2026-07: 10, 2026-08: 10, 2026-09: 10}", 23, 13),
        ("data: {2026-06: 30, 2026-07: 10}", 53, 13),
        ("data: {2026-Q3: 25}", 25, 13),  # each day counts once
        ("data: {2026-07: {payments: 1, service: 1}, 2026-10: {payments: 3, service: 1}}", 27, 16),
    ],
)
def test_a_sum_counts_what_check_ins_say_also_where_only_the_end_has_a_target(
    data: str, whole: int, payments: int
) -> None:
    now = joined(SUMMED + data, YEARLY)
    course = now.courses[GOAL]
    parts = {part.who.id: part.actual for part in course.parts if part.who}
    assert course.whole.actual == D(whole)
    assert parts == {"payments": D(payments), "service": parts["service"], "ana-pop": D(12)}
    assert [step.actual for step in course.whole.steps] == [D(12), D(9), D(2)]
    assert course.whole.sign is Sign.NO_TARGET
    assert "Solved has no value yet" not in why(now)


@pytest.mark.parametrize(
    ("data", "actual", "wanted"),
    [
        ("2026-07: 9, 2026-08: 11", 20, 20),  # the quarter has no more than these months, and is no second time
        ("2026-07: 9, 2026-08: 11, 2026-09: 9", 29, 30),
        ("2026-07: 9, 2026-Q3: 31", 31, 32),  # the quarter was measured, and counts
        (
            "2026-04: 5, 2026-05: 6, 2026-06: 3, 2026-07: 9",
            23,
            38,
        ),  # its months have no target of their own, a quarter has
        ("2026-04: 5, 2026-07: 9", 9, 10),  # of which nobody knows yet how it stands
    ],
)
def test_each_day_counts_once_where_a_quarter_has_a_target_as_well_as_its_months(
    data: str, actual: int, wanted: int
) -> None:
    targets = "target: {2026: 120, 2026-Q2: 28, 2026-Q3: 32, 2026-07: 10, 2026-08: 10, 2026-09: 10}\n"
    whole = joined(SUMMED + f"data: {{{data}}}\n", targets).courses[GOAL].whole
    assert whole.wanted is not None
    assert (whole.actual, whole.wanted.low) == (D(actual), D(wanted))


def test_a_reason_alone_does_not_narrow_the_figure_so_far() -> None:
    metric = "better: higher\ndata: {2026-07: 60, 2026-08: 90}\n"
    whole = joined(metric, "target: 70\ncheck_ins: {2026-07: {why: Ill.}}\n").courses[GOAL].whole
    assert (whole.actual, whole.sign) == (D(75), Sign.ON)


def test_a_silent_team_is_named_until_a_check_in_says_the_whole() -> None:
    metric = SUMMED + "data: {2026-08: {payments: 8, service: 5}, 2026-09: {payments: 6}}\n"
    lacking = joined(metric, "target: 100\n").courses[GOAL]
    assert (lacking.whole.actual, list(lacking.lacking.values())) == (D(19), [(SERVICE,)])
    said = joined(metric, "target: 100\ncheck_ins: {2026-09: 13}\n").courses[GOAL]
    assert (said.whole.actual, said.lacking) == (D(26), {})


MONTH = AIM.replace("2026", "2026-09")
QUARTER = AIM.replace("2026", "2026-Q3")


@pytest.mark.parametrize(
    ("head", "better", "data", "goal", "expected"),
    [
        (MONTH, "higher", "2026-09: 10", "target: 12\ncheck_ins: {2026-09: {actual: 4, why: Ill.}}", (4, Sign.OFF)),
        (QUARTER, "higher", "2026-07: 5, 2026-08: 5, 2026-09: 5", "target: 12", (15, Sign.ON)),
        (QUARTER, "higher", "2026-07: 3, 2026-08: 3, 2026-09: 3", "target: {2026-Q3: 12, 2026-07: 3}", (9, Sign.OFF)),
        (QUARTER, "lower", "2026-07: 5, 2026-09: 5", "target: 12", (10, Sign.NO_TARGET)),  # August may change it
        (QUARTER, "higher", "2026-07: 5, 2026-09: 5", "target: 12", (10, Sign.NO_TARGET)),
        (QUARTER, "higher", "2026-07: 5, 2026-09: 9", "target: 12", (14, Sign.ON)),
        (QUARTER, "lower", "2026-07: 5, 2026-09: 9", "target: 12", (14, Sign.OFF)),
    ],
)
def test_when_its_time_is_over_a_sum_is_compared_with_what_was_wanted_at_the_end(
    head: str, better: str, data: str, goal: str, expected: tuple[int, Sign]
) -> None:
    now = joined(f"better: {better}\nadds: sum\ndata: {{{data}}}\n", goals__other=f"{head}{goal}\n")
    whole = now.courses[Address("goal", "other")].whole
    assert (whole.actual, whole.sign) == expected
    assert "Year is past its time" in why(now, Address("goal", "other"))


def test_parts_of_what_is_over_are_judged_and_beyond_is_asked_about() -> None:
    data = "target: 100\nwarn: 90\ndata: {2026-09: {payments: 8, service: 5}}\n"
    goal = MONTH + "target: 30\nby_team: {payments: 8, service: 22}\ncheck_ins: {2026-09: {why: Ill.}}\n"
    now = joined(SUMMED + data, goals__other=goal)
    other = Address("goal", "other")
    assert [part.sign for part in now.courses[other].parts] == [Sign.ON, Sign.OFF]
    assert now.courses[other].whole.steps[0].sign is Sign.BEYOND
    assert any("nobody has answered" in each for each in why(now, other))


def test_a_sum_names_the_periods_that_it_does_not_know() -> None:
    data = SUMMED + "data: {2026-02: 1, 2026-04: 1, 2026-07: 1, 2026-08: 1, 2026-09: 1}\n"
    year = joined(data, "target: 100\n").courses[GOAL].whole
    assert [first.month for first, _ in year.missing] == [1, 3, 5, 6, 10]
    steps = joined(data, "target: {2026: 100, 2026-02: 5, 2026-03: 5}\n").courses[GOAL].whole
    assert ([first.month for first, _ in steps.missing], steps.actual) == ([3], D(1))
    assert joined(data.replace("sum", "average"), "target: 100\n").courses[GOAL].whole.missing == ()


QUARTERS = "target: {2026: 40, 2026-Q3: 12, 2026-Q4: 12}\n"


@pytest.mark.parametrize(
    ("better", "data", "signs", "so_far"),
    [
        (
            "higher",
            "2026-07: 5, 2026-08: 4, 2026-09: 5, 2026-10: 6",
            [Sign.ON, Sign.NO_TARGET],
            (14, Sign.ON),
        ),  # under way
        ("higher", "2026-07: 5, 2026-08: 4, 2026-09: 5, 2026-10: 13", [Sign.ON, Sign.ON], (27, Sign.ON)),
        (
            "higher",
            "2026-07: 5, 2026-09: 4",
            [Sign.NO_TARGET, Sign.NO_DATA],
            (9, Sign.NO_TARGET),
        ),  # August may change it
        ("higher", "2026-Q3: 9, 2026-10: 1", [Sign.OFF, Sign.NO_TARGET], (9, Sign.OFF)),
        ("lower", "2026-Q3: 9, 2026-10: 13", [Sign.ON, Sign.OFF], (22, Sign.ON)),
        ("lower", "2026-Q3: 38, 2026-10: 3", [Sign.OFF, Sign.NO_TARGET], (41, Sign.OFF)),
    ],
)
def test_a_step_of_a_sum_is_judged_when_nothing_can_change_it_any_more(
    better: str, data: str, signs: list[Sign], so_far: tuple[int, Sign]
) -> None:
    whole = joined(f"better: {better}\nadds: sum\ndata: {{{data}}}\n", QUARTERS).courses[GOAL].whole
    assert [step.sign for step in whole.steps] == signs
    assert (whole.actual, whole.sign) == so_far
    assert [step.deviation is None for step in whole.steps] == [
        each in (Sign.NO_TARGET, Sign.NO_DATA) for each in signs
    ]


def test_what_is_said_of_a_time_to_come_waits() -> None:
    metric = "better: higher\ntarget: 90\nwarn: 85\ndata: {2026-09: 60}\n"
    goal = "target: 90\ncheck_ins: {2026-12: {actual: 99, why: Hope., confirmed: It stays.}}\n"
    now = joined(metric, goal)
    course = now.courses[GOAL]
    assert (course.whole.actual, course.whole.sign, course.said) == (D(60), Sign.OFF, ())
    assert now.gauges[METRIC].unanswered()
    assert {
        "Year: “check_ins” tells of 2026-12-01, which has not come yet",
        "Year has no check-in for the month until 2026-10-31",
    } <= set(why(now, GOAL))
    assert joined(metric, goal, datetime.date(2026, 12, 1)).courses[GOAL].whole.actual == D("79.5")


@pytest.mark.parametrize(
    ("state", "day", "asked"),
    [
        ("open", "2026-12-31", None), ("open", "2027-01-01", "Year is past its time"), ("missed", "2027-01-01", None),
        ("achieved", "2026-12-31", "Year is called achieved, and is off target so far"), ("achieved", "2027-01-01", None),
    ],
)  # fmt: skip
def test_a_goal_is_closed_when_its_time_is_over_and_not_while_it_is_off(
    state: str, day: str, asked: str | None
) -> None:
    now = joined(
        "better: higher\ndata: {2026-09: 60}\n", f"status: {state}\ntarget: 90\n", datetime.date.fromisoformat(day)
    )
    assert [each for each in why(now, GOAL) if "its time" in each or "achieved" in each] == ([asked] if asked else [])


def test_a_month_that_is_left_out_has_no_target_but_one_target_alone_holds_every_month() -> None:
    metric = "better: higher\ndata: {2026-07: 66}\n"
    left_out = joined(metric, MONTHS + "check_ins: {2026-07: 66.4}\n").courses[GOAL].whole.steps[0]
    assert (left_out.actual, left_out.target, left_out.sign) == (D("66.4"), None, Sign.NO_TARGET)
    alone = joined(metric, "target: 75\ncheck_ins: {2026-07: 66.4}\n").courses[GOAL].whole.steps[0]
    assert (alone.target, alone.deviation) == (Band(D(75), None), D("-8.6"))
    added = joined("adds: sum\n" + metric, "target: 900\ncheck_ins: {2026-07: 66}\n").courses[GOAL].whole
    assert (added.steps[0].target, added.actual, added.sign) == (None, D(66), Sign.NO_TARGET)


def test_parts_of_teams_and_people() -> None:
    metric = "better: higher\ndata: {2026-08: {payments: 77, service: 70}, 2026-09: {payments: 79, service: 72}}\n"
    goal = (
        MONTHS.replace("75", "75")
        + "by_team: {payments: 78, service: 72}\nby_person: {ana-pop: 75}\ncheck_ins: {2026-08: {by_person: {ana-pop: 76}}}\n"
    )
    parts = {part.who.id: part for part in joined(metric, goal).courses[GOAL].parts if part.who}
    assert (parts["payments"].actual, parts["payments"].sign) == (D(78), Sign.ON)
    assert (parts["service"].actual, parts["service"].sign) == (D(71), Sign.OFF)
    assert (parts["ana-pop"].actual, parts["ana-pop"].wanted, parts["ana-pop"].sign) == (
        D(76),
        Band(D(75), None),
        Sign.ON,
    )


def test_a_deviation_is_asked_for_once_where_a_goal_checks_it() -> None:
    metric = "better: higher\ntarget: 75\nwarn: 71\ndata: {2026-10: 60}\n"
    now = joined(metric, MONTHS + "signed: {ana-pop: 2026-01-10}\n")
    assert why(now) == []
    assert why(now, GOAL) == [
        "Year was beyond its threshold and nobody has answered, most recently from 2026-10-01",
        "Year has no check-in for the month until 2026-10-31",
    ]  # fmt: skip
    answered = MONTHS + "signed: {ana-pop: 2026-01-10}\ncheck_ins: {2026-10: {why: Storm., confirmed: It stays.}}\n"
    assert why(joined(metric, answered), GOAL) == []


@pytest.mark.parametrize(
    ("today", "missed"),
    [
        ("2026-01-31", None),
        ("2026-02-13", None),
        ("2026-02-14", "2026-01-31"),
        ("2026-04-14", "2026-03-31"),
        ("2026-12-31", "2026-11-30"),
    ],
)
def test_check_ins_have_a_fortnight(today: str, missed: str | None) -> None:
    now = joined("better: higher\ndata: {2026-01: 80}\nended: 2026-01-31\n", "target: 75\nsigned: {ana-pop: 2026-01-10}\n",
                 today=datetime.date.fromisoformat(today))  # fmt: skip
    assert why(now, GOAL) == ([f"Year has no check-in for the month until {missed}"] if missed else [])


def test_signatures_are_asked_of_owner_people_and_leads() -> None:
    now = joined("better: higher\n", "by_team: {payments: 1}\nby_person: {ana-pop: 1}\nsigned: {ana-pop: 2026-01-10}\n")
    assert {each.who.id: each.on for each in now.facts.of(Signature)} == {
        "ana-pop": datetime.date(2026, 1, 10), "mara-ionescu": None,
    }  # fmt: skip
    assert why(now, GOAL)[:1] == ["Year waits for 1 signature"]


def test_shares_and_check_ins_are_facts_with_a_place() -> None:
    now = joined(
        "better: higher\n", "target: {2026: 75, 2026-06: 72}\nby_team: {payments: 78}\ncheck_ins: {2026-03: 66}\n"
    )
    assert [(share.route, share.who and share.who.id, share.low) for share in now.facts.of(Share)] == [
        (("target", "2026"), None, D(75)), (("target", "2026-06"), None, D(72)), (("by_team", "payments"), "payments", D(78)),
    ]  # fmt: skip
    assert [(each.about.part, each.actual, each.measure) for each in now.facts.of(CheckIn)] == [
        ("2026-03", D(66), METRIC)
    ]


def test_the_ladder_and_what_hangs_in_the_air() -> None:
    now = joined(
        "better: higher\n", "relies_on: [prepared-meetings]\n",
        metrics__alone="title: Alone\nowner: service\ncategory: value\nbetter: lower\n",
        goals__below="title: Below\nowner: ana-pop\nperiod: 2026\nserves: year\n",
        goals__loose="title: Loose\nowner: ana-pop\nperiod: 2026\nmetric: solved\n",
        initiatives__idea="title: Idea\nowner: service\ncustomer: All.\n",
        hub="format: 1\nname: Centre\nmission: Help.\ntimezone: UTC\nstrategy: {one: First., two: Second.}\n",
    )  # fmt: skip
    ladder = now.alignment
    assert {each.name: [rung.about.id for rung in each.rungs] for each in ladder.loose} == {
        "strategy-without-goal": ["hub", "hub"], "goal-without-higher": ["loose"], "goal-without-metric": ["below"],
        "metric-without-goal": ["alone"], "initiative-without-goal": ["idea"],
    }  # fmt: skip
    (mission,) = ladder.tops
    assert [node.rung.title for node in mission.below] == ["First.", "Second.", "Year"]
    assert [(node.rung.tier, node.rung.title) for node in mission.below[2].below] == [
        ("goal", "Below"), ("metric", "Solved"), ("standard", "Prepared meetings"),
    ]  # fmt: skip


def test_a_process_finds_its_place_by_facts_alone() -> None:
    """Another kind has its place on the ladder as soon as it states a rung and links to a metric."""
    from hub_plugin.model.derive.alignment import alignment
    from hub_plugin.model.facts import Edge, Facts

    one, two, metric = Address("process", "billing"), Address("process", "post"), Address("metric", "solved")
    rungs = [
        Rung(about=about, source=about, title=about.id, tier=tier)
        for about, tier in ((one, "process"), (two, "process"), (metric, "metric"))
    ]
    edge = Edge(about=one.at("check"), source=one, means="measured by", back="measures", to=metric)
    found = {each.name: [rung.about for rung in each.rungs] for each in alignment(Facts([*rungs, edge])).loose}
    assert found["process-without-metric"] == [two]


def test_a_hub_without_figures_has_none_and_no_ladder() -> None:
    now = joined()
    assert not now.gauges
    assert not now.courses
    assert not now.alignment


def test_what_was_said_has_its_place_on_the_page() -> None:
    said = "responses: {2026-Q3: {why: Illness., action: Train.}, 2026-07: Fine.}\n"
    texts = {"metrics/solved.yml": HEAD + "better: higher\ndata: {2026-08: 60}\n" + said}
    reading = staging.read(staging.lay(staging.folder(staging.BASE), texts))
    pages = {page.uri: page for page in build.site(reading.hub, build.derive(reading.hub, TODAY), build.Frame()).pages}
    assert {"2026-Q3", "2026-07"} <= pages["metrics/solved.md"].anchors
