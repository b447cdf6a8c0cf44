"""The process that is ready does what a program does that starts from nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import sites
from tests.ready import Ready


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return sites.lay_small(tmp_path / "hub", {"docs/about.md": "# About\n"})


def same(command: list[str], hub: Path, ready: Ready, **environ: str) -> sites.Run:
    """Run a command both ways; return what it did, after seeing that it did the same."""
    assert ready.fits(command, sites.environment(**environ))
    runs, there = [], []
    for run in (sites.run_anew, sites.run):
        runs.append(run(command, hub, **environ))
        there.append(sites.snapshot(hub))
    told = [[line for line in each.output.splitlines() if "built in" not in line] for each in runs]
    assert told[0] == told[1]
    assert runs[0].code == runs[1].code
    clocks = {path for path in there[0] if path.startswith("site/sitemap")}
    assert {path for path in there[0] if there[0][path] != there[1][path]} <= clocks
    assert set(there[0]) == set(there[1])
    return runs[1]


def test_a_site_and_its_faults(hub: Path, ready: Ready) -> None:
    assert same([*sites.MKDOCS, "build", "--strict"], hub, ready, TZ="Asia/Kathmandu").code == 0
    (hub / "content/teams/payments.yml").write_text("[", encoding="utf-8")
    assert "payments.yml:1:" in same([*sites.COEHUB, "check"], hub, ready, COLUMNS="40").output


HOOK = """
import os, time, hub_plugin
print("was", getattr(hub_plugin, "mark", 0), os.getcwd(), os.environ.get("MARK"), time.strftime("%z"))
hub_plugin.mark = 1
"""


def test_a_copy_has_what_it_was_given_and_is_seen_by_no_other(hub: Path, ready: Ready) -> None:
    """Folder, environment and time zone; and what a hook does to the modules of one run, the next does not find."""
    (hub / "hook.py").write_text(HOOK, encoding="utf-8")
    (hub / "mkdocs.yml").write_text(f"{sites.PLAIN}hooks: [hook.py]\n", encoding="utf-8")
    for mark, zone, offset in (("a", "Asia/Kathmandu", "+0545"), ("b", "Etc/GMT+12", "-1200")):
        given = sites.environment(MARK=mark, TZ=zone)
        code, output = ready.run([*sites.MKDOCS, "build"], hub, given, 60)
        assert (code, f"was 0 {hub} {mark} {offset}\n" in output.decode()) == (0, True), output


def test_what_a_copy_cannot_be(ready: Ready) -> None:
    for command, environ in (
        ([*sites.MKDOCS, "build"], {"PYTHONHASHSEED": "1"}),
        ([*sites.MKDOCS, "build"], {"LC_ALL": "C"}),
        ([*sites.MKDOCS, "build"], {"PYTHONPATH": "/nowhere"}),
        ([sys.executable, "-c", "1"], {}),
        (["git", "status"], {}),
        ([sys.executable, "-m", "hatchling"], {}),
    ):
        assert not ready.fits(command, sites.environment(**environ)), command


def test_what_hangs_is_ended(hub: Path, ready: Ready) -> None:
    (hub / "hook.py").write_text("import time\ntime.sleep(60)\n")
    (hub / "mkdocs.yml").write_text(f"{sites.PLAIN}hooks: [hook.py]\n", encoding="utf-8")
    with pytest.raises(subprocess.TimeoutExpired):
        ready.run([*sites.MKDOCS, "build"], hub, sites.environment(), 0.4)
    (hub / "mkdocs.yml").write_text(sites.PLAIN, encoding="utf-8")
    assert sites.build(hub).code == 0
