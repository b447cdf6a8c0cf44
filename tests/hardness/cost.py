"""What reading one bad file costs beside the reading of a sound hub: processor time, and memory."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")
MB = 1024 * 1024


@dataclass
class Cost:
    """What was measured in this process since :meth:`clear`: the slowest reading, and the memory at its highest."""

    seconds: float | None = None
    peak: float = 0.0
    sound: float = 0.0

    def clear(self) -> None:
        """Begin another case."""
        self.seconds, self.peak = None, 0.0

    def of(self, reading: Callable[[], Made]) -> Made:
        """Read something bad."""
        start = time.process_time()
        made = reading()
        took = max(time.process_time() - start - self.sound, 0.0)
        self.seconds = max(self.seconds or 0.0, took)
        self.peak = highest()
        return made


def here() -> float:
    """Return the memory that this process has now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MB


def data() -> int:
    """Return how many bytes of data the process has now, as RLIMIT_DATA counts them."""
    line = next(each for each in Path("/proc/self/status").read_text().split("\n") if each.startswith("VmData:"))
    return int(line.split()[1]) * 1024


def highest() -> float:
    """Return the memory that this process had at its highest, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


COST = Cost()
