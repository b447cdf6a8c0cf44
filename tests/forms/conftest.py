"""What the tests of the forms share: our scripts in Node.js, and the shapes of all kinds."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from hub_plugin.opening import Opened, open_hub
from tests.forms.vendoring import WHERE
from tests.sites import ROOT, TODAY

Job = dict[str, Any]


@pytest.fixture(scope="session")
def example_hub() -> Opened:
    """The example hub."""
    return open_hub(ROOT / "content", TODAY)


@pytest.fixture(scope="session")
def rewrite(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Job]], list[dict[str, Any]]]:
    """Return what does a list of jobs in Node.js: ``source``, ``shape``, ``body``, and ``data`` to write; or ``options`` and ``chosen``."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("Node.js is missing: install the Debian package 'nodejs' (packages.txt)", pytrace=False)
    folder = tmp_path_factory.mktemp("scripts")
    for script in WHERE.glob("*.js"):
        shutil.copy(script, folder)
    shutil.copy(Path(__file__).parent / "rewrite.mjs", folder)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")

    def run(jobs: Sequence[Job]) -> list[dict[str, Any]]:
        done = subprocess.run([node, "rewrite.mjs"], cwd=folder, input=json.dumps(list(jobs)), capture_output=True,
                              text=True, encoding="utf-8", check=True)  # fmt: skip
        found: list[dict[str, Any]] = json.loads(done.stdout)
        assert not [each for each in found if each.get("refused", "").startswith("CRASH")]
        return found

    return run
