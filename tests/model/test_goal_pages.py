"""What the pages and tables of goals say of targets, figures and milestones."""

from __future__ import annotations

import csv
import datetime
import html
import io
import re

import pytest

from hub_plugin import build
from tests import staging

TODAY = datetime.date(2026, 11, 23)
METRIC = "title: Solved\nowner: service\nsource: Desk\ncategory: value\nunit: percent\nbetter: higher\n"
GOAL = "title: Year\nowner: ana-pop\nserves: hub\nmetric: solved\nperiod: 2026\n"
HUB = "format: 1\nname: Centre\nmission: Help.\ntimezone: UTC\n"


def pages(goal: str, metric: str = "", hub: str = "", **files: str) -> dict[str, str]:
    texts = {"metrics/solved.yml": METRIC + metric, "goals/year.yml": GOAL + goal, "hub.yml": HUB + hub}
    texts |= {f"{name.replace('__', '/')}.yml": text for name, text in files.items()}
    reading = staging.read(staging.lay(staging.folder(staging.BASE), texts))
    assert not reading.failing(["error"]), reading.findings
    site = build.site(reading.hub, build.derive(reading.hub, TODAY), build.Frame(reference=False))
    return {page.uri: shown(page.html) for page in site.pages}


def shown(markup: str) -> str:
    text = re.sub(r"<(?:/?(?:p|h\d|li|td|dd|dt|tr)\b)[^>]*>", "\n", markup)
    return re.sub(r"[ \u00a0]+", " ", html.unescape(re.sub(r"<[^>]+>", "", text)))


@pytest.mark.parametrize(
    ("goal", "metric", "said"),
    [
        ("target: {2026-01: 10, 2026-02: 10}", "data: {2026-01: 10}",
         "Target: step by step; so far 10% (only January 2026), wanted by now at least 10%: ● on target."),
        ("target: {2026: 88, 2026-07: 92}", "data: {2026-01: 50, 2026-07: 91}",
         "Target: at least 88%; so far 91% (only July 2026), wanted by now at least 92%: ◆ off target."),
        ("target: {2026: 90, 2026-07: 90, 2026-08: 90}", "data: {2026-07: 91, 2026-08: 90}", "so far 90.5% (only Jul – Aug 2026), wanted"),
        ("target: 90", "data: {2026-07: 91}", "Target: at least 90%; so far 91%, wanted by now at least 90%: ● on target."),
        ("check_ins: {2026-07: 91}", "", "It has no target yet."),
        ("target: 90", "adds: sum\ndata: {2026-09: 5, 2026-07: 4, 2026-06: 1, 2026-04: 2, 2026-03: 1, 2026-02: 9, 2026-01: 1, 2026-10: 3}",
         "No figure yet of: May 2026, August 2026."),
        ("check_ins: {2026-07: 91, 2026-08: 92}", "", "No step so far has a target."),
        ("target: {2026-07: 92}\ncheck_ins: {2026-07: 91, 2026-08: 92}", "", "1 of 1 steps so far missed their target."),
        ("target: 90\nby_team: {payments: {2026-07: 90}}\ncheck_ins: {2026-07: {by_team: {payments: 91}}}", "",
         "step by step\n\n91% (only July 2026, wanted by now at least 90%)"),
    ],
)  # fmt: skip
def test_a_goal_s_page_says_what_its_figure_is_of(goal: str, metric: str, said: str) -> None:
    assert said in pages(goal + "\n", metric + "\n")["goals/year.md"]


def test_a_goal_with_targets_in_months_only_has_a_target_in_the_list_and_with_its_role() -> None:
    found = pages(
        "target: {2026-01: 10}\n", "data: {2026-01: 10}\n",
        roles__lead="title: Lead\npurpose: Leads.\nheld_by: ana-pop\nanswers_for: year\n",
    )  # fmt: skip
    for uri in ("goals/index.md", "roles/lead.md"):
        assert "so far 10% (only January 2026), wanted by now at least 10%" in found[uri], uri
    assert "no target yet" not in found["goals/index.md"]


