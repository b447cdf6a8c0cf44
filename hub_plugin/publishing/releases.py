"""The folder that a web server shows: whole releases, and one link to the live one, switched in one step.

    DIR/current -> releases/000007-20261123T081500Z     what the web server shows
    DIR/releases/…                                      the last five, each with its manifest
    DIR/withdrawn.json                                  what was rolled back, until something newer is live
    DIR/.lock, DIR/.next-…, DIR/.old-…                  the lock; leftovers, swept by the next run

Everything is done under the lock, which the system gives back when its holder dies. Only the rename of the link changes what is
live, so whatever happens before it, or after it, is seen by nobody.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hub_plugin.locking import BusyError, alone
from hub_plugin.publishing import manifest
from hub_plugin.publishing.manifest import Manifest
from hub_plugin.publishing.verifying import faults

KEPT = 5
RELEASES, CURRENT, WITHDRAWN, LOCK = "releases", "current", "withdrawn.json", ".lock"
_NEXT, _OLD = ".next-", ".old-"
_OURS = (RELEASES, CURRENT, WITHDRAWN, LOCK)
_DAY = "api/v1/index.json"


class RefusedError(Exception):
    """A release is not switched in; the live site is as it was. The message says why and what to do.

    Args:
        message: that.
        faults: what is wrong with the site, one sentence each.
    """

    def __init__(self, message: str, faults: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Done:
    """What was done: the live release, the one before, and whether anything changed."""

    live: str
    before: str
    changed: bool = True


@contextlib.contextmanager
def hold(folder: Path, patience: float = 600, waiting: Callable[[], object] = lambda: None) -> Iterator[Releases]:
    """Open the folder of releases, alone: whoever else publishes waits, or is waited for.

    Args:
        folder: it; made if it is not there.
        patience: how many seconds to wait for another run.
        waiting: called once when there is one.

    Raises:
        RefusedError: the folder is not ours, another run does not end, or this system cannot do it.
        OSError: something cannot be written.
    """
    if sys.platform == "win32":
        raise RefusedError(
            "publishing needs symbolic links that can be replaced in one step, which this system has not; "
            "publish on Linux or macOS, or copy the built site to your host as it is"
        )
    _ours(folder)
    (folder / RELEASES).mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(alone(folder / LOCK, patience, waiting))
        except BusyError as error:
            raise RefusedError(f"{error}; try again when it has ended") from None
        releases = Releases(folder)
        releases.sweep()
        try:
            yield releases
        finally:
            releases.sweep()


def _ours(folder: Path) -> None:
    """Refuse a folder that holds something else than releases."""
    if folder.exists() and not folder.is_dir():
        raise RefusedError(f"'{folder}' is a file; name a folder")
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    foreign = sorted(name for name in names if name not in _OURS and not name.startswith((_NEXT, _OLD)))
    if foreign:
        raise RefusedError(f"'{folder}' holds '{foreign[0]}', which is no release; name a new or empty folder")
    current = folder / CURRENT
    if os.path.lexists(current) and not current.is_symlink():
        raise RefusedError(f"'{current}' is no link; move it away, 'coehub publish' makes a link of that name")


class Releases:
    """The releases in a folder, while we hold its lock."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kept = folder, folder / RELEASES

    @property
    def live(self) -> str:
        """The name of the live release; empty: there is none."""
        try:
            name = Path(os.readlink(self.folder / CURRENT)).name
        except OSError:
            return ""
        return name if (self.kept / name / manifest.NAME).is_file() else ""

    @property
    def names(self) -> list[str]:
        """All releases, the oldest first."""
        return sorted((path.name for path in self.kept.iterdir() if _number(path.name)), key=_number)

    @property
    def beside(self) -> Path:
        """A folder into which a site may be built; it is swept at the end."""
        return self.folder / f"{_NEXT}built"

    def sweep(self) -> None:
        """Remove what other runs have left behind, and what was rolled back once something newer is live."""
        live = _number(self.live)
        withdrawn = self._withdrawn()[1]
        if withdrawn and live > max(map(_number, withdrawn)):
            (self.folder / WITHDRAWN).unlink(missing_ok=True)
        for name in self.names if live else ():
            over = _number(name) > live and name not in withdrawn  # put there, and never switched in
            if over or (_number(name) < live and name in withdrawn):
                self._remove(name)
        for name in [name for name in self.names if _number(name) <= live][:-KEPT]:
            self._remove(name)
        for path in self.folder.iterdir():
            if path.name.startswith((_NEXT, _OLD)):
                _away(path)

    def publish(self, site: Path, stamp: int, site_url: str = "") -> Done:
        """Put a built site beside the live one, verify it there, and switch it in.

        Args:
            site: its folder.
            stamp: when its content was committed, in seconds since 1970.
            site_url: where it will be opened, with a slash at the end; empty: not known.

        Raises:
            RefusedError: it is broken, or older than what is live.
            OSError: something cannot be read or written.
        """
        before = self.live
        name = f"{max([0, *map(_number, self.names)]) + 1:06d}-{manifest.moment(stamp):%Y%m%dT%H%M%SZ}"
        following = self.folder / f"{_NEXT}{name}"
        paths = _copied(site, following)
        wrong = tuple(faults(following, paths, site_url))
        if wrong:
            raise RefusedError("the site is not published, because something in it is broken", wrong)
        made = Manifest(name, stamp, _day(following), {path: manifest.digest(following / path) for path in paths})
        if not self._newer(made, before):
            return Done(before, before, changed=False)
        _write(following / manifest.NAME, made.written())
        _settle(following)
        following.rename(self.kept / name)
        self._switch(name)
        return Done(name, before)

    def roll_back(self) -> Done:
        """Switch back to the release before the live one; what is withdrawn comes back only by a newer commit.

        Raises:
            RefusedError: there is none before it.
        """
        live = self.live
        if not live:
            raise RefusedError("nothing is live here, so there is nothing to roll back")
        stamp, withdrawn = self._withdrawn()
        earlier = [name for name in self.names if _number(name) < _number(live) and name not in withdrawn]
        if not earlier:
            raise RefusedError(f"no release before {live} is kept, so there is nothing to roll back to")
        stamp = max(stamp, self._manifest(live).stamp)
        told = {"stamp": stamp, "releases": sorted({*withdrawn, live})}
        part = self.folder / f"{_NEXT}{WITHDRAWN}"
        _write(part, (json.dumps(told, indent=1) + "\n").encode())
        os.replace(part, self.folder / WITHDRAWN)
        self._switch(earlier[-1])
        return Done(earlier[-1], live)

    def _newer(self, made: Manifest, before: str) -> bool:
        """Tell whether a release is to be switched in: not if the very same is live.

        Raises:
            RefusedError: it is older than what is live, or not newer than what was rolled back.
        """
        stamp, withdrawn = self._withdrawn()
        if withdrawn and made.stamp <= stamp:
            raise RefusedError(
                f"the content of {made.when} is not newer than {withdrawn[-1]}, which was rolled back; commit what mends it"
            )
        if not before:
            return True
        there = self._manifest(before)
        if made.age < there.age:
            which = made.when if made.stamp != there.stamp else f"{made.when}, as of {made.day}"
            live = there.when if made.stamp != there.stamp else f"{there.when}, as of {there.day}"
            raise RefusedError(
                f"the content of {which} is older than what is live ({live}); nothing is to be done, or: --rollback"
            )
        return (made.age, dict(made.files)) != (there.age, dict(there.files))

    def _manifest(self, name: str) -> Manifest:
        """Read the manifest of a release that is kept.

        Raises:
            RefusedError: somebody has damaged it.
        """
        try:
            return manifest.read(self.kept / name)
        except (OSError, ValueError):
            where = self.kept / name / manifest.NAME
            raise RefusedError(
                f"'{where}' is damaged, so nobody knows how old {name} is; delete that file and publish again"
            ) from None

    def _switch(self, name: str) -> None:
        """Let the link lead to a release: one rename, so that there is always one link to one whole release."""
        link = self.folder / f"{_NEXT}{CURRENT}"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(RELEASES, name))
        os.replace(link, self.folder / CURRENT)
        for folder in (self.kept, self.folder):
            _flush(folder)

    def _withdrawn(self) -> tuple[int, list[str]]:
        """Return the newest stamp that was rolled back, and the releases."""
        path = self.folder / WITHDRAWN
        if not path.exists():
            return 0, []
        try:
            value = json.loads(path.read_bytes())
            return int(value["stamp"]), sorted(map(str, value["releases"]), key=_number)
        except (ValueError, KeyError, TypeError):
            raise RefusedError(
                f"'{path}' cannot be read; it says what was rolled back: mend it, or remove it to publish anew"
            ) from None

    def _remove(self, name: str) -> None:
        """Take a release away, out of sight before the first of its files goes."""
        old = self.folder / f"{_OLD}{name}"
        _away(old)
        (self.kept / name).rename(old)
        _away(old)


