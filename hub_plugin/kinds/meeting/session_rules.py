"""What can be wrong with a session."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hub_plugin.kinds.meeting.record import Meeting, Session
from hub_plugin.model.addresses import Address
from hub_plugin.model.findings import Level, Problem, did_you_mean
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule


@rule("session/no-series", Level.ERROR)
def belongs_to_a_series(record: Session, hub: Hub) -> Iterator[Problem]:
    """A session lies in the folder of its series.

    Bad:
        # meetings/stering/2025-12-23.md
        ---
        published: 2025-12-20
        ---
        Notes.
    Good:
        # meetings/steering/2025-12-23.md
        ---
        published: 2025-12-20
        ---
        Notes.
    """
    if Address("meeting", record.series) not in hub.index:
        hint = did_you_mean(record.series, hub.index.ids(["meeting"])) or f"write meetings/{record.series}.yml"
        yield Problem((), f"no meeting series is called '{record.series}'", hint)


@rule("session/no-date", Level.ERROR)
def is_called_like_its_day(record: Session, hub: Hub) -> Iterator[Problem]:
    """A session's file is called like its day: `2026-11-24.md`, or `2026-11-24-1400.md` where a day has two.

    Bad:
        # meetings/steering/2025-13-23.md
        ---
        published: 2025-12-20
        ---
        Notes.
    Good:
        # meetings/steering/2025-12-23.md
        ---
        published: 2025-12-20
        ---
        Notes.
    """
    if record.date is None:
        yield Problem(
            (), f"'{record.id.rpartition('/')[2]}' is not a day", "call the file like its day, such as 2026-11-24.md"
        )


@rule("session/not-a-day-of-the-series", Level.WARNING)
def lies_on_a_day_of_its_series(record: Session, hub: Hub) -> Iterator[Problem]:
    """A session is on a day that its series has.

    Otherwise the calendar shows two meetings. A session outside the rhythm says `extra: true`, a moved one `moved_from: <day>`.

    Bad:
        # meetings/steering/2025-12-24.md
        ---
        published: 2025-12-20
        ---
        Notes.
    Good:
        # meetings/steering/2025-12-24.md
        ---
        published: 2025-12-20
        extra: true
        ---
        Notes.
    """
    series = hub.get(Address("meeting", record.series))
    if (
        not isinstance(series, Meeting)
        or series.schedule is None
        or series.schedule.ad_hoc
        or record.date is None
        or record.extra
    ):
        return
    day = record.moved_from or record.date
    if not series.schedule.has(day):
        before, after = series.schedule.nearest(day)
        near = " and ".join(f"{each}" for each in (before, after) if each)
        route = ("moved_from",) if record.moved_from else ()
        hint = f"the days next to it are {near}; or write 'extra: true' or 'moved_from: <day>'"
        yield Problem(route, f"{day} is not a day of '{series.title}'", hint)


@rule("session/action-without-owner", Level.WARNING)
def actions_have_an_owner(record: Session, hub: Hub) -> Iterator[Problem]:
    """An action has one owner.

    What nobody owns nobody does.

    Bad:
        # meetings/steering/2025-12-23.md
        ---
        actions:
          tell-all:
            text: Tell all.
            due: 2026-01-15
        ---
        Notes.
    Good:
        # meetings/steering/2025-12-23.md
        ---
        actions:
          tell-all:
            text: Tell all.
            owner: mara-ionescu
            due: 2026-01-15
        ---
        Notes.
    """
    for name, action in record.actions.items():
        if action.owner is None and action.state == "open":
            yield Problem(
                ("actions", name), f"nobody owns the action '{name}'", "write 'owner: <a person or team>'", on_key=True
            )


@rule("session/action-without-date", Level.WARNING)
def actions_have_a_date(record: Session, hub: Hub) -> Iterator[Problem]:
    """An action has a date.

    Bad:
        # meetings/steering/2025-12-23.md
        ---
        actions:
          tell-all:
            text: Tell all.
            owner: mara-ionescu
        ---
        Notes.
    Good:
        # meetings/steering/2025-12-23.md
        ---
        actions:
          tell-all:
            text: Tell all.
            owner: mara-ionescu
            due: 2026-01-15
        ---
        Notes.
    """
    for name, action in record.actions.items():
        if action.due is None and action.state == "open":
            yield Problem(("actions", name), f"the action '{name}' has no date", "write 'due: <day>'", on_key=True)


@rule("session/action-of-a-stranger", Level.ADVICE)
def actions_belong_to_participants(record: Session, hub: Hub) -> Iterator[Problem]:
    """An action belongs to somebody who takes part.

    Who was not there has not agreed to do it.

    Bad:
        # meetings/steering/2025-12-23.md
        ---
        actions:
          tell-all:
            text: Tell all.
            owner: li-wei
            due: 2026-01-15
        attended: [mara-ionescu]
        ---
        Notes.
        # people/li-wei.yml
        name: Li Wei
        team: payments
    Good:
        # meetings/steering/2025-12-23.md
        ---
        actions:
          tell-all:
            text: Tell all.
            owner: li-wei
            due: 2026-01-15
        attended: [mara-ionescu, li-wei]
        ---
        Notes.
        # people/li-wei.yml
        name: Li Wei
        team: payments
    """
    owners = {name: action.owner.to for name, action in record.actions.items() if action.owner and action.owner.to}
    taking_part = _taking_part(record, hub) if owners else set()
    for name, owner in owners.items() if taking_part else ():
        if owner not in taking_part and not _belongs_to_one(owner, taking_part, hub):
            yield Problem(
                ("actions", name, "owner"),
                f"'{owner.id}' does not take part in this meeting",
                "give it to somebody who was there",
            )


def _taking_part(record: Session, hub: Hub) -> set[Address]:
    """Return the people, teams and roles of a session: invited, present, excused, and the members of invited teams."""
    series = Address("meeting", record.series)
    links = [*record.attended, *record.apologies]
    found = {link.to for link in links if link.to}
    invited = {edge.to for edge in hub.out(series, "invites", "owned by", "chaired by")}
    found |= invited
    for address in invited:
        found |= {edge.to for edge in hub.out(address, "has the member", "led by", "held by", "deputised by")}
    return found


def _belongs_to_one(owner: Address, taking_part: set[Address], hub: Hub) -> bool:
    """Tell whether somebody who takes part holds, leads or is a member of what owns an action."""
    return any(edge.to in taking_part for edge in hub.out(owner, "held by", "led by", "has the member"))


@rule("session/superseded-twice", Level.WARNING)
def superseded_once(record: Session, hub: Hub) -> Iterator[Problem]:
    """A decision is superseded once.

    If two later decisions replace the same one, the second was most likely meant to replace the first of them.

    Bad:
        # meetings/steering/2025-12-23.md
        ---
        decisions:
          other-way:
            text: Another way.
            supersedes: steering/2025-12-09#adopt-prepared-meetings
        ---
        Notes.
        # meetings/steering/2026-01-06.md
        ---
        decisions:
          third-way:
            text: A third way.
            supersedes: steering/2025-12-09#adopt-prepared-meetings
        ---
        Notes.
    Good:
        # meetings/steering/2025-12-23.md
        ---
        decisions:
          other-way:
            text: Another way.
            supersedes: steering/2025-12-09#adopt-prepared-meetings
        ---
        Notes.
        # meetings/steering/2026-01-06.md
        ---
        decisions:
          third-way:
            text: A third way.
            supersedes: steering/2025-12-23#other-way
        ---
        Notes.
    """
    for name, decision in record.decisions.items():
        for index, link in enumerate(decision.supersedes):
            if link.to is None:
                continue
            others = sorted(edge.about for edge in hub.into(link.to, "supersedes"))
            here = record.address.at(name)
            if here in others and others.index(here) > 0:
                message = f"'{link.to}' is already superseded by '{others[0]}'"
                path = hub.line_of(others[0])[0]
                yield Problem(
                    ("decisions", name, "supersedes", index), message, f"supersede '{others[0]}' instead", also=path
                )


@rule("session/checks-out-of-order", Level.WARNING)
def checks_follow_each_other(record: Session, hub: Hub) -> Iterator[Problem]:
    """The checks of a decision follow each other: before, during, after.

    Bad:
        # meetings/steering/2025-12-23.md
        ---
        decisions:
          other-way:
            text: Another way.
            follow_up: {before: 2026-01-15, during: 2026-01-10}
        ---
        Notes.
    Good:
        # meetings/steering/2025-12-23.md
        ---
        decisions:
          other-way:
            text: Another way.
            follow_up: {before: 2026-01-10, during: 2026-01-15}
        ---
        Notes.
    """
    for name, decision in record.decisions.items():
        found = list(decision.follow_up.checks()) if decision.follow_up else []
        for (earlier, first), (later, second) in itertools.pairwise(found):
            if second.date < first.date:
                message = f"the check '{later}' is on {second.date}, before the check '{earlier}' on {first.date}"
                yield Problem(("decisions", name, "follow_up", later), message, "look at the dates")


@rule("session/check-without-result", Level.WARNING)
def a_check_says_what_was_found(record: Session, hub: Hub) -> Iterator[Problem]:
    """A check that took place says what was found.

    Without it nobody can tell whether the decision works.

    Bad:
        # meetings/steering/2025-12-23.md
        ---
        decisions:
          other-way:
            text: Another way.
            follow_up:
              before: {date: 2026-01-10, done_on: 2026-01-09}
        ---
        Notes.
    Good:
        # meetings/steering/2025-12-23.md
        ---
        decisions:
          other-way:
            text: Another way.
            follow_up:
              before:
                date: 2026-01-10
                done_on: 2026-01-09
                result: Both teams are ready.
        ---
        Notes.
    """
    for name, decision in record.decisions.items():
        for moment, check in decision.follow_up.checks() if decision.follow_up else ():
            if check.done and check.result is None:
                message = "the check took place, and nothing says what was found"
                yield Problem(("decisions", name, "follow_up", moment), message, "write 'result: …'")
