"""Tables for spreadsheets: ``data/*.csv`` (RFC 4180, UTF-8).

They begin with a byte order mark, because Excel reads a file without one in the code page of the machine and breaks every letter
outside of it. A text that a spreadsheet would run as a formula, or turn into a number or a day, has an apostrophe before it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from hub_plugin.model.derive import Joined, Obligation, Progress
from hub_plugin.model.facts import Decision, Task
from hub_plugin.model.facts_of_work import Observation
from hub_plugin.model.measures import Band
from hub_plugin.model.names import Names
from hub_plugin.model.ratings import Rating

FOLDER = "data/"
TABLES = {
    "requirements.csv": "Every item that is asked: a requirement, or a template or tool that is expected; with its counts.",
    "answers.csv": "Every item times every team or product that it applies to, with what was answered.",
    "matrix.csv": "Teams down, standards and other resources across: percent answered and score of what must be met.",
    "actions.csv": "Every action, open ones first.",
    "decisions.csv": "Every decision, the newest first.",
}
FURTHER = {  # made only where there is something in them
    "measures.csv": "Every value of every metric, with what was wanted of it.",
    "goals.csv": "Every goal, and every part of one, step by step.",
    "ratings.csv": "Every level that a team has given itself in a dimension, by model, team and day.",
    "worksheets.csv": "Every worksheet times every team that works through it, with how many questions are answered.",
    "observations.csv": "Every gap and learning: its state, for how many days it is open, and what came of it.",
}

Cell = str | int | Decimal | datetime.date | None
_RUNS = re.compile(r"^(?=[=+\-@＝＋－＠])|(?<=[;|])(?=\s*[=+\-@＝＋－＠])")
_TURNS = re.compile(r"[\d.,:/ -]*\d[\d.,:/ %-]*|\d[\d.,]*e\d+", re.IGNORECASE)


def files(now: Joined, names: Names) -> dict[str, bytes]:
    """Return every table: where it lies, below the site's root → its bytes."""
    owed = [each for each in now.obligations if names.leaves(each.ask) and names.shows(each.unit.group)]
    made = {
        "requirements.csv": _requirements(owed, names),
        "answers.csv": _answers(owed, names),
        "matrix.csv": _matrix(now, names),
        "actions.csv": _actions(now, names),
        "decisions.csv": _decisions(now, names),
    }
    if now.gauges:
        made["measures.csv"] = _measures(now, names)
    if now.courses:
        made["goals.csv"] = _goals(now, names)
    if now.facts.of(Rating):
        made["ratings.csv"] = _ratings(now, names)
    if now.assigned:
        made["worksheets.csv"] = _assigned(now, names)
    if now.facts.of(Observation):
        made["observations.csv"] = _observations(now, names)
    return {FOLDER + name: table(rows) for name, rows in made.items()}


