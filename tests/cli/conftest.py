"""A small hub of one's own for each test, and a way to run the command in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hub_plugin.cli import main

DAY = "2026-01-14"
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in ("SOURCE_DATE_EPOCH", "COEHUB_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: object) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hub that ``coehub init`` makes, as of 14 January 2026."""
    folder = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert CliRunner().invoke(main, ["init", "hub", "--today", DAY]).exit_code == 0
    return folder / "hub"


@pytest.fixture
def hub(tmp_path: Path, begun: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That hub, for one test; it is the current folder."""
    shutil.copytree(begun, tmp_path / "hub", symlinks=True)
    monkeypatch.chdir(tmp_path / "hub")
    return tmp_path / "hub"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
