"""Moments: a run of ours that is killed, or that finds the disk full, at a chosen operation on files; run in a copy of this process."""

from __future__ import annotations

import errno
import os
import resource
import signal
import sys
import time
from collections.abc import Callable

# What Python tells of a run that changes files (docs.python.org, "Audit events table").
_CHANGES = frozenset({
    "open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.link", "os.symlink", "os.truncate", "os.utime", "os.chmod",
    "shutil.copyfile", "shutil.rmtree", "shutil.move", "shutil.copytree", "fcntl.flock", "fcntl.fcntl",
})  # fmt: skip
KILLED = -int(signal.SIGKILL)
FAILED = 9


def _is_change(event: str, given: tuple[object, ...]) -> bool:
    if event == "open":  # path, mode, flags
        flags = given[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in _CHANGES


def copied(
    run: Callable[[], object], after: float | None = None, file_size: int | None = None, nobody: bool = False
) -> int:
    """Run something in a copy of this process; return its exit code, negative where a signal ended it.

    Args:
        run: what is run.
        after: seconds after which it is killed.
        file_size: bytes that a file may have in it.
        nobody: without the rights of an administrator, whom no file's mode stops.
    """
    child = os.fork()
    if child == 0:
        code = FAILED
        try:
            with open(os.devnull, "w") as quiet:
                os.dup2(quiet.fileno(), 1)
                os.dup2(quiet.fileno(), 2)
            if file_size is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
            if nobody and os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            run()
            code = 0
        finally:
            os._exit(code)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def at(number: int, run: Callable[[], object], full: bool = False) -> int:
    """Run something in a copy of this process that is killed at a change of files, or finds the disk full from there on.

    Args:
        number: at which change, the first is 0.
        run: what is run.
        full: the disk is full.
    """

    def watched() -> None:
        left = number

        def look(event: str, given: tuple[object, ...]) -> None:
            nonlocal left
            if not _is_change(event, given):
                return
            left -= 1
            if left < 0 and not full:
                os.kill(os.getpid(), signal.SIGKILL)
            if left < 0 and event in ("open", "os.mkdir", "shutil.copyfile"):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        sys.addaudithook(look)
        run()

    return copied(watched)


def changes(run: Callable[[], object]) -> int:
    """Return how many changes of files something makes, as a copy of this process counts them: at most 65,000."""
    read, write = os.pipe()

    def counted() -> None:
        number = 0

        def look(event: str, given: tuple[object, ...]) -> None:
            nonlocal number
            number += _is_change(event, given)

        sys.addaudithook(look)
        run()
        os.write(write, str(number).encode())

    code = copied(counted)
    os.close(write)
    with os.fdopen(read) as pipe:
        told = pipe.read()
    assert code == 0, code
    return int(told)