def table(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV with CRLF and a byte order mark."""
    lines = (",".join(cell(each) for each in row) + "\r\n" for row in rows)
    return b"\xef\xbb\xbf" + "".join(lines).encode()


def cell(value: Cell) -> str:
    """Return one cell; numbers and days stay what they are, a text becomes one line that no spreadsheet runs."""
    if isinstance(value, str):
        return _quoted(value)
    if value is None:
        return ""
    return f"{round(value, 6).normalize():f}" if isinstance(value, Decimal) else str(value)


@lru_cache(maxsize=50_000)  # the same titles and names stand in thousands of rows
def _quoted(value: str) -> str:
    text = harmless(value)
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",;\n]', text) else text


def harmless(text: str) -> str:
    """Return a text on one line that stays text: also after a ``;``, where some spreadsheets begin a new cell."""
    line = _RUNS.sub("'", " ".join(text.split()))
    return "'" + line if _TURNS.fullmatch(line) else line


def _requirements(owed: Sequence[Obligation], names: Names) -> Iterator[Sequence[Cell]]:
    yield ("item", "code", "resource", "title", "level", "tier", "adopt_by", "applies", "answered", "met", "coverage_percent",
           "score_percent")  # fmt: skip
    found: dict[object, list[Obligation]] = {}
    for each in owed:
        found.setdefault(each.ask.about, []).append(each)
    for many in found.values():
        ask, progress = many[0].ask, Progress.of(many)
        yield (str(ask.about), names.line(ask.code), names.line(ask.resource_title), names.line(ask.title), ask.level,
               names.line(ask.tier), ask.by, progress.applies, progress.answered, progress.met, progress.coverage,
               progress.score)  # fmt: skip


def _answers(owed: Sequence[Obligation], names: Names) -> Iterator[Sequence[Cell]]:
    yield ("team", "product", "team_name", "item", "resource", "title", "level", "state", "counts_as", "due", "since", "version",
           "reason", "evidence", "plan", "by", "exempt_until", "approved_by", "provided_by", "unclear")  # fmt: skip
    for each in owed:
        ask, said = each.ask, each.answer
        head: tuple[Cell, ...] = (
            each.unit.group.id, each.unit.product, names.unit(each.unit), str(ask.about), names.line(ask.resource_title),
            names.line(ask.title), ask.level, each.state.value, each.counts.value, each.due,
        )  # fmt: skip
        if said is None:
            yield (*head, *[None] * 10)
            continue
        shown = (text for each_ in said.evidence if (text := names.evidence(each_)))
        yield (
            *head, said.since or said.dated, f"v{said.version}" if said.version else None, names.line(said.why), " ".join(shown),
            names.evidence(said.plan), said.by, said.until, names.labels([said.approver] if said.approver else []),
            names.evidence(said.provider), names.line(said.unclear),
        )  # fmt: skip


def _matrix(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    board = now.board
    columns = [address for address in board.columns if names.shows(address)]
    pairs = [f"{address} {what}" for address in columns for what in ("answered_percent", "score_percent")]
    yield ("team", "product", "team_name", *pairs, "answered_percent", "score_percent")
    for unit in board.rows:
        if not names.shows(unit.group):
            continue
        cells = [board.cells.get((unit, address), Progress()) for address in columns]
        both = [share for progress in cells for share in (progress.coverage, progress.score)]
        whole = now.progress(now.by_unit[unit])
        yield (unit.group.id, unit.product, names.unit(unit), *both, whole.coverage, whole.score)


def _actions(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    yield ("action", "text", "owner", "due", "state", "done_on", "overdue", "meeting")
    found = (task for task in now.facts.of(Task) if names.leaves(task))
    for task in sorted(found, key=lambda task: (not task.open, task.due or datetime.date.max, task.about)):
        late = task.open and task.due is not None and task.due < now.today
        yield (str(task.about), names.line(task.text), names.labels([task.owner] if task.owner else []), task.due, task.state,
               task.done_on, "yes" if late else "no", names.labels([task.forum] if task.forum else []))  # fmt: skip


def _measures(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    yield ("metric", "title", "category", "unit", "team", "first", "last", "value", "target_low", "target_high", "limit_low", "limit_high",
           "deviation", "sign", "made_of_teams")  # fmt: skip
    for about, gauge in now.gauges.items():
        head = (str(about), names.line(gauge.measure.title), gauge.measure.category, names.line(gauge.measure.unit))
        for group, readings in ((None, gauge.readings), *gauge.groups.items()) if names.shows(about) else ():
            for each in readings if group is None or names.shows(group) else ():
                yield (*head, group.id if group else "", each.first, each.last, each.amount, *_edges(each.target), *_edges(each.limit),
                       each.deviation, each.sign.value, "yes" if each.made else "no")  # fmt: skip


def _goals(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    yield ("goal", "title", "state", "metric", "unit", "who", "first", "last", "step", "target_low", "target_high", "actual", "deviation",
           "sign", "why", "confirmed", "action")  # fmt: skip
    for about, course in now.courses.items():
        aim, unit = course.aim, names.line(course.measure.unit) if course.measure else ""
        head = (str(about), names.line(aim.title), aim.state, names.ref(aim.measure) or "", unit)
        for part in (course.whole, *course.parts) if names.shows(about) else ():
            if part.who is not None and not names.shows(part.who):
                continue
            who = part.who.id if part.who else ""
            yield (
                *head,
                who,
                aim.first,
                aim.last,
                "whole",
                *_edges(part.target),
                part.actual,
                None,
                part.sign.value,
                "",
                "",
                "",
            )
            for each in part.steps:
                said = each.said
                words = (
                    (names.line(said.why), names.line(said.confirmed), names.line(said.task)) if said else ("", "", "")
                )
                yield (*head, who, each.first, each.last, "step", *_edges(each.target), each.actual, each.deviation,
                       each.sign.value, *words)  # fmt: skip


def _edges(band: Band | None) -> tuple[Decimal | None, Decimal | None]:
    return (band.low, band.high) if band else (None, None)


def _decisions(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    yield ("decision", "date", "text", "status", "meeting", "affects", "supersedes")
    found = (each for each in now.facts.of(Decision) if names.leaves(each))
    for each in sorted(found, key=lambda each: (-each.on.toordinal(), each.about)):
        yield (str(each.about), each.on, names.line(each.text), each.status, names.labels([each.forum] if each.forum else []),
               " ".join(names.refs(each.affects)), " ".join(names.refs(each.supersedes)))  # fmt: skip


def _ratings(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    yield ("assessment", "model", "dimension", "dimension_name", "team", "team_name", "date", "latest", "level", "level_name",
           "position_percent", "levels", "stated", "asked", "answered", "target", "target_by")  # fmt: skip
    for each, ladder, latest in now.standings.told():
        if not (names.leaves(each) and names.shows(each.group)):
            continue
        level = int(each.position) if each.position is not None else 0
        rung = ladder.rungs[level - 1] if level else None
        percent = int(each.position / len(ladder.rungs) * 100) if each.position is not None else None
        yield (str(each.source), each.survey.id, each.about.part, names.line(ladder.title), each.group.id, names.label(each.group),
               each.on, "yes" if latest else "no", level if each.position is not None else None,
               names.line(rung.own or rung.title) if rung else "", percent, len(ladder.rungs), "yes" if each.stated else "no",
               each.asked, len(each.said), each.target, each.by)  # fmt: skip


def _assigned(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    yield ("series", "worksheet", "title", "team", "team_name", "done", "all", "expected", "on", "due")
    for each in now.assigned:
        given = each.assignment
        if names.leaves(given) and names.shows(each.group.about):
            yield (given.within.id, str(given.about), names.line(given.title), each.group.about.id, names.label(each.group.about),
                   each.done, given.of, "yes" if each.meant else "no", each.progress.on if each.progress else None, given.due)  # fmt: skip


def _observations(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    yield ("observation", "text", "severity", "state", "on", "days_open", "about", "owner", "closed", "outcome")
    found = (each for each in now.facts.of(Observation) if names.leaves(each))
    for each in sorted(found, key=lambda each: (each.closed is not None, each.on or datetime.date.max, each.about)):
        yield (str(each.about), names.line(each.text), each.severity, each.state, each.on, each.days_open(now.today),
               " ".join(names.refs(each.of)), names.labels([each.owner] if each.owner else []), each.closed,
               names.line(each.outcome))  # fmt: skip
