"""From assessments to profiles: latest first, headings, movement, what is asked next, who is a level up, what needs attention."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Mapping
from fractions import Fraction as F

import pytest

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.facts import Task
from tests import staging

DAY = datetime.date(2026, 11, 24)
MODEL = Address("maturity", "m")
HUB = {
    "hub.yml": "format: 1\nname: Centre\nmission: Help.\ntimezone: Europe/Bucharest\n",
    "teams/blue.yml": "name: Blue\nlead: ana\n",
    "teams/azure.yml": "name: Azure\nlead: ana\n",
    "people/ana.yml": "name: Ana\n",
    "maturity/m.yml": """
title: M
owner: blue
levels: [one, two, three]
assess_every: 6 months
dimensions:
  people:
    dimensions:
      skills: &
      time: &
  tools: &
""",
}
CELLS = "levels: {{one: {{}}, two: {{criteria: {{{0}-a: A., {0}-b: B.}}}}, three: {{criteria: {{{0}-c: C.}}}}}}"


def read(files: Mapping[str, str], today: datetime.date = DAY) -> Joined:
    model = HUB["maturity/m.yml"]
    for name in ("skills", "time", "tools"):
        model = model.replace(f"{name}: &", f"{name}: {{{CELLS.format(name)}}}")
    reading = staging.read({path: text.encode() for path, text in {**HUB, "maturity/m.yml": model, **files}.items()})
    assert [str(each) for each in reading.findings] == []
    return build.derive(reading.hub, today)


def places(now: Joined, team: str) -> dict[str, F]:
    profile = now.standings.profile(Address("team", team), MODEL)
    return {address.part: each.position for address, each in profile.standings.items()} if profile else {}


ALL = {f"{name}-{letter}": "yes" for name in ("skills", "time", "tools") for letter in "abc"}


def said(**changed: str) -> str:
    answers = {**ALL, **{name.replace("_", "-"): word for name, word in changed.items()}}
    return "answers: {" + ", ".join(f"{name}: {word}" for name, word in answers.items() if word) + "}\n"


def test_a_heading_stands_where_the_lowest_inside_it_stands() -> None:
    now = read({"assessments/m/blue/2026-10-01.yml": said(time_b="partly")})
    assert places(now, "blue") == {"people": 1, "skills": 3, "time": 1, "tools": 3}


@pytest.mark.parametrize(("score", "people", "time"), [("sum", F(11, 4), F(5, 2)), ("average", F(17, 6), F(8, 3))])
def test_a_heading_stands_at_the_mean_with_the_other_rules(score: str, people: F, time: F) -> None:
    # sum: 1 + ½ + 1 = 2½, and the mean with 3 is 2¾; average: 1 + 2 × 2½ of 3 = 2⅔, and the mean with 3 is 2⅚
    model = {"hub.yml": HUB["hub.yml"]}
    text = HUB["maturity/m.yml"].replace("title: M", f"title: M\nscore: {score}")
    for name in ("skills", "time", "tools"):
        text = text.replace(f"{name}: &", f"{name}: {{{CELLS.format(name)}}}")
    answers = said(time_a="partly", time_b="partly") if score == "sum" else said(time_b="partly")
    now = read({**model, "maturity/m.yml": text, "assessments/m/blue/2026-10-01.yml": answers})
    assert (places(now, "blue")["people"], places(now, "blue")["time"]) == (people, time)


def test_a_heading_is_not_rated_while_something_inside_is_silent() -> None:
    now = read({"assessments/m/blue/2026-10-01.yml": "answers: {skills-a: yes, skills-b: yes}\n"})
    assert places(now, "blue") == {"skills": 2}


def test_what_does_not_apply_is_left_out_and_silence_is_not() -> None:
    now = read({"assessments/m/blue/2026-10-01.yml": said(tools_b="not-applicable", skills_b="")})
    assert (places(now, "blue")["tools"], places(now, "blue")["skills"]) == (3, 1)


def test_the_latest_of_each_dimension_counts_and_what_is_to_come_does_not() -> None:
    now = read({
        "assessments/m/blue/2026-01-10.yml": said(tools_c="no"),
        "assessments/m/blue/2026-06-10.yml": "ratings: {tools: one}\n",
        "assessments/m/blue/2026-12-10.yml": said(),
    })  # fmt: skip
    assert places(now, "blue") == {"people": 3, "skills": 3, "time": 3, "tools": 1}
    profile = now.standings.profiles_of(Address("team", "blue"))[0]
    tools = profile.standings[MODEL.at("tools")]
    assert (tools.moved, tools.before, tools.on) == (-1, 2, datetime.date(2026, 6, 10))
    assert [day.month for day, _ in profile.history] == [1, 6]
    assert profile.standings[MODEL.at("skills")].moved == 0
    assert [(each.on.month, latest) for each, ladder, latest in now.standings.told() if ladder.title == "Tools"] == [
        (1, False), (6, True),
    ]  # fmt: skip


def test_the_next_level_asks_criterion_by_criterion_and_teams_above_help() -> None:
    now = read({
        "assessments/m/blue/2026-10-01.yml": said(tools_a="partly", tools_b="", tools_c=""),
        "assessments/m/azure/2026-10-01.yml": said(tools_c="no"),
    })  # fmt: skip
    tools = now.standings.profiles_of(Address("team", "blue"))[0].standings[MODEL.at("tools")]
    assert (tools.level, tools.above.id if tools.above else "") == (1, "two")
    assert [(each.about.part, given.word if given else None) for each, given in tools.asks] == [
        ("tools-a", "partly"),
        ("tools-b", None),
    ]
    assert [group.title for group in now.standings.helpers(tools)] == ["Azure"]
    assert [group.title for group in now.standings.groups(MODEL)] == ["Azure", "Blue"]


def test_a_criterion_counts_from_its_day_and_until_it_is_retired() -> None:
    model = "title: M\nowner: blue\nlevels: [one, two]\ndimensions:\n  d:\n    levels:\n      one:\n      two:\n        criteria:\n"
    model += "          kept: K.\n          new: {statement: N., since: 2026-06-01}\n          old: {statement: O., retired: 2026-06-01}\n"
    for day, asked, place in (("2026-05-31", 2, 1), ("2026-06-01", 2, 2)):
        now = read({"maturity/m.yml": model, f"assessments/m/blue/{day}.yml": "answers: {kept: yes, new: yes}\n"})
        assert places(now, "blue") == {"d": place}
        assert next(each.asked for each, _, _ in now.standings.told()) == asked


def noticed(now: Joined) -> list[str]:
    return sorted(str(each.why) for each in now.attentions if "M" in str(each.why) or "wanted" in str(each.why))


def test_long_ago_never_and_missed_targets_ask_for_attention_and_nothing_else_does() -> None:
    files = {
        "assessments/m/blue/2026-05-23.yml": said(tools_c="no")
        + "target_level: {tools: three}\ntarget_by: 2026-11-23\n"
    }
    assert noticed(read(files, datetime.date(2026, 11, 23))) == ["Azure has not assessed itself yet: M"]
    assert noticed(read(files)) == [
        "Azure has not assessed itself yet: M", "Blue last assessed itself on 2026-05-23: M", "Blue wanted to reach Three in Tools",
    ]  # fmt: skip
    assert noticed(read({**files, "assessments/m/blue/2026-11-24.yml": said()})) == [
        "Azure has not assessed itself yet: M"
    ]


def test_a_target_for_a_heading_or_for_all_holds_for_all_inside() -> None:
    now = read(
        {
            "assessments/m/blue/2026-10-01.yml": said(tools_a="no", time_a="no")
            + "target_level: {people: two, tools: {three: , by: 2027-01-01}}\n"
        }
    )
    found = now.standings.profiles_of(Address("team", "blue"))[0].standings
    assert {name: each.target.id if each.target else None for (_, _, name), each in found.items()} == {
        "people": None, "skills": None, "time": "two", "tools": "three",
    }  # fmt: skip
    now = read({"assessments/m/blue/2026-10-01.yml": said(tools_a="no") + "target_level: three\n"})
    assert {each.target for each, _, _ in now.standings.told()} == {3}


@pytest.mark.parametrize(
    ("given", "helps"),
    [
        (said(tools_c="no"), True),
        (said(tools_a="not-applicable", tools_c="no"), True),
        (said(tools_a="not-applicable", tools_b="not-applicable", tools_c="no"), False),
        ("ratings: {tools: two}\n", True),
    ],
)
def test_who_only_says_that_a_level_does_not_apply_is_no_helper(given: str, helps: bool) -> None:
    now = read({
        "assessments/m/blue/2026-10-01.yml": said(tools_a="no"),
        "assessments/m/azure/2026-10-01.yml": given,
    })  # fmt: skip
    standing = {name: now.standings.profile(Address("team", name), MODEL) for name in ("blue", "azure")}
    assert [each.standings[MODEL.at("tools")].level for each in standing.values() if each] == [1, 2]
    blue = standing["blue"]
    assert blue is not None
    assert bool(now.standings.helpers(blue.standings[MODEL.at("tools")])) is helps


AIMED = "answers: {skills-a: yes, skills-b: no}\ntarget_level: {skills: three, tools: two}\ntarget_by: 2026-11-01\n"


def test_a_level_that_was_aimed_at_and_never_rated_is_missed_and_shown() -> None:
    files = {"assessments/m/blue/2026-10-01.yml": AIMED}
    assert [each for each in noticed(read(files)) if "wanted" in each] == [
        "Blue wanted to reach Three in Skills", "Blue wanted to reach Two in Tools",
    ]  # fmt: skip
    assert "Tools not rated 2 Two by 1 Nov" in page(files, "teams/blue.md")
    later = {**files, "assessments/m/blue/2026-11-10.yml": said(tools_b="no")}
    assert [
        each for each in noticed(read({**later, "assessments/m/blue/2026-11-12.yml": said()})) if "wanted" in each
    ] == []


def page(files: Mapping[str, str], uri: str) -> str:
    texts = {**HUB, **files}
    for name in ("skills", "time", "tools"):
        texts["maturity/m.yml"] = texts["maturity/m.yml"].replace(f"{name}: &", f"{name}: {{{CELLS.format(name)}}}")
    hub = staging.read({path: text.encode() for path, text in texts.items()}).hub
    site = build.site(hub, build.derive(hub, DAY), build.Frame(reference=False))
    markup = next(each.html for each in site.pages if each.uri == uri)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


LEFT_OUT = """
title: M
owner: blue
levels: [one, two, three]
dimensions:
  tools:
    levels: {one: {criteria: {a: A.}}, three: {criteria: {b: B., c: C.}}}
