"""One class of input, run in this process under its limits: ``python -m tests.hardness.child CLASS NUMBER PART OF`` prints JSON."""

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

from tests.hardness import contract
from tests.hardness.cost import COST, MB, data, here, highest
from tests.hardness.sorts import SORTS
from tests.hardness.words import LIMIT, Case, Sort, Told, evenly

HANGS = 30  # seconds of processor time after which a case counts as hanging
WAITS = 300  # seconds of wall time; a busy machine needs its time
LONG = 3600  # the same for what runs whole tests


class Hangs(BaseException):
    """A case has not ended; no exception of ours, lest the terminal door says that it met a bug."""


def limit(sort: Sort) -> None:
    """Set what the process may use; a case that wants more fails, and the machine goes on."""
    resource.setrlimit(resource.RLIMIT_DATA, (sort.memory * MB, sort.memory * MB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def hangs(signum: int, frame: FrameType | None) -> None:
        raise Hangs(f"has not ended after {HANGS} s of processor time, or for too long")

    signal.signal(signal.SIGALRM, hangs)
    signal.signal(signal.SIGPROF, hangs)


def attempt(case: Case, scratch: Path, waits: float = WAITS) -> tuple[int, float, str]:
    """Run a case in an empty folder; return how many inputs it tried, the seconds of one, and what did not hold, or an empty text.

    The seconds are those of reading what is bad, where the case reads such a thing; else those of all that it does.
    """
    folder = Path(tempfile.mkdtemp(dir=scratch))
    back, tried, fault = Path.cwd(), 1, ""
    COST.clear()
    start = _spent()
    signal.setitimer(signal.ITIMER_REAL, waits)
    signal.setitimer(signal.ITIMER_PROF, max(HANGS, waits if waits == LONG else 0))
    try:
        tried = case.hold(folder) or 1
    except AssertionError as error:
        fault = str(error)[:4000] or _where(error)
    except (Exception, Hangs) as error:
        fault = f"outside of the contract: {type(error).__name__}: {str(error)[:300]} ({_where(error)})"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        os.chdir(back)
    seconds = (_spent() - start) / tried
    shutil.rmtree(folder, ignore_errors=True)
    return tried, seconds if COST.seconds is None else COST.seconds, fault


def _spent() -> float:
    """Return the processor time of this process, and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _where(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-3:]
    return ", ".join(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in last)


def apart(case: Case, scratch: Path) -> tuple[int, float, str, float]:
    """Run a case in a process of its own, which may have 256 MB more than it has; the memory that it took comes last, in MB."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        most = data() + LIMIT * MB
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        before = here()
        tried, seconds, fault = attempt(case, scratch)
        added = max((COST.peak or highest()) - before, 0.0)
        with os.fdopen(write, "wb") as pipe:
            pipe.write(json.dumps([tried, seconds, fault, added]).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    _, status, used = os.wait4(child, 0)
    if not told:
        return 1, used.ru_utime, f"the process ended with {os.waitstatus_to_exitcode(status)}", 0.0
    tried, seconds, fault, added = json.loads(told)
    return tried, seconds, fault, added


def run(sort: Sort, cases: Iterable[Case], scratch: Path) -> Told:
    """Run cases of a class."""
    tried, faults, slowest, peak = 0, dict[str, str](), (0.0, ""), 0.0
    before = here()
    for case in cases:
        if sort.alone:
            number, seconds, fault, added = apart(case, scratch)
            peak = max(peak, added)
        else:
            number, seconds, fault = attempt(case, scratch, LONG if sort.long else WAITS)
        tried += number
        slowest = max(slowest, (seconds, case.name))
        if fault:
            faults[case.name] = fault
    if not sort.alone:
        peak = max(highest() - before, 0.0)
    return Told(sort.name, tried, faults, slowest[0], slowest[1], peak, dict(sort.rates), sort.missed[:40])


def settle(scratch: Path) -> None:
    """Read and build a sound hub, so that what Python and our own code take is in no case; then measure what reading it takes."""
    folder = Path(tempfile.mkdtemp(dir=scratch))
    back = Path.cwd()
    contract.lay(folder, {})
    contract.built(folder)
    contract.check(folder)
    start = time.process_time()
    contract.check(folder)
    COST.sound = time.process_time() - start
    os.chdir(back)


def main(name: str, number: str = "", part: str = "0", of: str = "1") -> int:
    """Run a class, all of it or some cases, and print what came of it as JSON."""
    logging.disable(logging.NOTSET)
    sort = SORTS[name]
    cases = sort.cases()
    chosen = list(evenly(cases, int(number))) if number else cases[int(part) :: int(of)]
    with tempfile.TemporaryDirectory() as scratch:
        limit(sort)
        if sort.settled and (sort.alone or not number):  # in a short run nobody asks what it costs
            settle(Path(scratch))
        told = run(sort, chosen, Path(scratch))
    print(json.dumps(dataclasses.asdict(told)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
