"""Long lists on several pages: nothing is lost, nothing stands twice, every old link still leads on, and no page is heavy."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest

from benchmarks import hubs
from hub_plugin import build
from hub_plugin.model.page import MOST_LINES, Page, Site, url_of
from hub_plugin.outputs.contents import sheets
from hub_plugin.pressing import pressing
from tests import sites
from tests.site.parted import FEW, Once, built, printed
from tests.site.wide import TODAY, wide

HEAVIEST = 150 * 1024  # bytes, compressed, of a page with its theme
THEME = 15 * 1024  # of them, for what Material puts around an article

_LIST = re.compile(r'<(ul|tbody)[^>]* data-coehub-items="(\w+)"[^>]*>(.*?)</\1>', re.DOTALL)
_LINE = re.compile(r"<(li|tr)\b.*?</\1>", re.DOTALL)
_HREF = re.compile(r'href="([^"]*)"')
_WAYS = re.compile(
    r'<nav class="coehub-pages".*?</nav>|<li (?:[^>]*data-coehub-elsewhere|class="coehub-more")>.*?</li>', re.DOTALL
)
_PART = re.compile(r"(?:/index)?(?:/page_\d+)?\.md$")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return hubs.hub(100)


@pytest.fixture(scope="module")
def whole(files: dict[str, bytes]) -> Site:
    return printed(files, 1_000_000)


@pytest.fixture(scope="module")
def parted(files: dict[str, bytes]) -> Site:
    return printed(files, FEW)


def parts(site: Site) -> dict[str, list[Page]]:
    """Return the parts of each page, by the address of the first."""
    found: dict[str, list[Page]] = {}
    for page in site.pages:
        first = re.sub(r"/page_\d+\.md$", "", page.uri)
        key = page.uri if first == page.uri else next(u for u in (f"{first}/index.md", f"{first}.md") if u in found)
        found.setdefault(key, []).append(page)
    return found


def seen_from_the_root(page: Page, html: str) -> str:
    """Return HTML with its links as seen from the root of the site, without the ways between parts."""
    base = "/" + url_of(page.uri)
    return _HREF.sub(lambda found: f'href="{urljoin(base, found[1])}"', _WAYS.sub("", html))


def lines(page: Page) -> Iterator[tuple[str, str]]:
    for _, name, inside in _LIST.findall(seen_from_the_root(page, page.html)):
        yield from ((name, found[0]) for found in _LINE.finditer(inside))


def test_every_line_stands_on_exactly_one_part(whole: Site, parted: Site) -> None:
    found = parts(parted)
    for page in whole.pages:
        assert [line for part in found[page.uri] for line in lines(part)] == list(lines(page)), page.uri
    several = {uri for uri, pages in found.items() if len(pages) > 1}
    assert {"changes.md", "attention.md", "alignment.md", "registers/actions.md", "registers/decisions.md",
            "registers/responsibilities.md", "calendars/index.md", "adoption/index.md", "templates/index.md", "tools/index.md",
            "standards/index.md", "updates/index.md", "teams/team-claims.md"} <= several  # fmt: skip


def test_every_link_of_a_page_stands_on_one_of_its_parts(whole: Site, parted: Site) -> None:
    found = parts(parted)
    for page in whole.pages:
        all_of_it = set(_HREF.findall(seen_from_the_root(page, page.html)))
        parts_of_it = {link for part in found[page.uri] for link in _HREF.findall(seen_from_the_root(part, part.html))}
        assert {urljoin("/", each) for each in all_of_it} <= parts_of_it, page.uri


def test_every_record_stands_on_exactly_one_part_of_its_index(parted: Site, files: dict[str, bytes]) -> None:
    hub, found = build.read(files, files).hub, parts(parted)
    for kind in (
        "template",
        "tool",
        "standard",
        "person",
        "role",
        "team",
        "update",
        "meeting",
        "campaign",
        "metric",
        "gap",
    ):
        folder = hub.kinds[kind].folder
        shown = Counter(
            link
            for part in found[f"{folder}/index.md"]
            for link in set(_HREF.findall(seen_from_the_root(part, part.html)))
        )
        own = [address for address in hub.records if address.kind == kind]
        assert own
        assert [shown[f"/{folder}/{address.id}/"] for address in own] == [1] * len(own), kind


def test_no_part_has_more_lines_than_it_may(parted: Site) -> None:
    """But of the calendar, where a month stands as a drawing and as a list, and of teams, whose first ten actions stand on the first."""
    for uri, pages in parts(parted).items():
        if len(pages) > 1 and uri != "calendars/index.md":
            for page in pages:
                names = Counter(name for name, _ in lines(page))
                few = names.pop("tasks", 0) if uri.startswith("teams/team-") else 0
                assert names.total() <= FEW, uri
                assert few <= 10, uri


def test_what_was_an_anchor_is_still_one(whole: Site, parted: Site) -> None:
    """But of a list with a heading for each line, whose lines have pages of their own."""
    found = parts(parted)
    for page in whole.pages:
        first, *further = found[page.uri]
        chapters = {each.anchor for each in page.headings if each.level == 2}
        blocks = set(re.findall(r'<details class="coehub-block" id="([^"]+)"', page.html))
        assert chapters | blocks <= first.anchors, page.uri
        links = {each for each in page.anchors if not each.startswith("_")}  # the others tie parts of one page together
        assert links <= first.anchors.union(*(part.anchors for part in further)), page.uri


def test_titles_tell_the_parts_apart(parted: Site) -> None:
    for pages in parts(parted).values():
        assert len({page.title for page in pages}) == len(pages)
        for number, page in enumerate(pages[1:], 2):
            assert page.title == f"{pages[0].title}, page {number}"
            assert page.html.split("</h1>")[0].endswith(f", page {number}")
            assert page.section == (pages[0].section or pages[0].uri)


def test_a_page_says_what_its_filters_see(parted: Site) -> None:
    for pages in parts(parted).values():
        for page in pages:
            filtered = (
                "data-coehub-filter" in page.html or "data-coehub-sort" in page.html or "data-coehub-board" in page.html
            )
            assert page.html.count("see this page only") == (2 if filtered and len(pages) > 1 else 0), page.uri


def test_a_site_of_parts_has_no_wrong_link(once: Once) -> None:
    site = sites.Site(once("long-pages", built) / "site", url="https://hub.example.org/")
    assert {"changes/page_2/index.html", "adoption/page_2/index.html"} <= set(site.pages)
    assert list(site.wrong_links()) == []
    twice = [(path, id_) for path in site.pages for id_, times in site.page(path).ids.items() if times > 1 or not id_]
    assert twice == []
    assert "changes/page_2/" in site.text("search/search_index.json")


def test_pages_of_a_wide_hub_are_light() -> None:
    """Every team is asked everything, at the bound that sites have."""
    files = wide(teams=60, standards=60, requirements=180)
    hub = build.read(files, files).hub
    now = build.derive(hub, TODAY)
    press = pressing(hub, now, build.Frame())
    tried = {
        "adoption/index.md",
        "calendars/index.md",
        "teams/index.md",
        "standards/index.md",
        "teams/team-7.md",
        "standards/matter-7.md",
    }
    planned = [each for each in sheets(hub, press.now, press.label, False) if each.uri in tried]
    found = {each.uri: press.pages(*each[:3], **each.context) for each in planned}
    assert set(found) == tried
    for pages in found.values():
        for page in pages:
            assert len(gzip.compress(page.html.encode(), 6)) < HEAVIEST - THEME, page.uri
    board = found["adoption/index.md"]
    assert len(board) == 2
    columns = [
        column
        for page in board
        for column in re.findall(r'<th scope="col"><a href="[./]*/standards/([\w-]+)/">', page.html)
    ]
    assert sorted(columns) == sorted(f"matter-{number}" for number in range(60))
    assert all(page.html.count("data-cell=") <= 6 * MOST_LINES for page in board)
