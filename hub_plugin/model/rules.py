"""A rule is a function whose docstring is its page and whose examples are its tests.

The docstring holds a title (its first line), the reason (the paragraphs below), and two examples that run as tests::

    Bad:
        # standards/brief.yml
        title: Brief
    Good:
        # standards/brief.yml
        ...

A line ``# path`` starts a file below the content folder; what an example leaves out is filled in by a small hub that
the tests and the reference page share.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from hub_plugin.model.findings import Finding, Level, Place, Problem

Check = Callable[[Any, Any], Iterator[Problem]]

_NAME = re.compile(r"[a-z]+(-[a-z]+)*/[a-z]+(-[a-z0-9]+)*")
_FILE_LINE = re.compile(r"^# (\S+\.\w+)$")


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong in a hub.

    Args:
        name: ``room/smell``, permanent.
        level: how much it matters.
        title: what should hold, one sentence.
        why: the reason, in paragraphs.
        bad: files (path below the content folder → text) that break the rule.
        good: files that keep it.
        check: finds it in one record; None where the grammar itself finds it.
    """

    name: str
    level: Level
    title: str
    why: str
    bad: Mapping[str, str]
    good: Mapping[str, str]
    check: Check | None = None

    def found(self, message: str, hint: str, place: Place, also: Place | None = None) -> Finding:
        """Return what breaks the rule at a place."""
        return Finding(self.name, self.level, message, hint, place, also)


def describe(name: str, level: Level, text: str, check: Check | None = None) -> Rule:
    """Make a rule from its docstring.

    Raises:
        ValueError: the name or the docstring does not have the shape that this module describes.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a rule name such as 'standard/no-owner'")
    told, _, examples = inspect.cleandoc(text).partition("\nBad:\n")
    bad, _, good = examples.partition("\nGood:\n")
    title, _, why = told.partition("\n")
    if not (title and bad and good):
        raise ValueError(f"{name}: the docstring needs a title, 'Bad:' and 'Good:'")
    return Rule(name, level, title.strip(), why.strip(), _files(name, bad), _files(name, good), check)


def rule(name: str, level: Level) -> Callable[[Check], Rule]:
    """Turn a check function into a :class:`Rule`; its docstring is the rule's page."""

    def decorate(check: Check) -> Rule:
        return describe(name, level, check.__doc__ or "", check)

    return decorate


def rules_in(module: ModuleType) -> tuple[Rule, ...]:
    """Return the rules of a module, in the order in which they are written."""
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


def _files(name: str, block: str) -> dict[str, str]:
    files: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in inspect.cleandoc("\n" + block).split("\n"):
        if found := _FILE_LINE.match(line):
            current = files.setdefault(found[1], [])
        elif current is None:
            raise ValueError(f"{name}: an example starts with a line such as '# teams/payments.yml'")
        else:
            current.append(line)
    return {path: "\n".join(lines).strip("\n") + "\n" for path, lines in files.items()}
