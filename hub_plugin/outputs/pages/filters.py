"""What templates call that is the same on every page: things in groups, words in the forms that they are written in."""

from __future__ import annotations

import datetime
import itertools
import json
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Obligation
from hub_plugin.model.facts import Change
from hub_plugin.model.files import OFFERED, ending


def by_item(obligations: Iterable[Obligation]) -> dict[Address, Obligation]:
    """Return the obligations of one unit by what is asked."""
    return {each.ask.about: each for each in obligations}


APART = Markup("&#10;")  # a word may have any sign, and stands on one line


def several(words: Iterable[object]) -> Markup:
    """Return words as a script on the page takes them apart, each on a line."""
    return APART.join(" ".join(str(word).split()) for word in words if word)


def by(things: Iterable[Any], name: str) -> dict[Any, list[Any]]:
    """Return things by what one of their fields says; in one pass, where ``selectattr`` makes one for each that it may say."""
    found: dict[Any, list[Any]] = {}
    for each in things:
        found.setdefault(getattr(each, name), []).append(each)
    return found


def flat(lists: Iterable[Iterable[Any]]) -> list[Any]:
    """Return what several lists hold; Jinja's ``sum`` makes a new list for each of them."""
    return list(itertools.chain.from_iterable(lists))


def by_month(changes: Iterable[Change]) -> list[tuple[datetime.date, list[Change]]]:
    """Return dated things by month, in the order in which they come."""
    return [
        (first, list(found)) for first, found in itertools.groupby(changes, key=lambda each: each.on.replace(day=1))
    ]


def upper_first(text: str) -> str:
    """Return a text as it begins a line. Jinja's ``capitalize`` makes the other letters small, which German nouns do not bear."""
    return text[:1].upper() + text[1:]


def yaml_text(text: str) -> str:
    """Return a text in double quotes, as YAML reads it; JSON's form is part of YAML."""
    return json.dumps(str(text), ensure_ascii=False)


def visible(text: str) -> str:
    """Return a text with what cannot be shown made visible: control and invisible characters, broken bytes."""
    return "".join(char if char in "\n\t" or char.isprintable() else f"\\x{ord(char):02x}" for char in text)


def format_of(path: str) -> str:
    """Return a file's format as people call it."""
    return ending(path).upper() if ending(path) in OFFERED else ""


FILTERS: dict[str, Callable[..., object]] = {
    "by": by, "flat": flat, "groupby_month": by_month, "upper_first": upper_first, "several": several,
    "format_of": format_of, "visible": visible,
}  # fmt: skip
GLOBALS: dict[str, object] = {"by_item": by_item, "format_of": format_of, "yaml_text": yaml_text, "apart": APART}
