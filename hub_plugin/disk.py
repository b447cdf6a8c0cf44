"""The content folder on disk, and the sources beside it: the one place that reads them."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from hub_plugin.model.beginnings import FAR
from hub_plugin.model.files import OFFERED, ending
from hub_plugin.model.sources import Declared

# Where a system has no such word (Windows), the file is opened without it.
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # a pipe that has no writer
_AT_ONCE = 64 * 1024  # bytes; Python sets aside what may be read, and 5 MB for each of ten thousand files takes time
_NOISE = ("Thumbs.db", "desktop.ini")
LIMIT = 5 * 1024 * 1024  # bytes of a record; the reader refuses one of 4 MB
TEXT = (".yml", ".yaml", ".md", ".csv")


def counts(path: str) -> bool:
    """Tell whether a path is one of content: no step of it begins with ``.`` or ``~``, or is what a desktop leaves behind."""
    return not any(step.startswith((".", "~")) or step in _NOISE for step in path.split("/"))


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
        self._foreign: set[str] = set()

    def mount(self, source: Declared, folders: Collection[str]) -> None:
        """List a source: what lies in some folders of it, and the source itself if there is anything in it.

        A source that is a link, lies behind one, or overlaps the content folder is not there. What it may not hold is listed,
        so that this can be told, and never opened.
        """
        beside = self.root.parent
        steps = [beside.joinpath(*source.path.split("/")[: n + 1]) for n in range(source.path.count("/") + 1)]
        root = steps[-1]
        if any(step.is_symlink() for step in steps) or not root.is_dir():
            return
        if root.is_relative_to(self.root) or self.root.is_relative_to(root):
            return
        found = [source.prefix + path for path in sorted(self._walk(root, folders))]
        if any(True for _ in os.scandir(root)):
            found.append(source.prefix)
        self._foreign.update(path for path in found if not source.allows(path.removeprefix(source.prefix)))
        self.paths = sorted({*self.paths, *found})

    def _walk(self, folder: Path, only: Collection[str] | None = None) -> Iterator[str]:
        with os.scandir(folder) as entries:
            for entry in entries:
                if only is not None and entry.name not in only:
                    continue
                if not counts(entry.name) or entry.is_symlink():
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from (f"{entry.name}/{path}" for path in self._walk(Path(entry.path)))
                elif only is None and stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                    yield entry.name

    def contents(self) -> dict[str, bytes]:
        """Return the bytes of all records and tables; a file beyond the reader's limit is cut just behind it."""
        return self._several((path for path in self.paths if path.endswith(TEXT)), LIMIT)

    def beginnings(self) -> dict[str, bytes]:
        """Return the first bytes of all files that may be offered, but for those that :meth:`contents` returns."""
        return self._several((path for path in self.paths if ending(path) in OFFERED and not path.endswith(TEXT)), FAR)

    def read(self, path: str, most: int = -1) -> bytes:
        """Return the bytes of a file, step by step and through no link: what was a file when it was listed may be one no longer.

        Args:
            path: as it is listed.
            most: how many bytes at most; -1: all.

        Raises:
            OSError: it is gone, or something on the way to it is a link, or it is no file.
        """
        if os.open not in os.supports_dir_fd:  # Windows
            return self._plainly(path, most)
        folder, _, name = path.rpartition("/")
        here = self._opened(folder)
        try:
            return _bytes(here, name, most)
        finally:
            os.close(here)

    def _several(self, paths: Iterable[str], most: int) -> dict[str, bytes]:
        """Read many files; a folder stays open for the files beside the first one."""
        own = (path for path in paths if path not in self._foreign)
        if os.open not in os.supports_dir_fd:
            return {path: self._plainly(path, most) for path in own}
        found: dict[str, bytes] = {}
        for folder, beside in groupby(own, lambda path: path.rpartition("/")[0]):
            here = self._opened(folder)
            try:
                found |= {path: _bytes(here, path.rpartition("/")[2], most) for path in beside}
            finally:
                os.close(here)
        return found

    def _opened(self, folder: str) -> int:
        """Open a folder below the root step by step, through no link; the caller closes it."""
        above = folder.split("/").count("..")
        here = os.open(self.root.joinpath(*[".."] * above).resolve() if above else self.root, _FOLDER)
        try:
            for step in folder.split("/") if folder else ():
                if step != "..":
                    here, before = os.open(step, _FOLDER | _NO_LINK, dir_fd=here), here
                    os.close(before)
        except OSError:
            os.close(here)
            raise
        return here

    def _plainly(self, path: str, most: int) -> bytes:
        file = self.root / path
        if file.is_symlink() or not file.is_file():
            raise OSError(errno.EINVAL, "is no file", path)
        with file.open("rb") as opened:
            return opened.read(most)

    def file(self, path: str) -> Path:
        """Return where a file lies; that of a source begins with ``../``."""
        return self.root / path


def _bytes(folder: int, name: str, most: int) -> bytes:
    file = os.open(name, os.O_RDONLY | _NO_LINK | _NO_WAIT, dir_fd=folder)
    try:
        about = os.fstat(file)
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "is no file", name)
        with os.fdopen(file, "rb", closefd=False) as opened:
            return opened.read(most if most < 0 else min(most, max(about.st_size + 1, _AT_ONCE)))
    finally:
        os.close(file)
