"""An assessment: where a team says that it stands on a day, what shows it, and what it does next."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from hub_plugin.kinds.maturity.record import named
from hub_plugin.model.addresses import Address
from hub_plugin.model.fields import NULL, SCALAR, Date, Many, ProseField, Slug, TextField, Widened, Word, choice, wrong
from hub_plugin.model.happened import Happened
from hub_plugin.model.heads import Owner, Shown
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.patterns import SLUG
from hub_plugin.model.record import Part, PartId, PartsOf, Record, Written, about
from hub_plugin.model.steps import STATES, state_of
from hub_plugin.model.texts import Message, say
from hub_plugin.model.times import parse_date

EVERY = "*"  # stands for all dimensions, where a target is written once


def _said(main: str, *others: str, also: str = "") -> tuple[Any, ...]:
    """Return the annotations that read ``half``, ``{half: why, …}`` and ``{answer: half, …}`` alike.

    Args:
        main: the field of the word.
        others: the fields beside it.
        also: another name for the main one, which people know from somewhere else.
    """

    def read(value: Any) -> Any:
        if isinstance(value, str):
            return {main: value}
        if isinstance(value, dict) and also in value and main not in value:
            value = {main if key == also else key: each for key, each in value.items()}
        if not isinstance(value, dict) or main in value:
            return value
        words = [key for key in value if key not in others]
        if len(words) > 1:
            raise wrong(
                "two answers to one question: " + " and ".join(words), f"keep one of them, or write '{main}: …'"
            )
        if not words:
            return value
        rest = {key: each for key, each in value.items() if key != words[0]}
        if value[words[0]] is None:
            return {main: words[0], **rest}
        if "why" in rest:
            raise wrong(f"the reason stands at '{words[0]}' and at 'why'", "join the two")
        return {main: words[0], "why": value[words[0]], **rest}

    def forms(full: dict[str, Any]) -> list[dict[str, Any]]:
        reason = {"anyOf": [{"type": SCALAR}, {"type": "object"}, NULL], "description": "The reason."}
        rest = {name: schema for name, schema in full["properties"].items() if name != main}
        return [full["properties"][main], {"type": "object", "properties": rest, "additionalProperties": reason}]

    return (BeforeValidator(read), Widened(forms))


def _without_blanks(value: Any) -> Any:
    """Leave out what was left blank: silence is no answer."""
    return {key: each for key, each in value.items() if each is not None} if isinstance(value, dict) else value


_BLANKS = BeforeValidator(_without_blanks)


class Answered(Written):
    """What a team says of one criterion."""

    main: ClassVar[str] = "answer"

    answer: Slug = about("One of the model's answers (no, partly, yes), or not-applicable; or write it as the key.")
    why: TextField | None = about("The reason, or how it is met.", None)
    evidence: Many[Shown] = about("What shows it: addresses, records, or a few words.", ())


class Rated(Written):
    """The level at which a team says that it is in one dimension."""

    main: ClassVar[str] = "level"

    level: Slug = about("One of the dimension's levels; or write it as the key.")
    why: TextField | None = about("The reason.", None)
    evidence: Many[Shown] = about("What shows it: addresses, records, or a few words.", ())


class Target(Written):
    """The level that a team wants to reach."""

    main: ClassVar[str] = "level"

    level: Slug = about("One of the dimension's levels; or write it as the key.")
    by: Date | None = about("The day by which it is to be reached; else `target_by`.", None)
    why: TextField | None = about("Why this level.", None)


class Step(Part):
    """Something that somebody does to get to the next level."""

    called: ClassVar[str] = "next-step"
    main: ClassVar[str] = "text"

    text: TextField = about("What is done.")
    owner: Owner | None = about("Who does it: exactly one.", None)
    due: Date | None = about("By when.", None)
    status: Annotated[str, *choice(*STATES, says="a step's status")] | None = about(
        "open, done or dropped; with `done_on` it is done without this.", None
    )
    done_on: Happened | None = about("When it was done.", None)
    why: TextField | None = about("What came of it, or why it was dropped.", None)
    criteria: Many[Slug] = about("The criteria that it is for.", ())

    @property
    def state(self) -> str:
        """Whether it is open, done or dropped."""
        return state_of(self.status, self.done_on)


def _targets(value: Any) -> Any:
    return {EVERY: value} if isinstance(value, str) else _without_blanks(value)


class Assessment(Record):
    """The content of ``assessments/<model>/<team>/<date>.yml``."""

    title: TextField | None = about("A name, where model, team and date are not enough.", None)
    by: Many[Annotated[Link, LinkTo(("person", "role"), means="assessed by", back="assessed")]] = about(
        "Who made it.", ()
    )
    note: ProseField | None = about("What readers should know: how it was made, what it was like.", None)
    answers: Annotated[dict[Slug, Annotated[Answered, *_said("answer", "why", "evidence", also="state")]], _BLANKS] = (
        about("For each criterion the answer: `half`, or `half: why` with `evidence` below it.", {})
    )
    ratings: Annotated[dict[Slug, Annotated[Rated, *_said("level", "why", "evidence")]], _BLANKS] = about(
        "For each dimension that is only estimated its level; it counts before the answers.", {}
    )
    target_level: Annotated[
        dict[Word, Annotated[Target, *_said("level", "by", "why")]],
        BeforeValidator(_targets),
        Widened(lambda full: [SLUG]),
    ] = about("The level to be reached: for each dimension, or one word for all.", {})
    target_by: Date | None = about("The day of the targets that have none of their own.", None)
    next_steps: Annotated[dict[PartId, Step], PartsOf(lambda: Step)] = about("Who does what next, by when.", {})

    @property
    def model(self) -> str:
        """The id of the model."""
        return self.id.split("/")[0]

    @property
    def team(self) -> str:
        """The id of the team."""
        return self.id.split("/")[1]

    @property
    def date(self) -> datetime.date | None:
        """The day, from the file name; None where that is no day."""
        try:
            return parse_date(self.id.split("/")[2])
        except ValueError:
            return None

    @property
    def called(self) -> Message | None:
        """What people call it: its model, team and day."""
        model, team, _ = self.id.split("/")
        if self.title or self.date is None:
            return None
        return say(
            "{model}: {team}, {day}", model=Address("maturity", model), team=Address("team", team), day=self.date
        )

    @property
    def label(self) -> str:
        """What people call it: its title, or its model, team and day as they stand in its name."""
        model, team, day = self.id.split("/")
        return self.title or f"{named(model)}: {named(team)}, {day}"
