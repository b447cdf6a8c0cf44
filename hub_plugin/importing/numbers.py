"""Numbers that are texts: which mark stands before decimals, and the plain spelling that the format has for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"([+-]?)(\d+(?:[.,'’ \u00a0\u202f]\d+)*)(\D*)")
_OTHER = {",": ".", ".": ","}
# Thousands have one mark throughout, and decimals another one.
_SHAPE = re.compile(r"[+-]?(?:\d{1,3}([.,'’ \u00a0\u202f])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?|\d+(?:[.,]\d+)?)\D*")


def decimal_of(texts: Iterable[str]) -> str:
    """Return the mark before decimals that the cells of a column show; empty where none shows it, or they differ."""
    found = (_NUMBER.fullmatch(text.strip()) for text in texts if _SHAPE.fullmatch(text.strip()))
    marks = {mark for each in found if each and (mark := _shown(each[2]))}
    return marks.pop() if len(marks) == 1 else ""


def _shown(number: str) -> str:
    """Return the mark before decimals that a number shows by itself: three digits behind one mark show nothing."""
    marks = re.sub(r"[^.,]", "", number)
    if not marks:
        return ""
    last = marks[-1]
    if len(set(marks)) == 2:
        return last
    if len(marks) > 1:
        return _OTHER[last]
    before, _, after = number.partition(last)
    return last if len(after) != 3 or len(before) > 3 or before.startswith("0") else ""


def plain(text: str, decimal: str) -> str | None:
    """Return a number without marks between thousands, and with a point before decimals.

    Args:
        text: what a cell says; what is no number comes back as it is.
        decimal: the mark before decimals, where it is known.

    Returns:
        None where the number can be read in two ways, or cannot be read with that mark.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or not _SHAPE.fullmatch(text.strip()):
        return text
    shown = _shown(found[2])
    if not re.search("[.,]", found[2]):
        decimal = "."
    elif (decimal and shown and decimal != shown) or not (decimal := decimal or shown):
        return None
    whole, _, part = found[2].rpartition(decimal) if decimal in found[2] else (found[2], "", "")
    digits = re.sub(r"\D", "", whole)
    return f"{found[1]}{digits}{f'.{part}' if part else ''}{found[3]}"
