"""The content folder on disk: the one place that reads it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

_NOISE = ("Thumbs.db", "desktop.ini")
_TEXT = (".yml", ".yaml", ".md", ".csv")


class Folder:
    """A folder of content, read once.

    Args:
        root: the folder.

    Files that begin with ``.`` or ``~``, and links that lead out of the folder, are passed over; so is what is neither a file
    nor a folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.paths = sorted(self._walk(self.root))

    def _walk(self, folder: Path) -> Iterator[str]:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~")) or entry.name in _NOISE or entry.is_symlink():
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from self._walk(Path(entry.path))
                elif stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                    yield Path(entry.path).relative_to(self.root).as_posix()

    def contents(self) -> dict[str, bytes]:
        """Return the bytes of all records and tables; a file beyond the reader's limit is cut just behind it."""
        return {path: self._read(path) for path in self.paths if path.endswith(_TEXT)}

    def _read(self, path: str) -> bytes:
        with (self.root / path).open("rb") as file:
            return file.read(5 * 1024 * 1024)

    def file(self, path: str) -> Path:
        """Return where a file of the content lies."""
        return self.root / path
