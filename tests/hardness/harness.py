"""The harness: each class in a child process with limits, and a table of what came of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator

from tests import sites
from tests.hardness.words import Told


def ask(name: str, number: int | None = None, patience: float = 3600, part: tuple[int, int] = (0, 1)) -> Told:
    """Run a class in a child; return what came of it.

    Args:
        name: the class.
        number: how many of its cases; None: all.
        patience: seconds after which the child is ended.
        part: which part of all cases, of how many.
    """
    command = [
        sys.executable,
        "-m",
        "tests.hardness.child",
        name,
        "" if number is None else str(number),
        *map(str, part),
    ]
    # Under a fixed hash seed a fault that was found once is found again.
    environ = sites.environment(PYTHONHASHSEED="0", COEHUB_PROCESSES="1")
    done = subprocess.run(command, cwd=sites.ROOT, env=environ, capture_output=True, timeout=patience, check=False)
    out = done.stdout.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if done.returncode or not out.startswith("{"):
        fault = done.stderr.decode("utf-8", "replace")[-3000:] or f"the child ended with {done.returncode}"
        return Told(name, 1, {f"the whole class, part {part[0] + 1}": fault}, 0, "", 0, {}, [])
    return Told(**json.loads(out))


def table(all_told: Iterable[Told]) -> Iterator[str]:
    """Yield the lines of the table, and the rates below it."""
    yield "| class | inputs | passed | slowest | memory |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    rates = []
    for each in all_told:
        yield f"| {each.name} | {each.tried:,} | {each.passed:,} | {each.slowest:.2f} s | {each.peak:.0f} MB |"
        rates += [
            f"- {each.name}, {word}: {right:,} of {of:,} ({right / of:.1%})"
            for word, (right, of) in each.rates.items()
            if of
        ]
    if rates:
        yield ""
        yield from rates
