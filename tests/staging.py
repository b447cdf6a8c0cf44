"""Small hubs for tests: read from a folder, laid over each other, and read as the doors read them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hub_plugin import build

Files = Mapping[str, bytes]

BASE = Path(__file__).parent / "laws" / "base"
STAGE = Path(__file__).parent / "laws" / "stage"


def folder(root: Path) -> dict[str, bytes]:
    """Return path → bytes of every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def lay(below: Files, texts: Mapping[str, str]) -> dict[str, bytes]:
    """Lay the files of an example over a hub; a surrogate stands for a byte that is not UTF-8."""
    return {**below, **{path: text.encode("utf-8", "surrogateescape") for path, text in texts.items()}}


def read(files: Files) -> build.Reading:
    """Read a hub from bytes."""
    return build.read(files, files)
