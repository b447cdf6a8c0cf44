"""Ratings as data: where each team stood on each dimension, assessment by assessment; with the shapes of the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from hub_plugin.model import ratings as stated
from hub_plugin.model.derive import Joined
from hub_plugin.model.names import Names
from hub_plugin.outputs.api.shapes import Day, Made, Ref, Url, says


@dataclass(frozen=True, slots=True)
class Said:
    """What a team says of one criterion."""

    criterion: Ref
    answer: Annotated[str, says("The answer, as the model words it, or `not-applicable`.")]
    counts: Annotated[float | None, says("What it counts, from 0 to 1; null: it does not apply and is left out.")]


@dataclass(frozen=True, slots=True)
class Rating:
    """Where one team stood on one dimension on a day."""

    assessment: Ref
    model: Ref
    dimension: Ref
    title: Annotated[str, says("What people call the dimension.")]
    team: Ref
    on: Annotated[Day, says("The day of the assessment.")]
    latest: Annotated[bool, says("No later assessment of the team rates this dimension.")]
    level: Annotated[str | None, says("The id of the level that is reached; null: not even the lowest, or not rated.")]
    level_title: Annotated[str, says("What people call that level; may be empty.")]
    position: Annotated[
        float | None, says("How many levels are climbed, with the part of the next; null: only a target was written.")
    ]
    levels: Annotated[int, says("How many levels the dimension has.")]
    stated: Annotated[bool, says("The team has named the level itself; else it follows from its answers.")]
    asked: Annotated[int, says("How many criteria the dimension asked on that day.")]
    answered: Annotated[int, says("How many of them are answered.")]
    target: Annotated[str | None, says("The id of the level to be reached.")]
    target_by: Annotated[Day | None, says("The day by which it is to be reached.")]
    said: Annotated[tuple[Said, ...], says("The answers, by level.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Ratings:
    """The ratings."""

    generated_for: Made
    ratings: Annotated[
        tuple[Rating, ...], says("By model, team and day, never by level; what is dated later is left out.")
    ]


def ratings(now: Joined, names: Names) -> Ratings:
    """Return the whole document."""
    told = [each for each in now.standings.told() if names.leaves(each[0]) and names.shows(each[0].group)]
    return Ratings(now.today, tuple(_rating(*each, names) for each in told))


def _rating(made: stated.Rating, ladder: stated.Ladder, latest: bool, names: Names) -> Rating:
    level = int(made.position) if made.position is not None else 0
    rung = ladder.rungs[level - 1] if level else None
    return Rating(
        assessment=str(made.source), model=str(made.survey), dimension=str(made.about), title=names.line(ladder.title),
        team=str(made.group), on=made.on, latest=latest, level=rung.id if rung else None,
        level_title=names.line(rung.own or rung.title) if rung else "",
        position=round(float(made.position), 4) if made.position is not None else None, levels=len(ladder.rungs), stated=made.stated,
        asked=made.asked, answered=len(made.said), target=ladder.rungs[made.target - 1].id if made.target else None, target_by=made.by,
        said=tuple(
            Said(str(each.about), each.word, round(float(each.counts), 4) if each.counts is not None else None) for each in made.said
        ),
        url=names.url(made.source),
    )  # fmt: skip
