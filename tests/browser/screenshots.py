"""Take the documentation's screenshots anew: ``python -m tests.browser.screenshots`` writes them to ``screenshots/``."""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import tempfile
import threading
from pathlib import Path

from tests import sites

PAGES = {
    "home": "", "team": "teams/payments/", "board": "adoption/", "standard": "standards/prepared-meetings/",
    "template": "templates/meeting-agenda/", "templates": "templates/", "meeting": "meetings/steering/",
    "session": "meetings/steering/2026-11-24/", "calendar": "calendars/", "attention": "attention/", "charter": "charter/",
}  # fmt: skip
LOOKS = {"": (1280, 900, "light"), "-dark": (1280, 900, "dark"), "-phone": (390, 844, "light")}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main(target: Path = sites.ROOT / "screenshots") -> int:
    """Build the example, and photograph the upper part of its main pages."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Chromium is missing: install the Debian package 'chromium' (packages.txt)", file=sys.stderr)
        return 1
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        done = sites.build(sites.lay_example(Path(folder)))
        if done.code:
            print(done.output, file=sys.stderr)
            return 1
        handler = functools.partial(_Quiet, directory=str(Path(folder) / "site"))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for look, (width, height, scheme) in LOOKS.items():
                page = browser.new_page(
                    viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
                )  # type: ignore[arg-type]
                for name, path in PAGES.items():
                    page.goto(f"http://127.0.0.1:{server.server_address[1]}/{path}", wait_until="load")
                    page.screenshot(path=target / f"{name}{look}.png")
            browser.close()
            server.shutdown()
    print(f"{len(PAGES) * len(LOOKS)} pictures are in {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
