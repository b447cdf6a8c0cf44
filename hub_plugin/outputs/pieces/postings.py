"""Which words stand in which passages, as lines of JSON.

A line is ``[word, …lists]``. A list names passages by their numbers, each as its distance from the one before. In the list of texts a
number also says how often the word stands there: three times the distance, and 0 for once, 1 for twice, 2 for more.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from hub_plugin.outputs.pieces.folding import words
from hub_plugin.outputs.pieces.passages import Passage

_ELEMENT = re.compile(r"<[^>]*>")

PORTION = 1_000  # passages: what one process counts at a time

Lines = Iterator[tuple[str, str]]
Places = Mapping[str, Sequence[int]]  # word → passages
Share = Callable[[Sequence[Callable[[], Any]]], list[Any]]


def alone(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do jobs one after the other."""
    return [job() for job in jobs]


def postings(
    found: Sequence[Passage], separator: str, german: bool = False, share: Share = alone
) -> tuple[Lines, Lines]:
    """Return the lines of titles and of texts, each in the order of its words.

    Args:
        found: the passages.
        separator: what stands between words, a regular expression.
        german: how words are compared.
        share: does jobs, maybe in several processes, and returns what they give in their order.
    """
    starts = range(0, len(found), PORTION)
    titles, tags, texts = (defaultdict[str, list[int]](list) for _ in range(3))
    jobs = [partial(_counted, found[start : start + PORTION], start, separator, german) for start in starts]
    for made in share(jobs):
        for whole, some in zip((titles, tags, texts), made, strict=True):
            for word, numbers in some.items():
                whole[word] += numbers
    return _titles(titles, tags), _texts(texts)


def _counted(found: Sequence[Passage], first: int, separator: str, german: bool) -> tuple[Places, Places, Places]:
    """Return where the words of some passages stand: in titles, in tags, in texts.

    Args:
        found: neighbours.
        first: the number of the first.
        separator: between words.
        german: how words are compared.
    """
    split, known = _splitter(separator), dict[str, tuple[str, ...]]()

    def counted(text: str) -> dict[str, int]:
        if "<" in text:
            text = _ELEMENT.sub(" ", text)
        count: dict[str, int] = {}
        for written, often in Counter(split(text)).items():
            if written not in known:
                known[written] = words(written, german)
            for word in known[written]:
                count[word] = count.get(word, 0) + often
        return count

    titles, tags, texts = (defaultdict[str, list[int]](list) for _ in range(3))
    for number, passage in enumerate(found, first):
        if not passage.part:  # a title stands once, however long the text below it is
            for word in counted(passage.title):
                titles[word].append(number)
            for word in counted(" ".join(passage.tags)):
                tags[word].append(number)
        for word, often in counted(passage.text).items():
            texts[word].append(3 * number + (2 if often > 2 else often - 1))
    return titles, tags, texts


def _titles(titles: dict[str, list[int]], tags: dict[str, list[int]]) -> Lines:
    for word in sorted(titles.keys() | tags.keys(), key=_order):
        lists = [titles.get(word, []), tags[word]] if word in tags else [titles[word]]
        yield word, f"[{_quoted(word)},{','.join(f'[{_distances(each, 1)}]' for each in lists)}]"


def _texts(texts: dict[str, list[int]]) -> Lines:
    for word in sorted(texts, key=_order):
        yield word, f"[{_quoted(word)},[{_distances(texts.pop(word), 3)}]]"


def _distances(numbers: list[int], step: int) -> str:
    before, told = 0, list[str]()
    for each in numbers:
        told.append(str(each - before))
        before = each - each % step
    return ",".join(told)


def _quoted(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _order(word: str) -> bytes:
    return word.encode("utf-16-be")  # as JavaScript compares


def _splitter(separator: str) -> Callable[[str], list[str]]:
    found = re.compile(separator)
    if not found.groups:
        return found.split
    return lambda text: found.split(text)[:: found.groups + 1]
