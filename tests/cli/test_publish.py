"""``coehub publish`` as it is typed: what it says, and the codes that it ends with."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.publish.small import lay, mark


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    lay(tmp_path / "site", "one")
    return tmp_path


def test_publish_and_roll_back(run: Run, here: Path) -> None:
    first = run("publish", "live", "--site", "site", "--stamp", "2026-11-23T08:15:00Z")
    assert (first.exit_code, first.output) == (0, "000001-20261123T081500Z is live in live/current\n")
    assert "is live already" in run("publish", "live", "--site", "site", "--stamp", "1795421700").output
    lay(here / "site", "two")
    assert run("publish", "live", "--site", "site", "--stamp", "2026-11-23T10:16:00+01:00").exit_code == 0
    older = run("publish", "live", "--site", "site", "--stamp", "2026-11-23T08:15:00Z")
    assert older.exit_code == 1
    assert "older than what is live (2026-11-23 09:16:00 UTC)" in older.output
    back = run("publish", "live", "--rollback")
    assert back.exit_code == 0
    assert "000001-20261123T081500Z is live again" in back.output
    assert mark(here / "live") == "one"
    assert run("publish", "live", "--rollback").exit_code == 1


def test_the_time_of_the_commit_is_asked_of_git(run: Run, here: Path) -> None:
    environ = {"GIT_COMMITTER_DATE": "1795421700 +0000", "PATH": "/usr/bin:/bin", "HOME": str(here)}
    for words in (
        ["init", "-q"],
        ["-c", "user.name=x", "-c", "user.email=x@y.zz", "commit", "-q", "--allow-empty", "-m", "x"],
    ):
        subprocess.run(["git", *words], check=True, env=environ)
    assert "000001-20261123T081500Z is live" in run("publish", "live", "--site", "site").output


def test_what_is_broken_is_shown(run: Run, here: Path) -> None:
    (here / "site/index.html").write_text("<html>" + "".join(f'<a href="no-{n}">x</a>' for n in range(30)) + "</html>")
    (here / "site/\x1b[31m.json").write_text("{")
    done = run("publish", "live", "--site", "site", "--stamp", "1")
    assert done.exit_code == 1
    assert "index.html: 'no-0' leads to no file" in done.output
    assert "… and 11 more" in done.output
    assert "31 faults: the site is not published" in done.output
    assert "\x1b" not in done.output
    assert not (here / "live/current").exists()


def test_wrong_use(run: Run, here: Path) -> None:
    for stamp in ("soon", "2026-11-23T08:15:00", "9" * 30, "-5"):
        assert run("publish", "live", "--site", "site", f"--stamp={stamp}").exit_code == 2, stamp
    assert run("publish", "live", "--rollback", "--site", "site").exit_code == 2
    assert "no built site" in run("publish", "live", "--site", "nowhere").output
    shutil.copytree("site", "copy")
    assert "holds 'data', which is no release" in run("publish", "copy", "--site", "site").output
    assert "which is no release" in run("publish", ".", "--site", "site").output
    (here / "file").touch()
    assert run("publish", "file/live", "--site", "site").exit_code == 1


@pytest.mark.slow
def test_it_builds_beside(run: Run, hub: Path) -> None:
    done = run("publish", "../live", "--stamp", "5")
    assert done.exit_code == 0, done.output
    assert mark(hub.parent / "live")
    assert not (hub / "site").exists()
    shutil.rmtree(hub / "content/teams")
    done = run("publish", "../live", "--stamp", "6")
    assert done.exit_code == 1
    assert "cannot be built, so nothing is published" in done.output
    assert (hub.parent / "live/current").resolve().name.startswith("000001")


@pytest.mark.parametrize("folder", ["content", "content/live", "docs/live"])
def test_what_the_site_is_made_of_holds_no_releases(run: Run, here: Path, folder: str) -> None:
    for name in ("content", "docs"):
        (here / name).mkdir()
    done = run("publish", folder, "--site", "site")
    assert (done.exit_code, "of which the site is made; name another folder" in done.output) == (2, True)
    assert not any((here / "content").iterdir())
    assert not any((here / "docs").iterdir())


@pytest.mark.parametrize("folder", ["site", "site/live"])
def test_what_the_next_build_replaces_holds_no_releases(run: Run, here: Path, folder: str) -> None:
    done = run("publish", folder, "--site", "site")
    assert (done.exit_code, "in 'site', which the next build replaces; name another" in done.output) == (2, True)
    assert not (here / folder / "releases").exists()


def test_a_broken_configuration_does_not_keep_anybody_from_rolling_back(run: Run, here: Path) -> None:
    for number in (1, 2):
        lay(here / "site", str(number))
        assert run("publish", "live", "--site", "site", "--stamp", str(number)).exit_code == 0
    (here / "mkdocs.yml").write_text("plugins: [")
    assert run("publish", "live", "--rollback").exit_code == 0
    assert mark(here / "live") == "1"
