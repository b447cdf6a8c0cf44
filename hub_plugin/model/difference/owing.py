"""Who owes what more, less, again, sooner or later."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Obligation, State, Unit
from hub_plugin.model.difference.records import Records
from hub_plugin.model.difference.sides import Side


@dataclass(frozen=True)
class Step:
    """One item of one unit, before and after; None: it did not apply, or does not any more."""

    item: Address
    unit: Unit
    before: Obligation | None
    after: Obligation | None

    @property
    def shown(self) -> Obligation:
        """The side that can be shown: after, else before."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def due(self) -> datetime.date | None:
        """The day that holds after the change, else the one that held before."""
        return self.shown.due

    @property
    def again(self) -> bool:
        """Whether the change makes it an answer to confirm."""
        return _confirms(self.after) and not _confirms(self.before)

    @property
    def by_answer(self) -> bool:
        """Whether it is owed no more because the team answered, not because nobody asks any more."""
        return self.after is not None


@dataclass(frozen=True)
class Owing:
    """What differs.

    Args:
        more: owed after and not before.
        less: owed before and not after: answered, or not asked any more.
        again: answered, and to be confirmed because what is asked has changed.
        dated: owed on both sides, by another day.
        levels: asked on both sides, at another level.
    """

    more: tuple[Step, ...] = ()
    less: tuple[Step, ...] = ()
    again: tuple[Step, ...] = ()
    dated: tuple[Step, ...] = ()
    levels: tuple[Step, ...] = ()

    @property
    def first(self) -> datetime.date | None:
        """The first day by which something is owed that was not owed before."""
        return min((each.due for each in (*self.more, *self.again) if each.due is not None), default=None)


def owing(before: Side, after: Side, records: Records) -> Owing:
    """Compare the obligations of two sides, as of the day on which everything is in force."""
    assert before.then is not None
    assert after.then is not None
    was = {_key(each, records): each for each in before.then.obligations}
    now = {(each.ask.about, each.unit): each for each in after.then.obligations}
    steps = [Step(*key, was.get(key), now.get(key)) for key in sorted({*was, *now}, key=_order)]
    again = tuple(each for each in steps if each.again)
    return Owing(
        more=tuple(each for each in steps if _owed(each.after) and not _owed(each.before) and not each.again),
        less=tuple(each for each in steps if _owed(each.before) and not _owed(each.after)),
        again=again,
        dated=tuple(
            each for each in steps
            if each.before and each.after and _owed(each.before) and _owed(each.after) and each.before.due != each.after.due
            and not each.again
        ),
        levels=tuple(each for each in steps if each.before and each.after and each.before.ask.level != each.after.ask.level),
    )  # fmt: skip


def _key(each: Obligation, records: Records) -> tuple[Address, Unit]:
    return records.present(each.ask.about), Unit(records.present(each.unit.group), each.unit.product, each.unit.name)


def _order(key: tuple[Address, Unit]) -> tuple[Address, Address, str]:
    return key[0], key[1].group, key[1].product


def _owed(each: Obligation | None) -> bool:
    return each is not None and each.owed


def _confirms(each: Obligation | None) -> bool:
    return each is not None and each.state is State.CONFIRM
