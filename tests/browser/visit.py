"""A window of a browser that writes down what goes wrong in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hub_plugin.kinds import KINDS
from tests import sites
from tests.sites import Site

_NO_SEARCH = "window.Worker = class extends EventTarget { postMessage() {} terminate() {} }"


class Visitor:
    """A window.

    Args:
        chromium: the browser.
        address: where the site lies.
        width: of the window.
        dark: whether the reader prefers dark pages.
        axe: the script of axe-core, if pages are to be judged.
        search: whether each page makes its search index, which takes longer than all else in it.

    ``faults`` are errors on the console, scripts that failed, requests that found nothing or went to another host, and
    dialogs.
    """

    def __init__(
        self,
        chromium: Any,
        address: str,
        *,
        width: int = 1440,
        dark: bool = False,
        axe: str = "",
        search: bool = False,
        **options: Any,
    ) -> None:
        self.address, self.faults = address, list[str]()
        looks = {"color_scheme": "dark" if dark else "light", "reduced_motion": "reduce", **options}
        self.context = chromium.new_context(viewport={"width": width, "height": 900}, **looks)
        self.context.set_default_timeout(20_000)
        if axe:
            self.context.add_init_script(axe)
        if not search:
            self.context.add_init_script(_NO_SEARCH)
        self.page = self.context.new_page()
        self.page.on("console", lambda said: said.type in ("error", "warning") and self._fault(f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self._fault(f"script: {error}"))
        self.page.on("request", self._requested)
        self.page.on("response", lambda answer: answer.status >= 400 and self._fault(f"{answer.status}: {answer.url}"))
        self.page.on("dialog", self._dialog)

    def _fault(self, what: str) -> None:
        self.faults.append(f"{self.page.url}: {what}")

    def _requested(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self._fault(f"request to {request.url}")

    def _dialog(self, dialog: Any) -> None:
        self._fault(f"dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, path: str) -> Any:
        """Open a page of the site."""
        self.page.goto(self.address + path.removesuffix("index.html"), wait_until="load")
        return self.page

    def close(self) -> None:
        """Close the window."""
        self.context.close()


def page_types(site: Site) -> dict[str, str]:
    """Return one page of each type by the name of its type: the longest, as what stands in a shorter one stands in it too."""

    def longest(pages: Iterable[str]) -> str:
        return max(pages, key=lambda page: (len(site.text(page)), page))

    rest = {page for page in site.pages if 'http-equiv="refresh"' not in site.text(page)}
    written = {page for page in rest if by_hand(page)}
    reference = {page for page in rest if page.startswith("reference/") and page.count("/") > 1}
    reference.discard("reference/rules/index.html")
    found = {"by-hand": longest(written), "reference-kind": longest(reference)}
    rest -= written | reference
    for kind in KINDS:
        deep = 1 + max(
            kind.depth or (1,)
        )  # a record that belongs to another one lies below it: a session below its series
        below = {page for page in rest if kind.folder and page.startswith(f"{kind.folder}/")}
        if own := {page for page in below if page.count("/") == deep}:
            found[kind.name] = longest(own)
            rest -= own
    for kind in KINDS:  # pages of several records together: those of weeks
        if own := {page for page in rest if kind.folder and page.startswith(f"{kind.folder}/") and page.count("/") > 1}:
            found[f"{kind.name}-together"] = longest(own)
            rest -= own
    if own := {page for page in rest if page.startswith("translations/") and page.count("/") > 1}:
        found["translation"] = longest(own)
        rest -= own
    # What is left is one of its kind: the front pages, registers, and lists of all records of a kind.
    for page in rest:
        found[page.removesuffix("index.html").removesuffix(".html").strip("/").replace("/", "-") or "home"] = page
    return dict(sorted(found.items()))


def by_hand(page: str) -> bool:
    """Return whether a page of the example is one of docs/, written in Markdown."""
    return any((sites.ROOT / "docs" / page.replace("/index.html", end)).is_file() for end in (".md", "/index.md"))
