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
    found: list[Postponed] = []
    names: set[str] = set()  # of the topics of later sessions, and what there is to read for them
    reads: set[str] = set()
    for session in reversed(told):
        items = list(enumerate(session.agenda))
        for index, item in reversed(items) if session is not until else ():
            taken_up = _name(item) in names or not _to_read(item).isdisjoint(reads)
            if item.outcome == "postponed" and not taken_up:
                found.append(Postponed(session, index))
        if session.cancelled is None:
            names.update(_name(item) for _, item in items)
            reads.update(*(_to_read(item) for _, item in items))
    yield from reversed(found)


def _name(item: Item) -> str:
    return " ".join(item.topic.split()).casefold()


def _to_read(item: Item) -> set[str]:
    return {str(link) for link in item.read}
