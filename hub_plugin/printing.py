"""Printing a plan: some pages at once, some when they are written, some when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from hub_plugin.model.packed import Packed, PackedPage, packed
from hub_plugin.model.page import Awaited, LaterPage, Page
from hub_plugin.outputs.contents import Sheet
from hub_plugin.outputs.pages import Press
from hub_plugin.sharing import WORTH, shared

Make = Callable[[], Mapping[str, bytes]]


class Printer:
    """Prints sheets in the language of a site, and in English those that are the same in every edition.

    Args:
        press: of the site.
        english: the same or another one.
    """

    def __init__(self, press: Press, english: Press) -> None:
        self.press, self.english = press, english

    def pages(self, sheet: Sheet) -> Sequence[Page]:
        """Print a page, in as many parts as it needs; what fails is told with the page."""
        press = self.english if self._foreign(sheet) else self.press
        try:
            made = press.pages(*sheet[:3], **sheet.context)
        except Exception as error:
            error.add_note(f"on the page {sheet.uri}")
            raise
        if press is self.press:
            return made
        return [self.press.foreign.whole(page, sheet.tongue) for page in made]

    def packed(self, sheet: Sheet) -> list[PackedPage]:
        """Print a page that waits until it is written."""
        return [packed(page) for page in self.pages(sheet)]

    def is_long(self, sheet: Sheet) -> bool:
        """Tell whether a page is printed in parts where its lists are long."""
        return self.press.environment.says(sheet.template, "paged")

    def later(self, sheet: Sheet, awaited: Awaited) -> list[LaterPage]:
        """Return a page that is printed later; nothing where it must be printed to know how many parts it has, or what it says.

        Args:
            sheet: the page.
            awaited: what is known before.
        """
        if self._foreign(sheet) or sheet.uri in awaited.surprises:
            return []
        number = awaited.parts.get(sheet.uri, 0 if self.is_long(sheet) else 1)
        if not number:
            return []
        make: Callable[[], Sequence[Page]] = partial(awaited.parts_of, sheet.uri, partial(self.pages, sheet), number)
        make = cache(make) if awaited.remembers else make
        known = self.press.promised(number, *sheet[1:3], **sheet.context)
        return [LaterPage(each, partial(_part, make, at)) for at, each in enumerate(known)]

    def _foreign(self, sheet: Sheet) -> bool:
        return bool(sheet.tongue) and self.press is not self.english


def printed(
    printer: Printer, plan: Sequence[Sheet], data: Sequence[Make], awaited: Awaited | None
) -> tuple[list[Sequence[Page]], list[Packed]]:
    """Print a plan, and make what leaves beside it.

    Args:
        printer: prints the sheets.
        plan: one sheet for each page.
        data: what makes feeds and data, each independent of the others.
        awaited: what need not be made now; None: all of it is.

    Returns:
        The parts of each sheet; what the data are, or nothing where they are promised.
    """
    promised = [printer.later(sheet, awaited) if awaited is not None else [] for sheet in plan]
    if awaited is not None:
        awaited.surprises.clear()
    making = () if awaited is not None and awaited.files else data
    jobs: list[Callable[[], Any]] = [partial(_made, each) for each in making]
    jobs += [partial(printer.packed, sheet) for sheet, there in zip(plan, promised, strict=True) if not there]
    # What cannot wait are long pages and data: few, each with much to do.
    made = shared(jobs, few=awaited is not None and len(plan) >= WORTH)
    rest = iter(made[len(making) :])
    return [there or next(rest) for there in promised], made[: len(making)]


def _made(make: Make) -> Packed:
    return Packed(make())


def _part(make: Callable[[], Sequence[Page]], at: int) -> Page:
    """Return a part of a page; where there are fewer than were promised, the last."""
    parts = make()
    return parts[min(at, len(parts) - 1)]
