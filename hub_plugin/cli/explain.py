"""``coehub explain``: what a rule asks, and why."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option
from hub_plugin.cli.saying import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hub_plugin.model.rules import Rule


@click.command("explain")
@click.argument("rule", required=False)
@content_option
def command(rule: str | None, content: str | None) -> None:
    """Say what a RULE asks and why, with an example that breaks it and one that keeps it; without RULE list all.

    \b
    Example:
      coehub explain link/unknown-target
    """
    from hub_plugin.cli.opened import content_folder, known_kinds, wrong_use
    from hub_plugin.model.findings import did_you_mean
    from hub_plugin.model.rulebook import every_rule

    rules = every_rule(known_kinds(content).values())
    if rule is None:
        show("\n".join(_all(rules)))
        return
    wanted = rule.strip().casefold().strip("[]")
    if wanted not in rules:
        ends = {name.partition("/")[2]: name for name in rules}
        hint = f"did you mean '{ends[wanted]}'?" if wanted in ends else did_you_mean(wanted, rules)
        raise wrong_use(f"no rule is called '{rule}'; {hint or 'coehub explain lists all rules'}")
    show("\n".join(_one(rules[wanted], content_folder(content).as_posix())))


def _all(rules: Mapping[str, Rule]) -> Iterator[str]:
    rooms: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules.values():
        rooms[rule.name.partition("/")[0]].append(rule)
    width = max(map(len, rules))
    for room, inside in rooms.items():
        yield f"{room}/"
        yield from (f"  {rule.name:<{width}}  {rule.level:<7}  {rule.title}" for rule in inside)
        yield ""
    yield "coehub explain RULE says why, with examples."


def _one(rule: Rule, folder: str) -> Iterator[str]:
    yield f"{rule.level}[{rule.name}]"
    yield ""
    yield rule.title
    if rule.why:
        yield from ("", rule.why)
    for name, files in (("Bad:", rule.bad), ("Good:", rule.good)):
        yield from ("", name)
        for path, text in files.items():
            yield f"    # {folder}/{path}"
            yield from (f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
