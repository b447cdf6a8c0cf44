"""What the check says now that it did not say before, and texts that changed without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.difference.records import Records
from hub_plugin.model.difference.sides import Side
from hub_plugin.model.facts import Ask
from hub_plugin.model.findings import Finding


@dataclass(frozen=True)
class Told:
    """Findings that differ.

    Args:
        new: those in files that the change touches.
        elsewhere: links that break in files that it does not touch, and whatever else goes wrong there.
        fixed: those that are gone.
    """

    new: tuple[Finding, ...] = ()
    elsewhere: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Unversioned:
    """An item that asks in other words, while no version says that it changed."""

    about: Address
    resource: str
    before: str
    after: str


def told(before: Side, after: Side) -> Told:
    """Compare findings; where a line only moved, its finding is the same one."""
    was, now = _counted(before), _counted(after)
    here: list[Finding] = []
    elsewhere: list[Finding] = []
    for each in _beyond(after, was):
        touched = before.files.get(each.place.path) != after.files.get(each.place.path)
        (here if touched else elsewhere).append(each)
    return Told(tuple(here), tuple(elsewhere), tuple(_beyond(before, now)))


def _same(each: Finding) -> tuple[str, str, str, str]:
    return each.rule, each.place.path, each.message, each.place.text.strip()


def _counted(side: Side) -> Counter[tuple[str, str, str, str]]:
    return Counter(map(_same, side.findings))


def _beyond(side: Side, known: Counter[tuple[str, str, str, str]]) -> Iterator[Finding]:
    left = Counter(known)
    for each in side.findings:
        if left[_same(each)] > 0:
            left[_same(each)] -= 1
        else:
            yield each


def unversioned(before: Side, after: Side, records: Records) -> Iterator[Unversioned]:
    """Yield the items that are asked on both sides, in other words, without a new version in their ``changed_in``."""
    assert before.now is not None
    assert after.now is not None
    was = {records.present(each.about): each for each in before.now.facts.of(Ask) if each.active}
    for ask in after.now.facts.of(Ask):
        old = was.get(ask.about)
        if old is None or not ask.active or ask.about == ask.resource:  # the title of a template asks for nothing
            continue
        new_version = {version for version, _ in ask.changed} - {version for version, _ in old.changed}
        if _words(old.title) != _words(ask.title) and not new_version and old.introduced == ask.introduced:
            yield Unversioned(ask.about, ask.resource_title, _words(old.title), _words(ask.title))


def _words(text: str) -> str:
    return " ".join(str(text).split())
