"""The output folder: written beside the last good site, finished, and switched in."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hub_plugin.model.page import Page, url_of
from hub_plugin.outputs.export.pages import forward as moved_page
from hub_plugin.outputs.pages.foreign import plain
from hub_plugin.outputs.pieces import INDEX, cut, possible
from hub_plugin.outputs.search import entries

# Material puts this between Chinese words where a dictionary happens to be installed; we find words without, and alike everywhere.
_SPLIT = re.compile("(?<=[\u3400-\u9fff])\u200b|\u200b(?=[\u3400-\u9fff])")

# From here on the whole index keeps a slow phone waiting for longer than pieces of any index do (docs/decisions/024-large-search.md).
LARGE = 2_000_000
_WORKER = "assets/javascripts/workers/search.*.js"  # Material's
_SEARCH = Path(__file__).parent / "theme" / "search"


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


def add_hits(site: Path, pages: Iterable[Page], directory_urls: bool, search: str = "auto") -> bool:
    """Add our search entries to the index that the search plugin has written, if it has; cut a large index into pieces.

    Args:
        site: the folder of the site.
        pages: the pages that were printed, those left out that a hand-written page replaces.
        directory_urls: as MkDocs' ``use_directory_urls``.
        search: ``whole`` never cuts the index, ``pieces`` always, ``auto`` a large one.

    Returns:
        Whether the index is as ``search`` says: a theme's own way to search may need the whole.
    """
    path = site / "search" / INDEX
    if not path.is_file():
        return True
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
    for page in pages:
        for entry in entries(page, url_of(page.uri, directory_urls)):
            found: dict[str, Any] = {"location": entry.location, "title": entry.title, "text": entry.text}
            if material and "#" not in entry.location and entry.kind:
                found["tags"] = [entry.kind]
            index["docs"].append(found)
    text = plain(json.dumps(index, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    if search == "pieces" or (search == "auto" and len(text) > LARGE):
        worker = _worker(site)
        if worker is not None and possible(index["config"]):
            config = index["config"]
            del index, fields  # as large as the text, of which the next step makes its own
            _write_pieces(path.parent, config, text)
            _piece(worker)
            return True
    path.write_text(text, encoding="utf-8", newline="\n")
    return search != "pieces"


def _worker(site: Path) -> Path | None:
    """Return the script that searches, if it has learned our words, and if the site is not made for reading without a server."""
    found = next(iter(sorted(site.glob(_WORKER))), None)
    folding = (_SEARCH / "folding.js").read_bytes()
    if found is None or (site / "search" / "search_index.js").exists() or not found.read_bytes().startswith(folding):
        return None
    return found


def _write_pieces(folder: Path, config: Mapping[str, Any], text: str) -> None:
    docs = json.loads(text)["docs"]
    for name, piece in cut(config, docs):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(piece, encoding="utf-8", newline="\n")


def _piece(worker: Path) -> None:
    """Put the search in pieces behind the words that it needs, and before those that teach the theme's own."""
    folding, own = (_SEARCH / "folding.js").read_bytes(), (_SEARCH / "piecing.js").read_bytes()
    rest = worker.read_bytes().removeprefix(folding)
    if not rest.startswith(b";\n" + own):
        worker.write_bytes(folding + b";\n" + own + rest)


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
