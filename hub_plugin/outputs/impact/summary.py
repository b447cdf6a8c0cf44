"""The few sentences that a reviewer reads first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hub_plugin.model.difference import Difference
from hub_plugin.model.difference.owing import Step
from hub_plugin.model.english import counted


def percent(number: int | None) -> str:
    """Return a share as people write it; nothing to count is a dash."""
    return "–" if number is None else f"{number}%"


def signed(number: int) -> str:
    """Return a difference with its sign."""
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


def sentences(difference: Difference) -> Iterator[str]:
    """Yield what changes in one sentence each; one sentence if nothing does."""
    told = [*_all(difference)]
    yield from told or ["Nothing changes that the hub shows."]


def _all(difference: Difference) -> Iterator[str]:
    if difference.breaches:
        yield f"The change goes over {counted(len(difference.breaches), 'limit')} of the hub."
    if difference.unknown:
        yield f"What teams owe cannot be compared: {difference.unknown}."
    if broken := len(difference.records.broken):
        yield f"{counted(broken, 'record')} cannot be read on one side: mend that first, the figures leave out what they state."
    yield from _owed(difference)
    yield from _stands(difference)
    if difference.unversioned:
        yield f"{counted(len(difference.unversioned), 'requirement')} changed in words without a version that says so."
    if difference.moved:
        number = len(difference.moved)
        yield f"{counted(number, 'thing')} {'has' if number == 1 else 'have'} other dates."
    records = difference.records
    numbers = [
        (len(records.added), "added"), (len(records.changed), "changed"), (len(records.removed), "removed"),
        (len(records.renamed), "renamed"),
    ]  # fmt: skip
    if any(number for number, _ in numbers):
        yield "Records: " + ", ".join(f"{number} {word}" for number, word in numbers if number) + "."
    told = difference.told
    if told.elsewhere:
        yield f"{counted(len(told.elsewhere), 'finding')} in files that the change does not touch."
    if told.new or told.fixed:
        yield f"Findings: {len(told.new) + len(told.elsewhere)} new, {len(told.fixed)} fixed."


def _owed(difference: Difference) -> Iterator[str]:
    owing = difference.owing
    if owing.more:
        teams = _teams(owing.more)
        first = min((each.due for each in owing.more if each.due), default=None)
        when = (
            "without a date" if first is None else f"the first by {first} ({_ahead((first - difference.today).days)})"
        )
        one = counted(len(owing.more), "thing")
        yield f"{counted(teams, 'team')} will owe more: {one}{' in all' if teams > 1 else ''}, {when}."
    if owing.less:
        teams = _teams(owing.less)
        answered = sum(each.by_answer for each in owing.less)
        told = [f"{counted(answered, 'thing')} answered or met"] if answered else []
        told += (
            [f"{counted(len(owing.less) - answered, 'thing')} not asked any more"] if answered < len(owing.less) else []
        )
        yield f"{counted(teams, 'team')} will owe less: {', '.join(told)}."
    if owing.again:
        yield f"{counted(len(owing.again), 'answer')} of {counted(_teams(owing.again), 'team')} to confirm again."
    if owing.dated:
        yield f"{counted(len(owing.dated), 'thing')} of {counted(_teams(owing.dated), 'team')} due on another day."
    if difference.then != difference.today and (owing.more or owing.less or owing.again or owing.dated):
        yield f"Not all of it is in force yet: what teams owe is as of {difference.then}."


def _ahead(days: int) -> str:
    if days < 0:
        return f"{counted(-days, 'day')} ago"
    return "today" if days == 0 else f"in {counted(days, 'day')}"


def _teams(steps: Iterable[Step]) -> int:
    return len({each.unit.group for each in steps})


def _stands(difference: Difference) -> Iterator[str]:
    if not difference.standings:
        return
    centre = difference.standings[0]
    then = difference.then != difference.today and centre.now != centre.then
    for (before, after), when in ((centre.now, ""), (centre.then, f" as of {difference.then}"))[: 2 if then else 1]:
        for name, one, other in (("Coverage", before.coverage, after.coverage), ("Score", before.score, after.score)):
            if one is not None and other is not None and one != other:
                yield f"{name} of the centre {'rises' if other > one else 'falls'} from {percent(one)} to {percent(other)}{when}."
