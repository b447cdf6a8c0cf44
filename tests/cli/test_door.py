"""Whatever is typed or missing: one message, the right exit code, no traceback."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hub_plugin import cli, disk, opening
from tests.cli.conftest import Run, write

COEHUB = [sys.executable, "-m", "hub_plugin"]
ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("verb", [["check"], ["status"], ["new", "team", "a-team"], ["schema", "--write"]])
def test_a_missing_folder(run: Run, verb: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*verb)
    assert result.exit_code == 2
    assert "there is no folder 'content'" in result.output
    assert run(*verb, "-C", "nowhere").exit_code == 2


@pytest.mark.parametrize("verb", [["check"], ["status"], ["new", "team", "a-team"], ["schema", "--write"]])
def test_a_folder_that_is_a_file(run: Run, verb: list[str], hub: Path) -> None:
    result = run(*verb, "-C", "mkdocs.yml")
    assert result.exit_code == 2
    assert "is a file" in result.output


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    assert run("check", "-C", tmp_path).exit_code == 1
    assert "hub/missing" in run("check", "-C", tmp_path).output
    assert run("status", "-C", tmp_path).exit_code == 1
    assert run("new", "team", "a-team", "-C", tmp_path).exit_code == 0
    assert run("schema", "team", "-C", tmp_path).exit_code == 0
    assert run("explain", "-C", tmp_path).exit_code == 0


def test_a_file_that_cannot_be_read(run: Run, hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: int, name: str, most: int) -> bytes:
        raise PermissionError(13, "Permission denied", name)

    monkeypatch.setattr(disk, "_bytes", refuse)
    result = run("check")
    assert result.exit_code == 2
    assert "cannot be read: Permission denied" in result.output


@pytest.mark.parametrize("verb", [["check"], ["status"], ["new", "team", "a-team"]])
@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "2026-1-1", "\x1b[31m"])
def test_a_day_that_is_none(run: Run, hub: Path, verb: list[str], day: str) -> None:
    result = run(*verb, "--today", day)
    assert result.exit_code == 2
    assert "is not a date" in result.output
    assert "\x1b" not in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["new", "templte", "x"], "did you mean 'template'?"),
        (["schema", "templats"], "did you mean 'templates'?"),
        (["schema", "nonsense"], "the kinds are hub, template"),
        (["schema", "team", "--write"], "leave the KIND out"),
        (["status", "frist-team"], "did you mean 'first-team'?"),
        (["explain", "link/unknown-targt"], "did you mean 'link/unknown-target'?"),
        (["explain", "unknown-target"], "did you mean 'link/unknown-target'?"),
        (["explain", "nonsense"], "coehub explain lists all rules"),
        (["chekc"], "No such command"),
        (["check", "--format", "xml"], "is not one of"),
    ],
)
def test_wrong_use(run: Run, hub: Path, words: list[str], told: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert told in result.output


@pytest.mark.parametrize("verb", ["check", "new", "schema", "explain", "status", "init"])
def test_every_verb_helps_with_an_example(run: Run, verb: str) -> None:
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"coehub {verb}" in result.output


def test_our_own_bug(run: Run, hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("a\n::error::b\x1b[31m")

    monkeypatch.setattr(opening, "open_hub", fail)
    result = run("check")
    assert result.exit_code == 3
    assert "a bug of ours" in result.output
    assert "report it" in result.output
    assert len(result.output.splitlines()) == 1
    assert "\x1b" not in result.output


def test_a_bug_shows_where_when_asked(hub: Path) -> None:
    code = (
        "from hub_plugin import opening; from hub_plugin.cli import main\n"
        "def fail(*_): raise KeyError('x')\nopening.open_hub = fail\nmain(['check'])"
    )
    environment = {**ENVIRONMENT, "COEHUB_DEBUG": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Traceback" in done.stderr


def test_a_reader_that_has_had_enough(hub: Path) -> None:
    with subprocess.Popen(
        [*COEHUB, "explain"], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_a_console_that_knows_little(hub: Path) -> None:
    write(hub / "content/teams/x.yml", "name: 团队\nlead: 林\n")
    environment = {**ENVIRONMENT, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*COEHUB, "check"], env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr == b""


@pytest.mark.parametrize(("further", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_only_on_a_terminal(hub: Path, further: dict[str, str], coloured: bool) -> None:
    write(hub / "content/teams/x.yml", "nmae: X\n")
    environment = {**ENVIRONMENT, "TERM": "xterm", **further}
    if not further:
        environment.pop("NO_COLOR", None)
    assert "\x1b[" not in subprocess.run([*COEHUB, "check"], env=environment, capture_output=True, text=True).stdout
    ours, theirs = pty.openpty()
    with subprocess.Popen([*COEHUB, "check"], env=environment, stdout=theirs):
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    assert (b"\x1b[1;31m" in shown) is coloured


def test_it_starts_quickly() -> None:
    code = "import sys; from hub_plugin.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    heavy = {"pydantic", "yaml", "mkdocs", "babel", "jinja2", "dateutil"} & set(done.stdout.split())
    assert not heavy


def test_it_never_imports_mkdocs(hub: Path) -> None:
    code = (
        "import sys; from hub_plugin.cli import main\n"
        "for words in (['check'], ['status'], ['schema'], ['explain'], ['new', 'team', 'x']):\n"
        "    main(words, standalone_mode=False)\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert "mkdocs" not in done.stdout.split()


def test_one_file_prints_and_so_no_text_gives_orders() -> None:
    room = Path(cli.__file__).parent
    prints = re.compile(r"\bclick\.s?echo\(|\bprint\(|\bstd(out|err)\.write\(|\.show\(")
    found = [path.name for path in sorted(room.glob("*.py")) if prints.search(path.read_text(encoding="utf-8"))]
    assert found == ["saying.py"], "print with hub_plugin/cli/saying.py"


def test_no_answer_without_a_hub_that_can_be_read(run: Run, hub: Path) -> None:
    (hub / "content" / "hub.yml").write_text('name: "\\ud800"\n', encoding="utf-8")
    result = run("answer", "payments", "refunds#two-steps", "met")
    assert result.exit_code == 1
    assert "hub.yml is not there or cannot be read" in result.output


def test_a_folder_that_is_gone(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    result = run("check")
    assert (result.exit_code, result.output) == (
        2,
        "Error: the current folder is gone: enter it anew, or another one\n",
    )


@pytest.mark.parametrize(
    ("environ", "line", "code", "said"),
    [
        ({"TZ": ":/etc/passwd"}, "{} status", 2, "TZ is ':/etc/passwd' in this environment, which is no time zone"),
        ({"TZ": "America"}, "{} status", 2, "TZ is 'America' in this environment, which is no time zone"),
        ({"PYTHONOPTIMIZE": "2"}, "{} status", 2, "run Python without -OO"),
        ({}, "{} check > /dev/full", 2, "what this has to say cannot be written: No space left on device"),
        ({}, "{} schema > /dev/full", 2, "what this has to say cannot be written: No space left on device"),
        ({}, "{} check >&-", 0, ""),
        ({}, "{} new nonsense x 2>&-", 2, ""),
        ({}, "{} check <&-", 0, "nothing wrong"),
    ],
)
def test_what_surrounds_us_is_no_bug_of_ours(
    hub: Path, environ: dict[str, str], line: str, code: int, said: str
) -> None:
    done = subprocess.run(
        ["sh", "-c", line.format(f"'{sys.executable}' -m hub_plugin")], env={**ENVIRONMENT, **environ}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1
