"""A training, and the dates on which it is held."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar

from hub_plugin.model.fields import (
    Date,
    Duration,
    Many,
    NeutralField,
    ProseField,
    ScheduleField,
    TextField,
    Url,
    Whole,
    Zone,
    choice,
)
from hub_plugin.model.files import FileBeside
from hub_plugin.model.heads import OWNERS, AudienceField, Owned
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Part, PartId, PartsOf, Record, about
from hub_plugin.model.texts import Message, say

STATUSES = ("confirmed", "tentative", "cancelled")
Taught = Annotated[Link, LinkTo(("standard", "requirement", "template", "tool"), means="teaches", back="is taught in")]
Trainer = Annotated[Link, LinkTo(OWNERS, means="is given by", back="gives")]


class TrainingDate(Part):
    """One time that the training is held; several days of one course are one schedule."""

    called: ClassVar[str] = "training-date"

    when: ScheduleField = about("When it is held.")
    status: Annotated[str, *choice(*STATUSES, says="a date's status")] = about(
        "confirmed, tentative or cancelled (RFC 5545).", "confirmed"
    )
    place: NeutralField | None = about("Where it is held.", None)
    trainer: Many[Trainer] = about("Who gives it this time, if not as usual.", ())
    seats: Whole | None = about("How many can take part.", None)
    took_part: Whole | None = about("How many took part, those who are not named among them.", None)
    named: Many[Annotated[Link, LinkTo(("person",), means="was taken by", back="has taken")]] = about(
        "Those of them who agree to be named here, and nobody else.", ()
    )
    revision: Whole = about("Counts up when a published date changes (SEQUENCE in RFC 5545).", 0)

    def called_in(self, record: Record) -> Message | None:
        """Return the training with its first day, and the place."""
        day = self.when.nearest(datetime.date.min)[1]
        if day is None:
            return None
        if self.place is None:
            return say("{training}, {day}", training=record.label, day=day)
        return say("{training}, {day}, {place}", training=record.label, day=day, place=self.place)


class Training(Owned):
    """The content of ``trainings/<id>.yml``."""

    teaches: Many[Taught] = about("The standards, requirements, templates and tools that it teaches.", ())
    for_: Many[Annotated[Link, LinkTo(("role",), means="prepares for", back="is prepared for by")]] = about(
        "The roles that it prepares for.", (), alias="for"
    )
    audience: AudienceField | None = about("Which teams it is for; all, if not written.", None)
    trainer: Many[Trainer] = about("Who gives it.", ())
    duration: Duration | None = about("How long it takes.", None)
    outcome: ProseField | None = about("What people can do afterwards.", None)
    content: ProseField | None = about("What happens in it, and what to bring.", None)
    join: TextField | None = about("How to get a seat: an address, a channel, a few words.", None)
    url: Url | None = about("Where it is taken, if at any time and online.", None)
    files: Many[FileBeside] = about("Slides and handouts; they lie beside this file.", ())
    timezone: Zone | None = about("Its time zone, where it is not the hub's.", None)
    dates: Annotated[dict[PartId, TrainingDate], PartsOf(lambda: TrainingDate)] = about("When it is held.", {})
    ended: Date | None = about("The last day on which it is offered.", None)

    @property
    def taken(self) -> int:
        """How many have taken it in all."""
        return sum(each.took_part or len(each.named) for each in self.dates.values())
