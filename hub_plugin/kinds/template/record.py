"""A template: files that people fill in, and what they need to know to do so."""

from __future__ import annotations

from typing import Annotated

from hub_plugin.model.fields import Many, ProseField
from hub_plugin.model.files import FileBeside
from hub_plugin.model.heads import AudienceField, Changes, ExpectedField, Shared
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import about

Supported = Annotated[Link, LinkTo(("requirement", "standard"), means="supports", back="supported by")]


class Template(Shared):
    """The content of ``templates/<id>.yml``."""

    files: Many[FileBeside] = about("The files to download; they lie beside this one.", ())
    use_when: ProseField | None = about("When it is the right one.", None)
    how_to_use: ProseField | None = about("How it is filled in, step by step.", None)
    supports: Many[Supported] = about("The requirements that it helps to meet: `standard#requirement`.", ())
    audience: AudienceField | None = about("Which teams it is for; all, if not written.", None)
    expected: ExpectedField | None = about(
        "required or recommended: then every team it is for is asked about it.", None
    )
    changes: Changes = about("Its versions, the newest first; the newest gives its version.", ())
