"""Joins: the order of what is owed, and counts against sums made the slow way."""

from __future__ import annotations

import datetime
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Obligation, Progress, State, Unit
from hub_plugin.model.facts import Ask, Scope
from hub_plugin.outputs.views import Views
from tests import staging

ITEM = Ask(about=Address("standard", "s", "i"), source=Address("standard", "s"), resource=Address("standard", "s"), title="It",
           resource_title="S", level="must", scope=Scope(), active=True)  # fmt: skip
UNIT = Unit(Address("team", "t"))
STATES = st.sampled_from([(state, state) for state in State if state is not State.CONFIRM] + [
    (State.EXEMPT, State.NOT_MET), (State.CONFIRM, State.MET), (State.CONFIRM, State.PARTLY), (State.CONFIRM, State.SILENT),
])  # fmt: skip


@given(st.lists(STATES, max_size=40))
def test_coverage_and_score(states: list[tuple[State, State]]) -> None:
    progress = Progress.of(Obligation(ITEM, UNIT, state, counts) for state, counts in states)
    answered = sum(1 for state, _ in states if state not in (State.SILENT, State.CONFIRM))
    inside = [counts for _, counts in states if counts not in (State.NOT_APPLICABLE, State.EXEMPT)]
    worth = sum(
        (Fraction(1) if each is State.MET else Fraction(1, 2) if each is State.PARTLY else Fraction(0))
        for each in inside
    )
    assert progress.coverage == (floor(Fraction(100 * answered, len(states))) if states else None)
    assert progress.score == (floor(100 * worth / len(inside)) if inside else None)
    assert progress.silent == (bool(states) and all(state is State.SILENT for state, _ in states))
    assert progress.coverage is None or (progress.coverage == 100) == (answered == len(states))


def test_what_has_no_date_is_listed_last() -> None:
    texts = {
        "standards/refunds.yml": """\
title: Refunds
owner: service
status: active
requirements:
  a-none: {must: A.}
  b-late: {should: B., adopt_by: 2026-12-31}
  c-soon: {should: C., adopt_by: 2026-12-01}
  d-soon: {must: D., adopt_by: 2026-12-01}
  e-may: {may: E., adopt_by: 2026-01-01}
""",
        "standards/prepared-meetings.yml": "title: Old\nowner: service\nstatus: retired\nrequirements: {agenda-shared: {must: A.}}\n",
    }  # fmt: skip
    reading = staging.read(staging.lay(staging.folder(staging.BASE), texts))
    joined = build.derive(reading.hub, datetime.date(2026, 11, 24))
    mine = joined.by_unit[Unit(Address("team", "payments"))]
    owed = sorted((each for each in mine if each.owed), key=lambda each: each.urgency)
    assert [each.ask.about.part for each in owed] == ["d-soon", "c-soon", "b-late", "a-none"]
    answers = [due for due in joined.dues if due.what == "answer" and due.who == Address("team", "payments")]
    assert [due.about.part for due in answers] == ["c-soon", "d-soon", "b-late"]


@pytest.mark.parametrize(
    ("until", "what", "late"), [("2026-11-24", "exemption", False), ("2026-11-23", "answer", True)]
)
def test_an_exemption_is_due_until_its_end_and_an_answer_after_it(until: str, what: str, late: bool) -> None:
    told = f"prepared-meetings: {{agenda-shared: {{exempt: Few., until: {until}, approved_by: service}}}}\n"
    files = staging.lay(staging.folder(staging.BASE), {"adoption/payments.yml": told})
    joined = build.derive(staging.read(files).hub, datetime.date(2026, 11, 24))
    item, team = Address("standard", "prepared-meetings", "agenda-shared"), Address("team", "payments")
    assert [(str(due.on), due.what, due.late) for due in joined.dues if (due.about, due.who) == (item, team)] == [
        (until, what, late)
    ]


def test_a_helper_has_met_the_item_itself_and_is_not_who_asks() -> None:
    texts = {
        "adoption/service.yml": "answered_on: 2026-10-01\nprepared-meetings: {agenda-shared: {met: Yes., evidence: 'https://x.example.org'}}\n",
        "adoption/payments.yml": "answered_on: 2026-10-01\nprepared-meetings: {agenda-shared: partly}\n",
    }  # fmt: skip
    joined = build.derive(
        staging.read(staging.lay(staging.folder(staging.BASE), texts)).hub, datetime.date(2026, 11, 24)
    )
    item = Address("standard", "prepared-meetings", "agenda-shared")
    assert [str(group.about) for group in joined.helpers(item)] == ["team/service"]
    assert joined.helpers(item, Address("team", "service")) == []


def test_whoever_has_to_confirm_has_not_met_all() -> None:
    standard = """\
title: Refunds
owner: service
status: active
requirements: {it: {must: It is so., changed_in: {2.0: Sooner.}}}
changes:
  - {version: 2.0, date: 2026-09-01, what: Newest}
  - {version: 1.0, date: 2025-12-15, what: Older}
"""
    answers = {f"adoption/{team}.yml": f"answered_on: {day}\nrefunds: {{it: met}}\n"
               for team, day in (("payments", "2026-08-31"), ("service", "2026-09-01"))}  # fmt: skip
    hub = staging.read(staging.lay(staging.folder(staging.BASE), {"standards/refunds.yml": standard, **answers})).hub
    joined = build.derive(hub, datetime.date(2026, 11, 24))
    refunds = Address("standard", "refunds")
    assert [each.counts for each in joined.by_resource[refunds]] == [State.MET, State.MET]
    assert Views(hub, joined, lambda path: b"").all_met(refunds) == [Unit(Address("team", "service"))]
