"""What tests share: the example hub, built once in each run, however many processes run the tests."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from tests import sites
from tests.ready import Ready

# Seconds are measured in benchmarks/; here a busy machine must not fail a law.
settings.register_profile("coehub", deadline=None)
settings.load_profile("coehub")


@pytest.fixture(scope="session", autouse=True)
def ready() -> Iterator[Ready]:
    """The process that runs the commands of ``sites.run``."""
    sites.READY = Ready(sites.environment())
    yield sites.READY
    sites.READY.close()
    sites.READY = None


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Return what makes a folder the first time it is asked for, in whichever process that is."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make(name: str, maker: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                maker(folder)
                done.touch()
        return folder

    return make


Once = Callable[[str, Callable[[Path], object]], Path]


def _built(folder: Path, engine: Sequence[str] = sites.MKDOCS, **environ: str) -> None:
    done = sites.build(sites.lay_example(folder), engine=engine, **environ)
    assert done.code == 0, done.output
    (folder / "log.txt").write_text(done.output, encoding="utf-8")


def _site(folder: Path) -> sites.Site:
    return sites.Site(folder / "site", (folder / "log.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def example(once: Once) -> sites.Site:
    """The example hub, built as ``make site`` builds it."""
    return _site(once("example", _built))


@pytest.fixture(scope="session")
def example_spoken(once: Once) -> sites.Site:
    """The example hub in all its languages."""
    return _site(once("example-spoken", lambda folder: _built(folder, COEHUB_LANGUAGES="")))


@pytest.fixture(scope="session")
def example_today(once: Once) -> sites.Site:
    """The example hub as it looks on the day of the test."""
    return _site(once("example-today", lambda folder: _built(folder, COEHUB_TODAY="")))


@pytest.fixture(scope="session")
def properdocs() -> list[str]:
    """The command of ProperDocs; it lives in an environment of its own."""
    found = os.environ.get("COEHUB_PROPERDOCS") or shutil.which("properdocs")
    if not found or not shutil.which(found):
        pytest.fail("ProperDocs is missing: 'make test' installs it and names it in COEHUB_PROPERDOCS", pytrace=False)
    return [found]


@pytest.fixture(scope="session")
def example_properdocs(once: Once, properdocs: list[str]) -> sites.Site:
    """The example hub, built by ProperDocs."""
    return _site(once("example-properdocs", lambda folder: _built(folder, properdocs)))


@pytest.fixture
def hub(once: Once, tmp_path: Path) -> Path:
    """A small hub of one's own, with its site built already."""

    def make(folder: Path) -> None:
        done = sites.build(sites.lay_small(folder / "hub", {"docs/about.md": "# About\n"}))
        assert done.code == 0, done.output

    return Path(shutil.copytree(once("small", make) / "hub", tmp_path / "hub"))


@pytest.fixture(scope="session")
def spoken(once: Once) -> sites.Site:
    """A small hub in four languages, built under --strict."""
    from tests import tongues

    def build(folder: Path) -> None:
        done = sites.build(tongues.lay(folder))
        assert done.code == 0, done.output
        assert "WARNING" not in done.output

    return sites.Site(once("editions", build) / "site", url=tongues.URL)
