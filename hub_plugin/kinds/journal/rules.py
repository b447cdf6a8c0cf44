"""What can be wrong with a week of a journal."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.kinds.journal.record import Journal
from hub_plugin.model.addresses import Address
from hub_plugin.model.findings import Level, Problem, did_you_mean
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule


@rule("journal/no-person", Level.ERROR)
def it_lies_with_its_person(record: Journal, hub: Hub) -> Iterator[Problem]:
    """A journal lies in a folder that is called like its person.

    Bad:
        # journals/ana-popp/2026-w47.yml
        planned: {agenda: Send the agenda}
    Good:
        # journals/ana-pop/2026-w47.yml
        planned: {agenda: Send the agenda}
    """
    if hub.index.present(Address("person", record.person)) not in hub.index:
        hint = did_you_mean(record.person, hub.index.ids(["person"])) or f"write people/{record.person}.yml"
        yield Problem((), f"no person is called '{record.person}'", hint)


@rule("journal/no-week", Level.ERROR)
def it_is_called_like_its_week(record: Journal, hub: Hub) -> Iterator[Problem]:
    """A journal's file is called like its week (ISO 8601): `2026-w47.yml`.

    Weeks begin on Monday; the first week of a year is the one with its first Thursday. Some years have 53, such as 2026.

    Bad:
        # journals/ana-pop/2027-w53.yml
        planned: {agenda: Send the agenda}
    Good:
        # journals/ana-pop/2026-w53.yml
        planned: {agenda: Send the agenda}
    """
    if record.monday is None:
        name = record.id.rpartition("/")[2]
        yield Problem((), f"the calendar has no week '{name}'", "call the file like its week, such as 2026-w47.yml")


@rule("journal/nothing-in-it", Level.WARNING)
def it_says_something(record: Journal, hub: Hub) -> Iterator[Problem]:
    """A week of a journal says something.

    A week in which nothing was planned needs no file.

    Bad:
        # journals/ana-pop/2026-w47.yml
        planned: {}
    Good:
        # journals/ana-pop/2026-w47.yml
        besides: On holiday until Wednesday.
    """
    if not record.planned and not record.besides and record.note is None:
        yield Problem((), "the week says nothing", "write 'planned', 'besides' or 'note', or delete the file")


@rule("journal/no-reason", Level.ADVICE)
def what_was_not_done_says_why(record: Journal, hub: Hub) -> Iterator[Problem]:
    """What was carried over, dropped or done in part says why.

    The reason is what others can help with.

    Bad:
        # journals/ana-pop/2026-w47.yml
        planned:
          agenda: {text: Send the agenda, outcome: carried-over}
    Good:
        # journals/ana-pop/2026-w47.yml
        planned:
          agenda:
            text: Send the agenda
            outcome: carried-over
            why: Two presenters are still missing.
    """
    for name, item in record.planned.items():
        if item.outcome not in (None, "done") and item.why is None:
            yield Problem(
                ("planned", name, "outcome"), f"'{name}' is {item.outcome}, and nothing says why", "write 'why: …'"
            )
