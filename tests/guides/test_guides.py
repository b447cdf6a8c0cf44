"""The guides, run as they stand in docs/guide."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import sites
from tests.guides.page import RUN, blocks
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
