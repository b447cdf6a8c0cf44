"""What a verb says: the one place where the terminal door prints, so that no text gives orders to a terminal or to a log.

Whatever a line holds (a record's title, a file's name, a word of the command), it stays on that line and is only read. A test
holds that no other file of this room prints.
"""

from __future__ import annotations

import io

import click

from hub_plugin.model.safe import safe


def speak(*lines: object, err: bool = False) -> None:
    """Print lines, each with everything escaped that a terminal or a log would obey.

    Args:
        lines: each becomes one line; a line break within one is shown, not made.
        err: print to the standard error.
    """
    for line in lines:
        click.echo(safe(line), err=err)


def show(text: str, err: bool = False) -> None:
    """Print a text of several lines, such as a file: its line breaks are made, everything else is as in :func:`speak`."""
    speak(*text.removesuffix("\n").split("\n"), err=err)


def hand_over(made: str) -> None:
    """Print as it is what an output has made for its reader: JSON, annotations, Markdown, a report in colours.

    Such a form has escapes of its own, and lines that are meant to be obeyed; the output has made the texts in it harmless.
    """
    click.echo(made)


def complain(error: click.ClickException) -> None:
    """Say what was wrong with the command, as click words it, which repeats what was typed."""
    said = io.StringIO()
    error.show(file=said)
    show(said.getvalue(), err=True)
