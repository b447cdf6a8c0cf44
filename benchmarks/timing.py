"""Whole commands, measured: wall time, processor time and memory of the child and of all that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.5


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds by the clock, seconds of processor time, and its largest size in memory in MB."""

    wall: float
    cpu: float
    memory: float


class CommandFailed(Exception):
    """A measured command ended with an error; the message holds the end of what it printed."""


def least(costs: Sequence[Cost]) -> Cost:
    """Return the smallest figure of each sort: what others took of the machine is no cost of ours."""
    return Cost(min(cost.wall for cost in costs), min(cost.cpu for cost in costs), min(cost.memory for cost in costs))


def once(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command and measure it.

    Args:
        command: a program and its arguments.
        folder: where to run it.
        environment: variables besides those of this process.

    Raises:
        CommandFailed: its exit code is not 0.
    """
    with tempfile.TemporaryFile() as printed:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environment or {})},
            stdout=printed, stderr=subprocess.STDOUT,
        )  # fmt: skip
        together = _Together(child.pid)
        together.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        together.stop()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            printed.seek(0)
            tail = printed.read().decode(errors="replace")[-3000:]
            raise CommandFailed(f"{' '.join(command)} ended with {child.returncode}:\n{tail}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(usage.ru_maxrss / unit, together.most))


class _Together(threading.Thread):
    """Looks now and then how much memory a process and those that it started hold together, where there are several.

    What the system says when a process has ended is about the largest of them only. Memory that several share counts once. Linux
    tells; elsewhere the largest one has to do.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self._ended = pid, 0.0, threading.Event()

    def run(self) -> None:
        """Look until the process has ended."""
        while not self._ended.wait(_EVERY):
            family = _family(self.pid)
            if len(family) > 1:
                self.most = max(self.most, sum(map(_size, family)))

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()


def peak(pid: int) -> float:
    """Return the most that a running process has held, in MB; 0 where the system does not tell (proc(5))."""
    return _told(pid, "status", "VmHWM:")


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            for path in Path(f"/proc/{parent}/task").iterdir():
                found.extend(map(int, (path / "children").read_text().split()))
        except OSError:
            continue
    return found


def _size(pid: int) -> float:
    return _told(pid, "smaps_rollup", "Pss:")


def _told(pid: int, file: str, name: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024
