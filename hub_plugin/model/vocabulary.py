"""Words that stand in many records and mean the same in each: tags, disciplines, units, what links are called.

Each is a :class:`~hub_plugin.model.texts.Term`. What it is called in a language is said once a hub, in ``words`` of ``hub.yml``; a unit
and the name of a link may also be said in the record, because they may be needed there only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, ValidationInfo, WithJsonSchema

from hub_plugin.model.addresses import Address
from hub_plugin.model.fields import SCALAR, TEXT_SCHEMA, Sentence, Url, said_text
from hub_plugin.model.nodes import Spoken
from hub_plugin.model.refusals import as_text, wrong
from hub_plugin.model.texts import Neutral, Term, Text, are_languages, split_mark

PERCENT = ("percent", "%")


@dataclass(frozen=True)
class Vocabulary:
    """The words that the records of a hub use.

    Args:
        shared: word → the one term for it, wherever it stands; only the hub's list says what it is called.
        own: terms that their records may put into other languages.
        used: word → the records that use it.
        pool: word → the one term for it, of all vocabularies that are to be joined.
    """

    shared: dict[str, Term] = field(default_factory=dict)
    own: list[Term] = field(default_factory=list)
    used: dict[str, set[Address]] = field(default_factory=lambda: defaultdict(set))
    pool: dict[str, Term] = field(default_factory=dict)

    def term(self, word: str, here: Address) -> Term:
        """Return the term for a word that a record uses."""
        self.used[word].add(here)
        self.shared[word] = made = self.pool.get(word) or self.pool.setdefault(word, Term(word))
        return made

    def take(self, term: Term, here: Address) -> Term:
        """Take in a term that its record may put into other languages."""
        self.used[str(term)].add(here)
        self.own.append(term)
        return term

    def join(self, other: Vocabulary) -> None:
        """Take in what other records use."""
        for word, those in other.used.items():
            self.used[word] |= those
        self.shared.update(other.shared)
        self.own.extend(other.own)

    def learn(self, words: Mapping[str, Text], language: str) -> None:
        """Tell all terms what the hub's list says of them.

        Args:
            words: the list.
            language: of what says no other.
        """
        for each in (*self.shared.values(), *self.own):
            if (meaning := words.get(str(each))) is not None:
                each.lend(meaning.others or {language: str(meaning)})


def meanings(value: Any, info: ValidationInfo) -> Any:
    """Let a word stand for itself in the hub's own language, where the list says only what it is called in others."""
    language = getattr(info.context, "language", "")
    if not isinstance(value, dict) or not language:
        return value
    made = {}
    for word, said in value.items():
        if isinstance(said, dict) and are_languages(said) and language not in {split_mark(each)[0] for each in said}:
            whole = {language: word, **said}
            said = Spoken(whole, said.node) if isinstance(said, Spoken) else whole
        made[word] = said
    return made


def term(value: Any, info: ValidationInfo) -> Term:
    """Return the term for a word that a record writes.

    Raises:
        PydanticCustomError: it is no single word.
    """
    if isinstance(value, Term):
        return value
    if isinstance(value, dict):
        hint = "write the word, and what it is called in other languages under 'words' in hub.yml"
        raise wrong("expected a word or two, found several fields", hint)
    word = " ".join(as_text(value, "a word or two").split())
    context: Any = info.context
    vocabulary: Vocabulary | None = getattr(context, "vocabulary", None)
    return vocabulary.term(word, context.here) if vocabulary is not None else Term(word)


def _label(value: Any, info: ValidationInfo) -> Text:
    if isinstance(value, str) and value.strip() in PERCENT:
        return Neutral(value.strip())  # a sign says it in every language
    made = said_text(value, Term, info)
    assert isinstance(made, Term)
    return _taken(made, info)


def _taken(term: Term, info: ValidationInfo) -> Term:
    context: Any = info.context
    vocabulary: Vocabulary | None = getattr(context, "vocabulary", None)
    return term if vocabulary is None else vocabulary.take(term, context.here)


def _links(value: Any, info: ValidationInfo) -> Any:
    """Make each name a term. A file in another language says it where the original has the address."""
    if not isinstance(value, dict):
        return value
    context: Any = info.context
    made = {}
    for name, address in value.items():
        term = Term(name)
        if node := getattr(address, "node", None):
            term.at = node
            context.spoken.append(term)
        made[_taken(term, info)] = address
    return made


_WORD = Sentence("a word or two", "customer service")
TermField = Annotated[
    Term, PlainValidator(term), WithJsonSchema({"type": SCALAR, "examples": ["customer service"]}), _WORD
]
LabelField = Annotated[Text, PlainValidator(_label), WithJsonSchema(TEXT_SCHEMA), _WORD]
Links = Annotated[
    dict[Annotated[Term, PlainValidator(lambda name: name), WithJsonSchema({"type": "string"})], Url],
    BeforeValidator(_links),
]
