"""Tables for spreadsheets: ``data/*.csv``, in the language of the site, with their description for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hub_plugin.model.derive import Joined
from hub_plugin.model.facts_of_work import Observation
from hub_plugin.model.languages import language
from hub_plugin.model.names import Names
from hub_plugin.model.ratings import Rating
from hub_plugin.outputs.tables import described, rows
from hub_plugin.outputs.tables.cells import Cell, Marks, table
from hub_plugin.outputs.tables.heads import head

FOLDER = "data/"
TABLES = {
    "requirements.csv": "Every item that is asked: a requirement, or a template or tool that is expected; with its counts.",
    "answers.csv": "Every item times every team or product that it applies to, with what was answered.",
    "matrix.csv": "Teams down, standards and other resources across: percent answered and score of what must be met.",
    "actions.csv": "Every action, open ones first.",
    "decisions.csv": "Every decision, the newest first.",
}
FURTHER = {  # made only where there is something in them
    "measures.csv": "Every value of every metric, with what was wanted of it.",
    "goals.csv": "Every goal, and every part of one, step by step.",
    "ratings.csv": "Every level that a team has given itself in a dimension, by model, team and day.",
    "worksheets.csv": "Every worksheet times every team that works through it, with how many questions are answered.",
    "observations.csv": "Every gap and learning: its state, for how many days it is open, and what came of it.",
}


def files(now: Joined, names: Names) -> dict[str, bytes]:
    """Return every table, and what describes them: where it lies, below the site's root → its bytes."""
    spoken = names.speaker.language
    marks = Marks.of(language(spoken))
    found = {name: _named(name, made, names) for name, made in _made(now, names).items()}
    data = {name: table((heads, *below), marks) for name, (_, heads, below) in found.items()}
    data[described.PATH] = described.described(found, spoken, marks)
    return {FOLDER + name: each for name, each in data.items()}


def _made(now: Joined, names: Names) -> dict[str, Iterable[Sequence[Cell]]]:
    owed = names.owed(now.obligations)
    made: dict[str, Iterable[Sequence[Cell]]] = {
        "requirements.csv": rows.requirements(owed, names), "answers.csv": rows.answers(owed, names),
        "matrix.csv": rows.matrix(now, names), "actions.csv": rows.actions(now, names), "decisions.csv": rows.decisions(now, names),
    }  # fmt: skip
    if now.gauges:
        made["measures.csv"] = rows.measures(now, names)
    if now.courses:
        made["goals.csv"] = rows.goals(now, names)
    if now.facts.of(Rating):
        made["ratings.csv"] = rows.ratings(now, names)
    if now.assigned:
        made["worksheets.csv"] = rows.assigned(now, names)
    if now.facts.of(Observation):
        made["observations.csv"] = rows.observations(now, names)
    return made


def _named(name: str, made: Iterable[Sequence[Cell]], names: Names) -> described.Table:
    first, *below = made
    columns = [str(each) for each in first]
    return columns, [head(name, each, names) for each in columns], below
