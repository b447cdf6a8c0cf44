"""Photograph the example: ``python -m tests.browser.screenshots`` writes each type of page to ``screenshots/``, four to ``images/``."""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests import sites
from tests.browser import serving
from tests.browser.visit import Visitor, page_types
from tests.sites import Site

WIDTHS = (390, 820, 1440)
# README's four: page, width, height, dark.
SHOWN = {
    "home": ("index.html", 1280, 860, False),
    "board": ("adoption/index.html", 1280, 860, True),
    "team-phone": ("teams/payments/#owe", 390, 780, False),
    "template-phone": ("templates/meeting-agenda/index.html", 390, 780, True),
}
# Chromium itself turns a picture into WebP, a third of its size.
TO_WEBP = """async png => {
  const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
  const canvas = Object.assign(document.createElement('canvas'), {width: picture.width, height: picture.height});
  canvas.getContext('2d').drawImage(picture, 0, 0);
  return canvas.toDataURL('image/webp', 0.85).split(',')[1];
}"""


def main(target: Path = sites.ROOT / "screenshots", shown: Path = sites.ROOT / "images") -> int:
    """Build the example, photograph the upper part of each type of page, and README's four pictures."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shown.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        done = sites.build(sites.lay_example(Path(folder)))
        if done.code:
            print(done.output, file=sys.stderr)
            return 1
        site = Site(Path(folder) / "site")
        try:
            with serving.served(site.folder) as address, serving.chromium() as chromium:
                number = _each_type(site, chromium, address, target)
                for name, look in SHOWN.items():
                    (shown / f"{name}.webp").write_bytes(_picture(chromium, address, *look))
        except serving.Missing as error:
            print(error, file=sys.stderr)
            return 1
    print(f"{number} pictures are in {target}, {len(SHOWN)} in {shown}")
    return 0


def _each_type(site: Site, chromium: Any, address: str, target: Path) -> int:
    number = 0
    for dark in (False, True):
        visitor = Visitor(chromium, address, dark=dark)
        for name, path in page_types(site).items():
            page = visitor.go(path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.screenshot(path=target / f"{name}-{width}-{'dark' if dark else 'light'}.png")
                number += 1
        visitor.close()
    return number


def _picture(chromium: Any, address: str, path: str, width: int, height: int, dark: bool) -> bytes:
    visitor = Visitor(chromium, address, width=width, dark=dark, timezone_id="Europe/Bucharest")
    try:
        page = visitor.go(path)
        page.set_viewport_size({"width": width, "height": height})
        png = base64.b64encode(page.screenshot()).decode()
        page.goto("about:blank")  # the site's own policy forbids to fetch a picture that is an address
        return base64.b64decode(page.evaluate(TO_WEBP, png))
    finally:
        visitor.close()


if __name__ == "__main__":
    sys.exit(main())
