"""What the board asks: the counts again, so that a reader can filter them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined, Obligation, Progress, State, Unit
from hub_plugin.model.facts import Drive
from hub_plugin.model.hub import Hub

CELLS, ITEMS = 6, 60  # of a column, to a line of the page: what is shown, and what stands behind it for the filters


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    @cache
    def every() -> dict[Address, list[list[Any]]]:
        """Return the items of each column; see ``board_items``."""
        rows = {unit: number for number, unit in enumerate(now.board.rows)}
        drives = {drive.about: number for number, drive in enumerate(now.facts.of(Drive))}
        return {
            address: [
                [rows[each.unit], 0, each.ask.level, each.ask.tier, str(each.state), str(each.counts),
                 int(each.state.answered), [drives[drive.about] for drive in each.drives]]
                for each in now.by_resource[address]
                if each.unit in rows
            ]
            for address in now.board.columns
        }  # fmt: skip

    def board_items(shown: Sequence[Address]) -> list[list[Any]]:
        """Return ``[row, column, level, tier, state, counts, answered, campaigns]`` for each obligation on a part of the board."""
        return [[item[0], number, *item[2:]] for number, address in enumerate(shown) for item in every()[address]]

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
        return [max(len(now.board.rows) // CELLS, len(now.by_resource[each]) // ITEMS) for each in now.board.columns]

    @cache
    def board_asked() -> dict[tuple[Unit, Address], list[Obligation]]:
        """Return what is asked in each cell, on whatever level."""
        found: dict[tuple[Unit, Address], list[Obligation]] = defaultdict(list)
        for each in now.obligations:
            found[each.unit, each.ask.resource].append(each)
        return dict(found)

    def board_part(unit: Unit | None, shown: Sequence[Address]) -> Progress:
        """Return how far a unit is with some resources; None: all units."""
        asked = (
            now.by_resource if unit is None else {address: board_asked().get((unit, address), ()) for address in shown}
        )
        return now.progress(each for address in shown for each in asked[address])

    @cache
    def board_exempt() -> list[Obligation]:
        """Return what need not be met for a while, or was not to be: what ends first, or has ended, above."""
        found = (each for each in now.obligations if each.state is State.EXEMPT)
        return sorted(found, key=lambda each: (each.answer and each.answer.until) or datetime.date.max)

    def board_disciplines() -> list[list[str]]:
        """Return the disciplines of each row."""
        groups = {group.about: list(group.disciplines) for group in now.groups}
        return [groups.get(unit.group, []) for unit in now.board.rows]

    @cache
    def open_drives() -> list[Drive]:
        """Return the campaigns that run today."""
        return [drive for drive in now.facts.of(Drive) if drive.open_on(now.today)]

    def board_drives() -> list[str]:
        """Return the ids of all campaigns, in the order in which the items number them."""
        return [drive.about.id for drive in now.facts.of(Drive)]

    return {
        "board_items": board_items, "board_cells": board_cells, "board_asked": board_asked, "board_disciplines": board_disciplines,
        "open_drives": open_drives, "board_drives": board_drives,
        "board_weights": board_weights, "board_part": board_part, "board_exempt": board_exempt,
    }  # fmt: skip
