"""Work shared among processes: pages do not wait for each other, so two processors print them in half the time."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

Made = TypeVar("Made")
MOST = 4  # processes; each needs memory for what it touches
WORTH = 300  # jobs; fewer are done before another process has begun
PORTION = 16  # how many a process takes at a time; neighbours are alike, and what they share is made once


def shared(jobs: Sequence[Callable[[], Made]], processes: int | None = None, few: bool = False) -> list[Made]:
    """Return what each job gives, in their order.

    The processes are copies of this one (``fork``): that costs next to nothing, and the jobs need not be pickled, only what they
    give. It is done on Linux alone, and never beside other threads, whose locks would be copied too; elsewhere one process does all.

    Args:
        jobs: it must not matter in which order they are done.
        processes: how many; None: one for each processor, at most four, and a single one where there is little to do.
        few: there are few of them, each with much to do: a process takes one at a time.

    Raises:
        Exception: what a job raises.
    """
    portion = 1 if few else PORTION
    many = processes if processes is not None else _sensible(len(jobs) * (WORTH if few else 1))
    many = min(many, -(-len(jobs) // portion))
    if many < 2:
        return [job() for job in jobs]
    fork = multiprocessing.get_context("fork")
    next_one = fork.Value("q", 0)

    def portions() -> dict[int, list[Made]]:
        made: dict[int, list[Made]] = {}
        while True:
            with next_one.get_lock():
                start = next_one.value
                next_one.value = start + portion
            if start >= len(jobs):
                return made
            made[start] = [job() for job in jobs[start : start + portion]]

    def help_out(out: Connection) -> None:
        try:
            for each in portions().items():  # one by one: all of it at once would lie in memory three times
                out.send(each)
            out.send(None)
        except BaseException:  # the first process does it again, and raises what there is to raise
            os._exit(1)

    helpers = []
    for _ in range(many - 1):
        ours, theirs = fork.Pipe(duplex=False)
        helper = fork.Process(target=help_out, args=(theirs,), daemon=True)
        helper.start()
        theirs.close()
        helpers.append((helper, ours))
    made = portions()
    for helper, ours in helpers:
        with contextlib.suppress(EOFError):  # it failed or was killed: what it had taken is done below
            while (each := ours.recv()) is not None:
                made[each[0]] = each[1]
        helper.join()
    return [
        one
        for start in range(0, len(jobs), portion)
        for one in made.get(start) or [job() for job in jobs[start : start + portion]]
    ]


def _sensible(number: int) -> int:
    if number < WORTH or not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    if multiprocessing.current_process().daemon:  # a helper already
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)
