"""What a filled-in worksheet states: how far the team is, and who prepares what."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub_plugin.kinds.planning.facts import forum_of, still_done
from hub_plugin.kinds.planning.record import TeamSheet, Worksheet
from hub_plugin.model.facts import Edge, Fact
from hub_plugin.model.facts_of_work import Progress
from hub_plugin.model.hub import Hub
from hub_plugin.model.steps import tasks
from hub_plugin.model.texts import say


def state(record: TeamSheet, hub: Hub, today: datetime.date) -> Iterator[Fact]:
    """Yield progress, tasks and the link to the team."""
    sheet = hub.get(hub.index.present(record.worksheet))
    team = hub.index.present(record.team)
    if not isinstance(sheet, Worksheet) or team not in hub.index:
        return
    here = record.address
    said = record.answers if sheet.asked else [name for name, line in record.prepare.items() if line.state != "open"]
    done = {hub.index.present(sheet.address.at(name)).part for name in said} & sheet.pieces
    days = [each for each in (record.answered_on, *(answer.date for answer in record.answers.values())) if each]
    if sheet.pieces:
        yield Progress(about=sheet.address, source=here, who=team, done=len(done), of=len(sheet.pieces),
                       on=max(days, default=None))  # fmt: skip
    yield Edge(about=here, source=here, means="filled in by", back="has filled in", to=team)
    texts = {name: step.text for name, step in record.prepare.items() if step.text} | {
        name: sheet.prepare[listed].text
        for name, step in record.prepare.items()
        if step.text is None and (listed := hub.index.present(sheet.address.at(name)).part) in sheet.prepare
    }
    series, called = hub.get(sheet.series), getattr(hub.get(team), "label", team.id)
    lines = still_done(record.prepare, series, today)
    named = {
        name: say("{sheet}, {team}: {line}", sheet=sheet.title, team=called, line=texts.get(name) or name)
        for name in lines
    }
    yield from tasks(record, "prepare", lines, named, forum_of(series))
