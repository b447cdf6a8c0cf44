"""Where a check finds the one that stays in the same folder (``coehub check --watch``), and how they speak with each other.

A question is one line of JSON, and so is its answer, over a socket in a folder that only its owner can enter. The socket's name stands for
everything that must be the same on both sides, so nobody has to ask for it. Whoever hears nothing goes their own way: every fault of this
room costs time and nothing else.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import select
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from hub_plugin import __file__ as package
from hub_plugin.watching import files, stamps

Answer = Callable[[Any], Any]
SIGN_OF_LIFE, REST = 3.0, 60.0  # seconds: until the other side says that it listens, and until it has said everything
_LISTENS = b" "  # stands before the answer; JSON passes over it


def meeting(*same: str, make: bool = False) -> Path | None:
    """Return the path of the socket at which two processes meet.

    Args:
        same: what has to be the same on both sides, besides the current folder, our code and the Python that runs it.
        make: make the folder if it is not there.

    Returns:
        None where there are no such sockets, or no folder that is the owner's alone.
    """
    if sys.platform == "win32":
        return None
    try:
        room = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"coehub-{os.getuid()}"
        if make:
            room.mkdir(mode=0o700, exist_ok=True)
        about, here = room.lstat(), os.stat(os.curdir)
    except OSError:
        return None
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.getuid() or stat.S_IMODE(about.st_mode) & 0o077:
        return None
    code = stamps(path for path in files(os.path.dirname(package)) if "__pycache__" not in path)
    encoding = sys.getfilesystemencoding()  # of the names of files
    told = repr((here.st_dev, here.st_ino, sys.prefix, sys.version, encoding, sorted(code.items()), same))
    return room / hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def ask(at: Path | None, question: Any) -> Any:
    """Ask whoever stays, and return the answer; None if there is nobody, or nobody who can tell.

    Args:
        at: where they meet.
        question: what JSON can hold.
    """
    if sys.platform == "win32" or at is None or not at.exists():
        return None
    number = _number(at)
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(SIGN_OF_LIFE)
            line.connect(str(at))
            line.sendall(json.dumps(question).encode() + b"\n")
            if line.recv(1) != _LISTENS:
                return None
            line.settimeout(REST)
            return json.loads(line.makefile("rb").readline())
    except ConnectionRefusedError:  # somebody was killed who stayed here
        _take_away(at, number)
    except (OSError, ValueError):
        pass
    return None


@contextmanager
def listening(at: Path | None, answer: Answer) -> Iterator[Callable[[float], None]]:
    """Be there for those who ask, and yield what waits for some seconds and answers meanwhile.

    Args:
        at: where they meet; whoever came last is asked.
        answer: returns what JSON can hold, or None if it cannot tell.
    """
    if at is None or (door := _opened(at)) is None:
        yield time.sleep
        return
    mine = _number(at)

    def wait(seconds: float) -> None:
        end = time.monotonic() + seconds
        while select.select([door], (), (), max(end - time.monotonic(), 0))[0]:
            _answer(door, answer)

    try:
        yield wait
    finally:
        door.close()
        _take_away(at, mine)


def _number(at: Path) -> int:
    try:
        return at.stat().st_ino
    except OSError:  # somebody else came and went
        return 0


def _take_away(at: Path, number: int) -> None:
    """Take a socket away, if it is still the same one."""
    with suppress(OSError):
        if at.stat().st_ino == number:
            at.unlink()


def _opened(at: Path) -> socket.socket | None:
    """Open the door; None if that cannot be, as where the path is too long for a socket."""
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    new = at.with_name(f".{os.getpid()}")
    try:
        new.unlink(missing_ok=True)
        for each in at.parent.glob("[!.]*"):  # of those who were killed, and of other versions nobody asks for
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.settimeout(0)
                if line.connect_ex(str(each)) == errno.ECONNREFUSED:
                    each.unlink(missing_ok=True)
        door.bind(str(new))
        door.listen()
        new.replace(at)  # nobody finds a door that is not open yet
    except OSError:
        door.close()
        return None
    return door


def _answer(door: socket.socket, answer: Answer) -> None:
    """Let one in who asks, and answer; who has gone meanwhile, or speaks otherwise, is let go."""
    line, _ = door.accept()
    with line:
        line.settimeout(SIGN_OF_LIFE)
        try:
            line.sendall(_LISTENS)
            told = answer(json.loads(line.makefile("rb").readline()))
            line.sendall(json.dumps(told).encode() + b"\n")
        except Exception:  # whatever it is: who asks hears nothing, and meets it alone
            return


@contextmanager
def surrounded(environ: Mapping[str, str]) -> Iterator[None]:
    """Let this process have the environment of another for a while."""
    own = dict(os.environ)
    try:
        os.environ.clear()
        os.environ.update(environ)
        yield
    finally:
        os.environ.clear()
        os.environ.update(own)
