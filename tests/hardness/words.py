"""The words of the hardness tests: a case is a name and what must hold; a class is a generator of cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

LIMIT = 256  # MB that reading one bad file may take
SECOND = 1.0  # of processor time, for the same
RIGHT = 0.95  # of what is rated
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
        short: how many cases ``make test`` runs, taken evenly from all; 0 where it has tests of its own for the same.
        memory: MB that the child may use for data.
        alone: each case gets a process of its own, so that its memory is its own, and is held below the limit.
        settled: a sound hub is read and built before the first case, so that what Python and our code take is in no case.
        long: its cases do more than read a bad file, so that the limits of one do not hold for them.
        parts: among how many processes ``make hardness`` may share the cases.
        rates: told of all cases together, once they have run: a word, and right out of all.
        missed: what was wrong among those.
    """

    name: str
    says: str
    cases: Callable[[], Sequence[Case]]
    least: int
    short: int = 6
    memory: int = 1024
    alone: bool = False
    settled: bool = True
    long: bool = False
    parts: int = 1
    rates: dict[str, list[int]] = field(default_factory=dict, compare=False)
    missed: list[str] = field(default_factory=list, compare=False)


@dataclass(frozen=True)
class Told:
    """What came of a class: one line of the table.

    Args:
        name: the class.
        tried: how many inputs.
        faults: name of a case → what did not hold.
        slowest: seconds of processor time that the slowest bad file added to the reading of its hub; of a case that reads
            none, of all that it does.
        slowest_case: its name.
        peak: MB that a case added to what the process had.
        rates: a word → right, all.
        missed: what was wrong among those.
    """

    name: str
    tried: int
    faults: dict[str, str]
    slowest: float
    slowest_case: str
    peak: float
    rates: dict[str, list[int]]
    missed: list[str]

    def __add__(self, other: Told) -> Told:
        slowest = max((self.slowest, self.slowest_case), (other.slowest, other.slowest_case))
        rates = {
            word: [self.rates.get(word, [0, 0])[at] + other.rates.get(word, [0, 0])[at] for at in (0, 1)]
            for word in {**self.rates, **other.rates}
        }
        return Told(self.name, self.tried + other.tried, {**self.faults, **other.faults}, *slowest, max(self.peak, other.peak),
                    rates, self.missed + other.missed)  # fmt: skip

    def judged(self, least: int = 0) -> Told:
        """Return it with what only all cases together can miss: how many there are, and how much of what is rated is right."""
        faults = dict(self.faults)
        if self.tried < least:
            faults["the whole class"] = f"{self.tried:,} inputs, and it promises {least:,}"
        for word, (right, of) in self.rates.items():
            if right < RIGHT * of:
                faults[word] = f"{right:,} of {of:,} are right; wrong: {self.missed[:12]}"
        return replace(self, faults=faults)

    @property
    def passed(self) -> int:
        """How many inputs passed; a case of many inputs fails as a whole but for the one that it names."""
        return max(self.tried - len(self.faults), 0)


def evenly(cases: Sequence[Case], number: int) -> Iterator[Case]:
    """Yield some cases, taken evenly; the first and the last are among them."""
    last = len(cases) - 1
    if number >= len(cases):
        yield from cases
        return
    yield from (cases[round(each * last / max(number - 1, 1))] for each in range(number))
