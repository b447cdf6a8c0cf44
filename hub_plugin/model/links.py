"""A link: written on one side, read from both, its two directions named once, on the field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from hub_plugin.model import patterns
from hub_plugin.model.addresses import Address
from hub_plugin.model.fields import SCALAR, as_text, is_address, said_text, wrong
from hub_plugin.model.index import Index, Miss
from hub_plugin.model.texts import Text, are_languages
from hub_plugin.model.vocabulary import Vocabulary
from hub_plugin.model.wordings import in_languages

CODE = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]*`)", re.DOTALL)  # in Markdown; a split keeps it
_COULD_BE_ID = re.compile(r"[a-z0-9/#-]*")
_TARGET = re.compile(r"\]\(\s*<?([^\s<>()]+)|^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]+<?([^\s<>]+)", re.MULTILINE)
_WHOLE = re.compile(r"https?://|mailto:", re.IGNORECASE)
IN_PROSE = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,300}))?\]\]")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a field leads.

    Args:
        to: the record or part; None where the link leads outside.
        url: the address outside, else empty.
        means: what the link says, from here to there.
        back: what it says from there to here.
        ordered: links of this meaning build a tree or an order, so they may not form a circle.
        words: what is written instead, where the field takes plain words too.
    """

    to: Address | None
    url: str = ""
    means: str = ""
    back: str = ""
    ordered: bool = False
    words: Text | str = ""

    def __str__(self) -> str:
        return (
            str(self.to) if self.to else self.url or self.words
        )  # words keep their languages: str() gives back what it gets


@dataclass(slots=True)
class Context:
    """What the types need to know while one record is checked.

    Args:
        index: all ids.
        here: the record's own address.
        folder: the record's folder, below the content folder.
        files: the paths of all files below the content folder.
        claims: paths that records claim, each with the address that claims it first.
        language: the hub's default language.
        spoken: the texts and files whose translations are looked after, as they are read.
        several: some text is written in several languages.
        vocabulary: the words that all records share.
        contents: path → bytes, of files for download the first; what is not in it was not read.
        walked: the links of the record, and its texts that may hold some, as they were looked through.
    """

    index: Index
    here: Address
    folder: str = ""
    files: frozenset[str] = frozenset()
    claims: dict[str, list[Address]] = field(default_factory=dict)
    language: str = ""
    spoken: list[Any] = field(default_factory=list)
    several: bool = False
    vocabulary: Vocabulary | None = None
    contents: Mapping[str, bytes] = field(default_factory=dict)
    walked: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class LinkTo:
    """Declares a link on a field.

    Args:
        to: kinds of record and names of parts that it may lead to; empty: any.
        means: what it says (``owned by``).
        back: what the other side says (``owns``).
        outside: an address outside the hub is allowed.
        ordered: links of this meaning may not form a circle.
        words: what can be no id (several words, a name in capitals) is taken as a text of this type; None: it is not.
    """

    to: tuple[str, ...]
    means: str = field(kw_only=True)
    back: str = field(kw_only=True)
    outside: bool = field(default=False, kw_only=True)
    ordered: bool = field(default=False, kw_only=True)
    words: type[Text] | None = field(default=None, kw_only=True)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self._resolve)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        if self.words:
            one = {"type": SCALAR, "x-link": list(self.to)}
            return {"anyOf": [one, in_languages({"type": SCALAR})]}
        told = f"Write the id of a {self._what}" + ", or a web address" * self.outside
        shape = patterns.LINK_OR_URL if self.outside else patterns.LINK
        return {**shape, "errorMessage": told, "x-link": list(self.to)}

    def _resolve(self, value: Any, info: ValidationInfo) -> Link:
        if isinstance(value, Link):
            return value
        if self.words and isinstance(value, dict) and are_languages(value):
            return self._in_words(value, info)
        text = (value if isinstance(value, str) else as_text(value, f"the id of a {self._what}")).strip()
        if is_address(text):
            if self.outside:
                return Link(None, text, self.means, self.back)
            raise wrong(f"expected the id of a {self._what}, found a web address", "link to a record of this hub")
        if self.words and " " in text:
            return self._in_words(value, info)
        context: Any = info.context
        found = context.index.resolve(text, self.to, context.here)
        if isinstance(found, Miss):
            if self.words and not found.hint and not _COULD_BE_ID.fullmatch(text):
                return self._in_words(value, info)
            raise missed(found, bool(self.words))
        return Link(found, "", self.means, self.back, self.ordered)

    @property
    def _what(self) -> str:
        return " or ".join(name.replace("-", " ") for name in self.to) or "record"

    def _in_words(self, value: Any, info: ValidationInfo) -> Link:
        assert self.words is not None
        return Link(None, "", self.means, self.back, words=said_text(value, self.words, info))


@dataclass(frozen=True)
class IdOf:
    """Declares that a key is the id of a record, as in ``by_team: {payments: 78}``; the code gets its address.

    It is no link with two directions: what stands under the key is told by facts.

    Args:
        to: kinds of record.
    """

    to: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self._resolve)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "x-link": list(self.to)}

    def _resolve(self, value: Any, info: ValidationInfo) -> Address:
        if isinstance(value, Address):
            return value
        context: Any = info.context
        found: Address | Miss = context.index.resolve(
            as_text(value, f"the id of a {' or '.join(self.to)}"), self.to, context.here
        )
        if isinstance(found, Miss):
            raise missed(found)
        return found


NO_SUCH = "write the id of one that is in the hub: its file name without the ending"


def missed(miss: Miss, or_words: bool = False) -> PydanticCustomError:
    """Return the error for a link that leads nowhere; where a few words may stand instead, the hint says so."""
    hint = miss.hint or NO_SUCH
    if or_words:
        hint += f"{' Or' if hint.endswith('?') else ', or'} say it in two words or more"
    return wrong(miss.message, hint, miss.rule)


def relative_in_prose(text: str) -> list[str]:
    """Return the targets of Markdown's own links (``[words](target)``) that are no whole addresses, outside of code."""
    if "](" not in text and "]:" not in text:
        return []
    found = (one or other for one, other in _TARGET.findall(CODE.sub("", text)))
    return [each for each in found if not _WHOLE.match(each)]


def in_prose(text: str) -> list[tuple[str, str, str]]:
    """Return the links inside a Markdown text as (the whole link, its target, its label or ``""``).

    A link is ``[[kind/id#part]]`` or ``[[kind/id#part|label]]``; in code the brackets are code (``[[ -f file ]]``).
    """
    text = CODE.sub("", text) if "`" in text or "~" in text else text
    return [(found[0], found[1].strip(), (found[2] or "").strip()) for found in IN_PROSE.finditer(text)]
