"""What was made before is kept as long as it would be made of the same things: under serve, of nearly all of a hub."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from operator import is_
from typing import Any, TypeVar

T = TypeVar("T")
FORGETS_AFTER = 50  # more than an author needs to mend what is broken, and far fewer than a day of edits
_VALUES = frozenset({bytes, int, bool, float, datetime.date, frozenset, set})


class Kept:
    """Remembers nothing: whatever is wanted is made. So one build, or one check, is not burdened by what serve needs."""

    def same(self, name: Hashable, value: T) -> T:
        """Return the value that was given under this name before, if it is the same, so that one object stands for it."""
        return value

    def contents(self, contents: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """Return the same files; one object stands for what a file held before, as long as it holds the same."""
        return contents

    def made(self, name: Hashable, of: tuple[Any, ...], make: Callable[[], T]) -> T:
        """Return what was made under this name, if it was made of the same things; else make it.

        Args:
            name: of what is made.
            of: everything that it is made of. Things are the same if they are one object, or plain values that are equal.
            make: makes it; nothing else may have a part in what it returns.
        """
        return make()

    def asked(self, name: Hashable, of: tuple[Any, ...], whom: Any, make: Callable[[Any], T]) -> T:
        """Return what was made under this name, if it was made of the same things, and all questions have the same answers.

        Args:
            name: of what is made.
            of: what it is made of, as in :meth:`made`.
            whom: who answers questions meanwhile, such as the hub: its attributes, and what its methods return.
            make: makes it; it is given who answers.

        Raises:
            TypeError: what was made can be run through only once, so it cannot be kept.
        """
        return make(whom)


NOTHING = Kept()


@dataclass(slots=True)
class _Made:
    """What was made, of what, after which answers, and at which read of the hub somebody wanted it last."""

    of: tuple[Any, ...]
    answers: Mapping[Any, Any]
    made: Any
    wanted: int


class Keeping(Kept):
    """Remembers what was made last under each name, until nobody has asked for it while a hub was read :data:`FORGETS_AFTER` times."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}
        self._made: dict[Hashable, _Made] = {}
        self._reads = 0

    def contents(self, contents: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """See :meth:`Kept.contents`."""
        before = self._contents
        self._reads += 1
        if self._reads % FORGETS_AFTER == 0:  # records that are gone, days that are over
            last = self._reads - FORGETS_AFTER
            self._made = {name: each for name, each in self._made.items() if each.wanted > last}
        self._contents = {path: was if (was := before.get(path)) == data else data for path, data in contents.items()}
        return self._contents

    def same(self, name: Hashable, value: T) -> T:
        """See :meth:`Kept.same`."""
        return self.made(name, (value,), lambda: value)

    def made(self, name: Hashable, of: tuple[Any, ...], make: Callable[[], T]) -> T:
        """See :meth:`Kept.made`."""
        return self.asked(name, of, None, lambda _: make())

    def asked(self, name: Hashable, of: tuple[Any, ...], whom: Any, make: Callable[[Any], T]) -> T:
        """See :meth:`Kept.asked`."""
        before = self._made.get(name)
        if before is not None:
            before.wanted = self._reads
            if same(before.of, of) and (not before.answers or _answered(before.answers, whom)):
                kept: T = before.made
                return kept
        answers: dict[Any, Any] = {}
        made = make(whom if whom is None else _Asked(whom, answers))
        if isinstance(made, Iterator):
            raise TypeError(f"{name}: what is run through once cannot be kept")
        self._made[name] = _Made(of, answers, made, self._reads)
        return made


class _Asked:
    """Stands for somebody, and notes what is asked and what the answer is."""

    def __init__(self, whom: Any, answers: dict[Any, Any]) -> None:
        self._whom, self._answers = whom, answers

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._whom, name)
        if not callable(found):
            self._answers[name, None] = found
            return found

        def ask(*arguments: Any) -> Any:
            self._answers[name, arguments] = answer = found(*arguments)
            return answer

        return ask


def _answered(answers: Mapping[Any, Any], whom: Any) -> bool:
    """Tell whether all questions have the answers that they had."""
    for (name, arguments), answer in answers.items():
        now = getattr(whom, name)
        if arguments is not None:
            now = now(*arguments)
        if answer is not now and not same(answer, now):
            return False
    return True


def same(one: Any, other: Any) -> bool:
    """Tell whether nobody can tell two things apart: one object, or plain values, or what holds nothing but such."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, list | tuple):
        return len(one) == len(other) and (all(map(is_, one, other)) or all(map(same, one, other)))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[name]) for name, value in one.items())
    if is_dataclass(one) and getattr(type(one), "__hash__", None) not in (None, object.__hash__):  # it cannot change
        return all(same(getattr(one, each.name), getattr(other, each.name)) for each in fields(one))
    if isinstance(one, str):  # a text may say more than its letters
        return one == other and same(getattr(one, "__dict__", None), getattr(other, "__dict__", None))
    return type(one) in _VALUES and bool(one == other)
