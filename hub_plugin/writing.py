"""A change of several files is made whole or not at all, also when it is killed: a journal says what was decided.

    .coehub-change-preparing.json   new bytes are being laid beside their places; after a kill they are swept
    .coehub-change-forward.json     it is decided; after a kill the next run finishes it
    .coehub-change-back.json        something went wrong; after a kill the next run goes on taking it back

The state stands in the name of the journal, so that a switch is one rename and needs no room on the disk.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hub_plugin.locking import BusyError, alone

PREPARING, FORWARD, BACK = (f".coehub-change-{state}.json" for state in ("preparing", "forward", "back"))
_STATES = (PREPARING, FORWARD, BACK)
_PATIENCE = 10.0  # seconds to wait for another run
_AGAIN = "an earlier change was interrupted half-way; 'coehub upgrade' finishes it"


class CannotWriteError(Exception):
    """A change that could not be written; every file is as it was. The message says which file, and why."""


@dataclass(frozen=True)
class _Change:
    """What a journal says: files that move, and files that get new bytes (whether they were there, and under which name)."""

    root: Path
    what: str
    moved: tuple[tuple[Path, Path], ...]
    written: tuple[tuple[Path, Path | None], ...]  # where it goes, and what it was called before; None: it is new
    made: tuple[Path, ...]  # folders that are made for it, the outermost first

    def beside(self, number: int, ending: str) -> Path:
        """Return where new bytes wait, or old ones are kept."""
        path, before = self.written[number]
        home = before or path if ending == "old" else path
        return home.with_name(f".{home.name[:80]}.{number}.coehub-{ending}")


def write_all(
    root: Path, written: Mapping[str, bytes], moved: Mapping[str, str] = MappingProxyType({}), also: Iterable[Path] = (),
    what: str = "",
) -> None:  # fmt: skip
    """Change several files of a folder, or none.

    All new bytes lie on the disk beside their places before the first file changes; then come renames only, and where one of
    them fails, those before it are taken back. Each file is replaced whole, keeps its mode, and is never seen half written.

    Args:
        root: the folder.
        written: path → its new bytes; a file that is not there is made. Paths that begin with ``../`` lie in ``also``.
        moved: old path → new path, done before the writing.
        also: further folders and files, outside of the folder, that may be written.
        what: what is being done, for whoever finishes it after a kill.

    Raises:
        CannotWriteError: something is in the way, may not be written, or does not fit on the disk.
    """
    root, also = root.resolve(), tuple(each.resolve() for each in also)
    with _told(root), _alone(root):
        if _journal(root):
            raise CannotWriteError(_AGAIN)
        back = {new: old for old, new in moved.items()}
        places = [_place(root, name, also) for name in written]
        olds = [_place(root, back.get(name, name), also) for name in written]
        moves = [(_place(root, old, ()), _place(root, new, ())) for old, new in moved.items()]
        for old, new in moves:
            if new.exists() and not new.samefile(old):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new))
        targets = [*places, *(new for _, new in moves)]
        made = sorted({each for path in targets for each in path.parents if not each.exists()})
        pairs = ((path, old if old.exists() else None) for path, old in zip(places, olds, strict=True))
        change = _Change(root, what, tuple(moves), tuple(pairs), tuple(made))
        state = PREPARING
        try:
            _write_journal(change)
            _prepare(change, list(written.values()))
            state = _switch(root, PREPARING, FORWARD)
            _go(change)
        except OSError:
            if state == FORWARD:
                _switch(root, FORWARD, BACK)
                _take_back(change)
            _sweep(change, change.made)
            raise
        _sweep(change, _emptied(change))


def finish(root: Path, also: Iterable[Path] = ()) -> str | None:
    """Finish the change that a killed run has left behind, or take it back if nothing of it was decided.

    Args:
        root: the folder.
        also: what else may be written, as in :func:`write_all`.

    Returns:
        What was finished; empty if it was taken back; None if there is nothing to finish.

    Raises:
        CannotWriteError: it cannot be finished, or the journal is none of this folder.
    """
    root = root.resolve()
    if not interrupted(root):
        return None
    with _told(root), _alone(root):
        journal = _journal(root)
        if journal is None:
            return None  # another run was only busy, or has finished it
        change = _read(root, journal, tuple(each.resolve() for each in also))
        if journal.name == FORWARD:
            _go(change)
        elif journal.name == BACK:
            _take_back(change)
        forward = journal.name == FORWARD
        _sweep(change, _emptied(change) if forward else change.made)
        return change.what if forward else ""


def interrupted(root: Path) -> bool:
    """Tell whether a change of a folder was begun and has not ended."""
    return _journal(root) is not None


def _journal(root: Path) -> Path | None:
    return next((root / name for name in _STATES if (root / name).is_file()), None)


def _prepare(change: _Change, data: list[bytes]) -> None:
    for folder in change.made:
        folder.mkdir(exist_ok=True)
    for number, (_, before) in enumerate(change.written):
        _stage(change.beside(number, "new"), data[number], before)
        if before is not None:
            _keep(before, change.beside(number, "old"))
    _flush(change)


def _go(change: _Change) -> None:
    """Do what was decided; what is done already is passed over."""
    for old, new in change.moved:
        if old.exists():
            if new.exists() and not new.samefile(old):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new))
            old.rename(new)
        elif not new.exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(old))
    for number, (path, _) in enumerate(change.written):
        beside = change.beside(number, "new")
        if beside.exists():
            beside.replace(path)
    _flush(change)


def _take_back(change: _Change) -> None:
    """Undo what was done of it; what is undone already is passed over."""
    for old, new in reversed(change.moved):
        if new.exists() and not old.exists():
            new.rename(old)
    for number, (path, before) in enumerate(change.written):
        kept = change.beside(number, "old")
        if before is None:
            path.unlink(missing_ok=True)
        elif kept.exists():
            kept.replace(before)  # where both are one file still, this does nothing
    _flush(change)


def _sweep(change: _Change, empty: Iterable[Path]) -> None:
    """Remove what lay beside, folders that hold nothing, and last of all the journal."""
    for number in range(len(change.written)):
        for ending in ("new", "old"):
            with contextlib.suppress(OSError):
                change.beside(number, ending).unlink(missing_ok=True)
    for folder in reversed(list(empty)):
        with contextlib.suppress(OSError):  # a folder that holds something else stays
            folder.rmdir()
    (change.root / f"{PREPARING}.part").unlink(missing_ok=True)
    for name in _STATES:
        (change.root / name).unlink(missing_ok=True)


def _emptied(change: _Change) -> list[Path]:
    """Return the folders out of which something has moved, and those above them, the outermost first."""
    return sorted({each for old, _ in change.moved for each in old.parents if change.root in each.parents})


def _write_journal(change: _Change) -> None:
    """Write down what is meant to be done. The journal knows its own file, so that a copy of it, in a clone say, is none."""

    def name(path: Path) -> str:
        return Path(os.path.relpath(path, change.root)).as_posix()

    part = change.root / f"{PREPARING}.part"
    part.unlink(missing_ok=True)
    with part.open("x", encoding="utf-8") as out:
        told = {
            "file": os.fstat(out.fileno()).st_ino, "what": change.what,
            "moved": [[name(old), name(new)] for old, new in change.moved],
            "written": [[name(path), before and name(before)] for path, before in change.written],
            "made": [name(each) for each in change.made],
        }  # fmt: skip
        out.write(json.dumps(told, ensure_ascii=False, indent=1))
        out.flush()
        os.fsync(out.fileno())
    part.replace(change.root / PREPARING)
    _fsync(change.root)


def _switch(root: Path, old: str, new: str) -> str:
    (root / old).replace(root / new)
    _fsync(root)
    return new


def _read(root: Path, journal: Path, also: tuple[Path, ...]) -> _Change:
    """Read a journal, and trust none of it: it may have come with the content.

    Raises:
        CannotWriteError: it is none that this folder's own run has left behind.
    """
    try:
        told: dict[str, Any] = json.loads(journal.read_text(encoding="utf-8"))
        if journal.is_symlink() or told["file"] != journal.stat().st_ino:
            raise ValueError
        moved = tuple((_place(root, old, ()), _place(root, new, ())) for old, new in told["moved"])
        written = tuple(
            (_place(root, path, also), _place(root, before, also) if before else None)
            for path, before in told["written"]
        )
        return _Change(root, str(told["what"]), moved, written, tuple(_place(root, each, ()) for each in told["made"]))
    except (ValueError, KeyError, TypeError, OSError):
        raise CannotWriteError(
            f"'{journal}' was not left behind by a run in this folder; look at 'git status', and delete it"
        ) from None


def _place(root: Path, name: str, also: tuple[Path, ...]) -> Path:
    """Return where a path lies; no link may lead out of the folder, nor any step out of what may be written."""
    path = Path(os.path.normpath(root / name))
    there = next(each for each in path.parents if each.exists())
    real = there.resolve() / path.relative_to(there)
    allowed = real.is_relative_to(root) or any(real.is_relative_to(each) for each in also)
    if not allowed or path.is_symlink() or path == root:
        raise OSError(errno.ELOOP, "it is a link, or lies behind one", str(root / name))
    return path


@contextlib.contextmanager
def _told(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWriteError(f"'{error.filename or root}' cannot be written: {error.strerror or error}") from None


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Keep other runs away from a folder."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(alone(root, _PATIENCE))
        except BusyError:
            raise CannotWriteError("another run is changing these files; try again when it has ended") from None
        yield


def _stage(beside: Path, data: bytes, like: Path | None) -> None:
    with beside.open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    if like is not None:
        beside.chmod(stat.S_IMODE(like.stat().st_mode))


def _keep(path: Path, kept: Path) -> None:
    """Give a file a second name, or, where the disk knows no links, a copy."""
    try:
        os.link(path, kept)
    except OSError:
        shutil.copy2(path, kept)


def _flush(change: _Change) -> None:
    """Let the system write the names in all folders concerned to the disk; their files are there already."""
    paths = [*(each for pair in change.moved for each in pair), *(path for path, _ in change.written)]
    for folder in sorted({path.parent for path in paths}):
        if folder.is_dir():
            _fsync(folder)


def _fsync(folder: Path) -> None:
    if sys.platform == "win32":
        return  # a folder cannot be opened there
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
