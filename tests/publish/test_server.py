"""A git server with the hooks of the guide, a web server beside it, and a reader who never stops reading.

A good push is published, a bad one is refused with its findings, every file that the reader gets is whole, and whoever reads the
manifest before and after a visit holds files that match it, or sees that it has changed.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest

from tests import sites
from tests.publish.small import mark
from tests.publish.test_pipelines import tools

GUIDE = (sites.ROOT / "docs/guide/publishing.md").read_text(encoding="utf-8")
HOOKS = dict(re.findall(r"^`hooks/([a-z-]+)`:\n\n```sh\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE))
GOOD = {
    "content/tools/tracker.yml": "title: Ticket desk\nsummary: Where requests are kept.\nowner: payments\nstatus: active\n"
    "access: Everybody has it.\n"
}
BAD = {"content/tools/tracker.yml": "title: Ticket desk\nowner: nobody-there\n"}

pytestmark = pytest.mark.slow


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class Reader(threading.Thread):
    """Reads the site again and again, some files at a time."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port, self.stopped = port, threading.Event()
        self.whole: set[str] = set()  # releases that were seen in a visit with one manifest
        self.changed = 0
        self.wrong: list[str] = []
        self.digests: dict[str, set[str]] = {}

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{quote(path)}", timeout=20) as answer:
            return bytes(answer.read())

    def run(self) -> None:
        chosen = random.Random(7)
        while not self.stopped.is_set():
            try:
                self.visit(chosen)
            except urllib.error.HTTPError as error:
                error.close()
                if error.code != 404:  # before the first release, or of a file that the next release has not
                    self.wrong.append(str(error))
            except OSError as error:
                self.wrong.append(str(error))

    def visit(self, chosen: random.Random) -> None:
        before = json.loads(self.get("release.json"))
        for path, each in before["files"].items():
            self.digests.setdefault(path, set()).add(each["sha256"])
        got = {path: self.get(path) for path in chosen.sample(sorted(before["files"]), 12)}
        after = json.loads(self.get("release.json"))
        for path, each in after["files"].items():
            self.digests.setdefault(path, set()).add(each["sha256"])
        if before != after:
            self.changed += 1
        else:
            self.whole.add(before["release"])
        for path, data in got.items():
            digest = hashlib.sha256(data).hexdigest()
            if before == after and digest != before["files"][path]["sha256"]:
                self.wrong.append(f"{path} does not match the manifest")
            if digest not in self.digests[path]:
                self.wrong.append(f"{path} is of no release")


class Server:
    """A git server with its hooks, and whoever pushes to it."""

    def __init__(self, folder: Path) -> None:
        self.live, self.bare, self.work = folder / "live", folder / "hub.git", folder / "work"
        self.hub = tools(folder / "hub")
        (self.hub / "mkdocs.yml").write_text(sites.PLAIN)
        sites.run(["git", "init", "-q", "--bare", "-b", "main", str(self.bare)], folder)
        for name, text in HOOKS.items():
            (self.bare / "hooks" / name).write_text(text)
            (self.bare / "hooks" / name).chmod(0o755)
        sites.lay_small(self.work, {"docs/about.md": "# About\n"})
        self.git("init", "-q", "-b", "main")
        self.clock = 1_790_000_000

    def git(self, *words: str, **environ: str) -> sites.Run:
        named = {
            f"GIT_{role}_{what}": f"{what.lower()}@x.example"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        return sites.run(["git", "-c", "core.hooksPath=/dev/null" if words[0] == "commit" else "core.pager=cat", *words], self.work,
                         HUB=str(self.hub), TO=str(self.live), GIT_CONFIG_GLOBAL="/dev/null", **named, **environ)  # fmt: skip

    def push(self, texts: dict[str, str], *options: str) -> sites.Run:
        """Commit files a minute after the last ones, and push them."""
        for path, text in texts.items():
            (self.work / path).parent.mkdir(parents=True, exist_ok=True)
            (self.work / path).write_text(text)
        self.clock += 60
        when = f"{self.clock} +0000"
        self.git("add", "-A")
        done = self.git("commit", "-q", "-m", "Change", GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when)
        assert done.code == 0, done.output
        return self.git("push", *options, f"file://{self.bare}", "HEAD:main")


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(tmp_path)


@pytest.fixture
def reader(server: Server) -> Iterator[Reader]:
    handler = partial(Quiet, directory=str(server.live / "current"))
    web = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    reading = Reader(web.server_port)
    reading.start()
    yield reading
    reading.stopped.set()
    reading.join(30)
    web.shutdown()
    web.server_close()


def seen(reader: Reader, release: str) -> None:
    """Wait until the reader has seen a release."""
    for _ in range(600):
        if release in reader.whole:
            return
        reader.stopped.wait(0.05)
    pytest.fail(f"nobody has seen {release}: {reader.whole}, {reader.wrong[:3]}")


def live(server: Server) -> str:
    mark(server.live)  # every file of it
    return (server.live / "current").resolve().name


def test_pushes(server: Server, reader: Reader) -> None:
    first = server.push({})
    assert first.code == 0, first.output
    assert "is live in" in first.output
    one = live(server)
    assert one.startswith("000001-")
    seen(reader, one)

    refused = server.push(BAD)
    assert refused.code != 0
    assert "content/tools/tracker.yml:2:" in refused.output, refused.output
    assert "nobody-there" in refused.output
    assert live(server) == one

    mended = server.push(GOOD)
    assert mended.code == 0, mended.output
    two = live(server)
    assert two.startswith("000002-")
    assert (server.live / "current/tools/tracker/index.html").is_file()
    seen(reader, two)

    (server.hub / "glossary").mkdir()  # a kind of one's own; another that comes with a push does not run
    for path in (sites.ROOT / "examples/glossary").glob("*.*"):
        (server.hub / "glossary" / path.name).write_bytes(path.read_bytes())
    text, ran = (server.work / "content/hub.yml").read_text(), server.live.parent / "ran"
    evil = f"open({str(ran)!r}, 'w')\n"
    code = {f"{folder}glossary/__init__.py": evil for folder in ("", "docs/")}
    refused = server.push({**code, "content/hub.yml": text + "kinds: [docs.glossary]\n"})
    assert "'docs.glossary' in hub.yml cannot be imported" in refused.output, refused.output
    own = server.push({"content/hub.yml": text + "kinds: [glossary]\n"})
    assert "000003-" in own.output, own.output
    assert not ran.exists()
    two = live(server)
    seen(reader, two)

    broken = server.push({"docs/about.md": '# About\n\n<a href="../nowhere/">x</a>\n'})
    assert "'../nowhere/' leads to no file" in broken.output, broken.output
    assert live(server) == two

    back = server.git("push", "-f", f"file://{server.bare}", "HEAD~5:main")
    assert "older than what is live" in back.output, back.output
    assert live(server) == two
    removed = server.git("push", f"file://{server.bare}", ":main")
    assert removed.code != 0
    assert live(server) == two

    assert reader.wrong == []
    assert {one, two} <= reader.whole
