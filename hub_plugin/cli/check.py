"""``coehub check``: what is wrong in the content."""

from __future__ import annotations

import os
import shutil
import sys

import click

from hub_plugin import __version__
from hub_plugin.cli.opened import content_option, today_option
from hub_plugin.cli.saying import hand_over
from hub_plugin.outputs.findings import FORMATS, Report, written


@click.command("check")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--pedantic", is_flag=True, help="Show advice too.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="For whom.")
@content_option
@today_option
@click.pass_context
def command(ctx: click.Context, strict: bool, pedantic: bool, form: str, content: str | None, today: str) -> None:
    """Say what is wrong in the content, and what to do about it.

    Errors fail; with --strict warnings fail too. Advice is a matter of taste and never fails. What is late, vacant or
    silent is no fault of the content: 'coehub status' shows it.

    \b
    Examples:
      coehub check --strict
      coehub check --format gitlab > gl-code-quality-report.json
    """
    from hub_plugin.cli.codeowners import out_of_date
    from hub_plugin.cli.opened import from_here, number_of_records, open_hub
    from hub_plugin.model.findings import Level
    from hub_plugin.model.rulebook import every_rule

    opened = open_hub(content, today)
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
    if any(finding.level in fails for finding in findings):
        ctx.exit(1)


def in_colour() -> bool:
    """Tell whether to use colours: on a terminal that can show them, unless NO_COLOR says otherwise (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
