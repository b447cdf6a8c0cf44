"""The exported hub, built by plain MkDocs, is the same site as the one that the plugin builds."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests import sites
from tests.conftest import Once

LOST = "404.html"  # what lost visitors read is the theme's own where our plugin does not build
EXPORT = [sys.executable, "-m", "hub_plugin", "export"]


class Article(HTMLParser):
    """What stands inside ``<article>``: ids, text, links; and whether every element ends where it should."""

    VOID = frozenset(["br", "hr", "img", "input", "wbr", "path", "circle", "line", "rect"])

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self._text: list[str] = []
        self._depth = 0
        self.feed(text)
        self.close()
        self.text = " ".join("".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "article"
        if not self._depth:
            return
        if tag not in self.VOID:
            self.open.append(tag)
        self._between(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(re.sub(r"/docs/\.\./", "/", value or ""))  # as MkDocs writes the edit link

    def _between(self, tag: str) -> None:
        if tag in ("p", "li", "td", "th", "div", "dt", "dd", "summary", "br", "h1", "h2", "h3", "h4"):
            self._text.append(" ")  # white space between blocks is not seen

    def handle_endtag(self, tag: str) -> None:
        self._between(tag)
        if self._depth and tag not in self.VOID:
            assert self.open.pop() == tag, (tag, self.open)
        self._depth -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self._depth:
            self._text.append(data)


@cache
def article(site: sites.Site, path: str) -> Article:
    """Return the article of a page; that of one of the example's is compared with two others."""
    return Article(site.text(path))


@pytest.fixture(scope="module")
def exported(once: Once, example: sites.Site) -> sites.Site:
    """The example hub: exported, moved away from the hub, and built where nothing can import our plugin."""
    return once_built(once, "exported", example.folder.parent)


def once_built(once: Once, name: str, source: Path) -> sites.Site:
    def make(folder: Path) -> None:
        done = sites.run([*EXPORT, "--to", str(folder / "hub")], source)
        assert done.code == 0, done.output
        # Whoever builds it has no package of ours: no entry point is looked up and nothing can be imported.
        blocked = folder / "blocked" / "hub_plugin"
        blocked.mkdir(parents=True)
        (blocked / "__init__.py").write_text("raise ImportError('an export needs no plugin')\n", encoding="utf-8")
        built = sites.build(folder / "hub", PYTHONPATH=str(blocked.parent))
        assert built.code == 0, built.output
        (folder / "log.txt").write_text(built.output, encoding="utf-8")

    folder = once(name, make)
    return sites.Site(folder / "hub" / "site", (folder / "log.txt").read_text(encoding="utf-8"))


def files(site: sites.Site) -> set[str]:
    return {
        path for path in sites.snapshot(site.folder)
        if not path.endswith("/") and not path.startswith(("assets/javascripts/", "assets/stylesheets/", "sitemap.xml"))
    }  # fmt: skip


def words(text: str) -> str:
    """Return a text as the search reads it: without mark-up, entities and white space between words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def index(site: sites.Site) -> list[tuple[str, str, str]]:
    docs: list[dict[str, Any]] = json.loads(site.text("search/search_index.json"))["docs"]
    return sorted((each["location"], words(each["title"]), words(each["text"])) for each in docs)


def test_the_same_files(example: sites.Site, exported: sites.Site) -> None:
    assert files(exported) == files(example)


def test_the_same_downloads(example: sites.Site, exported: sites.Site) -> None:
    found = {path for path in files(example) if not path.endswith((".html", ".json"))}
    assert any(path.endswith(".md") for path in found)
    for path in found:
        assert (exported.folder / path).read_bytes() == (example.folder / path).read_bytes(), path


def test_the_same_articles(example: sites.Site, exported: sites.Site) -> None:
    for path in set(example.pages) - {LOST}:
        ours, plain = article(example, path), Article(exported.text(path))
        assert plain.ids == ours.ids, path
        assert plain.text == ours.text, path
        assert plain.links == ours.links, path


def test_the_same_titles_and_descriptions(example: sites.Site, exported: sites.Site) -> None:
    wanted = re.compile(r"<title>.*?</title>|<meta name=\"description\"[^>]*>")
    for path in example.pages:
        ours, plain = (list(map(html.unescape, wanted.findall(site.text(path)))) for site in (example, exported))
        assert plain == ours, path


def test_the_same_search_hits(example: sites.Site, exported: sites.Site) -> None:
    assert index(exported) == index(example)


def test_around_a_page(exported: sites.Site) -> None:
    """Table of contents, active tab, breadcrumbs, neighbours and edit link come from the front matter."""
    text = exported.text("templates/meeting-agenda/index.html")
    assert re.search(r'md-tabs__item--active">\s*<a href="\.\./" class="md-tabs__link">Resources</a>', text)
    crumbs = re.findall(r'class="md-path__link"><span class="md-ellipsis">(.*?)</span>', text)
    assert crumbs[1:] == ["Resources", "Templates"]
    assert '<a href="#when" class="md-nav__link">' in text
    assert re.search(r'href="\.\./journey-map/" class="md-footer__link md-footer__link--prev"', text)
    assert re.search(r'href="[^"]*/content/templates/meeting-agenda\.yml#L1"[^>]*rel="edit"', text)
    assert 'class="md-skip"' in text
    assert text.count('id="__toc"') <= 1


def test_links_lead_somewhere(exported: sites.Site) -> None:
    assert not list(exported.wrong_links())


def test_nothing_of_the_plugin_is_left(exported: sites.Site) -> None:
    folder = exported.folder.parent
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert not re.search(r"^\s*-\s*coehub|content_dir|COEHUB_TODAY", config, re.MULTILINE)
    assert not list(folder.rglob("*.py"))


def test_the_same_bytes_again(tmp_path: Path, example: sites.Site, exported: sites.Site) -> None:
    done = sites.run([*EXPORT, "--to", str(tmp_path / "hub")], example.folder.parent)
    assert done.code == 0, done.output
    again, before = sites.snapshot(tmp_path / "hub"), sites.snapshot(exported.folder.parent)
    assert again == {path: data for path, data in before.items() if not path.startswith("site/")}


@pytest.fixture(scope="module")
def peculiar(once: Once) -> Path:
    """A small hub that uses what people do with mkdocs.yml and docs/."""
    return once("peculiar", lay_peculiar)


CONFIG = """\
INHERIT: base.yml
site_name: A hub & more
docs_dir: pages
site_dir: ../public
use_directory_urls: false
not_in_nav: |
  /notes/hidden.md
