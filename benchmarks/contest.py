"""What is measured, and against whom: commands of ours, and builds of the same pages by others."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import serving, timing
from benchmarks.weighing import Weight

OURS, CHECK, AGAIN, BESIDE, WATCH, SERVE = "ours", "check", "check-again", "check-beside", "check-watch", "serve"
NAMES = {
    CHECK: "`coehub check`, nothing known",
    AGAIN: "`coehub check`, one record edited",
    BESIDE: "`coehub check`, one record edited, beside a `coehub check --watch`",
    WATCH: "`coehub check --watch`, from an edit to what it says",
    SERVE: "`mkdocs serve`, from an edit to its page",
    OURS: "`mkdocs build`, ours",
    "hugo": "Hugo, comparable layout",
    "hugo-plain": "Hugo, plain layout",
    "zensical": "Zensical, records out of the navigation",
    "mkdocs": "MkDocs and Material, records out of the navigation",
    "mkdocs-nav": "MkDocs and Material, records in the navigation",
}
PEERS = tuple(NAMES)[tuple(NAMES).index(OURS) + 1 :]
_PYTHON = (sys.executable, "-m")
_INSTALLED = {"hugo": ("COEHUB_HUGO", "hugo"), "zensical": ("COEHUB_ZENSICAL", "zensical")}


@dataclass(frozen=True)
class Command:
    """One thing that is measured.

    Args:
        name: one of ``NAMES``.
        line: a program and its arguments.
        folder: where it runs; a build writes ``site`` there.
        before: is called before each run, unmeasured.
        builds: whether it builds a site.
    """

    name: str
    line: Sequence[str]
    folder: Path
    before: Callable[[], object]
    builds: bool = True


@dataclass(frozen=True)
class Result:
    """What one size took, by the name of the command; ``weights`` of built sites; of peers that failed, what they said last."""

    size: int
    costs: Mapping[str, timing.Cost]
    weights: Mapping[str, Weight]
    failed: Mapping[str, str] = field(default_factory=dict)


def program(peer: str) -> str | None:
    """Return the program of a peer, named by a variable or found in the path; none where it is not installed."""
    variable, name = _INSTALLED.get(peer.partition("-")[0], ("", sys.executable))
    return shutil.which(os.environ.get(variable, name))


def version(peer: str) -> str:
    """Return the name and version of a peer's program: the first thing that it says and that begins with a number."""
    line = [program(peer) or "", "version" if peer.startswith("hugo") else "--version"]
    said = subprocess.run(line, capture_output=True, text=True, check=False).stdout
    words = [word for word in said.replace("v", " ").replace(",", " ").split() if word[0].isdigit()]
    return f"{peer.partition('-')[0]} {words[0].partition('-')[0] if words else 'of unknown version'}"


def measure(size: int, root: Path, runs: int, peers: Sequence[str], say: Callable[[str], object]) -> Result:
    """Lay a hub of one size and measure all commands, in turn, so that a busy minute of the machine meets all of them.

    Args:
        size: how many records.
        root: an empty folder.
        runs: how often each command runs; above a thousand records each runs once.
        peers: those of ``PEERS`` that take part.
        say: is told what happens.

    Raises:
        CommandFailed: a command of ours failed; a peer that fails is left out.
    """
    say(f"{size:,} records: laying")
    timing.once([*_PYTHON, "benchmarks.sites", str(size), str(root), *peers], Path.cwd())
    costs: dict[str, list[timing.Cost]] = defaultdict(list)
    weights = {}
    failed: dict[str, str] = {}
    environment = {"XDG_CACHE_HOME": str(root / "cache")}
    for turn in range(runs if size <= 1000 else 1):
        for each in commands(root, [peer for peer in peers if peer not in failed]):
            say(f"{size:,} records: {each.name}")
            each.before()
            try:
                cost = timing.once(each.line, each.folder, environment)
            except timing.CommandFailed as error:
                if each.name not in peers:
                    raise
                failed[each.name] = str(error).strip().splitlines()[-1]
                say(failed[each.name])
                continue
            costs[each.name].append(cost)
            if each.builds and turn == 0:
                weights[each.name] = _weigh(each.folder / "site")
            shutil.rmtree(each.folder / "site", ignore_errors=True)
    say(f"{size:,} records: {SERVE}")
    content = root / OURS / "content"
    costs[SERVE] = [
        serving.waited(root / OURS, environment, lambda: edit(content), f"updates/{_edited(content).stem}/")
    ]
    say(f"{size:,} records: {WATCH}")
    said, asked = serving.told(root / OURS, environment, lambda: edit(content))
    costs |= {WATCH: [said], BESIDE: [asked]}
    return Result(size, {name: timing.least(found) for name, found in costs.items()}, weights, failed)


def commands(root: Path, peers: Sequence[str]) -> list[Command]:
    """Return what is measured, in the order in which it runs."""
    ours = root / OURS
    forget = _Forgetting(root)
    check = (*_PYTHON, "hub_plugin", "check", "-C", "content")
    found = [
        Command(CHECK, check, ours, forget, builds=False),
        Command(AGAIN, check, ours, lambda: edit(ours / "content"), builds=False),
        Command(OURS, (*_PYTHON, "mkdocs", "build", "--quiet"), ours, forget),
    ]
    for peer in peers:
        if peer.startswith("hugo"):
            line: Sequence[str] = (program(peer) or "", "--quiet", "--destination", "site")
        elif peer == "zensical":
            line = (program(peer) or "", "build", "-f", "mkdocs.yml")
        else:
            line = (*_PYTHON, "mkdocs", "build", "--quiet")
        found.append(Command(peer, line, root / peer, forget))
    return found


def edit(content: Path) -> str:
    """Change one record, as somebody does who writes one more sentence; return the sentence."""
    path = _edited(content)
    text = path.read_text(encoding="utf-8")
    sentence = f"One more sentence, number {text.count('One more sentence') + 1}."
    path.write_text(f"{text}\n{sentence}\n", encoding="utf-8")
    return sentence


def _edited(content: Path) -> Path:
    return min((content / "updates").glob("*.md"))


class _Forgetting:
    """Takes away what commands have left, caches above all: everything that lies in the folders and was not laid."""

    def __init__(self, root: Path) -> None:
        self.root, self.laid = root, self._entries(root)

    def __call__(self) -> None:
        for path in self._entries(self.root) - self.laid:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    @staticmethod
    def _entries(root: Path) -> set[Path]:
        return {*root.iterdir(), *(path for folder in root.iterdir() if folder.is_dir() for path in folder.iterdir())}


def _weigh(site: Path) -> Weight:
    line = [*_PYTHON, "benchmarks.weighing", str(site)]
    return Weight(**json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout))
