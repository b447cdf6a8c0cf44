"""The rows of the tables; the first one holds the names of the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hub_plugin.model.derive import Joined, Obligation, Progress
from hub_plugin.model.facts import Decision, Task
from hub_plugin.model.facts_of_work import Observation
from hub_plugin.model.measures import edges
from hub_plugin.model.names import Names
from hub_plugin.model.orders import newest_first, open_first, unclosed_first
from hub_plugin.outputs.tables.cells import Cell

NOTHING = Progress()  # of a team and a resource that is not for it, as most are not


def requirements(owed: Sequence[Obligation], names: Names) -> Iterator[Sequence[Cell]]:
    """Yield every item that is asked: a requirement, or a template or tool that is expected; with its counts."""
    yield ("item", "code", "resource", "title", "level", "tier", "adopt_by", "applies", "answered", "met", "coverage_percent",
           "score_percent")  # fmt: skip
    found: dict[object, list[Obligation]] = {}
    for each in owed:
        found.setdefault(each.ask.about, []).append(each)
    for many in found.values():
        ask, progress = many[0].ask, Progress.of(many)
        yield (str(ask.about), names.line(ask.code), names.line(ask.resource_title), names.line(ask.title), names.word(ask.level),
               names.line(ask.tier), ask.by, progress.applies, progress.answered, progress.met, progress.coverage,
               progress.score)  # fmt: skip


def answers(owed: Sequence[Obligation], names: Names) -> Iterator[Sequence[Cell]]:
    """Yield every item times every team or product that it applies to, with what was answered."""
    yield ("team", "product", "team_name", "item", "resource", "title", "level", "state", "counts_as", "due", "since", "version",
           "reason", "evidence", "plan", "by", "exempt_until", "approved_by", "provided_by", "unclear")  # fmt: skip
    for each in owed:
        ask, said = each.ask, each.answer
        head: tuple[Cell, ...] = (
            each.unit.group.id, each.unit.product, names.unit(each.unit), str(ask.about), names.line(ask.resource_title),
            names.line(ask.title), names.word(ask.level), names.word(each.state.value), names.word(each.counts.value), each.due,
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


def matrix(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    """Yield teams down, standards and other resources across: percent answered and score of what must be met."""
    board = now.board
    columns = [address for address in board.columns if names.shows(address)]
    pairs = [f"{address} {what}" for address in columns for what in ("answered_percent", "score_percent")]
    yield ("team", "product", "team_name", *pairs, "answered_percent", "score_percent")
    for unit in board.rows:
        if not names.shows(unit.group):
            continue
        cells = [board.cells.get((unit, address), NOTHING) for address in columns]
        both = [share for progress in cells for share in (progress.coverage, progress.score)]
        whole = now.progress(now.by_unit[unit])
        yield (unit.group.id, unit.product, names.unit(unit), *both, whole.coverage, whole.score)


def actions(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    """Yield every action, open ones first."""
    yield ("action", "text", "owner", "due", "state", "done_on", "overdue", "meeting")
    found = (task for task in now.facts.of(Task) if names.leaves(task))
    for task in sorted(found, key=open_first):
        late = task.open and task.due is not None and task.due < now.today
        yield (str(task.about), names.line(task.text), names.labels([task.owner] if task.owner else []), task.due, names.word(task.state),
               task.done_on, _flag(late, names), names.labels([task.forum] if task.forum else []))  # fmt: skip


def measures(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    """Yield every value of every metric, with what was wanted of it."""
    yield ("metric", "title", "category", "unit", "team", "first", "last", "value", "target_low", "target_high", "limit_low", "limit_high",
           "deviation", "sign", "made_of_teams")  # fmt: skip
    for about, gauge in now.gauges.items():
        head = (
            str(about),
            names.line(gauge.measure.title),
            names.word(gauge.measure.category),
            _unit(gauge.measure.unit, names),
        )
        for group, readings in ((None, gauge.readings), *gauge.groups.items()) if names.shows(about) else ():
            for each in readings if group is None or names.shows(group) else ():
                yield (*head, group.id if group else "", each.first, each.last, each.amount, *edges(each.target), *edges(each.limit),
                       each.deviation, names.word(each.sign.value), _flag(each.made, names))  # fmt: skip


def goals(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    """Yield every goal, and every part of one, step by step."""
    yield ("goal", "title", "state", "metric", "unit", "who", "first", "last", "step", "target_low", "target_high", "wanted_low",
           "wanted_high", "actual", "deviation", "sign", "why", "confirmed", "action")  # fmt: skip
    for about, course in now.courses.items():
        aim, unit = course.aim, _unit(course.measure.unit, names) if course.measure else ""
        head = (str(about), names.line(aim.title), names.word(aim.state, "goal"), names.ref(aim.measure) or "", unit)
        for part in (course.whole, *course.parts) if names.shows(about) else ():
            if part.who is not None and not names.shows(part.who):
                continue
            who = part.who.id if part.who else ""
            yield (
                *head,
                who,
                aim.first,
                aim.last,
                names.word("whole"),
                *edges(part.target),
                *edges(part.wanted),
                part.actual,
                None,
                names.word(part.sign.value),
                "",
                "",
                "",
            )
            for each in part.steps:
                said = each.said
                words = (
                    (names.line(said.why), names.line(said.confirmed), names.line(said.task)) if said else ("", "", "")
                )
                yield (*head, who, each.first, each.last, names.word("step"), *edges(each.target), None, None, each.actual, each.deviation,
                       names.word(each.sign.value), *words)  # fmt: skip


def _unit(unit: str, names: Names) -> str:
    return "%" if unit == "percent" else names.line(unit)


def _flag(is_so: bool, names: Names) -> str:
    return names.word("yes" if is_so else "no", "flag")


def decisions(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    """Yield every decision, the newest first."""
    yield ("decision", "date", "text", "status", "meeting", "affects", "supersedes")
    found = (each for each in now.facts.of(Decision) if names.leaves(each))
    for each in sorted(found, key=newest_first):
        yield (str(each.about), each.on, names.line(each.text), names.word(each.status), names.labels([each.forum] if each.forum else []),
               " ".join(names.refs(each.affects)), " ".join(names.refs(each.supersedes)))  # fmt: skip


def ratings(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    """Yield every level that a team has given itself in a dimension, by model, team and day."""
    yield ("assessment", "model", "dimension", "dimension_name", "team", "team_name", "date", "latest", "level", "level_name",
           "position_percent", "levels", "stated", "asked", "answered", "target", "target_by")  # fmt: skip
    for each, ladder, latest in now.standings.told():
        if not (names.leaves(each) and names.shows(each.group)):
            continue
        level = int(each.position) if each.position is not None else 0
        rung = ladder.rungs[level - 1] if level else None
        percent = int(each.position / len(ladder.rungs) * 100) if each.position is not None else None
        yield (str(each.source), each.survey.id, each.about.part, names.line(ladder.title), each.group.id, names.label(each.group),
               each.on, _flag(latest, names), level if each.position is not None else None,
               names.line(rung.own or rung.title) if rung else "", percent, len(ladder.rungs), _flag(each.stated, names),
               each.asked, len(each.said), each.target, each.by)  # fmt: skip


def assigned(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    """Yield every worksheet times every team that works through it, with how many questions are answered."""
    yield ("series", "worksheet", "title", "team", "team_name", "done", "all", "expected", "on", "due")
    for each in now.assigned:
        given = each.assignment
        if names.leaves(given) and names.shows(each.group.about):
            yield (given.within.id, str(given.about), names.line(given.title), each.group.about.id, names.label(each.group.about),
                   each.done, given.of, _flag(each.meant, names),
                   each.progress.on if each.progress else None, given.due)  # fmt: skip


def observations(now: Joined, names: Names) -> Iterator[Sequence[Cell]]:
    """Yield every gap and learning: its state, for how many days it is open, and what came of it."""
    yield ("observation", "text", "severity", "state", "on", "days_open", "about", "owner", "closed", "outcome")
    found = (each for each in now.facts.of(Observation) if names.leaves(each))
    for each in sorted(found, key=unclosed_first):
        yield (str(each.about), names.line(each.text), names.word(each.severity), names.word(each.state, each.about.kind), each.on,
               each.days_open(now.today),
               " ".join(names.refs(each.of)), names.labels([each.owner] if each.owner else []), each.closed,
               names.line(each.outcome))  # fmt: skip
