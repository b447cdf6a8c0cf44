"""Laws over every rule, found by walking: its Bad example breaks it and nothing else, its Good one breaks nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hub_plugin.kinds import KINDS
from hub_plugin.model import file_rules, grammar_rules, source_rules, yaml_rules
from hub_plugin.model.findings import Finding
from hub_plugin.model.rules import Rule
from tests import staging

READER = (*yaml_rules.RULES, *grammar_rules.RULES, *file_rules.RULES, *source_rules.RULES)
ALL = (*READER, *(rule for kind in KINDS for rule in kind.rules))
GRAMMAR_ROOMS = {"yaml", "field", "link", "part", "name", "file", "hub"}
BASE = staging.folder(staging.BASE)

each_rule = pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)


def found(rule: Rule, example: Mapping[str, str]) -> tuple[Finding, ...]:
    files = staging.lay(BASE, example)
    if rule is file_rules.NO_HUB and "hub.yml" not in example:
        del files["hub.yml"]
    return staging.read(files).findings


def test_the_base_is_clean() -> None:
    assert staging.read(BASE).findings == ()


@each_rule
def test_bad_breaks_this_rule_only(rule: Rule) -> None:
    findings = found(rule, rule.bad)
    assert {finding.rule for finding in findings} == {rule.name}
    assert {finding.place.path for finding in findings} <= set(rule.bad)
    assert all(
        finding.place.line > 0 and finding.place.column > 0 and finding.level is rule.level for finding in findings
    )


@each_rule
def test_good_breaks_none(rule: Rule) -> None:
    assert found(rule, rule.good) == ()


@each_rule
def test_findings_say_what_and_how(rule: Rule) -> None:
    for finding in found(rule, rule.bad):
        assert finding.message
        assert not finding.message.endswith(".")
        assert finding.hint


def test_names_are_unique_and_permanent_rooms() -> None:
    names = [rule.name for rule in ALL]
    assert len(names) == len(set(names))
    for rule in READER:
        assert rule.name.partition("/")[0] in GRAMMAR_ROOMS, rule.name
    for kind in KINDS:
        for rule in kind.rules:
            assert rule.name.partition("/")[0] == kind.name, rule.name


@each_rule
def test_a_rule_has_a_title_that_is_a_sentence(rule: Rule) -> None:
    assert rule.title.endswith(".")
    assert len(rule.title) < 160


def test_lists_of_rules_are_complete() -> None:
    for module in (yaml_rules, grammar_rules, file_rules, source_rules):
        written = [value for value in vars(module).values() if isinstance(value, Rule)]
        assert written == list(module.RULES)
