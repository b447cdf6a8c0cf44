"""The report: adoption with its evidence, as of a day, in one file that an auditor can keep and print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from markupsafe import Markup, escape

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined, Obligation, Progress, State, Unit
from hub_plugin.model.facts import LEVELS, Decision, Task
from hub_plugin.model.fields import is_address
from hub_plugin.model.names import Names
from hub_plugin.model.orders import newest_first, soonest_first
from hub_plugin.model.page import Page

PATH = "report.html"


class Printer(Protocol):
    """What prints a template."""

    def page(self, template: str, uri: str, title: str, **context: Any) -> Page:
        """Print one page from a template."""


@dataclass(frozen=True, slots=True)
class Row:
    """One resource in a team's list."""

    title: str
    progress: Progress
    owed: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One team, or one product of it: how far it is, and every answer by resource."""

    anchor: str
    unit: Unit
    progress: Progress
    rows: tuple[Row, ...]


def files(now: Joined, names: Names, press: Printer) -> dict[str, bytes]:
    """Return the report: one HTML file that needs nothing else."""
    charter = names.hub.records[now.settings.about]
    asked = [group for group in now.asked if names.shows(group.about)]
    silent = [group for group in now.silent if names.shows(group.about)]
    shown = names.owed(now.obligations)
    tasks = (task for task in now.facts.of(Task) if task.open and names.leaves(task))
    decisions = (each for each in now.facts.of(Decision) if names.leaves(each))
    page = press.page(
        "report.html", "report.md", names.line(charter.label), names=names, mission=getattr(charter, "mission", ""),
        asked=asked, silent=silent, board=now.board, all=now.progress(shown),
        columns=[address for address in now.board.columns if names.shows(address)],
        units=[unit for unit in now.board.rows if names.shows(unit.group)],
        by_level={level: now.progress(shown, level) for level in LEVELS},
        sections=list(_sections(now, names)), empty=Progress(),
        exempt=[each for each in shown if each.state is State.EXEMPT],
        tasks=sorted(tasks, key=soonest_first),
        decisions=sorted(decisions, key=newest_first),
        said_in=partial(_said_in, names), web=is_address, anchor=anchor,
    )  # fmt: skip
    return {PATH: (page.html.strip() + "\n").encode()}


def _said_in(names: Names, value: object) -> Markup:
    """Return a text, or what people call a record or unit, with its language where that is not the report's."""
    if isinstance(value, Unit):
        text, language = escape(names.unit(value)), names.spoken(value.group, value.called)
    else:
        text = escape(names.label(value) if isinstance(value, Address) else names.text(value))
        language = names.spoken(value)
    same = not language or language == names.speaker.language
    return text if same else Markup('<span lang="{}">{}</span>').format(language, text)


def anchor(unit: Unit) -> str:
    """Return the anchor of a team's section."""
    return f"{unit.group.kind}-{unit.group.id}" + (f"-{unit.product}" if unit.product else "")


def _sections(now: Joined, names: Names) -> Iterator[Section]:
    for group in now.groups:
        for unit in now.units_of(group.about) if names.shows(group.about) else ():
            found: dict[Address, list[Obligation]] = {}
            for each in now.by_unit[unit]:
                if names.leaves(each.ask):
                    found.setdefault(each.ask.resource, []).append(each)
            rows = (Row(owed[0].ask.resource_title, Progress.of(owed), tuple(owed)) for owed in found.values())
            by_title = tuple(sorted(rows, key=lambda row: now.order(names.line(row.title))))
            yield Section(anchor(unit), unit, now.progress(now.by_unit[unit]), by_title)
