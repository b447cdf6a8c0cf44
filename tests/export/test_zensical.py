"""The exported hub, built by Zensical, says the same: pages, anchors, links, search, data."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from tests import sites
from tests.conftest import Once
from tests.export.test_site import EXPORT, Article, article, files, words

pytestmark = pytest.mark.zensical


@pytest.fixture(scope="module")
def zensical(once: Once, example: sites.Site) -> sites.Site:
    """The example hub: exported, and built by Zensical, which runs no plugins."""
    command = shutil.which(os.environ.get("COEHUB_ZENSICAL", "zensical"))
    if command is None:
        pytest.skip("Zensical is not installed: 'make test' installs it where it can and names it in COEHUB_ZENSICAL")

    def make(folder: Path) -> None:
        done = sites.run([*EXPORT, "--to", str(folder / "hub")], example.folder.parent)
        assert done.code == 0, done.output
        built = sites.run([command, "build", "--strict", "-f", "mkdocs.yml"], folder / "hub")
        assert built.code == 0, built.output
        (folder / "log.txt").write_text(built.output, encoding="utf-8")

    folder = once("zensical", make)
    return sites.Site(folder / "hub" / "site", (folder / "log.txt").read_text(encoding="utf-8"))


def test_the_same_files(example: sites.Site, zensical: sites.Site) -> None:
    """Only the theme's own files differ, and the place of the search index."""
    theirs = {"search.json"}
    ours = {"search/search_index.json"}
    assert files(zensical) - theirs == files(example) - ours


def test_the_same_data(example: sites.Site, zensical: sites.Site) -> None:
    for path in files(example):
        if path.startswith(("api/", "badges/", "data/", "feeds/")) or path == "llms.txt":
            assert (zensical.folder / path).read_bytes() == (example.folder / path).read_bytes(), path


def test_the_same_downloads(example: sites.Site, zensical: sites.Site) -> None:
    """A .md gets one empty line more: MkDocs prints it as a template, which takes a line break away; Zensical copies it."""
    offered = {
        path for path in files(example) if path.startswith(("templates/", "meetings/")) and not path.endswith(".html")
    }
    assert any(path.endswith(".docx") for path in offered)
    for path in offered:
        one, other = (example.folder / path).read_bytes(), (zensical.folder / path).read_bytes()
        assert other == one or (path.endswith(".md") and other == one + b"\n"), path


def test_the_same_articles(example: sites.Site, zensical: sites.Site) -> None:
    generated = [path for path in example.pages if '<div class="coehub-page"' in zensical.text(path)]
    assert len(generated) > 150
    for path in generated:
        ours, theirs = article(example, path), Article(zensical.text(path))
        assert theirs.ids == ours.ids, path
        assert theirs.text == ours.text, path
        assert theirs.links == ours.links, path


def test_the_same_titles_and_descriptions(example: sites.Site, zensical: sites.Site) -> None:
    wanted = re.compile(r"<title>.*?</title>|<meta name=\"description\"[^>]*>")
    for path in (path for path in example.pages if path != "404.html" and "http-equiv" not in example.text(path)):
        ours, theirs = (list(map(html.unescape, wanted.findall(site.text(path)))) for site in (example, zensical))
        assert theirs == ours, path


def test_the_same_search_entries(example: sites.Site, zensical: sites.Site) -> None:
    ours = {
        each["location"]: words(each["title"]) for each in json.loads(example.text("search/search_index.json"))["docs"]
    }
    theirs = {each["location"]: words(each["title"]) for each in json.loads(zensical.text("search.json"))["items"]}
    assert set(theirs) == set(ours)
    assert theirs["standards/prepared-meetings/#agenda-shared"] == ours["standards/prepared-meetings/#agenda-shared"]


def test_around_a_page(zensical: sites.Site) -> None:
    text = zensical.text("templates/meeting-agenda/index.html")
    assert re.search(r'md-tabs__item--active">\s*<a href="\.\./" class="md-tabs__link">Resources</a>', text)
    assert re.findall(r'class="md-path__link"><span class="md-ellipsis">(.*?)</span>', text)[1:] == [
        "Resources",
        "Templates",
    ]
    assert '<a href="#when" class="md-nav__link">' in text
    assert re.search(r'href="[^"]*journey-map/" class="md-footer__link md-footer__link--prev"', text)


def test_links_lead_somewhere(zensical: sites.Site) -> None:
    """It rewrites links in raw HTML as if they were seen from the source file; ours must come through."""
    assert list(zensical.wrong_links()) == []
    assert not [path for path in zensical.pages if re.search(r"(href|src)=\"coehub:|\.md~", zensical.text(path))]


def test_nothing_is_doubtful_to_it(zensical: sites.Site) -> None:
    assert "Warning" not in zensical.log
