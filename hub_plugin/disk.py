"""The content folder on disk, and the sources beside it: the one place that reads them, and changes the folder whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from hub_plugin.model.sources import Declared

_NOISE = ("Thumbs.db", "desktop.ini")
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
        return {path: self._read(path) for path in self.paths if path.endswith(TEXT) and path not in self._foreign}

    def _read(self, path: str) -> bytes:
        with (self.root / path).open("rb") as file:
            return file.read(5 * 1024 * 1024)

    def file(self, path: str) -> Path:
        """Return where a file lies; that of a source begins with ``../``."""
        return self.root / path


class CannotWriteError(Exception):
    """A change that could not be written; every file is as it was. The message says which file, and why."""


def write_all(root: Path, written: Mapping[str, bytes], moved: Mapping[str, str] = MappingProxyType({})) -> None:
    """Change several files of a folder, or none.

    All new bytes lie on the disk beside their places before the first file changes; then come renames only, and where one of
    them fails, those before it are taken back. Each file is replaced whole, keeps its mode, and is never seen half written.

    Args:
        root: the folder.
        written: path → its new bytes; a file that is not there is made.
        moved: old path → new path, done before the writing.

    Raises:
        CannotWriteError: something is in the way, may not be written, or does not fit on the disk.
    """
    undo: list[Callable[[], object]] = []
    left_over: list[Path] = []
    root = root.resolve()
    path = root
    try:
        staged: dict[Path, Path] = {}
        back = {new: old for old, new in moved.items()}
        for name, data in written.items():
            path = _inside(root, name, undo)
            like = root / back.get(name, name)
            beside = path.with_name(f".{path.name[:100]}.coehub-{os.getpid()}")
            left_over.append(beside)
            _stage(beside, data, like)
            staged[path] = beside
        for old, new in moved.items():
            path = _inside(root, new, undo)
            if path.exists() and not path.samefile(root / old):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
            (root / old).rename(path)
            undo.append(partial(path.rename, root / old))
        for path, beside in staged.items():
            if path.exists():
                kept = beside.with_name(beside.name + "-old")
                left_over.append(kept)
                _keep(path, kept)
                undo.append(partial(kept.replace, path))
            else:
                undo.append(partial(path.unlink, missing_ok=True))
            beside.replace(path)
    except OSError as error:
        for step in reversed(undo):
            with contextlib.suppress(OSError):
                step()
        raise CannotWriteError(f"'{error.filename or path}' cannot be written: {error.strerror or error}") from None
    finally:
        for each in left_over:
            with contextlib.suppress(OSError):
                each.unlink(missing_ok=True)
    for left in sorted({(root / each).parent for each in moved}, key=lambda each: -len(each.parts)):
        with contextlib.suppress(OSError):  # a folder that holds something else stays
            while left != root:
                left.rmdir()
                left = left.parent


def _inside(root: Path, name: str, undo: list[Callable[[], object]]) -> Path:
    """Return where a path lies, its folders made; a link must not lead out of the folder."""
    path = root / name
    missing = [each for each in path.parents if each.is_relative_to(root) and not each.exists()]
    if not path.parent.resolve().is_relative_to(root) or path.is_symlink():
        raise OSError(errno.ELOOP, "it is a link, or lies behind one", str(path))
    for each in reversed(missing):
        each.mkdir()
        undo.append(each.rmdir)
    return path


def _stage(beside: Path, data: bytes, like: Path) -> None:
    with beside.open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    if like.exists():
        beside.chmod(stat.S_IMODE(like.stat().st_mode))


def _keep(path: Path, kept: Path) -> None:
    """Give a file a second name, or, where the disk knows no links, a copy."""
    try:
        os.link(path, kept)
    except OSError:
        shutil.copy2(path, kept)
