"""What can be wrong with a team's answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hub_plugin.kinds.adoption.record import Adoption, Given
from hub_plugin.model.addresses import Address
from hub_plugin.model.fields import Status
from hub_plugin.model.findings import Level, Problem, Route, did_you_mean
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule
from hub_plugin.model.times import Version


@rule("adoption/unknown-team", Level.ERROR)
def belongs_to_a_team(record: Adoption, hub: Hub) -> Iterator[Problem]:
    """A file of answers is called like a team.

    `adoption/payments.yml` holds the answers of `team/payments`; `adoption/payments/checkout.yml` those of one product of it.

    Bad:
        # adoption/paymets.yml
        answered_on: 2026-10-01
        prepared-meetings: {agenda-shared: partly}
    Good:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings: {agenda-shared: partly}
    """
    if hub.index.present(Address("team", record.team)) not in hub.index:
        hint = did_you_mean(record.team, hub.index.ids(["team"])) or "call the file like the team"
        yield Problem((), f"no team is called '{record.team}'", hint)


@rule("adoption/unknown-item", Level.ERROR)
def answers_what_is_asked(record: Adoption, hub: Hub) -> Iterator[Problem]:
    """An answer is to a requirement that the standard has, or had.

    A requirement that ended is marked `retired`, one that got a new name says so with `was`; answers to both go on working.

    Bad:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings: {agenda-shred: partly}
    Good:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings: {agenda-shared: partly}
    """
    for name, block in record.answers.items():
        for part in block.parts:
            if block.of.to and hub.index.present(block.of.to.at(part)) not in hub.index:
                known = hub.index.parts.get(block.of.to, {})
                hint = (
                    did_you_mean(part, known)
                    or "take it out; whoever ends a requirement writes 'retired' or 'was' in the standard"
                )
                yield Problem(
                    ("answers", name, part), f"'{block.of.to.id}' has no requirement '{part}'", hint, on_key=True
                )


@rule("adoption/answered-twice", Level.ERROR)
def answers_once(record: Adoption, hub: Hub) -> Iterator[Problem]:
    """A file answers each requirement once.

    Two blocks for two versions, or an old and a new id, can hold two answers to the same question; nobody could say which holds.

    Bad:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings@1.0: {agenda-shared: partly}
        prepared-meetings: {agenda-shared: not-met}
    Good:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings: {agenda-shared: partly}
    """
    seen: dict[Address, Route] = {}
    for route, item, _ in _given(record):
        address = hub.index.present(item)
        if address in seen:
            line = hub.line_of(record.address, seen[address])[1]
            yield Problem(
                route,
                f"'{address}' is answered a second time",
                f"it is already on line {line}: keep one of them",
                on_key=True,
            )
        seen.setdefault(address, route)


@rule("adoption/does-not-apply", Level.ADVICE)
def answers_what_applies(record: Adoption, hub: Hub) -> Iterator[Problem]:
    """An answer is to something that applies to the team.

    It does no harm and is not counted. Perhaps the standard was meant for others, or the team lacks a discipline. What is
    retired applied once, so answers to it may stay.

    Bad:
        # adoption/payments.yml
        answered_on: 2026-10-01
        tool/desk: met
        # tools/desk.yml
        title: Desk
        owner: service
        status: active
        url: https://desk.example.org
        expected: required
        audience: {teams: [service]}
    Good:
        # adoption/payments.yml
        answered_on: 2026-10-01
        tool/desk: met
        # tools/desk.yml
        title: Desk
        owner: service
        status: active
        url: https://desk.example.org
        expected: required
        audience: {teams: [payments]}
    """
    team = hub.index.present(Address("team", record.team))
    for name, block in record.answers.items() if hub.get(team) is not None and not hub.unread("team") else ():
        resource = hub.get(block.of)
        if resource is None or getattr(resource, "status", None) is Status.RETIRED or block.of.to is None:
            continue
        if not hub.duties.asks(block.of.to, team) and not hub.duties.unclear(block.of.to):
            yield Problem(
                ("answers", name),
                f"'{block.of.to.id}' does not apply to {record.team}",
                "the answer is not counted",
                on_key=True,
            )


def _given(record: Adoption) -> Iterator[tuple[Route, Address, Given]]:
    for name, block in record.answers.items():
        if block.of.to is None:
            continue
        if block.whole is not None:
            yield ("answers", name), block.of.to, block.whole
        for part, given in block.parts.items():
            yield ("answers", name, part), block.of.to.at(part), given


@rule("adoption/met-without-evidence", Level.WARNING)
def met_shows_evidence(record: Adoption, hub: Hub) -> Iterator[Problem]:
    """ "Met" gives the evidence that the requirement asks for.

    Bad:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings: {agenda-shared: met}
    Good:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings:
          agenda-shared:
            state: met
            evidence: https://wiki.example.org/agendas
    """
    for route, item, given in _given(record):
        if given.state != "met" or given.evidence or given.provided_by is not None:
            continue
        if wanted := _evidence_wanted(hub, hub.index.present(item)):
            yield Problem(route, "'met' without evidence", f"asked for: {wanted}")


def _evidence_wanted(hub: Hub, item: Address) -> str:
    record: Any = hub.get(item)
    if record is None or not item.part:
        return ""
    for _, _, each in record.walk_requirements() if hasattr(record, "walk_requirements") else ():
        if each.id == item.part:
            return str(each.evidence or "")
    return ""


_OF_AN_EXEMPTION = {"until": "its last day", "approved_by": "who approved it"}


@rule("adoption/exemption-open", Level.WARNING)
def exemption_has_approver_and_end(record: Adoption, hub: Hub) -> Iterator[Problem]:
    """An exemption has somebody who approved it, and an end.

    What never ends is not an exemption but "not applicable".

    Bad:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings:
          agenda-shared:
            exempt: One-person team until March.
    Good:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings:
          agenda-shared:
            exempt: One-person team until March.
            until: 2027-03-31
            approved_by: mara-ionescu
    """
    for route, _, given in _given(record):
        lacks = {name: what for name, what in _OF_AN_EXEMPTION.items() if getattr(given, name) is None}
        if given.state == "exempt" and lacks:
            yield Problem(
                route,
                f"an exemption without {' and '.join(f'{name!r}' for name in lacks)}",
                f"write {' and '.join(lacks.values())}",
            )


@rule("adoption/not-exempt", Level.WARNING)
def only_an_exemption_ends(record: Adoption, hub: Hub) -> Iterator[Problem]:
    """Only an exemption has a last day, and somebody who approved it.

    Beside another state they say nothing, and nobody is told when that day comes. When something will be met is said by `by`.

    Bad:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings:
          agenda-shared: {state: partly, until: 2027-03-31}
    Good:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings:
          agenda-shared: {state: partly, by: 2027-03-31}
    """
    for route, _, given in _given(record):
        for name in _OF_AN_EXEMPTION:
            if given.state != "exempt" and getattr(given, name) is not None:
                hint = "that belongs to an exemption: write 'exempt: <why>', or leave it out"
                yield Problem((*route, name), f"'{given.state}' has no '{name}'", hint)


@rule("adoption/no-reason", Level.WARNING)
def not_applicable_has_a_reason(record: Adoption, hub: Hub) -> Iterator[Problem]:
    """ "Not applicable" and "exempt" say why.

    Bad:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings: not-applicable
    Good:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings:
          not-applicable: The team holds no meetings.
    """
    for route, _, given in _given(record):
        if given.state in ("not-applicable", "exempt") and given.why is None:
            yield Problem(route, f"'{given.state}' without a reason", f"write '{given.state}: <why>'")


@rule("adoption/unknown-version", Level.WARNING)
def answers_a_version_that_was(record: Adoption, hub: Hub) -> Iterator[Problem]:
    """The version that was answered stands in the standard's history.

    Bad:
        # adoption/payments.yml
        prepared-meetings@7.0: {agenda-shared: partly}
    Good:
        # adoption/payments.yml
        prepared-meetings@1.0: {agenda-shared: partly}
    """
    for name, block in record.answers.items():
        if hub.get(block.of) is None:
            continue  # a broken record has its own finding
        changes = getattr(hub.get(block.of), "changes", ())
        known = {change.version for change in changes}
        named: list[tuple[Route, Version | None]] = [(("answers", name), block.version)]
        named += [(("answers", name, part), given.version) for part, given in block.parts.items()]
        for route, version in named:
            if version is not None and version not in known:
                hint = "known: " + (", ".join(str(each) for each in sorted(known)) or "none")
                yield Problem(
                    route,
                    f"version {version} is not in the history of '{block.of.to.id if block.of.to else name}'",
                    hint,
                    on_key=True,
                )


@rule("adoption/undated", Level.ADVICE)
def answers_have_a_date(record: Adoption, hub: Hub) -> Iterator[Problem]:
    """Answers have a date or a version.

    Without one, nobody knows which version they are about, and they are taken to be about the first.

    Bad:
        # adoption/payments.yml
        prepared-meetings: {agenda-shared: partly}
    Good:
        # adoption/payments.yml
        answered_on: 2026-10-01
        prepared-meetings: {agenda-shared: partly}
    """
    if record.answered_on is None:
        bare = [given for _, _, given in _given(record) if given.since is None and given.version is None]
        for name, block in record.answers.items():
            if block.version is None and bare:
                yield Problem(
                    ("answers", name),
                    "these answers have neither a date nor a version",
                    "write 'answered_on' at the top",
                    on_key=True,
                )
