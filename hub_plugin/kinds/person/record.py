"""A person: a name, a job, what they answer for; contact only if they wish it published."""

from __future__ import annotations

from typing import Annotated

from hub_plugin.model.contribution import AccountField
from hub_plugin.model.fields import Date, Many, NeutralField, TextField
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Record, about
from hub_plugin.model.vocabulary import Links, TermField


class Person(Record):
    """The content of ``people/<id>.yml``."""

    name: NeutralField = about("The name as it is shown.")
    job: TextField | None = about("The job title.", None)
    discipline: TermField | None = about("The discipline that the person brings.", None)
    team: Annotated[Link, LinkTo(("team",), means="works in", back="is worked in by")] | None = about(
        "The team, where the team's own file does not list the person.", None
    )
    responsibilities: Many[TextField] = about("What the person answers for, one line each.", ())
    contact: NeutralField | None = about("Where to reach the person; published only because it is written here.", None)
    account: AccountField | None = about("The account on the git host; CODEOWNERS names it, the site does not.", None)
    links: Links = about("Further addresses: `{Label: https://…}`.", {})
    tags: Many[TermField] = about("Words to find the person by.", ())
    left: Date | None = about("The last day; answers and decisions stay in history.", None)
