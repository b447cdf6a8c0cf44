"""The output folder: written beside the last good site, finished, and switched in."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from hub_plugin.model.page import Page, url_of
from hub_plugin.outputs.export.pages import forward as moved_page
from hub_plugin.outputs.pages.foreign import plain
from hub_plugin.outputs.search import entries
from hub_plugin.sharing import shared

# Material puts this between Chinese words where a dictionary happens to be installed; we find words without, and alike everywhere.
_SPLIT = re.compile("(?<=[\u3400-\u9fff])\u200b|\u200b(?=[\u3400-\u9fff])")


def beside(target: Path) -> Path:
    """Return the folder into which the next site is written."""
    return target.with_name(f".{target.name}.next")


def before(target: Path) -> Path:
    """Return the folder that holds the old site while the two are switched."""
    return target.with_name(f".{target.name}.old")


def prepare(target: Path) -> Path:
    """Return the folder to write into, empty; mend what a build left behind that was killed between its two renames."""
    if before(target).exists() and not target.exists():
        before(target).rename(target)
    shutil.rmtree(beside(target), ignore_errors=True)
    return beside(target)


def switch(target: Path) -> None:
    """Put the site that was written beside into its place; two renames, so that no half-written folder is ever there."""
    old = before(target)
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    beside(target).rename(target)
    shutil.rmtree(old, ignore_errors=True)


def add_hits(site: Path, pages: Iterable[Page], directory_urls: bool) -> None:
    """Add our search entries to the index that the search plugin has written, if it has.

    Args:
        site: the folder of the site.
        pages: the pages that were printed, those left out that a hand-written page replaces.
        directory_urls: as MkDocs' ``use_directory_urls``.
    """
    path = site / "search" / "search_index.json"
    if not path.is_file():
        return
    index: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    pages = list(pages)
    ours = {
        url_of(page.uri, directory_urls) for page in pages
    }  # MkDocs' own search has entries of them that do not know their kind
    index["docs"] = [doc for doc in index["docs"] if doc["location"].partition("#")[0] not in ours]
    index.pop("index", None)  # MkDocs' prebuild_index: made before our entries came, and of words as they are written
    for doc in index["docs"]:
        doc |= {name: _SPLIT.sub("", doc[name]) for name in ("title", "text") if "\u200b" in doc.get(name, "")}
    fields = index.get("config", {}).get("fields", {})
    material = "tags" in fields
    # A word in a tag counts a million times for Material. Our tags say what a hit is: whoever looks for the template "Meeting agenda"
    # would find every meeting first.
    if fields.get("tags") == {"boost": 1e6}:
        fields["tags"] = {"boost": 1.0}
    made = shared([partial(_hits, page, directory_urls, material) for page in pages])
    start, end = _json(index | {"docs": []}).split(b'"docs":[]')
    with path.open(
        "wb"
    ) as file:  # piece by piece: as one text, the index of a large hub would lie in memory several times
        file.write(start + b'"docs":[')
        docs = chain((_json(doc) for doc in index["docs"]), (each for each in made if each))
        for number, each in enumerate(docs):
            file.write(b"," + each if number else each)
        file.write(b"]" + end)


def _hits(page: Page, directory_urls: bool, material: bool) -> bytes:
    made = []
    for entry in entries(page, url_of(page.uri, directory_urls)):
        found: dict[str, Any] = {"location": entry.location, "title": entry.title, "text": entry.text}
        if material and "#" not in entry.location and entry.kind:
            found["tags"] = [entry.kind]
        made.append(_json(found))
    return b",".join(made)


def _json(value: Any) -> bytes:
    return plain(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)).encode()


def forward(site: Path, moved: Mapping[str, str], directory_urls: bool) -> None:
    """Write a page at each old address that leads to the new one; a page that is there already stays.

    Args:
        site: the folder of the site.
        moved: the uri of an old page → that of the present one.
        directory_urls: as MkDocs' ``use_directory_urls``.
    """
    for old, new in sorted(moved.items()):
        where, text = moved_page(old, new, directory_urls)
        path = site / where
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
