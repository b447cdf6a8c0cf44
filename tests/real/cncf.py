"""Turns a maturity model written as Markdown, one file a language, into our record.

The folder holds ``<language>.md``: a table of aspects (name, question, what each level is called there), then for each aspect
and level a section ``### …`` whose first list says what is characteristic of it. Where each of them goes, and what is lost:

- an aspect → a dimension; a column of the table → a level; a cell of the table → the title of the dimension's level;
- each characteristic → a criterion, its languages joined by their place in the list, English leading; what another language has
  beyond that is lost, what it lacks is shown in English;
- the lists of example scenarios, the introduction and the pictures → lost: they are no criteria.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from hub_plugin.model.addresses import slug

FIRST = "en"
_BULLET = re.compile(r"^[*-] +", re.MULTILINE)


@dataclass
class Told:
    """The model in one language: levels, aspects as (name, question, cells), and the criteria of each aspect and level."""

    levels: list[str]
    aspects: list[tuple[str, str, list[str]]]
    criteria: list[list[list[str]]]

    @classmethod
    def read(cls, path: Path) -> Told:
        """Read a file."""
        text = path.read_text(encoding="utf-8")
        rows = [
            [cell.strip() for cell in line.strip("| \n").split("|")]
            for line in text.splitlines()
            if line.startswith("|")
        ]
        levels = rows[0][2:]
        aspects = [(re.sub(r"\[(.*?)\].*", r"\1", row[0]), row[1].strip("_-"), row[2:]) for row in rows[2:]]
        sections = re.split(r"^### .*$", text.partition("\n| ")[2].partition("\n## ")[2], flags=re.MULTILINE)[1:]
        lists = [_listed(section) for section in sections]
        of = len(levels)
        return cls(levels, aspects, [lists[start : start + of] for start in range(0, len(lists), of)])


def _listed(section: str) -> list[str]:
    first = re.split(r"^#### .*$", section, flags=re.MULTILINE)[1].partition("\n## ")[0].partition("\n{{<")[0]
    return [" ".join(each.split()) for each in _BULLET.split(first)[1:]]


def told(source: Path) -> dict[str, Told]:
    """Read all languages, English first."""
    found = {path.stem: Told.read(path) for path in sorted(source.glob("*.md"))}
    return {FIRST: found.pop(FIRST), **found}


def _texts(texts: dict[str, str]) -> str:
    return (
        "{"
        + ", ".join(f"{language}: {json.dumps(text, ensure_ascii=False)}" for language, text in texts.items() if text)
        + "}"
    )


def files(source: Path) -> dict[str, bytes]:
    """Return the content folder of a hub with the model, and two teams that have rated themselves by it."""
    all_ = told(source)
    first = all_[FIRST]
    levels = [slug(level) for level in first.levels]
    lines = ["title: Platform maturity", "owner: house", "levels:"]
    for index, level in enumerate(levels):
        lines += [f"  {level}:", f"    title: {_texts({name: each.levels[index] for name, each in all_.items()})}"]
    lines.append("dimensions:")
    answers, ratings = [], []
    for place, (aspect, _, cells) in enumerate(first.aspects):
        lines += [
            f"  {slug(aspect)}:",
            f"    title: {_texts({name: each.aspects[place][0] for name, each in all_.items()})}",
        ]
        lines += [
            f"    question: {_texts({name: each.aspects[place][1] for name, each in all_.items()})}",
            "    levels:",
        ]
        for index, level in enumerate(levels):
            lines += [
                f"      {level}:",
                f"        title: {_texts({name: each.aspects[place][2][index] for name, each in all_.items()})}",
            ]
            lines.append("        criteria:")
            for number in range(len(first.criteria[place][index])):
                said = {
                    name: found[number]
                    for name, each in all_.items()
                    if number < len(found := each.criteria[place][index])
                }
                name = f"{slug(aspect)}-{index + 1}-{number + 1}"
                lines += [f"          {name}:", f"            statement: {_texts(said)}"]
                answers += [f"  {name}: yes"] if index <= place % len(levels) else []
        ratings.append(f"  {slug(aspect)}: {levels[-1]}")
        assert cells
    made = {
        "hub.yml": f"format: 1\nname: Platform\nmission: Help.\ntimezone: Europe/London\nlanguages: [{', '.join(all_)}]\n",
        "teams/house.yml": "name: House\nlead: ana\n",
        "teams/yard.yml": "name: Yard\nlead: ana\n",
        "people/ana.yml": "name: Ana\n",
        "maturity/platform.yml": "\n".join(lines) + "\n",
        "assessments/platform/house/2026-10-01.yml": "answers:\n" + "\n".join(answers) + "\n",
        "assessments/platform/yard/2026-10-01.yml": "ratings:\n" + "\n".join(ratings) + "\n",
    }
    return {path: text.encode() for path, text in made.items()}
