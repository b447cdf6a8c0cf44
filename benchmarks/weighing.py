"""What a built site weighs, and what its articles hold, to compare the load of two sites.

``python -m benchmarks.weighing FOLDER`` prints it as JSON, in a process of its own: the one that measures stays small.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)


@dataclass(frozen=True)
class Weight:
    """What a built site holds: its pages, what stands in their articles, all bytes, and those of the pages."""

    pages: int
    words: int
    links: int
    headings: int
    size: int
    html: int


def weigh(root: Path) -> Weight:
    """Count what a built site holds; a page without an article counts as a whole."""
    pages = words = links = headings = html = 0
    for path in sorted(root.rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        html += path.stat().st_size
        found = _ARTICLE.search(text)
        article = found[0] if found else text.partition("<body")[2]
        pages += 1
        links += article.count("<a ") - article.count('class="headerlink"')
        headings += len(re.findall(r"<h[1-6]", article))
        words += len(re.sub(r"<[^>]+>", " ", article).split())
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file())
    return Weight(pages, words, links, headings, size, html)


if __name__ == "__main__":
    print(json.dumps(asdict(weigh(Path(sys.argv[1])))))
