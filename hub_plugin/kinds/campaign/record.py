"""A campaign: what its audience is encouraged to meet, by when."""

from __future__ import annotations

from typing import Annotated

from hub_plugin.model.fields import Date, Many, ProseField
from hub_plugin.model.happened import Happened
from hub_plugin.model.heads import AudienceField, Owned
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import about

Item = Annotated[Link, LinkTo(("standard", "requirement", "template", "tool"), means="pushes", back="pushed by")]


class Campaign(Owned):
    """The content of ``campaigns/<id>.yml``."""

    items: Many[Item] = about("Standards, requirements, templates and tools that it is about.")
    audience: AudienceField | None = about(
        "Which teams it is for; all, if not written. It never widens who is asked.", None
    )
    start: Date = about("The first day.")
    due: Date = about("The day by which the items are met.")
    guidance: ProseField | None = about("What teams do, and who helps.", None)
    closed: Happened | None = about("The day on which it was closed.", None)
    result: ProseField | None = about("What came of it.", None)
