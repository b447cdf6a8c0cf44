"""``coehub status``: where the hub stands, or what one team owes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option, language_option, today_option
from hub_plugin.cli.saying import speak
from hub_plugin.model.english import counted
from hub_plugin.model.safe import safe

if TYPE_CHECKING:
    from hub_plugin.model.addresses import Address
    from hub_plugin.model.derive import Joined, Obligation, Progress
    from hub_plugin.model.facts import Group
    from hub_plugin.model.hub import Hub
    from hub_plugin.model.languages import Language
    from hub_plugin.model.names import Names
    from hub_plugin.model.texts import Message
    from hub_plugin.opening import Opened

AHEAD = datetime.timedelta(days=14)
LINES = 15


@click.command("status")
@click.argument("team", required=False)
@content_option
@today_option
@language_option
def command(team: str | None, content: str | None, today: str, language: str) -> None:
    """Say where the hub stands: who has answered, what falls due, what needs attention. With TEAM: what that team owes.

    \b
    Examples:
      coehub status
      coehub status payments --today 2026-12-01
      coehub status --language ro
    """
    from hub_plugin import build
    from hub_plugin.cli.opened import open_readable, spoken
    from hub_plugin.model.findings import Level
    from hub_plugin.model.languages import language as forms_of

    opened = open_readable(content, today)
    errors = [finding for finding in opened.reading.findings if finding.level is Level.ERROR]
    if errors:
        told = (
            f"{counted(len(errors), 'error')} in the content: what is broken is left out here (coehub check shows it)"
        )
        speak(told, err=True)
    frame = build.Frame(language=spoken(opened, language), catalogs=opened.catalogs)
    joined = build.derive(opened.reading.hub, opened.today).within(frame.language)
    speech = _Speech(build.naming(opened.reading.hub, joined, frame), forms_of(frame.language))
    lines = _team(opened, joined, team, speech) if team is not None else _hub(opened.reading.hub, joined, speech)
    for line in lines:
        speak(line)


@dataclass(frozen=True)
class _Speech:
    """Says things in the language of the site."""

    names: Names
    forms: Language

    def tell(self, message: Message) -> str:
        return safe(self.names.line(message))

    def day(self, day: datetime.date) -> str:
        return self.forms.day(day, "d MMMM")

    def short(self, day: datetime.date) -> str:
        return self.forms.day(day, "d MMM").rjust(6)


def _hub(hub: Hub, joined: Joined, speech: _Speech) -> list[str]:
    from hub_plugin.model.addresses import HUB
    from hub_plugin.model.texts import say, say_many

    tell = speech.tell
    label = hub.records[HUB].label
    today = joined.today
    head = [tell(say("{hub} on {day}", hub=label, day=today)), _sentence(joined, speech), ""]
    due, noticed = list(_dues(hub, joined, speech)), list(_attentions(joined, speech))
    room = LINES - len(head) - 4  # two headings, one empty line, the last line
    for_dues = min(len(due), max(room - len(noticed), room // 2))
    for_attentions = min(len(noticed), room - for_dues)
    until = speech.day(today + AHEAD)
    if due:
        coming = say_many("Due by {day}: {number}", "Due by {day}: {number}", number=len(due), day=until)
    else:
        coming = say("Nothing falls due by {day}.", day=until)
    needed = say("Needs attention: {number}", number=len(noticed)) if noticed else say("Nothing needs attention.")
    return [
        *head, tell(coming), *_first(due, for_dues, speech), "", tell(needed), *_first(noticed, for_attentions, speech),
        tell(say("{command} shows what a team owes", command="coehub status TEAM")),
    ]  # fmt: skip


def _first(lines: list[str], room: int, speech: _Speech) -> list[str]:
    from hub_plugin.model.texts import say

    if len(lines) <= room:
        return lines
    return [*lines[: room - 1], f"  … {speech.tell(say('and {number} more', number=len(lines) - room + 1))}"]


def _sentence(joined: Joined, speech: _Speech) -> str:
    from hub_plugin.model.derive import Progress
    from hub_plugin.model.texts import say, say_many

    asked = {each.unit.group for each in joined.obligations}
    answering = {each.unit.group for each in joined.obligations if each.answer is not None}
    all_of_it = joined.progress(joined.obligations)
    if not asked:
        return speech.tell(say("No team is asked anything yet."))
    told = say_many("{answering} of {number} team has answered", "{answering} of {number} teams have answered",
                    number=len(asked), answering=len(answering))  # fmt: skip
    return _with_share(told, all_of_it if all_of_it.applies else Progress.of(joined.obligations), speech)


def _with_share(first: Message, progress: Progress, speech: _Speech) -> str:
    from hub_plugin.model.texts import say

    if progress.coverage is None:
        return speech.tell(first)
    told = say("of what must hold, {coverage} is answered; the score is {score}",
               coverage=speech.forms.percent(progress.coverage), score=speech.forms.percent(progress.score))  # fmt: skip
    return speech.tell(say("{first}; {second}", first=first, second=told))


def _dues(hub: Hub, joined: Joined, speech: _Speech) -> Iterator[str]:
    """Yield what falls due in the next days, one line for a thing that is due for several."""
    from hub_plugin.model.derive.dues import by_item
    from hub_plugin.model.texts import say, say_many

    near = [due for due in joined.dues if not due.late and due.on <= joined.today + AHEAD]
    for (day, _, what), each in by_item(near).items():
        named = list(dict.fromkeys(_called(hub, due.who, speech) for due in each))
        several = say_many("{number} team", "{number} teams", number=len(named))
        who = speech.names.speaker.between.join(named) if len(named) < 3 else speech.tell(several)
        text = _cut(speech.names.line(each[0].text))
        text = (
            speech.tell(say("{thing}: {what}", thing=say("an exemption ends"), what=text))
            if what == "exemption"
            else text
        )
        yield f"  {speech.short(day)}  {text} · {who}"


def _called(hub: Hub, address: Address | None, speech: _Speech) -> str:
    from hub_plugin.model.texts import say

    record = hub.get(address)
    return safe(speech.names.line(record.label)) if record is not None else speech.tell(say("nobody is named"))


def _attentions(joined: Joined, speech: _Speech) -> Iterator[str]:
    for each in joined.attentions:
        yield f"  {_cut(speech.names.line(each.why))} → {safe(speech.names.line(each.step))}"


def _team(opened: Opened, joined: Joined, name: str, speech: _Speech) -> Iterator[str]:
    from hub_plugin.model.texts import say, say_many

    group = _group(joined, name)
    owed = [each for unit in joined.units_of(group.about) for each in joined.by_unit[unit]]
    title, today = group.title, joined.today
    open_ = sorted((each for each in owed if each.owed), key=lambda each: each.urgency)
    if group.left is not None and group.left < today:
        yield speech.tell(say("{team} left on {day} and owes nothing.", team=title, day=group.left))
        return
    to_do = list(_to_do(joined, group, speech))
    if not owed:
        yield speech.tell(say("{team} is asked nothing by the standards on {day}.", team=title, day=today))
        yield from to_do
        return
    owes = say_many("{team} owes {number} thing on {day}", "{team} owes {number} things on {day}",
                    number=len(open_), team=title, day=today)  # fmt: skip
    yield _with_share(owes, joined.progress(owed), speech)
    if open_:
        yield ""
        yield from _rows(opened, joined, open_, speech)
    else:
        yield speech.tell(say("Everything that applies is answered and met."))
    yield from ("", *to_do) if to_do else ()


def _to_do(joined: Joined, group: Group, speech: _Speech) -> Iterator[str]:
    """Yield the tasks and worksheets of a team, by day; those without one stand last."""
    from hub_plugin.model.facts import Task
    from hub_plugin.model.texts import say_many

    found = [(due.on, due.text) for due in joined.dues if due.who == group.about and due.what == "task"]
    undated = [
        task.text for task in joined.facts.of(Task) if task.open and task.owner == group.about and task.due is None
    ]
    undated += [
        each.assignment.title for each in joined.assigned_of(group.about) if each.owed and each.assignment.due is None
    ]
    dated = [(_when(day, joined.today, speech), text) for day, text in found]
    rows = [*dated, *((_when(None, joined.today, speech), text) for text in undated)]
    if rows:
        many = say_many(
            "{team} has {number} thing to do:", "{team} has {number} things to do:", number=len(rows), team=group.title
        )
        yield speech.tell(many)
        yield from (f"  {when}  {_cut(speech.names.line(text))}" for when, text in rows)


def _when(due: datetime.date | None, today: datetime.date, speech: _Speech) -> str:
    from hub_plugin.model.texts import say

    late = f" ({speech.tell(say('late'))})" if due is not None and due < today else ""
    return speech.tell(say("no date")) if due is None else f"{speech.forms.day(due, 'd MMM y')}{late}"


def _rows(opened: Opened, joined: Joined, owed: Iterable[Obligation], speech: _Speech) -> Iterator[str]:
    from hub_plugin.model.nodes import display_width
    from hub_plugin.model.texts import say
    from hub_plugin.outputs.pages.wording import WORDS

    rows = []
    for each in owed:
        when = _when(each.due, joined.today, speech)
        product = f"{safe(speech.names.line(each.unit.called))}: " if each.unit.product else ""
        of = "" if each.ask.about == each.ask.resource else f" ({_cut(speech.names.line(each.ask.resource_title), 30)})"
        what = f"{product}{_cut(speech.names.line(each.ask.title))}{of}"
        level, state = (speech.tell(WORDS.get(word) or say(word)) for word in (each.ask.level, str(each.state)))
        rows.append((when, level, state, what, _where(opened, each)))
    widths = [max(display_width(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[3], row[4]])


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
