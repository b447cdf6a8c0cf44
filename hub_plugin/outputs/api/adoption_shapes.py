"""The shapes of ``api/v1/adoption.json``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from hub_plugin.outputs.api.shapes import Day, Level, Made, Percent, Ref, State, Url, says


@dataclass(frozen=True, slots=True)
class Counts:
    """Coverage and score, and what they are made from."""

    applies: Annotated[int, says("How many obligations there are.")]
    answered: Annotated[int, says("How many are answered and need no confirmation.")]
    met: Annotated[int, says("How many count as met.")]
    scored: Annotated[
        int, says("What the score is a share of: those that apply, without not applicable and validly exempt.")
    ]
    coverage: Percent
    score: Percent
    states: Annotated[dict[State, int], says("How many show each state.")]
    counted: Annotated[
        dict[State, int], says("How many score as each state: an exemption that has ended scores as not met.")
    ]


@dataclass(frozen=True, slots=True)
class Levels:
    """Counts by level; the headline is over must."""

    must: Annotated[Counts, says("What must be met; the headline.")]
    should: Annotated[Counts, says("What should be met.")]
    may: Annotated[Counts, says("What is up to the team.")]


@dataclass(frozen=True, slots=True)
class TeamProgress:
    """How far a team is, or one product of it that answers for itself."""

    team: Ref
    product: Annotated[str, says("The product; empty: the team itself.")]
    title: Annotated[str, says("What people call it.")]
    silent: Annotated[bool, says("Nothing that it is asked is answered.")]
    counts: Annotated[Levels, says("What it is asked, by level.")]
    url: Url


@dataclass(frozen=True, slots=True)
class ResourceProgress:
    """How far all are with a standard, a template or a tool."""

    resource: Ref
    title: Annotated[str, says("What people call it.")]
    counts: Annotated[Levels, says("What it asks, by level.")]
    url: Url


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """How far all are with a requirement, or with a template or tool that is expected."""

    item: Ref
    resource: Ref
    title: Annotated[str, says("What is asked.")]
    code: Annotated[str, says("The number that people cite; may be empty.")]
    level: Annotated[Level, says("How strongly it is asked (RFC 2119).")]
    tier: Annotated[str, says("The tier; may be empty.")]
    counts: Annotated[Counts, says("All who are asked.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Changed:
    """What one version changed in an item."""

    version: Annotated[str, says("The version.")]
    what: Annotated[str, says("What changed.")]


@dataclass(frozen=True, slots=True)
class Obligation:
    """One item that applies to one team or product, and what was answered."""

    item: Ref
    resource: Ref
    team: Ref
    product: Annotated[str, says("The product; empty: the team itself.")]
    title: Annotated[str, says("What is asked.")]
    level: Annotated[Level, says("How strongly it is asked (RFC 2119).")]
    tier: Annotated[str, says("The tier; may be empty.")]
    state: Annotated[State, says("What shows; `confirm`: the item has changed since it was answered.")]
    counts_as: Annotated[State, says("What it scores as.")]
    due: Annotated[Day | None, says("The day by which it is to be met, confirmed or renewed.")]
    since: Annotated[Day | None, says("The day since which the answer holds, else the day on which it was given.")]
    version: Annotated[str | None, says("The version that was answered, where the answer names one.")]
    reason: Annotated[str, says("Why, in the team's words; may be empty.")]
    evidence: Annotated[tuple[str, ...], says("Addresses, or links to records.")]
    plan: Annotated[str | None, says("What will close it.")]
    by: Annotated[Day | None, says("The day by which the team means to meet it.")]
    until: Annotated[Day | None, says("The last day of an exemption.")]
    approved_by: Annotated[str | None, says("Who approved the exemption.")]
    provided_by: Annotated[str | None, says("Who does it for the team.")]
    unclear: Annotated[str, says("What the team finds unclear about it, in its words; may be empty.")]
    via: Annotated[str | None, says("The item whose answer counts here too.")]
    changed: Annotated[tuple[Changed, ...], says("What has changed since the answer, oldest first.")]
    campaigns: Annotated[tuple[str, ...], says("Open campaigns that ask for it.")]
    url: Url


@dataclass(frozen=True, slots=True)
class Adoption:
    """The state of adoption."""

    generated_for: Made
    teams_asked: Annotated[int, says("How many teams are asked something that must be met.")]
    teams_answered: Annotated[int, says("How many of them have answered anything.")]
    counts: Annotated[Levels, says("Everything, by level.")]
    teams: Annotated[tuple[TeamProgress, ...], says("By name, never by score.")]
    resources: Annotated[tuple[ResourceProgress, ...], says("Standards first, then by title.")]
    items: Annotated[tuple[ItemProgress, ...], says("By resource, in the order of its author.")]
    obligations: Annotated[tuple[Obligation, ...], says("By resource, item, team.")]
