"""A window of a browser that writes down what goes wrong in it."""

from __future__ import annotations

from typing import Any

from hub_plugin.kinds import KINDS
from tests.sites import Site


class Visitor:
    """A window.

    Args:
        chromium: the browser.
        address: where the site lies.
        width: of the window.
        dark: whether the reader prefers dark pages.

    ``faults`` are errors on the console, scripts that failed, requests that found nothing or went to another host, and
    dialogs.
    """

    def __init__(self, chromium: Any, address: str, *, width: int = 1440, dark: bool = False, **options: Any) -> None:
        self.address, self.faults = address, list[str]()
        self._context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            **options,
        )
        self._context.set_default_timeout(20_000)
        self.page = self._context.new_page()
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
        self._context.close()


def one_of_each(site: Site) -> list[str]:
    """Return one page of each type, the longest: what stands in a longer page stands in the shorter ones too."""
    found = ["index.html", "404.html", "reference/index.html"]
    found += sorted(path for path in site.pages if path.count("/") == 1 and path.endswith("/index.html"))
    for kind in KINDS:
        depth = 3 if kind.name == "session" else 2
        pages = [
            path
            for path in site.pages
            if kind.folder and path.startswith(f"{kind.folder}/") and path.count("/") == depth
        ]
        found += sorted(pages, key=lambda path: (site.folder / path).stat().st_size)[-1:] if kind.page else []
    references = [path for path in site.pages if path.startswith("reference/") and path.count("/") > 1]
    found += sorted(references, key=lambda path: (site.folder / path).stat().st_size)[-2:]
    return list(dict.fromkeys(found))
