"""Hostile words in mkdocs.yml and in what ``hub.yml`` says of code: the build goes through or stops, and no log obeys why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from hub_plugin.plugin.settings import CoehubConfig
from tests import sites
from tests.hardness import contract, leaving
from tests.hardness.strings import UNREADABLE, WRITTEN
from tests.hardness.words import Case, Sort

TEXTS = (*WRITTEN, *UNREADABLE)
# How a text stands in each option of the plugin.
OPTIONS = {
    "content_dir": "{}", "today": "{}", "languages": "[{}]", "forms": "{{host: {}}}", "titles": "{{en: {{about.md: {}}}}}",
    "reference": "{}", "policy": "{}", "search": "{}",
}  # fmt: skip


def settings() -> Sequence[Case]:
    """Each text in each option, in the kinds that hub.yml brings along, and as the day that the surroundings name."""
    known = {name for name, _ in CoehubConfig._schema}
    assert known == set(OPTIONS), f"OPTIONS knows other options: {known ^ set(OPTIONS)}"
    # First what the short run takes: orders on lines of their own.
    every = [number for number, each in enumerate(TEXTS) if "::set-env" not in each]
    first = next(number for number, each in enumerate(TEXTS) if "::set-env" in each)
    return [
        Case(f"settings {number}", partial(_set, TEXTS[number].replace("MARK", "s00x"))) for number in (first, *every)
    ]


def _set(text: str, folder: Path) -> int:
    faults, tried, said = list[str](), 0, json.dumps(text)
    for name, form in OPTIONS.items():
        option = f"{name}: {form.format(said)}"
        day = "" if name == "today" else 'today: "2026-11-23", '
        faults += _told(folder / name, sites.PLAIN.replace('today: "2026-11-23"', day + option), "")
        tried += 1
    faults += _told(folder / "kinds", sites.PLAIN, f"kinds: [{said}]\n")
    assert not faults, "\n".join(faults[:20])
    return tried + 1


def _told(folder: Path, config: str, further: str) -> list[str]:
    """Return what is wrong with what both doors say of a hub with such settings."""
    sites.lay_small(folder, {"docs/about.md": "# About\n"}, config)
    with (folder / "content" / "hub.yml").open("a", encoding="utf-8") as file:
        file.write(further)
    went, lines = contract.built(folder)
    faults = list(leaving.logged(f"{folder.name}: mkdocs build", "\n".join(lines)))
    faults += [f"{folder.name}: {line}" for line in lines if "Traceback" in line]
    if not went and not lines:
        faults.append(f"{folder.name}: the build stops without a word")
    for verb in ("check", "status"):
        code, out, err = contract.run(folder, verb)
        faults += leaving.logged(f"{folder.name}: {verb}", out + err)
        faults += [f"{folder.name}: {verb} ends with {code}: {err}"] * (code not in (0, 1, 2))
    return faults


SETTINGS = Sort(
    "hostile settings",
    "Where a setting is refused, no log obeys it.",
    settings,
    500,
    short=1,
    settled=False,
    long=True,
    memory=2048,
)
