"""The synthetic hubs of the benchmarks: valid, and the same each time. How long anything takes is not asserted."""

from __future__ import annotations

import argparse
import dataclasses
import re
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as main
from benchmarks import aims, contest, framing, hubs, hugo, report, serving, timing
from benchmarks import sites as folders
from benchmarks.markdown import markdown_of
from benchmarks.weighing import Weight
from hub_plugin import build
from hub_plugin.kinds import KINDS
from hub_plugin.model.findings import Level
from hub_plugin.model.page import Page, Site
from tests import sites
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


def test_text_and_links_grow_with_the_records() -> None:
    def of_each(size: int) -> tuple[float, float]:
        files = hubs.hub(size).values()
        return sum(map(len, files)) / size, sum(data.count(b"[[") for data in files) / size

    (text, links), (more_text, more_links) = of_each(1000), of_each(3000)
    assert more_text / text == pytest.approx(1, abs=0.05)
    assert more_links / links == pytest.approx(1, abs=0.1)


def test_what_is_not_for_the_search_stays_marked() -> None:
    html = "<p>One</p><!--search:off--><p>Two</p><!--search:on--><!-- a note -->"
    assert markdown_of(html, str) == "One\n\n<!--search:off-->\n\nTwo\n\n<!--search:on-->\n"


def test_hugo_finds_who_links_and_reads_addresses_from_the_root() -> None:
    markdown = (
        "# One\n\n[two](../two/b.md#x) [index](../two/index.md) [file](a.csv) [other](https://example.org/a.md) [here](#y)\n\n"
        "## Linked from {#linked-from}\n\n-   **read for** [Two](../two/b.md)\n-   **told in** [Two](../two/b.md)\n\nOwned by somebody.\n"
    )
    assert hugo.content_of(markdown, "one/a.md") == (
        "# One\n\n[two](/two/b/#x) [index](/two/) [file](/one/a.csv) [other](https://example.org/a.md) [here](#y)\n\n\n"
        "Owned by somebody.\n"
    )


def test_hugo_gets_the_frame_of_a_page(example: sites.Site) -> None:
    html = example.text("standards/customer-privacy/index.html")
    files = framing.layouts(html.replace('<link rel="icon"', '<link rel="canonical" href="/x/"><link rel="icon"', 1))
    page = files["all.html"]
    assert "Customer privacy" not in page
    assert "<h1" not in page
    assert page.count("{{ .Content }}") == 1
    assert "{{ .title }}" in files["_partials/nav.html"]
    assert set(re.findall(r'partial(?:Cached)? "(.*?)"', "".join(files.values()))) == {
        path.removeprefix("_partials/") for path in files if path.startswith("_partials/")
    }


def test_a_frame_that_has_changed_is_told() -> None:
    with pytest.raises(framing.NotFound, match="navigation"):
        framing.layouts("<title>One - Hub</title>")


def test_peers_have_a_largest_size() -> None:
    assert main.peers("hugo,mkdocs:1000") == {"hugo": float("inf"), "mkdocs": 1000}
    assert main.peers("") == {}
    with pytest.raises(argparse.ArgumentTypeError, match="'sphinx' is none of hugo, "):
        main.peers("sphinx")


def test_caches_are_forgotten_between_runs(tmp_path: Path) -> None:
    (tmp_path / "ours" / "content" / "updates").mkdir(parents=True)
    (tmp_path / "ours" / "content" / "updates" / "a.md").write_text("One.\n", encoding="utf-8")
    check, again, built, peer = contest.commands(tmp_path, ["mkdocs"])
    for cache in ("cache", "ours/.cache"):
        (tmp_path / cache).mkdir()
    again.before()
    assert (tmp_path / "ours/content/updates/a.md").read_text(
        encoding="utf-8"
    ) == "One.\n\nOne more sentence, number 1.\n"
    assert (tmp_path / "ours/.cache").exists()
    for each in (check, built, peer):
        (tmp_path / "ours/.cache").mkdir(exist_ok=True)
        each.before()
        assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.md", "content", "ours", "updates"]


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="Linux tells what several processes hold")
def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    hold = "import time; held = bytearray(60_000_000); time.sleep(0.9)"
    both = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}; child.wait()"
    # Apart: what a process had when it was begun by a large one, the system counts as its own.
    command = [sys.executable, "-c", both]
    apart = f"import pathlib; from benchmarks import timing; print(timing.once({command!r}, pathlib.Path()).memory)"
    done = sites.run([sys.executable, "-c", apart], tmp_path)
    assert 120 < float(done.output) < 200, done.output


