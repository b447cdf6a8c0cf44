"""``python -m benchmarks``: builds synthetic hubs, measures whole commands, prints the report and puts it into README.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import contest, report

README = Path(__file__).with_name("README.md")
DEFAULT = "hugo,hugo-plain,zensical,mkdocs:10000,mkdocs-nav:1000"


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure builds of large synthetic hubs.")
    parser.add_argument(
        "--sizes", default="100,1000,10000,30000", help="numbers of records, smallest first (default: %(default)s)"
    )
    parser.add_argument(
        "--runs",
        type=int,
        default=2,
        help="runs of each command, the least counts; above 1,000 records one (default: %(default)s)",
    )
    parser.add_argument(
        "--peers", default=DEFAULT, type=peers, metavar="NAME[:MOST],…",
        help="who builds the same pages, and up to how many records; none with '' (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--dry", action="store_true", help="print the report only, README.md stays")
    options = parser.parse_args()
    chosen = {name: most for name, most in options.peers.items() if contest.program(name)}
    missing = [name for name in options.peers if name not in chosen]
    results = []
    for size in sorted(int(each) for each in options.sizes.split(",")):
        taking_part = [name for name, most in chosen.items() if size <= most]
        with tempfile.TemporaryDirectory(prefix="coehub-bench-") as folder:
            results.append(contest.measure(size, Path(folder), options.runs, taking_part, _say))
    programs = {peer.partition("-")[0] for peer in chosen} & {"hugo", "zensical"}
    text = report.report(results, options.runs, chosen, missing, [contest.version(each) for each in sorted(programs)])
    print(text)
    if not options.dry:
        report.put_into(README, text)


def peers(text: str) -> dict[str, float]:
    """Return who takes part, and up to which size."""
    found = {}
    for each in filter(None, text.split(",")):
        name, _, most = each.partition(":")
        if name not in contest.PEERS:
            raise argparse.ArgumentTypeError(f"'{name}' is none of {', '.join(contest.PEERS)}")
        found[name] = int(most) if most else float("inf")
    return found


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
