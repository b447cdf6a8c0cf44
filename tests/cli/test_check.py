"""What `coehub check` shows, and when it fails."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from hub_plugin.model.findings import Finding, Level, Place
from hub_plugin.outputs.findings import Report, written
from tests import sites
from tests.cli.conftest import Run, write


def shown(text: str, column: int, width: int, hint: str = "", *, room: int = 100) -> list[str]:
    place = Place("teams/x.yml", 3, column, width, text)
    finding = Finding("link/unknown-target", Level.ERROR, "no", hint, place)
    return written(Report((finding,), 1, {}, folder="content", width=room), "text").split("\n")


def test_as_the_design_says(run: Run, hub: Path) -> None:
    write(hub / "content/templates/brief.yml", "title: Brief\nstatus: draft\nowner: frist-team\n")
    assert run("check").output.split("\n")[:7] == [
        "error[link/unknown-target]: no team or person or role is called 'frist-team'",
        " --> content/templates/brief.yml:3:8",
        "  |",
        "3 | owner: frist-team",
        "  |        ^^^^^^^^^^ did you mean 'first-team'?",
        "  = rule: coehub explain link/unknown-target",
        "",
    ]


def test_levels(run: Run, hub: Path) -> None:
    assert run("check").output == "15 records, nothing wrong\n"
    assert run("check", "--strict", "--pedantic").exit_code == 0
    write(hub / "content/teams/quiet.yml", "name: Quiet\nmembers: sam-lee\n")
    advised = run("check", "--strict")
    assert advised.exit_code == 0
    assert advised.output == "16 records, nothing wrong (--pedantic also shows 1 piece of advice)\n"
    assert run("check", "--strict", "--pedantic").exit_code == 0
    assert run("check", "--pedantic").output.endswith("1 piece of advice in 16 records\n")
    write(hub / "content/templates/brief.yml", "title: Brief\nstatus: draft\n")
    assert run("check").exit_code == 0
    assert run("check", "--strict").exit_code == 1
    write(hub / "content/tools/desk.yml", "title: Desk\nstatus: drafd\n")
    write(hub / "content/tools/pen.yml", "title: Pen\nstatus: drafd\n")
    result = run("check")
    assert result.exit_code == 1
    assert result.output.endswith("2 errors, 1 warning in 19 records (--pedantic also shows 1 piece of advice)\n")


def test_paths_are_seen_from_here(run: Run, hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(hub / "content/teams/x.yml", "nmae: X\n")
    monkeypatch.chdir(hub / "content")
    assert "--> teams/x.yml:1:1" in run("check", "-C", ".").output
    monkeypatch.chdir(hub / "docs")
    assert "--> ../content/teams/x.yml:1:1" in run("check", "-C", "../content").output


def test_the_second_file_is_named(run: Run, hub: Path) -> None:
    write(hub / "content/teams/x.yml", "name: X\nname: Y\n")
    assert "  = also: content/teams/x.yml:1\n" in run("check").output


@pytest.mark.parametrize(
    ("text", "column", "width", "pad", "carets"),
    [
        ("lead: mara", 7, 4, 6, 4),
        ("名: 林", 4, 1, 4, 2),
        ("a\tb: c", 6, 1, 5, 1),
        ("e\u0301: c", 5, 1, 3, 1),
        ("👩‍👧: c", 6, 1, 6, 1),
        ("a\x1b: c", 5, 1, 7, 1),
        ("title:", 1, 1, 0, 1),
    ],
)
def test_the_caret_stands_below(text: str, column: int, width: int, pad: int, carets: int) -> None:
    lines = shown(text, column, width)
    assert lines[4] == "  | " + " " * pad + "^" * carets
    assert "\x1b" not in "".join(lines)
    assert "\t" not in "".join(lines)


def test_long_lines_are_cut_around_the_caret() -> None:
    lines = shown("a" * 300 + "BAD" + "b" * 300, 301, 3, "write it", room=60)
    assert lines[3].startswith("3 | …a")
    assert lines[3].endswith("b…")
    assert len(lines[3]) <= 60
    at = lines[4].index("^")
    assert lines[3][at : at + 3] == "BAD"
    wide = shown("x" * 500, 1, 500, room=60)
    assert max(map(len, wide)) <= 60


def test_a_long_hint_stands_below() -> None:
    lines = shown("lead: mara", 7, 4, "h" * 80, room=60)
    assert lines[4].endswith("^^^^")
    assert lines[5] == "  = " + "h" * 80


def test_a_finding_of_a_whole_file(run: Run, hub: Path) -> None:
    write(hub / "content/nowhere/x.yml", "name: X\n")
    lines = run("check").output.split("\n")
    assert lines[1] == " --> content/nowhere/x.yml:1:1"
    assert lines[2].startswith("  = the folders are ")


def test_it_stays_and_says_it_again_after_each_change(hub: Path) -> None:
    """A real process, because it ends with a signal."""
    command = [sys.executable, "-u", "-m", "hub_plugin", "check", "--watch", "--today", "2026-01-14"]
    heard = partial(
        signal.signal, signal.SIGINT, signal.SIG_DFL
    )  # a shell takes it from what it runs in the background
    process = subprocess.Popen(
        command, cwd=hub, env=sites.environment(), stdout=subprocess.PIPE, text=True, preexec_fn=heard
    )
    assert process.stdout is not None
    (late := threading.Timer(60, process.kill)).start()

    def until(end: str) -> list[str]:
        said = []
        while not (said and said[-1].startswith(end)):
            line = process.stdout.readline()  # type: ignore[union-attr]
            assert line, said
            said.append(line.removesuffix("\n"))
        return said

    try:
        assert until("15 records") == ["15 records, nothing wrong"]
        write(hub / "content/tools/desk.yml", "title: Desk\nstatus: drafd\n")
        said = until("1 error")
        assert re.fullmatch(r"\d\d:\d\d:\d\d content/tools/desk\.yml", said[1])
        assert said[2].startswith("error[field/wrong-value]: ")
        (hub / "content/tools/desk.yml").unlink()
        assert until("15 records")[-1] == "15 records, nothing wrong"
        write(hub / "content/tools/desk.yml", "title: Desk\nstatus: drafd\n")
        until("1 error")
        time.sleep(0.5)  # what the last line said is noted
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 1
    finally:
        late.cancel()
        process.kill()
