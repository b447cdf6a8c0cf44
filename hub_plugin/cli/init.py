"""``coehub init``: a small hub that builds, to begin with."""

from __future__ import annotations

import datetime
import os
import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from hub_plugin.cli.opened import today_option
from hub_plugin.cli.saying import speak

FILES = Path(__file__).parent.parent / "init"
MONDAY = datetime.date(2026, 1, 12)  # the Monday of the week from which those files look back
_DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")
_MAY_BE_THERE = {".git"}
# Named without their dot in the package, lest something obeys them there.
_HIDDEN = frozenset({"gitignore", "gitkeep", "gitlab-ci.yml", "github"})
_PIPELINES = ("github/", "gitlab-ci.yml", "Makefile", "requirements.txt")


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--pipelines", is_flag=True, help="Only those, into a hub that is there; files that are there stay as they are."
)
@today_option
def command(folder: Path, pipelines: bool, today: str) -> None:
    """Begin a hub in DIR, a new or empty folder: mkdocs.yml, a few records of each kind, and a page about it.

    With it come pipelines for GitHub Actions and GitLab CI, and a Makefile for any other host: 'make publish TO=DIR'.

    \b
    Examples:
      coehub init my-hub
      coehub init . --pipelines
    """
    from hub_plugin import build, opening
    from hub_plugin.cli.opened import not_written, wrong_use
    from hub_plugin.model.safe import safe

    if safe(folder) != str(folder):
        raise wrong_use(f"'{folder}' holds signs that a terminal would obey; name the folder otherwise")
    day = opening.day(build.read((), {}), today, os.environ)
    if pipelines:
        _add_pipelines(folder)
        _look_around(folder)
        return
    try:
        if folder.exists() and not folder.is_dir():
            raise wrong_use(f"'{folder}' is a file; name a new or empty folder")
        if folder.exists() and {path.name for path in folder.iterdir()} - _MAY_BE_THERE:
            raise wrong_use(f"'{folder}' is not empty; name a new or empty folder")
        number = _copy(folder, day - datetime.timedelta(days=day.weekday()) - MONDAY)
    except OSError as error:
        raise not_written(error, folder) from None
    speak(f"A small hub is in {folder} ({number} files). Next:")
    way = shlex.quote(folder.as_posix())
    speak(f"  cd {'./' * way.startswith('-')}{way}")
    speak("  coehub check     says what is wrong")
    speak("  mkdocs serve     shows the site")
    speak("Then change content/hub.yml and the records beside it: they are an example.")
    _look_around(folder)


def _look_around(folder: Path) -> None:
    """Say so if the pipelines lie where no host reads them."""
    from hub_plugin.cli.opened import from_here, repository_around

    top = repository_around(folder)
    if top is not None and top != folder.resolve():
        guide = "'A hub in a folder of a repository' in the guide Publishing says what to move"
        speak(
            f"It lies inside of a git repository ({from_here(top) or '.'}), and hosts read pipelines at its top only: {guide}."
        )


def _add_pipelines(folder: Path) -> None:
    """Write the pipelines into a hub; what is there already stays.

    Raises:
        click.ClickException: there is no hub, or a file cannot be written.
    """
    from hub_plugin.cli.opened import not_written, wrong_use
    from hub_plugin.cli.settings import NAMES

    if not any((folder / name).is_file() for name in NAMES):
        raise wrong_use(f"there is no mkdocs.yml in '{folder}'; name the folder of a hub")
    try:
        for path, target in _files(folder):
            if not path.relative_to(FILES).as_posix().startswith(_PIPELINES):
                continue
            there = target.exists() or target.is_symlink()
            if not there:
                _write(target, path.read_text(encoding="utf-8"))
            speak(f"{target}: {'was there already and stays as it is' if there else 'written'}")
    except OSError as error:
        raise not_written(error, folder) from None


def _files(folder: Path) -> list[tuple[Path, Path]]:
    """Return each file of ours, and where it goes."""
    found = [path for path in sorted(FILES.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    return [(path, folder.joinpath(*_dotted(path.relative_to(FILES).parts))) for path in found]


def _dotted(parts: Iterable[str]) -> Iterator[str]:
    return (f".{part}" if part in _HIDDEN else part for part in parts)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="\n") as out:
        out.write(text)


def _copy(folder: Path, later: datetime.timedelta) -> int:
    """Write the files, every date moved by whole weeks, so that the hub begins this week and weekdays stay."""

    def moved(text: str) -> str:
        return _DAY.sub(lambda found: str(datetime.date.fromisoformat(found[0]) + later), text)

    files = _files(folder)
    for path, target in files:
        _write(folder / moved(target.relative_to(folder).as_posix()), moved(path.read_text(encoding="utf-8")))
    return len(files)
