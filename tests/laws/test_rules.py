"""Laws over every rule, found by walking: its Bad example breaks it and nothing else, its Good one breaks nothing."""

from __future__ import annotations

import datetime
import importlib
import pkgutil
from collections.abc import Mapping

import pytest

import hub_plugin
from hub_plugin import build
from hub_plugin.kinds import KINDS
from hub_plugin.model import door_rules, file_rules
from hub_plugin.model.findings import Finding
from hub_plugin.model.rulebook import COMMON, MODULES, every_rule
from hub_plugin.model.rules import Rule
from tests import staging

READER = tuple(
    rule for rule in COMMON if rule not in door_rules.RULES
)  # a door finds the others, and its own tests run them
ALL = (*READER, *(rule for kind in KINDS for rule in kind.rules))
GRAMMAR_ROOMS = {"yaml", "field", "link", "part", "name", "file", "hub", "translation"}
DAY = datetime.date(2026, 11, 23)
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
    for module in MODULES:
        written = [value for value in vars(module).values() if isinstance(value, Rule)]
        assert written == list(module.RULES)


def test_no_rule_is_missing_from_the_rulebook() -> None:
    """Whichever module a rule is written in, a door's among them: the rulebook, and so the reference, has it."""
    modules = [importlib.import_module(each.name) for each in pkgutil.walk_packages(hub_plugin.__path__, "hub_plugin.")
               if each.name != "hub_plugin.__main__"]  # fmt: skip
    written = {value.name for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    assert written == set(every_rule(KINDS))


def test_every_rule_is_on_its_page() -> None:
    reading = staging.read(BASE)
    site = build.site(reading.hub, build.derive(reading.hub, DAY), build.Frame())
    page = next(page for page in site.pages if page.uri == "reference/rules.md")
    assert [name for name in every_rule(KINDS) if f'<h2 id="{name.replace("/", "-")}"' not in page.html] == []
