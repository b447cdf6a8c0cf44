"""What is wrong, where, and what to do: a finding is a value.

A rule speaks in *routes* (``("agenda", 2, "owner")``). :func:`hub_plugin.model.nodes.Document.place` turns a route into file,
line and column, and who has a node at hand asks ``place_in`` beside it; nobody else counts lines.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

LONGEST = 400  # characters of a message
Route = tuple[str | int, ...]
KEY = "[key]"  # the last step of a route inside a value that means the name there, not what stands behind it


class Level(StrEnum):
    """How much a finding matters; a later level matters less."""

    ERROR = "error"  # the site would be wrong
    WARNING = "warning"  # thin or doubtful
    ADVICE = "advice"  # taste

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for advice."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found, told in the record's own words.

    Args:
        route: the way to the value inside the record.
        message: what is wrong, one sentence without a full stop.
        hint: what to do; shown beside the caret.
        on_key: point at the key, not at its value.
        needle: a piece of the value's text to point at, for instance one link in a long text.
        also: the path of a second file that belongs to it.
    """

    route: Route
    message: str
    hint: str = ""
    on_key: bool = False
    needle: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line of a file. Lines and columns count from 1, columns in characters."""

    path: str
    line: int = 1
    column: int = 1
    width: int = 1
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake, ready to print."""

    rule: str
    level: Level
    message: str
    hint: str
    place: Place
    also: Place | None = None

    @property
    def order(self) -> tuple[Place, str, str]:
        """The order in which findings are printed: by file, line, column, then rule."""
        return (self.place, self.rule, self.message)


def tidy(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings sorted, each once, and none longer than can be read: a title in it may have a thousand words."""
    told = (
        each if len(each.message) <= LONGEST else replace(each, message=f"{each.message[:LONGEST]}…")
        for each in findings
    )
    return tuple(sorted(dict.fromkeys(told), key=lambda finding: finding.order))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word closest to ``word``, or an empty text when none is close."""
    folded = {name.casefold().replace("_", "-"): name for name in known}
    close = difflib.get_close_matches(word.casefold().replace("_", "-"), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a suggestion such as ``did you mean 'payments'?``, or an empty text."""
    close = nearest(word, known)
    return f"did you mean '{close}'?" if close else ""
