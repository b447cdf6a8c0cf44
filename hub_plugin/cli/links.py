"""``coehub links``: which addresses on other hosts no longer answer."""

from __future__ import annotations

import os
from pathlib import Path

import click

from hub_plugin.cli.saying import speak


@click.command("links")
@click.argument("site", type=click.Path(path_type=Path), default="site")
@click.option("--list", "only_list", is_flag=True, help="List the addresses, and ask nobody.")
@click.option(
    "--wait",
    metavar="SECONDS",
    type=click.IntRange(1, 600),
    default=20,
    show_default=True,
    help="How long one may take.",
)
@click.pass_context
def command(ctx: click.Context, site: Path, only_list: bool, wait: int) -> None:
    """Ask every other host to which the built SITE links whether the page is still there.

    This is the one command that asks other hosts anything. Whoever asks for a login, or for patience, counts as there.

    \b
    Examples:
      coehub links
      coehub links site --list
    """
    from hub_plugin.cli.configured import configured
    from hub_plugin.cli.opened import wrong_use
    from hub_plugin.model.english import counted
    from hub_plugin.publishing.asking import ask
    from hub_plugin.publishing.links import Links, is_page

    if not (site / "index.html").is_file():
        raise wrong_use(f"there is no built site in '{site}'; 'mkdocs build --strict' makes one")
    pages = [path for path in sorted(site.rglob("*")) if is_page(path.name) and path.is_file()]
    links = Links((), configured(Path.cwd(), os.environ, "").site_url)
    try:
        for path in pages:
            links.add(path.relative_to(site).as_posix(), path.read_bytes().decode("utf-8", "replace"))
    except OSError as error:
        raise wrong_use(f"'{error.filename}' cannot be read: {error.strerror}") from None
    outside = links.outside()
    dead = {} if only_list else ask(outside, wait)
    for address in sorted(outside if only_list else dead):
        more = len(outside[address]) - 1
        where = outside[address][0] + (f" and {counted(more, 'other page')}" if more else "")
        speak(f"{address}: {dead[address]}; on {where}" if dead else f"{address}  {where}")
    if not only_list:
        speak(f"{len(outside) - len(dead)} of {counted(len(outside), 'address', 'addresses')} answer")
    if dead:
        ctx.exit(1)
