"""Findings on the pages of a site that is being edited, and in the log of its engine."""

from __future__ import annotations

import html
from collections.abc import Sequence
from posixpath import normpath

from hub_plugin.model.findings import Finding
from hub_plugin.model.safe import safe

MOST = 50


def line(found: Finding, folder: str) -> str:
    """Return a finding as one line of a log.

    Args:
        found: the finding.
        folder: how the content folder is called.
    """
    hint = f" ({found.hint})" if found.hint else ""
    return safe(f"{_place(found, folder)}: {found.message}{hint} [{found.rule}]")


def banner(findings: Sequence[Finding], folder: str, meaning: str) -> str:
    """Return the findings as the HTML that stands above a page; ``meaning`` says what follows from them."""
    lines = "".join(
        f"<li><code>{html.escape(_place(each, folder))}</code> "
        f"{html.escape(each.message)}. {html.escape(each.hint)} <small>{html.escape(each.rule)}</small></li>"
        for each in findings[:MOST]
    )
    return (
        f'<div class="admonition failure" role="alert"><p class="admonition-title">{len(findings)} finding(s) in the content; '
        f"{meaning}</p><ul>{lines}</ul></div>"
    )


def _place(found: Finding, folder: str) -> str:
    return f"{normpath(f'{folder}/{found.place.path}')}:{found.place.line}:{found.place.column}"
