"""The folders that are built: ours with our plugin, and those of the peers with the same pages as Markdown files.

``python -m benchmarks.sites SIZE FOLDER [PEER …]`` lays them, in a process of its own: Linux counts what the process that
measures has in memory as memory of the commands that it starts, so that one stays small.
"""

from __future__ import annotations

import json
import os
import posixpath
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from benchmarks import hubs, hugo
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


def config(plugins: list[Any], nav: Sequence[Any]) -> str:
    """Return an mkdocs.yml; every JSON is YAML. All but the plugins and the navigation is the same for everybody."""
    return json.dumps({
        "site_name": "Benchmark", "site_url": "https://hub.example.org/", "repo_url": "https://code.example.org/hub",
        "edit_uri": "edit/main/docs/", "theme": {"name": "material", "font": False, "features": list(_FEATURES)},
        "plugins": plugins, "nav": nav, "not_in_nav": "/*/*\n/*.md\n",
        "exclude_docs": "!/templates/", "markdown_extensions": ["attr_list"],
    }, indent=1)  # fmt: skip


def lay_ours(files: Mapping[str, bytes], nav: Sequence[Any], root: Path) -> None:
    """Write a hub and the configuration that builds it with our plugin."""
    for path, data in files.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_bytes(data)
    (root / "docs").mkdir(parents=True)
    plugins = ["search", {"coehub": {"today": hubs.TODAY.isoformat()}}]
    (root / "mkdocs.yml").write_text(config(plugins, nav), encoding="utf-8")


def printed(files: Mapping[str, bytes]) -> Site:
    """Return the pages of a hub."""
    hub = build.read(files, files).hub
    return build.site(hub, build.derive(hub, hubs.TODAY), build.Frame())


def lay_markdown(site: Site, content: Path, docs: Path) -> None:
    """Write the pages of a site as Markdown files, and beside them what they offer for download."""
    uris = {url_of(page.uri): page for page in site.pages}
    for page in site.pages:
        path = docs / page.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown_of(page.html, _Links(page, uris, site.downloads)), encoding="utf-8")
    for uri, source in site.downloads.items():
        (docs / uri).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(content / source, docs / uri)


def indexes(site: Site) -> list[str]:
    """Return a navigation of index pages."""
    return [page.uri for page in site.pages if page.is_index]


def everything(site: Site) -> list[Any]:
    """Return a navigation of all pages, in their sections."""
    below: dict[str, list[str]] = {}
    for page in site.pages:
        if not page.is_index:
            below.setdefault(page.section, []).append(page.uri)
    return [
        {page.title: [page.uri, *below[page.uri]]} if page.uri in below else page.uri
        for page in site.pages
        if page.is_index
    ]


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


def main(size: int, root: Path, peers: Sequence[str]) -> None:
    """Lay a folder for ours and for each peer; those that read Markdown share its files."""
    files = hubs.hub(size)
    site = printed(files if peers else hubs.hub(100))  # the index pages are the same whatever the size
    lay_ours(files, indexes(site), root / "ours")
    content, docs = root / "ours" / "content", root / "markdown" / "docs"
    if peers:
        lay_markdown(site, content, docs)
    for peer in peers:
        if not peer.startswith("hugo"):
            (root / peer).mkdir()
            shutil.copytree(docs, root / peer / "docs", copy_function=os.link)
            nav = everything(site) if peer == "mkdocs-nav" else indexes(site)
            (root / peer / "mkdocs.yml").write_text(config(["search"], nav), encoding="utf-8")
    if "hugo-plain" in peers:
        hugo.lay_plain(site, docs, root / "hugo-plain")
    if "hugo" in peers:
        with tempfile.TemporaryDirectory() as small:
            hugo.lay_like(site, docs, _small(Path(small)), root / "hugo")


def _small(root: Path) -> Path:
    """Build a small hub with our plugin, and return its site."""
    files = hubs.hub(100)
    lay_ours(files, indexes(printed(files)), root)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, check=True)
    return root / "site"


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
