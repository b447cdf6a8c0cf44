"""One class of input, run in this process under its limits: ``python -m tests.hardness.child CLASS NUMBER`` prints JSON."""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

from tests.hardness.sorts import SORTS
from tests.hardness.words import Case, Sort, Told, evenly

HANGS = 30  # seconds of processor time after which a case counts as hanging
WAITS = 300  # seconds of wall time; a busy machine needs its time
MB = 1024 * 1024


class Hangs(Exception):
    """A case has not ended."""


def limit(sort: Sort) -> None:
    """Set what the process may use; a case that wants more fails, and the machine goes on."""
    resource.setrlimit(resource.RLIMIT_DATA, (sort.memory * MB, sort.memory * MB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def hangs(signum: int, frame: FrameType | None) -> None:
        raise Hangs(f"has not ended after {HANGS} s of processor time, or {WAITS} s")

    signal.signal(signal.SIGALRM, hangs)
    signal.signal(signal.SIGPROF, hangs)


def attempt(case: Case, scratch: Path) -> tuple[int, float, str]:
    """Run a case in an empty folder; return how many inputs it tried, its seconds, and what did not hold, or an empty text."""
    folder = Path(tempfile.mkdtemp(dir=scratch))
    here, start, tried, fault = Path.cwd(), time.process_time(), 1, ""
    signal.setitimer(signal.ITIMER_REAL, WAITS)
    signal.setitimer(signal.ITIMER_PROF, HANGS)
    try:
        tried = case.hold(folder) or 1
    except AssertionError as error:
        fault = str(error)[:4000] or _where(error)
    except Exception as error:
        fault = f"outside of the contract: {type(error).__name__}: {str(error)[:300]} ({_where(error)})"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        os.chdir(here)
    seconds = time.process_time() - start
    shutil.rmtree(folder, ignore_errors=True)
    return tried, seconds, fault


def _where(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-3:]
    return ", ".join(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in last)


def apart(case: Case, scratch: Path) -> tuple[int, float, str, float]:
    """Run a case in a process of its own; its peak memory comes last, in MB."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        told = json.dumps(attempt(case, scratch)).encode()
        with os.fdopen(write, "wb") as pipe:
            pipe.write(told)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        data = pipe.read()
    _, status, used = os.wait4(child, 0)
    if not data:
        return 1, used.ru_utime, f"the process ended with {os.waitstatus_to_exitcode(status)}", used.ru_maxrss / 1024
    tried, seconds, fault = json.loads(data)
    return tried, seconds, fault, used.ru_maxrss / 1024


def run(sort: Sort, cases: Iterable[Case], scratch: Path) -> Told:
    """Run cases of a class."""
    tried, faults, slowest, peak = 0, dict[str, str](), (0.0, ""), 0.0
    for case in cases:
        if sort.alone:
            number, seconds, fault, high = apart(case, scratch)
            peak = max(peak, high)
        else:
            number, seconds, fault = attempt(case, scratch)
        tried += number
        # A case of many inputs tells the seconds of one; it says so itself where one of them is slow.
        slowest = max(slowest, (seconds / number, case.name))
        if fault:
            faults[case.name] = fault
    peak = peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Told(sort.name, tried, faults, slowest[0], slowest[1], peak, dict(sort.rates))


def main(name: str, number: str = "") -> int:
    """Run a class, all of it or some cases, and print what came of it as JSON."""
    logging.disable(logging.NOTSET)
    sort = SORTS[name]
    cases = sort.cases()
    promised = len(cases)
    with tempfile.TemporaryDirectory() as scratch:
        limit(sort)
        told = run(sort, evenly(cases, int(number)) if number else cases, Path(scratch))
    print(json.dumps({"promised": promised, **dataclasses.asdict(told)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
