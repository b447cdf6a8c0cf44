"""Only an edit makes a finding: neither the calendar nor anybody's silence does."""

from __future__ import annotations

import datetime
import inspect
from pathlib import Path

import pytest

from hub_plugin import build
from tests import staging

CONTENT = Path(__file__).parents[2] / "content"
DAYS = [datetime.date(year, 11, 24) for year in (2026, 2027, 2036)]


@pytest.fixture(scope="module")
def content() -> dict[str, bytes]:
    return staging.folder(CONTENT)


def test_reading_takes_no_date() -> None:
    parameters = inspect.signature(build.read).parameters
    assert list(parameters) == ["files", "contents", "further", "kept"]
    assert not any("date" in str(each.annotation) for each in parameters.values())


def test_the_content_has_the_same_findings_whatever_the_day(content: dict[str, bytes]) -> None:
    findings, attentions = [], []
    for today in DAYS:
        reading = staging.read(content)
        attentions.append(build.derive(reading.hub, today).attentions)
        findings.append((reading.findings, staging.read(content).findings))
    assert len(set(findings)) == 1
    assert findings[0][0] == findings[0][1]
    assert len({repr(each) for each in attentions}) == len(DAYS)


def test_silence_makes_no_finding(content: dict[str, bytes]) -> None:
    silent = {path: data for path, data in content.items() if not path.startswith("adoption/")}
    assert staging.read(silent).findings == staging.read(content).findings
    assert len(build.derive(staging.read(silent).hub, DAYS[0]).attentions) > 0
