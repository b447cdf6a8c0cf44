"""A difference in words: headings, sentences, lists and tables, in plain text that each format escapes as it must."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Unit
from hub_plugin.model.difference import Difference, Side
from hub_plugin.model.difference.owing import Step
from hub_plugin.model.english import counted
from hub_plugin.model.index import Miss
from hub_plugin.model.links import IN_PROSE
from hub_plugin.outputs.impact.summary import percent, sentences, signed

MOST = 15  # lines of a list; the JSON holds all
LONGEST = 100  # characters of a title


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it.

    Args:
        title: the heading; empty for what comes first.
        says: sentences.
        lines: a list.
        header, rows: a table.
        unseen: how many lines or rows are left out.
    """

    title: str
    says: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    unseen: int = 0


def sections(difference: Difference, before: Side, after: Side) -> Iterator[Section]:
    """Yield what a change means, what matters most first."""
    words = _Words(before, after)
    yield Section("", tuple(sentences(difference)))
    if difference.breaches:
        lines = [f"{each.limit}: allowed {each.allowed}, found {each.found}" for each in difference.breaches]
        yield _list("Over the limits of the hub", lines)
    yield from _owing(difference, words)
    yield from _standing(difference, words)
    if difference.unversioned:
        says = (
            "The text changed, and no version says so: answers to the old text go on counting. "
            "Add the version under 'changed_in' if teams are to confirm them; leave it if the meaning is the same."
        )
        lines = [
            f"{each.about}: {words.quoted(each.before)} → {words.quoted(each.after)}" for each in difference.unversioned
        ]
        yield _list("Changed without a version", lines, says)
    yield from _dates(difference, words)
    yield from _records(difference, words)
    yield from _told(difference)


class _Words:
    """What things are called, on whichever side they are."""

    def __init__(self, before: Side, after: Side) -> None:
        self.before, self.after = before, after

    def quoted(self, text: object) -> str:
        plain = " ".join(IN_PROSE.sub(lambda found: found[2] or self._target(found[1]), str(text)).split())
        return _clip(plain)

    def _target(self, text: str) -> str:
        found = self.after.hub.index.resolve(text, ())
        return text if isinstance(found, Miss) else self.after.label(found)

    def label(self, address: Address) -> str:
        side = self.after if address.record in self.after.hub.records else self.before
        name = side.label(address)
        return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"

    def named(self, address: Address) -> str:
        return f"{address} {self.quoted(self.label(address))}"

    def unit(self, unit: Unit) -> str:
        return f"{self.label(unit.group)} / {unit.called[:LONGEST]}" if unit.product else self.label(unit.group)

    def units(self, units: Iterable[Unit]) -> str:
        names = [self.unit(unit) for unit in dict.fromkeys(units)]
        return ", ".join(names) if len(names) <= 5 else f"{', '.join(names[:4])} and {len(names) - 4} more"


def _clip(text: str) -> str:
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”"


def _list(title: str, lines: Sequence[str], *says: str) -> Section:
    return Section(title, says, tuple(lines[:MOST]), unseen=max(len(lines) - MOST, 0))


def _owing(difference: Difference, words: _Words) -> Iterator[Section]:
    owing = difference.owing
    every = (*owing.more, *owing.less, *owing.again, *owing.dated)
    if every:
        rows = []
        found = [Counter(each.unit for each in part) for part in (owing.more, owing.less, owing.again, owing.dated)]
        firsts: dict[Unit, datetime.date] = {}
        for each in (*owing.more, *owing.again):
            if each.due is not None:
                firsts[each.unit] = min(each.due, firsts.get(each.unit, each.due))
        for unit in sorted({each.unit for each in every}, key=lambda unit: (words.unit(unit).casefold(), str(unit))):
            numbers = (str(each[unit] or "–") for each in found)
            rows.append((words.unit(unit), *numbers, str(firsts.get(unit, "–"))))
        header = ("Team", "Owes more", "Owes less", "To confirm again", "Other date", "First new date")
        yield Section("What teams owe", (), (), header, tuple(rows[: 2 * MOST]), max(len(rows) - 2 * MOST, 0))
    parts = (
        ("Owed anew", owing.more), ("Answers to confirm again", owing.again), ("Owed no more", owing.less),
        ("Due on another day", owing.dated), ("Asked at another level", owing.levels),
    )  # fmt: skip
    for title, steps in parts:
        if steps:
            yield _list(title, list(_items(title, steps, words)))


