"""``coehub codeowners``: whom the git host asks to approve a change of which file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option, open_hub, repository_around, wrong_use
from hub_plugin.cli.saying import speak
from hub_plugin.model.door_rules import OUT_OF_DATE
from hub_plugin.model.findings import Finding, Level, Place

if TYPE_CHECKING:
    from hub_plugin.opening import Opened

PLACES = {"github": ".github/CODEOWNERS", "gitlab": "CODEOWNERS"}
_LOOKED_FOR = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS")


@click.command("codeowners")
@click.option(
    "--for",
    "host",
    type=click.Choice(tuple(PLACES)),
    help="Which git host; else the file that is there already, else GitHub.",
)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if the file is out of date.")
@content_option
@click.pass_context
def command(ctx: click.Context, host: str | None, only_check: bool, content: str | None) -> None:
    """Write CODEOWNERS from the records: a team's files are approved by its lead, a standard by its owner.

    Whoever has an 'account' in their record is asked; else the lead of the team, the holders of the role; else the centre,
    if hub.yml names its 'account'. Only the block between our two marks is written.

    \b
    Examples:
      coehub codeowners
      coehub codeowners --for gitlab
    """
    from hub_plugin.cli.opened import from_here
    from hub_plugin.cli.report import write_whole
    from hub_plugin.model.english import counted
    from hub_plugin.outputs.codeowners import current, within

    opened = open_hub(content)
    errors = opened.reading.failing([Level.ERROR])
    if errors:
        speak(
            f"{counted(len(errors), 'error')} in the content; nothing was written (coehub check shows them)", err=True
        )
        ctx.exit(1)
    top = top_of(opened.folder.root)
    file = top / PLACES[host] if host else _there(top) or top / PLACES["github"]
    text, made = _text(file), _block(opened, top, file)
    if current(text) == made:
        speak(f"{from_here(file)} is up to date")
        return
    if only_check:
        speak(f"{from_here(file)} is out of date; 'coehub codeowners' writes it anew", err=True)
        ctx.exit(1)
    try:
        write_whole({file: within(text, made).encode("utf-8", "surrogateescape")})
    except OSError as error:
        raise wrong_use(f"'{file}' cannot be written: {error.strerror or error}") from None
    lines = made.count("\n") - 1
    speak(f"{from_here(file)}: {counted(lines, 'line')} written")
    if lines < 1:
        speak(
            "Nobody will be asked: write an 'account' into hub.yml, and into the records of people and teams.", err=True
        )


def top_of(folder: Path) -> Path:
    """Return the top of the repository that holds a folder; without one, the folder beside the content."""
    return repository_around(folder.parent) or folder.parent


def _there(top: Path) -> Path | None:
    return next((top / each for each in _LOOKED_FOR if (top / each).is_file()), None)


def _text(file: Path) -> str:
    if file.is_symlink():
        raise wrong_use(f"'{file}' is a link; write the file that it leads to by hand")
    try:
        return file.read_bytes().decode("utf-8", "surrogateescape") if file.exists() else ""
    except OSError as error:
        raise wrong_use(f"'{file}' cannot be read: {error.strerror or error}") from None


def _block(opened: Opened, top: Path, file: Path) -> str:
    from hub_plugin import build

    way = opened.folder.root.relative_to(top).as_posix()
    return build.codeowners(opened.reading.hub, "" if way == "." else way, file.relative_to(top).as_posix())


def out_of_date(opened: Opened) -> list[Finding]:
    """Return one finding if a CODEOWNERS file holds our block and it says something else than the records."""
    from hub_plugin.outputs.codeowners import current

    top = top_of(opened.folder.root)
    file = _there(top)
    if file is None or file.is_symlink() or opened.reading.failing([Level.ERROR]):
        return []
    was = current(_text(file))
    if was is None or was == (made := _block(opened, top, file)):
        return []
    text, lines = _text(file), was.split("\n")
    same = next(
        (number for number, pair in enumerate(zip(lines, made.split("\n"), strict=False)) if pair[0] != pair[1]), 0
    )
    line = text[: text.index(lines[0])].count("\n") + same + 1
    up = "/".join([".."] * len(opened.folder.root.relative_to(top).parts))
    place = Place(f"{up}/{file.relative_to(top).as_posix()}", line, 1, max(len(lines[same]), 1), lines[same])
    message = "CODEOWNERS is out of date: the records say something else"
    return [OUT_OF_DATE.found(message, "run 'coehub codeowners'", place)]
