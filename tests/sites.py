"""Sites for tests: laid into a folder, built by the real commands, and read back."""

from __future__ import annotations

import dataclasses
import html
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.ready import Ready

ROOT = Path(__file__).parents[1]
TODAY = "2026-11-23"
PATIENCE = 120  # seconds
READY: Ready | None = None  # conftest.py sets it; who is no test run has none
MKDOCS = [sys.executable, "-m", "mkdocs"]
COEHUB = [sys.executable, "-m", "hub_plugin"]
PLAIN = """\
site_name: A hub
theme: {name: material, font: false}
plugins: [search, {coehub: {today: "2026-11-23"}}]
"""
HUB = """\
format: 1
name: A hub
mission: Help each other.
timezone: Europe/Bucharest
"""
_NOT_OURS = ("CI", "COEHUB_TODAY", "SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "TZ", "LC_ALL")


@dataclasses.dataclass(frozen=True)
class Run:
    """What a command did."""

    code: int
    output: str


def environment(**further: str) -> dict[str, str]:
    """Return an environment in which the code of this repository is the one that runs."""
    kept = {
        name: value for name, value in os.environ.items() if name not in _NOT_OURS and not name.startswith("PYTEST_")
    }
    # The example speaks six languages; all but the tests of that look at the first.
    return {**kept, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "COEHUB_LANGUAGES": "en", **further}


def run(command: list[str], folder: Path, **environ: str) -> Run:
    """Run a command in a folder, and return both its outputs as one; in a test run, by the process that is ready for that."""
    whole = environment(**environ)
    if READY is not None and READY.fits(command, whole):
        code, said = READY.run(command, folder, whole, PATIENCE)
        return Run(code, said.decode("utf-8", "replace"))
    return run_anew(command, folder, **environ)


def run_anew(command: list[str], folder: Path, **environ: str) -> Run:
    """Run a command in a folder as a program that starts from nothing."""
    done = subprocess.run(
        command, cwd=folder, env=environment(**environ), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=PATIENCE, check=False,
    )  # fmt: skip
    return Run(done.returncode, done.stdout.decode("utf-8", "replace"))


def build(folder: Path, *options: str, engine: Sequence[str] = MKDOCS, strict: bool = True, **environ: str) -> Run:
    """Run ``mkdocs build`` in a folder, ``--strict`` unless told otherwise; never with ``-q``, which hides warnings from it."""
    return run([*engine, "build", "-f", "mkdocs.yml", *(["--strict"] if strict else []), *options], folder, **environ)


def lay(folder: Path, texts: Mapping[str, str | bytes], config: str = PLAIN) -> Path:
    """Write a hub into a folder: ``content/…``, ``docs/…``, and mkdocs.yml."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    for path, text in {"mkdocs.yml": config, **texts}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def lay_small(folder: Path, texts: Mapping[str, str | bytes] | None = None, config: str = PLAIN) -> Path:
    """Write the small sound hub of the laws into a folder, with further files over it."""
    shutil.copytree(ROOT / "tests" / "laws" / "base", folder / "content")
    return lay(folder, texts or {}, config)


def lay_example(folder: Path) -> Path:
    """Write the example hub of this repository into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "content"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return path → bytes of every file below a folder; empty folders count too."""
    return {
        path.relative_to(folder).as_posix() + ("/" if path.is_dir() else ""): b""
        if path.is_dir()
        else path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }


class Document(HTMLParser):
    """One HTML page: where it links to, which ids it has, what it says.

    Args:
        text: the HTML.

    ``said`` is what a reader sees, without code; ``whole`` has the code too.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: Counter[str] = Counter()
        self.links: list[tuple[str, str, dict[str, str | None]]] = []
        self.attributes: set[tuple[str, str]] = set()
        self._said: list[str] = []
        self._whole: list[str] = []
        self._inside: list[str] = []
        self.feed(text)
        self.close()
        self.said = " ".join(" ".join(self._said).split())
        self.whole = " ".join("".join(self._whole).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert len(found) == len(attrs), f"an attribute stands twice: <{tag} {attrs}>"
        if tag in ("script", "style", "template", "code", "pre", "title", "textarea"):
            self._inside.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids[value or ""] += 1
            if name in ("href", "src") and value is not None:
                self.links.append((tag, value, found))
            if name in ("title", "aria-label", "alt", "content") and value:
                self._said.append(value)
        if tag == "meta" and (found.get("http-equiv") or "").casefold() == "refresh":
            self.links.append((tag, (found["content"] or "").partition("url=")[2], found))

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "template"} & set(self._inside):
            self._whole.append(data)
            if not {"code", "pre"} & set(self._inside):
                self._said.append(data)


class Site:
    """A built site.

    Args:
        folder: where it lies.
        log: what was printed when it was built.
        url: ``site_url``, whose path the 404 page takes.
    """

    def __init__(self, folder: Path, log: str = "", url: str = "http://site.invalid/") -> None:
        self.folder, self.log, self.url = folder, log, url
        self._known: dict[str, Document] = {}
        self._targets: dict[tuple[str, str], tuple[Path, str] | None] = {}
        self._files: dict[Path, bool] = {}

    @property
    def pages(self) -> list[str]:
        """The paths of all pages."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))

    def text(self, path: str) -> str:
        """Return the bytes of a file as text."""
        return (self.folder / path).read_text(encoding="utf-8")

    def page(self, path: str) -> Document:
        """Return a page."""
        if path not in self._known:
            self._known[path] = Document(self.text(path))
        return self._known[path]

    def target(self, path: str, link: str) -> tuple[Path, str] | None:
        """Return the file and anchor to which a link on a page leads, or None if it leaves the site."""
        # From all pages of a folder it leads to the same place, but for one to the page itself.
        known = (path if link[:1] in ("", "#", "?") else path.rpartition("/")[0], link)
        if known not in self._targets:
            self._targets[known] = self._target(path, link)
        return self._targets[known]

    def _target(self, path: str, link: str) -> tuple[Path, str] | None:
        base = urljoin(self.url, path)
        parts = urlsplit(urljoin(base, link))
        root = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or parts.netloc != root.netloc:
            return None
        assert parts.path.startswith(root.path), f"{path}: {link} leads out of the site"
        inside = unquote(parts.path.removeprefix(root.path))
        file = self.folder / inside
        return (file / "index.html" if inside.endswith("/") or not inside else file), unquote(parts.fragment)

    def wrong_links(self) -> Iterator[str]:
        """Yield every link of every page, and of the search index, that leads to no file or to no anchor."""
        for path in self.pages:
            for _, link, _ in self.page(path).links:
                yield from self.wrong_link(path, link)

    def wrong_link(self, path: str, link: str) -> Iterator[str]:
        """Yield what is wrong with one link."""
        found = self.target(path, link)
        if found is None:
            return
        file, anchor = found
        if file not in self._files:
            self._files[file] = file.is_file()
        if not self._files[file]:
            yield f"{path}: {link}: no such file"
            return
        checked = anchor and file.suffix == ".html" and not anchor.startswith("__")
        if checked and anchor not in self.page(file.relative_to(self.folder).as_posix()).ids:
            yield f"{path}: {link}: no such anchor"


_LEFT = re.compile(
    r"\[\[|\]\]|\{\{|\}\}|\{%|\bNone\b(?! [a-z])|\bUndefined\b|\bMarkup\(|Address\(|<[a-z_.]+ object|&(?:lt|gt|amp|quot|#\d+);"
)


def left_over(text: str) -> list[str]:
    """Return what a template or an escape has left behind in a text for readers."""
    return [text[max(0, found.start() - 40) : found.end() + 40] for found in _LEFT.finditer(text)]


def description(page: str) -> str:
    """Return what a page says of itself in its head."""
    return html.unescape(page.partition('<meta name="description" content="')[2].partition('"')[0])