def _items(title: str, steps: Iterable[Step], words: _Words) -> Iterator[str]:
    """One line for each item, whoever is asked."""
    grouped: dict[tuple[Address, str], list[Step]] = defaultdict(list)
    for each in steps:
        grouped[each.item, _detail(title, each)].append(each)
    for (_, detail), found in grouped.items():
        ask = found[0].shown.ask
        of = "" if ask.about == ask.resource else f" ({words.quoted(ask.resource_title)})"
        yield f"{ask.level}: {words.quoted(ask.title)}{of}, {detail}: {words.units(each.unit for each in found)}"


def _detail(title: str, each: Step) -> str:
    before, after = each.before, each.after
    if title == "Owed no more":
        return "answered or met" if each.by_answer else "not asked any more"
    if title == "Due on another day" and before and after:
        return f"{before.due or 'no date'} → {after.due or 'no date'}"
    if title == "Asked at another level" and before and after:
        return f"{before.ask.level} → {after.ask.level}"
    when = f"by {each.due}" if each.due else "no date"
    if title == "Answers to confirm again" and after and after.changed:
        version, what = after.changed[-1]
        return f"{when}, version {version} says {_clip(what)}"
    return when


def _standing(difference: Difference, words: _Words) -> Iterator[Section]:
    rows = []
    later = difference.then != difference.today
    for each in difference.standings:
        if not each.differs:
            continue
        row = ["The centre" if each.unit is None else words.unit(each.unit)]
        for before, after in (each.now, each.then)[: 2 if later else 1]:
            row += [_step(before.coverage, after.coverage), _step(before.score, after.score)]
        rows.append(tuple(row))
    if rows:
        header: tuple[str, ...] = ("Over must", "Coverage today", "Score today")
        header += (f"Coverage on {difference.then}", f"Score on {difference.then}") if later else ()
        yield Section("Coverage and score", (), (), header, tuple(rows[: 2 * MOST]), max(len(rows) - 2 * MOST, 0))


def _step(before: int | None, after: int | None) -> str:
    if before == after:
        return percent(after)
    change = f" ({signed(after - before)})" if before is not None and after is not None else ""
    return f"{percent(before)} → {percent(after)}{change}"


def _dates(difference: Difference, words: _Words) -> Iterator[Section]:
    lines = []
    for each in difference.moved:
        who = f" ({', '.join(map(words.label, each.who[:5]))})" if each.who else ""
        if len(each.gone) == len(each.come):
            pairs = [f"{_when(old)} → {_when(new)}" for old, new in zip(each.gone, each.come, strict=True)]
            told = ", ".join(pairs[:3]) + (f" and {len(pairs) - 3} more" if len(pairs) > 3 else "")
        else:
            told = ", ".join(
                f"{counted(len(days), 'date')} {word} ({', '.join(map(_when, days[:3]))}{', …' if len(days) > 3 else ''})"
                for days, word in ((each.gone, "less"), (each.come, "more")) if days
            )  # fmt: skip
        lines.append(f"{words.quoted(each.title)}{who}: {told}")
    if lines:
        yield _list("Dates that move", lines)


def _when(moment: object) -> str:
    return str(moment)[:16]


def _records(difference: Difference, words: _Words) -> Iterator[Section]:
    found = difference.records
    lines = [f"added: {words.named(each)}" for each in found.added]
    lines += [f"removed: {words.named(each)}" for each in found.removed]
    for each in found.renamed:
        note = (
            ""
            if each.by_was
            else f"; write 'was: {each.old.id.rpartition('/')[2]}' in it, or links and answers to the old name break"
        )
        lines.append(f"renamed: {each.old} → {words.named(each.new)}{note}")
    for change in found.changed:
        told = [f"fields {', '.join(change.fields[:8])}"] if change.fields else []
        for word, names in (("added", change.added), ("removed", change.removed), ("changed", change.changed)):
            told += [f"{word} {', '.join(names[:8])}{' …' if len(names) > 8 else ''}"] if names else []
        told += [f"renamed {old} → {new}" for old, new in change.renamed[:8]]
        lines.append(f"changed: {words.named(change.about)}: {'; '.join(told) or 'order'}")
    lines += [f"cannot be read: {each}; what it states is left out above" for each in found.broken]
    if lines:
        yield _list("Records", lines)


def _told(difference: Difference) -> Iterator[Section]:
    parts = (
        ("Breaks elsewhere", difference.told.elsewhere), ("New findings", difference.told.new),
        ("Findings that are fixed", difference.told.fixed),
    )  # fmt: skip
    for title, findings in parts:
        if findings:
            lines = [
                f"{each.level} {each.place.path}:{each.place.line}: {each.message[:200]} ({each.rule})"
                for each in findings
            ]
            yield _list(title, lines)