def test_a_team_s_page_has_what_check_ins_say_of_its_part() -> None:
    goal = "target: 120\nby_team: {payments: 60}\ncheck_ins: {2026-07: {by_team: {payments: 7}}, 2026-08: {by_team: {payments: 5}}}\n"
    assert "part: at least 60%; so far 12%" in pages(goal, "adds: sum\n")["teams/payments.md"]


@pytest.mark.parametrize(
    ("starts", "period", "said"),
    [
        (1, "2026-Q1", "Q1 2026"), (7, "2026-Q1", "Jul – Sept 2026"), (7, "2026-Q3", "Jan – Mar 2027"),
        (12, "2026-Q1", "Dec 2026 – Feb 2027"),
        (1, "2026", "2026"), (7, "2026", "2026/2027"), (7, "{from: 2026-01-01, until: 2026-12-31}", "Jan – Dec 2026"),
        (1, "{from: 2026-02-01, until: 2026-09-30}", "Feb – Sept 2026"), (7, "2026-03", "March 2026"),
    ],
)  # fmt: skip
def test_a_quarter_is_called_so_where_it_is_the_hubs_and_the_calendars(starts: int, period: str, said: str) -> None:
    other = GOAL.replace("period: 2026", f"period: {period}")
    found = pages("", hub=f"fiscal_year_starts: {starts}\n", goals__other=other)
    assert f"Open, {said}. It has no target yet." in found["goals/other.md"]
    if period == "2026":
        assert f"\n{said}\n" in found["goals/index.md"]


MILESTONES = """milestones:
  outline: {title: Outline, status: done, due: 2026-03-01}
  draft: {title: Draft, done_on: 2026-04-02}
  print: {title: Printed, due: 2026-12-01}
  poster: {title: Poster, status: dropped}
"""


def test_what_was_dropped_is_no_milestone_and_what_has_a_day_is_reached() -> None:
    found = pages(
        MILESTONES, initiatives__desk=f"title: Desk\nowner: ana-pop\nserves: year\nstage: running\n{MILESTONES}"
    )
    assert "2 of 3 milestones reached" in found["goals/index.md"]
    for uri in ("goals/year.md", "initiatives/desk.md"):
        assert "✓ Draft reached on 2 April 2026" in found[uri]


@pytest.mark.parametrize(("state", "said"), [("open", "○ Printed by 1 December 2026"), ("missed", "– Printed dropped")])
def test_what_a_closed_goal_has_left_open_is_dropped(state: str, said: str) -> None:
    assert said in pages(f"status: {state}\n{MILESTONES}")["goals/year.md"]


def test_a_quarter_of_a_sum_that_is_under_way_is_not_judged() -> None:
    found = pages("target: {2026: 40, 2026-Q3: 12, 2026-Q4: 12}\n", "adds: sum\ndata: {2026-Q3: 13, 2026-10: 3}\n")
    assert "so far 13% (only Q3 2026), wanted by now at least 12%: ● on target" in found["goals/year.md"]
    assert "Q4 20263%at least 12%not complete yet" in found["goals/year.md"]


def test_the_table_of_goals_has_what_is_wanted_by_now() -> None:
    texts = {
        "metrics/solved.yml": METRIC + "data: {2026-07: 89}\n",
        "goals/year.yml": GOAL + "target: {2026: 92, 2026-07: 88}\n",
    }
    hub = staging.read(staging.lay(staging.folder(staging.BASE), texts)).hub
    site = build.site(hub, build.derive(hub, TODAY), build.Frame(reference=False))
    text = site.files["data/goals.csv"].decode("utf-8-sig")
    whole, step = csv.DictReader(io.StringIO(text))
    names = ("Target, at least", "Wanted by now, at least", "Actual", "How it stands")
    assert [whole[name] for name in names] == ["92", "88", "89", "on target"]
    assert step["Wanted by now, at least"] == ""
