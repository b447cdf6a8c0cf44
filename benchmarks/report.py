"""The report: ratios first, then seconds, then what they were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.sites import Weight
from benchmarks.timing import Cost

BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
AT_LEAST = 3.0
LINEAR = 1.25
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
    parts = [_verdicts(results), _against_plain(results), _growth(results), _figures(results), _fair(results), _facts(runs)]
    return "\n\n".join(text for part in parts if (text := "\n".join(part))) + "\n"


def put_into(path: Path, text: str) -> None:
    """Put the report between the markers of a file.

    Raises:
        ValueError: the file has no such markers.
    """
    whole = path.read_text(encoding="utf-8")
    head, begin, rest = whole.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path.name} lacks the markers '{BEGIN}' and '{END}'")
    path.write_text(f"{head}{BEGIN}\n\n{text}\n{END}{tail}", encoding="utf-8", newline="\n")


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join(["---:"] * len(head)) + " |"
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"


def growth(less: Result, more: Result, of: str) -> float:
    """Return by how much a command's cost of one more record changes: 1 is linear, start-up time taken off.

    The start-up time is what the smaller hub's cost would leave for no record at all, were all its cost but that of Python
    and its packages in proportion; it is taken from the smallest hub by whoever calls this.
    """
    first: Cost = getattr(less, of)
    second: Cost = getattr(more, of)
    return (second.cpu / first.cpu) / (more.size / less.size)


def _pairs(results: Sequence[Result]) -> list[tuple[Result, Result]]:
    return list(zip(results, results[1:], strict=False))


def _verdicts(results: Sequence[Result]) -> Iterator[str]:
    for each in results:
        if each.plain is not None:
            ratio = each.plain.wall / each.ours.wall
            says = "holds" if ratio >= AT_LEAST else "does **not** hold"
            yield f"- At {each.size:,} records a plain build takes {ratio:.1f} × as long as ours; the aim of {AT_LEAST:.0f} × {says}."
    for less, more in _pairs(results):
        for name, of in (("check", "check"), ("build", "ours")):
            grown = growth(less, more, of)
            says = "at most in proportion" if grown <= 1 else "linear, nearly" if grown <= LINEAR else "**not** linear"
            yield (
                f"- From {less.size:,} to {more.size:,} records the {name} takes {grown * more.size / less.size:.1f} × the "
                f"processor time for {more.size / less.size:.0f} × the records: {says}."
            )


def _against_plain(results: Sequence[Result]) -> Iterator[str]:
    rows = [
        [f"{each.size:,}", *(f"{getattr(each.plain, name) / getattr(each.ours, name):.1f} ×" for name in ("wall", "cpu", "memory"))]
        for each in results
        if each.plain is not None
    ]
    if rows:
        yield from ("Plain ÷ ours (more is better for us):", "")
        yield from _table(["records", "wall time", "processor time", "memory"], rows)


def _growth(results: Sequence[Result]) -> Iterator[str]:
    rows = []
    for less, more in _pairs(results):
        times = [getattr(more, of).cpu / getattr(less, of).cpu for of in ("check", "ours")]
        memory = more.ours.memory / less.ours.memory
        plain = f"{more.plain.cpu / less.plain.cpu:.1f} ×" if more.plain and less.plain else "–"
        rows.append([
            f"{less.size:,} → {more.size:,}", f"{more.size / less.size:.0f} ×", *(f"{each:.1f} ×" for each in times), plain,
            f"{memory:.1f} ×", f"{more.weight.words / less.weight.words:.1f} ×",
        ])  # fmt: skip
    if rows:
        head = ["records", "records grow", "check", "our build", "plain build", "our build's memory", "words on all pages"]
        yield from ("Growth of processor time from size to size (start-up included, so below the first column at first):", "")
        yield from _table(head, rows)


def _figures(results: Sequence[Result]) -> Iterator[str]:
    rows = []
    for each in results:
        for name, cost in (("`coehub check`", each.check), ("`mkdocs build`, ours", each.ours), ("`mkdocs build`, plain", each.plain)):
            if cost is not None:
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
            pairs = [(getattr(each.plain_weight, name), getattr(each.weight, name)) for name in ("pages", "words", "links", "headings")]
            rows.append([f"{each.size:,}", *(f"{plain / ours:.2f}" for plain, ours in pairs)])
    if rows:
        yield from ("Is the load the same? Plain ÷ ours, counted in the built articles:", "")
        yield from _table(["records", "pages", "words", "links", "headings"], rows)


def _facts(runs: int) -> Iterator[str]:
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    yield (
        f"Measured with {os.cpu_count()} cores (shared), {platform.system()}, {platform.python_implementation()} "
        f"{platform.python_version()}, {packages}; the least of {runs} run{'s' if runs > 1 else ''} of each command."
    )
