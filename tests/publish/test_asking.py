"""``coehub links``: what is gone is told, who asks for a login counts as there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from hub_plugin.cli import main


class Host(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        code = int(self.path.strip("/").partition("/")[0])
        if code == 405 and self.command == "GET":
            code = 200
        self.send_response(code)
        self.send_header("Content-Length", "0")
        if code == 302:
            self.send_header("Location", "/404")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_links(host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    good = [f"{host}/{code}" for code in (200, 401, 403, 405, 429, "200/ä ö?a=ü")]
    bad = [f"{host}/{code}" for code in (404, 410, 500, 302)] + ["http://127.0.0.1:1/x", "http://[x", "https://"]
    links = "".join(f'<a href="{each}#x">x</a>' for each in (*good, *bad, "page/", "mailto:a@b.cc"))
    for path in ("index.html", "two/index.html"):
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(f"<html>{links}</html>")
    listed = CliRunner().invoke(main, ["links", "--list"])
    assert listed.exit_code == 0
    assert len(listed.output.splitlines()) == len(good) + len(bad)
    done = CliRunner().invoke(main, ["links", "--wait", "5"])
    assert done.exit_code == 1, done.output
    lines = done.output.splitlines()
    assert lines[-1] == f"{len(good)} of {len(good) + len(bad)} addresses answer"
    assert sorted(line.partition(": ")[0] for line in lines[:-1]) == sorted(bad)
    assert "404 Not Found; on index.html and 1 other page" in done.output
    assert CliRunner().invoke(main, ["links", "nowhere"]).exit_code == 2
