"""What we want to reach, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from benchmarks.contest import AGAIN, BESIDE, CHECK, OURS, SERVE, WATCH, Result
from benchmarks.timing import Cost

BIG, HUGE = 10_000, 30_000
MEGABYTES = 1000
SECONDS = {CHECK: 5.0, AGAIN: 1.0, BESIDE: 1.0, WATCH: 1.0, SERVE: 2.0}
GROWN = 3.3
SHARE = 3.0
LINEAR = 1.25


def verdicts(results: Sequence[Result]) -> Iterator[str]:
    """Yield a line for each aim that the sizes allow to judge."""
    by_size = {each.size: each for each in results}
    if big := by_size.get(BIG):
        yield from _at_ten_thousand(big)
        if huge := by_size.get(HUGE):
            yield from _to_thirty_thousand(big.costs[OURS], huge.costs[OURS])
    for each in results:
        if (plain := each.costs.get("mkdocs")) and each.size >= 1000:
            ours = each.costs[OURS]
            wall, cpu = plain.wall / ours.wall, plain.cpu / ours.cpu
            yield (
                f"- At {each.size:,} records MkDocs and Material alone, the records out of the navigation, take {wall:.1f} × "
                f"the wall time of ours, and {cpu:.1f} × its processor time; the aim of {SHARE:.0f} × the wall time "
                f"{_holds(wall >= SHARE)}."
            )
    yield from _linear(results)


def marginal(less: Result, more: Result, of: str) -> float:
    """Return how many milliseconds of processor time each further record costs; start-up does not count."""
    return (more.costs[of].cpu - less.costs[of].cpu) * 1000 / (more.size - less.size)


def _holds(aim: bool) -> str:
    return "holds" if aim else "does **not** hold"


def _at_ten_thousand(big: Result) -> Iterator[str]:
    ours = big.costs[OURS]
    if hugo := big.costs.get("hugo"):
        yield (
            f"- At {BIG:,} records our build takes {ours.wall / hugo.wall:.1f} × the wall time of Hugo with the comparable layout, "
            f"and {ours.cpu / hugo.cpu:.1f} × its processor time; the aim of no more wall time {_holds(ours.wall <= hugo.wall)}."
        )
    yield (
        f"- At {BIG:,} records our build has at most {ours.memory:,.0f} MB in memory; the aim of less than {MEGABYTES:,} MB "
        f"{_holds(ours.memory < MEGABYTES)}."
    )
    told: Mapping[str, str] = {
        CHECK: "a `coehub check` that knows nothing yet takes", AGAIN: "a `coehub check` after one record was edited takes",
        BESIDE: "a `coehub check` after one record was edited, beside a `coehub check --watch`, takes",
        WATCH: "`coehub check --watch` says what is wrong after an edit within",
        SERVE: "an edit under `mkdocs serve` is in the browser after",
    }  # fmt: skip
    for name, words in told.items():
        wall = big.costs[name].wall
        yield f"- At {BIG:,} records {words} {wall:.1f} s; the aim of {SECONDS[name]:.0f} s {_holds(wall <= SECONDS[name])}."


def _to_thirty_thousand(big: Cost, huge: Cost) -> Iterator[str]:
    wall = huge.wall / big.wall
    yield (
        f"- From {BIG:,} to {HUGE:,} records our build grows to {wall:.1f} × its wall time, {huge.cpu / big.cpu:.1f} × its processor "
        f"time and {huge.memory / big.memory:.1f} × its memory; the aim of at most {GROWN} × the wall time {_holds(wall <= GROWN)}."
    )


def _linear(results: Sequence[Result]) -> Iterator[str]:
    """Compare what a further record costs at each step with what it cost at the step before."""
    for one, two in pairwise(pairwise(results)):
        for name, of in (("the check", CHECK), ("our build", OURS)):
            grown = marginal(*two, of) / marginal(*one, of)
            says = "growth is linear" if grown <= LINEAR else "growth is **not** linear"
            yield (
                f"- A further record costs {name} {grown:.1f} × as much from {two[0].size:,} to {two[1].size:,} records "
                f"as from {one[0].size:,} to {one[1].size:,}: {says} (at most {LINEAR} × counts as linear)."
            )
