"""Texts as authors write them: one, or one per language."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from babel.localedata import locale_identifiers

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

# The languages that CLDR knows, so that "tip: ask first" is not taken for a text in the language "tip".
KNOWN = frozenset(identifier.partition("_")[0] for identifier in locale_identifiers())


def is_language(tag: str) -> bool:
    """Tell whether a word is the tag of a language (BCP 47) that CLDR knows."""
    return bool(LANGUAGE.fullmatch(tag)) and tag.partition("-")[0] in KNOWN


def split_mark(key: str) -> tuple[str, str]:
    """Return the language and the hash of a key such as ``ro@3f9a21bc``; the hash is empty where none is written."""
    language, _, made_from = key.partition("@")
    return language, made_from


def are_languages(keys: Collection[str]) -> bool:
    """Tell whether every key of a mapping is a language, with or without a hash behind it."""
    return bool(keys) and all(is_language(split_mark(key)[0]) for key in keys)


def mark(text: str) -> str:
    """Return the short hash of a source text: the first 8 digits of SHA-256, however its white space is laid out."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def is_mark(text: str) -> bool:
    """Tell whether a word may be such a hash."""
    return bool(re.fullmatch(r"[0-9a-f]{8}", text))


def chosen(texts: Iterable[str], language: str) -> str:
    """Return the language in which a reader of another one finds a text: itself, else its base (``pt`` for ``pt-BR``), else ``""``."""
    known = frozenset(texts)
    return next((each for each in (language, language.partition("-")[0]) if each in known), "")


class Standing(StrEnum):
    """How a text stands in a language."""

    COMPLETE = "complete"
    BEHIND = "behind"  # the source has changed since
    MISSING = "missing"


_NONE: Mapping[str, Any] = MappingProxyType({})


class Text(str):
    """A text in the hub's default language that knows its translations.

    It *is* the text in the default language (or, where that is missing, in the first language given), so that sorting and
    searching need no language; :meth:`within` gives another one.
    """

    others: Mapping[str, str] = _NONE
    made_from: Mapping[str, str] = _NONE  # language → the hash of the source that the translation was made from
    at: Any = None  # the node that it was read from, where its translations are looked after
    told: Mapping[str, Any] = _NONE  # language → where a sibling file says it

    @classmethod
    def of(cls, texts: Mapping[str, str], default: str = "") -> Text:
        """Make a text from a mapping language tag (BCP 47) → text; the first one stands in for a default that is missing."""
        first = next(iter(texts.values()))
        text = cls(texts.get(chosen(texts, default), first) if default else first)
        text.others = MappingProxyType(dict(texts))
        return text

    def within(self, language: str) -> str:
        """Return the text in a language, else in the language's base (``pt`` for ``pt-BR``), else as it stands."""
        return self.others.get(language) or self.others.get(language.partition("-")[0]) or str(self)

    def spoken(self, language: str, default: str) -> str:
        """Return the language in which a reader of another one gets the text: that of :meth:`within`.

        Args:
            language: the reader's.
            default: that of texts which name none.
        """
        for tag in dict.fromkeys((language, language.partition("-")[0])):
            if self.others.get(tag):
                return tag
        return (
            default
            if not self.others or default in self.others
            else chosen(self.others, default) or next(iter(self.others))
        )

    def standing(self, language: str) -> Standing:
        """Tell whether there is a translation into a language, and whether it was made from what the text says now.

        A translation without a hash is taken to be complete: nobody has said what it was made from.
        """
        there = chosen(self.others, language)
        if not there:
            return Standing.MISSING
        made_from = self.made_from.get(there)
        return Standing.BEHIND if made_from and made_from != mark(self) else Standing.COMPLETE

    def add(self, language: str, text: str, default: str, made_from: str = "", told: object = None) -> None:
        """Take in a translation that a sibling file holds."""
        self.others = MappingProxyType({**(self.others or {default: str(self)}), language: text})
        self.told = MappingProxyType({**self.told, language: told})
        if made_from:
            self.made_from = MappingProxyType({**self.made_from, language: made_from})


class Neutral(Text):
    """A language-neutral text: the name of a person, a contact, a place. It is said as it stands, unless a translation says otherwise."""


class Term(Text):
    """A word of the hub: a tag, a discipline, a unit, what a link is called.

    Addresses, filters and data know it as it is written. What readers see is looked up: in the record, where it says so itself, else in
    the hub's list of words.
    """

    lent: frozenset[str] = frozenset()  # the languages that the hub's list gave it

    def lend(self, meaning: Mapping[str, str]) -> None:
        """Take over what the hub's list of words says, in every language that the record has not said itself."""
        own = {language: text for language, text in self.others.items() if language not in self.lent}
        self.lent = frozenset(meaning).difference(own)
        self.others = MappingProxyType({**meaning, **own})


class Prose(Text):
    """A longer text in Markdown; the only place where Markdown is read."""


def code_order(code: str) -> list[tuple[int, int | str]]:
    """Return the key by which codes are sorted, number by number: 1.9 < 1.10 < A.1."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", code)
    return [(0, int(piece)) if piece[0] in "0123456789" else (1, piece.casefold()) for piece in pieces]


class Message:
    """A sentence of ours with values in it, translated when it is shown.

    ``Message("{role} is vacant", role=title)`` keeps the sentence as its catalogs know it. Where a number decides about its form,
    the sentence for one and the sentence for many are given, and the value ``number`` chooses. Words that mean several things have a
    context, by which translators tell which one. A value may be a day, another message, or a tuple of things, which becomes a list.
    """

    __slots__ = ("context", "plural", "sentence", "values")

    def __init__(self, sentence: str, plural: str = "", context: str = "", /, **values: object) -> None:
        self.sentence, self.plural, self.context, self.values = sentence, plural, context, values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.sentence, self.values) == (other.sentence, other.values)

    def __hash__(self) -> int:
        return hash((self.sentence, tuple(sorted((name, str(value)) for name, value in self.values.items()))))

    def __str__(self) -> str:
        sentence = self.plural if self.plural and self.values["number"] != 1 else self.sentence
        listed = {name: ", ".join(map(str, value)) for name, value in self.values.items() if isinstance(value, tuple)}
        return sentence.format(**self.values | listed)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"


def say(sentence: str, /, **values: object) -> Message:
    """Mark a sentence for the catalogs and fill it in later (``make messages`` collects calls of ``say``)."""
    return Message(sentence, **values)


def say_many(one: str, many: str, /, number: int, **values: object) -> Message:
    """Mark a sentence whose form hangs on a number, and fill it in later."""
    return Message(one, many, number=number, **values)


def say_in(context: str, sentence: str, /, **values: object) -> Message:
    """Mark words that mean several things, with what tells which one (gettext's ``msgctxt``)."""
    return Message(sentence, "", context, **values)


def N_(text: str) -> str:
    """Mark a word for the catalogs that is looked up later, by a name in the code: states, levels, meanings of links."""
    return text
