"""What the board asks: the counts again, so that a reader can filter them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined, Unit
from hub_plugin.model.facts import Drive
from hub_plugin.model.hub import Hub

MOST = 30_000  # obligations; a larger board is a plain table, so that its page stays light


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    def board_items() -> list[list[Any]]:
        """Return ``[row, column, level, tier, state, counts, answered, campaigns]`` for each obligation on the board."""
        rows = {unit: number for number, unit in enumerate(now.board.rows)}
        columns = {address: number for number, address in enumerate(now.board.columns)}
        drives = {drive.about: number for number, drive in enumerate(now.facts.of(Drive))}
        found = [
            [rows[each.unit], columns[each.ask.resource], each.ask.level, each.ask.tier, str(each.state), str(each.counts),
             int(each.state.answered), [drives[drive.about] for drive in each.drives]]
            for each in now.obligations
            if each.unit in rows and each.ask.resource in columns
        ]  # fmt: skip
        return found if len(found) <= MOST else []

    def board_asked() -> set[tuple[Unit, Address]]:
        """Return the cells in which anything is asked, on whatever level."""
        return {(each.unit, each.ask.resource) for each in now.obligations}

    def board_disciplines() -> list[list[str]]:
        """Return the disciplines of each row."""
        groups = {group.about: list(group.disciplines) for group in now.groups}
        return [groups.get(unit.group, []) for unit in now.board.rows]

    def open_drives() -> list[tuple[int, Drive]]:
        """Return the campaigns that run today, numbered as in the items."""
        return [(number, drive) for number, drive in enumerate(now.facts.of(Drive)) if drive.open_on(now.today)]

    return {
        "board_items": board_items, "board_asked": board_asked, "board_disciplines": board_disciplines, "open_drives": open_drives,
    }  # fmt: skip
