"""The output folder: written beside the last good site, finished, and switched in."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from hub_plugin.locking import Lock
from hub_plugin.outputs.export.pages import forward as moved_page

_LOCKLESS = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)  # disks of networks that know no locks
PATIENCE = 600  # seconds to wait for another build of the same folder


def beside(target: Path) -> Path:
    """Return the folder into which the next site is written."""
    return target.with_name(f".{target.name}.next")


def before(target: Path) -> Path:
    """Return the folder that holds the old site while the two are switched."""
    return target.with_name(f".{target.name}.old")


def overlapping(target: Path, sources: Iterable[Path]) -> Path | None:
    """Return the first source that a folder is, holds, or lies in: whoever replaces that folder would lose it.

    Args:
        target: what is to be replaced, or written into.
        sources: what nobody may touch.
    """
    where = target.resolve()
    return next(
        (each for each in sources if where.is_relative_to(each.resolve()) or each.resolve().is_relative_to(where)), None
    )


class Landing:
    """The output folder while one build is at work on it; another one that begins meanwhile waits until this one has ended.

    The folder to write into is there, empty; what a build left behind that was killed between its two renames is mended.

    Args:
        target: where the site is to lie.
        waiting: called once when another build is at work.

    Raises:
        BusyError: it does not end.
        OSError: nothing can be written beside the target.
    """

    _mine: ClassVar[
        dict[Path, Lock]
    ] = {}  # a build begun within another one, or after one that was broken off, waits for nobody

    def __init__(self, target: Path, waiting: Callable[[], object] = lambda: None) -> None:
        self.target, self.written = target, beside(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        self.leave()
        try:
            self._mine[target] = Lock(target.with_name(f".{target.name}.lock"), PATIENCE, waiting)
        except OSError as error:
            if error.errno not in _LOCKLESS:
                raise
        if before(target).exists() and not target.exists():
            before(target).rename(target)
        shutil.rmtree(self.written, ignore_errors=True)

    def switch(self) -> None:
        """Put the site that was written beside into its place: two renames; where the second one fails, the old site comes back.

        What begins with a dot and is not ours stays, as when MkDocs cleans the folder: ``.git`` of a worktree, ``.htaccess``.

        Raises:
            OSError: it cannot be done; the old site is where it was.
        """
        old = before(self.target)
        self._leave_dots(old)
        if self.target.exists():
            self.target.rename(old)
        try:
            self.written.rename(self.target)
        except OSError:
            if old.exists():
                old.rename(self.target)
            raise
        self._leave_dots(old)

    def _leave_dots(self, old: Path) -> None:
        """Remove an old site, but for what begins with a dot: that goes into the present one."""
        for each in list(old.glob(".*")) if self.target.exists() else ():
            if not (self.target / each.name).exists():
                each.rename(self.target / each.name)
        shutil.rmtree(old, ignore_errors=True)

    def leave(self) -> None:
        """Let others build; a second time does nothing."""
        if lock := self._mine.pop(self.target, None):
            lock.free()


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
