"""A check that stays: it waits for changes, answers the checks that ask it meanwhile, and tidies up when nobody comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import click

from hub_plugin import writing
from hub_plugin.cli.asking import listening, meeting, surrounded
from hub_plugin.cli.opened import content_folder, here, open_hub
from hub_plugin.cli.settings import read_for_options
from hub_plugin.lasting import let_go
from hub_plugin.model.keeping import Keeping
from hub_plugin.opening import Opened
from hub_plugin.watching import Stamps, changes, files, stamps

PAUSE = 5.0  # seconds without a change or a question


class Staying:
    """A hub, kept from one look to the next.

    Args:
        content: the content folder, as the option says.
        today: the day to look from, as the option says.
    """

    def __init__(self, content: str | None, today: str) -> None:
        self._content, self._today = content, today
        self._kept = Keeping()
        self._untidy_since = 0.0
        self._told_by = read_for_options(here())
        # Noted, because reading a long mkdocs.yml takes a while.
        self._settings, self._wanted = stamps(self._told_by), content_folder(content)
        self._before = self._look(self.open())

    def open(self) -> Opened:
        """Read what was changed since the last time.

        Raises:
            click.ClickException: as :func:`open_hub` does.
        """
        self._opened = self._read()
        return self._opened

    def changes(self, answer: Callable[[Opened, Any], Any]) -> Iterator[list[str]]:
        """Yield the files that were changed, each time there are some; wait in between, for changes and for questions.

        Args:
            answer: says of a hub what was asked.
        """

        def told(question: Any) -> Any:
            with surrounded(question["environ"]):
                try:
                    if writing.interrupted(content_folder(self._content)):
                        return None  # whoever asks is told of it
                    opened = self._read()
                except click.ClickException:
                    return None
                if opened.further:
                    return None  # the code of these kinds may have been changed since it was imported
                return answer(opened, question["how"])

        with listening(meeting(self._content or "", self._today, make=True), told) as wait:

            def pause(seconds: float) -> None:
                wait(seconds)
                if 0 < self._untidy_since < time.monotonic() - PAUSE:
                    let_go()
                    self._untidy_since = 0.0

            yield from changes(self._before, lambda: self._look(self._opened), pause)

    def _read(self) -> Opened:
        self._untidy_since = time.monotonic()
        return open_hub(self._content, self._today, self._kept)

    def _look(self, opened: Opened) -> Stamps:
        """Return when the files were changed that a check reads: also where it would look for them by now."""
        folders = {*opened.folders}
        with suppress(click.ClickException):
            if stamps(self._told_by) != self._settings:
                self._told_by = read_for_options(here())
                self._settings, self._wanted = stamps(self._told_by), content_folder(self._content)
            folders.add(self._wanted.resolve())
        return stamps(path for root in (*map(str, folders), *self._told_by) for path in files(root))
