"""The options of the plugin in mkdocs.yml: what each may be, and what is said of one that is not. Both doors ask here."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub_plugin.model.findings import did_you_mean
from hub_plugin.model.languages import listed
from hub_plugin.model.safe import safe
from hub_plugin.model.times import parse_date
from hub_plugin.model.unseen import in_name

SEARCHES = ("auto", "whole", "pieces")
_ENABLED = "enabled"  # every plugin has it, and MkDocs looks at it


class OptionError(Exception):
    """An option that cannot be used; the message says which, why and what to do, and no log obeys it."""

    def __init__(self, message: str) -> None:
        super().__init__(safe(message))


@dataclass(frozen=True)
class Options:
    """What mkdocs.yml says below ``plugins: coehub:``.

    Args:
        content_dir: where the records lie, relative to mkdocs.yml.
        today: a date to look from; empty: the surroundings say it.
        reference: whether there are pages about the format.
        policy: whether every page has a content security policy.
        forms: with which git host the forms in the browser talk.
        search: one index, or pieces.
        languages: which of the hub's to build; none: all.
        titles: language → what mkdocs.yml calls something → how it is called there.
    """

    content_dir: str = "content"
    today: str = ""
    reference: bool = True
    policy: bool = True
    forms: Mapping[str, Any] = field(default_factory=dict)
    search: str = "auto"
    languages: Sequence[str] = ()
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def options_of(given: object, careful: bool = True) -> Options:
    """Return the options that mkdocs.yml gives.

    Args:
        given: what stands there.
        careful: refuse what cannot be used; else it counts as not given, as for a state of the hub that nobody can mend.

    Raises:
        OptionError: something cannot be used.
    """
    if not isinstance(given := given or {}, Mapping):
        if careful:
            raise OptionError(f"expected options, found {_found(given)}; write them as 'content_dir: content'")
        given = {}
    made = {}
    for name, value in given.items():
        try:
            if name != _ENABLED:
                made[str(name)] = value_of(str(name), value)
        except OptionError:
            if careful:
                raise
    return Options(**made)


def value_of(name: str, given: object) -> Any:
    """Return the value of one option; nothing is what it is without a word.

    Raises:
        OptionError: there is no such option, or it cannot have this value.
    """
    if name not in _READ:
        hint = did_you_mean(name, _READ) or f"there are {', '.join(_READ)}"
        raise OptionError(f"'{name[:60]}' is no option; {hint}")
    if given is None or (given == "" and name != "forms"):
        return getattr(Options(), name)
    return _READ[name](given)


def known_languages(options: Options, spoken: Sequence[str]) -> Sequence[str]:
    """Return the languages to build.

    Raises:
        OptionError: the hub does not speak one of them.
    """
    if strange := next((each for each in options.languages if each not in spoken), None):
        raise OptionError(f"languages: hub.yml does not name '{strange}' (it names: {', '.join(spoken) or 'none'})")
    return options.languages


def idle_titles(options: Options, spoken: Sequence[str]) -> str:
    """Say which titles nobody will read, because the hub does not speak their language; empty if there are none.

    Those of a hub that names one language wait, as translations do.
    """
    idle = [each for each in options.titles if each not in spoken]
    named = f"titles: hub.yml does not name '{', '.join(idle)}' (it names: {', '.join(spoken)})"
    return safe(f"{named}; nobody reads what stands there") if idle and len(spoken) > 1 else ""


def _folder(given: object) -> str:
    if not isinstance(given, str):
        raise OptionError(f"content_dir: expected the name of a folder, found {_found(given)}")
    if sign := in_name(given):
        raise OptionError(f"content_dir: the name of the folder has {sign}")
    return given


def _day(given: object) -> str:
    if not isinstance(given, str | datetime.date):
        raise OptionError(f"today: expected a date, found {_found(given)}; write one such as 2026-12-01")
    try:
        return str(parse_date(str(given)))
    except ValueError as error:
        raise OptionError(f"today: {error}") from None


def _yes_no(name: str) -> Callable[[object], bool]:
    def read(given: object) -> bool:
        if not isinstance(given, bool):
            raise OptionError(f"{name}: expected true or false, found {_found(given)}; write it without quotes")
        return given

    return read


def _forms(given: object) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise OptionError(f"forms: expected options, found {_found(given)}; write them as 'host: github'")
    if given:
        from hub_plugin.outputs.forms import HostError, host

        try:
            host(given)
        except HostError as error:
            raise OptionError(str(error)) from None
    return given


def _search(given: object) -> str:
    if given not in SEARCHES:
        raise OptionError(f"search: '{str(given)[:40]}' is none of the words; write one of: {', '.join(SEARCHES)}")
    return str(given)


def _languages(given: object) -> Sequence[str]:
    if not isinstance(given, str | list | tuple):
        raise OptionError(f"languages: expected a list, found {_found(given)}; write them as [en, ro]")
    return listed(given)


def _titles(given: object) -> Mapping[str, Mapping[str, str]]:
    inside = given.values() if isinstance(given, Mapping) else [given]
    words = [each for one in inside if isinstance(one, Mapping) for pair in one.items() for each in pair]
    if not all(isinstance(one, Mapping) for one in inside) or not all(isinstance(each, str) for each in words):
        raise OptionError("titles: expected a title for each title of each language; write {ro: {Our standards: …}}")
    return given  # type: ignore[return-value]


def _found(given: object) -> str:
    sorts = (
        (Mapping, "several fields"),
        (list, "a list"),
        (bool, str(given).lower()),
        (str, f"the text '{given}'"[:60]),
    )
    return next((said for sort, said in sorts if isinstance(given, sort)), str(given)[:60])


_READ: Mapping[str, Callable[[Any], Any]] = {
    "content_dir": _folder, "today": _day, "reference": _yes_no("reference"), "policy": _yes_no("policy"), "forms": _forms,
    "search": _search, "languages": _languages, "titles": _titles,
}  # fmt: skip
