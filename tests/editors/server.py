"""The real yaml-language-server, spoken to as an editor does: over LSP, through its standard input and output."""

from __future__ import annotations

import itertools
import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import sites

PATIENCE = 30  # seconds until an answer is given up


@dataclass(frozen=True, order=True)
class Mark:
    """A mark of the editor; line and column count from 1, as ours do."""

    line: int
    column: int
    says: str


def program() -> Path:
    """Return the server's file; `make test` installs it from requirements/package-lock.json."""
    judges = Path(os.environ.get("COEHUB_JUDGES") or sites.ROOT / ".node" / "node_modules")
    return judges / "yaml-language-server" / "bin" / "yaml-language-server"


def missing() -> str:
    """Return what is missing to run it, or an empty text."""
    if not shutil.which("node"):
        return "node is missing (packages.txt)"
    return "" if program().is_file() else f"{program()} is missing: 'make .node/.packages' installs it"


class Server:
    """One running server for one folder.

    Args:
        root: the folder that the editor has open.
        settings: the editor's settings, flat as in ``settings.json``.
    """

    def __init__(self, root: Path, settings: Mapping[str, Any]) -> None:
        self.root = root
        self.settings = _nested({"yaml.schemaStore.enable": False, **settings})
        self._numbers, self._answers = itertools.count(1), queue.Queue[dict[str, Any]]()
        self._marks: dict[str, list[Mark]] = {}
        environ = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self._process = subprocess.Popen(
            ["node", str(program()), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, cwd=root, env=environ,
        )  # fmt: skip
        threading.Thread(target=self._listen, daemon=True).start()
        folder = {"uri": root.as_uri(), "name": root.name}
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "publishDiagnostics": {},
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        self.ask("initialize", processId=os.getpid(), rootUri=root.as_uri(), workspaceFolders=[folder],
                 capabilities=capabilities)  # fmt: skip
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings=self.settings)

    def marks(self, texts: Mapping[str, str]) -> dict[str, list[Mark]]:
        """Open files, all at once, and return path → the marks in it; then close them."""
        uris = {self._open(path, text): path for path, text in texts.items()}
        while not uris.keys() <= self._marks.keys():
            self._next()
        found = {path: sorted(self._marks[uri]) for uri, path in uris.items()}
        self._close(*uris)
        return found

    def offers(self, path: str, text: str) -> dict[str, str]:
        """Return what is offered at ``|`` in a text: label → what is said of it."""
        before, _, after = text.partition("|")
        uri = self._open(path, before + after)
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        made = self.ask("textDocument/completion", textDocument={"uri": uri}, position=position)
        self._close(uri)
        items = made["items"] if isinstance(made, dict) else made or []
        return {each["label"]: _words(each.get("documentation", "")) for each in items}

    def says(self, path: str, text: str) -> str:
        """Return what is said when the pointer rests at ``|`` in a text."""
        before, _, after = text.partition("|")
        uri = self._open(path, before + after)
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        made = self.ask("textDocument/hover", textDocument={"uri": uri}, position=position)
        self._close(uri)
        return _words((made or {}).get("contents", ""))

    def close(self) -> None:
        """End the server."""
        self._process.kill()
        self._process.wait()

    def tell(self, method: str, **params: Any) -> None:
        """Send what needs no answer."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        """Send a question and return the answer."""
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message.get("result")

    def _open(self, path: str, text: str) -> str:
        uri = (self.root / path).as_uri()
        self.tell("textDocument/didOpen",
                  textDocument={"uri": uri, "languageId": "yaml", "version": next(self._numbers), "text": text})  # fmt: skip
        return uri

    def _close(self, *uris: str) -> None:
        """Close files; the server takes its marks away, and has done so when it answers the next question."""
        for uri in uris:
            self.tell("textDocument/didClose", textDocument={"uri": uri})
        self.ask("textDocument/documentLink", textDocument={"uri": uris[-1]})
        for uri in uris:
            self._marks.pop(uri, None)

    def _next(self) -> dict[str, Any]:
        """Take the next message; answer what the server asks an editor."""
        message = self._answers.get(timeout=PATIENCE)
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self._marks[params["uri"]] = [
                Mark(each["range"]["start"]["line"] + 1, each["range"]["start"]["character"] + 1, each["message"])
                for each in params["diagnostics"]
            ]
        elif message.get("method") == "workspace/configuration":
            wanted = [self.settings.get(each.get("section", ""), {}) for each in message["params"]["items"]]
            self._send({"id": message["id"], "result": wanted})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _listen(self) -> None:
        out = self._process.stdout
        assert out is not None
        while line := out.readline():
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
                while out.readline().strip():
                    pass
                self._answers.put(json.loads(out.read(size)))


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in flat.items():
        *steps, last = name.split(".")
        at = made
        for step in steps:
            at = at.setdefault(step, {})
        at[last] = value
    return made


def _words(value: Any) -> str:
    return value.get("value", "") if isinstance(value, dict) else str(value)
