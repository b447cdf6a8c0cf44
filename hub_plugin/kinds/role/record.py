"""A role: what it is for, what it does, who holds it."""

from __future__ import annotations

from typing import Annotated

from hub_plugin.model.fields import Boolean, Date, Many, ProseField, TextField, choice
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Record, about
from hub_plugin.model.vocabulary import TermField


class Role(Record):
    """The content of ``roles/<id>.yml``."""

    title: TextField = about("What the role is called.")
    purpose: TextField | None = about("What it is for, in one sentence.", None)
    responsibilities: Many[TextField] = about("What it does, one line each.", ())
    decides: Many[TextField] = about("What its holder may decide alone, one line each.", ())
    answers_for: Many[
        Annotated[Link, LinkTo(("metric", "goal", "process"), means="answers for", back="is answered for by")]
    ] = about("The metrics, goals and processes that its holder answers for.", ())
    held_by: Many[Annotated[Link, LinkTo(("person", "team"), means="held by", back="holds")]] = about(
        "Who holds it.", ()
    )
    deputy: Many[Annotated[Link, LinkTo(("person",), means="deputised by", back="stands in for")]] = about(
        "Who stands in.", ()
    )
    since: Date | None = about("Since when its holder holds it.", None)
    until: Date | None = about("The last day of the term.", None)
    required: Boolean = about("The centre needs somebody in it; a vacancy asks for attention.", False)
    scope: Annotated[str, *choice("centre", "organisation", says="a scope")] = about(
        "`centre`: a role of the centre; `organisation`: a post.", "centre"
    )
    per: Annotated[str, *choice("team", says="what fills it")] | None = about(
        "`team`: every team fills it, in its own `roles`.", None
    )
    how: ProseField | None = about("How the role is done well.", None)
    tags: Many[TermField] = about("Words to find it by.", ())
