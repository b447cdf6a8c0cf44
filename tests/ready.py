"""A process that has loaded our code and MkDocs, and runs each command in a copy of itself: loading takes longer than a small site.

A copy is a process of its own with the command's folder, environment, input and output; what it does is seen by no other. What a
fork cannot give, a hash seed or another path to the code, is asked of Python itself (``fits``). That both do the same is a test.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from importlib import import_module

MODULES = ("mkdocs", "hub_plugin")
# What these commands load anyway; whatever is not named here is loaded by the copy that needs it.
LOADED = (
    "hub_plugin.cli.check", "hub_plugin.cli.export", "hub_plugin.plugin", "hub_plugin.sharing", "material.plugins.search.plugin",
    "colorama", "markdown.extensions.abbr", "markdown.extensions.fenced_code", "markdown.extensions.footnotes", "material.extensions.emoji",
    "markdown.extensions.tables", "markdown.extensions.toc", "material.templates", "mkdocs.commands.build", "mkdocs.config.defaults",
    "mkdocs.contrib.search", "multiprocessing.popen_fork", "multiprocessing.sharedctypes", "pydantic.dataclasses", "pymdownx.highlight",
    "pymdownx.superfences",
)  # fmt: skip
_FROM_THE_START = ("PYTHON", "LC_", "LANG", "LD_")


class Ready:
    """The process, started when it is first needed.

    Args:
        environ: its environment.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = dict(environ)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None

    def fits(self, command: Sequence[str], environ: Mapping[str, str]) -> bool:
        """Return whether a copy does what the command would do: a module of ours or MkDocs, and Python started as we were."""
        started = {
            name: {each: value for each, value in where.items() if each.startswith(_FROM_THE_START)}
            for name, where in (("ours", self._environ), ("theirs", environ))
        }
        return (
            [*command[:2]] == [sys.executable, "-m"] and command[2] in MODULES and started["ours"] == started["theirs"]
        )

    def run(
        self, command: Sequence[str], folder: str | os.PathLike[str], environ: Mapping[str, str], patience: float
    ) -> tuple[int, bytes]:
        """Run a command; return its exit code, and both its outputs as one.

        Raises:
            subprocess.TimeoutExpired: it has not ended in so many seconds, and is ended.
        """
        with self._lock, tempfile.TemporaryFile() as output:
            there = self._started()
            there.settimeout(patience)
            asked = json.dumps([*command[2:]]), os.fspath(folder), json.dumps(dict(environ))
            try:
                data = json.dumps(asked).encode()
                socket.send_fds(there, [len(data).to_bytes(4, "big")], [output.fileno()])
                there.sendall(data)
                code = int(there.recv(16))
            except TimeoutError:
                self.close()
                raise subprocess.TimeoutExpired([*command], patience) from None
            output.seek(0)
            return code, output.read()

    def _started(self) -> socket.socket:
        if self._socket is None:
            self._socket, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "tests.ready", str(theirs.fileno())], env=self._environ, pass_fds=[theirs.fileno()],
                    cwd=self._environ["PYTHONPATH"], stdin=subprocess.DEVNULL, start_new_session=True,
                )  # fmt: skip
        return self._socket

    def close(self) -> None:
        """End it, and what it runs."""
        if self._socket is not None and self._process is not None:
            self._socket.close()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._socket = self._process = None


def _serve(there: socket.socket) -> list[str] | None:
    """Answer until nobody asks any more; return in a copy what it is to run, and None in the end."""
    while True:
        head, fds, _, _ = socket.recv_fds(there, 4, 1)
        if len(head) < 4:
            return None
        data = b""
        while len(data) < int.from_bytes(head, "big"):
            data += there.recv(1 << 16)
        command, folder, environ = json.loads(data)
        child = os.fork()
        if child == 0:
            there.close()
            for stream in (1, 2):
                os.dup2(fds[0], stream)
            os.close(fds[0])
            os.environ.clear()
            os.environ.update(json.loads(environ))
            time.tzset()
            os.chdir(folder)
            sys.path[0] = folder
            return list(json.loads(command))
        os.close(fds[0])
        _, status = os.waitpid(child, 0)
        there.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def main() -> None:
    """Load, wait for commands, and be one of them in each copy."""
    for name in LOADED:
        import_module(name)
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as there:
        command = _serve(there)
    if command is not None:
        sys.argv = command
        runpy.run_module(command[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
