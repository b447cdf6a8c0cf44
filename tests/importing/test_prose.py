"""What stands in a cell is shown as it stands there; what is Markdown already comes back unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hub_plugin.importing.naming import Names
from hub_plugin.importing.prose import markdown
from hub_plugin.importing.sheets import Cell, tidy
from hub_plugin.importing.targets import targets
from hub_plugin.importing.values import Reading, value_of
from hub_plugin.kinds.tool import KIND as TOOL
from hub_plugin.model.index import Index
from hub_plugin.model.texts import Prose
from tests import staging
from tests.laws.test_kinds import CONTENT

LONG = "A sentence that somebody has broken by hand, because the line was full and no word"


@pytest.mark.parametrize(
    ("cell", "made"),
    [
        ("Steps:\n- one\n- two", "Steps:\n\n- one\n- two"),
        ("Steps:\n• one\n• two\nThen rest.", "Steps:\n\n- one\n- two\n\nThen rest."),
        ("1) one\n2) two", "1. one\n2. two"),
        ("Call back.\nWrite it down.", "Call back.\n\nWrite it down."),
        ("- one\n  more of one\n- two", "- one\n  more of one\n- two"),
        ("- one\n\n  more of one\n- two", "- one\n\n  more of one\n- two"),
        ("# 5 is the limit", "\\# 5 is the limit"),
        ("#5 is the limit", "\\#5 is the limit"),
        ("# of calls", "\\# of calls"),
        ("# Why\n\nBecause.", "# Why\n\nBecause."),
        ("## Why\nBecause.", "## Why\nBecause."),
        ("1986. A good year", "1986\\. A good year"),
        ("In the year\n2026. 12. 08.", "In the year\n\n2026\\. 12. 08."),
        (f"{LONG}\nhad room behind it.", f"{LONG}\nhad room behind it."),
        ("| a | b |\n| - | - |\n| 1 | 2 |", "| a | b |\n| - | - |\n| 1 | 2 |"),
        ("> one\n> two", "> one\n> two"),
        ("```\n# a\n• b\nc\n```\nEnd", "```\n# a\n• b\nc\n```\nEnd"),
        ("one", "one"),
    ],
)
def test_a_cell_as_markdown(cell: str, made: str) -> None:
    assert markdown(cell) == made
    assert markdown(made) == made


def test_the_fields_that_hold_markdown_are_read_so() -> None:
    aim = targets(TOOL).named("use_when")
    assert aim is not None
    assert (
        value_of(aim, Cell("Use it:\n• here\n• there", "x:2:1"), Reading(Names(Index())))
        == "Use it:\n\n- here\n- there"
    )


def prose(value: Any) -> Iterator[str]:
    if isinstance(value, Prose):
        yield str(value)
    elif isinstance(value, dict):
        for each in value.values():
            yield from prose(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from prose(each)
    elif hasattr(value, "__dict__"):
        yield from prose(vars(value))


def test_texts_of_a_hub_come_back() -> None:
    records = staging.read(CONTENT).hub.records.values()
    texts = {tidy(text) for record in records for text in prose(vars(record))}
    assert len(texts) > 200
    assert {text for text in texts if markdown(text) != text} == set()