def _number(name: str) -> int:
    """Return the number of a release, 0 if it is no name of one."""
    first = name.partition("-")[0]
    return int(first) if first.isascii() and first.isdigit() else 0


def _day(site: Path) -> str:
    try:
        value = json.loads((site / _DAY).read_bytes())
        return str(value["generated_for"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""  # a site without the data has no day


def _copied(site: Path, target: Path) -> list[str]:
    """Copy a site; return its files.

    Raises:
        RefusedError: it holds something else than files, or changes meanwhile.
    """
    if not site.is_dir():
        raise RefusedError(f"there is no built site in '{site}'; 'mkdocs build --strict' makes one")
    if target.resolve().is_relative_to(site.resolve()):
        raise RefusedError(f"'{target.parent}' lies in the site that it should publish; name a folder elsewhere")
    before = _listed(site)
    if manifest.NAME in before:
        raise RefusedError(f"'{site}' has a file '{manifest.NAME}', which is the name of the manifest; rename yours")
    for path in before:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        with (site / path).open("rb") as source, (target / path).open("xb") as out:
            shutil.copyfileobj(source, out, 1 << 20)
            out.flush()
            os.fsync(out.fileno())
    if _listed(site) != before:
        raise RefusedError(f"'{site}' changed while it was read; publish again when its build has ended")
    return sorted(before)


def _listed(site: Path) -> dict[str, tuple[int, int]]:
    """Return path → size and time of change of every file."""
    found = {}
    for here, folders, files in os.walk(site, onerror=_raise):
        for name in [*folders, *files]:
            path = Path(here, name)
            told = path.lstat()
            if stat.S_ISDIR(told.st_mode):
                continue
            if not stat.S_ISREG(told.st_mode):
                raise RefusedError(
                    f"'{path}' is neither a file nor a folder; a site that is published holds nothing else"
                )
            found[path.relative_to(site).as_posix()] = (told.st_size, told.st_mtime_ns)
    return found


def _raise(error: OSError) -> None:
    raise error


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _settle(folder: Path) -> None:
    """Let the system write the names in a folder and below it to the disk; their files are there already."""
    for here, _, _ in os.walk(folder, topdown=False):
        _flush(Path(here))


def _flush(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
