"""How each verb is asked in these tests: the verbs are those that the command itself lists, so that a new one has to be added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import click

from hub_plugin.cli import main
from tests.hardness import contract

# Of each verb: calls that go through in a hub with a team, a standard and a template of that name. A new verb gets its own here.
PLAYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "check": (("--pedantic",), ()),
    "new": (("template", "a-new-brief"), ("adoption", "{team}/a-new-desk"), ("team", "{team}")),
    "import": (
        ("rows.csv", "--as", "template", "--set", "status=draft"),
        ("rows.csv", "--as", "template", "--set", "status={text}", "--map", "Purpose=owner"),
        ("rows.csv", "--as", "team", "--map", "Title=name", "--write"),
    ),
    "answer": (
        ("{team}", "{item}", "met", "--why", "{text}", "--dry-run"),
        ("{team}", "{item}", "partly", "--why", "{text}", "--evidence", "https://y.invalid/"),
        ("--from", "handed.yml"),
    ),
    "rename": (("team/{team}", "a-new-team", "--dry-run"), ("{template}", "a-new-template")),
    "upgrade": (("--dry-run",), ()),
    "schema": ((), ("team",), ("--write",)),
    "explain": ((), ("link/unknown-target",), ("{text}",)),
    "status": ((), ("{team}",), ("--language", "{language}")),
    "impact": (("HEAD",), ("HEAD", "--direct")),
    "remind": (
        ("--ahead", "366"),
        ("{team}",),
        ("--ahead", "366", "--mail", "mails", "--from", "hub@example.org"),
        ("--ahead", "366", "--language", "{language}"),
    ),
    "report": (("--to", "audit.html", "--csv", "audit", "--force"),),
    "init": (("begun",), (".", "--pipelines")),
    "export": (("--to", "out"),),
    "publish": (("live", "--site", "built"), ("live", "--site", "wrong"), ("live", "--rollback")),
    "links": (("wrong", "--list"), ("wrong", "--wait", "1")),
    "codeowners": ((), ("--check",), ("--for", "gitlab")),
    "translations": ((), ("--accept",), ("--accept", "--write")),
}  # fmt: skip
# These change the files of the hub, or read more than the hub.
WRITING = {"new", "import", "answer", "rename", "upgrade", "init", "publish", "links", "impact", "schema"}


@cache
def commands() -> dict[str, click.Command]:
    """Return all verbs, as the command itself lists them.

    Raises:
        AssertionError: one of them has no calls here.
    """
    context = click.Context(main)
    found = {verb: main.get_command(context, verb) for verb in main.list_commands(context)}
    assert sorted(found) == sorted(PLAYS), f"PLAYS knows other verbs: {sorted(set(found) ^ set(PLAYS))}"
    return {verb: command for verb, command in found.items() if command is not None}


def plays(verbs: Sequence[str] = (), **names: str) -> Iterator[tuple[str, ...]]:
    """Yield the calls of some verbs (or of all): each in every format that it has, and as of the day of these tests."""
    for verb, command in commands().items():
        options = {each.name: each for each in command.params}
        forms = getattr(getattr(options.get("form"), "type", None), "choices", ())
        day = ("--today", contract.DAY) if "today" in options else ()
        for words in PLAYS[verb] if not verbs or verb in verbs else ():
            for form in forms if not {"--accept", "--mail"} & set(words) else ():
                yield (verb, *named(words, names), "--format", form, *day)
            if not forms or {"--accept", "--mail"} & set(words):
                yield (verb, *named(words, names), *day)


def named(words: Sequence[str], names: dict[str, str]) -> Iterator[str]:
    for each in words:
        yield re.sub(r"\{(\w+)\}", lambda found: names[found[1]], each)
