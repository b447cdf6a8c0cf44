"""A folder is read as fast as it can be, and as safely; what two processes find is what one finds."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from hub_plugin import build, disk
from hub_plugin.disk import Folder
from hub_plugin.sharing import shared
from tests import staging


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for path, text in {
        "hub.yml": "a", "teams/a.yml": "b", "teams/more/b.yml": "c", "teams/z.yml": "d" * 200_000, "teams/z/y.md": "", "tools/t.yml": "e",
    }.items():  # fmt: skip
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text)
    return tmp_path / "content"


def test_files_read_together_are_those_read_one_by_one(content: Path) -> None:
    folder = Folder(content)
    assert folder.contents() == {path: folder.read(path) for path in folder.paths}
    assert list(folder.contents()) == folder.paths


def test_a_large_file_is_cut_behind_the_limit(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "LIMIT", 150_000)
    assert len(Folder(content).contents()["teams/z.yml"]) == 150_000


def test_nothing_stays_open(content: Path) -> None:
    here = Path("/proc/self/fd")
    if not here.is_dir():
        pytest.skip("this system does not list what is open")
    folder = Folder(content)
    before = len(os.listdir(here))
    folder.contents()
    (content / "teams" / "z" / "y.md").unlink()
    with pytest.raises(OSError, match=r"y\.md"):
        folder.contents()
    (content / "teams" / "z" / "y.md").mkdir()
    with pytest.raises(OSError, match=r"is no file: 'y\.md'"):
        folder.contents()
    assert len(os.listdir(here)) == before


@pytest.mark.parametrize("step", ["teams", "teams/more", "teams/more/b.yml"])
def test_what_became_a_link_is_not_followed(content: Path, step: str) -> None:
    folder = Folder(content)
    (content / step).rename(content.parent / "away")
    (content / step).symlink_to(content.parent / "away")
    with pytest.raises(OSError, match=r"Not a directory|symbolic link|Too many"):
        folder.contents()


def test_two_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        path: data for path, data in staging.folder(Path("content").resolve()).items() if path != "teams/payments.yml"
    }
    asked: list[int] = []

    def both(jobs: Sequence[Callable[[], Any]], _: int | None) -> list[Any]:
        alone = shared(jobs, 1)
        assert shared(jobs, 2) == alone
        asked.append(sum(map(len, alone)))
        return alone

    monkeypatch.setattr(build, "shared", both)
    monkeypatch.setattr(build, "ASKED", 3)
    assert len(staging.read(files).findings) > 20
    assert asked[0] > 10
