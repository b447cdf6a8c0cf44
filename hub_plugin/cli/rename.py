"""``coehub rename``: another id for a record or a part of one, in all files or in none."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path

import click

from hub_plugin.cli.opened import content_option
from hub_plugin.cli.saying import speak
from hub_plugin.model.english import counted, with_hint


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@content_option
@click.pass_context
def command(ctx: click.Context, old: str, new: str, dry_run: bool, content: str | None) -> None:
    """Give the record or part OLD the id NEW, wherever it is named.

    The file gets its new name, and what lies in its folder moves along. 'was' stays behind, so that old links and answers go
    on working and old pages lead to the new one. Pages below docs/ and the navigation in mkdocs.yml follow. All files are
    changed, or none; after a kill, run it again: it finishes what was begun.

    \b
    Examples:
      coehub rename standard/refunds standard/money-back --dry-run
      coehub rename refunds#archive refunds#keep-proof
    """
    from hub_plugin import build
    from hub_plugin.cli import surroundings
    from hub_plugin.cli.opened import from_here, open_hub, settle, wrong_use
    from hub_plugin.model.index import Miss
    from hub_plugin.rewriting.draft import CannotEdit
    from hub_plugin.rewriting.following import follow
    from hub_plugin.rewriting.renaming import new_address, rename
    from hub_plugin.writing import CannotWriteError, write_all

    settled = settle(content, dry_run)
    opened = open_hub(content)
    hub = opened.reading.hub
    before = hub.index.resolve(old, ())
    if isinstance(before, Miss):
        raise wrong_use(with_hint(before.message, before.hint))
    if settled and new.strip() in (str(before), before.id, f"{before.id}#{before.part}", f"#{before.part}"):
        return  # it was this one
    try:
        after = new_address(hub, before, new)
        made = rename(hub, opened.contents, build.state(hub, opened.today), before, after)
        followed = follow(
            made, before, after, hub, opened.contents, opened.reading.findings,
            lambda written, moved: opened.reread(written, moved).findings,
        )  # fmt: skip
    except CannotEdit as error:
        raise wrong_use(error) from None
    made = followed.made
    for each in followed.worse:
        speak(f"{each.place.path}:{each.place.line}: {with_hint(each.message, each.hint)}", err=True)
    if followed.worse:
        speak("The check would refuse this. Nothing was changed.", err=True)
        ctx.exit(1)

    shown = from_here(opened.folder.root)
    for path, to in sorted(made.moved.items()):
        speak(f"{shown}/{path} → {shown}/{to}")
    for path, line, text in made.places:
        speak(f"{shown}/{path}:{line}: {text[:100]}")
    for each in followed.left:
        place = posixpath.normpath(f"{shown}/{each.place.path}")
        speak(f"{place}:{each.place.line}: stays as it is, and works because of 'was'")
    try:
        around = surroundings.follow(hub, made, opened.folder.root)
    except OSError as error:
        raise wrong_use(f"'{error.filename}' cannot be read: {error.strerror or error}") from None
    for file, line, text in around.places:
        speak(f"{from_here(file)}:{line}: {text[:100]}")
    if dry_run:
        speak("Nothing was changed: this is what would be.")
        return
    try:
        root = opened.folder.root
        further_files = {Path(os.path.relpath(file, root)).as_posix(): data for file, data in around.written.items()}
        write_all(root, {**made.written, **further_files}, made.moved, around.allowed, f"'{before}' is now '{after}'")
    except CannotWriteError as error:
        raise wrong_use(error) from None
    changed = counted(len(made.written) + len(around.written), "file")
    speak(f"'{before}' is now '{after}': {changed} changed, {len(made.moved)} moved.")
