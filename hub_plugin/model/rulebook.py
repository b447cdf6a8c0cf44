"""The rulebook: every rule there is, those for all kinds and those of each kind, by name."""

from __future__ import annotations

from collections.abc import Iterable

from hub_plugin.model import (
    door_rules,
    file_rules,
    grammar_rules,
    name_rules,
    source_rules,
    translation_rules,
    yaml_rules,
)
from hub_plugin.model.kind import Kind
from hub_plugin.model.rules import Rule

MODULES = (yaml_rules, grammar_rules, name_rules, file_rules, source_rules, translation_rules, door_rules)
COMMON: tuple[Rule, ...] = tuple(rule for module in MODULES for rule in module.RULES)


def every_rule(kinds: Iterable[Kind]) -> dict[str, Rule]:
    """Return every rule by its name: of the syntax, of the grammar, of files and sources, of each kind.

    The reference, ``coehub explain`` and the formats of ``coehub check`` read this one list, so none of them can miss a rule.
    """
    return {rule.name: rule for rule in (*COMMON, *(rule for kind in kinds for rule in kind.rules))}
