"""``coehub init``: a small hub that builds, to begin with."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

import click

from hub_plugin.cli.opened import today_option

FILES = Path(__file__).parent.parent / "init"
MONDAY = datetime.date(2026, 1, 12)  # the Monday of the week from which those files look back
_DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")
_MAY_BE_THERE = {".git"}


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@today_option
def command(folder: Path, today: str) -> None:
    """Begin a hub in DIR, a new or empty folder: mkdocs.yml, a few records of each kind, and a page about it.

    \b
    Example:
      coehub init my-hub
    """
    from hub_plugin import build, opening
    from hub_plugin.cli.opened import wrong_use

    try:
        day = opening.day(build.read((), {}), today, os.environ)
    except opening.SetupError as error:
        raise wrong_use(error) from None
    try:
        if folder.exists() and not folder.is_dir():
            raise wrong_use(f"'{folder}' is a file; name a new or empty folder")
        if folder.exists() and {path.name for path in folder.iterdir()} - _MAY_BE_THERE:
            raise wrong_use(f"'{folder}' is not empty; name a new or empty folder")
        number = _copy(folder, day - datetime.timedelta(days=day.weekday()) - MONDAY)
    except OSError as error:
        raise wrong_use(f"'{error.filename or folder}' cannot be written: {error.strerror or error}") from None
    click.echo(f"A small hub is in {folder} ({number} files). Next:")
    click.echo(f"  cd {folder}")
    click.echo("  coehub check     says what is wrong")
    click.echo("  mkdocs serve     shows the site")
    click.echo("Then change content/hub.yml and the records beside it: they are an example.")


def _copy(folder: Path, later: datetime.timedelta) -> int:
    """Write the files, every date moved by whole weeks, so that the hub begins this week and weekdays stay."""

    def moved(text: str) -> str:
        return _DAY.sub(lambda found: str(datetime.date.fromisoformat(found[0]) + later), text)

    files = [path for path in sorted(FILES.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    for path in files:
        way = path.relative_to(FILES).as_posix()
        target = folder / moved(".gitignore" if way == "gitignore" else way)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as out:
            out.write(moved(path.read_text(encoding="utf-8")))
    return len(files)
