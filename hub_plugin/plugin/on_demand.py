"""Under serve, what somebody asks for is made when they ask: an author looks at one page, and nobody reads the others meanwhile.

A rebuild reads, checks and joins the whole hub and lets MkDocs build what is written by hand. Our pages, feeds and data, the search index
and the further languages are promised only. They are made by the same code as ever, so what is asked for is the same bytes.
"""

from __future__ import annotations

import posixpath
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

import click
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import write_file

from hub_plugin.indexing import add_hits
from hub_plugin.lasting import let_go
from hub_plugin.model.page import LaterFiles, Page, Site
from hub_plugin.outputs.pieces import INDEX

log = get_plugin_logger("coehub")
Make = Callable[[], object]
PAUSE = 5.0  # seconds without an edit


class OnDemand:
    """What one edition promises. All paths are those of files below its root, with forward slashes.

    Args:
        first: the edition that holds it; None: it is the first itself.
    """

    def __init__(self, first: OnDemand | None = None) -> None:
        self.first: OnDemand = first or self
        self.building: Any = first.building if first else threading.RLock()  # held while anything is built or made
        self.state = 0  # of the hub, counted by the first; what takes long and was begun for an earlier one is given up
        self._promised: dict[str, Callable[[], Iterator[None]]] = {}
        self._rest: Make = lambda: None
        self._editions: dict[str, Callable[[], OnDemand]] = {}
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)

    def begin(self) -> None:
        """Forget all promises: there is a new state of the hub."""
        self._promised, self._editions, self._rest = {}, {}, lambda: None
        self._turns = defaultdict(threading.Lock)

    def promise(self, path: str, make: Make) -> None:
        """Promise a file."""

        def step() -> Iterator[None]:
            make()
            yield

        self._promised[path] = step

    def promise_long(self, path: str, before: Iterable[Make], make: Make) -> None:
        """Promise a file for which much is to be made before; in between, others get their turn."""

        def steps() -> Iterator[None]:
            for each in before:
                each()
                yield
            make()
            yield

        self._promised[path] = steps

    def promise_rest(self, make: Make) -> None:
        """Promise files of which nobody knows the names yet."""
        self._rest = make

    def promise_editions(self, builds: Mapping[str, Callable[[OnDemand], object]]) -> None:
        """Promise folders that are sites of their own; what builds one is told whom to promise its pages."""

        def built(build: Callable[[OnDemand], object]) -> OnDemand:
            there = OnDemand(self.first)
            build(there)
            return there

        self._editions = {path: cache(partial(built, build)) for path, build in builds.items()}

    def make(self, path: str) -> None:
        """Keep a promise, if there is one for a file."""
        there = self._edition(path)
        if there is not None:
            there[0].make(there[1])
            return
        if path not in self._promised and path not in self._turns:
            return
        with self._turns[path]:  # whoever asks for the same meanwhile waits
            with self.building:
                state, make = self.first.state, self._promised.get(path)
                steps = make() if make else iter(())
            while True:
                with self.building:
                    if self.first.state != state:
                        return
                    try:
                        next(steps)
                    except StopIteration:
                        self._promised.pop(path, None)
                        return

    def make_rest(self, path: str) -> None:
        """Make what has no name yet, where a file was asked for that is not there."""
        there = self._edition(path)
        if there is not None:
            there[0].make_rest(there[1])
            return
        with self.building:
            make, self._rest = self._rest, lambda: None
            make()

    def _edition(self, path: str) -> tuple[OnDemand, str] | None:
        """Return the edition to which a file belongs, built, and where it lies there."""
        with self.building:
            found = next((each for each in self._editions if path.startswith(each)), None)
            if found is None:
                return None
            return self._editions[found](), path.removeprefix(found)


