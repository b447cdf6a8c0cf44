"""The report: ratios first, then seconds, then what they were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from benchmarks.timing import Cost
from benchmarks.weighing import Weight

BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
AT_LEAST = 3.0
LINEAR = 1.25
BUSY = 1.3
_COUNTED = ("pages", "words", "links", "headings")
_COMMANDS = {"check": "`coehub check`", "ours": "`mkdocs build`, ours", "plain": "`mkdocs build`, plain"}
_PACKAGES = ("mkdocs", "mkdocs-material", "pydantic", "PyYAML", "Jinja2", "Markdown", "nh3")


@dataclass(frozen=True)
class Result:
    """What one size took."""

    size: int
    check: Cost
    ours: Cost
    plain: Cost | None
    weight: Weight
    plain_weight: Weight | None


def report(results: Sequence[Result], runs: int) -> str:
    """Return the report as Markdown."""
    parts = [
        _verdicts(results),
        _against_plain(results),
        _growth(results),
        _figures(results),
        _fair(results),
        _facts(results, runs),
    ]
    return "\n\n".join(text for part in parts if (text := "\n".join(part))) + "\n"


def put_into(path: Path, text: str, begin_at: str = BEGIN, end_at: str = END) -> None:
    """Put a text between two markers of a file.

    Raises:
        ValueError: the file has no such markers.
    """
    whole = path.read_text(encoding="utf-8")
    head, begin, rest = whole.partition(begin_at)
    _, end, tail = rest.partition(end_at)
    if not begin or not end:
        raise ValueError(f"{path.name} lacks the markers '{begin_at}' and '{end_at}'")
    path.write_text(f"{head}{begin}\n\n{text}\n{end}{tail}", encoding="utf-8", newline="\n")


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join(["---:"] * len(head)) + " |"
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"


def marginal(less: Result, more: Result, of: str) -> float:
    """Return how many milliseconds of processor time each further record costs; start-up does not count."""
    return (getattr(more, of).cpu - getattr(less, of).cpu) * 1000 / (more.size - less.size)


def _verdicts(results: Sequence[Result]) -> Iterator[str]:
    for each in results:
        if each.plain is not None:
            ratio = each.plain.cpu / each.ours.cpu
            aim = (
                ""
                if each.size < 1000
                else f"; the aim of {AT_LEAST:.0f} × " + ("holds" if ratio >= AT_LEAST else "does **not** hold")
            )
            yield f"- At {each.size:,} records a plain build takes {ratio:.1f} × the processor time of ours{aim}."
    for one, two, three in zip(results, results[1:], results[2:], strict=False):
        for name, of in (("the check", "check"), ("our build", "ours")):
            grown = marginal(two, three, of) / marginal(one, two, of)
            says = "growth is linear" if grown <= LINEAR else "growth is **not** linear"
            yield (
                f"- A further record costs {name} {grown:.1f} × as much from {two.size:,} to {three.size:,} records "
                f"as from {one.size:,} to {two.size:,}: {says} (at most {LINEAR} × counts as linear)."
            )


def _against_plain(results: Sequence[Result]) -> Iterator[str]:
    rows = [
        [
            f"{each.size:,}",
            *(f"{getattr(each.plain, name) / getattr(each.ours, name):.1f} ×" for name in ("wall", "cpu", "memory")),
        ]
        for each in results
        if each.plain is not None
    ]
    if rows:
        yield from ("Plain ÷ ours (more is better for us):", "")
        yield from _table(["records", "wall time", "processor time", "memory"], rows)


def _growth(results: Sequence[Result]) -> Iterator[str]:
    rows = []
    for less, more in pairwise(results):
        plainly = less.plain is not None and more.plain is not None
        names = ["check", "ours", *(["plain"] if plainly else [])]
        cells = [
            f"{getattr(more, of).cpu / getattr(less, of).cpu:.1f} × ({marginal(less, more, of):.1f} ms)" for of in names
        ]
        rows.append([
            f"{less.size:,} → {more.size:,}", *cells, *([] if plainly else ["–"]),
            f"{more.ours.memory / less.ours.memory:.1f} ×", f"{more.weight.words / less.weight.words:.1f} ×",
        ])  # fmt: skip
    if rows:
        head = ("records", "check", "our build", "plain build", "our memory", "words on all pages")
        yield from ("Growth of processor time, start-up included, and in brackets what each further record costs:", "")
        yield from _table(head, rows)


def _figures(results: Sequence[Result]) -> Iterator[str]:
    rows = []
    for each in results:
        for of, name in _COMMANDS.items():
            if (cost := getattr(each, of)) is not None:
                rows.append([
                    f"{each.size:,}", name, f"{each.weight.pages:,}", f"{cost.wall:.1f} s", f"{cost.cpu:.1f} s",
                    f"{cost.cpu * 1000 / each.size:.1f} ms", f"{cost.memory:.0f} MB",
                ])  # fmt: skip
    yield from ("Seconds, which depend on the machine:", "")
    yield from _table(["records", "command", "pages", "wall", "processor", "processor per record", "peak memory"], rows)


def _fair(results: Sequence[Result]) -> Iterator[str]:
    rows = []
    for each in results:
        if each.plain_weight is not None:
            pairs = [(getattr(each.plain_weight, name), getattr(each.weight, name)) for name in _COUNTED]
            rows.append([f"{each.size:,}", *(f"{plain / ours:.2f}" for plain, ours in pairs)])
    if rows:
        yield from ("Is the load the same? Plain ÷ ours, counted in the built articles:", "")
        yield from _table(["records", *_COUNTED], rows)


def _facts(results: Sequence[Result], runs: int) -> Iterator[str]:
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    least = (
        f"the least of {runs} runs of each command, above 1,000 records one run"
        if runs > 1
        else "one run of each command"
    )
    yield (
        f"Measured with {os.cpu_count()} cores (shared), {platform.system()}, {platform.python_implementation()} "
        f"{platform.python_version()}, {packages}; {least}."
    )
    waited = max(cost.wall / cost.cpu for each in results for cost in (each.check, each.ours, each.plain) if cost)
    if waited > BUSY:
        yield (
            f"\nThe machine was busy: a command waited up to {waited:.1f} × its processor time. Wall times are therefore not "
            "comparable with each other; processor time is, roughly."
        )
