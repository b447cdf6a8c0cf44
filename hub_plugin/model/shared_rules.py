"""Checks that several kinds ask alike; each kind gives them a name, a reason and examples of its own."""

from __future__ import annotations

from collections.abc import Iterator

from hub_plugin.model.fields import Status
from hub_plugin.model.findings import Problem, did_you_mean
from hub_plugin.model.heads import Audience, Expected, Owned, Shared
from hub_plugin.model.hub import Hub

_GONE = (Status.DEPRECATED, Status.RETIRED)


def owner_named(record: Owned) -> Iterator[Problem]:
    """Somebody answers for the record."""
    if not record.owner:
        yield Problem(("title",), f"nobody owns '{record.title}'", "write 'owner: <a team, person or role>'")


def required_while_deprecated(record: Shared, expected: Expected | None) -> Iterator[Problem]:
    """What is on its way out is not required."""
    if record.status in _GONE and expected is not None and expected.use == "required":
        hint = "write 'expected: optional', or name what replaces it and require that"
        yield Problem(("expected",), f"it is {record.status} and still required", hint)


def replaced_by_usable(record: Shared, hub: Hub) -> Iterator[Problem]:
    """What is named as the replacement can be used."""
    for index, link in enumerate(record.replaced_by):
        other = hub.get(link)
        if isinstance(other, Shared) and other.status in (*_GONE, Status.DRAFT):
            message = f"'{other.title}' is {other.status} itself"
            yield Problem(
                ("replaced_by", index), message, "name what may be used instead", also=hub.line_of(other.address)[0]
            )


def audience_known(audience: Audience | None, hub: Hub, route: tuple[str, ...]) -> Iterator[Problem]:
    """The words of an audience are words that some team has."""
    if audience is None or hub.unread("team"):
        return
    for name in ("disciplines", "types", "tags"):
        known = hub.words_of_teams["type" if name == "types" else name]
        for index, word in enumerate(getattr(audience, name)):
            if word not in known:
                hint = did_you_mean(word, known) or "known here: " + (", ".join(sorted(known)) or "none")
                yield Problem((*route, name, index), f"no team has the {name.removesuffix('s')} '{word}'", hint)
