"""``coehub impact``: what a change means, in words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option, today_option
from hub_plugin.cli.saying import hand_over
from hub_plugin.outputs.impact import FORMATS, written

if TYPE_CHECKING:
    from hub_plugin.model.difference import Difference, Side


@click.command("impact")
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="For whom; else markdown where CI is set, else text."
)
@click.option("--direct", is_flag=True, help="Compare with BASE as it is, not with where HEAD left it.")
@content_option
@today_option
@click.pass_context
def command(
    ctx: click.Context, base: str, head: str | None, form: str | None, direct: bool, content: str | None, today: str
) -> None:
    """Say what a change means for the teams: what they owe, coverage and score, dates, links, findings.

    BASE and HEAD are revisions of git; without HEAD, the files as they lie. Like a pull request, it compares with the commit
    at which HEAD left BASE. Both sides are looked at from the same day, and nothing in the working tree is touched.

    It fails only over limits that the hub had set in BASE ('limits' in hub.yml).

    \b
    Examples:
      coehub impact main
      coehub impact origin/main HEAD --format markdown > impact.md
    """
    from hub_plugin.cli.git import GitError
    from hub_plugin.cli.opened import wrong_use

    try:
        found, before, after = compared(base, head, direct, content, today)
    except GitError as error:
        raise wrong_use(error) from None
    form = form or ("markdown" if os.environ.get("CI", "").casefold() in ("1", "true") else "text")
    hand_over(written(found, before, after, form, base, head or "the files as they lie"))
    if found.breaches:
        ctx.exit(1)


def compared(
    base: str, head: str | None, direct: bool, content: str | None, today: str
) -> tuple[Difference, Side, Side]:
    """Read both sides and compare them.

    Raises:
        GitError: a revision cannot be read.
        SetupError: a day or a further kind is wrong.
        click.ClickException: whatever else the caller got wrong.
    """
    from hub_plugin import build, opening
    from hub_plugin.cli.git import Repository
    from hub_plugin.cli.opened import open_hub, wrong_use
    from hub_plugin.cli.revisions import Revision
    from hub_plugin.cli.settings import plugin_options

    here = Path.cwd()
    repository = Repository(here)
    end = repository.commit(head or "HEAD")
    start = repository.commit(base)
    old = Revision(repository, start if direct else repository.meeting(start, end), here, os.environ)
    was, was_files = old.reading(content or old.options().content_dir)
    if head is None:
        opened = open_hub(content, today)
        now, now_files = opened.reading, opened.folder.contents()
        options = plugin_options(here, os.environ)
    else:
        new = Revision(repository, end, here, os.environ)
        options = new.options()
        now, now_files = new.reading(content or options.content_dir)
    if not was_files and not now_files:
        raise wrong_use("neither side holds a hub; --content says where it lies")
    day = opening.day(now, today or options.today, os.environ)
    return build.difference(was, was_files, now, now_files, day)
