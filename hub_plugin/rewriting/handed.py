"""Answers as a page or a command hands them over, checked field by field."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from hub_plugin.kinds.adoption.record import RESOURCES, Answerer, Given, as_given
from hub_plugin.model.addresses import Address
from hub_plugin.model.decode import decode
from hub_plugin.model.fields import Date, Many, TextField
from hub_plugin.model.findings import Finding, Level, Problem, did_you_mean
from hub_plugin.model.grammar_rules import WRONG_VALUE
from hub_plugin.model.hub import Hub
from hub_plugin.model.links import Context, Link, LinkTo
from hub_plugin.model.nodes import Document
from hub_plugin.model.record import Record, about

Item = Annotated[Link, LinkTo((*RESOURCES, "requirement"), means="answers", back="answered by")]


class Reply(Given):
    """One answer that was handed over, with what it answers."""

    item: Item = about("What is answered: `standard/id#requirement`, `template/id`, `tool/id`.")


class Handed(Record):
    """What a page or a command hands over."""

    team: TextField = about("The team, or `team/product`.")
    answered_by: Many[Answerer] = about("Who answered.", ())
    answered_on: Date | None = about("The day of the answers; else today.", None)
    answers: Many[Annotated[Reply, BeforeValidator(as_given)]] = about("The answers, each with its item.", ())

    @property
    def of(self) -> Address:
        """Who answers."""
        return Address("team", self.team.partition("/")[0])

    @property
    def product(self) -> str:
        """The id of the product, or an empty text."""
        return self.team.partition("/")[2]


def understood(document: Document, hub: Hub) -> tuple[Handed | None, tuple[Finding, ...]]:
    """Check what was handed over, field by field.

    Returns:
        It, or None, and what is wrong with it, at its places in the document.
    """
    handed, found = decode(Handed, document, Context(hub.index, Address("adoption", "handed-over"), "", hub.files))
    if handed is None:
        return None, found
    problems: list[Problem] = []
    if hub.index.present(handed.of) not in hub.index:
        hint = did_you_mean(handed.of.id, hub.index.ids(["team"])) or "name a team of this hub"
        problems.append(Problem(("team",), f"no team is called '{handed.of.id}'", hint))
    if not handed.answers:
        problems.append(Problem((), "nothing is answered", "add 'answers' with an item and a state"))
    seen: set[Address] = set()
    for number, reply in enumerate(handed.answers):
        assert reply.item.to is not None
        item = hub.index.present(reply.item.to)
        if item in seen:
            problems.append(
                Problem(("answers", number, "item"), f"'{item}' is answered a second time", "keep one of them")
            )
        seen.add(item)
    found = (
        *found,
        *(WRONG_VALUE.found(each.message, each.hint, document.place(each)) for each in problems),
    )
    return (None if any(each.level is Level.ERROR for each in found) else handed), found
