"""Runs a guide in a folder of its own, with the code of this repository as what was installed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from tests import sites
from tests.guides.page import Block, changed, commands, prints

DAY = "2026-11-23"
MOMENT = 1795420800  # that day, eight o'clock in UTC
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FAILS = re.compile(r"^((?:error|warning)\b|Error\b|FAILED|.*\bfailed\b)", re.MULTILINE)
_SHIMS = {
    "coehub": 'exec {python} -m hub_plugin "$@"',
    "mkdocs": 'if [ "$1" = serve ]; then exec {python} {serve}; fi\nexec {python} -m mkdocs "$@"',
    "pip": '[ "$*" = "install {name}" ] || {{ echo "pip: $*" >&2; exit 1; }}',
    "python": 'if [ "$1 $2" = "-m venv" ]; then mkdir -p "$3/bin" && : > "$3/bin/activate"; exit; fi\nexec {python} "$@"',
}


def run(blocks: Iterable[Block], folder: Path, path: Path | None = None) -> list[str]:
    """Do what a page says.

    Args:
        blocks: its blocks.
        folder: where to begin.
        path: where the package that is run lies; None: that of this repository.

    Returns:
        All commands that ran.

    Raises:
        AssertionError: a command failed, or printed something else than the page shows.
    """
    environment = _environment(folder, path or sites.ROOT)
    here, ran = folder, []
    for block in blocks:
        if block.path:
            _write(here / block.path, block)
            continue
        if block.language == "text":
            continue
        for command, shown in commands(block):
            if command == 'export PYTHONPATH="$PWD"':
                environment["PYTHONPATH"] += f"{os.pathsep}{here}"
                continue
            code, output, here = _one(command, here, environment)
            ran.append(command)
            where = f"line {block.line}: $ {command}\n{output}"
            assert code == 0 or (shown and _FAILS.search(shown)), f"{where}(exit code {code})"
            assert shown is None or prints(shown, output), f"{where}--- the page shows:\n{shown}"
    return ran


def _write(target: Path, block: Block) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    text = block.text
    if block.language == "diff":
        text = changed(target.read_text(encoding="utf-8"), block)
    elif block.added:
        text = target.read_text(encoding="utf-8") + text
    target.write_text(text, encoding="utf-8")


def _one(command: str, here: Path, environment: dict[str, str]) -> tuple[int, str, Path]:
    """Run one command; the folder that it ends in is where the next begins."""
    end = Path(environment["HOME"]) / "where"
    script = f"{command}\ncode=$?\npwd > {shlex.quote(str(end))}\nexit $code\n"
    done = subprocess.run(
        ["bash", "-c", script], cwd=here, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=120, check=False,
    )  # fmt: skip
    return done.returncode, _COLOUR.sub("", done.stdout.decode()), Path(end.read_text(encoding="utf-8").strip())


def _environment(folder: Path, path: Path) -> dict[str, str]:
    home = folder.parent / f"{folder.name}-home"
    (home / "bin").mkdir(parents=True)
    name = tomllib.loads((sites.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
    given = {
        "python": shlex.quote(sys.executable),
        "serve": shlex.quote(str(Path(__file__).with_name("serve.py"))),
        "name": name,
    }
    for shim, text in _SHIMS.items():
        file = home / "bin" / shim
        file.write_text(f"#!/bin/sh\n{text.format(**given)}\n", encoding="utf-8")
        file.chmod(0o755)
    who = {f"GIT_{each}_{what}": value for each in ("AUTHOR", "COMMITTER")
           for what, value in (("NAME", "Mara"), ("EMAIL", "mara@example.org"), ("DATE", f"{MOMENT} +0000"))}  # fmt: skip
    return sites.environment(
        PYTHONPATH=str(path), HOME=str(home), PATH=f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
        SOURCE_DATE_EPOCH=str(MOMENT), GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull, NO_COLOR="1", **who,
    )  # fmt: skip
