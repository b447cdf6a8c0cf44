"""What can be wrong with a standard."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hub_plugin.kinds.standard.record import Standard
from hub_plugin.model.facts import LEVELS
from hub_plugin.model.fields import Status
from hub_plugin.model.findings import Level, Problem, did_you_mean
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import audience_known, owner_named, replaced_by_usable


@rule("standard/no-requirements", Level.WARNING)
def asks_something(record: Standard, hub: Hub) -> Iterator[Problem]:
    """A standard asks something.

    What has no requirements cannot be adopted, and no team can answer it.

    Bad:
        # standards/brief.yml
        title: Brief
        owner: service
        status: active
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: active
        requirements:
          short:
            must: It is short.
    """
    if record.status is not Status.DRAFT and not any(each.level for _, _, each in record.walk_requirements()):
        yield Problem(("title",), f"'{record.title}' asks nothing", "write 'requirements', or make it a draft")


@rule("standard/two-levels", Level.ERROR)
def one_level_each(record: Standard, hub: Hub) -> Iterator[Problem]:
    """A requirement has one of must, should and may.

    Two sentences with two levels are two requirements, and are answered apart.

    Bad:
        # standards/brief.yml
        title: Brief
        owner: service
        status: active
        requirements:
          short:
            must: It is short.
            should: It fits on one page.
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: active
        requirements:
          short:
            must: It is short.
          one-page:
            should: It fits on one page.
    """
    for route, _, each in record.walk_requirements():
        levels = [level for level in LEVELS if getattr(each, level) is not None]
        if len(levels) > 1:
            yield Problem(
                (*route, levels[1]), f"'{each.id}' has {' and '.join(levels)}", "make two requirements", on_key=True
            )


@rule("standard/says-nothing", Level.ERROR)
def each_asks_or_heads(record: Standard, hub: Hub) -> Iterator[Problem]:
    """A requirement asks something, or is a heading over others.

    Bad:
        # standards/brief.yml
        title: Brief
        owner: service
        status: active
        requirements:
          short:
            must: It is short.
          clear:
            why: Readers have little time.
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: active
        requirements:
          short:
            must: It is short.
          clear:
            should: It is clear.
    """
    for route, _, each in record.walk_requirements():
        if not each.level and not each.requirements:
            yield Problem(route, f"'{each.id}' asks nothing", "write 'must', 'should' or 'may'", on_key=True)


@rule("standard/no-owner", Level.WARNING)
def somebody_owns_it(record: Standard, hub: Hub) -> Iterator[Problem]:
    """A standard has an owner.

    Somebody answers questions about it, reads it through, and decides on changes.

    Bad:
        # standards/brief.yml
        title: Brief
        status: draft
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
    """
    yield from owner_named(record)


@rule("standard/replaced-by-unusable", Level.WARNING)
def replacement_is_usable(record: Standard, hub: Hub) -> Iterator[Problem]:
    """What replaces a standard is itself in force.

    Bad:
        # standards/brief.yml
        title: Brief
        owner: service
        status: retired
        replaced_by: letter
        requirements: {short: {must: It is short.}}
        # standards/letter.yml
        title: Letter
        owner: service
        status: retired
        requirements: {long: {must: It is long.}}
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: retired
        replaced_by: letter
        requirements: {short: {must: It is short.}}
        # standards/letter.yml
        title: Letter
        owner: service
        status: active
        requirements: {long: {must: It is long.}}
    """
    yield from replaced_by_usable(record, hub)


@rule("standard/unknown-audience", Level.WARNING)
def audience_names_known_words(record: Standard, hub: Hub) -> Iterator[Problem]:
    """`applies_to` names disciplines, types and tags that some team has.

    A misspelt word would leave everybody out without a word.

    Bad:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        applies_to: {disciplines: [operation]}
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        applies_to: {disciplines: [operations]}
    """
    yield from audience_known(record.applies_to, hub, ("applies_to",))
    for route, _, each in record.walk_requirements():
        yield from audience_known(each.applies_to, hub, (*map(str, route), "applies_to"))


@rule("standard/unknown-tier", Level.ERROR)
def tiers_are_declared(record: Standard, hub: Hub) -> Iterator[Problem]:
    """A requirement's tier is one of the standard's tiers.

    Bad:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        tiers: [bronze, silver]
        requirements:
          short:
            must: It is short.
            tier: sliver
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        tiers: [bronze, silver]
        requirements:
          short:
            must: It is short.
            tier: silver
    """
    for route, _, each in record.walk_requirements():
        if each.tier and each.tier not in record.tiers:
            hint = did_you_mean(each.tier, record.tiers) or "list it under 'tiers' of the standard"
            yield Problem((*route, "tier"), f"the standard has no tier '{each.tier}'", hint)


@rule("standard/unknown-version", Level.ERROR)
def versions_are_in_the_history(record: Standard, hub: Hub) -> Iterator[Problem]:
    """A version that a requirement names stands in the standard's history.

    The history gives its date; without a date nobody knows which answers are older.

    Bad:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        requirements:
          short:
            must: It is short.
            changed_in: {3.0: One page instead of two.}
        changes:
          - {version: 2.0, date: 2026-01-15, what: First version}
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        requirements:
          short:
            must: It is short.
            changed_in: {3.0: One page instead of two.}
        changes:
          - {version: 3.0, date: 2026-06-15, what: Shorter}
          - {version: 2.0, date: 2026-01-15, what: First version}
    """
    known = {change.version for change in record.changes}
    for route, _, each in record.walk_requirements():
        named = [
            (("new_in",), each.new_in),
            (("retired",), each.retired),
            *((("changed_in", str(v)), v) for v in each.changed_in),
        ]
        for where, version in named:
            if version is not None and version not in known:
                hint = f"add '{{version: {version}, date: …, what: …}}' to 'changes'"
                yield Problem((*route, *where), f"version {version} is not in the history", hint)


@rule("standard/version-order", Level.ERROR)
def later_versions_come_later(record: Standard, hub: Hub) -> Iterator[Problem]:
    """A higher version has a later date, and each version stands once.

    Bad:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        changes:
          - {version: 2.10, date: 2026-01-15, what: More}
          - {version: 2.9, date: 2026-03-15, what: Less}
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        changes:
          - {version: 2.10, date: 2026-03-15, what: More}
          - {version: 2.9, date: 2026-01-15, what: Less}
    """
    ordered = sorted(enumerate(record.changes), key=lambda each: each[1].version)
    for (_, before), (index, after) in itertools.pairwise(ordered):
        if before.version == after.version:
            yield Problem(
                ("changes", index, "version"),
                f"version {after.version} stands twice",
                "give one of them another number",
            )
        elif after.date < before.date:
            message = f"version {after.version} is dated before version {before.version}"
            yield Problem(("changes", index, "date"), message, "look at both dates")
