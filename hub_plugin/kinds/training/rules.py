"""What can be wrong with a training."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.training.record import Training
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import audience_known, owner_named


@rule("training/no-owner", Level.WARNING)
def somebody_owns_it(record: Training, hub: Hub) -> Iterator[Problem]:
    """A training has an owner.

    Bad:
        # trainings/agendas.yml
        title: Preparing a meeting
        teaches: prepared-meetings
    Good:
        # trainings/agendas.yml
        title: Preparing a meeting
        owner: service
        teaches: prepared-meetings
    """
    yield from owner_named(record)


@rule("training/teaches-nothing", Level.WARNING)
def teaches_something(record: Training, hub: Hub) -> Iterator[Problem]:
    """A training says which role, standard, template or tool it is for.

    Then it shows on the page of each of them, where people look for it.

    Bad:
        # trainings/agendas.yml
        title: Preparing a meeting
        owner: service
    Good:
        # trainings/agendas.yml
        title: Preparing a meeting
        owner: service
        teaches: prepared-meetings
    """
    if not record.teaches and not record.for_:
        hint = "write 'teaches: <a standard or tool>' or 'for: <a role>'"
        yield Problem(("title",), f"nothing says what '{record.title}' is for", hint)


@rule("training/never-happens", Level.WARNING)
def each_date_happens(record: Training, hub: Hub) -> Iterator[Problem]:
    """A date of a training has a day.

    Bad:
        # trainings/agendas.yml
        title: Preparing a meeting
        owner: service
        teaches: prepared-meetings
        dates:
          spring:
            when: {every: week, day: monday, from: 2026-02-02, until: 2026-02-08, except: [2026-02-02]}
    Good:
        # trainings/agendas.yml
        title: Preparing a meeting
        owner: service
        teaches: prepared-meetings
        dates:
          spring:
            when: {date: 2026-02-02}
    """
    for name, each in record.dates.items():
        if each.when.ad_hoc or not each.when.happens():
            yield Problem(("dates", name, "when"), f"'{name}' never happens", "look at its days")


@rule("training/count", Level.WARNING)
def counts_fit(record: Training, hub: Hub) -> Iterator[Problem]:
    """As many took part as are named, or more, and no more than there are seats; nobody took part in what was cancelled.

    `took_part` counts all of them, `named` holds those who agree to be named.

    Bad:
        # trainings/agendas.yml
        title: Preparing a meeting
        owner: service
        teaches: prepared-meetings
        dates:
          spring:
            when: {date: 2026-02-02}
            took_part: 1
            named: [ana-pop, mara-ionescu]
    Good:
        # trainings/agendas.yml
        title: Preparing a meeting
        owner: service
        teaches: prepared-meetings
        dates:
          spring:
            when: {date: 2026-02-02}
            took_part: 9
            named: [ana-pop, mara-ionescu]
    """
    for name, each in record.dates.items():
        number = each.took_part
        if number is not None and number < len(each.named):
            message = f"{number} took part, and {len(each.named)} are named"
            yield Problem(("dates", name, "took_part"), message, "count those who are named too")
        if number is not None and each.seats is not None and number > max(each.seats, 0):
            message = f"{number} took part, and there are {each.seats} seats"
            yield Problem(
                ("dates", name, "took_part"), message, "correct one of them; who was let in besides had a seat"
            )
        if number is not None and number < 0:
            yield Problem(("dates", name, "took_part"), f"{number} people cannot take part", "write 0 or more")
        if each.status == "cancelled" and (number or each.named):
            message = f"'{name}' is cancelled, and people took part"
            yield Problem(("dates", name, "status"), message, "take one of them out")


@rule("training/unknown-audience", Level.WARNING)
def audience_names_known_words(record: Training, hub: Hub) -> Iterator[Problem]:
    """An audience names disciplines, types and tags that some team has.

    Bad:
        # trainings/agendas.yml
        title: Preparing a meeting
        owner: service
        teaches: prepared-meetings
        audience: {disciplines: [operation]}
    Good:
        # trainings/agendas.yml
        title: Preparing a meeting
        owner: service
        teaches: prepared-meetings
        audience: {disciplines: [operations]}
    """
    yield from audience_known(record.audience, hub, ("audience",))
