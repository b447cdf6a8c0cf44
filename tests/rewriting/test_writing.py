"""A change of several files: whole or not at all, whatever fails, and wherever it is killed."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hub_plugin import writing
from hub_plugin.writing import CannotWriteError, finish, write_all

WATCHED = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod")
KILLED = 9
WRITTEN = {
    "teams/cash.yml": b"name: Cash\n",
    "a.yml": b"owner: cash\n",
    "new/b.yml": b"new\n",
    "../docs/about.md": b"cash\n",
}
MOVED = {"teams/pay.yml": "teams/cash.yml", "teams/pay/x.pdf": "teams/cash/x.pdf"}


def lay(folder: Path) -> Path:
    """Write a small folder of content, and a page beside it; return the content."""
    for path, text in {"teams/pay.yml": "name: Pay\n", "teams/pay/x.pdf": "x", "a.yml": "owner: pay\n"}.items():
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_text(text)
    (folder / "docs").mkdir()
    (folder / "docs/about.md").write_text("pay\n")
    (folder / "content/a.yml").chmod(0o640)
    return folder / "content"


def change(root: Path) -> None:
    write_all(root, WRITTEN, MOVED, (root.parent / "docs",), "pay is now cash")


def shape(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return path → bytes and mode of every file, and every folder."""
    found = sorted(path for path in folder.rglob("*"))
    return {
        str(path.relative_to(folder)): (path.read_bytes() if path.is_file() else b"/", path.stat().st_mode)
        for path in found
    }


def killed_at(step: int, act: Callable[[], object]) -> bool:
    """Do something in a process that dies before the n-th thing it asks of the disk; tell whether it came to that."""
    child = os.fork()
    if child == 0:
        seen = 0

        def die(event: str, arguments: object) -> None:
            nonlocal seen
            if event in WATCHED:
                seen += 1
                if seen == step:
                    os._exit(KILLED)

        sys.addaudithook(die)
        try:
            act()
        except CannotWriteError:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, dict[str, tuple[bytes, int]], dict[str, tuple[bytes, int]]]:
    """A folder, how it is before the change, and how it is after it."""
    before = shape(lay(tmp_path / "before").parent)
    change(lay(tmp_path / "after"))
    return tmp_path, before, shape(tmp_path / "after")


def test_it_is_done(both: tuple[Path, dict[str, tuple[bytes, int]], dict[str, tuple[bytes, int]]]) -> None:
    _, before, after = both
    assert set(after) == {
        "content", "content/a.yml", "content/new", "content/new/b.yml", "content/teams", "content/teams/cash",
        "content/teams/cash.yml", "content/teams/cash/x.pdf", "docs", "docs/about.md",
    }  # fmt: skip
    assert after["content/a.yml"] == (b"owner: cash\n", before["content/a.yml"][1])
    assert after["docs/about.md"][0] == b"cash\n"


def test_killed_before_any_step_the_next_run_makes_it_whole(
    both: tuple[Path, dict[str, tuple[bytes, int]], dict[str, tuple[bytes, int]]],
) -> None:
    folder, before, after = both
    seen = []
    for step in range(1, 200):
        root = lay(folder / f"k{step}")
        if not killed_at(step, lambda root=root: change(root)):  # type: ignore[misc]
            break
        done = finish(root, (root.parent / "docs",))
        now = shape(root.parent)
        begun = {**before, **{path: each for path, each in now.items() if path.endswith(".part")}}
        if done is None:  # killed before the journal stood, or when it was gone
            assert now in (begun, after)
        else:
            assert now == (after if done else before)
        change(root) if now != after else None
        assert shape(root.parent) == after
        seen.append(done)
        shutil.rmtree(root.parent)
    assert seen.count("") > 5
    assert seen.count("pay is now cash") > 5


def test_killed_while_it_is_finished_too(
    both: tuple[Path, dict[str, tuple[bytes, int]], dict[str, tuple[bytes, int]]],
) -> None:
    folder, before, after = both
    for first in (12, 24, 29):
        for second in range(1, 60, 2):
            root = lay(folder / f"k{first}-{second}")
            assert killed_at(first, lambda root=root: change(root))  # type: ignore[misc]
            more = killed_at(second, lambda root=root: finish(root, (root.parent / "docs",)))  # type: ignore[misc]
            finish(root, (root.parent / "docs",))
            assert shape(root.parent) in (before, after)
            shutil.rmtree(root.parent)
            if not more:
                break


@pytest.mark.parametrize("name", ["rename", "replace"])
def test_what_fails_is_taken_back(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rename fails once: everything is as it was; and killed while it is taken back, the next run goes on with that."""
    real = getattr(Path, name)
    before = shape(lay(tmp_path / "before").parent)

    def failing(root: Path, number: int) -> bool:
        """Make the change while the n-th rename fails; tell whether it came to that."""
        calls = []

        def fails(self: Path, target: Path) -> Path:
            calls.append(target)
            if len(calls) == number:
                raise OSError(28, "No space left on device", str(target))
            made: Path = real(self, target)
            return made

        with monkeypatch.context() as patch:
            patch.setattr(Path, name, fails)
            with contextlib.suppress(CannotWriteError):
                change(root)
        return len(calls) >= number

    for number in range(1, 20):
        root = lay(tmp_path / f"f{number}")
        if not failing(root, number):
            assert number > 2
            return
        assert shape(root.parent) == before
        for step in range(20, 100, 3):
            if not killed_at(step, lambda: failing(root, number)):  # noqa: B023
                break
            decided = any(root.glob("*-forward.json"))  # killed before the rename that would have failed
            finish(root, (root.parent / "docs",))
            assert decided or shape(root.parent) == before
            shutil.rmtree(root.parent)
            lay(root.parent)
    pytest.fail("it never came to an end")


def test_another_run_waits_its_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = lay(tmp_path)
    monkeypatch.setattr(writing, "_PATIENCE", 0.1)
    with writing._alone(root.resolve()), pytest.raises(CannotWriteError, match="another run"):
        change(root)
    change(root)


@pytest.mark.parametrize(
    "name", ["../../elsewhere.yml", "../docs/../../x.md", "/etc/hosts", "linked/x.yml", "link.yml"]
)
def test_nothing_outside_is_written(tmp_path: Path, name: str) -> None:
    root = lay(tmp_path)
    (tmp_path / "other").mkdir()
    (root / "linked").symlink_to(tmp_path / "other")
    (root / "link.yml").symlink_to(root / "a.yml")
    before = shape(tmp_path)
    with pytest.raises(CannotWriteError, match="link"):
        write_all(root, {name: b"x"}, {}, (tmp_path / "docs",))
    assert shape(tmp_path) == before


def test_a_journal_that_came_with_the_content_is_not_obeyed(tmp_path: Path) -> None:
    """A copy of a real journal, as a clone has it, moves nothing; it is named, and stays."""
    root = lay(tmp_path / "hub")
    assert killed_at(24, lambda: change(root))
    (journal,) = root.glob(".coehub-change-*.json")
    copied = root.with_name("copy.json")
    shutil.copy(journal, copied)
    journal.unlink()
    copied.rename(journal)
    before = shape(tmp_path)
    with pytest.raises(CannotWriteError, match="was not left behind by a run in this folder"):
        finish(root, (root.parent / "docs",))
    journal.write_text("[]")
    with pytest.raises(CannotWriteError, match="git status"):
        finish(root)
    assert {k: v for k, v in shape(tmp_path).items() if "json" not in k} == {
        k: v for k, v in before.items() if "json" not in k
    }
