"""What the board asks: the counts again, so that a reader can filter them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined, Progress, Unit
from hub_plugin.model.facts import Drive
from hub_plugin.model.hub import Hub

CELLS, ITEMS = 6, 60  # of a column, to a line of the page: what is shown, and what stands behind it for the filters


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    @cache
    def every() -> list[tuple[Address, list[Any]]]:
        """Return column and item of each obligation on the board; see ``board_items``."""
        rows = {unit: number for number, unit in enumerate(now.board.rows)}
        columns = frozenset(now.board.columns)
        drives = {drive.about: number for number, drive in enumerate(now.facts.of(Drive))}
        return [
            (each.ask.resource, [rows[each.unit], 0, each.ask.level, each.ask.tier, str(each.state), str(each.counts),
                                 int(each.state.answered), [drives[drive.about] for drive in each.drives]])
            for each in now.obligations
            if each.unit in rows and each.ask.resource in columns
        ]  # fmt: skip

    def board_items(shown: Sequence[Address]) -> list[list[Any]]:
        """Return ``[row, column, level, tier, state, counts, answered, campaigns]`` for each obligation on a part of the board."""
        columns = {address: number for number, address in enumerate(shown)}
        return [[item[0], columns[address], *item[2:]] for address, item in every() if address in columns]

    def board_cells(shown: Sequence[Address]) -> dict[str, list[Any]]:
        """Return the same in a shorter form, for a part of a large board.

        ``sorts``: each ``[level, tier, state, counts, answered, campaigns]`` once; ``cells``: ``[row, column, sort, sort …]``.
        """
        sorts: dict[str, int] = {}
        told: list[Any] = []
        cells: dict[tuple[int, int], list[int]] = {}
        for row, column, *sort in board_items(shown):
            number = sorts.setdefault(repr(sort), len(sorts))
            if number == len(told):
                told.append(sort)
            cells.setdefault((row, column), [row, column]).append(number)
        return {"sorts": told, "cells": list(cells.values())}

    @cache
    def board_weights() -> list[int]:
        """Return for how many lines each column counts: by its cells, and by what stands behind them for the filters."""
        asked = Counter(each.ask.resource for each in now.obligations)
        return [max(len(now.board.rows) // CELLS, asked[each] // ITEMS) for each in now.board.columns]

    def board_part(unit: Unit | None, shown: Sequence[Address]) -> Progress:
        """Return how far a unit is with some resources; None: all units."""
        found = set(shown)
        asked = (each for address in shown for each in now.by_resource[address]) if unit is None else now.by_unit[unit]
        return now.progress([each for each in asked if each.ask.resource in found])

    @cache
    def board_asked() -> set[tuple[Unit, Address]]:
        """Return the cells in which anything is asked, on whatever level."""
        return {(each.unit, each.ask.resource) for each in now.obligations}

    def board_disciplines() -> list[list[str]]:
        """Return the disciplines of each row."""
        groups = {group.about: list(group.disciplines) for group in now.groups}
        return [groups.get(unit.group, []) for unit in now.board.rows]

    @cache
    def open_drives() -> list[tuple[int, Drive]]:
        """Return the campaigns that run today, numbered as in the items."""
        return [(number, drive) for number, drive in enumerate(now.facts.of(Drive)) if drive.open_on(now.today)]

    return {
        "board_items": board_items, "board_cells": board_cells, "board_asked": board_asked, "board_disciplines": board_disciplines,
        "open_drives": open_drives,
        "board_weights": board_weights, "board_part": board_part,
    }  # fmt: skip
