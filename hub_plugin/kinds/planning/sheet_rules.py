"""What can be wrong with a filled-in worksheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hub_plugin.kinds.planning.record import TeamSheet, Worksheet
from hub_plugin.model import steps
from hub_plugin.model.findings import Level, Problem, did_you_mean
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule


@rule("team-sheet/no-worksheet", Level.ERROR)
def belongs_to_a_worksheet(record: TeamSheet, hub: Hub) -> Iterator[Problem]:
    """A filled-in worksheet lies in the folder of its worksheet.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/demands/payments.yml
        answered_on: 2026-03-01
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        answered_on: 2026-03-01
    """
    if hub.index.present(record.worksheet) not in hub.index:
        series, _, name = record.worksheet.id.partition("/")
        known = [
            each.removeprefix(f"{series}/") for each in hub.index.ids(["worksheet"]) if each.startswith(f"{series}/")
        ]
        hint = did_you_mean(name, known) or f"write planning/{record.worksheet.id}.md"
        yield Problem((), f"no worksheet of '{series}' is called '{name}'", hint)


@rule("team-sheet/unknown-team", Level.ERROR)
def is_called_like_its_team(record: TeamSheet, hub: Hub) -> Iterator[Problem]:
    """A filled-in worksheet is called like its team.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/demand/paiments.yml
        answered_on: 2026-03-01
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        answered_on: 2026-03-01
    """
    if hub.index.present(record.team) not in hub.index:
        hint = did_you_mean(record.team.id, hub.index.ids(["team"])) or "call the file like the team"
        yield Problem((), f"no team is called '{record.team.id}'", hint)


@rule("team-sheet/unknown-question", Level.WARNING)
def answers_what_is_asked(record: TeamSheet, hub: Hub) -> Iterator[Problem]:
    """A team answers questions that its worksheet has.

    A question that is no longer asked says `retired: <day>`; then the answers to it stay as they are.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        answered_on: 2026-03-01
        answers:
          busiest-hour: On Mondays.
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        answered_on: 2026-03-01
        answers:
          busiest-hours: On Mondays.
    """
    sheet = hub.get(hub.index.present(record.worksheet))
    if isinstance(sheet, Worksheet):
        for name in _unlisted(record.answers, sheet, sheet.questions, hub):
            hint = did_you_mean(name, sheet.questions) or "asked are: " + (", ".join(sheet.questions) or "nothing")
            message, also = f"the worksheet has no question '{name}'", hub.line_of(sheet.address)[0]
            yield Problem(("answers", name), message, hint, on_key=True, also=also)


@rule("team-sheet/unknown-preparation", Level.WARNING)
def prepares_what_is_listed(record: TeamSheet, hub: Hub) -> Iterator[Problem]:
    """A line of a team's table is one of the worksheet's, or says what is done.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        prepare:
          bring-figures: Bring the figures of two years.
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        answered_on: 2026-03-01
        prepare:
          bring-figure: {owner: mara-ionescu, due: 2026-03-01}
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        prepare:
          bring-figures: Bring the figures of two years.
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        answered_on: 2026-03-01
        prepare:
          bring-figures: {owner: mara-ionescu, due: 2026-03-01}
    """
    sheet = hub.get(hub.index.present(record.worksheet))
    if isinstance(sheet, Worksheet):
        untold = [name for name, step in record.prepare.items() if step.text is None]
        for name in _unlisted(untold, sheet, sheet.prepare, hub):
            hint = did_you_mean(name, sheet.prepare) or "write 'text: <what is done>'"
            message, also = f"the worksheet's table has no line '{name}'", hub.line_of(sheet.address)[0]
            yield Problem(("prepare", name), message, hint, on_key=True, also=also)


@rule("team-sheet/no-date", Level.WARNING)
def answers_are_dated(record: TeamSheet, hub: Hub) -> Iterator[Problem]:
    """Answers have a day.

    A plan without a day cannot be told from last year's.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        answers:
          busiest-hours: On Mondays.
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        answered_on: 2026-03-01
        answers:
          busiest-hours: On Mondays.
    """
    if record.answered_on is None:
        for name, answer in record.answers.items():
            if answer.date is None:
                hint = "write 'answered_on: <day>' at the top, or 'date: <day>' in the answer"
                yield Problem(("answers", name), f"nothing says when '{name}' was answered", hint, on_key=True)
                return


@rule("team-sheet/answer-dates", Level.WARNING)
def earlier_answers_are_earlier(record: TeamSheet, hub: Hub) -> Iterator[Problem]:
    """Earlier answers stand with the newest first, and are older than the answer.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        answered_on: 2026-03-01
        answers:
          busiest-hours:
            text: On Mondays.
            earlier:
              - text: On Fridays.
                date: 2026-09-01
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        answered_on: 2026-03-01
        answers:
          busiest-hours:
            text: On Mondays.
            earlier:
              - text: On Fridays.
                date: 2025-09-01
    """
    for name, answer in record.answers.items():
        newer = answer.date or record.answered_on
        for index, before in enumerate(answer.earlier):
            if before.date and newer and before.date > newer:
                message = f"{before.date} is after {newer}"
                yield Problem(("answers", name, "earlier", index), message, "write the newest answer first")
            newer = before.date or newer


@rule("team-sheet/step-without-owner", Level.WARNING)
def open_steps_have_an_owner(record: TeamSheet, hub: Hub) -> Iterator[Problem]:
    """What is to be prepared is assigned to somebody.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        prepare:
          bring-figures: Bring the figures of two years.
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        prepare:
          bring-figures: {due: 2026-03-01}
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        prepare:
          bring-figures: Bring the figures of two years.
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        prepare:
          bring-figures: {owner: mara-ionescu, due: 2026-03-01}
    """
    yield from steps.owned(record.prepare, "prepare")


@rule("team-sheet/step-dates", Level.WARNING)
def steps_are_in_order(record: TeamSheet, hub: Hub) -> Iterator[Problem]:
    """What is prepared is first assigned, then done.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        prepare:
          bring-figures: Bring the figures of two years.
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        prepare:
          bring-figures: {due: 2026-03-01, done_on: 2026-02-28}
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        prepare:
          bring-figures: Bring the figures of two years.
        ---
        Demand is what customers want.
        # planning/desk/demand/payments.yml
        prepare:
          bring-figures: {owner: mara-ionescu, due: 2026-03-01, done_on: 2026-02-28}
    """
    yield from steps.in_order(record.prepare, "prepare")


def _unlisted(names: Iterable[str], sheet: Worksheet, listed: object, hub: Hub) -> list[str]:
    """Return the names that a worksheet neither lists nor has listed under another id."""
    known = listed if isinstance(listed, dict) else {}
    return [name for name in names if hub.index.present(sheet.address.at(name)).part not in known]
