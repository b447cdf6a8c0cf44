"""What the pages of planning ask: sheets in their order, and how far each team is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from hub_plugin.kinds.planning.record import TeamSheet, Worksheet
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Assigned, Joined
from hub_plugin.model.facts import Group
from hub_plugin.model.hub import Hub


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""
    by_sheet: dict[Address, list[Assigned]] = defaultdict(list)
    by_series: dict[Address, list[Assigned]] = defaultdict(list)
    for each in now.assigned:
        by_sheet[each.assignment.about].append(each)
        by_series[each.assignment.within].append(each)
    ordered: dict[Address, list[Worksheet]] = {}

    def sheets(series: Address) -> list[Worksheet]:
        """Return the worksheets of a series in their order."""
        if series not in ordered:
            found = [each for each in hub.children(series) if isinstance(each, Worksheet) and hub.shows(each.address)]
            ordered[series] = sorted(found, key=lambda each: each.reading_order(now.language))
        return ordered[series]

    def beside(sheet: Worksheet) -> tuple[Worksheet | None, Worksheet | None, int, int]:
        """Return the worksheet before, the one after, its number, and how many there are."""
        all_ = sheets(sheet.series)
        at = next((number for number, each in enumerate(all_) if each.address == sheet.address), 0)
        return all_[at - 1] if at else None, all_[at + 1] if at + 1 < len(all_) else None, at + 1, len(all_)

    def team_sheets(sheet: Address) -> list[TeamSheet]:
        """Return the worksheet as teams have filled it in, by team."""
        return [each for each in hub.children(sheet) if isinstance(each, TeamSheet) and hub.shows(each.address)]

    def grid(series: Address) -> list[tuple[Group, dict[Address, Assigned]]]:
        """Return each team with its standing on each worksheet."""
        rows: dict[Address, tuple[Group, dict[Address, Assigned]]] = {}
        for each in by_series.get(series, ()):
            rows.setdefault(each.group.about, (each.group, {}))[1][each.assignment.about] = each
        return sorted(rows.values(), key=lambda row: now.order(row[0].title))

    def retired(sheet: TeamSheet, asked: Worksheet) -> list[tuple[Any, Any]]:
        """Return the team's answers to questions that are no longer asked."""
        found = ((each, given(sheet, name)) for name, each in asked.questions.items() if name not in asked.asked)
        return [(question, answer) for question, answer in found if answer is not None]

    def given(sheet: TeamSheet, name: str) -> Any:
        """Return the team's answer to a question, also under an id that the question had before."""
        asked = hub.index.present(sheet.worksheet)
        old = (each for key, each in sheet.answers.items() if hub.index.present(asked.at(key)).part == name)
        return sheet.answers.get(name) or next(old, None)

    def prepared(sheet: TeamSheet, asked: Worksheet | None) -> list[tuple[str, str, Any]]:
        """Return the lines of the team's table: those of the worksheet in its order, then the team's own."""
        listed = asked.prepare if asked else {}
        own = {
            hub.index.present(sheet.worksheet.at(name)).part if asked else name: (name, step)
            for name, step in sheet.prepare.items()
        }
        rows: list[tuple[str, str, Any]] = []
        for name, line in listed.items():
            key, step = own.pop(name, ("", line))
            rows.append((key, getattr(step, "text", None) or line.text, step))
        return rows + [(key, step.text or key, step) for key, step in own.values()]

    return {
        "sheets": sheets, "beside": beside, "team_sheets": team_sheets, "grid": grid, "on_sheet": lambda sheet: by_sheet.get(sheet, []),
        "given": given, "retired": retired, "prepared": prepared,
    }  # fmt: skip
