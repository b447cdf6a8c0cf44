"""Small built sites, as publishing sees them: any files will do."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from hub_plugin.publishing import Done, hold
from hub_plugin.publishing.manifest import NAME


def lay(folder: Path, mark: str = "a", pages: int = 8) -> Path:
    """Write a site in which every file says which site it belongs to."""
    links = "".join(f'<a href="page-{number}/#here">{number}</a>' for number in range(pages))
    files = {
        "index.html": f"<!doctype html><html><title>{mark}</title>{links}</html>\n",
        "data/t.csv": f"a,b\r\n{mark},1\r\n",
    }
    for number in range(pages):
        files[f"page-{number}/index.html"] = f'<html><p id=here>{mark} {number}<a href="..">up</a>{"x" * 5000}</html>\n'
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, newline="")
    return folder


def publish(folder: Path, site: Path, stamp: int) -> Done:
    """Publish a site."""
    with hold(folder, 60) as releases:
        return releases.publish(site, stamp)


def roll_back(folder: Path) -> Done:
    """Roll back."""
    with hold(folder, 60) as releases:
        return releases.roll_back()


def mark(folder: Path) -> str:
    """Return which site is live, after a look at every file of it: all that the manifest names, and nothing else."""
    live = (folder / "current").resolve()
    told = json.loads((live / NAME).read_bytes())
    there = {path.relative_to(live).as_posix() for path in live.rglob("*") if path.is_file()}
    assert there == {*told["files"], NAME}
    for path, each in told["files"].items():
        data = (live / path).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (each["sha256"], each["bytes"]), path
    assert told["release"] == live.name
    return (live / "index.html").read_text().partition("<title>")[2].partition("<")[0]
