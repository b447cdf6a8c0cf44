"""The synthetic hubs of the benchmarks: valid, and the same each time. How long anything takes is not asserted."""

from __future__ import annotations

import pytest

from benchmarks import hubs, report
from benchmarks.markdown import markdown_of
from hub_plugin import build
from hub_plugin.kinds import KINDS
from hub_plugin.model.findings import Level
from tests.staging import read

SIZE = 100


@pytest.fixture(scope="module")
def reading() -> build.Reading:
    return read(hubs.hub(SIZE))


def test_a_hub_has_nothing_wrong(reading: build.Reading) -> None:
    assert [finding for finding in reading.findings if finding.level is not Level.ADVICE] == []


def test_a_hub_has_as_many_records_as_asked_for(reading: build.Reading) -> None:
    assert len(reading.hub.records) == SIZE


def test_a_hub_has_records_of_every_kind(reading: build.Reading) -> None:
    assert {address.kind for address in reading.hub.records} == {kind.name for kind in KINDS}


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert hubs.hub(SIZE) == hubs.hub(SIZE)


def test_another_seed_gives_another_hub() -> None:
    assert hubs.hub(SIZE) != hubs.hub(SIZE, seed=1)


def test_teams_stop_growing() -> None:
    files = hubs.hub(3000)
    assert sum(path.startswith("teams/") for path in files) == hubs.MOST_TEAMS


def test_a_small_hub_is_refused() -> None:
    with pytest.raises(ValueError, match="at least"):
        hubs.hub(10)


def test_pages_become_markdown() -> None:
    html = (
        '<h1>One</h1><p>Text with a <a href="../two/">link</a> and <strong>stress</strong>.</p>'
        '<h2 id="list">List</h2><ul><li>first<ul><li>inside</li></ul></li><li><p>second</p></li></ul>'
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>x | y</td></tr></table>"
        "<dl><dt>Term</dt><dd>told</dd></dl><details><summary>More</summary>loose <em>text</em></details>"
    )
    assert markdown_of(html, lambda href: href + "x") == (
        "# One\n\nText with a [link](../two/x) and **stress**.\n\n## List {#list}\n\n"
        "-   first\n    -   inside\n-   second\n\n"
        "| A | B |\n| --- | --- |\n| 1 | x \\| y |\n\n-   **Term** told\n\n**More**\n\nloose *text*\n"
    )


def test_the_report_goes_between_its_markers(tmp_path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    report.put_into(readme, "new\n")
    assert readme.read_text(encoding="utf-8") == f"before\n{report.BEGIN}\n\nnew\n\n{report.END}\nafter\n"
