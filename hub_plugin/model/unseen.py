"""Signs that nobody sees, and that no file may hold: they break what a text goes through, or let it read other than it is written."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from hub_plugin.model import yaml_rules as rules
from hub_plugin.model.rules import Rule

# Control characters but TAB and LF, the two line breaks that only YAML knows, and what is no character at all.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
# What makes a text read other than it is written (UAX #9 overrides and isolates), and a stray byte order mark.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef]")
_SORTS = (
    (_CONTROL, rules.CONTROL_CHARACTER, "a control character", "delete it"),
    (_HIDDEN, rules.HIDDEN_CHARACTER, "an invisible character", "delete it; it changes how the text reads"),
)


class Unseen(NamedTuple):
    """One such sign: where it stands in a text, its name in Unicode, what is said of it, and what to do."""

    at: int
    name: str
    rule: Rule
    what: str
    hint: str


def first(text: str) -> Unseen | None:
    """Return the first such sign of a text, control characters before others; None: there is none."""
    for pattern, rule, what, hint in _SORTS:
        if found := pattern.search(text):
            name = f"U+{ord(found[0]):04X} {unicodedata.name(found[0], '')}".strip()
            return Unseen(found.start(), name, rule, what, hint)
    return None


def made_visible(text: str) -> str:
    """Return a text in which a sign stands that everybody sees; lines stay lines."""
    return _HIDDEN.sub("\ufffd", _CONTROL.sub("\ufffd", text))
