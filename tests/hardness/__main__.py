"""Run all classes of broken and hostile input: ``python -m tests.hardness [--short] [--jobs N] [CLASS …]``.

The table in benchmarks/README.md gets the rows of what was run, unless it was a short run.
"""

from __future__ import annotations

import argparse
import functools
import operator
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from benchmarks import report
from tests import sites
from tests.hardness import harness
from tests.hardness.sorts import SORTS
from tests.hardness.words import LIMIT, SECOND, Sort, Told

README = sites.ROOT / "benchmarks" / "README.md"
BEGIN, END = "<!-- hardness: begin -->", "<!-- hardness: end -->"


def main() -> int:
    """Run them, print the table and what did not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.hardness", description="Try broken and hostile input.")
    parser.add_argument("classes", nargs="*", metavar="CLASS", help=", ".join(SORTS))
    parser.add_argument("--short", action="store_true", help="what 'make test' runs")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes")
    options = parser.parse_args()
    if unknown := [name for name in options.classes if name not in SORTS]:
        parser.error(f"no class is called '{unknown[0]}'; there are {', '.join(SORTS)}")

    chosen = [SORTS[name] for name in options.classes or SORTS]
    chosen = [each for each in chosen if each.short or not options.short]
    parts = [(each, part) for each in chosen for part in range(1 if options.short else each.parts)]
    # What is shared among several takes longest, and is begun first.
    parts.sort(key=lambda each: -each[0].parts)

    def ask(each: tuple[Sort, int]) -> Told:
        sort, part = each
        begun = time.monotonic()
        told = harness.ask(sort.name, sort.short if options.short else None, part=(part, sort.parts))
        lasted = f"{time.monotonic() - begun:.0f} s" + (f", part {part + 1} of {sort.parts}" if sort.parts > 1 else "")
        print(f"{sort.name}: {told.passed:,} of {told.tried:,} ({lasted})", file=sys.stderr, flush=True)
        return told

    with ThreadPoolExecutor(options.jobs) as pool:
        pieces = list(pool.map(ask, parts))
    told = [
        functools.reduce(operator.add, (each for each in pieces if each.name == sort.name)).judged(
            0 if options.short else sort.least
        )
        for sort in chosen
    ]
    text = "\n".join(harness.table(told)) + "\n"
    print(text)
    for each in told:
        for name, fault in each.faults.items():
            print(f"{each.name} · {name}\n    " + fault.strip().replace("\n", "\n    ") + "\n")
        if each.slowest > SECOND and not SORTS[each.name].long:
            print(f"{each.name} · {each.slowest_case} takes {each.slowest:.1f} s, more than {SECOND:.0f} s\n")
        if each.peak > LIMIT and not SORTS[each.name].long:
            print(f"{each.name} takes {each.peak:.0f} MB, more than {LIMIT} MB\n")
    if not options.short:
        report.put_into(README, "\n".join(_table(told)) + "\n", BEGIN, END)
    return 1 if any(each.faults for each in told) else 0


def _table(told: Sequence[Told]) -> Iterator[str]:
    """Yield the table, with the rows of the classes that were not run as they stand."""
    kept = README.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].split("\n")
    made = list(harness.table(told))
    yield from made[:2]
    yield from _rows(made, kept, [each.name for each in told], "| {} |")
    yield ""
    yield from _rows(made, kept, [each.name for each in told], "- {}, ")


def _rows(made: Sequence[str], kept: Sequence[str], run: Collection[str], form: str) -> Iterator[str]:
    for name in SORTS:
        yield from (line for line in (made if name in run else kept) if line.startswith(form.format(name)))


if __name__ == "__main__":
    sys.exit(main())
