"""What verbs share: where the content lies, which day it is, and the hub, opened."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hub_plugin.cli.saying import speak
from hub_plugin.model.safe import safe

if TYPE_CHECKING:
    from hub_plugin.build import Reading
    from hub_plugin.model.keeping import Kept
    from hub_plugin.model.kind import Kind
    from hub_plugin.opening import Opened

F = TypeVar("F", bound=Callable[..., Any])


def here() -> Path:
    """Return the current folder.

    Raises:
        click.ClickException: it is gone.
    """
    try:
        return Path.cwd()
    except OSError:
        raise wrong_use("the current folder is gone: enter it anew, or another one") from None


def content_option(verb: F) -> F:
    """Give a verb the option that says where the content lies."""
    return click.option(
        "-C", "--content", metavar="DIR", help="The content folder; else as mkdocs.yml says, else 'content'."
    )(verb)


def today_option(verb: F) -> F:
    """Give a verb the option that says which day it is."""
    return click.option(
        "--today", metavar="DATE", default="",
        help="The day to look from, such as 2026-12-01; else as mkdocs.yml or SOURCE_DATE_EPOCH say, else today.",
    )(verb)  # fmt: skip


def language_option(verb: F) -> F:
    """Give a verb the option that says in which of the hub's languages it speaks."""
    return click.option(
        "--language",
        metavar="TAG",
        default="",
        help="One of the hub's languages, such as ro; else the first that hub.yml names.",
    )(verb)


def wrong_use(*messages: object) -> click.ClickException:
    """Return the error that ends the program with code 2; each message stands on a line of its own."""
    return click.ClickException("\n  ".join(safe(each) for each in messages))


def not_written(error: OSError, what: object) -> click.ClickException:
    """Return the error that ends the program because something cannot be written."""
    return wrong_use(f"'{error.filename or what}' cannot be written: {error.strerror or error}")


def content_folder(content: str | None) -> Path:
    """Return where the content lies: as the option says, else mkdocs.yml, else ``content``.

    Raises:
        click.ClickException: mkdocs.yml cannot be used.
    """
    if content:
        return Path(content)
    from hub_plugin.cli.settings import plugin_options

    return Path(plugin_options(here(), os.environ).content_dir)


def open_hub(content: str | None, today: str = "", kept: Kept | None = None) -> Opened:
    """Open the hub; what is kept was read before.

    Raises:
        click.ClickException: with a message for whoever typed the command.
    """
    from hub_plugin import opening, writing
    from hub_plugin.cli.settings import plugin_options
    from hub_plugin.model.keeping import NOTHING
    from hub_plugin.options import OptionError, idle_titles, known_languages

    folder = content_folder(content)
    if writing.interrupted(folder):
        speak(f"A change of '{folder}' was interrupted half-way; 'coehub upgrade' finishes it.", err=True)
    options = plugin_options(here(), os.environ)
    try:
        if folder.exists() and not folder.is_dir():
            raise wrong_use(f"'{folder}' is a file; name the folder that holds hub.yml")
        opened = opening.open_hub(folder, today or options.today, kept=kept or NOTHING)
        languages = opened.reading.languages
        if languages:
            known_languages(options, languages)
    except opening.SetupError as error:
        raise wrong_use(error) from None
    except OptionError as error:
        raise wrong_use(f"mkdocs.yml: coehub: {error}") from None
    if idle := idle_titles(options, languages):
        speak(f"mkdocs.yml: coehub: {idle}", err=True)
    return opened


def open_readable(content: str | None, today: str = "") -> Opened:
    """Open a hub whose own record, on which all else hangs, can be read; else say so, and end with code 1."""
    from hub_plugin.model.addresses import HUB

    opened = open_hub(content, today)
    if HUB not in opened.reading.hub.records:
        speak("hub.yml is not there or cannot be read: coehub check says what is wrong", err=True)
        raise click.exceptions.Exit(1)
    return opened


def spoken(opened: Opened, chosen: str = "") -> str:
    """Return the language to speak: the one that was chosen, else that of the site: the hub's first, else the theme's.

    Raises:
        click.ClickException: the one that was chosen is none of the hub's.
    """
    from hub_plugin.cli.configured import configured

    first = opened.language(str(configured(here(), os.environ, "").theme.get("language") or ""))
    known = {tag.casefold(): tag for tag in opened.reading.languages or (first,)}
    if chosen and chosen.casefold() not in known:
        raise wrong_use(
            f"this hub does not speak '{chosen[:40]}', only {', '.join(known.values())}; 'languages' in hub.yml names them"
        )
    return known[chosen.casefold()] if chosen else first


def settle(content: str | None, only_look: bool = False) -> bool:
    """Finish the change that a killed run has left behind, before another one is made, and say so.

    Args:
        content: as the option says.
        only_look: change nothing; then such a change is in the way.

    Returns:
        Whether something was finished.

    Raises:
        click.ClickException: it cannot be finished.
    """
    from hub_plugin import writing
    from hub_plugin.cli import surroundings

    root = content_folder(content).resolve()
    if not writing.interrupted(root):
        return False
    if only_look:
        raise wrong_use(f"a change of '{from_here(root)}' was interrupted half-way; 'coehub upgrade' finishes it")
    try:
        done = writing.finish(root, surroundings.allowed(root))
    except writing.CannotWriteError as error:
        raise wrong_use(error) from None
    if done is not None:
        speak(f"An interrupted change was {f'finished: {done}' if done else 'taken back'}.", err=True)
    return bool(done)


def known_kinds(content: str | None) -> dict[str, Kind]:
    """Return all kinds by name: our own, and those that the hub brings along if there is one.

    Raises:
        SetupError: one that the hub names cannot be imported.
    """
    from hub_plugin import build, opening

    root = content_folder(content).resolve()
    further: tuple[Kind, ...] = ()
    with contextlib.suppress(OSError):  # without a hub at hand our own kinds can be looked up all the same
        further = opening.further_kinds({"hub.yml": (root / "hub.yml").read_bytes()}, root)
    return dict(build.read((), {}, further).hub.kinds)


def kind_called(word: str, kinds: Mapping[str, Kind], steps: int = 1) -> Kind:
    """Return the kind with a name, or with a folder; several in one folder differ in the steps of their ids.

    Raises:
        click.ClickException: there is no such kind.
    """
    from hub_plugin.model.findings import did_you_mean

    wanted = word.casefold().rstrip("/")
    if wanted in kinds and wanted != kinds[wanted].folder:
        return kinds[wanted]
    named = [kind for kind in kinds.values() if wanted in (kind.folder, kind.many.casefold(), kind.one.casefold())]
    there = named if wanted else []  # the charter lies in no folder
    if not there:
        names = {name: name for kind in kinds.values() for name in (kind.name, kind.folder) if name}
        hint = did_you_mean(wanted, names) or "the kinds are " + ", ".join(kinds)
        raise wrong_use(f"no kind of record is called '{word}'; {hint}")
    return next((kind for kind in there if steps in kind.depth), there[0])


def number_of_records(reading: Reading) -> int:
    """Return how many records there are, broken ones among them."""
    return sum(len(ids) for ids in reading.hub.index.records.values())


def from_here(path: Path) -> str:
    """Return the way from the current folder to another, with forward slashes; empty for the current folder itself."""
    try:
        way = Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        way = path.as_posix()
    return "" if way == "." else way


def repository_around(folder: Path) -> Path | None:
    """Return the top of the git repository in which a folder lies, or would lie; None outside of any."""
    folder = folder.resolve()
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
