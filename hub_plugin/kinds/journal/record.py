"""One week of a person's journal: what was planned, what came of it, what was carried over."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, ClassVar

from hub_plugin.model.addresses import Address
from hub_plugin.model.fields import Many, ProseField, TextField, choice
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Part, PartId, PartsOf, Record, about
from hub_plugin.model.routines import OUTCOMES
from hub_plugin.model.texts import Message, say

_WEEK = re.compile(r"([0-9]{4})-w([0-9]{2})")
For = Annotated[Link, LinkTo((), means="works on", back="is worked on in", outside=True)]


class Item(Part):
    """One thing that was planned. What is carried over keeps its id in the next week's file."""

    called: ClassVar[str] = "planned-item"
    main: ClassVar[str] = "text"

    text: TextField = about("What was planned.")
    for_: Many[For] = about("What it is for: a goal, a process, a decision, an action.", (), alias="for")
    outcome: Annotated[str, *choice(*OUTCOMES, says="an outcome")] | None = about(
        "done, partly, carried-over or dropped; nothing while the week runs.", None
    )
    why: TextField | None = about("What came of it, or why it was not done.", None)


class Journal(Record):
    """The content of ``journals/<person>/<week>.yml``, such as ``journals/li-wei/2026-w47.yml``."""

    planned: Annotated[dict[PartId, Item], PartsOf(lambda: Item)] = about("What was planned for the week.", {})
    besides: Many[TextField] = about("What came up and was done besides.", ())
    note: ProseField | None = about("What is worth remembering of the week; in a `.md` file the text.", None)

    @property
    def person(self) -> str:
        """The id of the person."""
        return self.id.partition("/")[0]

    @property
    def monday(self) -> datetime.date | None:
        """The Monday of the week (ISO 8601), from the file name; None where that is no week."""
        found = _WEEK.fullmatch(self.id.rpartition("/")[2])
        try:
            return datetime.date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
        except ValueError:
            return None

    @property
    def called(self) -> Message:
        """What people call it: the person and the week."""
        return say("{person}, {week}", person=Address("person", self.person), week=self.id.rpartition("/")[2].upper())

    @property
    def label(self) -> Any:
        """What people call it: the person and the week, as they stand in its name."""
        person, _, week = self.id.partition("/")
        return f"{person.replace('-', ' ').title()}, {week.upper()}"
