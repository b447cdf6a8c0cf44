"""A maturity model: levels, dimensions, and what each level asks in each dimension."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from hub_plugin.model.fields import (
    IN_A_ROW,
    Date,
    Duration,
    Many,
    ProseField,
    Quantity,
    Slug,
    TextField,
    Widened,
    Word,
    by_name,
    choice,
    scalar,
)
from hub_plugin.model.findings import Route
from hub_plugin.model.heads import AudienceField, Changes, Owned
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.patterns import NUMBER
from hub_plugin.model.record import Part, PartId, PartsOf, Written, about
from hub_plugin.model.texts import Text
from hub_plugin.model.wordings import is_bare

SCORES = ("reached", "sum", "average")
NOT_APPLICABLE = "not-applicable"  # the answer that every model has: the criterion is left out


def _share(text: str) -> Fraction:
    quantity = Quantity.parse(text)
    value = Fraction(quantity.value) / (100 if quantity.unit == "percent" else 1)
    if quantity.unit not in ("", "percent") or not 0 <= value <= 1:
        raise ValueError(f"'{text[:40]}' is not a share from 0 to 1")
    return value


Share = Annotated[Fraction, *scalar(_share, "a share from 0 to 1, or a percentage", "0.5", **NUMBER)]


def bare(main: str) -> tuple[Any, ...]:
    """Return the annotations that let a bare text, one in several languages, or nothing stand for a group of fields."""

    def fill(value: Any) -> Any:
        if value is None:
            return {}
        return {main: value} if is_bare(value, main) else value

    return (BeforeValidator(fill), Widened(lambda full: [full["properties"][main], {"type": "null"}]))


class Level(Written):
    """One level of a model."""

    main: ClassVar[str] = "title"

    title: TextField | None = about("What people call it; its id, if not written.", None)
    summary: TextField | None = about("What it is like to be there, in a sentence.", None)
    code: Word | None = about("The number that people cite; counted from 1, if not written.", None)


class Grade(Written):
    """One answer that a criterion takes."""

    main: ClassVar[str] = "value"

    value: Share = about("What it counts, from 0 (not met) to 1 (met).")
    title: TextField | None = about("What people read; the word itself, if not written.", None)


class End(Written):
    """What the order of the levels, or of the dimensions, means: what it leads away from, and towards."""

    from_: TextField = about("What the first ones are about.", alias="from")
    to: TextField = about("What the last ones are about.")


class Axes(Written):
    """The two axes of a model's map."""

    levels: End | None = about("What the order of the levels means.", None)
    dimensions: End | None = about("What the order of the dimensions means.", None)


class Criterion(Part):
    """One thing that a level asks."""

    called: ClassVar[str] = "criterion"
    main: ClassVar[str] = "statement"

    statement: TextField = about("What holds at this level, in one sentence.")
    question: TextField | None = about("The same as a question, for the self-assessment.", None)
    why: ProseField | None = about("Why it matters.", None)
    how: ProseField | None = about("How to get there.", None)
    evidence: ProseField | None = about("What shows it; then an answer that it is met gives it.", None)
    needs: Many[Annotated[Link, LinkTo(("criterion",), means="needs", back="is needed by", ordered=True)]] = about(
        "Criteria that come before this one.", ()
    )
    maps_to: dict[Word, Many[Word]] = about("Other catalogues' numbers for the same thing.", {})
    answers: dict[Slug, TextField] = about("What an answer means here, where the model's word is not enough.", {})
    since: Date | None = about("The first day on which it is asked; assessments from before do not count it.", None)
    retired: Date | None = about("The day from which it is not asked any more; nothing is deleted.", None)

    def asked_on(self, day: datetime.date) -> bool:
        """Tell whether an assessment of a day is asked about it."""
        return (self.since is None or self.since <= day) and (self.retired is None or day < self.retired)


class Cell(Written):
    """One level of one dimension."""

    main: ClassVar[str] = "summary"

    title: TextField | None = about(
        "What this level is called in this dimension, where it has a name of its own.", None
    )
    summary: TextField | None = about("What this level is like in this dimension.", None)
    questions: Many[TextField] = about("Questions to talk over before answering.", ())
    criteria: Annotated[dict[PartId, Criterion], PartsOf(lambda: Criterion)] = about("What it asks, one by one.", {})


