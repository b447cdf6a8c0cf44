"""A repository for each test; it is the current folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contributing.repo import Repo


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    for name in ("CI", "SOURCE_DATE_EPOCH", "COEHUB_DEBUG", "GIT_DIR", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    made = Repo(tmp_path / "hub")
    monkeypatch.chdir(made.root)
    return made
