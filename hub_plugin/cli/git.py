"""What a git repository held at a revision, read from its objects: the working tree is neither read nor touched."""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

TREE, LINK, MODULE = "040000", "120000", "160000"  # modes, as git has them
_PARTIAL = "this clone does not hold all files of the revision; fetch them first, or clone without '--filter'"
LONGEST = 5 * 1024 * 1024  # bytes of one file, as the reader of folders takes them


class GitError(Exception):
    """Git does not know what was asked for; the message says what to do."""


class Repository:
    """A repository.

    Args:
        at: a folder in it.

    Raises:
        GitError: there is no git, or no repository.
    """

    def __init__(self, at: Path) -> None:
        self.at = at
        self.top = Path(self._told("rev-parse", "--show-toplevel")).resolve()
        self.at = self.top
        self._listed: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}

    @staticmethod
    def _environ() -> dict[str, str]:
        """Return our environment, without questions, locks and network.

        A hook in a work tree beside the repository names the latter alone, and git would take the current folder for its top.
        """
        alone = "GIT_WORK_TREE" not in os.environ
        quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        return {name: value for name, value in os.environ.items() if not (alone and name == "GIT_DIR")} | quiet

    def _command(self, *words: str) -> list[str]:
        """Return a command of git's that runs no hook, no filter and no pager."""
        return ["git", "-c", "core.fsmonitor=false", "-C", str(self.at), "--no-replace-objects", *words]

    def _run(self, *words: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                self._command(*words), input=data, capture_output=True, check=False, env=self._environ()
            )
        except OSError as error:
            raise GitError(f"git cannot be run: {error.strerror or error}; install it, or add it to PATH") from None

    def _told(self, *words: str) -> str:
        done = self._run(*words)
        if done.returncode:
            said = os.fsdecode(done.stderr).strip().split("\n")[0].removeprefix("fatal: ")
            raise GitError(said or f"git {words[0]} failed")
        return os.fsdecode(done.stdout).removesuffix("\n")

    def commit(self, revision: str) -> str:
        """Return the hash of the commit that a revision names.

        Raises:
            GitError: there is no such commit here.
        """
        try:
            return self._told("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except GitError:
            if self._run("rev-parse", "--verify", "--quiet", "HEAD").returncode:
                raise GitError("nothing is committed here yet, so there is nothing to compare with") from None
            hint = "fetch it first; a pipeline's checkout may hold one commit only ('fetch-depth: 0', 'GIT_DEPTH: 0')"
            raise GitError(f"there is no commit '{revision}' here; {hint}") from None

    def meeting(self, one: str, other: str) -> str:
        """Return the commit at which two lines of history last met.

        Raises:
            GitError: they never met, as far as this checkout knows.
        """
        try:
            return self._told("merge-base", "--end-of-options", one, other).split("\n")[0]
        except GitError:
            hint = "fetch more of the history ('fetch-depth: 0', 'GIT_DEPTH: 0'), or compare the two as they are with --direct"
            raise GitError(f"the two revisions have no commit in common here; {hint}") from None

    def files(self, commit: str, folder: str) -> dict[str, tuple[str, str]]:
        """Return what lies below a folder at a commit: path below the folder → mode and object; empty: no such folder.

        Raises:
            GitError: this clone does not hold the folder's objects.
        """
        if (commit, folder) not in self._listed:
            there = not folder or self._entry(commit, folder)[0] == TREE
            spec = f"{commit}:{folder}" if folder else commit
            listed = self._listing("-r", "-z", "--full-tree", "--end-of-options", spec) if there else {}
            self._listed[commit, folder] = listed
        return self._listed[commit, folder]

    def _listing(self, *words: str) -> dict[str, tuple[str, str]]:
        done = self._run("ls-tree", *words)
        if done.returncode:
            raise GitError(_PARTIAL)
        return dict(_entries(done.stdout))

    def module(self, commit: str, folder: str) -> str:
        """Return the commit of the submodule that lies in a folder, or empty."""
        mode, name = self._entry(commit, folder)
        return name if mode == MODULE else ""

    def followed(self, commit: str, folder: str) -> str:
        """Return where a folder really lies, if it is a link.

        Raises:
            GitError: the link leads out of the repository, or in a circle.
        """
        for _ in range(9):
            mode, name = self._entry(commit, folder) if folder else ("", "")
            if mode != LINK:
                return folder
            target = os.fsdecode(self._run("cat-file", "blob", name).stdout)
            led = posixpath.normpath(posixpath.join(posixpath.dirname(folder), target))
            if led.startswith(("/", "..")):
                break
            folder = "" if led == "." else led
        raise GitError(f"'{folder}' is a link that leads out of the repository, or in a circle")

    def _entry(self, commit: str, path: str) -> tuple[str, str]:
        """Return the mode and the object of what a path leads to; empty if there is nothing."""
        return self._listing("-z", "--full-tree", "--end-of-options", commit, path).get(path, ("", ""))

    def read(self, objects: Mapping[str, str]) -> dict[str, bytes]:
        """Return the bytes of files (path → object); one beyond the limit is cut just behind it.

        Raises:
            GitError: this clone does not hold all of them.
        """
        asked = list(dict.fromkeys(objects.values()))
        names = "".join(f"{name}\n" for name in asked).encode()
        told = [line.split() for line in self._run("cat-file", "--batch-check", data=names).stdout.splitlines()]
        if len(told) != len(asked) or any(len(words) != 3 for words in told):  # "<name> missing"
            raise GitError(_PARTIAL)
        long = {name for name, (_, _, size) in zip(asked, told, strict=True) if int(size) > LONGEST}
        small = "".join(f"{name}\n" for name in asked if name not in long).encode()
        found = dict(_batch(self._run("cat-file", "--batch", data=small).stdout))
        if not found.keys() | long >= set(asked):  # one that is damaged
            raise GitError(_PARTIAL)
        return {path: self._head(name) if name in long else found[name] for path, name in objects.items()}

    def _head(self, name: str) -> bytes:
        with subprocess.Popen(
            self._command("cat-file", "blob", name),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environ(),
        ) as process:
            assert process.stdout is not None
            data = process.stdout.read(LONGEST + 1)
            process.kill()
        return data


def _entries(listed: bytes) -> Iterator[tuple[str, tuple[str, str]]]:
    for line in listed.split(b"\0"):
        about, tab, path = line.partition(b"\t")
        if tab:
            mode, _, name = os.fsdecode(about).split()
            yield os.fsdecode(path), (mode, name)


def _batch(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield objects with their bytes, as ``git cat-file --batch`` tells them."""
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        words: Sequence[bytes] = data[at:end].split()
        if len(words) != 3:
            raise GitError(_PARTIAL)
        size = int(words[2])
        yield words[0].decode(), data[end + 1 : end + 1 + size]
        at = end + size + 2
