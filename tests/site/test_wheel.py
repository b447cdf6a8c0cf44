"""The wheel holds everything: a hub made by hand builds with nothing but it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests import sites
from tests.conftest import Once

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def wheel(once: Once) -> Path:
    """The wheel, built without the network."""

    def make(folder: Path) -> None:
        done = sites.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], sites.ROOT)
        assert done.code == 0, done.output

    (found,) = once("wheel", make).glob("*.whl")
    return found


@pytest.fixture(scope="session")
def python(once: Once, wheel: Path) -> Path:
    """A Python that has the wheel, our dependencies from this environment, and not this repository."""

    def make(folder: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
        paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
        there = Path(paths["purelib"])
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(there)
        # The .pth files in there are not followed, so the editable install is not seen.
        ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        (there / "dependencies.pth").write_text("".join(f"{path}\n" for path in sorted(ours)))

    return once("wheel-venv", make) / ("Scripts" if os.name == "nt" else "bin") / "python"


def run(python: Path, folder: Path, *command: str) -> sites.Run:
    environ = {name: value for name, value in sites.environment().items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(python), *command], cwd=folder, env=environ, capture_output=True, text=True, timeout=120, check=False
    )
    return sites.Run(done.returncode, done.stdout + done.stderr)


def test_every_file_of_the_package_is_in_it(wheel: Path) -> None:
    package = sites.ROOT / "hub_plugin"
    written = {
        path.relative_to(sites.ROOT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
        (entry_points,) = (packed.read(name).decode() for name in names if name.endswith("entry_points.txt"))
    assert {name for name in names if name.startswith("hub_plugin/")} == written
    assert {name.partition("/")[0].rpartition(".")[2] for name in names} == {"hub_plugin", "dist-info"}
    assert {".html", ".yml", ".css", ".md", ".py"} <= {Path(name).suffix for name in names}
    assert "coehub = hub_plugin.cli:main" in entry_points
    assert "coehub = hub_plugin.plugin:CoehubPlugin" in entry_points


def test_a_hub_builds_with_nothing_but_the_wheel(python: Path, tmp_path: Path) -> None:
    sites.lay_small(tmp_path)
    where = run(python, tmp_path, "-c", "import hub_plugin; print(hub_plugin.__file__)")
    assert Path(where.output.strip()).is_relative_to(python.parents[1]), where.output
    checked = run(python, tmp_path, "-m", "hub_plugin", "check")
    assert checked.code == 0, checked.output
    built = run(python, tmp_path, "-m", "mkdocs", "build", "--strict")
    assert built.code == 0, built.output
    site = sites.Site(tmp_path / "site")
    assert list(site.wrong_links()) == []
    assert "What we owe" in site.page("teams/payments/index.html").whole
    assert (tmp_path / "site" / "assets" / "coehub" / "coehub.css").is_file()


def test_a_new_hub_can_be_begun_with_it(python: Path, tmp_path: Path) -> None:
    begun = run(python, tmp_path, "-m", "hub_plugin", "init", "new")
    assert begun.code == 0, begun.output
    built = run(python, tmp_path / "new", "-m", "mkdocs", "build", "--strict")
    assert built.code == 0, built.output
    assert (tmp_path / "new" / "site" / "index.html").is_file()
