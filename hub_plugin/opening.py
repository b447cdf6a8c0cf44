"""What both doors do first: read the folder, load the kinds from outside, settle which day it is."""

from __future__ import annotations

import datetime
import importlib.util
import os
import sys
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any
from urllib.parse import quote

from hub_plugin import build
from hub_plugin.disk import Folder
from hub_plugin.lasting import NEVER, lasting
from hub_plugin.model.catalogs import CatalogError, catalog
from hub_plugin.model.fields import is_address
from hub_plugin.model.keeping import NOTHING, Kept
from hub_plugin.model.kind import Kind
from hub_plugin.model.languages import language, lookup
from hub_plugin.model.reading import read
from hub_plugin.model.safe import safe
from hub_plugin.model.sources import Declared, declared
from hub_plugin.model.texts import is_language
from hub_plugin.model.times import parse_date

EARLIEST, LATEST = datetime.date(1970, 1, 1), datetime.date(2199, 12, 31)
LOCALES = "locales"


class SetupError(Exception):
    """Something outside the content is wrong: a folder, an option, a module. The message says what to do, and no log obeys it."""

    def __init__(self, message: str) -> None:
        super().__init__(safe(message))


@dataclass(frozen=True)
class Opened:
    """A hub that was read, with the folders that it came from and the day to look from.

    ``catalogs`` holds the folder of the hub's own message catalogs (``locales/`` beside the content folder), if there is one;
    ``further`` the kinds that the hub brings along.
    """

    folder: Folder
    reading: build.Reading
    today: datetime.date
    sources: tuple[Declared, ...] = ()
    catalogs: tuple[Path, ...] = ()
    further: tuple[Kind, ...] = ()

    @property
    def folders(self) -> tuple[Path, ...]:
        """The content folder, and those of the sources."""
        root = self.folder.root
        return (root, *(root.parent / each.path for each in self.sources))

    @cached_property
    def contents(self) -> Mapping[str, bytes]:
        """The bytes of all records and tables, and the first ones of files that may be offered; read when a verb first asks.

        Raises:
            SetupError: something cannot be read any more.
        """
        with _readable(self.folder.root):
            return {**self.folder.beginnings(), **self.folder.contents()}

    def reread(self, written: Mapping[str, bytes], moved: Mapping[str, str] = MappingProxyType({})) -> build.Reading:
        """Read the hub as it would be once some files were written; nothing is.

        Args:
            written: path → bytes; a file that is there already has these instead.
            moved: path → where that file would lie; what is written there counts more.

        Raises:
            SetupError: something cannot be read any more.
        """
        contents = {moved.get(path, path): data for path, data in self.contents.items()}
        paths = {moved.get(path, path) for path in self.folder.paths}
        return build.read({*paths, *written}, {**contents, **written}, self.further)

    def language(self, elsewhere: str = "") -> str:
        """Return the language of the site: the first that hub.yml names, else what else is said of it, else English.

        Args:
            elsewhere: the theme's language, as mkdocs.yml has it.
        """
        return self.reading.languages[0] if self.reading.languages else elsewhere or "en"

    def spoken(self, theme: MutableMapping[str, Any], folders: Iterable[str], chosen: str = "") -> str:
        """Return the language of the site, and let the theme speak it too.

        Args:
            theme: its settings; a theme that can speak languages has one called ``language``.
            folders: where its templates lie. One that has no words in the language keeps its own, but is laid out from right to
                left if the language is written so.
            chosen: one of the hub's languages; empty: the first.
        """
        if "language" not in theme:
            return chosen or self.language()
        tag = chosen or self.language(str(theme["language"] or ""))
        names = [Path(each) / "partials" / "languages" for each in folders]
        known = (each for each in lookup(tag) if any((folder / f"{each}.html").is_file() for folder in names))
        if (found := next(known, None)) is not None:
            theme["language"] = found
        elif language(tag).rtl and not theme.get("direction"):
            theme["direction"] = "rtl"
        return tag

    def edit(self, own: Callable[[str, int], str | None]) -> Callable[[str, int], str | None]:
        """Return what tells where a line of a file is edited: a source's file in the repository of the source.

        Args:
            own: tells it for the files of the content folder.
        """

        def edit(path: str, line: int) -> str | None:
            source = next((each for each in self.sources if path.startswith(each.prefix)), None)
            if source is None:
                return own(path, line)
            start = source.edit.rstrip("/") + "/"
            return f"{start}{quote(path.removeprefix(source.prefix))}#L{line}" if is_address(source.edit) else None

        return edit


@lasting(NEVER)
def open_hub(root: Path, today: str = "", environ: Mapping[str, str] = os.environ, kept: Kept = NOTHING) -> Opened:
    """Read the hub in a folder.

    Args:
        root: the content folder, the one that holds ``hub.yml``.
        today: a date; empty: ``SOURCE_DATE_EPOCH``, else the date in the hub's zone.
        environ: the environment.
        kept: what was made before, of the same folder.

    Raises:
        SetupError: the folder is not there or cannot be read, the date is none, or a further kind cannot be loaded.
    """
    if not root.is_dir():
        raise SetupError(f"there is no folder '{root}'; 'coehub init' makes one, 'content_dir' says where it lies")
    with _readable(root):
        folder = Folder(root)
        contents = folder.contents()
        kinds = further_kinds(contents, folder.root)
        sources = declared(contents.get("hub.yml", b""))
        for source in sources:
            folder.mount(source, build.folders(kinds))
        read_ = {**folder.beginnings(), **(folder.contents() if sources else contents)}
    reading = build.read(folder.paths, read_, kinds, kept)
    own = folder.root.parent / LOCALES
    _check_catalogs((own, *(kind.where / LOCALES for kind in kinds)))
    return Opened(folder, reading, day(reading, today, environ), sources, (own,) if own.is_dir() else (), kinds)


