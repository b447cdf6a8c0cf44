"""``coehub status``: where the hub stands, or what one team owes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option, today_option
from hub_plugin.outputs.findings.report import counted
from hub_plugin.outputs.findings.safe import safe

if TYPE_CHECKING:
    from hub_plugin.model.addresses import Address
    from hub_plugin.model.derive import Joined, Obligation
    from hub_plugin.model.facts import Group
    from hub_plugin.model.hub import Hub
    from hub_plugin.opening import Opened

AHEAD = datetime.timedelta(days=14)
LINES = 15
_NAMES = {"not-met": "not met", "not-applicable": "not applicable", "confirm": "confirm again"}


@click.command("status")
@click.argument("team", required=False)
@content_option
@today_option
@click.pass_context
def command(ctx: click.Context, team: str | None, content: str | None, today: str) -> None:
    """Say where the hub stands: who has answered, what falls due, what needs attention. With TEAM: what that team owes.

    \b
    Examples:
      coehub status
      coehub status payments --today 2026-12-01
    """
    from hub_plugin import build
    from hub_plugin.cli.opened import open_hub
    from hub_plugin.model.addresses import Address
    from hub_plugin.model.findings import Level

    opened = open_hub(content, today)
    errors = [finding for finding in opened.reading.findings if finding.level is Level.ERROR]
    if Address("hub", "hub") not in opened.reading.hub.records:
        click.echo("hub.yml is not there or cannot be read: coehub check says what is wrong", err=True)
        ctx.exit(1)
    if errors:
        told = (
            f"{counted(len(errors), 'error')} in the content: what is broken is left out here (coehub check shows it)"
        )
        click.echo(told, err=True)
    joined = build.derive(opened.reading.hub, opened.today)
    lines = _team(opened, joined, team) if team else _hub(opened.reading.hub, joined)
    for line in lines:
        click.echo(line)


def _hub(hub: Hub, joined: Joined) -> list[str]:
    from hub_plugin.model.addresses import Address

    label = safe(hub.records[Address("hub", "hub")].label)
    today = joined.today
    head = [f"{label} on {_day(today)} {today.year}", _sentence(joined), ""]
    due, noticed = list(_dues(hub, joined)), list(_attentions(joined))
    room = LINES - len(head) - 4  # two headings, one empty line, the last line
    for_dues = min(len(due), max(room - len(noticed), room // 2))
    for_attentions = min(len(noticed), room - for_dues)
    until = _day(today + AHEAD)
    end = ["coehub status TEAM shows what a team owes"]
    return [
        *head,
        f"Due by {until}: {len(due)}" if due else f"Nothing falls due by {until}.",
        *_first(due, for_dues),
        "",
        f"Needs attention: {len(noticed)}" if noticed else "Nothing needs attention.",
        *_first(noticed, for_attentions),
        *end,
    ]


def _first(lines: list[str], room: int) -> list[str]:
    return lines if len(lines) <= room else [*lines[: room - 1], f"  … and {len(lines) - room + 1} more"]


def _sentence(joined: Joined) -> str:
    from hub_plugin.model.derive import Progress

    asked = {each.unit.group for each in joined.obligations}
    answering = {each.unit.group for each in joined.obligations if each.answer is not None}
    all_of_it = joined.progress(joined.obligations)
    if not asked:
        return "No team is asked anything yet."
    told = f"{len(answering)} of {counted(len(asked), 'team')} {'has' if len(asked) == 1 else 'have'} answered"
    return told + _share(all_of_it if all_of_it.applies else Progress.of(joined.obligations), "of what must hold")


def _share(progress: object, what: str) -> str:
    from hub_plugin.model.derive import Progress

    assert isinstance(progress, Progress)
    if progress.coverage is None:
        return ""
    score = "–" if progress.score is None else f"{progress.score} %"
    return f"; {what}, {progress.coverage} % is answered and {score} is met"


def _dues(hub: Hub, joined: Joined) -> Iterator[str]:
    """Yield what falls due in the next days, one line for a thing that is due for several."""
    from hub_plugin.model.derive.dues import by_item

    near = [due for due in joined.dues if not due.late and due.on <= joined.today + AHEAD]
    for (day, _, what), each in by_item(near).items():
        names = list(dict.fromkeys(_called(hub, due.who) for due in each))
        who = ", ".join(names) if len(names) < 3 else f"{len(names)} teams"
        kind = "an exemption ends: " if what == "exemption" else ""
        yield f"  {_short(day)}  {kind}{_cut(each[0].text)} · {who}"


def _called(hub: Hub, address: Address | None) -> str:
    record = hub.get(address)
    return safe(record.label) if record is not None else "nobody is named"


def _attentions(joined: Joined) -> Iterator[str]:
    for each in joined.attentions:
        yield f"  {_cut(each.why)} → {safe(each.step)}"


def _team(opened: Opened, joined: Joined, name: str) -> Iterator[str]:
    group = _group(joined, name)
    owed = [each for unit in joined.units_of(group.about) for each in joined.by_unit[unit]]
    title = safe(group.title)
    open_ = sorted((each for each in owed if each.owed), key=lambda each: each.urgency)
    today = joined.today
    if group.left is not None and group.left < today:
        yield f"{title} left on {_day(group.left)} {group.left.year} and owes nothing."
        return
    if not owed:
        yield f"{title} is asked nothing on {_day(today)} {today.year}."
        return
    must = joined.progress(owed)
    yield f"{title} owes {counted(len(open_), 'thing')} on {_day(today)} {today.year}" + _share(
        must, "of what must hold"
    )
    if open_:
        yield ""
        yield from _rows(opened, joined, open_)
    else:
        yield "Everything that applies is answered and met."


def _rows(opened: Opened, joined: Joined, owed: Iterable[Obligation]) -> Iterator[str]:
    rows = []
    for each in owed:
        when = "no date" if each.due is None else f"{each.due}{' (late)' if each.due < joined.today else ''}"
        product = f"{safe(each.unit.called)}: " if each.unit.product else ""
        of = "" if each.ask.about == each.ask.resource else f" ({_cut(each.ask.resource_title, 30)})"
        what = f"{product}{_cut(each.ask.title)}{of}"
        rows.append((when, each.ask.level, _NAMES.get(each.state, str(each.state)), what, _where(opened, each)))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        yield "  ".join([*(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)), row[3], row[4]])


def _where(opened: Opened, owed: Obligation) -> str:
    """Return file and line: of the answer if there is one, else of what is asked."""
    from hub_plugin.cli.opened import from_here

    fact = owed.answer or owed.ask
    path, line = opened.reading.hub.line_of(fact.source, fact.route)
    return f"{safe(from_here(opened.folder.root / path))}:{line}"


def _group(joined: Joined, name: str) -> Group:
    """Return a group by its id.

    Raises:
        click.ClickException: there is none.
    """
    from hub_plugin.cli.opened import wrong_use
    from hub_plugin.model.facts import Group
    from hub_plugin.model.findings import did_you_mean

    groups = {group.about.id: group for group in joined.facts.of(Group)}
    titles = {str(group.title).casefold(): group for group in groups.values()}
    wanted = name.removeprefix("team/")
    found = groups.get(wanted) or titles.get(wanted.casefold())
    if found is None:
        hint = did_you_mean(wanted, groups) or (
            "the teams are " + ", ".join(groups) if groups else "there are no teams"
        )
        raise wrong_use(f"no team is called '{name}'; {hint}")
    return found


def _cut(text: object, limit: int = 70) -> str:
    line = " ".join(safe(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _day(day: datetime.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"


def _short(day: datetime.date) -> str:
    return f"{day.day:>2} {_MONTHS[day.month - 1][:3]}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