def promise(wanted: OnDemand, site: Site, printed: Sequence[Page], written: Path, directory_urls: bool) -> None:
    """Promise the search index, for which all pages are printed, and what has no name yet.

    Args:
        wanted: whom.
        site: what leaves.
        printed: its pages, but those that pages by hand replace.
        written: the folder of the site.
        directory_urls: as MkDocs' ``use_directory_urls``.
    """
    pages = [partial(getattr, page, "body") for page in printed]
    wanted.promise_long(f"search/{INDEX}", pages, partial(add_hits, written, printed, directory_urls, "whole"))

    def rest() -> None:
        files = site.files.made() if isinstance(site.files, LaterFiles) else {}
        for name, data in files.items():
            if not (written / name).exists():
                write_file(data, str(written / name))

    wanted.promise_rest(rest)


def promise_files(wanted: OnDemand, files: Mapping[str, bytes], names: Iterable[str], written: Path) -> None:
    """Promise feeds and data.

    Args:
        wanted: whom.
        files: what they hold.
        names: where they lie; one may be gone by the time somebody asks.
        written: the folder of the site.
    """

    def write(name: str) -> None:
        with suppress(KeyError):
            write_file(files[name], str(written / name))

    for name in names:
        wanted.promise(name, partial(write, name))


def attend(server: LiveReloadServer, wanted: OnDemand, renewed: Callable[[], bool] = lambda: False) -> None:
    """Let a server make what is asked for before it looks for the file.

    Args:
        server: of the engine.
        wanted: whom to ask.
        renewed: takes over an edit without the engine, if that can be; tells whether it is done.
    """
    build: Any = server.builder
    answer: Any = server.get_app()

    def rebuild(*given: Any) -> None:
        wanted.state += 1  # before the lock: what is being made for the last state ends at its next step
        with wanted.building:
            wanted.begin()
            if not renewed():
                wanted.begin()
                build(*given)
        tidy()

    waiting: list[threading.Timer] = []

    def tidy() -> None:
        """Let go what the states of the hub before have left, as soon as its author pauses."""
        while waiting:
            waiting.pop().cancel()
        waiting.append(timer := threading.Timer(PAUSE, quietly))
        timer.daemon = True
        timer.start()

    def quietly() -> None:
        with wanted.building:
            let_go()

    def app(environ: Any, start_response: Any) -> Any:
        try:
            return answered(environ, start_response)
        except PluginError as error:
            log.error(str(error))
            start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
            return [str(error).encode()]

    def answered(environ: Any, start_response: Any) -> Any:
        paths = list(_files(environ["PATH_INFO"], server.mount_path))
        for path in paths:
            wanted.make(path)
        told: list[Any] = []
        body = answer(environ, lambda *given: told.append(given))
        if paths and told and told[0][0].startswith("404"):  # a rebuild came between, or it is new
            for path in paths:
                wanted.make(path)
                wanted.make_rest(path)
            return answer(environ, start_response)
        for given in told:
            start_response(*given)
        return body

    server.builder = rebuild
    server.set_app(app)


def is_attended() -> bool:
    """Tell whether there will be a server to attend: the engine's command line says so before the first build, or nobody does."""
    command = click.get_current_context(silent=True)
    given = command.params if command is not None else {}
    return given.get("livereload") is True or given.get("no_livereload") is False  # MkDocs; ProperDocs


def again(server: Any) -> None:
    """Let a server rebuild as if a file had been changed, where it is one whose ways we know."""
    if (changed := getattr(server, "_rebuild_cond", None)) is not None:
        with changed:
            server._want_rebuild = True
            changed.notify_all()


def _files(asked: str, root: str) -> Iterator[str]:
    """Yield which files a request may mean, below the site's root."""
    path = asked.encode("latin-1").decode("utf-8", "ignore")
    if not (path + "/").startswith(root) or path.startswith("/livereload/"):
        return
    inner = posixpath.normpath("/" + path[len(root) :]).lstrip("/")
    if not path.endswith("/"):
        yield inner
    yield posixpath.join(inner, "index.html") if inner else "index.html"
