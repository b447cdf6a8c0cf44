"""A word and its meaning."""

from __future__ import annotations

from typing import Annotated

from hub_plugin.model.fields import Many, ProseField, TextField
from hub_plugin.model.heads import Changes, Owned
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import about


class Term(Owned):
    """The content of ``glossary/<id>.yml``."""

    meaning: ProseField = about("What it means, in a sentence or two.")
    not_: Many[TextField] = about("Words that are not used for it.", (), alias="not")
    used_in: Many[Annotated[Link, LinkTo(("standard",), means="is used in", back="uses the word")]] = about(
        "Standards that use it.", ()
    )
    changes: Changes = about("How its meaning changed, the newest first.", ())
