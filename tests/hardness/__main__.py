"""Run all classes of broken and hostile input: ``python -m tests.hardness [--short] [--jobs N] [CLASS …]``.

The table goes into benchmarks/README.md when everything was run.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor

from benchmarks import report
from tests import sites
from tests.hardness import harness
from tests.hardness.sorts import SORTS
from tests.hardness.words import Told

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

    def ask(name: str) -> Told:
        told = harness.ask(name, SORTS[name].short if options.short else None)[1]
        print(f"{name}: {told.passed:,} of {told.tried:,}", file=sys.stderr, flush=True)
        return told

    with ThreadPoolExecutor(options.jobs) as pool:
        told = list(pool.map(ask, options.classes or SORTS))
    text = "\n".join(harness.table(told)) + "\n"
    print(text)
    for each in told:
        for name, fault in each.faults.items():
            print(f"{each.name} · {name}\n    " + fault.strip().replace("\n", "\n    ") + "\n")
    if not options.classes:
        how = "A short run, as `make test` does it; `make hardness` tries all.\n\n" * options.short
        report.put_into(README, how + text, BEGIN, END)
    return 1 if any(each.faults for each in told) else 0


if __name__ == "__main__":
    sys.exit(main())
