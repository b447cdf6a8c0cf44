"""The search index of a large hub in pieces, of which a query loads those that it needs (docs/decisions/024-large-search.md).

Two series of files say which words stand in which passages, one for titles and one for texts; each file holds a stretch of the
alphabet. A third series holds the passages themselves. ``theme/search/piecing.js`` reads all of it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hub_plugin.outputs.pieces.folding import GERMAN as GERMAN
from hub_plugin.outputs.pieces.passages import blocks, passages, shape
from hub_plugin.outputs.pieces.postings import Share, alone, postings

FOLDER = "pieces"
INDEX = "search_index.json"
STRETCH = 32_000  # characters of a file of words: some kilobytes when it travels, and a tenth of a second for a phone
_DICTIONARY = ("ja",)  # the theme splits it by a dictionary, which the build does not have


def possible(config: Mapping[str, Any]) -> bool:
    """Return whether an index can be cut.

    Args:
        config: its settings, as the search plugin writes them.

    Not where the browser splits words or cuts off endings in a way of its own: the build could not say where a word stands then. Not
    in themes other than Material, whose worker knows no tags.
    """
    try:
        re.compile(config["separator"])
    except (KeyError, TypeError, re.error):
        return False
    own = "stemmer" in config.get("pipeline", ()) or any(each in _DICTIONARY for each in config.get("lang", ()))
    return "tags" in config.get("fields", {}) and not own


def cut(
    config: Mapping[str, Any], docs: Iterable[Mapping[str, Any]], german: bool = False, share: Share = alone
) -> Iterator[tuple[str, str]]:
    """Yield the files of an index, below its folder, as names and texts; what leads to all others comes last.

    Args:
        config: the settings of the index, which can be cut.
        docs: its entries; of each page its own comes before those of its headings.
        german: how words are compared.
        share: does jobs, maybe in several processes.
    """
    found = list(passages(docs))
    files, starts = dict[str, str](), dict[str, list[str]]()
    for name, lines in zip(("titles", "texts"), postings(found, config["separator"], german, share), strict=True):
        starts[name] = []
        for number, (first, text) in enumerate(_stretches(lines)):
            starts[name].append(first)
            files[f"{name}-{number}.json"] = text
    sizes = []
    for number, block in enumerate(blocks(found)):
        sizes.append(len(block))
        files[f"passages-{number}.json"] = f"[{','.join(block)}]"
    boosts = {str(number): each.boost for number, each in enumerate(found) if each.boost != 1}
    files["shape.json"] = _json({"pages": shape(found), "blocks": sizes, "boosts": boosts})
    # Each state of the site has a folder of its own: a page that is open while the site is renewed never mixes two of them.
    digest = hashlib.sha256()
    for name, text in files.items():
        digest.update(f"{name}\0{text}\0".encode())
    at = f"{FOLDER}/{digest.hexdigest()[:16]}"
    for name, text in files.items():
        yield f"{at}/{name}", text
    yield INDEX, _json({"config": {**config, "pieces": {"at": at, **starts}}, "docs": []})


def _stretches(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the first word of each file, and its text."""
    first, held, size = "", list[str](), 0
    for word, line in lines:
        if size > STRETCH:
            yield first, f"[{','.join(held)}]"
            held, size = [], 0
        if not held:
            first = word
        held.append(line)
        size += len(line)
    if held:
        yield first, f"[{','.join(held)}]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
