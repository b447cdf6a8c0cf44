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
_NO_NAME = re.compile("[\t\n\ud800-\udfff]")
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


def in_name(path: str) -> str:
    """Return what the name of a file or folder holds that nobody can read, in words; empty: nothing.

    No line break is among what may be there, nor half of a character, by which Python writes a byte that is not UTF-8.
    """
    found = _NO_NAME.search(path) or _CONTROL.search(path) or _HIDDEN.search(path)
    if found is None:
        return ""
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"the byte 0x{code - 0xDC00:02X}, which is not UTF-8"
    return f"the sign U+{code:04X}, which nobody sees"


def made_visible(text: str) -> str:
    """Return a text in which a sign stands that everybody sees; lines stay lines."""
    return _HIDDEN.sub("\ufffd", _CONTROL.sub("\ufffd", text))
