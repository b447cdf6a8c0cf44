"""A short part of every class of broken and hostile input; ``make hardness`` runs all of it."""

from __future__ import annotations

import pytest

from tests.hardness import harness
from tests.hardness.__main__ import BEGIN, END, README
from tests.hardness.sorts import SORTS


@pytest.mark.parametrize("name", [name for name, sort in SORTS.items() if sort.short])
def test_what_must_hold_holds(name: str) -> None:
    told = harness.ask(name, SORTS[name].short, patience=300).judged()
    assert told.tried
    if told.faults:
        shown = "\n".join(f"{case}: {fault}" for case, fault in told.faults.items())
        pytest.fail(f"{SORTS[name].says}\n{shown}", pytrace=False)


def test_the_table_names_every_class() -> None:
    kept = README.read_text(encoding="utf-8")
    table = kept.partition(BEGIN)[2].partition(END)[0]
    assert [name for name in SORTS if f"| {name} |" not in table] == [], "run 'make hardness'"
