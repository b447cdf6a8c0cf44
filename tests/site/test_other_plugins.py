"""Beside other plugins: what they set is what we print by, and what they take over holds our pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import sites
from tests.site.test_own_things import PAYMENTS, entries, made
from tests.sites import Site

CONFIG = """\
site_name: A hub
site_url: https://hub.example.org/
theme: {{name: material, font: false}}
plugins: [search, {{coehub: {{today: "2026-11-23", languages: [], {option}}}}}, {more}]
"""
SPOKEN = sites.HUB.replace("name: A hub", "name: {en: A hub, ro: Un centru}") + "languages: [en, ro]\n"
# What git plugins do: the path of each page is asked for, and made pages are left alone.
ASKING = """\
from pathlib import Path

def on_page_content(html, page, config, files):
    path = Path(page.file.abs_src_path)
    assert path.is_file(), path
    return f"{html}<p>{'made' if page.file.generated_by else 'kept'} in {path.name}</p>"
"""


def offline(folder: Path, option: str = "", *, quiet: bool = True) -> Site:
    """Build a hub in two languages that is to be opened from a disk."""
    config = CONFIG.format(option=option, more="offline")
    root = sites.lay_small(
        folder, {"content/hub.yml": SPOKEN, "docs/about.md": "# About\n\n[[team/payments]]\n"}, config
    )
    done = sites.build(root, strict=quiet, COEHUB_LANGUAGES="")
    assert done.code == 0, done.output
    assert ("WARNING" in done.output) is not quiet, done.output
    return Site(root / "site", done.output, "https://hub.example.org/")


def test_a_site_for_a_disk_needs_no_server(tmp_path: Path) -> None:
    site = offline(tmp_path)
    assert {"teams/payments.html", "ro/teams/payments.html", "ro/about.html"} <= set(site.pages)
    assert list(site.wrong_links()) == []
    for path in set(site.pages) - {"404.html", "ro/404.html"}:  # which no disk shows
        links = {link.partition("#")[0] for tag, link, _ in site.page(path).links if tag == "a"}
        assert [link for link in links if link.endswith("/") and site.target(path, link)] == [], (
            path
        )  # a browser would list them
        assert "Content-Security-Policy" not in site.text(path)  # the search runs by a script that no policy can name
    for root in ("", "ro/"):
        index = json.loads(site.text(f"{root}search/search_index.js").removeprefix("var __index = "))
        assert "teams/payments.html" in {entry["location"] for entry in index["docs"]}


def test_a_site_for_a_disk_has_the_whole_index(tmp_path: Path) -> None:
    site = offline(tmp_path, "search: pieces", quiet=False)
    assert "search: pieces: this theme, or a setting of it, needs the whole index" in site.log
    assert not (site.folder / "search" / "pages").exists()


def test_what_a_plugin_sets_late_is_what_we_print_by(tmp_path: Path) -> None:
    hook = "def on_config(config):\n    config.site_url = 'https://elsewhere.example.org/'\n    config.use_directory_urls = False\n"
    site = made(tmp_path, {"hook.py": hook}, sites.PLAIN + "hooks: [hook.py]\nsite_url: https://hub.example.org/\n")
    assert "https://elsewhere.example.org/teams/payments.html" in site.text("feeds/changes.atom") + site.text(
        "llms.txt"
    )
    assert (site.folder / "teams" / "payments.html").is_file()


def test_each_page_stands_for_a_file(tmp_path: Path) -> None:
    record = {"content/teams/payments.yml": PAYMENTS, "hook.py": ASKING}
    site = made(tmp_path, record, sites.PLAIN + "hooks: [hook.py]\n")
    assert "kept in payments.yml" in site.page("teams/payments/index.html").whole
    assert "made in hub.yml" in site.page("teams/index.html").whole


@pytest.mark.parametrize("plugin", ["tags", "blog", "meta", "group: {enabled: true, plugins: [tags]}"])
def test_what_material_brings(plugin: str, tmp_path: Path) -> None:
    config = sites.PLAIN.replace(
        "plugins: [", f"plugins: [{{{plugin}}}, " if ":" in plugin else f"plugins: [{plugin}, "
    )
    site = made(tmp_path, {"docs/blog/index.md": "# Blog\n"} if plugin == "blog" else {}, config)
    assert "payments/" in {link for _, link, _ in site.page("teams/index.html").links}
    assert "teams/payments/" in {entry["location"] for entry in entries(site)}
