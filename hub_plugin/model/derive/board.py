"""The adoption board: units down, resources across, a count in each cell; ordered by name, never by score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hub_plugin.model.addresses import Address
from hub_plugin.model.alphabets import order
from hub_plugin.model.derive.obligations import Obligation, Unit
from hub_plugin.model.derive.progress import Progress


@dataclass(frozen=True)
class Board:
    """Rows, columns, and the progress over must in each cell; a missing cell means "does not apply"."""

    rows: tuple[Unit, ...]
    columns: tuple[Address, ...]
    cells: Mapping[tuple[Unit, Address], Progress]


def board(obligations: Sequence[Obligation], titles: Mapping[Address, str], language: str = "") -> Board:
    """Lay out obligations that must be met.

    Args:
        obligations: those of all units.
        titles: group → its name, for the order of the rows.
        language: the one by whose alphabet they are sorted.
    """
    cells: dict[tuple[Unit, Address], list[Obligation]] = defaultdict(list)
    names: dict[Address, str] = {}
    for each in obligations:
        if each.ask.level == "must":
            cells[each.unit, each.ask.resource].append(each)
            names[each.ask.resource] = each.ask.resource_title
    rows = sorted(
        {unit for unit, _ in cells},
        key=lambda unit: (order(titles.get(unit.group, ""), language), unit.group, unit.product),
    )
    columns = sorted(names, key=lambda address: (address.kind != "standard", order(names[address], language), address))
    return Board(tuple(rows), tuple(columns), {place: Progress.of(found) for place, found in cells.items()})