def _result(size: int, ours: timing.Cost, check: float, hugo: float) -> contest.Result:
    weight = Weight(pages=size, words=size * 100, links=size, headings=size, size=size * 5000, html=size * 4000)
    costs = {
        contest.CHECK: timing.Cost(check, check, 100),
        contest.AGAIN: timing.Cost(check / 2, check / 2, 100),
        contest.BESIDE: timing.Cost(check / 8, check / 8, 100),
        contest.WATCH: timing.Cost(check / 4, check / 4, 100),
        contest.SERVE: timing.Cost(check / 2, check / 2, 100),
        contest.OURS: ours,
        "hugo": timing.Cost(hugo, hugo, 900),
    }
    return contest.Result(size, costs, {contest.OURS: weight, "hugo": weight})


def test_the_report_says_which_aims_hold() -> None:
    small = _result(10_000, timing.Cost(30, 50, 999), check=4, hugo=30)
    big = _result(30_000, timing.Cost(100, 140, 2900), check=12, hugo=90)
    said = list(aims.verdicts([small, big]))
    assert [line.rpartition("; ")[2] for line in said] == [
        "the aim of no more wall time holds.",
        "the aim of less than 1,000 MB holds.",
        "the aim of 5 s holds.",
        "the aim of 1 s does **not** hold.",
        "the aim of 1 s holds.",
        "the aim of 1 s holds.",
        "the aim of 2 s holds.",
        "the aim of at most 3.3 × the wall time does **not** hold.",
    ]
    text = report.report([small, big], 2, {"hugo": 10_000.0}, ["zensical"], ["hugo 0.1"])
    assert "| 10,000 | Hugo, comparable layout | 1.00 × | 0.60 × | 0.90 × | 1.00 × |" in text
    assert "- Left out above 10,000 records: Hugo, comparable layout.\n- Not installed here: Zensical" in text
    assert "| 10,000 | `mkdocs build`, ours | 30.0 s | 50.0 s | 5.0 ms | 999 MB | 333 | 50 MB | 4 KB |" in text


def test_a_peer_that_fails_is_told_and_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What hours have measured is not lost with it; where a command of ours fails, nothing is measured."""
    cost = timing.Cost(1, 1, 1)
    line = {
        peer: [sys.executable, "-c", f"print('No.'); raise SystemExit({peer == 'zensical'})"] for peer in contest.PEERS
    }
    monkeypatch.setattr(
        contest,
        "commands",
        lambda root, peers: [
            contest.Command(name, line[name], root, list, builds=False) for name in ("hugo", *peers) if name in line
        ],
    )
    monkeypatch.setattr(contest, "_PYTHON", (sys.executable, "-c", "pass"))
    monkeypatch.setattr(serving, "waited", lambda *_: cost)
    monkeypatch.setattr(serving, "told", lambda *_: (cost, cost))
    monkeypatch.setattr(contest, "_edited", lambda content: content)
    found = contest.measure(100, tmp_path, 2, ["zensical", "mkdocs"], lambda _: None)
    assert found.failed == {"zensical": "No."}
    assert set(found.costs) == {"hugo", "mkdocs", contest.SERVE, contest.WATCH, contest.BESIDE}
    small = dataclasses.replace(_result(100, cost, check=1, hugo=1), failed=found.failed)
    said = "- At 100 records this fails: Zensical, records out of the navigation. It says: No."
    assert said in report.report([small], 2, {}, [], [])
    line["hugo"] = line["zensical"]
    with pytest.raises(timing.CommandFailed):
        contest.measure(100, tmp_path, 2, ["mkdocs"], lambda _: None)


def test_every_page_finds_its_place_in_a_navigation() -> None:
    places = {"index.md": "", "teams/index.md": "teams/index.md", "teams/a.md": "teams/index.md", "charter.md": ""}
    site = Site(tuple(Page(uri, uri, "", section=section) for uri, section in places.items()))
    nav = folders.everything(site)
    assert nav == ["index.md", {"teams/index.md": ["teams/index.md", "teams/a.md"]}, "charter.md"]
    assert folders.indexes(site) == ["index.md", "teams/index.md", "charter.md"]
