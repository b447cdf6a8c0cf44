"""Passages: what a search loads of a page, an entry of the index or, of a long one, a part."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

LONG = 2_000  # characters of a passage: a phone prepares twenty such in a moment
BLOCK = (
    12_000  # characters of a file of passages: between one file for each page and loading much that nobody asked for
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an entry: where the entry leads, what is read there, and which part of the entry it is, counted from 0."""

    location: str
    title: str
    text: str
    tags: tuple[str, ...]
    boost: float
    part: int

    @property
    def page(self) -> str:
        """The address without the place in the page."""
        return self.location.partition("#")[0]


def passages(docs: Iterable[Mapping[str, Any]]) -> Iterator[Passage]:
    """Yield the passages of an index, those of a page together."""
    pages: dict[str, list[Mapping[str, Any]]] = {}
    for doc in docs:
        pages.setdefault(doc["location"].partition("#")[0], []).append(doc)
    for doc in (each for entries in pages.values() for each in entries):
        tags, boost = tuple(doc.get("tags") or ()), float(doc.get("boost", 1))
        for part, text in enumerate(_parts(doc.get("text", ""))):
            yield Passage(doc["location"], doc.get("title", ""), text, tags, boost, part)


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts; one with elements stays whole, which they would not."""
    while len(text) > LONG and "<" not in text:
        end = text.rfind(" ", 1, LONG)
        if end < 0:
            end = LONG if (sign := text.rfind("&", 1, LONG)) < LONG - 6 else sign
        yield text[:end]
        text = text[end:].lstrip(" ")
    yield text


def blocks(found: Iterable[Passage]) -> Iterator[list[str]]:
    """Yield the files of passages, each a list of objects in JSON."""
    held, size = list[str](), 0
    for each in found:
        entry: dict[str, Any] = {"location": each.location, "title": each.title, "text": each.text}
        if each.tags:
            entry["tags"] = each.tags
        if each.boost != 1:
            entry["boost"] = each.boost
        line = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        if held and size + len(line) > BLOCK:
            yield held
            held, size = [], 0
        held.append(line)
        size += len(line)
    if held:
        yield held


def shape(found: Sequence[Passage]) -> list[list[int]]:
    """Return for each page how many passages each of its entries has."""
    pages = (list(each) for _, each in groupby(found, lambda passage: passage.page))
    return [[sum(1 for _ in parts) for _, parts in groupby(page, lambda each: each.location)] for page in pages]
