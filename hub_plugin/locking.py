"""One run at a time: a lock that the system takes back when its holder dies.

Windows has no such lock on a folder; there nobody waits, and runs at the same time are left to people.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_LOOK = 0.05  # seconds between two tries


class BusyError(Exception):
    """Another run holds the lock, and has not given it back in time."""


class Lock:
    """A lock that this run holds, from when it is made until :meth:`free`.

    Args:
        place: a folder that is there; or a file, which is made and goes with the lock.
        patience: how many seconds to wait for another run.
        waiting: called once when there is one.

    Raises:
        BusyError: another run does not end.
        OSError: the place cannot be opened, or its disk knows no locks.
    """

    def __init__(self, place: Path, patience: float, waiting: Callable[[], object] = lambda: None) -> None:
        self._place, self._number = place, -1
        if sys.platform == "win32":
            return
        end, told = time.monotonic() + patience, False
        while not self._take():
            if time.monotonic() >= end:
                raise BusyError(f"another run has been at work for {patience:g} seconds")
            if not told:
                waiting()
                told = True
            time.sleep(_LOOK)

    def free(self) -> None:
        """Give the lock back; a second time does nothing."""
        if sys.platform == "win32" or self._number < 0:
            return
        if not self._place.is_dir():
            self._place.unlink(missing_ok=True)  # while we hold it: whoever waits for this file looks for the next one
        number, self._number = self._number, -1
        fcntl.flock(number, fcntl.LOCK_UN)  # by hand: processes that this one has made may still have it open
        os.close(number)

    def _take(self) -> bool:
        """Take the lock if nobody has it."""
        number = os.open(self._place, os.O_RDONLY if self._place.is_dir() else os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            taken = os.path.samestat(os.fstat(number), self._place.stat())
        except (BlockingIOError, PermissionError, InterruptedError, FileNotFoundError):
            taken = False  # somebody has it, or has just taken the file away with it
        except OSError as error:
            os.close(number)
            if not self._place.is_dir():
                self._place.unlink(missing_ok=True)
            raise OSError(error.errno or errno.ENOLCK, error.strerror, str(self._place)) from None
        if taken:
            self._number = number
        else:
            os.close(number)
        return taken


@contextmanager
def alone(place: Path, patience: float, waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Hold a :class:`Lock` for the time of a block; arguments and what is raised are as there."""
    lock = Lock(place, patience, waiting)
    try:
        yield
    finally:
        lock.free()
