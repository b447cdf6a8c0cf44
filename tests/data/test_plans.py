"""A development plan leaves as its person wishes: not a byte of it, or all of it, and never by accident."""

from __future__ import annotations

import pytest

from hub_plugin import build
from tests import staging
from tests.data import hubs

PLAN = """\
title: Zqx learns to chair
of: {of}
coach: ana-pop
aim: Zqx aim, and [[standard/prepared-meetings]].
start: 2026-01-05
until: 2026-12-18
steps:
  zqx-watch:
    text: Zqx watches three meetings.
    measure: Zqx measure.
    with: [ana-pop, prepared-meetings, "https://zqx.example.org"]
    owner: mara-ionescu
    due: 2026-11-30
  zqx-late:
    text: Zqx is late with this.
    measure: Zqx measure.
    due: 2026-02-28
result: Zqx result.
tags: [zqx]
links: {Zqx: "https://zqx.example.org/notes"}
was: [zqx-old]
"""


def plan_of(who: str) -> str:
    """Return a plan in which every text holds the mark."""
    return PLAN.replace("{of}", who)


ROLE = "title: Chair\npurpose: Chairs.\nresponsibilities: [Chairs.]\nheld_by: ana-pop\nrequired: true\ndeputy: mara-ionescu\n"
LEADING = """\
title: Preparing a meeting
owner: service
teaches: prepared-meetings
content: For those with [[plan/zqx-plan|a plan]], see [[plan/zqx-plan]] and [[plan/zqx-plan#zqx-watch]].
"""


def leaving(texts: dict[str, str]) -> tuple[build.Reading, dict[str, bytes]]:
    """Return everything that leaves: every page with its title, description, contents and search words, every other file."""
    reading = hubs.read({"roles/chair.yml": ROLE, **texts})
    now = build.derive(reading.hub, hubs.TODAY)
    site = build.site(reading.hub, now, build.Frame(reference=False, findings=reading.findings, site_url=hubs.SITE))
    made = {
        page.uri: repr((page.title, page.html, page.headings, page.kind, page.description)).encode()
        for page in site.pages
    }
    made |= {f"{old} -> {new}": b"" for old, new in site.moved.items()}
    return reading, {**made, **site.files, **build.audit(reading.hub, now, build.Frame(findings=reading.findings))}


@pytest.mark.parametrize("of", ["mara-ionescu", "chair"])
@pytest.mark.parametrize(
    "more", ["", "publish: false\n", "agreed_on: 2026-01-20\n", "agreed_on: 2026-01-20\npublish: false\n"]
)
def test_a_plan_that_is_not_opened_changes_no_byte(of: str, more: str) -> None:
    reading, made = leaving({"plans/zqx-plan.yml": plan_of(of) + more})
    assert not reading.findings
    assert len(reading.hub.records) == len(leaving({})[0].hub.records) + 1
    assert made == leaving({})[1]


def test_others_that_lead_to_it_name_nothing() -> None:
    _, made = leaving({"plans/zqx-plan.yml": plan_of("mara-ionescu"), "trainings/agendas.yml": LEADING})
    assert "trainings/agendas.md" in made
    assert not [path for path, data in made.items() if b"zqx" in data.lower() or "zqx" in path]


def test_a_broken_plan_is_not_shown_either() -> None:
    broken = plan_of("mara-ionescu") + "zqx_field: Zqx\npublish: true\n"
    _, made = leaving({"plans/zqx-plan.yml": broken})
    pages = {path: data for path, data in made.items() if path.endswith(".md")}
    assert not [path for path, data in pages.items() if b"zqx" in data.lower()]


def test_opening_without_consent_stops_the_build() -> None:
    reading, _ = leaving({"plans/zqx-plan.yml": plan_of("mara-ionescu") + "publish: true\n"})
    assert [(each.rule, each.level) for each in reading.findings] == [("plan/no-consent", "error")]


def test_with_consent_it_is_there() -> None:
    reading, made = leaving({"plans/zqx-plan.yml": plan_of("mara-ionescu") + "agreed_on: 2026-01-20\npublish: true\n"})
    assert not reading.findings
    for path in (
        "plans/zqx-plan.md",
        "plans/index.md",
        "people/mara-ionescu.md",
        "api/v1/progress.json",
        "data/actions.csv",
        "index.md",
    ):
        assert b"zqx" in made[path].lower(), path


def test_a_role_needs_no_consent() -> None:
    reading, made = leaving({"plans/zqx-plan.yml": plan_of("chair") + "publish: true\n"})
    assert not reading.findings
    assert b"Zqx learns to chair" in made["roles/chair.md"]


def test_the_plan_of_an_unpublished_person_is_not_published() -> None:
    files = {
        "people/zqx-person.yml": "name: Zqx Person\nteam: service\npublish: false\n",
        "plans/zqx-plan.yml": plan_of("zqx-person") + "agreed_on: 2026-01-20\npublish: true\n",
    }
    _, made = leaving(files)
    assert not [path for path, data in made.items() if b"zqx" in data.lower() or "zqx" in path]


def test_only_those_who_agreed_are_named_as_participants() -> None:
    training = staging.BASE.parent.parent / "golden/planning/content/trainings/agendas.yml"
    _, made = leaving({"trainings/agendas.yml": training.read_text(encoding="utf-8")})
    assert b"9 people, among them" in made["trainings/agendas.md"]
    assert b"Ana Pop" not in made["trainings/agendas.md"]
