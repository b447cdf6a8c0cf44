"""A calendar and its events: one-off, over several days, or recurring."""

from __future__ import annotations

from typing import Annotated, ClassVar

from hub_plugin.model.fields import (
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
from hub_plugin.model.heads import AudienceField, Owned
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Part, PartId, PartsOf, about
from hub_plugin.model.vocabulary import TermField

STATUSES = ("confirmed", "tentative", "cancelled")


class EventPart(Part):
    """One event; when it happens has the same form as a meeting's schedule."""

    called: ClassVar[str] = "event"

    title: TextField = about("What it is called.")
    when: ScheduleField = about("When it happens.")
    status: Annotated[str, *choice(*STATUSES, says="an event's status")] = about(
        "confirmed, tentative or cancelled (RFC 5545).", "confirmed"
    )
    place: NeutralField | None = about("Where it happens.", None)
    teams: Many[Annotated[Link, LinkTo(("team",), means="invites", back="is invited to")]] = about(
        "Teams that it is for; all, if not written.", ()
    )
    text: ProseField | None = about("What people should know.", None)
    url: Url | None = about("Where to read more.", None)
    tags: Many[TermField] = about("Words to filter by.", ())
    revision: Whole = about("Counts up when a published event changes (SEQUENCE in RFC 5545).", 0)


class Calendar(Owned):
    """The content of ``calendars/<id>.yml``."""

    timezone: Zone | None = about("Its time zone, where it is not the hub's.", None)
    audience: AudienceField | None = about("Which teams it is for; all, if not written.", None)
    events: Annotated[dict[PartId, EventPart], PartsOf(lambda: EventPart)] = about("The events, one by one.", {})
