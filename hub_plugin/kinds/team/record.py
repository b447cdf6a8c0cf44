"""A team: who is in it, what it does, what it is part of."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from hub_plugin.model.addresses import Address
from hub_plugin.model.contribution import AccountField
from hub_plugin.model.fields import Date, Many, NeutralField, TextField, choice
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Record, about
from hub_plugin.model.vocabulary import Links, TermField, term

TYPES = ("team", "department", "working group", "committee")


def _role(value: Any, info: ValidationInfo) -> str:
    context: Any = info.context
    known = context is not None and isinstance(value, str) and Address("role", value) in context.index
    return value if known else term(value, info)


RoleName = Annotated[str, PlainValidator(_role), WithJsonSchema({"type": "string"})]


class Team(Record):
    """The content of ``teams/<id>.yml``."""

    name: TextField = about("What the team is called.")
    purpose: TextField | None = about("What it does, in one sentence.", None)
    lead: Annotated[Link, LinkTo(("person",), means="led by", back="leads")] | None = about("Who leads it.", None)
    members: Many[Annotated[Link, LinkTo(("person",), means="has the member", back="is a member of")]] = about(
        "Who is in it.", ()
    )
    former: Many[Annotated[Link, LinkTo(("person",), means="had the member", back="was a member of")]] = about(
        "Who was in it.", ()
    )
    disciplines: Many[TermField] = about("The disciplines that it works in; standards may apply to some only.", ())
    part_of: Annotated[Link, LinkTo(("team",), means="part of", back="has the part", ordered=True)] | None = about(
        "The team or department above it.", None
    )
    type: Annotated[str, *choice(*TYPES, says="a type of team")] = about("What sort of group it is.", "team")
    roles: dict[
        RoleName, Many[Annotated[Link, LinkTo(("person",), means="fills a role with", back="fills a role in")]]
    ] = about("Who fills which role in the team: `{adoption-contact: li-wei}`; a role of the centre, or any word.", {})
    joined: Date | None = about("When it joined the centre; it has the hub's grace from then.", None)
    left: Date | None = about("The last day; its answers stay in history, its counts end.", None)
    contact: NeutralField | None = about("Where to ask: a channel or a mail address.", None)
    account: AccountField | None = about("The account on the git host; CODEOWNERS names it, the site does not.", None)
    links: Links = about("Further addresses: `{Label: https://…}`.", {})
    tags: Many[TermField] = about("Words that standards and campaigns may name.", ())