class Dimension(Part):
    """One thing that is rated level by level, or a heading over several."""

    called: ClassVar[str] = "dimension"

    title: TextField | None = about("What people call it.", None)
    summary: TextField | None = about("What it is about.", None)
    question: TextField | None = about("The one question that it answers.", None)
    scale: Annotated[dict[Slug, Annotated[Level, *bare("title")]], BeforeValidator(by_name), IN_A_ROW] = about(
        "Levels of its own, the lowest first, where they are not the model's.", {}
    )
    levels: dict[Slug, Annotated[Cell, *bare("summary")]] = about(
        "What each level is like and asks; a level that is left out is none of this dimension's.", {}
    )
    dimensions: Annotated[dict[PartId, Dimension], PartsOf(lambda: Dimension)] = about(
        "Dimensions inside this one.", {}
    )

    @property
    def label(self) -> str:
        """What people call it."""
        return self.title or named(self.id)


class Maturity(Owned):
    """The content of ``maturity/<id>.yml``."""

    text: ProseField | None = about("An introduction; in a `.md` file the text below the front matter.", None)
    applies_to: AudienceField | None = about("Which teams rate themselves by it; all, if not written.", None)
    levels: Annotated[dict[Slug, Annotated[Level, *bare("title")]], BeforeValidator(by_name), IN_A_ROW] = about(
        "The levels, the lowest first: a list of words, or each with title and summary."
    )
    axes: Axes | None = about("What the order of the levels and of the dimensions means, for the map.", None)
    answers: dict[Slug, Annotated[Grade, *bare("value")]] = about(
        "The answers that a criterion takes, each with what it counts; else no 0, partly 0.5, yes 1.", {}
    )
    score: Annotated[str, *choice(*SCORES, says="a way to score")] = about(
        "reached: a level counts when it and all below are met; sum: each level counts its share; average: over all criteria.",
        "reached",
    )
    enough: Share = about("With `reached`: how much of a level must be met for it to count.", Fraction(1))
    assess_every: Duration | None = about(
        "How often teams rate themselves; then who has not for longer is shown.", None
    )
    dimensions: Annotated[dict[PartId, Dimension], PartsOf(lambda: Dimension)] = about("What is rated.")
    changes: Changes = about("Its versions, the newest first.", ())

    @property
    def grades(self) -> Mapping[str, Fraction]:
        """What each answer counts; an answer that leaves the criterion out is not among them."""
        return {word: grade.value for word, grade in self.answers.items()} or YES_OR_NO

    def scale_of(self, dimension: Dimension) -> Mapping[str, Level]:
        """Return the levels that a dimension may have: its own, or the model's."""
        return dimension.scale or self.levels

    def rungs(self, dimension: Dimension) -> list[tuple[str, int]]:
        """Return the levels that a dimension has, the lowest first, each with its place among all (from 1).

        These are the levels that are written under it; all, where none is.
        """
        known = self.scale_of(dimension)
        return [
            (name, place) for place, name in enumerate(known, 1) if name in dimension.levels or not dimension.levels
        ]

    def walk_dimensions(self) -> Iterator[tuple[Route, tuple[Dimension, ...], Dimension]]:
        """Yield every dimension with its route and the headings above it, in the author's order."""
        yield from _walk(self.dimensions, (), ())

    def leaves(self) -> Iterator[tuple[Route, tuple[Dimension, ...], Dimension]]:
        """Yield the dimensions that are rated themselves, headings left out."""
        yield from (each for each in self.walk_dimensions() if not each[2].dimensions)

    def criteria(self) -> dict[str, tuple[Dimension, str, Criterion]]:
        """Return every criterion by id, with the dimension and the level that ask it."""
        return {
            criterion.id: (dimension, level, criterion)
            for _, _, dimension in self.leaves()
            for level, cell in dimension.levels.items()
            for criterion in cell.criteria.values()
        }


YES_OR_NO: Mapping[str, Fraction] = {"no": Fraction(0), "partly": Fraction(1, 2), "yes": Fraction(1)}


def named(id_: str) -> Text:
    """Return an id as words."""
    return Text(id_.replace("-", " ").capitalize())


def _walk(
    dimensions: dict[str, Dimension], route: Route, above: tuple[Dimension, ...]
) -> Iterator[tuple[Route, tuple[Dimension, ...], Dimension]]:
    for name, dimension in dimensions.items():
        here = (*route, "dimensions", name)
        yield here, above, dimension
        yield from _walk(dimension.dimensions, here, (*above, dimension))
