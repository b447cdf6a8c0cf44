"""What can be wrong with a term."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.record import Term
from hub_plugin.model.findings import Level, Problem
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule


@rule("term/defined-by-itself", Level.WARNING)
def meaning_uses_other_words(record: Term, hub: Hub) -> Iterator[Problem]:
    """A meaning does not begin with the word itself.

    Bad:
        # glossary/contact.yml
        title: Contact
        owner: centre-office
        meaning: Contact is when there is contact.
    Good:
        # glossary/contact.yml
        title: Contact
        owner: centre-office
        meaning: One conversation with one customer about one question.
    """
    if record.meaning.casefold().startswith(record.title.casefold()):
        yield Problem(("meaning",), f"the meaning begins with '{record.title}'", "say it in other words")
