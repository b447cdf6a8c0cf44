"""Mutation fuzzing: sound records and scraps of YAML, changed by chance, many files of a hub at a time.

One hub is read with some two dozen changed files, so that one input costs milliseconds; if a reading raises or takes long, each of
its files is tried alone, and the one that does it is named with its text.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from hub_plugin import build
from hub_plugin.model.findings import Level
from tests import staging
from tests.data import hubs
from tests.hardness.cost import COST
from tests.hardness.full import whole_hub
from tests.hardness.words import Case, Sort
from tests.model.test_reading import CORPUS, TRAPS

TIMES, BATCHES, FILES = 216, 20, 24  # cases, hubs in a case, changed files in a hub
SLOW = 1.0  # seconds for one file
VALUES = (
    "",
    "~",
    "no",
    "0",
    "-1",
    "1e9",
    "9" * 30,
    "2026-02-29",
    "2026-13-01",
    "9999-12-31",
    "0001-01-01",
    "2026-W53",
    "12:30",
    "24:00",
    "0 days",
    "9999999 days",
    "every 2 weeks",
    "75 %",
    "-5",
    "1/0",
    "x",
    "payments",
    "mara-ionescu",
    "prepared-meetings#agenda-shared",
    "hub",
    "hub#x",
    "team/payments",
    "#",
    "@",
    "a/b/c/d",
    "../x",
    "https://x.invalid/?a=[b]",
    "https://[::1",
    "mailto:a@b",
    "[[team/payments]]",
    "[[x|y]]",
    "{a: b}",
    "[a, b]",
    "{en: A, ro: B}",
    "{}",
    "[]",
    "|\n    x\n",
    '"\\0"',
    "'",
    '"',
    "\u202e",
    "\U0001f642",
    "<b>",
    "=1+1",
    "{{ x }}",
    "%s",
    "\\",
    "true",
    "draft",
    "retired",
    "met",
    "open",
    "done",
    "{every: week, day: monday, at: 10:00, from: 2026-01-05}",
    "ad hoc",
    "{date: 2026-11-27, to: 2026-11-01}",
    "{rrule: 'FREQ=SECONDLY'}",
    "{dates: []}",
    "{every: 0 weeks}",
    "{2026-01: 5}",
    "{x: {y: {z: 1}}}",
    "1.10",
    "v1",
    "0.0",
    "\t",
    "- a",
    "a: b",
    "Ⅳ",
)
SCRAPS = (*CORPUS, *TRAPS)


@cache
def sound() -> dict[str, bytes]:
    """Return a hub with a full record of every kind."""
    return {path: text.encode("utf-8", "surrogateescape") for path, text in whole_hub().items()}


def changed(text: str, chance: random.Random) -> str:
    """Return a text with one to three changes."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        lines = text.split("\n")
        at = chance.randrange(len(lines))
        way = chance.randrange(14)
        name, colon, _ = lines[at].partition(": ")
        if way <= 3 and colon:
            lines[at] = f"{name}: {chance.choice(VALUES)}"
        elif way == 4:
            del lines[at]
        elif way == 5:
            lines.insert(at, chance.choice(lines))
        elif way == 6:
            lines[at] = chance.choice(("  ", " ", "\t", "- ", "? ", "    ")) + lines[at]
        elif way == 7:
            lines[at] = lines[at].lstrip()
        elif way == 8:
            lines.insert(at, chance.choice(SCRAPS))
        elif way == 9:
            lines[at] = lines[at].replace(
                chance.choice("abcdeinorst-: "), chance.choice(("", "  ", "X", "é", ":", "#")), 1
            )
        elif way == 10 and lines[at]:
            cut = chance.randrange(len(lines[at]))
            lines[at] = (
                lines[at][:cut]
                + chance.choice("{}[]'\"&*!|>%@`#,:-?\\\x00\u2028\u202e\ufeff\u00a0é🙂")
                + lines[at][cut:]
            )
        elif way == 11:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif way == 12:
            lines = lines[:at]
        else:
            block = lines[at : at + chance.randrange(1, 8)]
            lines[at:at] = block * chance.randrange(1, 3)
        text = "\n".join(lines)
    return text


def inputs(chance: random.Random) -> dict[str, bytes]:
    """Return some files of the hub, each changed."""
    paths = [
        path
        for path in sound()
        if path.endswith((".yml", ".md", ".csv")) and (path != "hub.yml" or chance.random() < 0.05)
    ]
    made = {}
    for path in chance.sample(paths, min(FILES, len(paths))):
        text = changed(sound()[path].decode("utf-8", "surrogateescape"), chance)
        data = text.encode("utf-8", "surrogateescape")
        if chance.random() < 0.05 and data:
            at = chance.randrange(len(data))
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        made[path] = data
    return made


def look(files: dict[str, bytes]) -> tuple[build.Reading, float]:
    """Read the hub with changed files and join what it states; return it with the seconds that the reading took."""
    start = time.process_time()
    reading = staging.read({**sound(), **files})
    took = time.process_time() - start
    for each in reading.findings:
        told = f"{each.place.path}:{each.place.line}:{each.place.column} {each.rule}: {each.message}"
        assert all((each.message, each.hint)), f"not said, or not how to mend it: {told}"
        assert min(each.place.line, each.place.column) >= 1, told
        assert len(each.message) < 600, told
    if not reading.failing([Level.ERROR]):
        build.derive(reading.hub, hubs.TODAY)
    return reading, took


def fuzz() -> Sequence[Case]:
    """Each case is a seed."""
    return [Case(f"seed {seed}", partial(_fuzzed, seed)) for seed in range(TIMES)]


def _fuzzed(seed: int, folder: Path) -> int:
    chance, tried = random.Random(seed), 0
    sane: dict[str, bytes] = {}
    for _ in range(BATCHES):
        files = inputs(chance)
        tried += len(files)
        try:
            reading, took = look(files)
        except Exception as error:
            raise AssertionError(_culprit(files, error)) from error
        COST.seconds = max(COST.seconds or 0.0, took)
        if took > SLOW:
            COST.seconds = 0.0
            for path, data in files.items():
                alone = look({path: data})[1]
                COST.seconds = max(COST.seconds, alone)
                assert alone < SLOW, f"{path} takes {alone:.1f} s:\n{data.decode('utf-8', 'replace')[:2000]}"
        wrong = {each.place.path for each in reading.failing([Level.ERROR])}
        sane = {path: data for path, data in files.items() if path not in wrong}
    _printed(sane)
    return tried


def _printed(files: dict[str, bytes]) -> None:
    """Print the site of what was taken, if it is taken together too."""
    while files:
        reading = staging.read({**sound(), **files})
        wrong = {each.place.path for each in reading.failing([Level.ERROR])}
        if not wrong:
            build.site(reading.hub, build.derive(reading.hub, hubs.TODAY), build.Frame(reference=False))
            return
        if not wrong & set(files):
            return
        files = {path: data for path, data in files.items() if path not in wrong}


def _culprit(files: dict[str, bytes], error: Exception) -> str:
    for path, data in files.items():
        try:
            look({path: data})
        except Exception as alone:
            return f"{type(alone).__name__}: {alone}\n{path}:\n{data.decode('utf-8', 'replace')[:2000]}"
    return f"together only: {type(error).__name__}: {error}"


FUZZING = Sort(
    "mutation fuzzing",
    "Whatever a record becomes by chance, it is taken or refused, within a second.",
    fuzz,
    100_000,
    short=1,
    settled=False,
    parts=6,
)
