"""What can be wrong with a learning."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.learning.record import Learning
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule


@rule("learning/about-nothing", Level.WARNING)
def is_about_a_resource(record: Learning, hub: Hub) -> Iterator[Problem]:
    """A learning says which resource it is about.

    Then its owner hears of it, and it shows on the resource's page.

    Bad:
        # learnings/short-agendas.yml
        title: Short agendas are read
        date: 2026-05-04
        by: payments
        what: Those of one page were read.
    Good:
        # learnings/short-agendas.yml
        title: Short agendas are read
        date: 2026-05-04
        by: payments
        about: prepared-meetings#agenda-shared
        what: Those of one page were read.
    """
    if not record.about_:
        hint = "write 'about: <a standard, template or tool>'"
        yield Problem(("title",), "nothing says what it was learned about", hint)


@rule("learning/told-by-nobody", Level.WARNING)
def somebody_says_so(record: Learning, hub: Hub) -> Iterator[Problem]:
    """A learning says who tells it.

    Bad:
        # learnings/short-agendas.yml
        title: Short agendas are read
        date: 2026-05-04
        about: prepared-meetings
        what: Those of one page were read.
    Good:
        # learnings/short-agendas.yml
        title: Short agendas are read
        date: 2026-05-04
        by: payments
        about: prepared-meetings
        what: Those of one page were read.
    """
    if not record.by:
        yield Problem(("title",), "nothing says who learned it", "write 'by: <a team or person>'")


@rule("learning/says-nothing", Level.WARNING)
def says_what_and_why(record: Learning, hub: Hub) -> Iterator[Problem]:
    """A learning says what was learned, or what is proposed.

    Bad:
        # learnings/short-agendas.yml
        title: Short agendas are read
        date: 2026-05-04
        by: payments
        about: prepared-meetings
    Good:
        # learnings/short-agendas.yml
        title: Short agendas are read
        date: 2026-05-04
        by: payments
        about: prepared-meetings
        what: Those of one page were read by nearly everybody, those of three by two of nine.
    """
    if record.what is None and record.proposal is None:
        yield Problem(("title",), "it has a title and nothing more", "write 'what', 'proposal' or both")


@rule("learning/dates", Level.WARNING)
def the_outcome_comes_after(record: Learning, hub: Hub) -> Iterator[Problem]:
    """What became of a learning comes after it.

    Bad:
        # learnings/short-agendas.yml
        title: Short agendas are read
        date: 2026-05-04
        by: payments
        about: prepared-meetings
        what: Those of one page were read.
        outcome: {state: adopted, date: 2025-06-02, text: Done}
    Good:
        # learnings/short-agendas.yml
        title: Short agendas are read
        date: 2026-05-04
        by: payments
        about: prepared-meetings
        what: Those of one page were read.
        outcome: {state: adopted, date: 2026-06-02, text: Done}
    """
    if record.outcome is not None and record.outcome.date < record.date:
        message = f"its outcome is of {record.outcome.date}, before it was learned on {record.date}"
        yield Problem(("outcome", "date"), message, "look at the years")
