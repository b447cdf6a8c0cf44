"""Words of English sentences that nobody translates: what the terminal says, and what findings say."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its word: ``1 team``, ``2 teams``; ``many`` is the plural where it has no ``s``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def a(name: str) -> str:
    """Return the name of a kind with its article."""
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name.replace('-', ' ')}"


def with_hint(message: str, hint: str) -> str:
    """Return what is wrong, and what to do where that is known, on one line."""
    return f"{message}; {hint}" if hint else message
