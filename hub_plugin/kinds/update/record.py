"""News of the centre: what it has done lately."""

from __future__ import annotations

from typing import Annotated

from hub_plugin.model.fields import Date, Many, ProseField, TextField
from hub_plugin.model.files import FileBeside
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Record, about
from hub_plugin.model.vocabulary import Links, TermField


class Update(Record):
    """The content of ``updates/<id>.md``."""

    title: TextField = about("What it is about, in a few words.")
    summary: TextField | None = about("One or two sentences; the beginning of the text, if not written.", None)
    date: Date = about("The day.")
    author: Many[Annotated[Link, LinkTo(("person", "team", "role"), means="written by", back="wrote")]] = about(
        "Who wrote it.", ()
    )
    about_: Many[Annotated[Link, LinkTo((), means="is about", back="is told of in")]] = about(
        "Records that it is about.", (), alias="about"
    )
    files: Many[FileBeside] = about("Files that belong to it; they lie beside this one.", ())
    links: Links = about("Further addresses: `{Label: https://…}`.", {})
    tags: Many[TermField] = about("Words to find it by.", ())
    text: ProseField = about("The news; in a `.md` file the text below the front matter.")
