"""A small hub of one's own for each test, and a way to run the command in it."""

from __future__ import annotations

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


@pytest.fixture
def hub(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The hub that ``coehub init`` makes, as of 14 January 2026; it is the current folder."""
    monkeypatch.chdir(tmp_path)
    assert run("init", "hub", "--today", DAY).exit_code == 0
    monkeypatch.chdir(tmp_path / "hub")
    return tmp_path / "hub"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