draft_docs: |
  /drafts/
  /roles/
exclude_docs: |
  /teams/
  /secret.md
theme:
  custom_dir: own
hooks: [hooks/shout.py]
plugins:
  search: {}
  coehub: {today: "2026-11-23", reference: false}
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - {name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }
  - pymdownx.critic
  - pymdownx.snippets
  - footnotes
  - abbr
  - md_in_html
  - attr_list
"""
PECULIAR: dict[str, str | bytes] = {
    "base.yml": "theme: {name: material, font: false}\nextra: {key: !ENV [NOT_THERE, base]}\nrepo_url: https://github.com/a/b\n",
    "own/main.html": '{% extends "base.html" %}{% block announce %}from my own template{% endblock %}',
    "hooks/shout.py": "def on_page_content(html, **kwargs):\n    return html + '<p data-search-exclude>shouted</p>'\n",
    "pages/index.md": "---\ntitle: My own home\n---\n\nSee [[team/payments]] and [[standard/prepared-meetings|that]]; `[[x]]`.\n",
    "pages/teams/service.md": "# Left out\n",
    "pages/templates/mine.md": "# MkDocs leaves this out\n",
    "pages/drafts/one.md": "# A draft\n",
    "pages/.hidden/one.md": "# A hidden one\n",
    "pages/people/ana-pop.md": "# Written by hand\n\nIt wins.\n",
    "pages/notes/hidden.md": "# Hidden\n",
    "pages/secret.md": "# Secret\n",
    "pages/people/README.md": "# All of us\n",
    "content/templates/agenda.yml": """\
title: "Agenda <b> & \\"co\\""
summary: An agenda, `code` & <more>.
owner: payments
status: active
files: [agenda.md, agenda.txt]
was: [old-agenda]
how_to_use: |
  1. One `{{ config }}` and {++ two ++}.

  ```text
  a\tb

      four   spaces
  # no heading
  [^1]: no note
  --8<-- "mkdocs.yml"
  ~~~
  ```

  *[HTML]: no abbreviation
changes: [{version: "1.0", date: 2026-01-01, what: First}]
""",
    "content/templates/agenda.md": b"# Agenda {{ config }}\r\n\r\n{% raw %} \xf0\x9f\x98\x80 \"q\" \\n\ttab\r\n\r\n",
    "content/templates/agenda.txt": b"\xff\xfe binary",
}  # fmt: skip


def lay_peculiar(folder: Path) -> None:
    sites.lay_small(folder, PECULIAR, CONFIG)
    done = sites.build(folder, "--site-dir", "site")
    assert done.code == 0, done.output


def test_a_peculiar_hub(once: Once, peculiar: Path) -> None:
    exported = once_built(once, "peculiar-exported", peculiar)
    ours = sites.Site(peculiar / "site")
    assert files(exported) == files(ours)
    assert "secret.html" not in exported.pages
    assert (exported.folder / "templates/agenda.md").read_bytes() == PECULIAR["content/templates/agenda.md"]
    assert (exported.folder / "templates/agenda.txt").read_bytes() == b"\xff\xfe binary"
    assert exported.text("templates/old-agenda.html") == ours.text("templates/old-agenda.html")
    for path in set(ours.pages) - {LOST}:
        one, other = Article(ours.text(path)), Article(exported.text(path))
        assert (other.ids, other.links, other.text) == (one.ids, one.links, one.text), path
        assert "from my own template" in exported.text(path) or "Moved" in exported.text(path)
    assert index(exported) == index(ours)
    assert "It wins" in exported.text("people/ana-pop.html")
    assert "All of us" in exported.text("people/index.html")
    assert "Left out" not in exported.text("teams/service.html")
    config = (exported.folder.parent / "mkdocs.yml").read_text(encoding="utf-8")
    assert "!!python/name:pymdownx.superfences.fence_code_format" in config
    assert "!ENV [NOT_THERE, base]" in config
    assert "coehub:" not in config
    assert "INHERIT" not in config


def test_without_mkdocs_yml(tmp_path: Path, once: Once) -> None:
    shutil.copytree(sites.ROOT / "tests" / "laws" / "base", tmp_path / "content")
    done = sites.run([*EXPORT, "--to", "out/here"], tmp_path)
    assert done.code == 0, done.output
    built = sites.build(tmp_path / "out" / "here")
    assert built.code == 0, built.output
    assert (tmp_path / "out/here/site/teams/payments/index.html").is_file()
    assert os.listdir(tmp_path / "out") == ["here"]
