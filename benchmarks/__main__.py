"""``python -m benchmarks``: builds synthetic hubs, measures whole commands, prints the report and puts it into README.md."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks import report, timing
from benchmarks.weighing import weigh

README = Path(__file__).with_name("README.md")


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure builds of large synthetic hubs.")
    parser.add_argument(
        "--sizes", default="100,1000,10000", help="numbers of records, smallest first (default: %(default)s)"
    )
    parser.add_argument(
        "--runs", type=int, default=2, help="runs of each command; the least counts (default: %(default)s)"
    )
    parser.add_argument("--no-plain-above", type=int, default=1000, metavar="N",
                        help="no plain build of hubs with more records (default: %(default)s)")  # fmt: skip
    parser.add_argument("--dry", action="store_true", help="print the report only, README.md stays")
    options = parser.parse_args()
    results = []
    for size in sorted(int(each) for each in options.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="coehub-bench-") as folder:
            results.append(measure(size, Path(folder), options.runs, size <= options.no_plain_above))
    text = report.report(results, options.runs)
    print(text)
    if not options.dry:
        report.put_into(README, text)


def measure(size: int, root: Path, runs: int, with_plain: bool) -> report.Result:
    """Measure all commands at one size; above a thousand records each runs once."""
    runs = runs if size <= 1000 else 1
    ours, plain = root / "ours", root / "plain"
    _say(f"{size:,} records: writing")
    timing.once(["-m", "benchmarks.sites", str(size), str(root), *(["plain"] if with_plain else [])], Path.cwd())
    _say(f"{size:,} records: check")
    checked = timing.least(["-m", "hub_plugin", "check", "-C", "content"], ours, runs)
    _say(f"{size:,} records: our build")
    built = _build(ours, runs)
    plainly = None
    if with_plain:
        _say(f"{size:,} records: plain build")
        plainly = _build(plain, runs)
    with ProcessPoolExecutor(1) as apart:
        weights = [apart.submit(weigh, folder / "site").result() for folder in (ours, plain)]
    return report.Result(size, checked, built, plainly, weights[0], weights[1] if with_plain else None)


def _build(folder: Path, runs: int) -> timing.Cost:
    return timing.least(
        ["-m", "mkdocs", "build"], folder, runs, lambda: shutil.rmtree(folder / "site", ignore_errors=True)
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
