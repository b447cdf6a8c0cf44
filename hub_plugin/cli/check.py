"""``coehub check``: what is wrong in the content."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hub_plugin import __version__
from hub_plugin.cli.asking import ask, meeting
from hub_plugin.cli.opened import content_option, today_option
from hub_plugin.cli.saying import complain, hand_over, speak
from hub_plugin.outputs.findings import FORMATS, Report, written

if TYPE_CHECKING:
    from hub_plugin.opening import Opened


@click.command("check")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--pedantic", is_flag=True, help="Show advice too.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="For whom.")
@click.option("--kinds", is_flag=True, help="Try your own kinds too: their examples, and those of their rules.")
@click.option("--watch", is_flag=True, help="Stay, and say it again after each change.")
@click.option("--anew", is_flag=True, help="Read everything, even if a 'coehub check --watch' stays here.")
@content_option
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    strict: bool,
    pedantic: bool,
    form: str,
    kinds: bool,
    watch: bool,
    anew: bool,
    content: str | None,
    today: str,
) -> None:
    """Say what is wrong in the content, and what to do about it.

    Errors fail; with --strict warnings fail too. Advice is a matter of taste and never fails. What is late, vacant or
    silent is no fault of the content: 'coehub status' shows it. With --watch the command stays until you press Ctrl-C, and
    reads only what was changed; meanwhile it answers every other 'coehub check' in the same folder, so that these are quick too.

    \b
    Examples:
      coehub check --strict
      coehub check --watch
      coehub check --kinds
      coehub check --format gitlab > gl-code-quality-report.json
    """
    how = How(strict, pedantic, form, _width(), in_colour(), kinds)
    if watch:
        fails = _stay(content, today, how)
    else:
        question = {"how": asdict(how), "environ": dict(os.environ)}
        answer = None if anew else ask(meeting(content or "", today), question)
        said = Said(**answer) if answer else _told(content, today, how)
        hand_over(said.report)
        fails = said.fails
    if fails:
        ctx.exit(1)


@dataclass(frozen=True)
class How:
    """How it is said what is wrong: with which options, for a terminal how wide, in colours or not; kinds: try those of one's own."""

    strict: bool
    pedantic: bool
    form: str
    width: int
    colour: bool
    kinds: bool = False


@dataclass(frozen=True)
class Said:
    """What is wrong, in words, and whether that fails."""

    report: str
    fails: bool


def _told(content: str | None, today: str, how: How) -> Said:
    from hub_plugin.cli.opened import open_hub

    return said_of(open_hub(content, today), how)


def _stay(content: str | None, today: str, how: How) -> bool:
    """Say what is wrong after each change, until somebody ends it; tell whether the last that was said fails."""
    from hub_plugin.cli.staying import Staying

    def answer(opened: Opened, how: Mapping[str, Any]) -> Mapping[str, Any]:
        return asdict(said_of(opened, How(**how)))

    staying = Staying(content, today)
    said = said_of(staying.open(), how)  # what was changed meanwhile too
    hand_over(said.report)
    with suppress(KeyboardInterrupt):
        for changed in staying.changes(answer):
            try:
                said = said_of(staying.open(), how)
            except click.ClickException as error:
                said = Said("", True)
                complain(error)
                continue
            more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
            speak("", f"{datetime.datetime.now():%H:%M:%S} {os.path.relpath(changed[0])}{more}")
            hand_over(said.report)
    return said.fails


def said_of(opened: Opened, how: How) -> Said:
    """Return what is wrong in a hub."""
    from hub_plugin.cli.codeowners import out_of_date
    from hub_plugin.cli.opened import number_of_records
    from hub_plugin.cli.trying import tried
    from hub_plugin.model.findings import Level
    from hub_plugin.model.rulebook import every_rule

    levels = tuple(Level) if how.pedantic else (Level.ERROR, Level.WARNING)
    findings = (*opened.reading.findings, *out_of_date(opened), *(tried(opened) if how.kinds else ()))
    shown = tuple(finding for finding in findings if finding.level in levels)
    report = Report(
        shown,
        number_of_records(opened.reading),
        every_rule(opened.reading.hub.kinds.values()),
        folder=_way_to(opened.folder.root, how.form),
        unseen=len(findings) - len(shown),
        version=__version__,
        width=how.width,
        colour=how.colour,
    )
    fails = (Level.ERROR, Level.WARNING) if how.strict else (Level.ERROR,)
    return Said(written(report, how.form), any(finding.level in fails for finding in findings))


def _way_to(folder: Path, form: str) -> str:
    """Return the way to a folder: from here for people, from the top of the repository for the host that it lies on."""
    from hub_plugin.cli.opened import from_here, repository_around

    top = None if form in ("text", "json") else repository_around(Path.cwd())
    if top is None or not folder.resolve().is_relative_to(top):
        return from_here(folder)
    way = folder.resolve().relative_to(top).as_posix()
    return "" if way == "." else way


def _width() -> int:
    """Return how many letters a line may have: those of the terminal."""
    return max(shutil.get_terminal_size((100, 24)).columns, 40) if sys.stdout.isatty() else 100


def in_colour() -> bool:
    """Tell whether to use colours: on a terminal that can show them, unless NO_COLOR says otherwise (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
