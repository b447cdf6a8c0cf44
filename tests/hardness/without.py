"""The core without MkDocs: its tests in a Python that has neither MkDocs nor Material, as if they were not installed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests import sites
from tests.hardness.words import Case, Sort

# A module that is None in sys.modules cannot be imported (docs.python.org, "The import system").
GONE = "import sys; sys.modules.update(dict.fromkeys(['mkdocs', 'material', 'properdocs'])); "
# It imports every room, the door that is MkDocs' own too.
DOOR = "tests/laws/test_rules.py::test_no_rule_is_missing_from_the_rulebook"
TESTED = (
    "tests/model",
    "tests/laws",
    "tests/cases",
    "tests/data",
    "tests/calendars",
    "tests/maturity",
    "tests/rewriting",
)


def without() -> Sequence[Case]:
    """The verb that everybody runs, then the tests of each room that knows no MkDocs."""
    return [
        Case("coehub check", _check),
        *(Case(folder, partial(_tests, folder)) for folder in TESTED),
    ]


def _check(folder: Path) -> None:
    sites.lay_small(folder)
    for verb in (["check", "--pedantic"], ["status"], ["export", "--to", "out"]):
        done = sites.run([sys.executable, "-c", f"{GONE}from hub_plugin.cli import main; main({verb!r})"], folder)
        assert done.code == 0, done.output[-2000:]


def _tests(tested: str, folder: Path) -> None:
    options = [
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "--deselect",
        DOOR,
        "--basetemp",
        str(folder / "tmp"),
        tested,
    ]
    done = subprocess.run(
        [sys.executable, "-c", f"{GONE}import pytest; sys.exit(pytest.main({options!r}))"], cwd=sites.ROOT,
        env=sites.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


WITHOUT = Sort(
    "without MkDocs",
    "The core passes its tests where there is no MkDocs.",
    without,
    8,
    short=1,
    settled=False,
    long=True,
    parts=4,
)
