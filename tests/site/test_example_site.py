"""The example hub, built by MkDocs itself: every link, anchor, id and download of every page."""

from __future__ import annotations

import filecmp
import html
import json
import re
from pathlib import Path

import pytest

from hub_plugin.kinds import KINDS
from tests import sites
from tests.sites import Site

each_site = pytest.mark.parametrize("name", ["example", "example_today"])
RECORDS = (".yml", ".yaml")
DOCS = sorted((sites.ROOT / "docs").rglob("*.md"))


@pytest.fixture
def site(name: str, request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(name)
    return found


@each_site
def test_builds_without_a_warning(site: Site) -> None:
    assert "WARNING" not in site.log
    assert "Documentation built in" in site.log
    assert "Deprecat" not in site.log


@each_site
def test_every_link_and_anchor_leads_somewhere(site: Site) -> None:
    assert list(site.wrong_links()) == []


def test_the_crawler_sees_what_is_wrong(example: Site, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="no/">x</a><a href="#no">x</a><a href="?a#b">x</a><b id="b">x</b>')
    assert [each.partition(": ")[2] for each in Site(tmp_path).wrong_links()] == [
        "no/: no such file",
        "#no: no such anchor",
    ]
    links = sum(len(example.page(path).links) for path in example.pages)
    assert links > 5000


@each_site
def test_every_id_is_unique_in_its_page(site: Site) -> None:
    assert [
        (path, id_) for path in site.pages for id_, times in site.page(path).ids.items() if times > 1 or not id_
    ] == []


@each_site
def test_no_template_has_left_anything_behind(site: Site) -> None:
    assert {path: found for path in site.pages if (found := sites.left_over(site.page(path).said))} == {}


def test_every_kind_has_its_pages(example: Site) -> None:
    content = sites.ROOT / "content"
    for kind in KINDS:
        if kind.index and kind.folder:
            assert f"{kind.folder}/index.html" in example.pages
    for kind in ("teams", "people", "roles", "standards", "templates", "tools", "calendars", "campaigns"):
        written = {path.stem for path in (content / kind).glob("*.yml") if "." not in path.stem}
        assert written
        assert {path.parent.name for path in (example.folder / kind).glob("*/index.html")} >= written, kind


def test_every_title_is_the_page_s_own(example: Site) -> None:
    titles: dict[str, str] = {}
    by_hand = {
        path.relative_to(sites.ROOT / "docs").as_posix().removesuffix(".md").removesuffix("/index") for path in DOCS
    }
    for path in example.pages:
        if path.startswith("reference/") or path == "404.html" or path.removesuffix("/index.html") in by_hand:
            continue
        title = example.text(path).partition("<title>")[2].partition("</title>")[0]
        assert title not in titles, f"{path} and {titles[title]} are both called {title}"
        titles[title] = path


def test_every_overview_says_in_its_head_what_it_is(example: Site) -> None:
    """Search engines, feeds and chats show it; without one a page has that of the whole site."""
    of_the_site = sites.description(example.text("404.html"))
    assert of_the_site
    said = {path: sites.description(example.text(path)) for path in example.pages if _is_overview(path)}
    assert len(said) > 60
    assert [path for path, text in said.items() if text in ("", of_the_site)] == []


def _is_overview(path: str) -> bool:
    at = path.removesuffix("index.html").rstrip("/")
    folders = {kind.folder for kind in KINDS if kind.index}
    front = {"", "attention", "changes", "sponsor", "alignment", "charter"}
    return at in folders | front or at.startswith(("registers", "translations", "reference", "journals/2026-w"))


@each_site
def test_search_leads_to_anchors(site: Site) -> None:
    index = json.loads(site.text("search/search_index.json"))
    locations = [entry["location"] for entry in index["docs"]]
    assert len(locations) > 300
    assert [wrong for location in locations for wrong in site.wrong_link("index.html", location)] == []
    assert sorted({each for each in locations if locations.count(each) > 1}) == []
    for entry in index["docs"]:
        assert entry["title"], entry
        text = entry["text"]
        if entry["location"].startswith("guide/"):  # guides show code that holds links and templates
            text = re.sub(r"<code>.*?</code>", "", text, flags=re.DOTALL)
        if not entry["location"].startswith("reference/"):  # where examples stand that hold links
            assert sites.left_over(html.unescape(entry["title"]) + " " + html.unescape(text)) == [], entry["location"]


def test_every_page_can_be_found(example: Site) -> None:
    index = json.loads(example.text("search/search_index.json"))
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    pages = {
        path.removesuffix("index.html")
        for path in example.pages
        if path != "404.html" and "http-equiv" not in example.text(path)
    }
    assert pages - found == set()


def test_downloads_are_the_files_of_the_content(example: Site) -> None:
    content = sites.ROOT / "content"
    offered = {
        file.relative_to(example.folder).as_posix()
        for path in example.pages
        for tag, link, attributes in example.page(path).links
        if tag == "a" and "download" in attributes and (found := example.target(path, link)) and (file := found[0])
    }
    offered = {path for path in offered if not path.startswith("data/")}  # those tables are made, not copied
    assert len(offered) > 25
    for path in offered:
        assert filecmp.cmp(example.folder / path, content / path, shallow=False), path


def test_nothing_else_of_the_content_is_published(example: Site) -> None:
    """Only files that a page offers; never a record."""
    content = sites.ROOT / "content"
    published = {path for path in sites.snapshot(example.folder) if (content / path).is_file()}
    linked = {
        found[0].relative_to(example.folder).as_posix()
        for path in example.pages
        for _, link, _ in example.page(path).links
        if (found := example.target(path, link))
    }
    assert published - linked == set()
    assert [path for path in published if path.endswith(RECORDS)] == []