@contextmanager
def _readable(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SetupError(f"'{error.filename or root}' cannot be read: {error.strerror or error}") from None


def _check_catalogs(folders: Sequence[Path]) -> None:
    """Read every message catalog that is not ours, so that none fails in the middle of a build.

    Raises:
        SetupError: one cannot be used.
    """
    for path in (path for folder in folders for path in sorted(folder.glob("*.po"))):
        try:
            if not is_language(path.stem):
                raise CatalogError(
                    f"{path.name} is called like no language; name it by its tag, such as de.po or pt-BR.po"
                )
            catalog(path.stem, (path.parent,))
        except CatalogError as error:
            raise SetupError(f"{path.parent.name}/{error}") from None


def day(reading: build.Reading, today: str, environ: Mapping[str, str]) -> datetime.date:
    """Return the day to look from.

    Raises:
        SetupError: ``today`` is no date, SOURCE_DATE_EPOCH no number (reproducible-builds.org), or the day so far off that the
            calendar ends before what is looked at does.
    """
    found = _day(reading, today, environ)
    if not EARLIEST <= found <= LATEST:
        raise SetupError(f"{found} is too far off: look from a day between {EARLIEST} and {LATEST}")
    return found


def _day(reading: build.Reading, today: str, environ: Mapping[str, str]) -> datetime.date:
    if today:
        try:
            return parse_date(str(today))
        except ValueError as error:
            raise SetupError(f"today: {error}") from None
    zone = reading.zone
    if epoch := environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.datetime.fromtimestamp(int(epoch), zone).date()
        except (ValueError, OverflowError, OSError):
            raise SetupError(f"SOURCE_DATE_EPOCH is '{epoch[:40]}', expected seconds since 1970") from None
    return datetime.datetime.now(zone).date()


def further_kinds(contents: Mapping[str, bytes], root: Path) -> tuple[Kind, ...]:
    """Import the kinds that ``kinds:`` in hub.yml names.

    A module inside the content folder or a source is refused before anything of its package runs: who may change content must not
    thereby run code in the build.

    Raises:
        SetupError: a module cannot be imported, lies in the content, or holds no kind.
    """
    hub = contents.get("hub.yml", b"")
    document, _ = read("hub.yml", hub)
    node = document.root.child("kinds") if document else None
    root = root.resolve()
    content = [root, *((root.parent / each.path).resolve() for each in declared(hub))]
    found: list[Kind] = []
    for _, each in node.walk() if node else ():
        if isinstance(each.value, str):
            found.extend(_kinds_of(each.value.strip(), content))
    return tuple(found)


def _kinds_of(name: str, content: Collection[Path]) -> Sequence[Kind]:
    try:
        steps = name.split(".")
        # To find a module, Python runs the packages around it: each is looked at before.
        for number in range(1, len(steps) + 1):
            spec = importlib.util.find_spec(".".join(steps[:number]))
            places = [spec.origin, *(spec.submodule_search_locations or ())] if spec else []
            for place in (Path(place).resolve() for place in places if place):
                if any(place.is_relative_to(folder) for folder in content):
                    raise SetupError(f"kinds: '{name}' lies in the content folder; code belongs outside of it")
        module = importlib.import_module(name)
    except SetupError:
        raise
    except Exception as error:  # whatever somebody else's module raises
        raise SetupError(f"kinds: '{name}' in hub.yml cannot be imported ({type(error).__name__}: {error})") from None
    kinds = getattr(module, "KINDS", None) or [getattr(module, "KIND", None)]
    if not all(isinstance(kind, Kind) for kind in kinds):
        raise SetupError(f"kinds: '{name}' has neither KIND nor KINDS")
    for kind in kinds:
        if kind.page and not (kind.where / kind.page).is_file():
            told = f"the kind '{kind.name}' has no {kind.page} in '{kind.where}'"
            raise SetupError(f'kinds: {told}; write one, or say page="" if its records have no page of their own')
        if not kind.example_file.is_file():
            raise SetupError(
                f"kinds: the kind '{kind.name}' has no {kind.example_file.name} in '{kind.where}'; write one"
            )
    return tuple(kinds)


@contextmanager
def blaming() -> Iterator[None]:
    """Tell it as a mistake of theirs if what a kind from outside runs fails.

    Raises:
        SetupError: which line of it, and how it failed.
    """
    try:
        yield
    except Exception as error:
        at = _line_of_theirs(error)
        if not at:
            raise
        told = ", ".join([f"{type(error).__name__}: {error}"[:300], *getattr(error, "__notes__", ())])
        raise SetupError(
            f"a kind from outside fails at {at} ({told}); mend it there, or take it out of 'kinds' in hub.yml"
        ) from error


def _line_of_theirs(error: Exception) -> str:
    """Return the line of a kind from outside at which something failed; empty: it was not there.

    What it called of others fails at its line, and so does what its template called of ours.
    """
    ours = Path(__file__).parent
    modules = [vars(module) for module in list(sys.modules.values()) if isinstance(module, ModuleType)]
    kinds = [
        kind for each in modules for kind in (*_listed(each.get("KINDS")), each.get("KIND")) if isinstance(kind, Kind)
    ]
    homes = {kind.where for kind in kinds if not kind.where.is_relative_to(ours)}
    inside = True
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        file = Path(frame.f_code.co_filename)
        # A template gives our functions whatever it likes: what fails in these is told at its line too.
        if any(file.is_relative_to(home) for home in homes) and (inside or file.suffix != ".py"):
            return f"{file}:{line}"
        inside = inside and not file.is_relative_to(ours)
    return ""


def _listed(found: object) -> Sequence[object]:
    return found if isinstance(found, list | tuple) else ()
