"""Whole commands, measured: wall time, processor time and memory of the child and of all that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds by the clock, seconds of processor time, and its largest resident size in MB."""

    wall: float
    cpu: float
    memory: float


class CommandFailed(Exception):
    """A measured command ended with an error; the message holds the end of what it printed."""


def least(command: Sequence[str], folder: Path, runs: int, before: Callable[[], object] = lambda: None) -> Cost:
    """Run a command some times and return the smallest figure of each sort: what others took of the machine is no cost of ours.

    Args:
        command: what to run after ``python``.
        folder: where to run it.
        runs: how often.
        before: is called before each run, unmeasured.
    """
    costs = []
    for _ in range(runs):
        before()
        costs.append(once(command, folder))
    return Cost(min(cost.wall for cost in costs), min(cost.cpu for cost in costs), min(cost.memory for cost in costs))


def once(command: Sequence[str], folder: Path) -> Cost:
    """Run a command and measure it.

    Raises:
        CommandFailed: its exit code is not 0.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with tempfile.TemporaryFile() as printed:
        start = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, *command], cwd=folder, env=environment, stdout=printed, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            printed.seek(0)
            tail = printed.read().decode(errors="replace")[-3000:]
            raise CommandFailed(f"{' '.join(command)} ended with {child.returncode}:\n{tail}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)
