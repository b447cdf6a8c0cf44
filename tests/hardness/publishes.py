"""Publishes and builds that are killed, find the disk full or may not write, and several at once: what is live is one whole site."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from hub_plugin.publishing import RefusedError, releases
from tests import sites
from tests.hardness import contract, moments
from tests.hardness.words import Case, Sort
from tests.publish.small import lay, mark, publish

TIMES = 200  # publishes killed at a random moment
PAGES = 6
BUILDS = 40  # moments of a build, evenly
# MkDocs writes the day and the moment of the build into them.
CLOCKS = ("sitemap.xml", "sitemap.xml.gz")


def publishes() -> Sequence[Case]:
    """Killed at a random moment, and at each change of files in turn; full disks; no right to write; six at once."""
    return [
        *(Case(f"killed at random, {number}", partial(_random, number)) for number in range(TIMES)),
        Case("killed at each change of files", _killed),
        Case("a disk that is full from each change on", _full),
        *(Case(f"files of {size} bytes at most", partial(_small, size)) for size in (0, 100, 4096)),
        Case("a folder that is read-only", _read_only),
        *(Case(f"six at once, {seed}", partial(_together, seed)) for seed in range(5)),
    ]


def _live(folder: Path) -> tuple[Path, Path]:
    folder.chmod(0o755)
    folder.parent.chmod(0o755)
    live = folder / "live"
    publish(live, lay(folder / "old", "old", PAGES), 1)
    return live, lay(folder / "new", "new", PAGES)


def _whole(live: Path, *sound: str) -> None:
    assert (found := mark(live)) in sound, f"{found} is live"


def _after(live: Path, folder: Path) -> None:
    """The next publish goes through, and sweeps."""
    publish(live, lay(folder / "later", "later", PAGES), 9)
    _whole(live, "later")
    assert {path.name for path in live.iterdir()} <= {"releases", "current", "withdrawn.json", ".lock"}, sorted(
        live.iterdir()
    )
    assert len(list((live / "releases").iterdir())) <= releases.KEPT


@cache
def _lasts() -> list[float]:
    return [0.05]


def _random(number: int, folder: Path) -> None:
    live, new = _live(folder)
    lasts = _lasts()
    moment = random.Random(number).uniform(0, 1.1) * lasts[0]
    code = moments.copied(lambda: publish(live, new, 2), after=moment)
    # So many go through that the next moments are earlier, or so few that they are later.
    lasts[0] = min(max(lasts[0] * (0.9 if code == 0 else 1.05), 0.005), 2.0)
    _whole(live, "old", "new") if code else _whole(live, "new")
    _after(live, folder)


def _killed(folder: Path) -> int:
    live, new = _live(folder)
    number = moments.changes(lambda: publish(folder / "other", new, 2))
    assert number > 10
    for at in range(number):
        code = moments.at(at, lambda: publish(live, new, 2))
        assert code in (moments.KILLED, 0), code
        _whole(live, "old", "new")
    _after(live, folder)
    return number


def _full(folder: Path) -> int:
    live, new = _live(folder)
    number = moments.changes(lambda: publish(folder / "other", new, 2))
    for at in range(number):
        code = moments.at(at, lambda: publish(live, new, 2), full=True)
        assert code in (moments.FAILED, 0), code
        _whole(live, "old", "new")
    _after(live, folder)
    return number


def _small(size: int, folder: Path) -> None:
    live, new = _live(folder)
    assert moments.copied(lambda: publish(live, new, 2), file_size=size) == moments.FAILED
    _whole(live, "old")
    _after(live, folder)


def _read_only(folder: Path) -> None:
    live, new = _live(folder)
    places = [live, live / "releases"]
    for place in places:
        place.chmod(0o555)
    assert moments.copied(lambda: publish(live, new, 2), nobody=True) == moments.FAILED
    _whole(live, "old")
    for place in places:
        place.chmod(0o755)
    _after(live, folder)


def _together(seed: int, folder: Path) -> int:
    live, _ = _live(folder)
    stamps = list(range(2, 8))
    random.Random(seed).shuffle(stamps)
    children = []
    for stamp in stamps:
        site = lay(folder / f"site-{stamp}", f"s{stamp}", PAGES)
        child = os.fork()
        if child == 0:
            code = moments.FAILED
            try:
                publish(live, site, stamp)
                code = 0
            except RefusedError:
                code = 0  # an older one than what is live by then
            finally:
                os._exit(code)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0] * len(stamps), codes
    _whole(live, "s7")
    return len(stamps)


def builds() -> Sequence[Case]:
    """A build killed, or without room on the disk, at moments taken evenly from all its changes of files."""
    return [
        *(Case(f"killed at {number} of {BUILDS}", partial(_build, number, False)) for number in range(BUILDS)),
        *(Case(f"no room from {number} of {BUILDS} on", partial(_build, number, True)) for number in range(BUILDS)),
    ]


@cache
def _of_a_build(scratch: Path) -> tuple[int, dict[str, bytes]]:
    """Return how many changes a build makes, and the site that comes of it."""
    folder = contract.lay(scratch / "once", {})
    number = moments.changes(lambda: contract.built(folder))
    return number, _site(folder / "site")


def _site(folder: Path) -> dict[str, bytes]:
    return (
        {path: data for path, data in sites.snapshot(folder).items() if path not in CLOCKS} if folder.is_dir() else {}
    )


def _build(number: int, full: bool, folder: Path) -> None:
    changes, new = _of_a_build(folder.parent)
    contract.lay(folder, {})
    old = _site(folder / "site")
    assert len(new) > 50
    code = moments.at(round(number * changes / BUILDS), lambda: contract.built(folder), full=full)
    assert code != 0 or full, "it was not killed"
    whole = [
        each for each in (folder / "site", folder / ".site.old", folder / ".site.next") if _site(each) in (old, new)
    ]
    assert whole, sorted(path.name for path in folder.iterdir())
    if full:
        assert _site(folder / "site") in (old, new)
    went, lines = contract.built(folder)
    assert went, lines
    assert _site(folder / "site") == new
    assert not [path.name for path in folder.iterdir() if path.name.startswith(".")]


PUBLISHES = Sort(
    "publishes", "What is live is one whole site, never an older one over a newer.", publishes, 200, short=4, long=True
)
BUILT = Sort("builds", "The old or the new site lies whole in `site` or beside it.", builds, 80, short=0, long=True)
