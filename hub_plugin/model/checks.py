"""Asking every rule: of each record alone, and of the hub as a whole."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial

from hub_plugin.model import file_rules, grammar_rules
from hub_plugin.model.addresses import Address, not_on_windows
from hub_plugin.model.findings import Finding, Place, Problem, Route
from hub_plugin.model.hub import Hub, circles
from hub_plugin.model.record import Record
from hub_plugin.model.rules import Rule


def each(hub: Hub, addresses: Iterable[Address]) -> Iterator[Finding]:
    """Ask the rules of their kinds about some records."""
    for address in addresses:
        record, rules = hub.records[address], hub.kinds[address.kind].rules
        problems = hub.kept.asked(("rules", address), (record,), hub, partial(_problems, rules, record))
        for rule, problem in problems:
            yield finding(rule, hub, address, problem)


def _problems(rules: Iterable[Rule], record: Record, hub: Hub) -> list[tuple[Rule, Problem]]:
    return [(rule, problem) for rule in rules if rule.check for problem in rule.check(record, hub)]


def finding(rule: Rule, hub: Hub, address: Address, problem: Problem) -> Finding:
    """Turn what a rule says of a record into a finding, and its route into a line."""
    place = hub.documents[address].place(problem)
    also = Place(problem.also) if problem.also else None
    return rule.found(problem.message, problem.hint, place, also)


def whole(hub: Hub, claimed: set[str]) -> Iterator[Finding]:
    """Ask what no single record can answer: is there a hub, are there circles, whose is each file?"""
    if "hub.yml" not in hub.files:
        hint = "write one with 'format: 1', 'name', 'mission' and 'timezone'; 'coehub explain hub/missing' shows it"
        path = "hub.yml"
        if "hub.yaml" in hub.files:
            hint, path = "call the file 'hub.yml'", "hub.yaml"
        yield file_rules.NO_HUB.found("there is no hub.yml in the content folder", hint, Place(path))
    for means, links in hub.ordered.items():
        for circle in circles(links):
            yield _circle(hub, means, circle)
    yield from _files(hub, claimed)


def _circle(hub: Hub, means: str, circle: tuple[tuple[Address, Route], ...]) -> Finding:
    first, route = circle[0]
    way = " → ".join([*(str(address) for address, _ in circle), str(first)])
    problem = Problem(route, f"'{means}' leads back to where it began: {way}", "take one of these links out")
    return finding(grammar_rules.CIRCLE, hub, first.record, problem)


def _files(hub: Hub, claimed: set[str]) -> Iterator[Finding]:
    records = {document.path for document in hub.documents.values()}
    records |= {each.path for document in hub.documents.values() for each in document.fragments}
    folders = {kind.folder for kind in hub.kinds.values()}
    unread = {kind.folder for kind in hub.kinds.values() if hub.unread(kind.name)}  # who knows which files it names
    alike: dict[str, str] = {}
    told: set[str] = set()
    for path in sorted(hub.files):
        name, owners = path.rpartition("/")[2], list(dict.fromkeys(hub.claims.get(path, [])))
        if owners and (other := alike.setdefault(unicodedata.normalize("NFC", path).casefold(), path)) != path:
            message = f"'{name}' and '{other.rpartition('/')[2]}' are one name on some systems"
            hint = "give one of them another name"
            yield _of_file(hub, file_rules.FILES_ALIKE, path, owners[0], message, hint, other)
        no = not_on_windows(path)
        # Of a file that nobody names more is wrong than its name; that is told below.
        if no and no.upto not in told and (owners or no.upto != path):
            told.add(no.upto)
            one, owner = ("file", next(iter(owners), None)) if no.upto == path else ("folder", None)
            message, hint = f"'{no.step}' cannot be a {one} on Windows, {no.why}", f"give the {one} another name"
            yield _of_file(hub, file_rules.FILE_NOT_ON_WINDOWS, path, owner, message, hint)
        if len(owners) > 1:
            message = f"the file '{name}' is named by {' and '.join(map(str, owners))}"
            hint = "one record owns a file; others link to the record"
            yield _of_file(hub, file_rules.FILE_TWICE, path, owners[1], message, hint)
        used = bool(owners) or path in claimed or path in records or path.endswith((".yml", ".yaml"))
        if not used and path.partition("/")[0] in folders - unread and not _is_text(hub, path):
            hint = "name it under 'files:' of its record, or delete it"
            yield _of_file(hub, file_rules.FILE_UNCLAIMED, path, None, f"no record names the file '{name}'", hint)


def _of_file(
    hub: Hub, rule: Rule, path: str, owner: Address | None, message: str, hint: str, also: str = ""
) -> Finding:
    """Say it where the record names the file; where none does, of the file itself."""
    if owner is None:
        return rule.found(message, hint, Place(path))
    problem = Problem(_claim_route(hub, owner), message, hint, needle=path.rpartition("/")[2], also=also)
    return finding(rule, hub, owner, problem)


def _claim_route(hub: Hub, address: Address) -> Route:
    document = hub.documents[address]
    return next(((name,) for name in hub.kinds[address.kind].claims if document.root.child(name)), ())


def _is_text(hub: Hub, path: str) -> bool:
    folder = path.partition("/")[0]
    return path.endswith(".md") and any(kind.folder == folder and kind.body for kind in hub.kinds.values())
