"""Badges: how many have answered, as a small picture for a readme or a wiki. Words, never a colour alone, never a rank."""

from __future__ import annotations

import re

from hub_plugin.model.derive import Joined, Unit
from hub_plugin.model.names import Names, clean, xml
from hub_plugin.model.nodes import display_width
from hub_plugin.model.texts import say

FOLDER = "badges/"
_CELL, _PAD, _LONGEST = 7, 9, 48
_SPACE = re.compile(r"\s+")


def files(now: Joined, names: Names) -> dict[str, bytes]:
    """Return a badge for the hub, for each team, and for each product that answers for itself."""
    hub = names.line(names.hub.records[now.settings.about].label)
    asked = [group for group in now.asked if names.shows(group.about)]
    silent = {group.about for group in now.silent}
    answered = sum(group.about not in silent for group in asked)
    said = names.line(say("{answered} of {asked} teams have answered", answered=answered, asked=len(asked)))
    made = {"hub.svg": _badge(hub, said, said, now, names)}
    for group in now.groups:
        if names.shows(group.about):
            made[f"team/{group.about.id}.svg"] = _unit(Unit(group.about), now, names)
            for unit in now.units_of(group.about):
                if unit.product:
                    made[f"team/{group.about.id}/{unit.product}.svg"] = _unit(unit, now, names)
    return {FOLDER + name: data for name, data in made.items()}


def _unit(unit: Unit, now: Joined, names: Names) -> bytes:
    progress = now.progress(now.by_unit.get(unit, ()))
    if not progress.applies:
        said = more = names.line(say("nothing is asked"))
    else:
        said = names.line(say("{answered} of {asked} answered", answered=progress.answered, asked=progress.applies))
        more = names.line(say("of {asked} questions that must be met, {answered} are answered and {met} are met",
                              asked=progress.applies, answered=progress.answered, met=progress.met))  # fmt: skip
    name = names.unit(unit)
    return _badge(name, said, more, now, names)


def _badge(name: str, said: str, more: str, now: Joined, names: Names) -> bytes:
    title = names.line(say("{thing}: {what}", thing=name, what=more))
    return badge(name, said, title, names.line(say("As of {day}.", day=now.today)), names.speaker.language)


def badge(name: str, said: str, title: str, description: str, language: str) -> bytes:
    """Return a badge: a name on the left, what is said of it on the right.

    The picture has no script, no style sheet and no font of its own; both texts keep their width whatever font shows them.
    """
    left, right = _fit(name), _fit(said)
    first, second = (_CELL * max(display_width(text), 1) + 2 * _PAD for text in (left, right))
    shown = "".join(
        f'<text x="{x + width / 2:g}" y="15" textLength="{width - 2 * _PAD}" lengthAdjust="spacingAndGlyphs">{xml(text)}</text>'
        for x, width, text in ((0, first, left), (first, second, right)) if text
    )  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{first + second}" height="22" viewBox="0 0 {first + second} 22" '
        f'lang="{xml(language)}" role="img" aria-labelledby="title desc">'
        f'<title id="title">{xml(title)}</title><desc id="desc">{xml(description)}</desc>'
        f'<rect width="{first}" height="22" fill="#37474f"/><rect x="{first}" width="{second}" height="22" fill="#00695c"/>'
        f'<g fill="#fff" font-family="Verdana,DejaVu Sans,Noto Sans,sans-serif" font-size="11" text-anchor="middle">{shown}</g></svg>\n'
    ).encode()


def _fit(text: str) -> str:
    line = _SPACE.sub(" ", clean(text)).strip()
    if display_width(line) <= _LONGEST:
        return line
    while display_width(line) >= _LONGEST:
        line = line[:-1]
    return line.rstrip() + "…"
