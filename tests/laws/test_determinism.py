"""The same input gives the same output: files shuffled, mappings shuffled, strings hashed anew."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hub_plugin import build
from tests import staging

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 24)


def plain(value: Any) -> Any:
    """Return a value as text in which only sets are sorted: their order means nothing, every other order does."""
    if isinstance(value, frozenset | set):
        return "{" + ", ".join(sorted(map(plain, value))) + "}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{plain(key)}: {plain(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(plain, value)) + "]"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((each.name, getattr(value, each.name)) for each in dataclasses.fields(value))
        return type(value).__name__ + "(" + ", ".join(f"{name}={plain(item)}" for name, item in pairs) + ")"
    return repr(value)


def everything(files: dict[str, bytes], broken: bool) -> list[str]:
    """Read a hub and return all that follows from it; broken: with every third file damaged."""
    if broken:
        files["teams/again/payments.yml"] = files["teams/payments.yml"]
        for name in ("one", "two", "three"):
            text = f"requirements:\n  agenda-shared: {{must: {name}}}\n  added: {{must: {name}}}\n"
            files[f"standards/prepared-meetings/{name}.yml"] = text.encode()
        names = sorted(path for path in files if path.endswith((".yml", ".md")) and path != "hub.yml")
        for path in names[::3]:
            files[path] = (
                files[path].replace(b": ", b":  ", 1).replace(b"owner: ", b"owner: x", 1).replace(b"a", b"e", 9)
            )
    reading = staging.read(files)
    joined = build.derive(reading.hub, TODAY)
    return [plain(each) for each in (reading.findings, list(joined.facts), joined.obligations, joined.attentions,
                                     joined.dues, joined.topics, list(reading.hub.edges()), list(reading.hub.records))]  # fmt: skip


@cache
def in_order(broken: bool) -> list[str]:
    """What follows from the files as they are listed, under the hash seed of this process."""
    return everything(staging.folder(ROOT / "content"), broken)


@pytest.mark.parametrize("broken", [False, True], ids=["sound", "broken"])
@pytest.mark.parametrize("seed", range(3))
def test_files_shuffled(seed: int, broken: bool) -> None:
    files = staging.folder(ROOT / "content")
    names = list(files)
    random.Random(seed).shuffle(names)
    assert everything({name: files[name] for name in names}, broken) == in_order(broken)


def test_broken_content_has_many_findings() -> None:
    assert in_order(True)[0].count("Finding(") > 30


@pytest.mark.parametrize("broken", [False, True], ids=["sound", "broken"])
def test_strings_hashed_anew(broken: bool) -> None:
    def under(seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [sys.executable, "-m", "tests.laws.test_determinism", "broken" if broken else ""],
            capture_output=True, text=True, check=True, cwd=ROOT, env=env,
        ).stdout  # fmt: skip

    # This process has a third seed, and another one in each run.
    assert {under(seed) for seed in ("1", "77")} == {hashed(in_order(broken))}


def hashed(made: list[str]) -> str:
    return "".join(f"{hashlib.sha256(each.encode()).hexdigest()}\n" for each in made)


if __name__ == "__main__":
    print(hashed(in_order(sys.argv[1] == "broken")), end="")
