"""From an edit to what comes of it: how long ``mkdocs serve`` and ``coehub check --watch`` let an author wait."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

from benchmarks.timing import Cost, peak

ASKING, PAUSE = 0.02, 3.0  # seconds between two questions; before a further edit
LONGEST = 900  # seconds
_TICKS = os.sysconf("SC_CLK_TCK")


class NeverServed(Exception):
    """The server has ended, or the page has not come."""


def waited(folder: Path, environment: Mapping[str, str], edit: Callable[[], str], page: str, edits: int = 3) -> Cost:
    """Serve a project, edit it, and measure until a page says what was written.

    Args:
        folder: of the project.
        environment: variables besides those of this process.
        edit: edits a record, and returns what its page says from then on.
        page: its address below the site's root.
        edits: how often; the least counts.

    Returns:
        The time from the last byte of the edit to the last byte of the page, the server's half second between two looks at the files
        included; the processor time of the server meanwhile; and the most that it held in memory.

    Raises:
        NeverServed: see there.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--quiet", "-a", f"127.0.0.1:{port}"], cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address, walls, spent = f"http://127.0.0.1:{port}/{page}", [], []
    try:
        _until(server, address, "</html>")
        for _ in range(edits):
            time.sleep(1)  # the server looks at what it watches after it has begun to serve
            before, text = _processor_time(server.pid), edit()
            start = time.perf_counter()
            _until(server, address, text)
            walls.append(time.perf_counter() - start)
            spent.append(_processor_time(server.pid) - before)
        return Cost(min(walls), min(spent), peak(server.pid))
    finally:
        server.kill()
        server.wait()


def told(folder: Path, environment: Mapping[str, str], edit: Callable[[], str], edits: int = 3) -> tuple[Cost, Cost]:
    """Let ``coehub check --watch`` stay, edit the project, and measure until it says how many records it has checked; then edit it
    again, and measure a ``coehub check`` beside it.

    Args:
        folder: of the project.
        environment: variables besides those of this process.
        edit: edits a record.
        edits: how often; the least counts.

    Returns:
        As :func:`waited`; the time until two looks in a row have seen the same is included. And what the check beside it takes, with
        the processor time and the memory of the one that stays.

    Raises:
        NeverServed: the command has ended.
    """
    command, everything = (
        [sys.executable, "-u", "-m", "hub_plugin", "check", "-C", "content"],
        {**os.environ, **environment},
    )
    check = subprocess.Popen([*command, "--watch"], cwd=folder, env=everything, stdout=subprocess.PIPE, text=True)
    assert check.stdout is not None
    lines = check.stdout

    def say() -> None:
        _said(check, lines)

    def ask() -> None:
        if subprocess.run(command, cwd=folder, env=everything, stdout=subprocess.DEVNULL, check=False).returncode > 1:
            raise NeverServed("the check beside it has failed")

    found: dict[Callable[[], None], list[tuple[float, float]]] = {say: [], ask: []}
    try:
        say()
        for way, costs in found.items():
            for _ in range(edits):
                time.sleep(PAUSE)
                before, _written = _processor_time(check.pid), edit()
                start = time.perf_counter()
                way()
                costs.append((time.perf_counter() - start, _processor_time(check.pid) - before))
                if way is ask:
                    say()
        memory = peak(check.pid)
        of_say, of_ask = (
            Cost(min(wall for wall, _ in each), min(cpu for _, cpu in each), memory) for each in found.values()
        )
        return of_say, of_ask
    finally:
        check.kill()
        check.wait()


def _said(check: subprocess.Popen[str], lines: IO[str]) -> None:
    """Wait for the last line of what a check says.

    Raises:
        NeverServed: there is none.
    """
    if not any(" records" in line for line in lines):
        raise NeverServed(f"the check ended with {check.wait()}")


def _until(server: subprocess.Popen[bytes], address: str, text: str) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if server.poll() is not None:
            raise NeverServed(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=LONGEST) as answer:
                if text in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(ASKING)
    raise NeverServed(f"{address} did not say '{text}' within {LONGEST} seconds")


def _processor_time(pid: int) -> float:
    """Return the seconds that a process has used; 0 where the system does not tell (proc(5))."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS
