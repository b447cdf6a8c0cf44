"""Text from contributors, made harmless for a terminal and for the log of a pipeline.

A build's log obeys some of the lines that it is shown: GitHub those that begin with ``::``, others what follows
``##[``, ``##vso[`` or ``##teamcity[`` anywhere in a line, and a terminal whatever follows an escape character.
"""

from __future__ import annotations

import json
import re
from typing import Any

# Control characters, line breaks of every sort, what changes the direction of text, and halves of characters.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_ORDER = re.compile(r"##(?=\w*\[)")
_NAMED = {"\n": r"\n", "\r": r"\r", "\t": " "}


def safe(text: object) -> str:
    """Return a text on one line, with everything escaped that a terminal or a log would obey."""
    shown = _ORDER.sub(r"#\\x23", _UNSAFE.sub(_escaped, str(text)))
    return re.sub(r"^(\s*):(?=:)", r"\1\\x3a", shown)


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    return _NAMED.get(found[0]) or (f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}")


def as_json(data: Any) -> str:
    """Return data as JSON in plain ASCII that no log obeys."""
    return _ORDER.sub(r"\\u0023#", json.dumps(data, indent=2, ensure_ascii=True))
