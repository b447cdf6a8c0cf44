"""What a change means, as it leaves: Markdown for a comment, text for a terminal, JSON for programs."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the terminal asks for the formats before it knows whether it needs the rest
    from hub_plugin.model.difference import Difference, Side

FORMATS = ("text", "markdown", "json")


def written(difference: Difference, before: Side, after: Side, form: str, base: str = "", head: str = "") -> str:
    """Return a difference in one of the formats, without a line break at its end.

    Args:
        difference: what to tell.
        before, after: the two sides, which know what things are called.
        form: one of ``FORMATS``.
        base, head: what was compared, in the words of whoever asked.
    """
    write: Callable[[Difference, Side, Side, str, str], str] = import_module(f"{__name__}.as_{form}").write
    return write(difference, before, after, base, head)
