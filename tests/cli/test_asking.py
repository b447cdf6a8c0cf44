"""``coehub check`` beside a ``coehub check --watch``: the same words, from what is kept there; and alone in every case of doubt."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hub_plugin import opening, writing
from hub_plugin.cli import asking, staying
from hub_plugin.cli.asking import ask, listening, meeting, surrounded
from hub_plugin.outputs.findings import FORMATS
from tests import sites, staging
from tests.cli.conftest import Run, write
from tests.model.test_keeping import edited

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no such sockets: each check reads for itself"
)
CHECK = [sys.executable, "-u", "-m", "hub_plugin", "check"]
QUESTION = {"how": {"strict": False, "pedantic": False, "form": "text", "width": 100, "colour": False}}
NOTHING_WRONG = {"report": "15 records, nothing wrong", "fails": False}


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for the sockets of one test; the path of a socket must be short."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def stays(hub: Path) -> Iterator[subprocess.Popen[str]]:
    """A check that stays in the hub, and has said how things stand."""
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(
        [*CHECK, "--watch"],
        cwd=hub,
        env=sites.environment(PYTHONPATH=f"{sites.ROOT}:{sites.ROOT / 'examples'}"),
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=heard,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "15 records, nothing wrong\n"
    end = time.monotonic() + 30
    while not _sockets() and time.monotonic() < end:
        time.sleep(0.01)
    (late := threading.Timer(120, process.kill)).start()
    yield process
    late.cancel()
    process.kill()
    process.wait()


def _sockets() -> list[Path]:
    return list(Path(os.environ["XDG_RUNTIME_DIR"]).glob("*/[!.]*"))


def _lines(process: subprocess.Popen[str], number: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline() for _ in range(number)]


def _asked(**further: str) -> Any:
    return ask(meeting("", ""), {**QUESTION, "environ": {**os.environ, **further}})


def checked(folder: Path, *options: str, **environ: str) -> sites.Run:
    return sites.run_anew([*CHECK, *options], folder, **environ)


def test_what_is_answered_is_what_a_check_says_that_reads_for_itself(hub: Path, stays: Any) -> None:
    whole = staging.folder(hub / "content")
    options = itertools.cycle([[], ["--strict"], ["--pedantic"], *(["--format", form] for form in FORMATS)])
    chance, files, codes = random.Random(7), dict(whole), set()
    for step in range(24):
        if step % 4 == 0:
            files = dict(whole)
        else:
            edited(files, chance)
        shutil.rmtree(hub / "content")
        for path, data in files.items():
            (hub / "content" / path).parent.mkdir(parents=True, exist_ok=True)
            (hub / "content" / path).write_bytes(data)
        chosen = next(options)
        assert _asked() is not None
        answered, read = checked(hub, *chosen), checked(hub, "--anew", *chosen)
        assert answered == read
        codes.add(answered.code)
    assert codes == {0, 1}


def test_a_check_that_is_answered_reads_nothing(
    run: Run, hub: Path, stays: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(hub / "content/tools/desk.yml", "title: Desk\nstatus: drafd\n")
    read = run("check", "--anew")
    monkeypatch.setattr(opening, "open_hub", lambda *_, **__: pytest.fail("it has read"))
    answered = run("check")
    assert (answered.exit_code, answered.output) == (1, read.output)
    assert "drafd" in answered.output
    stays.send_signal(signal.SIGINT)
    assert stays.wait(30) in (0, 1)
    assert _sockets() == []


def test_other_folders_options_and_code_find_nobody(hub: Path, stays: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _asked() == NOTHING_WRONG
    assert {meeting("content", ""), meeting("", "2026-01-14"), meeting("", "")} & set(_sockets()) == {meeting("", "")}
    with monkeypatch.context() as there:
        there.chdir(hub / "content")
        assert not meeting("", "").exists()  # type: ignore[union-attr]
    with monkeypatch.context() as newer:
        newer.setattr(asking, "stamps", lambda _: {"build.py": (1, 1)})
        assert not meeting("", "").exists()  # type: ignore[union-attr]
    hub.rename(hub.with_name("moved"))
    shutil.copytree(hub.with_name("moved"), hub)
    monkeypatch.chdir(hub)
    assert _asked() is None  # another folder of the same name
    monkeypatch.chdir(hub.with_name("moved"))
    assert _asked() == NOTHING_WRONG


def test_the_surroundings_of_whoever_asks_count(hub: Path, stays: Any) -> None:
    write(hub / "mkdocs.yml", "plugins:\n  - coehub: {content_dir: !ENV [WHERE, content]}\n")
    assert _lines(stays, 3)[1].endswith(" mkdocs.yml\n")
    shutil.copytree(hub / "content", hub / "elsewhere")
    write(hub / "elsewhere/tools/desk.yml", "title: Desk\nstatus: drafd\n")
    assert _asked() == NOTHING_WRONG
    assert " --> elsewhere/tools/desk.yml:2:9" in _asked(WHERE="elsewhere")["report"]
    write(hub / "content/tools/desk.yml", "title: Desk\nstatus: drafd\n")
    said = _lines(stays, 4)
    assert said[1].endswith(" content/tools/desk.yml\n")  # nothing was changed elsewhere, as it sees it
    assert said[3] == " --> content/tools/desk.yml:2:9\n"
    assert checked(hub, WHERE="elsewhere") == checked(hub, "--anew", WHERE="elsewhere")


def test_who_cannot_tell_leaves_it_to_the_other(hub: Path, stays: Any) -> None:
    write(hub / "mkdocs.yml", "plugins: [\n")
    assert _asked() is None
    assert checked(hub).code == 2
    write(hub / "mkdocs.yml", "plugins: [coehub]\n")
    assert _asked() == NOTHING_WRONG
    charter = (hub / "content/hub.yml").read_text(encoding="utf-8")
    write(hub / "content/hub.yml", charter + "kinds: [glossary]\n")
    assert _asked() is None
    write(hub / "content/hub.yml", charter)
    assert _asked() == NOTHING_WRONG
    write(hub / "content" / writing.FORWARD, "{}")
    assert _asked() is None


def test_who_speaks_otherwise_or_goes_does_no_harm(hub: Path, stays: Any) -> None:
    at = str(meeting("", ""))
    said_otherwise = (
        b"", b"\n", b"{\n", b"\xff\xfe\n", b"x" * 100_000, b"[" * 50_000 + b"\n", b"1\n", b"{}\n", b'{"environ": {"A": 1}}\n',
        b'{"environ": {"A=": "b"}, "how": {}}\n', b'{"environ": {}, "how": {"colour": "red"}}\n',
    )  # fmt: skip
    for said in said_otherwise:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(at)
            line.sendall(said)
            line.recv(1)
    assert _asked() == NOTHING_WRONG


def test_who_does_not_answer_is_not_waited_for_long(
    run: Run, hub: Path, stays: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SIGN_OF_LIFE", 0.1)
    stays.send_signal(signal.SIGSTOP)
    assert _asked() is None
    assert run("check").output == "15 records, nothing wrong\n"
    stays.send_signal(signal.SIGCONT)
    stays.kill()
    stays.wait()
    (left,) = _sockets()
    assert run("check").output == "15 records, nothing wrong\n"
    assert not left.exists()


def _answered(answer: Any, question: Any, at: Path | None = None) -> Any:
    """Ask somebody who answers in another thread."""
    at = at or meeting(make=True)
    stop = threading.Event()

    def stay() -> None:
        with listening(at, answer) as wait:
            ready.set()
            while not stop.is_set():
                wait(0.01)

    ready = threading.Event()
    (thread := threading.Thread(target=stay)).start()
    ready.wait(10)
    try:
        return ask(at, question)
    finally:
        stop.set()
        thread.join()


def test_questions_and_answers_are_any_data() -> None:
    given = {"ä\n\udc80": [1, None, "x" * 1_000_000]}
    assert _answered(lambda question: [question, question], given) == [given, given]
    assert _answered(lambda question: None, given) is None


def test_a_room_that_others_may_enter_is_not_used(rooms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert meeting() is None
    assert list(rooms.iterdir()) == []
    assert meeting(make=True) is not None
    (room,) = rooms.iterdir()
    room.chmod(0o755)
    assert meeting(make=True) is None
    room.chmod(0o700)
    assert meeting() is not None
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    (rooms / "coehub-4711").symlink_to(room)
    assert meeting(make=True) is None


def test_a_path_that_is_too_long_for_a_socket_is_no_error(rooms: Path) -> None:
    assert _answered(lambda question: question, "?", rooms / ("x" * 200)) is None


def test_whoever_came_last_is_asked() -> None:
    at = meeting(make=True)
    with listening(at, lambda _: "first"):
        assert _answered(lambda _: "last", "?") == "last"
        with listening(at, lambda _: "second"):
            pass
        assert at is not None
        assert not at.exists()


def test_the_environment_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINE", "1")
    before = dict(os.environ)
    with surrounded({"THEIRS": "2"}):
        assert dict(os.environ) == {"THEIRS": "2"}
    assert dict(os.environ) == before
    with pytest.raises(TypeError), surrounded({"THEIRS": 2}):  # type: ignore[dict-item]
        pass
    assert dict(os.environ) == before


def test_what_was_said_before_is_let_go_when_nobody_comes(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go: list[float] = []

    def look(*given: Any) -> Iterator[list[str]]:
        wait = given[2]
        wait(0)
        assert let_go == []
        monkeypatch.setattr(staying, "PAUSE", 0.0)
        wait(0.01)
        wait(0.01)
        yield ["x"]

    monkeypatch.setattr(staying, "let_go", lambda: let_go.append(time.monotonic()))
    monkeypatch.setattr(staying, "changes", look)
    assert list(staying.Staying(None, "").changes(lambda *_: None)) == [["x"]]
    assert len(let_go) == 1


def test_another_content_folder_is_looked_at_as_soon_as_it_is_there(hub: Path, stays: Any) -> None:
    write(hub / "mkdocs.yml", "plugins: [{coehub: {content_dir: elsewhere}}]\n")
    time.sleep(1)  # it says on the other stream that there is no such folder
    shutil.copytree(hub / "content", hub / "elsewhere")
    assert _lines(stays, 3)[2] == "15 records, nothing wrong\n"
    write(hub / "elsewhere/tools/desk.yml", "title: Desk\nstatus: drafd\n")
    assert _lines(stays, 4)[3] == " --> elsewhere/tools/desk.yml:2:9\n"
    write(hub / "mkdocs.yml", "plugins: [\n")
    time.sleep(1)
    stays.send_signal(signal.SIGINT)
    assert stays.wait(30) == 1


def test_what_mkdocs_yml_inherits_from_is_looked_at(hub: Path, stays: Any) -> None:
    shutil.copytree(hub / "content", hub / "elsewhere")
    write(hub / "elsewhere/tools/desk.yml", "title: Desk\nowner: centre-office\nstatus: active\naccess: Ask.\n")
    write(hub / "base.yml", "plugins: [{coehub: {content_dir: content}}]\n")
    write(hub / "mkdocs.yml", "INHERIT: base.yml\n")
    assert _lines(stays, 3)[2] == "15 records, nothing wrong\n"
    write(hub / "base.yml", "plugins: [{coehub: {content_dir: elsewhere}}]\n")
    assert _lines(stays, 3)[2] == "16 records, nothing wrong\n"


def test_the_folder_of_one_that_stays_is_taken_away(hub: Path, stays: Any) -> None:
    hub.rename(hub.with_name("gone"))
    shutil.rmtree(hub.with_name("gone"))
    assert _asked_there() is None
    assert stays.poll() is None
    stays.send_signal(signal.SIGINT)
    assert stays.wait(30) == 1


def _asked_there() -> Any:
    (at,) = _sockets()
    time.sleep(1)
    return ask(at, {**QUESTION, "environ": dict(os.environ)})
