"""A tool: where it is, how to get in, how to learn it."""

from __future__ import annotations

from hub_plugin.model.fields import Many, ProseField, Url
from hub_plugin.model.heads import AudienceField, Changes, ExpectedField, Shared
from hub_plugin.model.record import about


class Tool(Shared):
    """The content of ``tools/<id>.yml``."""

    url: Url | None = about("Where it is opened.", None)
    access: ProseField | None = about("How to get in: whom to ask, how long it takes.", None)
    training: Many[Url] = about("Where it is learned.", ())
    use_when: ProseField | None = about("When it is the right one.", None)
    how_to_use: ProseField | None = about("What everybody should know before using it.", None)
    audience: AudienceField | None = about("Which teams it is for; all, if not written.", None)
    expected: ExpectedField | None = about(
        "required or recommended: then every team it is for is asked about it.", None
    )
    changes: Changes = about("Its versions, the newest first.", ())