"""


def test_a_level_has_its_number_also_where_a_dimension_leaves_one_out() -> None:
    files = {
        "hub.yml": HUB["hub.yml"] + "sponsor: {person: ana}\n",
        "maturity/m.yml": LEFT_OUT.replace("title: M", "title: M\nscore: sum"),
        "assessments/m/blue/2026-01-01.yml": "answers: {a: yes, b: yes}\n",
        "assessments/m/blue/2026-10-01.yml": "answers: {a: yes, b: yes, c: yes}\n",
    }
    assert "Tools 1 and 50% of the next 3" in page(files, "teams/blue.md")
    assert "1 team at level 3 Three · 1 team not rated" in page(files, "sponsor.md")


def test_a_next_step_with_a_day_on_which_it_was_done_is_done() -> None:
    step = "next_steps: {one: {text: Learn., owner: ana, due: 2026-10-20, done_on: 2026-10-09}}\n"
    files = {"assessments/m/blue/2026-10-01.yml": said() + step}
    assert [task.state for task in read(files).facts.of(Task)] == ["done"]
    assert "✓ Learn. done" in page(files, "assessments/m/blue/2026-10-01.md")


def test_no_model_no_word_of_it() -> None:
    files = {path: text.encode() for path, text in HUB.items() if not path.startswith("maturity")}
    reading = staging.read(files)
    site = build.site(reading.hub, build.derive(reading.hub, DAY), build.Frame(reference=False))
    assert not [page.uri for page in site.pages if page.uri.startswith(("maturity", "assessments"))]
    assert not [
        page.uri for page in site.pages if "maturity" in page.html.casefold() or "assess" in page.html.casefold()
    ]
