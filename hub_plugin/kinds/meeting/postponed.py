"""What sessions postponed, and which later session took it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hub_plugin.kinds.meeting.record import Item, Session


@dataclass(frozen=True, slots=True)
class Postponed:
    """One topic that a session postponed: the session, and which item of its agenda it is."""

    session: Session
    index: int

    @property
    def item(self) -> Item:
        """The item of the agenda."""
        return self.session.agenda[self.index]


def waiting(sessions: Sequence[Session], until: Session | None = None) -> Iterator[Postponed]:
    """Yield the topics that wait to be taken up, the oldest first.

    A session takes a topic up with a topic of the same name, or with one that has something of the same to read: people
    rarely write a name twice in the same words. One that was cancelled takes up nothing.

    Args:
        sessions: all of a series; those without a day and unpublished ones are passed over.
        until: look from this session; what it takes up itself waits no longer. None: look from after the last one.
    """
    told = sorted((each for each in sessions if each.date and each.publish), key=lambda each: each.id)
    if until is not None:
        told = [each for each in told if each.id <= until.id]
    for number, session in enumerate(told):
        for index, item in enumerate(session.agenda):
            if item.outcome == "postponed" and session is not until and not _taken_up(item, told[number + 1 :]):
                yield Postponed(session, index)


def _taken_up(item: Item, later: Sequence[Session]) -> bool:
    return any(_same(item, each) for session in later if session.cancelled is None for each in session.agenda)


def _same(one: Item, other: Item) -> bool:
    return _name(one) == _name(other) or not _to_read(one).isdisjoint(_to_read(other))


def _name(item: Item) -> str:
    return " ".join(item.topic.split()).casefold()


def _to_read(item: Item) -> set[str]:
    return {str(link) for link in item.read}
