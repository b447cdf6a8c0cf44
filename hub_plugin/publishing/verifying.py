"""Whether a built site may go live: each file whole, each link and anchor leading somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from hub_plugin.publishing.links import Links, is_page
from hub_plugin.publishing.whole import fault, strict_json

INDEX = "search/search_index.json"
PASSAGES = re.compile(r"search/pieces/\w+/passages-\d+\.json")  # the entries of a large index


def faults(folder: Path, paths: Iterable[str], site_url: str = "") -> Iterator[str]:
    """Yield what is wrong with a built site, one sentence each.

    Args:
        folder: the site's root.
        paths: its files, below that folder.
        site_url: where it will be opened, with a slash at the end; empty: not known.
    """
    files = frozenset(paths)
    links = Links(files, site_url)
    if "index.html" not in files:
        yield "index.html: it is not there; is this a built site?"
    for path in sorted(files):
        data = (folder / path).read_bytes()
        said = fault(path, data)
        if said:
            yield f"{path}: {said}"
        elif is_page(path):
            links.add(path, data.decode("utf-8"))
    for path, said in links.wrong():
        yield f"{path}: {said}"
    for path in sorted(each for each in files if each == INDEX or PASSAGES.fullmatch(each)):
        data = (folder / path).read_bytes()
        for place in () if fault(path, data) else sorted(_places(strict_json(data))):
            if said := links.fault("index.html", place):
                yield f"{path}: {said}"


def _places(index: object) -> set[str]:
    """Return where the entries of the search index lead."""
    entries = index.get("docs") if isinstance(index, dict) else index
    found = (entry.get("location") for entry in entries if isinstance(entry, dict)) if isinstance(entries, list) else ()
    return {place for place in found if isinstance(place, str)}
