"""The output folder: written beside the last good site, finished, and switched in."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from hub_plugin.outputs.export.pages import forward as moved_page


def beside(target: Path) -> Path:
    """Return the folder into which the next site is written."""
    return target.with_name(f".{target.name}.next")


def before(target: Path) -> Path:
    """Return the folder that holds the old site while the two are switched."""
    return target.with_name(f".{target.name}.old")


def prepare(target: Path) -> Path:
    """Return the folder to write into, empty; mend what a build left behind that was killed between its two renames."""
    if before(target).exists() and not target.exists():
        before(target).rename(target)
    shutil.rmtree(beside(target), ignore_errors=True)
    return beside(target)


def switch(target: Path) -> None:
    """Put the site that was written beside into its place; two renames, so that no half-written folder is ever there."""
    old = before(target)
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    beside(target).rename(target)
    shutil.rmtree(old, ignore_errors=True)


def forward(site: Path, moved: Mapping[str, str], directory_urls: bool) -> None:
    """Write a page at each old address that leads to the new one; a page that is there already stays.

    Args:
        site: the folder of the site.
        moved: the uri of an old page → that of the present one.
        directory_urls: as MkDocs' ``use_directory_urls``.
    """
    for old, new in sorted(moved.items()):
        where, text = moved_page(old, new, directory_urls)
        path = site / where
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
