"""The search index of a written site: our entries beside the theme's, as one file or, where that is large, in pieces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from hub_plugin.model.page import Page, url_of
from hub_plugin.outputs.pages.foreign import plain
from hub_plugin.outputs.pieces import GERMAN, INDEX, cut, possible
from hub_plugin.outputs.search import entries
from hub_plugin.sharing import shared

# Material puts this between Chinese words where a dictionary happens to be installed; we find words without, and alike everywhere.
_SPLIT = re.compile("(?<=[\u3400-\u9fff])\u200b|\u200b(?=[\u3400-\u9fff])")

# From here on the whole index keeps a slow phone waiting for longer than pieces of any index do (docs/decisions/024-large-search.md).
LARGE = 2_000_000  # bytes
_WORKER = "assets/javascripts/workers/search.*.js"  # Material's
_SEARCH = Path(__file__).parent / "theme" / "search"


Hits = tuple[bytes, ...]  # the entries of a page as JSON, its own first


def add_hits(
    site: Path,
    pages: Sequence[Page],
    directory_urls: bool,
    search: str = "auto",
    known: Mapping[str, Hits] | None = None,
) -> bool:
    """Add our search entries to the index that the search plugin has written, if it has; cut a large index into pieces.

    Args:
        site: the folder of the site.
        pages: the pages that were printed, those left out that a hand-written page replaces.
        directory_urls: as MkDocs' ``use_directory_urls``.
        search: ``whole`` never cuts the index, ``pieces`` always, ``auto`` a large one.
        known: the uri of a page → its entries, as far as somebody has made them.

    Returns:
        Whether the index is as ``search`` says: a theme's own way to search may need the whole.
    """
    path = site / "search" / INDEX
    if not path.is_file():
        return True
    index: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    ours = {
        url_of(page.uri, directory_urls) for page in pages
    }  # MkDocs' own search has entries of them that do not know their kind
    theirs = [doc for doc in index.pop("docs") if doc["location"].partition("#")[0] not in ours]
    index.pop("index", None)  # MkDocs' prebuild_index: made before our entries came, and of words as they are written
    for doc in theirs:
        doc |= {name: _SPLIT.sub("", doc[name]) for name in ("title", "text") if "\u200b" in doc.get(name, "")}
    fields = index.get("config", {}).get("fields", {})
    material = "tags" in fields
    # A word in a tag counts a million times for Material. Our tags say what a hit is: whoever looks for the template "Meeting agenda"
    # would find every meeting first.
    if fields.get("tags") == {"boost": 1e6}:
        fields["tags"] = {"boost": 1.0}
    made = dict(known or {})
    left = [page for page in pages if page.uri not in made]
    made.update(
        zip((page.uri for page in left), shared([partial(hits, page, directory_urls) for page in left]), strict=True)
    )
    docs = [_json(each) for each in theirs]
    for page in pages:
        own, *below = made[page.uri]
        docs += [_tagged(own, page.kind) if material and page.kind else own, *below]
    if search == "pieces" or (search == "auto" and sum(map(len, docs)) > LARGE):
        worker = _worker(site)
        if worker is not None and possible(config := index.get("config", {})):
            german = worker.read_bytes().startswith(GERMAN)
            _write_pieces(path.parent, cut(config, _parsed(docs), german, partial(shared, few=True)))
            _piece(worker)
            return True
    _write_whole(path, index, docs)
    return search != "pieces"


def hits(page: Page, directory_urls: bool) -> Hits:
    """Return the search entries of a page."""
    return tuple(
        _json({"location": entry.location, "title": entry.title, "text": entry.text})
        for entry in entries(page, url_of(page.uri, directory_urls))
    )


def _tagged(hit: bytes, kind: str) -> bytes:
    """Return an entry with what it is, which Material shows."""
    return b'%b,"tags":%b}' % (hit[:-1], _json([kind]))


def _json(value: Any) -> bytes:
    return plain(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)).encode()


def _write_whole(path: Path, index: Mapping[str, Any], docs: Sequence[bytes]) -> None:
    """Write the index entry by entry: as one text, that of a large hub would lie in memory several times."""
    start, end = _json({**index, "docs": []}).split(b'"docs":[]')
    with path.open("wb") as file:
        file.write(start + b'"docs":[')
        for number, each in enumerate(docs):
            file.write(b"," + each if number else each)
        file.write(b"]" + end)


def _worker(site: Path) -> Path | None:
    """Return the script that searches, if it has learned our words."""
    found = next(iter(sorted(site.glob(_WORKER))), None)
    folding = (_SEARCH / "folding.js").read_bytes()
    return found if found and found.read_bytes().removeprefix(GERMAN).startswith(folding) else None


def _parsed(docs: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for each in docs:
        yield from json.loads(b"[%b]" % each)


def _write_pieces(folder: Path, pieces: Iterable[tuple[str, str]]) -> None:
    for name, piece in pieces:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(piece, encoding="utf-8", newline="\n")


def _piece(worker: Path) -> None:
    """Put the search in pieces behind the words that it needs, and before those that teach the theme's own."""
    folding, own = (_SEARCH / "folding.js").read_bytes(), (_SEARCH / "piecing.js").read_bytes()
    start, _, rest = worker.read_bytes().partition(folding)
    if not rest.startswith(b";\n" + own):
        worker.write_bytes(start + folding + b";\n" + own + rest)
