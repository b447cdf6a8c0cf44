"""The words of the hardness tests: a case is a name and what must hold; a class is a generator of cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# Raises AssertionError where it does not hold. Returns how many inputs were tried, None for one.
Hold = Callable[[Path], int | None]


@dataclass(frozen=True)
class Case:
    """One input.

    Args:
        name: tells it from the others of its class.
        hold: tries it in an empty folder of its own.
    """

    name: str
    hold: Hold


@dataclass(frozen=True)
class Sort:
    """One class of input, a line of the table.

    Args:
        name: how it is called on the command line and in the table.
        says: what must hold, in one sentence.
        cases: makes all of them; it may take a while, and happens in the child.
        least: how many inputs the class promises when all of it is run.
        short: how many cases ``make test`` runs, taken evenly from all.
        memory: MB that the child may use for data.
        alone: each case gets a process of its own, so that its peak memory is its own.
        rates: told of all cases together, once they have run: a word, and right out of all.
    """

    name: str
    says: str
    cases: Callable[[], Sequence[Case]]
    least: int
    short: int = 6
    memory: int = 1024
    alone: bool = False
    rates: dict[str, list[int]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Told:
    """What came of a class: one line of the table.

    Args:
        name: the class.
        tried: how many inputs.
        faults: name of a case → what did not hold.
        slowest: seconds of processor time of the slowest case.
        slowest_case: its name.
        peak: MB of the process at its highest.
        rates: a word → right, all.
    """

    name: str
    tried: int
    faults: dict[str, str]
    slowest: float
    slowest_case: str
    peak: float
    rates: dict[str, list[int]]

    @property
    def passed(self) -> int:
        """How many inputs passed; a case of many inputs fails as a whole but for the one that it names."""
        return self.tried - len(self.faults)


def evenly(cases: Sequence[Case], number: int) -> Iterator[Case]:
    """Yield some cases, taken evenly; the first and the last are among them."""
    last = len(cases) - 1
    if number >= len(cases):
        yield from cases
        return
    yield from (cases[round(each * last / max(number - 1, 1))] for each in range(number))
