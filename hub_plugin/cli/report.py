"""``coehub report``: adoption with its evidence as of a day, in one file for an auditor or a sponsor."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

import click

from hub_plugin.cli.opened import content_option, language_option, today_option
from hub_plugin.cli.saying import speak


@click.command("report")
@click.option("--to", "target", metavar="FILE", help="The file to write; else adoption-DATE.html in this folder.")
@click.option("--csv", "tables", metavar="DIR", help="Write the tables behind it into this folder too.")
@click.option("--force", is_flag=True, help="Write over files that are there already.")
@content_option
@today_option
@language_option
@click.pass_context
def command(
    ctx: click.Context,
    target: str | None,
    tables: str | None,
    force: bool,
    content: str | None,
    today: str,
    language: str,
) -> None:
    """Write who has adopted what, with the evidence, as one HTML file to keep, send or print on A4.

    The file needs nothing else: no network, no script. Records with 'publish: false' are left out of it. While there are
    errors in the content nothing is written: a report that leaves something out without saying so is worse than none.

    \b
    Examples:
      coehub report
      coehub report --to audit.html --csv audit --today 2026-09-30
      coehub report --language de
    """
    from hub_plugin import build
    from hub_plugin.cli.opened import from_here, not_written, open_hub, spoken, wrong_use
    from hub_plugin.landing import overlapping
    from hub_plugin.model.english import counted
    from hub_plugin.model.findings import Level

    opened = open_hub(content, today)
    errors = opened.reading.failing([Level.ERROR])
    if errors:
        speak(
            f"{counted(len(errors), 'error')} in the content; nothing was written (coehub check shows them)", err=True
        )
        ctx.exit(1)
    hub = opened.reading.hub
    now = build.derive(hub, opened.today)
    made = build.audit(hub, now, build.Frame(language=spoken(opened, language), catalogs=opened.catalogs))
    page = Path(target or f"adoption-{opened.today.isoformat()}.html")
    chosen = {page: made.pop("report.html")}
    if tables is not None:
        chosen |= {Path(tables) / Path(name).name: data for name, data in made.items()}
    for path in chosen:
        if overlapping(path, opened.folders):
            raise wrong_use(f"'{path}' lies in the content; name a place elsewhere")
        if path.is_dir():
            raise wrong_use(f"'{path}' is a folder; name a file")
        if not force and (path.exists() or path.is_symlink()):
            raise wrong_use(f"'{path}' is there already; --force writes over it")
        if path.is_file() and path.suffix not in (".html", ".csv", ".json"):
            raise wrong_use(f"'{path}' is no report; name a file that ends in .html")
    try:
        write_whole(chosen)
    except OSError as error:
        raise not_written(error, page) from None
    speak(f"The report as of {opened.today.isoformat()} is in {from_here(page)}")
    if tables is not None:
        speak(f"{sum(name.endswith('.csv') for name in made)} tables are in {from_here(Path(tables)) or '.'}/")


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write files beside where they belong, and rename them only when all are written: no file is ever half there.

    What is there and no file (``/dev/stdout``, a pipe) is written into; a link stays one.

    Raises:
        OSError: one cannot be written; those that were there are as they were.
    """
    streams = {path: data for path, data in files.items() if path.exists() and not (path.is_file() or path.is_dir())}
    files = {path.resolve(): data for path, data in files.items() if path not in streams}
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    try:
        for path, data in streams.items():
            path.write_bytes(data)
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside[path].open("xb") as out:
                out.write(data)
        for path, part in beside.items():
            os.replace(part, path)
    finally:
        for part in beside.values():
            with contextlib.suppress(OSError):
                part.unlink()
