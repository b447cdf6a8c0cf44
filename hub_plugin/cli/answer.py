"""``coehub answer``: a team's answers go into its file, by words or from what the page handed over."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option, today_option
from hub_plugin.cli.saying import show, speak
from hub_plugin.model.english import counted, with_hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hub_plugin.model.derive import Obligation
    from hub_plugin.model.findings import Finding
    from hub_plugin.model.nodes import Document
    from hub_plugin.opening import Opened
    from hub_plugin.rewriting.answers import Change

_MOST = 4 * 1024 * 1024


@click.command("answer")
@click.argument("team", required=False)
@click.argument("answers", nargs=-1, metavar="[ITEM STATE]...")
@click.option(
    "--from", "source", metavar="FILE", help="What the page handed over, as YAML or JSON; '-' is the standard input."
)
@click.option("--why", metavar="TEXT", help="The reason, or how it is met.")
@click.option("--evidence", metavar="LINK", multiple=True, help="What shows it; can be given several times.")
@click.option("--plan", metavar="LINK", help="What will close it.")
@click.option("--by", metavar="DATE", help="When it will be met.")
@click.option("--until", metavar="DATE", help="With exempt: its last day.")
@click.option("--approved-by", metavar="ID", help="With exempt: who approved it.")
@click.option("--provided-by", metavar="TEAM", help="Who does it for this team.")
@click.option("--unclear", metavar="TEXT", help="What is not clear about it; its owner is asked to say it better.")
@click.option("--since", metavar="DATE", help="Since when it is so; 'today' is a date too.")
@click.option("--answered-by", metavar="ID", help="Who answers, for a file that does not say so yet.")
@click.option("--dry-run", is_flag=True, help="Show the file as it would be, and write nothing.")
@content_option
@today_option
@click.pass_context
def command(
    ctx: click.Context, /, team: str | None, answers: tuple[str, ...], source: str | None, content: str | None, today: str, dry_run: bool,
    **said: str | tuple[str, ...] | None,
) -> None:  # fmt: skip
    """Answer what a TEAM (or TEAM/PRODUCT) is asked: each ITEM gets a STATE.

    The team's file is made if it is missing. Only the lines of these answers change; comments and order stay. Nothing is
    written that 'coehub check' would refuse.

    \b
    Examples:
      coehub answer payments refunds#two-steps met --evidence https://wiki.example.org/two-steps
      coehub answer payments refunds#archive exempt --why "Until the move." --until 2027-03-31 --approved-by ana-pop
      coehub answer --from answers-payments.yml
    """
    from hub_plugin.cli.opened import from_here, open_readable, settle, wrong_use
    from hub_plugin.rewriting.answers import change, checked, new_product
    from hub_plugin.rewriting.draft import CannotEdit
    from hub_plugin.rewriting.handed import understood

    settle(content, dry_run)
    opened = open_readable(content, today)
    given: dict[str, str | tuple[str, ...] | None] = {
        name: value for name, value in said.items() if value not in (None, ())
    }
    document, flags = _document(team, answers, source, given, opened)
    handed, found = understood(document, opened.reading.hub)
    if handed is None:
        _tell(found, flags)
        ctx.exit(1)
    try:
        made = change(handed, document, opened.reading.hub, opened.contents, opened.today)
        made, warnings = checked(made, opened.reading.findings, lambda written: _reread(opened, written))
    except CannotEdit as error:
        if error.finding is None:
            raise wrong_use(error) from None
        _tell((error.finding,), {})
        ctx.exit(1)
    file = opened.folder.file(opened.reading.hub.origin(made.path))
    if made.path in opened.reading.hub.origins:
        told = f"the answers of {handed.team} lie in a source, in '{from_here(file)}': answer there"
        raise wrong_use(told)
    shown = from_here(file)
    if dry_run:
        show(made.data.decode("utf-8"))
    elif made.data == opened.contents.get(made.path):
        speak(f"{shown} says so already.")
    else:
        _write(opened, made)
        speak(f"{shown} has {counted(len(made.items), 'answer')} of {handed.team}.")
    if (near := new_product(made, opened.reading.hub)) is not None:
        told = f"  {handed.team} is a product of which nothing was said before"
        speak(with_hint(told, near), err=True)
    for finding in warnings:
        speak(f"  line {finding.place.line}: {with_hint(finding.message, finding.hint)}", err=dry_run)


def _document(
    team: str | None,
    answers: tuple[str, ...],
    source: str | None,
    said: dict[str, str | tuple[str, ...] | None],
    opened: Opened,
) -> tuple[Document, dict[int, str]]:
    """Return what was handed over, and, if it came as words, which line stands for which word."""
    from hub_plugin.cli.opened import wrong_use
    from hub_plugin.model.reading import read

    if source is None:
        if not team or not answers or len(answers) % 2:
            raise wrong_use("name a team, then items each with a state: coehub answer payments refunds#two-steps met")
        text, flags = _as_text(team, answers, said, opened)
        data, name = text.encode("utf-8", "replace"), "answer"
    elif team or said:
        raise wrong_use("with --from the file says everything: leave the other words out")
    else:
        flags, name = {}, source
        try:
            if source == "-":
                data = sys.stdin.buffer.read(_MOST + 1)
            else:
                with Path(source).open("rb") as file:
                    data = file.read(_MOST + 1)
        except OSError as error:
            raise wrong_use(f"'{source}' cannot be read: {error.strerror or error}") from None
    document, found = read(name.removesuffix(".md"), data)
    if document is None or any(each.level == "error" for each in found):
        _tell(found, flags)
        raise click.exceptions.Exit(1)
    return document, flags


def _as_text(
    team: str, answers: tuple[str, ...], said: dict[str, str | tuple[str, ...] | None], opened: Opened
) -> tuple[str, dict[int, str]]:
    from hub_plugin.rewriting.spelling import scalar

    lines: list[tuple[str, str]] = [(f"team: {scalar(team)}", "TEAM")]
    if by := said.pop("answered_by", None):
        lines.append((f"answered_by: {scalar(str(by))}", "--answered-by"))
    lines.append(("answers:", ""))
    for item, state in zip(answers[::2], answers[1::2], strict=True):
        lines += [(f"  - item: {scalar(item)}", "ITEM"), (f"    state: {scalar(state)}", "STATE")]
        for name, value in said.items():
            option = "--" + name.replace("_", "-")
            if isinstance(value, tuple):
                lines.append(
                    (f"    {name}: [{', '.join(scalar(each, '', True) or chr(34) * 2 for each in value)}]", option)
                )
            else:
                day = opened.today.isoformat() if value == "today" and name in ("since", "by", "until") else str(value)
                lines.append((f"    {name}: {scalar(day) or chr(34) * 2}", option))
    return "\n".join(text for text, _ in lines) + "\n", {number: word for number, (_, word) in enumerate(lines, 1)}


def _reread(opened: Opened, written: Mapping[str, bytes]) -> tuple[Iterable[Finding], Iterable[Obligation]]:
    from hub_plugin import build

    reading = opened.reread(written)
    return reading.findings, build.derive(reading.hub, opened.today).obligations


def _write(opened: Opened, made: Change) -> None:
    from hub_plugin.cli.opened import wrong_use
    from hub_plugin.writing import CannotWriteError, write_all

    try:
        write_all(opened.folder.root, {made.path: made.data}, what=f"{made.path} has its answers")
    except CannotWriteError as error:
        raise wrong_use(error) from None


def _tell(found: tuple[Finding, ...], flags: dict[int, str]) -> None:
    """Say what is wrong: at the word of the command, or at the line of the file."""
    for each in found:
        where = flags.get(each.place.line) or f"{each.place.path}:{each.place.line}:{each.place.column}"
        speak(f"{where}: {with_hint(each.message, each.hint)}", err=True)
    speak("Nothing was written.", err=True)
