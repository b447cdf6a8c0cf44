"""Coverage before score: how many have answered, and then how much is met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hub_plugin.model.derive.obligations import Obligation, State


@dataclass(frozen=True, slots=True)
class Progress:
    """The counts behind a heading, a cell or a headline.

    Args:
        applies: how many obligations there are.
        answered: how many of them are answered and need no confirmation.
        states: how many show each state.
        counted: how many score as each state.
    """

    applies: int = 0
    answered: int = 0
    states: Counter[State] = field(default_factory=Counter)
    counted: Counter[State] = field(default_factory=Counter)

    @classmethod
    def of(cls, obligations: Iterable[Obligation]) -> Progress:
        """Count obligations."""
        found = list(obligations)
        states, counted = Counter([each.state for each in found]), Counter([each.counts for each in found])
        answered = sum(number for state, number in states.items() if state.answered)
        return cls(states.total(), answered, states, counted)

    @property
    def coverage(self) -> int | None:
        """Answered ÷ applies in whole percent, rounded down; None for 0 ÷ 0."""
        return self.answered * 100 // self.applies if self.applies else None

    @property
    def scored(self) -> int:
        """What the score is a share of: applies, less not applicable, less validly exempt. Silence stays in."""
        return self.applies - self.counted[State.NOT_APPLICABLE] - self.counted[State.EXEMPT]

    @property
    def score(self) -> int | None:
        """(met + ½ partly) ÷ scored in whole percent, rounded down; None for 0 ÷ 0."""
        halves = 2 * self.counted[State.MET] + self.counted[State.PARTLY]
        return halves * 100 // (2 * self.scored) if self.scored else None

    @property
    def to_confirm(self) -> int:
        """How many are answered for an earlier version: they go on scoring, and are not answered."""
        return self.states[State.CONFIRM]

    @property
    def met(self) -> int:
        """How many count as met."""
        return self.counted[State.MET]

    @property
    def silent(self) -> bool:
        """Whether something is asked and nothing at all is answered."""
        return bool(self.applies) and self.states[State.SILENT] == self.applies
