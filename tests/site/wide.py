"""A hub in which every team is asked everything: what makes a board and its teams' checklists long."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from random import Random

LEVELS = ("must", "should", "must", "may")
STATES = ("met", "met", "met", "partly", "not-met", "not-applicable: They have none.", "")
TODAY = datetime.date(2026, 11, 23)
HUB = "format: 1\nname: Wide\nmission: Help each other.\ntimezone: Europe/Bucharest\n"


def wide(teams: int, standards: int, requirements: int) -> dict[str, bytes]:
    """Return a hub: path below the content folder → bytes.

    Args:
        teams: each is asked about all standards.
        standards: all in force.
        requirements: of all standards together.
    """
    return {path: text.encode() for path, text in _files(teams, standards, requirements)}


def _files(teams: int, standards: int, requirements: int) -> Iterator[tuple[str, str]]:
    yield "hub.yml", HUB
    asked = [
        range(number * requirements // standards, (number + 1) * requirements // standards)
        for number in range(standards)
    ]
    for number, items in enumerate(asked):
        told = "".join(
            f"  rule-{item}:\n    {LEVELS[item % 4]}: Whoever does step {item} of matter {number} tells the next one in writing.\n"
            for item in items
        )
        yield (
            f"standards/matter-{number}.yml",
            (
                f"title: Working standard for matter {number}\nowner: team-0\nstatus: active\neffective: 2026-01-15\n"
                f"adopt_by: 2026-12-28\nrequirements:\n{told}changes:\n  - {{version: 1.0, date: 2026-01-15, what: First version}}\n"
            ),
        )
    for team in range(teams):
        yield (
            f"teams/team-{team}.yml",
            (
                f"name: Team {team}\npurpose: Does part {team} of the work.\ndisciplines: [discipline-{team % 5}]\njoined: 2025-11-10\n"
            ),
        )
        chance = Random(team)
        lines = ["answered_on: 2026-10-01"]
        for number, items in enumerate(asked):
            said = [(item, chance.choice(STATES)) for item in items]
            given = [
                f"  rule-{item}: {{{state}}}" if ":" in state else f"  rule-{item}: {state}"
                for item, state in said
                if state
            ]
            lines += [f"matter-{number}:", *given] if given else []
        yield f"adoption/team-{team}.yml", "\n".join(lines) + "\n"
