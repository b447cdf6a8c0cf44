"""Somebody at the forms: a git repository with the form tool's own server, and hands that fill in fields."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub_plugin.opening import open_hub
from hub_plugin.outputs import forms
from tests import sites
from tests.forms.vendoring import modules

PATIENCE = 15_000  # milliseconds


class Repository:
    """A git repository with the example's content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(sites.ROOT / "content", folder / "content")
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Somebody")
        self.git("config", "user.email", "somebody@example.org")
        self.git("config", "core.autocrlf", "false")
        self.commit("The hub")

    def git(self, *words: str) -> str:
        """Run git and return what it says."""
        done = subprocess.run(["git", *words], cwd=self.folder, capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    def commit(self, message: str) -> None:
        """Commit everything."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def changes(self, branch: str) -> dict[str, tuple[list[str], list[str]]]:
        """Return what a branch changes: path → lines taken out and lines put in."""
        found: dict[str, tuple[list[str], list[str]]] = {}
        path = ""
        for line in self.git("diff", "-U0", "--no-renames", f"main...{branch}").split("\n"):
            if line.startswith("+++ "):
                path = line[6:]
                found.setdefault(path, ([], []))
            elif line.startswith("--- "):
                continue
            elif line.startswith("Binary files"):
                found.setdefault(re.findall(r" b/(\S+) differ", line)[0], ([], []))
            elif line[:1] in ("-", "+"):
                found[path][line[0] == "+"].append(line[1:])
        return found


@contextlib.contextmanager
def form_server(repository: Repository) -> Iterator[str]:
    """Run the form tool's own server on a repository, and return its address."""
    node = modules() / "decap-server" / "dist" / "index.js"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {
        **os.environ,
        "PORT": str(port),
        "MODE": "git",
        "GIT_REPO_DIRECTORY": str(repository.folder),
        "LOG_LEVEL": "error",
    }
    with subprocess.Popen(
        ["node", str(node)], env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError), socket.create_connection(("localhost", port), 1):
                    break
                time.sleep(0.1)
            yield f"http://localhost:{port}/api/v1"
        finally:
            server.terminate()


def admin(repository: Repository, server: str, site: Path) -> dict[str, Any]:
    """Write the admin page of a repository's hub into a site, and return what the form tool is told."""
    hub = open_hub(repository.folder / "content", sites.TODAY).reading.hub
    host = forms.host({"host": "local", "server": server, "content": "content"})
    for path, data in forms.files(hub, host).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    return forms.configuration(hub, host)


@dataclass
class Desk:
    """An open admin page."""

    page: Any
    address: str
    repository: Repository
    told: dict[str, Any]
    opened: int = 0

    def log_in(self) -> None:
        """Open the page and log in, which locally asks for nothing."""
        self.page.goto(f"{self.address}admin/")
        self.page.get_by_role("button", name="Login").click()
        self.page.get_by_role("heading", name="Collections").wait_for()

    def collection(self, name: str) -> dict[str, Any]:
        """Return what the form tool is told of a collection."""
        return next(each for each in self.told["config"]["collections"] if each["name"] == name)

    def fields(self, name: str) -> list[dict[str, Any]]:
        """Return the fields of a collection."""
        found = self.collection(name)
        return list(found["files"][0]["fields"] if "files" in found else found["fields"])

    def open(self, collection: str, entry: str = "") -> None:
        """Open the form of a record, or of a new one."""
        told = self.collection(collection)
        place = f"entries/{entry}" if entry else "new"
        # By way of the list, which puts the form away: nothing of the one before is left in it. The tool itself stays loaded.
        self.page.evaluate("place => { location.hash = place }", f"#/collections/{collection}")
        self.page.locator("[id$='-field-1']").wait_for(state="detached")
        self.page.evaluate("place => { location.hash = place }", f"#/collections/{collection}/{place}")
        if not entry:
            self.page.locator("input[id^='step1-field-'][value='']").wait_for()
            return
        if "folder" in told:
            self.page.get_by_text(f"{told['folder']}/{entry}.{told['extension']}", exact=True).first.wait_for()
        else:
            self.box(told["files"][0]["fields"][0]["name"]).wait_for()

    def box(self, name: str, within: Any = None) -> Any:
        """Return the input of a field: of the record itself, or the first one inside an item of a list."""
        if within is not None:
            return within.locator(f"[id^='{name}-field-']:not(datalist)").first
        inside = "not(self::datalist) and not(ancestor::*[contains(@id, '-field-')])"
        return self.page.locator(f"xpath=//*[starts-with(@id, '{name}-field-') and {inside}]").first

    def fill(self, field: dict[str, Any], value: Any, within: Any = None) -> None:
        """Fill in a field."""
        box, widget = self.box(field["name"], within), field["widget"]
        if widget == "select":
            for each in value if isinstance(value, list) else [value]:
                box.fill(
                    each if isinstance(field["options"], list) else f"({each})"
                )  # what is offered is "label (value)"
                self.page.keyboard.press("Enter")
        elif widget == "list":
            for each in value:
                self.add(field, each, within)
        else:
            box.fill(str(value))

    def add(self, field: dict[str, Any], value: Any, within: Any = None) -> None:
        """Add an item to a list and fill it in."""
        area = self.box(field["name"], within)
        area.get_by_role("button", name=f"Add {field['label'].lower()}").first.click()
        self.opened += 1
        area.locator("[class*='SortableListItem']").last.evaluate(
            f"it => it.setAttribute('data-item', '{self.opened}')"
        )
        item = area.locator(f"[data-item='{self.opened}']")
        for inner in field.get("fields", [field["field"]] if "field" in field else []):
            found = value.get(inner["name"]) if isinstance(value, dict) else value
            if found is not None:
                self.fill(inner, found, item)

    def save(self, branch: str) -> None:
        """Save, and wait until the change is on its branch."""
        self.page.get_by_role("button", name="Save").click()
        self.page.get_by_text("Changes saved").first.wait_for()
        there = self.repository.git("branch", "--format=%(refname:short)").split()
        assert branch in there, there
