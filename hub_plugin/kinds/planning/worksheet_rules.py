"""What can be wrong with a worksheet."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.planning.record import Planning, Worksheet
from hub_plugin.model import steps
from hub_plugin.model.findings import Level, Problem, did_you_mean
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule


@rule("worksheet/no-series", Level.ERROR)
def belongs_to_a_series(record: Worksheet, hub: Hub) -> Iterator[Problem]:
    """A worksheet lies in the folder of its series.

    Bad:
        # planning/desc/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/purpose.md
        ---
        title: Purpose
        questions:
          why: What are we for?
        ---
        Begin with the end.
    Good:
        # planning/desk/demand.md
        ---
        title: Demand
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk.yml
        title: Planning the desk
        owner: service
    """
    if record.series not in hub.index:
        name = record.series.id
        hint = did_you_mean(name, hub.index.ids(["planning"])) or f"write planning/{name}.yml"
        yield Problem((), f"no planning series is called '{name}'", hint)


@rule("worksheet/same-order", Level.WARNING)
def has_a_place_of_its_own(record: Worksheet, hub: Hub) -> Iterator[Problem]:
    """Two worksheets of a series have different places.

    Otherwise nobody knows which of them comes first.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        order: 1
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/purpose.md
        ---
        title: Purpose
        order: 1
        questions:
          why: What are we for?
        ---
        Begin with the end.
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        order: 2
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/purpose.md
        ---
        title: Purpose
        order: 1
        questions:
          why: What are we for?
        ---
        Begin with the end.
    """
    if record.order is None:
        return
    same = [each for each in _beside(record, hub) if each.order == record.order]
    if same and same[0].address < record.address:
        hint = "give one of them another number"
        message = f"'{same[0].title}' has the place {record.order} too"
        yield Problem(("order",), message, hint, also=hub.line_of(same[0].address)[0])


@rule("worksheet/unknown-order", Level.WARNING)
def has_a_place_if_others_have(record: Worksheet, hub: Hub) -> Iterator[Problem]:
    """If worksheets of a series are numbered from 1, all of them are.

    One without a number comes last, which is seldom meant.

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
        # planning/desk/purpose.md
        ---
        title: Purpose
        order: 1
        questions:
          why: What are we for?
        ---
        Begin with the end.
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        order: 2
        questions:
          busiest-hours: When do most customers turn to us?
        ---
        Demand is what customers want.
        # planning/desk/purpose.md
        ---
        title: Purpose
        order: 1
        questions:
          why: What are we for?
        ---
        Begin with the end.
    """
    if record.order is None:
        if numbered := [each for each in _beside(record, hub) if each.order is not None]:
            message, hint = "nothing says where in its series it stands", "write 'order: <number>'"
            yield Problem(("title",), message, hint, also=hub.line_of(numbered[0].address)[0])
    elif record.order < 1:
        yield Problem(("order",), f"{record.order} is no place in a series", "the first one is 1")


@rule("worksheet/nothing-to-do", Level.WARNING)
def asks_or_prepares(record: Worksheet, hub: Hub) -> Iterator[Problem]:
    """A worksheet has a question to discuss or something to prepare.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        ---
        Demand is what customers want.
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
    """
    if not record.questions and not record.prepare:
        yield Problem(("title",), f"'{record.title}' asks nothing", "write 'questions', 'prepare' or both")


@rule("worksheet/step-dates", Level.WARNING)
def steps_are_in_order(record: Worksheet, hub: Hub) -> Iterator[Problem]:
    """What is prepared is first taken on, then done.

    Bad:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        prepare:
          book-room:
            text: Book a room.
            owner: service
            since: 2026-03-01
            done_on: 2025-03-04
        ---
        Demand is what customers want.
    Good:
        # planning/desk.yml
        title: Planning the desk
        owner: service
        # planning/desk/demand.md
        ---
        title: Demand
        prepare:
          book-room:
            text: Book a room.
            owner: service
            since: 2026-03-01
            done_on: 2026-03-04
        ---
        Demand is what customers want.
    """
    yield from steps.in_order(record.prepare, "prepare")


def _beside(record: Worksheet, hub: Hub) -> list[Worksheet]:
    """Return the other worksheets of the series, by id."""
    series = hub.get(record.series)
    if not isinstance(series, Planning):
        return []
    return [each for each in hub.children(series.address) if isinstance(each, Worksheet) and each is not record]
