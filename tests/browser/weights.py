"""Weigh one page of each type: ``python -m tests.browser.weights`` writes the table into benchmarks/README.md."""

from __future__ import annotations

import gzip
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from benchmarks import report
from tests import sites
from tests.browser import serving
from tests.browser.visit import Visitor, page_types
from tests.sites import Site

README = sites.ROOT / "benchmarks" / "README.md"
BEGIN, END = "<!-- weights: begin -->", "<!-- weights: end -->"
# Web servers compress these; pictures and fonts are compressed already.
PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml")


class Weight(NamedTuple):
    """What a reader's browser fetches for one page: bytes as they lie on disk, and as a web server sends them."""

    html: int
    html_sent: int
    requests: int
    sent: int
    hosts: set[str]


def weigh(site: Site, chromium: Any, address: str, path: str) -> Weight:
    """Open a page with nothing in the cache, and weigh what it asks for."""
    visitor = Visitor(chromium, address, search=True)
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    try:
        visitor.go(path)
        visitor.page.wait_for_load_state("networkidle")
    finally:
        visitor.close()
    addresses = [urlsplit(url) for url in asked if not url.startswith(("data:", "blob:"))]
    own = [unquote(each.path).lstrip("/") for each in addresses if each.netloc == urlsplit(address).netloc]
    files = [site.folder / (each + "index.html" if not each or each.endswith("/") else each) for each in own]
    return Weight(
        (site.folder / path).stat().st_size, _sent(site.folder / path), len(addresses), sum(map(_sent, files)),
        {each.netloc for each in addresses},
    )  # fmt: skip


def _sent(file: Path) -> int:
    data = file.read_bytes()
    return len(gzip.compress(data, 6, mtime=0)) if file.suffix in PACKED else len(data)


def table(weights: dict[str, tuple[str, Weight]]) -> Iterator[str]:
    """Yield the lines of the table, heaviest page first."""
    yield "| page | address | HTML | HTML, sent | requests | all, sent |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    for name, (path, each) in sorted(weights.items(), key=lambda pair: (-pair[1][1].sent, pair[0])):
        sizes = (each.html, each.html_sent, each.sent)
        html, html_sent, sent = (f"{size / 1024:.0f} KB" for size in sizes)
        yield f"| {name} | `{path.removesuffix('index.html') or '/'}` | {html} | {html_sent} | {each.requests} | {sent} |"


def main() -> int:
    """Build the example, weigh one page of each type, and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        done = sites.build(sites.lay_example(Path(folder)))
        if done.code:
            print(done.output, file=sys.stderr)
            return 1
        site = Site(Path(folder) / "site")
        try:
            with serving.served(site.folder) as address, serving.chromium() as chromium:
                types = page_types(site).items()
                weights = {name: (path, weigh(site, chromium, address, path)) for name, path in types}
        except serving.Missing as error:
            print(error, file=sys.stderr)
            return 1
    text = "\n".join(table(weights)) + "\n"
    report.put_into(README, text, BEGIN, END)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
