"""Catalogs: the sentences of the interface in other languages, one gettext file (``<tag>.po``) a language.

They are read as translators write them: no compiled form lies anywhere, so none can be out of date.
"""

from __future__ import annotations

import gettext
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hub_plugin.model.languages import lookup

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog as PoCatalog

OURS = Path(__file__).parents[1] / "theme" / "locales"
_PLACE = re.compile(r"%\((\w+)\)s|\{(\w*)\}")
_TAG = re.compile(r"<[^<>]*>")
_COUNTS = {"num", "number"}  # a sentence about one thing need not say "1"


class Catalog(Protocol):
    """What knows the sentences of one language."""

    def gettext(self, message: str) -> str:
        """Return a sentence, in English where it is not translated."""

    def pgettext(self, context: str, message: str) -> str:
        """Return a sentence that means several things, with what tells which one."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a sentence that a number wants."""


class CatalogError(Exception):
    """A catalog cannot be used; the message says where and why."""


class _Silent(gettext.NullTranslations):
    """Says nothing of what nobody has translated."""

    def gettext(self, message: str) -> str:
        return ""


SILENT = _Silent()


def catalog(tag: str, folders: Sequence[Path] = (), missing: gettext.NullTranslations | None = None) -> Catalog:
    """Return the sentences of a language.

    Args:
        tag: a BCP 47 tag; ``de-AT`` is looked up as ``de-AT``, then as ``de``.
        folders: where further catalogs lie; each comes before the next, and all before our own.
        missing: says what is not translated; None: it is said in English. A word may be the same in both.

    Raises:
        CatalogError: a file is no catalog, or what it says does not fit the sentence that it stands for.
    """
    found: gettext.NullTranslations | None = None
    for path in _paths(tag, (*folders, OURS)):
        stat = path.stat()
        one = gettext.GNUTranslations(io.BytesIO(_compiled(path, stat.st_mtime_ns, stat.st_size)))
        if found is None:
            found = one
        else:
            found.add_fallback(one)
    if found is None:
        return missing or gettext.NullTranslations()
    if missing is not None:
        found.add_fallback(missing)
    return found


def _paths(tag: str, folders: Iterable[Path]) -> Iterator[Path]:
    for name in lookup(tag):
        for folder in folders:
            if (path := folder / f"{name}.po").is_file():
                yield path


@lru_cache(maxsize=32)
def _compiled(path: Path, _changed: int, _size: int) -> bytes:
    """Return a catalog as ``gettext`` reads it; fuzzy messages are left out."""
    from babel.messages.mofile import write_mo

    read = read_catalog(path)
    if path.parent != OURS:
        wrong = [
            f"“{_start(message.id)}”: {fault}"
            for message in read
            if message.id
            for fault in faults(message.id, message.string or "")
        ]
        if wrong:
            raise CatalogError(f"{path.name}: {'; '.join(wrong[:5])}")
    out = io.BytesIO()
    write_mo(out, read)
    return out.getvalue()


def read_catalog(path: Path) -> PoCatalog:
    """Return a catalog as Babel reads it.

    Raises:
        CatalogError: it cannot be read.
    """
    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as file:
            read = read_po(file, abort_invalid=True)
        read.plural_expr  # noqa: B018 - a header that Babel cannot read fails here, not in the middle of a page
        gettext.c2py(read.plural_expr)
    except (PoFileError, ValueError, LookupError, UnicodeError, OSError) as error:
        raise CatalogError(f"{path.name} cannot be read: {error}") from None
    return read


def _start(source: object) -> str:
    text = str(source[0] if isinstance(source, tuple | list) else source)
    return text if len(text) <= 50 else text[:49] + "…"


def faults(source: str | Sequence[str], said: str | Sequence[str]) -> list[str]:
    """Return what is wrong with a translation: its places for values, its HTML, the number of its plural forms elsewhere.

    Args:
        source: the English sentence, or its two forms.
        said: the translation, or its forms; empty ones are not translated yet.
    """
    sources = [source] if isinstance(source, str) else list(source)
    forms = [said] if isinstance(said, str) else list(said)
    found = []
    names = [_names(each) for each in sources]
    for form in filter(None, forms):
        given = _names(form)
        missing = set.intersection(*names) - given - (_COUNTS if len(sources) > 1 else set())
        found += [f"the place for '{name}' is missing" for name in sorted(missing)]
        found += [f"there is no '{name}' to put in" for name in sorted(given - set[str]().union(*names))]
        found += [f"the HTML {tag} is not in the source" for tag in _more(form, sources)]
        if "%" in _PLACE.sub("", form).replace("%%", ""):
            found.append("a percent sign is written %% here")
        if ("{" in (rest := _PLACE.sub("", form)) or "}" in rest) and not any(
            "{" in _PLACE.sub("", each) for each in sources
        ):
            found.append("a brace is left open")
    return found


def _names(text: str) -> set[str]:
    return {one or other for one, other in _PLACE.findall(text)}


def _more(form: str, sources: Sequence[str]) -> list[str]:
    """Return the tags of a translation that no form of the source has."""
    allowed = Counter[str]()
    for each in sources:
        allowed |= Counter(_TAG.findall(each))
    return sorted((Counter(_TAG.findall(form)) - allowed).elements())
