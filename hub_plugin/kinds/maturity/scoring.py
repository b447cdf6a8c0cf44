"""From answers to a place on a ladder: the documented rule, in whole fractions.

A level's share is the mean of what its answers count; what is not answered counts 0, what does not apply is left out. A level
that asks nothing is held together with the one below it; at the bottom everybody holds it. How shares make a position:

``reached`` (the default)
    The number of levels, from the lowest, whose share is ``enough`` (all of it, unless the model says less). One weak level stops
    the climb, so a team cannot make up for what is missing below with what it has above. That is how staged models have always
    been read: CMMI counts a level when its goals and those of all levels below are satisfied, ISO/IEC 33020 when its own
    attributes are at least largely and all below are fully achieved.
``sum``
    The shares added up: two levels of three, each half met, make 1. This is the rule of OWASP SAMM (version 2), and suits models
    whose levels do not build on each other; the part above the whole number is the way towards the next level.
``average``
    The mean over all criteria, times the number of levels: every criterion weighs the same, in whatever level it stands. For models
    that are a list of practices rather than a ladder.

A heading over several dimensions stands, with ``reached``, where the lowest of them stands (the weakest part decides), else at
their mean; it stands nowhere until each of them is rated, because a mean over what was answered would hide the silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

ZERO, ONE = Fraction(0), Fraction(1)


def position(levels: Sequence[Sequence[Fraction]], score: str, enough: Fraction = ONE) -> Fraction | None:
    """Return how many levels are climbed, with the part of the next one.

    Args:
        levels: for each level, the lowest first, what each of its criteria counts, from 0 to 1; those that do not apply left out.
        score: ``reached``, ``sum`` or ``average``.
        enough: with ``reached``, the share of a level that makes it count.

    Returns:
        From 0 to the number of levels; None if no level asks anything.
    """
    if not any(levels):
        return None
    if score == "average":
        return _average(levels)
    below, found = ONE, ZERO
    for counts in levels:
        share = sum(counts, ZERO) / len(counts) if counts else below
        if score == "sum":
            found += share
        elif share < enough:
            return found
        else:
            found += 1
        below = share
    return found


def _average(levels: Sequence[Sequence[Fraction]]) -> Fraction:
    free = next(number for number, counts in enumerate(levels) if counts)  # levels at the bottom that ask nothing
    counts = [each for level in levels for each in level]
    return free + (len(levels) - free) * sum(counts, ZERO) / len(counts)
