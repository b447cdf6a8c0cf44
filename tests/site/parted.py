"""A small hub whose pages may have so few lines that most of them have several parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import hubs
from benchmarks.sites import lay_ours
from hub_plugin import build
from hub_plugin.model.page import Site
from tests import sites
from tests.site.wide import TODAY

FEW = 8  # lines, so that a small hub is a large one
HOOK = f"""\
from functools import partial
from hub_plugin import build
def on_startup(command, dirty):
    build.Frame = partial(build.Frame, most={FEW})
"""
Once = Callable[[str, Callable[[Path], object]], Path]


def printed(files: Mapping[str, bytes], most: int) -> Site:
    """Return the site of a hub whose pages have at most so many lines."""
    reading = build.read(files, files)
    assert not reading.findings
    return build.site(reading.hub, build.derive(reading.hub, TODAY), build.Frame(most=most, reference=False))


def built(folder: Path) -> None:
    """Build such a site with MkDocs itself."""
    files = hubs.hub(100)
    nav = [page.uri for page in printed(files, FEW).pages if page.is_index]
    lay_ours(files, nav, folder)
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(text[:1] + '"hooks": ["few.py"],' + text[1:], encoding="utf-8")
    (folder / "few.py").write_text(HOOK, encoding="utf-8")
    done = sites.build(folder)
    assert done.code == 0, done.output
