"""Long pages in several: which lines of a page's lists stand on which of its parts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import repeat
from typing import Any, Protocol, TypeVar

from markupsafe import Markup

from hub_plugin.model.addresses import Address
from hub_plugin.model.page import MOST_LINES, Page, url_of
from hub_plugin.model.record import Record
from hub_plugin.outputs.pages.wording import Wording

MOST_PLACES = 60  # chapters of further parts that the first part names
LONGEST = 24  # letters of what a part begins with
Thing = TypeVar("Thing")
Weight = int | Iterable[int]


class Paging:
    """What the templates ask on one part of a page: ``paged(things)`` gives those that stand on it.

    All lists of a page fill its parts together, in the order in which they are printed. So each part asks for the same lists
    in the same order, also for those of which it shows nothing.

    Args:
        number: of the part, from 1.
        most: how many lines a part may have.
        uri: of the first part.
    """

    def __init__(self, number: int = 1, most: int = MOST_LINES, uri: str = "") -> None:
        self.number, self.most, self.uri = number, max(most, 1), uri
        self.parts = 1  # so far
        self.starts: list[Any] = []  # what each part begins with
        self.data = "api/v1/index.json"
        self._used = 0

    @property
    def leading(self) -> bool:
        """Whether this is the first part: it alone says what is no list."""
        return self.number == 1

    def part(self, number: int) -> str:
        """Return the source path of a part."""
        return uri_of(self.uri, number)

    def placed(self, things: Iterable[Thing], weight: Weight = 1, data: str = "") -> Iterator[tuple[Thing, int]]:
        """Yield each thing with the number of its part.

        Args:
            things: the lines, in order.
            weight: for how many lines one thing counts, where it is printed as several; the same for all, or one for each.
            data: where all of them lie for programs, below the site's root.
        """
        self.data = data or self.data
        weights: Iterator[int] = repeat(weight) if isinstance(weight, int) else iter(weight)
        for each in things:
            lines = max(next(weights), 1)
            if self._used and self._used + lines > self.most:
                self.parts, self._used = self.parts + 1, 0
            if not self._used:
                self.starts.append(each)
            self._used += lines
            yield each, self.parts

    def __call__(self, things: Iterable[Thing], weight: Weight = 1, data: str = "") -> list[Thing]:
        """Return the things that stand on this part; it is asked as :meth:`placed` is."""
        return [each for each, part in self.placed(things, weight, data) if part == self.number]


def uri_of(uri: str, number: int) -> str:
    """Return where a part lies: ``tools/index.md`` → ``tools/page_2.md``, ``changes.md`` → ``changes/page_2.md``.

    No record lies there: ids have no underscore.
    """
    return uri if number == 1 else f"{uri.removesuffix('.md').removesuffix('/index')}/page_{number}.md"


class Printer(Protocol):
    """What prints the ways between parts: the press."""

    words: Wording
    directory_urls: bool

    def label(self, target: Any) -> str:
        """Return what people call a record or part."""

    def ways(self, page: Page, **given: Any) -> str:
        """Return the ways between the parts of a page."""


def bound(press: Printer, made: Sequence[Page], parts: Sequence[Paging]) -> Iterator[Page]:
    """Yield the parts of one page with the ways between them, and with their numbers in their titles."""
    named = [
        (part.number, page.uri, _start(press, thing))
        for page, part, thing in zip(made, parts, parts[0].starts, strict=True)
    ]
    for page, part in zip(made, parts, strict=True):
        chapters = list(_chapters(press, made)) if part.leading else []
        sees_all = not any(
            each in page.html for each in ("data-coehub-filter", "data-coehub-sort", "data-coehub-board")
        )
        given = {"part": part, "named": named, "sees_all": sees_all}
        above, below = (press.ways(page, chapters=each, **given) for each in (chapters, []))
        head, rest = page.html.split("</h1>", 1)
        if not part.leading:
            start, _, name = head.rpartition("<h1>")
            head = f"{start}<h1>{_numbered(press, name, part.number)}"
        yield replace(
            numbered(press, page, part.number), body=f"{head}</h1>\n{above}{rest}{below}".encode(),
            anchors=page.anchors | {anchor for _, anchor, _ in chapters},
        )  # fmt: skip


def numbered(press: Printer, page: Page, number: int) -> Page:
    """Return a part of a page with its number in its titles; the first has none."""
    if number == 1:
        return page
    return replace(page, title=_numbered(press, page.title, number), told=_numbered(press, page.told, number))


def _numbered(press: Printer, title: str, number: int) -> str:
    return str(press.words.say("%(title)s, page %(number)s", title=Markup(title), number=number))


def _chapters(press: Printer, made: Sequence[Page]) -> Iterator[tuple[str, str, str]]:
    """Yield where chapters begin that are not on the first part, their anchor and text.

    The first part names them, so that a link to one that was right before the page had parts still leads there.
    """
    known = set(made[0].anchors)
    found = []
    for page in made[1:]:
        for each in page.headings:
            if each.level == 2 and each.anchor not in known:
                known.add(each.anchor)
                found.append((url_of(page.uri, press.directory_urls), each.anchor, each.told or each.text))
    yield from found[:MOST_PLACES]


def _start(press: Printer, thing: Any) -> str:
    """Return a word or two for what a part begins with: a name, a day; nothing where there is no short one."""
    thing = thing[0] if isinstance(thing, tuple) and not hasattr(thing, "_fields") and thing else thing
    if isinstance(thing, Record):
        thing = thing.address
    day = next((day for name in ("on", "due", "day", "date") if (day := getattr(thing, name, None))), None)
    if isinstance(day, datetime.date):
        return press.words.day(day, "short")
    name = press.label(thing) if isinstance(thing, Address) else ""
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
