"""The same hub and day in other surroundings: folder, time zone, locale, hash seed, order of files, umask, processes."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from tests import sites
from tests.hardness.full import whole_hub
from tests.hardness.words import Case, Sort

# MkDocs writes the day and the moment of the build into them.
CLOCKS = ("sitemap.xml", "sitemap.xml.gz")
C = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
SURROUNDINGS: dict[str, dict[str, str]] = {
    "time zone, far east": {"TZ": "Pacific/Kiritimati"},
    "time zone, far west": {"TZ": "Etc/GMT+12"},
    "locale without UTF-8": C,
    "locale of Turkey": {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 4,000,000,000": {"PYTHONHASHSEED": "4000000000"},
    "one process": {"COEHUB_PROCESSES": "1"},
    "a home that is not there": {"HOME": "/nowhere"},
    "another width of the terminal": {"COLUMNS": "20", "TERM": "dumb", "NO_COLOR": "1"},
    "all at once": {**C, "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "7"},
}
# Python runs it before all else: folders are listed in the opposite order, or by chance.
SHUFFLED = """
import os, random
chance = random.Random({seed})
def shuffled(real):
    def listed(*given, **named):
        found = list(real(*given, **named))
        chance.shuffle(found)
        return found
    return listed
class Scan(list):
    __enter__ = lambda self: self
    __exit__ = lambda self, *told: None
    close = lambda self: None
    __next__ = lambda self: self.pop(0) if self else next(iter(()))
os.listdir = shuffled(os.listdir)
scandir = shuffled(os.scandir)
os.scandir = lambda *given: Scan(scandir(*given))
"""


@cache
def _first(scratch: Path) -> dict[str, bytes]:
    folder = _lay(scratch / "first")
    done = sites.build(folder, strict=False)
    assert done.code == 0, done.output
    return _site(folder)


def _lay(folder: Path) -> Path:
    hub = {f"content/{path}": text.encode("utf-8", "surrogateescape") for path, text in whole_hub().items()}
    return sites.lay(folder, {**hub, "docs/about.md": "# About\n\n[[team/payments]]\n"})


def _site(folder: Path) -> dict[str, bytes]:
    made = {path: data for path, data in sites.snapshot(folder / "site").items() if path not in CLOCKS}
    assert len(made) > 100
    return made


def again() -> Sequence[Case]:
    """One hub with every kind, built by the real command."""
    return [
        *(Case(name, partial(_surrounded, name)) for name in SURROUNDINGS),
        *(Case(f"files listed in another order, {seed}", partial(_shuffled, seed)) for seed in range(3)),
        *(Case(f"umask {umask}", partial(_umask, umask)) for umask in ("000", "077")),
        *(Case(f"in a folder called {name!r}", partial(_called, name)) for name in ("a b", "ș-ț", "x" * 100, "site", "[a]", "%41&amp;")),
        Case("once more over itself", _over),
    ]  # fmt: skip


def _same(folder: Path, scratch: Path) -> None:
    one, other = _first(scratch), _site(folder)
    assert set(one) == set(other), sorted(set(one) ^ set(other))
    assert (different := [path for path in one if one[path] != other[path]]) == [], different[:20]


def _surrounded(name: str, folder: Path) -> None:
    done = sites.build(_lay(folder), strict=False, **SURROUNDINGS[name])
    assert done.code == 0, done.output
    _same(folder, folder.parent)


def _shuffled(seed: int, folder: Path) -> None:
    _lay(folder)
    early = folder / "early"
    early.mkdir()
    (early / "sitecustomize.py").write_text(SHUFFLED.format(seed=seed))
    done = sites.build(folder, strict=False, PYTHONPATH=f"{early}{os.pathsep}{sites.ROOT}")
    assert done.code == 0, done.output
    _same(folder, folder.parent)


def _umask(umask: str, folder: Path) -> None:
    _lay(folder)
    done = sites.run(["sh", "-c", f"umask {umask}; {shlex.join([*sites.MKDOCS, 'build'])}"], folder)
    assert done.code == 0, done.output
    _same(folder, folder.parent)


def _called(name: str, folder: Path) -> None:
    done = sites.build(_lay(folder / name), strict=False)
    assert done.code == 0, done.output
    _same(folder / name, folder.parent)


def _over(folder: Path) -> None:
    for _ in range(2):
        done = sites.build(_lay(folder), strict=False)
        assert done.code == 0, done.output
    _same(folder, folder.parent)


AGAIN = Sort(
    "the same again", "The same hub and day give the same bytes, wherever they are built.", again, 20, short=0, settled=False,
    long=True,
)  # fmt: skip
