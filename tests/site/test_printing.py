"""When a page is printed changes nothing of it: at once, or when it is written; and what waits is kept small."""

from __future__ import annotations

import datetime
import pickle
from pathlib import Path

import pytest

from benchmarks import hubs
from hub_plugin import build
from hub_plugin.model.packed import Packed, PackedPage, packed
from hub_plugin.model.page import Awaited, Frame, LaterPage, Page, Site
from hub_plugin.printing import Printer
from tests import sites

TODAY = datetime.date(2026, 11, 23)
HOOK = """
from pathlib import Path
def on_pre_template(template, **given):  # what is offered has been copied by now
    Path("content/templates/costs.csv").unlink(missing_ok=True)
"""
OTHER_HAND = """
def on_files(files, **given):
    file = files.get_file_from_path("api/v1/index.json")
    file.content_string = file.content_string.replace("}", ', "more": 1}', 1)
    file = files.get_file_from_path("feeds/all.ics")
    file.content_bytes = file.content_bytes + b"X"
"""
TABLE = {
    "content/templates/costs.yml": "title: Costs\nowner: service\nstatus: active\nfiles: [costs.csv]\n",
    "content/templates/costs.csv": "what,how much\nserver,3\n",
}


@pytest.fixture(scope="module")
def both() -> tuple[Site, Site, dict[str, int]]:
    """Return a hub printed at once, the same printed when it is written, and how often each page of that was printed so far."""
    files = hubs.hub(100)
    reading = build.read(files, files)
    now, often = build.derive(reading.hub, TODAY), dict[str, int]()
    at_once = build.site(reading.hub, now, Frame(most=20))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hub_plugin.printing.shared", lambda jobs, few: [job() for job in jobs])
        real = Printer.pages
        patch.setattr(
            Printer,
            "pages",
            lambda printer, sheet: often.update({sheet.uri: often.get(sheet.uri, 0) + 1}) or real(printer, sheet),
        )
        later = build.site(reading.hub, now, Frame(most=20, awaited=Awaited(remembers=False)))
        return at_once, later, dict(often)


def test_pages_are_the_same_whenever_they_are_printed(both: tuple[Site, Site, dict[str, int]]) -> None:
    at_once, later, _ = both
    assert [page.printed for page in later.pages] == [page.printed for page in at_once.pages]
    assert dict(later.files) == dict(at_once.files)
    assert (later.parts, later.moved, later.downloads) == (at_once.parts, at_once.moved, at_once.downloads)
    assert len(later.pages) > 150
    assert max(later.parts.values()) > 2


def test_only_what_is_printed_in_parts_is_printed_before_it_is_written(both: tuple[Site, Site, dict[str, int]]) -> None:
    _, later, often = both
    before = {page.uri for page in later.pages if isinstance(page, PackedPage)}
    assert set(often) == set(later.parts) <= before
    assert set(often.values()) == {1}
    assert all(isinstance(page, LaterPage) for page in later.pages)


def test_what_waits_is_small() -> None:
    page = Page("a.md", "A", b"<h1>A</h1>" + b"<p>All of it.</p>" * 10_000, anchors=frozenset({"x"}))
    waiting = packed(page)
    assert len(pickle.dumps(waiting)) < 3_000  # as it travels between processes
    assert pickle.loads(pickle.dumps(waiting)).printed == page
    assert (waiting.title, waiting.html, waiting.anchors) == (page.title, page.html, page.anchors)
    one, other = Packed({"a": b"1", "b": b"2"}), {"b": b"3"}
    assert dict(Packed(one, other)) == {"a": b"1", "b": b"3"}


def test_a_file_that_is_gone_when_its_page_is_printed_stops_the_build(hub: Path) -> None:
    sites.lay(hub, TABLE)
    done = sites.build(hub)
    assert done.code == 0, done.output
    assert b"how much" in (hub / "site/templates/costs/index.html").read_bytes()
    before = sites.snapshot(hub / "site")
    sites.lay(hub, {"hook.py": HOOK}, sites.PLAIN + "hooks: [hook.py]\n")
    done = sites.build(hub)
    assert done.code != 0
    assert "'templates/costs.csv' was a file when it was checked, and is none now: No such file" in done.output
    assert "Traceback" not in done.output
    assert sites.snapshot(hub / "site") == before


def test_others_may_read_and_change_what_we_offer(hub: Path) -> None:
    before = {path: (hub / "site" / path).read_bytes() for path in ("api/v1/index.json", "feeds/all.ics")}
    sites.lay(hub, {"hook.py": OTHER_HAND}, sites.PLAIN + "hooks: [hook.py]\n")
    done = sites.build(hub)
    assert done.code == 0, done.output
    assert (hub / "site/feeds/all.ics").read_bytes() == before["feeds/all.ics"] + b"X"
    changed = (hub / "site/api/v1/index.json").read_text(encoding="utf-8")
    assert changed == before["api/v1/index.json"].decode().replace("}", ', "more": 1}', 1)
