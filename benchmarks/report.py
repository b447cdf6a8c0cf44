"""The report: aims first, then ratios, then seconds, then what they were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from benchmarks import aims
from benchmarks.contest import CHECK, NAMES, OURS, PEERS, Result

BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
BUSY = 1.3
_COUNTED = ("words", "links", "headings")
_PACKAGES = ("mkdocs", "mkdocs-material", "pydantic", "PyYAML", "Jinja2", "Markdown", "nh3")


def report(
    results: Sequence[Result], runs: int, most: Mapping[str, float], missing: Sequence[str], versions: Sequence[str]
) -> str:
    """Return the report as Markdown.

    Args:
        results: what was measured, smallest size first.
        runs: how often each command ran.
        most: up to which size each peer took part.
        missing: peers that are not installed.
        versions: what the programs of peers are.
    """
    parts = [
        aims.verdicts(results),
        _ratios(results),
        _absent(results, most, missing),
        _growth(results),
        _figures(results),
        _fair(results),
        _facts(results, runs, versions),
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


def _table(head: Sequence[str], rows: Sequence[Sequence[object]], words: int = 1) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join([*["---"] * words, *["---:"] * (len(head) - words)]) + " |"
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"


def _ratios(results: Sequence[Result]) -> Iterator[str]:
    rows = []
    for each in results:
        ours, weight = each.costs[OURS], each.weights[OURS]
        for peer in (peer for peer in PEERS if peer in each.costs):
            cost, theirs = each.costs[peer], each.weights[peer]
            ratios = (cost.wall / ours.wall, cost.cpu / ours.cpu, cost.memory / ours.memory, theirs.size / weight.size)
            rows.append([f"{each.size:,}", NAMES[peer], *(f"{ratio:.2f} ×" for ratio in ratios)])
    if rows:
        yield from ("Peer ÷ ours (above 1, ours takes less):", "")
        yield from _table(["records", "peer", "wall", "processor", "memory", "site"], rows, 2)


def _absent(results: Sequence[Result], most: Mapping[str, float], missing: Sequence[str]) -> Iterator[str]:
    for peer, limit in most.items():
        if any(each.size > limit for each in results):
            yield f"- Left out above {limit:,.0f} records: {NAMES[peer]}."
    for each in results:
        for peer, said in each.failed.items():
            yield f"- At {each.size:,} records this fails: {NAMES[peer]}. It says: {said}"
    for peer in missing:
        yield f"- Not installed here: {NAMES[peer]}."


def _growth(results: Sequence[Result]) -> Iterator[str]:
    rows = []
    for less, more in pairwise(results):
        for of in (name for name in NAMES if name in less.costs and name in more.costs):
            one, two = less.costs[of], more.costs[of]
            rows.append([
                f"{less.size:,} → {more.size:,}", NAMES[of], f"{two.wall / one.wall:.1f} ×", f"{two.cpu / one.cpu:.1f} ×",
                f"{aims.marginal(less, more, of):.1f} ms", f"{two.memory / one.memory:.1f} ×",
            ])  # fmt: skip
        words = more.weights[OURS].words / less.weights[OURS].words
        rows.append([f"{less.size:,} → {more.size:,}", "words on all our pages", f"{words:.1f} ×", "", "", ""])
    if rows:
        yield from ("Growth, start-up included, and what each further record costs in processor time:", "")
        yield from _table(["records", "command", "wall", "processor", "further record", "memory"], rows, 2)


def _figures(results: Sequence[Result]) -> Iterator[str]:
    rows = []
    for each in results:
        for of in (name for name in NAMES if name in each.costs):
            cost, weight = each.costs[of], each.weights.get(of)
            built = ["", "", ""]
            if weight:
                page = weight.html / weight.pages / 1000
                built = [f"{weight.pages / cost.wall:,.0f}", f"{weight.size / 1e6:,.0f} MB", f"{page:.0f} KB"]
            rows.append([
                f"{each.size:,}", NAMES[of], f"{cost.wall:.1f} s", f"{cost.cpu:.1f} s",
                f"{cost.cpu * 1000 / each.size:.1f} ms", f"{cost.memory:,.0f} MB", *built,
            ])  # fmt: skip
    head = (
        "records",
        "command",
        "wall",
        "processor",
        "per record",
        "memory",
        "pages a second",
        "site",
        "HTML of a page",
    )
    yield from ("Seconds, which depend on the machine:", "")
    yield from _table(head, rows, 2)


def _fair(results: Sequence[Result]) -> Iterator[str]:
    rows = []
    for each in results:
        ours = each.weights[OURS]
        for peer in (peer for peer in PEERS if peer in each.weights):
            theirs = each.weights[peer]
            counted = (f"{getattr(theirs, name) / getattr(ours, name):.2f}" for name in _COUNTED)
            rows.append([f"{each.size:,}", NAMES[peer], f"{theirs.pages:,} of {ours.pages:,}", *counted])
    if rows:
        yield from ("Is the load the same? Pages, and peer ÷ ours of what stands in their articles:", "")
        yield from _table(["records", "peer", "pages", *_COUNTED], rows, 2)


def _facts(results: Sequence[Result], runs: int, versions: Sequence[str]) -> Iterator[str]:
    packages = [*(f"{name} {version(name)}" for name in _PACKAGES), *versions]
    times = (
        f"the least of {runs} runs of each command in turn, above 1,000 records one run"
        if runs > 1
        else "one run of each command"
    )
    yield (
        f"Measured with {os.cpu_count()} cores (shared), {platform.system()}, {platform.python_implementation()} "
        f"{platform.python_version()}, {', '.join(packages)}; {times}."
    )
    single = [each.costs[name] for each in results for name in (CHECK, "mkdocs", "mkdocs-nav") if name in each.costs]
    waited = max(cost.wall / cost.cpu for cost in single)
    if waited > BUSY:
        yield (
            f"\nThe machine was busy: a command that runs on one core waited up to {waited:.1f} × its processor time. Wall times, and what "
            "is judged by them, are therefore not comparable with each other; processor time is, roughly."
        )
