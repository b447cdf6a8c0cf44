"""What the articles of a built site hold, to compare the load of two sites."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)


@dataclass(frozen=True)
class Weight:
    """What the pages of a built site hold."""

    pages: int
    words: int
    links: int
    headings: int


def weigh(root: Path) -> Weight:
    """Count what the articles of a built site hold."""
    pages = words = links = headings = 0
    for path in sorted(root.rglob("index.html")):
        found = _ARTICLE.search(path.read_text(encoding="utf-8"))
        article = found[0] if found else ""
        pages += 1
        links += article.count("<a ") - article.count('class="headerlink"')
        headings += len(re.findall(r"<h[1-6]", article))
        words += len(re.sub(r"<[^>]+>", " ", article).split())
    return Weight(pages, words, links, headings)
