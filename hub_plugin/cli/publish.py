"""``coehub publish``: the built site, verified and switched in as a whole."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.saying import speak

if TYPE_CHECKING:
    from hub_plugin.publishing import Done, RefusedError, Releases

SHOWN = 20


@click.command("publish")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--site",
    metavar="SITE",
    type=click.Path(path_type=Path),
    help="Take the built site in this folder; else one is built.",
)
@click.option("--stamp", metavar="WHEN", default="", help="When the content was committed: seconds since 1970, or 2026-12-01T08:15:00Z; "
              "else as git says, else now.")  # fmt: skip
@click.option("--rollback", is_flag=True, help="Switch back to the release before the live one.")
@click.option(
    "--wait",
    metavar="SECONDS",
    type=click.IntRange(0, 86400),
    default=600,
    show_default=True,
    help="For how long to wait for another run.",
)
@click.pass_context
def command(ctx: click.Context, folder: Path, site: Path | None, stamp: str, rollback: bool, wait: int) -> None:
    """Build the site, verify it, and switch it in, so that DIR/current is always one whole site.

    Every link and anchor must lead somewhere, feeds and data must be whole. DIR/releases keeps the last five. An older commit
    never replaces a newer one. Let your web server show DIR/current.

    \b
    Examples:
      coehub publish /srv/www/hub
      coehub publish /srv/www/hub --site site
      coehub publish /srv/www/hub --rollback
    """
    from hub_plugin.cli.opened import from_here, wrong_use
    from hub_plugin.publishing import RefusedError, hold

    there = folder.resolve()
    for taken, why in () if rollback else _taken():
        if there.is_relative_to(taken):
            raise wrong_use(f"'{folder}' lies in '{from_here(taken)}', {why}; name another folder")
    if rollback and (site is not None or stamp):
        raise wrong_use("--rollback takes what is there: leave --site and --stamp out")
    try:
        with hold(folder, wait, lambda: speak("Another run is publishing; waiting for it to end …", err=True)) as place:
            done = place.roll_back() if rollback else _published(ctx, place, site, stamp)
    except RefusedError as refused:
        _tell(refused)
        ctx.exit(1)
    except OSError as error:
        what = error.filename or folder
        speak(
            f"'{what}' cannot be written or read: {error.strerror or error}; the live site is whole as it was", err=True
        )
        ctx.exit(1)
    speak(_said(folder, done, rollback))


def _taken() -> Iterator[tuple[Path, str]]:
    """Yield the folders in which nobody can publish, and why."""
    from hub_plugin.cli.configured import configured
    from hub_plugin.cli.opened import content_folder

    settings = configured(Path.cwd(), os.environ, "")
    for source in (content_folder(None).resolve(), settings.docs):
        yield source, "of which the site is made"
    yield settings.path(settings.values.get("site_dir"), "site"), "which the next build replaces"


def _published(ctx: click.Context, place: Releases, site: Path | None, stamp: str) -> Done:
    from hub_plugin.cli.configured import configured

    when = _stamp(stamp)
    url = configured(Path.cwd(), os.environ, "").site_url
    if site is None:
        site = place.beside
        engine = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site.resolve())]
        if subprocess.run(engine, check=False).returncode:
            speak("The site cannot be built, so nothing is published; the live site is as it was.", err=True)
            ctx.exit(1)
    return place.publish(site, when, url)


def _stamp(said: str) -> int:
    """Return when the content was committed, in seconds since 1970.

    Raises:
        click.ClickException: what is said is no time.
    """
    from hub_plugin.cli.opened import wrong_use
    from hub_plugin.publishing.manifest import moment

    if not said:
        git = ["git", "log", "-1", "--format=%ct"]
        try:
            found = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
        except OSError:  # there is no git
            found = ""
        return int(found) if found.isdigit() else int(time.time())
    try:
        if said.isascii() and said.isdigit():
            moment(int(said))
            return int(said)
        when = datetime.datetime.fromisoformat(said)
        if when.tzinfo is None:
            raise ValueError("it has no zone")
        return int(when.timestamp())
    except (ValueError, OverflowError) as error:
        raise wrong_use(
            f"--stamp '{said[:40]}' is no time ({error}); write 2026-12-01T08:15:00Z or seconds since 1970"
        ) from None


def _tell(refused: RefusedError) -> None:
    from hub_plugin.model.english import counted

    for each in refused.faults[:SHOWN]:
        speak(f"  {each}", err=True)
    if len(refused.faults) > SHOWN:
        speak(f"  … and {len(refused.faults) - SHOWN} more", err=True)
    head = f"{counted(len(refused.faults), 'fault')}: " if refused.faults else ""
    speak(f"{head}{refused}. The live site is as it was.", err=True)


def _said(folder: Path, done: Done, rollback: bool) -> str:
    where = folder / "current"
    if not done.changed:
        return f"{done.live} is live already in {where}; nothing has changed"
    if rollback:
        return f"{done.live} is live again in {where}; {done.before} is withdrawn until something newer is published"
    return f"{done.live} is live in {where}"
