"""Rules that look at more than one record: each with the Bad and the Good of its own page, and both places told.

Which those are is not listed: a rule is run with a hub that notes what it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

from hub_plugin.kinds import KINDS
from hub_plugin.model import file_rules, grammar_rules, name_rules
from hub_plugin.model.findings import Level
from hub_plugin.model.hub import Hub
from hub_plugin.model.rulebook import every_rule
from hub_plugin.model.rules import Rule
from tests import staging
from tests.hardness import contract
from tests.hardness.words import Case, Sort
from tests.laws.test_rules import BASE

OF_ITSELF = {
    "kinds",
    "year_starts",
    "languages",
    "line_of",
    "origin",
    "documents",
    "unread",
}  # tell nothing of one other record
# They tell that there is no other record, or speak of all teams at once.
NOBODY = {"planning/no-worksheet", "person/in-no-team", "hub/unused-word", "metric/no-threshold"}
ALL_TEAMS = {"words_of_teams"}
# Of the model, which asks the hub in its own way.
NAMED = (
    "name/twice",
    "name/was-taken",
    "file/claimed-twice",
    "link/circle",
    "link/ambiguous",
    "link/shared-name",
    "link/wrong-kind",
)
MODEL = tuple(rule for rule in (*name_rules.RULES, *file_rules.RULES, *grammar_rules.RULES) if rule.name in NAMED)


class Asked:
    """A hub that notes what it is asked for."""

    def __init__(self, hub: Hub) -> None:
        self.hub, self.names = hub, set[str]()

    def __getattr__(self, name: str) -> Any:
        self.names.add(name)
        return getattr(self.hub, name)


def asked(rule: Rule) -> frozenset[str]:
    """Return what a rule asks the hub for, in its own bad example."""
    return _asked(rule.name)


@cache
def _asked(name: str) -> frozenset[str]:
    rule = every_rule(KINDS)[name]
    hub = staging.read(staging.lay(BASE, rule.bad)).hub
    spy = Asked(hub)
    for address, record in hub.records.items():
        if rule.check and rule.name.partition("/")[0] == address.kind:
            list(rule.check(record, cast(Hub, spy)))
    return frozenset(spy.names - OF_ITSELF)


def several() -> Sequence[Case]:
    """One failing and one passing hub for each such rule."""
    rules = [rule for kind in KINDS for rule in kind.rules if asked(rule)]
    return [
        *(Case(f"{rule.name}, broken", partial(_broken, rule)) for rule in (*rules, *MODEL)),
        *(Case(f"{rule.name}, kept", partial(_kept, rule)) for rule in (*rules, *MODEL)),
    ]


def _broken(rule: Rule, folder: Path) -> None:
    files = {path: text.encode("utf-8", "surrogateescape") for path, text in rule.bad.items()}
    hub = staging.read({**BASE, **files}).hub
    contract.lay(folder, files)
    found = contract.findings(folder, "--pedantic")
    assert {each["rule"] for each in found} == {rule.name}, found
    if rule.level is Level.ERROR:
        contract.refused(folder, files, rules=[rule.name])
    for each in found:
        where = f"content/{each['path'].removeprefix('content/')}"
        assert where.removeprefix("content/") in rule.bad, f"it is told of {where}, which is sound"
        told = " ".join((each["message"], each["hint"], str(each.get("also") or ""), _line(folder, each)))
        others = {
            word
            for address, document in hub.documents.items()
            if document.path != where.removeprefix("content/") and address.kind != "hub"
            for word in (document.path, address.id, address.id.rpartition("/")[2], str(hub.records[address].label)
                         if address in hub.records else address.id)
        }  # fmt: skip
        if rule.name not in NOBODY and asked(rule) != ALL_TEAMS:
            assert any(word in told for word in others), f"the other place is not told: {told}"


def _line(folder: Path, found: dict[str, Any]) -> str:
    path = folder / found["path"]
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else [""]
    return lines[found["line"] - 1]


def _kept(rule: Rule, folder: Path) -> None:
    contract.lay(folder, {path: text.encode("utf-8", "surrogateescape") for path, text in rule.good.items()})
    assert contract.findings(folder, "--pedantic") == []


SEVERAL = Sort("rules of several records", "What does not fit together is told with both places.", several, 90, short=8)
