"""Paths that would lead out of the content: no byte from outside is in what the site is made of."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from hub_plugin.opening import open_hub
from tests.hardness import contract
from tests.hardness.words import Case, Sort

SECRET = b"name: zqz-secret-of-the-machine\n"
TEMPLATE = "title: Brief\nsummary: A brief.\nowner: service\nstatus: draft\nfiles: {}\n"
# What a record may call a file beside it; the secret lies at all these places as well as it can.
NAMED = (
    "../secret.txt",
    "../../secret.txt",
    "../../../../../../../../etc/passwd",
    "./../secret.txt",
    "sub/../../secret.txt",
    "/etc/passwd",
    "//etc/passwd",
    "{root}/secret.txt",
    "..\\\\secret.txt",
    "..\\\\..\\\\secret.txt",
    "C:/secret.txt",
    "C:secret.txt",
    "C:\\\\secret.txt",
    "\\\\\\\\server\\\\share\\\\secret.txt",
    "file:///etc/passwd",
    "file:secret.txt",
    "%2e%2e/secret.txt",
    "..%2fsecret.txt",
    "%2e%2e%2fsecret.txt",
    "..%5csecret.txt",
    "%252e%252e/secret.txt",
    "..%c0%afsecret.txt",
    "....//secret.txt",
    "..;/secret.txt",
    ". ./secret.txt",
    "../secret.txt\\0.txt",
    "~/secret.txt",
    "~root/secret.txt",
    "$HOME/secret.txt",
    "${{HOME}}/secret.txt",
    ".git/config.txt",
    ".",
    "..",
    "",
    " ",
    "／etc／passwd",
    "．．/secret.txt",
    "https://x.invalid/secret.txt",
    "secret.txt::$DATA",
    "../content/hub.yml",
    "../teams/payments.yml",
)


def links(name: str) -> Callable[[Path], None]:
    """Return what puts something that is no file into the content."""

    def lay(content: Path) -> None:
        outside, there = content.parent / "outside", content / "templates"
        {
            "symlink to a file": lambda: (there / "brief.txt").symlink_to(outside / "secret.txt"),
            "symlink to a file, relative": lambda: (there / "brief.txt").symlink_to("../../outside/secret.txt"),
            "symlink that is a record": lambda: (there / "leak.yml").symlink_to(outside / "secret.yml"),
            "symlink to a folder of records": lambda: (
                (content / "people").rename(content.parent / "p") and (content / "people").symlink_to(outside)
            ),
            "symlink to a folder": lambda: (there / "sub").symlink_to(outside),
            "symlink to the root": lambda: (there / "sub").symlink_to("/"),
            "symlink to itself": lambda: (there / "brief.txt").symlink_to("brief.txt"),
            "symlink to its parent": lambda: (there / "loop").symlink_to(".."),
            "chain of symlinks": lambda: (
                os.symlink(outside / "secret.txt", there / "b.txt"),
                os.symlink("b.txt", there / "brief.txt"),
            ),
            "symlink to nothing": lambda: (there / "brief.txt").symlink_to("nowhere"),
            "symlink inside the content": lambda: (there / "brief.txt").symlink_to("../hub.yml"),
            "symlinked table": lambda: (there / "brief.csv").symlink_to(outside / "secret.txt"),
            "symlinked hub.yml": lambda: (
                (content / "hub.yml").unlink(),
                (content / "hub.yml").symlink_to(outside / "secret.yml"),
            ),
            "fifo": lambda: os.mkfifo(there / "brief.txt"),
            "fifo as a record": lambda: os.mkfifo(there / "pipe.yml"),
            "fifo as hub.yml": lambda: ((content / "hub.yml").unlink(), os.mkfifo(content / "hub.yml")),
            "a folder called like a file": lambda: (there / "brief.txt").mkdir(),
            "a folder called like a record": lambda: (there / "folder.yml").mkdir(),
            "device": lambda: (there / "brief.txt").symlink_to("/dev/zero"),
            "proc": lambda: (there / "brief.txt").symlink_to("/proc/self/environ"),
        }[name]()

    return lay


LINKS = (
    "symlink to a file",
    "symlink to a file, relative",
    "symlink that is a record",
    "symlink to a folder of records",
    "symlink to a folder",
    "symlink to the root",
    "symlink to itself",
    "symlink to its parent",
    "chain of symlinks",
    "symlink to nothing",
    "symlink inside the content",
    "symlinked table",
    "symlinked hub.yml",
    "fifo",
    "fifo as a record",
    "fifo as hub.yml",
    "a folder called like a file",
    "a folder called like a record",
    "device",
    "proc",
)


def paths() -> Sequence[Case]:
    """Names in records, things in folders that are no files, and a file that becomes a link between check and copy."""
    return [
        *(Case(f"named {name!r}", partial(_named, name)) for name in NAMED),
        *(Case(name, partial(_linked, name)) for name in LINKS),
        Case("hard link", _hard),
        *(Case(f"race: {what}", partial(_race, what)) for what in ("file", "folder")),
    ]


def _lay(folder: Path, name: str = "brief.txt") -> Path:
    outside = folder / "outside"
    outside.mkdir()
    for path in ("secret.txt", "secret.yml", "config.txt"):
        (outside / path).write_bytes(SECRET)
        (folder / path).write_bytes(SECRET)
    text = TEMPLATE.format('"' + name.format(root=folder) + '"')
    return contract.lay(folder, {"templates/brief.yml": text.encode()})


def _nothing_leaks(folder: Path) -> None:
    """Check and build; whatever comes of it, the secret is not in the site, and nothing but a finding ends it."""
    code, text = contract.check(folder)
    assert code in (0, 1), text
    assert b"zqz-secret" not in text.encode()
    went, lines = contract.built(folder)
    assert went == (code == 0), lines
    assert not any("Traceback" in line for line in lines)
    for path in (folder / "site").rglob("*"):
        assert not path.is_symlink(), path
        if path.is_file():
            assert b"zqz-secret" not in path.read_bytes(), path
            assert b"root:x:" not in path.read_bytes(), path


def _named(name: str, folder: Path) -> None:
    _lay(folder, name)
    assert contract.check(folder)[0] == 1, f"{name!r} is taken"
    _nothing_leaks(folder)


def _linked(name: str, folder: Path) -> None:
    _lay(folder)
    links(name)(folder / "content")
    try:
        _nothing_leaks(folder)
    finally:
        os.chdir("/")


def _hard(folder: Path) -> None:
    """A hard link is a file of the content like any other; neither git nor an archive of a forge can bring one from outside."""
    _lay(folder)
    os.link(folder / "content" / "hub.yml", folder / "content" / "templates" / "brief.txt")
    code, _ = contract.check(folder)
    assert code == 0
    assert contract.built(folder)[0]


def _race(what: str, folder: Path) -> None:
    """Between the check and the copy the file, or its folder, becomes a link to the outside."""
    _lay(folder)
    there = folder / "content" / "templates"
    (there / "brief.txt").write_text("A brief.\n")
    opened = open_hub(folder / "content", contract.DAY)
    assert not opened.reading.findings
    if what == "file":
        (there / "brief.txt").unlink()
        (there / "brief.txt").symlink_to(folder / "outside" / "secret.txt")
    else:
        (folder / "outside" / "brief.txt").write_bytes(SECRET)
        there.rename(folder / "gone")
        there.symlink_to(folder / "outside")
    try:
        data = opened.folder.read("templates/brief.txt")
    except OSError:
        return
    raise AssertionError(f"it was read: {data!r}")


PATHS = Sort("paths", "No byte from outside the content is in the site.", paths, 30, short=10)
