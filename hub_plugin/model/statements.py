"""What every owned record states of itself: when it was reviewed, how it changed, what it offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hub_plugin.model.facts import MUST, SHOULD, Ask, Download, Edge, Fact, Review
from hub_plugin.model.facts import Change as Changed
from hub_plugin.model.files import in_languages_of
from hub_plugin.model.heads import Audience, Change, Expected, Owned, Shared, scope_of
from hub_plugin.model.links import Link
from hub_plugin.model.record import Record


def review(record: Owned, asked: bool = True) -> Iterator[Fact]:
    """State when a record was last read through; ``asked`` is False for what nobody uses any more."""
    if asked:
        last = record.reviewed or max((change.date for change in getattr(record, "changes", ())), default=None)
        yield Review(
            about=record.address, source=record.address, title=record.title, last=last, every=record.review_every
        )


def history(record: Owned, changes: Iterable[Change]) -> Iterator[Fact]:
    """State each line of a record's history."""
    for index, change in enumerate(changes):
        cause = next((link.to for link in change.decided_in if link.to), None)
        yield Changed(about=record.address, source=record.address, route=("changes", index), on=change.date, what=change.what,
                      version=change.version, cause=cause)  # fmt: skip


def downloads(record: Record, files: Iterable[str]) -> Iterator[Fact]:
    """State each file that a record offers."""
    for index, file in enumerate(files):
        for language, path in in_languages_of(file):
            yield Download(
                about=record.address, source=record.address, route=("files", index), path=path, language=language
            )


def wholes(record: Record, links: Sequence[Link]) -> Iterator[Fact]:
    """State that what leads to a part leads to its record too, so that it shows on the page of the whole."""
    seen = {link.to for link in links}
    for link in links:
        if link.to is not None and link.to.part and link.to.record not in seen:
            seen.add(link.to.record)
            yield Edge(about=record.address, source=record.address, means=link.means, back=link.back, to=link.to.record)


def expectation(record: Shared, expected: Expected | None, audience: Audience | None) -> Iterator[Fact]:
    """State that teams are asked about a whole template or tool. Optional ones are never counted."""
    if expected is not None and expected.use in _LEVEL_OF_USE:
        yield Ask(
            about=record.address, source=record.address, route=("expected",), resource=record.address,
            title=record.title, resource_title=record.title, level=_LEVEL_OF_USE[expected.use], scope=scope_of(audience),
            active=record.asked, by=expected.by, own_date=True, helps=(record.address,),
        )  # fmt: skip


_LEVEL_OF_USE = {"required": MUST, "recommended": SHOULD}
