"""``coehub upgrade``: a hub of an older format becomes one of the present format."""

from __future__ import annotations

import click

from hub_plugin.cli.opened import content_option
from hub_plugin.cli.saying import speak
from hub_plugin.model.english import with_hint


@click.command("upgrade")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@content_option
@click.pass_context
def command(ctx: click.Context, dry_run: bool, content: str | None) -> None:
    """Bring the hub to the format that this version writes. Comments, order and style stay; all files are changed, or none.

    \b
    Example:
      coehub upgrade --dry-run
    """
    from hub_plugin import build, opening
    from hub_plugin.cli.opened import content_folder, from_here, settle, wrong_use
    from hub_plugin.disk import Folder
    from hub_plugin.model.findings import Level
    from hub_plugin.rewriting import upgrading
    from hub_plugin.rewriting.draft import CannotEdit
    from hub_plugin.writing import CannotWriteError, write_all

    settle(content, dry_run)
    root = content_folder(content)
    try:
        folder = Folder(root)
        contents = folder.contents()
        written, told = upgrading.upgrade(contents, upgrading.MIGRATIONS, upgrading.PRESENT)
    except CannotEdit as error:
        raise wrong_use(error) from None
    except OSError as error:
        raise wrong_use(f"'{error.filename or root}' cannot be read: {error.strerror or error}") from None
    if not told:
        speak(f"The hub is up to date: format {upgrading.PRESENT}.")
        return
    reading = build.read(folder.paths, {**contents, **written}, opening.further_kinds(contents, folder.root))
    wrong = [each for each in reading.findings if each.level is Level.ERROR and each.place.path in written]
    for each in wrong:
        speak(f"{each.place.path}:{each.place.line}: {with_hint(each.message, each.hint)}", err=True)
    if wrong:
        speak("The check would refuse this. Nothing was changed.", err=True)
        ctx.exit(1)
    for line in told:
        speak(line)
    for path in written:
        speak(f"  {from_here(folder.root)}/{path}")
    if dry_run:
        speak("Nothing was changed: this is what would be.")
        return
    try:
        write_all(folder.root, written, what=f"the hub has format {upgrading.PRESENT}")
    except CannotWriteError as error:
        raise wrong_use(error) from None
    speak(f"The hub has format {upgrading.PRESENT} now.")
