"""When files were changed, as the system says: how those who wait learn of an edit."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress

Stamps = Mapping[str, tuple[int, int]]
EVERY, SOON = 0.25, 0.1  # seconds between two looks; and where something has been changed


def files(root: str) -> Iterator[str]:
    """Yield the path of a file, or of all files below a folder."""
    if os.path.isfile(root):
        yield root
    for folder, _, names in os.walk(root):
        yield from (f"{folder}{os.sep}{name}" for name in names)


def stamps(paths: Iterable[str]) -> Stamps:
    """Return path → when it was changed (nanoseconds) and how many bytes it has; what is gone is not among them."""
    found = {}
    for path in paths:
        with suppress(OSError):
            about = os.stat(path)
            found[path] = (about.st_mtime_ns, about.st_size)
    return found


def changes(
    before: Stamps, look: Callable[[], Stamps], wait: Callable[[float], object] = time.sleep
) -> Iterator[list[str]]:
    """Yield the files that were changed, made or deleted, each time there are some; wait in between.

    What is written just then is waited for: two looks in a row have to see the same.

    Args:
        before: the stamps of all files that count, taken before they were read.
        look: returns the stamps of all files that count.
        wait: waits for some seconds.
    """
    seen = before
    while True:
        wait(EVERY if seen == before else SOON)
        now = look()
        if now == seen and now != before:
            yield sorted(path for path in {*before, *now} if before.get(path) != now.get(path))
            before = now
        seen = now
