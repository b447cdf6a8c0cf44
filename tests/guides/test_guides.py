"""The guides, run as they stand in docs/guide."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests import sites
from tests.guides.page import blocks
from tests.guides.running import run

GUIDES = sites.ROOT / "docs" / "guide"
TESTED = ("tutorial", "team-leads", "keeping", "extending")


def guide(name: str) -> str:
    return (GUIDES / f"{name}.md").read_text(encoding="utf-8")


def test_the_tutorial(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    ran = run(blocks(guide("tutorial")), folder)
    assert "pip install mkdocs-coehub" in ran
    assert len(ran) > 15
    assert "Two people agree" in (folder / "www/current/standards/refunds/index.html").read_text(encoding="utf-8")


def working_copy(folder: Path) -> Path:
    """Lay what of this repository the maintainers' guide works on into a folder."""
    for name in ("hub_plugin", "tests/laws", "docs/architecture.md", "tests/staging.py", "tests/__init__.py", "tests/conftest.py",
                 "tests/sites.py", "tests/test_architecture.py", "pyproject.toml", "examples"):  # fmt: skip
        there, to = sites.ROOT / name, folder / name
        to.parent.mkdir(parents=True, exist_ok=True)
        if there.is_dir():
            shutil.copytree(there, to, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(there, to)
    return folder


def test_a_kind_a_rule_and_an_output_are_added(tmp_path: Path) -> None:
    """Against the package itself, in a copy: its registries, its laws, its drawing."""
    folder = tmp_path / "work"
    ran = run(blocks(guide("extending")), folder, working_copy(folder / "mkdocs-coehub"))
    assert sum("pytest" in each for each in ran) == 3


def test_the_example_of_a_kind_is_the_one_of_the_guide() -> None:
    shown = {each.path: each.text for each in blocks(guide("extending"))}
    there = sites.ROOT / "examples"
    files = [path for path in sorted((there / "glossary").iterdir()) if path.is_file()]
    assert [path.name for path in files if shown.get(path.relative_to(there).as_posix()) != path.read_text()] == []
