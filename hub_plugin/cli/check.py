"""``coehub check``: what is wrong in the content."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from hub_plugin import __version__
from hub_plugin.cli.opened import content_option, today_option
from hub_plugin.cli.saying import complain, hand_over, speak
from hub_plugin.lasting import let_go
from hub_plugin.outputs.findings import FORMATS, Report, written
from hub_plugin.watching import Stamps, changes, files, stamps

if TYPE_CHECKING:
    from hub_plugin.opening import Opened


@click.command("check")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--pedantic", is_flag=True, help="Show advice too.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="For whom.")
@click.option("--watch", is_flag=True, help="Stay, and say it again after each change.")
@content_option
@today_option
@click.pass_context
def command(
    ctx: click.Context, strict: bool, pedantic: bool, form: str, watch: bool, content: str | None, today: str
) -> None:
    """Say what is wrong in the content, and what to do about it.

    Errors fail; with --strict warnings fail too. Advice is a matter of taste and never fails. What is late, vacant or
    silent is no fault of the content: 'coehub status' shows it. With --watch the command stays until you press Ctrl-C, and
    reads only what was changed.

    \b
    Examples:
      coehub check --strict
      coehub check --watch
      coehub check --format gitlab > gl-code-quality-report.json
    """
    from hub_plugin.cli.opened import open_hub
    from hub_plugin.model.keeping import NOTHING, Keeping

    kept = Keeping() if watch else NOTHING
    opened = open_hub(content, today, kept)
    before = _stamps(opened) if watch else {}
    opened = open_hub(content, today, kept) if watch else opened  # what was changed meanwhile
    fails = _told(opened, strict, pedantic, form)
    if watch:
        with suppress(KeyboardInterrupt):
            for changed in changes(before, lambda: _stamps(opened)):  # noqa: B023  the newest is meant
                try:
                    opened = open_hub(content, today, kept)
                    fails = _told(opened, strict, pedantic, form, changed)
                except click.ClickException as error:
                    complain(error)
                let_go()
    if fails:
        ctx.exit(1)


def _stamps(opened: Opened) -> Stamps:
    """Return when the files were changed that a check reads."""
    from hub_plugin.cli.settings import NAMES

    return stamps(path for root in (*map(str, opened.folders), *NAMES) for path in files(root))


def _told(opened: Opened, strict: bool, pedantic: bool, form: str, changed: Sequence[str] = ()) -> bool:
    """Say what is wrong, after what was changed; tell whether that fails."""
    from hub_plugin.cli.codeowners import out_of_date
    from hub_plugin.cli.opened import from_here, number_of_records
    from hub_plugin.model.findings import Level
    from hub_plugin.model.rulebook import every_rule

    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        speak("", f"{datetime.datetime.now():%H:%M:%S} {os.path.relpath(changed[0])}{more}")
    levels = tuple(Level) if pedantic else (Level.ERROR, Level.WARNING)
    findings = (*opened.reading.findings, *out_of_date(opened))
    shown = tuple(finding for finding in findings if finding.level in levels)
    report = Report(
        shown,
        number_of_records(opened.reading),
        every_rule(opened.reading.hub.kinds.values()),
        folder=from_here(opened.folder.root),
        unseen=len(findings) - len(shown),
        version=__version__,
        width=max(shutil.get_terminal_size((100, 24)).columns, 40) if sys.stdout.isatty() else 100,
        colour=in_colour(),
    )
    hand_over(written(report, form))
    fails = (Level.ERROR, Level.WARNING) if strict else (Level.ERROR,)
    return any(finding.level in fails for finding in findings)


def in_colour() -> bool:
    """Tell whether to use colours: on a terminal that can show them, unless NO_COLOR says otherwise (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
