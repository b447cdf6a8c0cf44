"""The two folders that are built: one with our plugin, one with the same pages as Markdown files.

``python -m benchmarks.sites SIZE FOLDER [plain]`` lays them, in a process of its own: Linux counts what the process that
measures has in memory as memory of the commands that it starts, so that one stays small.
"""

from __future__ import annotations

import json
import posixpath
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from benchmarks import hubs
from benchmarks.markdown import markdown_of
from hub_plugin import build
from hub_plugin.model.page import Page, Site, url_of

_FEATURES = (
    "navigation.indexes",
    "navigation.top",
    "navigation.footer",
    "navigation.path",
    "search.highlight",
    "toc.follow",
)


def config(plugins: list[Any], nav: list[str]) -> str:
    """Return an mkdocs.yml; every JSON is YAML. All but the plugins is the same on both sides."""
    return json.dumps({
        "site_name": "Benchmark", "site_url": "https://hub.example.org/", "repo_url": "https://code.example.org/hub",
        "edit_uri": "edit/main/docs/", "theme": {"name": "material", "font": False, "features": list(_FEATURES)},
        "plugins": plugins, "nav": nav, "not_in_nav": "/*/*\n/*.md\n",
        "exclude_docs": "!/templates/", "markdown_extensions": ["attr_list"],
    }, indent=1)  # fmt: skip


def lay_ours(files: Mapping[str, bytes], nav: list[str], root: Path) -> None:
    """Write a hub and the configuration that builds it with our plugin."""
    for path, data in files.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_bytes(data)
    (root / "docs").mkdir()
    plugins = ["search", {"coehub": {"today": hubs.TODAY.isoformat()}}]
    (root / "mkdocs.yml").write_text(config(plugins, nav), encoding="utf-8")


def printed(files: Mapping[str, bytes]) -> Site:
    """Return the pages of a hub."""
    hub = build.read(files, files).hub
    return build.site(hub, build.derive(hub, hubs.TODAY), build.Frame())


def lay_plain(site: Site, content: Path, root: Path) -> None:
    """Write the pages of a site as Markdown files, and the configuration that builds them without our plugin."""
    uris = {url_of(page.uri): page for page in site.pages}
    for page in site.pages:
        path = root / "docs" / page.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown_of(page.html, _Links(page, uris, site.downloads)), encoding="utf-8")
    for uri, source in site.downloads.items():
        (root / "docs" / uri).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(content / source, root / "docs" / uri)
    (root / "mkdocs.yml").write_text(config(["search"], _indexes(site)), encoding="utf-8")


def _indexes(site: Site) -> list[str]:
    return [page.uri for page in site.pages if page.is_index]


class _Links:
    """Turns the addresses on a page into paths of source files, as people write them and MkDocs checks them."""

    def __init__(self, page: Page, uris: Mapping[str, Page], downloads: Mapping[str, str]) -> None:
        self.page, self.uris, self.downloads = page, uris, downloads
        self.here, self.base = posixpath.dirname(page.uri) or ".", "https://hub/" + url_of(page.uri)

    def __call__(self, href: str) -> str:
        if urlsplit(href).scheme:
            return href
        target = urlsplit(urljoin(self.base, href))
        path, anchor = target.path.lstrip("/"), target.fragment
        page = self.uris.get(path)
        if page is None:
            return (
                posixpath.relpath(path, self.here)
                if path in self.downloads
                else "https://elsewhere.example.org/" + path
            )
        known = anchor and any(heading.anchor == anchor for heading in page.headings)
        hash_ = f"#{anchor}" if known else ""
        same = page is self.page and hash_
        return hash_ if same else posixpath.relpath(page.uri, self.here) + hash_


def main(size: int, root: Path, with_plain: bool) -> None:
    """Lay both folders: ``ours`` and ``plain``."""
    for name in ("ours", "plain"):
        (root / name).mkdir()
    files = hubs.hub(size)
    site = printed(files if with_plain else hubs.hub(100))  # the index pages are the same whatever the size
    lay_ours(files, _indexes(site), root / "ours")
    if with_plain:
        lay_plain(site, root / "ours" / "content", root / "plain")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), "plain" in sys.argv[3:])
