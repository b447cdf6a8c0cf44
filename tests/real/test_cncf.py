"""A maturity model that nobody of this project wrote, of another shape and in four languages (``cncf.py`` says how).

The real folder lies beside the repository, or where COEHUB_DATA says, and is not part of it; a small one of the same shape
always runs.
"""

from __future__ import annotations

import datetime
import html
import os
import re
from pathlib import Path

import pytest

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.ratings import Ladder
from tests import staging
from tests.real import cncf

HERE = Path(__file__).parent
DATA = Path(os.environ.get("COEHUB_DATA") or HERE.parents[2] / "shared/data")
SMALL, REAL = HERE / "sample-model", DATA / "cncf-platform-maturity"
SOURCES = [path for path in (SMALL, REAL) if path.is_dir()]
# What was counted by hand in the English text: dimensions, levels, criteria; and the languages.
COUNTED = {SMALL: (2, 2, 6, ["en", "zh"]), REAL: (5, 4, 87, ["en", "es", "ja", "zh"])}
TODAY = datetime.date(2026, 11, 24)
MODEL = Address("maturity", "platform")

each_source = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)


def plain(text: str) -> str:
    return close(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split()))


def close(text: str) -> str:
    """Return a text without spaces behind marks that bring their own room, as Chinese pages print it."""
    return re.sub(r"([，。：；！？、]) +", r"\1", text)


@each_source
def test_it_is_read_without_a_finding_and_complete(source: Path) -> None:
    reading = staging.read(cncf.files(source))
    assert [str(each) for each in reading.findings] == []
    ladders = build.derive(reading.hub, TODAY).facts.of(Ladder)
    dimensions, levels, criteria, languages = COUNTED[source]
    assert list(cncf.told(source)) == languages
    assert [len(each.rungs) for each in ladders] == [levels] * dimensions
    assert sum(len(rung.asks) for each in ladders for rung in each.rungs) == criteria


@each_source
def test_teams_stand_where_their_answers_put_them(source: Path) -> None:
    now = build.derive(staging.read(cncf.files(source)).hub, TODAY)
    dimensions, levels, _, _ = COUNTED[source]
    by_answers = now.standings.profile(Address("team", "house"), MODEL)
    stated = now.standings.profile(Address("team", "yard"), MODEL)
    assert by_answers
    assert stated
    assert [each.level for each in by_answers.standings.values()] == [place % levels + 1 for place in range(dimensions)]
    assert {each.level for each in stated.standings.values()} == {levels}


@each_source
def test_each_language_has_its_own_pages(source: Path) -> None:
    reading = staging.read(cncf.files(source))
    now = build.derive(reading.hub, TODAY)
    for language, told in cncf.told(source).items():
        site = build.site(reading.hub, now, build.Frame(language=language, reference=False))
        pages = {page.uri: page.html for page in site.pages}
        model, team, heat = (
            plain(pages[uri]) for uri in ("maturity/platform.md", "teams/house.md", "assessments/index.md")
        )
        for (name, question, cells), criteria in zip(told.aspects, told.criteria, strict=True):
            assert name in model
            assert name in team
            assert name in heat
            assert question in model
            assert all(cell in model for cell in cells)
            for found in criteria:
                assert all(
                    close(each.split("<")[0].split("[")[0].split("*")[0].strip())[:30] in model for each in found[:1]
                )
        for text in pages.values():
            assert "onerror" not in re.sub(r"&lt;.*?&gt;", "", text)
