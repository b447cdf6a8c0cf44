"""Texts as authors write them: one, or one per language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from babel.localedata import locale_identifiers

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

# The languages that CLDR knows, so that "tip: ask first" is not taken for a text in the language "tip".
KNOWN = frozenset(identifier.partition("_")[0] for identifier in locale_identifiers())


def is_language(tag: str) -> bool:
    """Tell whether a word is the tag of a language (BCP 47) that CLDR knows."""
    return bool(LANGUAGE.fullmatch(tag)) and tag.partition("-")[0] in KNOWN


_NONE: Mapping[str, str] = MappingProxyType({})


class Text(str):
    """A text in the hub's default language that knows its translations.

    It *is* the text in the default language (or, where that is missing, in the first language given), so that sorting and
    searching need no language; :meth:`within` gives another one.
    """

    others: Mapping[str, str] = _NONE

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Text:
        """Make a text from a mapping language tag (BCP 47) → text; the first one is the fallback."""
        text = cls(next(iter(texts.values())))
        text.others = MappingProxyType(dict(texts))
        return text

    def within(self, language: str) -> str:
        """Return the text in a language, else in the language's base (``pt`` for ``pt-BR``), else as it stands."""
        return self.others.get(language) or self.others.get(language.partition("-")[0]) or str(self)


class Prose(Text):
    """A longer text in Markdown; the only place where Markdown is read."""


def code_order(code: str) -> list[tuple[int, int | str]]:
    """Return the key by which codes are sorted, number by number: 1.9 < 1.10 < A.1."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", code)
    return [(0, int(piece)) if piece[0] in "0123456789" else (1, piece.casefold()) for piece in pieces]


class Message:
    """A sentence of ours with values in it, translated when it is shown.

    ``Message("{role} is vacant", role=title)`` keeps the sentence as its catalogs know it. Where a number decides about its form,
    the sentence for one and the sentence for many are given, and the value ``number`` chooses.
    """

    __slots__ = ("plural", "sentence", "values")

    def __init__(self, sentence: str, plural: str = "", /, **values: object) -> None:
        self.sentence, self.plural, self.values = sentence, plural, values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.sentence, self.values) == (other.sentence, other.values)

    def __hash__(self) -> int:
        return hash((self.sentence, tuple(sorted((name, str(value)) for name, value in self.values.items()))))

    def __str__(self) -> str:
        sentence = self.plural if self.plural and self.values["number"] != 1 else self.sentence
        return sentence.format(**self.values)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"


def say(sentence: str, /, **values: object) -> Message:
    """Mark a sentence for the catalogs and fill it in later (``make messages`` collects calls of ``say``)."""
    return Message(sentence, **values)


def say_many(one: str, many: str, /, number: int, **values: object) -> Message:
    """Mark a sentence whose form hangs on a number, and fill it in later."""
    return Message(one, many, number=number, **values)


def N_(text: str) -> str:
    """Mark a word for the catalogs that is looked up later, by a name in the code: states, levels, meanings of links."""
    return text
