"""What is not published does not leave: not its title, not its id, not its contact, not through anybody's link."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub_plugin import build
from tests import staging
from tests.data import hubs

MARK = b"zqx"
HERE = Path(__file__).parent


def read() -> build.Reading:
    """Read the small hub with unpublished records of every sort, and published ones that lead to them."""
    files = staging.folder(staging.BASE) | staging.folder(HERE / "hidden") | staging.folder(HERE / "leading")
    return staging.read(files)


@pytest.mark.parametrize("site_url", ["", hubs.SITE])
def test_nothing_unpublished_leaves(site_url: str) -> None:
    reading = read()
    there = {str(address) for address in reading.hub.records}
    wanted = {"person/zqx-person", "team/zqx-team", "template/zqx-template", "update/2026-11-01-zqx", "meeting/zqx-series",
              "session/zqx-series/2026-11-09", "role/zqx-role", "calendar/zqx-calendar", "adoption/zqx-team", "standard/other",
              "metric/zqx-metric", "goal/zqx-goal", "metric/led", "goal/led-goal", "goal/led-blind", "initiative/led-work",
              "process/zqx-process", "journal/zqx-person/2026-w40", "process/led-process", "role/led-role",
              "maturity/zqx-model", "assessment/care/zqx-team/2026-11-01", "assessment/zqx-model/payments/2026-11-01",
              "planning/zqx-series", "worksheet/zqx-series/one", "team-sheet/zqx-series/one/payments", "team-sheet/desk/demand/zqx-team",
              "gap/zqx-gap", "training/zqx-training", "learning/zqx-learning", "plan/zqx-plan", "gap/mine", "training/mine",
              "learning/mine", "worksheet/desk/demand", "team-sheet/desk/demand/payments"}  # fmt: skip
    assert wanted <= there, [str(each) for each in reading.findings]
    made = hubs.printed(reading.hub, site_url, reading=reading)
    assert not {path: data[max(0, data.lower().find(MARK) - 90) : data.lower().find(MARK) + 30]
                for path, data in made.items() if MARK in data.lower() or "zqx" in path}  # fmt: skip


def test_contacts_are_in_no_data() -> None:
    reading = read()
    assert not [path for path, data in hubs.printed(reading.hub).items() if b"zqy" in data.lower()]


def test_what_is_published_is_there_all_the_same() -> None:
    reading = read()
    made = hubs.printed(reading.hub)
    assert b"standard/other" in made["api/v1/records.json"]
    assert b"It follows not published." in made["api/v1/adoption.json"]
    assert b'"owner":null' in made["api/v1/actions.json"]
    assert b"Ana Pop" in made["feeds/updates.atom"]
