"""What becomes of one file: a record, what its translations and links say, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hub_plugin.model.addresses import Address
from hub_plugin.model.decode import decode
from hub_plugin.model.facts import Edge
from hub_plugin.model.files import Beside
from hub_plugin.model.findings import Finding, Route
from hub_plugin.model.index import Index, Miss
from hub_plugin.model.kind import Kind
from hub_plugin.model.links import Context, Link, in_prose
from hub_plugin.model.nodes import Document
from hub_plugin.model.record import Record, Walked
from hub_plugin.model.siblings import Sibling
from hub_plugin.model.texts import Term, Text, say_in
from hub_plugin.model.translations import inline, lay
from hub_plugin.model.vocabulary import Vocabulary


class Surroundings(NamedTuple):
    """What all records of a hub are decoded with.

    Args:
        ids: all of them.
        files: the paths of all files below the content folder.
        contents: path → bytes, of files for download the first.
        languages: those of the hub, the default first.
        words: word → the one term for it, which the records fill.
    """

    ids: Index
    files: frozenset[str]
    contents: Mapping[str, bytes]
    languages: tuple[str, ...]
    words: dict[str, Term]


@dataclass(frozen=True, slots=True)
class Decoded:
    """What became of a file.

    Args:
        record: None where a field is wrong.
        findings: what is wrong, those of its files in other languages among it.
        claims: the files that it names.
        spoken: its texts and files, in the order in which they were read; only where translations are looked after.
        edges: the links that it makes, each with what the field says of it.
        vocabulary: the words that it uses.
    """

    record: Record | None
    findings: tuple[Finding, ...]
    claims: tuple[str, ...]
    spoken: tuple[Text | Beside, ...]
    edges: tuple[tuple[Edge, Link], ...]
    vocabulary: Vocabulary


def decoded(
    kind: Kind, address: Address, document: Document, siblings: Sequence[Sibling], around: Surroundings
) -> Decoded:
    """Decode a file, lay its files in other languages over it, and look up its links.

    Args:
        kind: the kind of the record.
        address: of the record.
        document: its file, with further ones that belong to it.
        siblings: its files in other languages.
        around: what it is decoded with.
    """
    said, vocabulary = bool(siblings) or len(around.languages) > 1, Vocabulary(pool=around.words)
    claims: dict[str, list[Address]] = {}
    context = Context(around.ids, address, document.path.rpartition("/")[0], around.files, claims, around.languages[0],
                      vocabulary=vocabulary, contents=around.contents)  # fmt: skip
    record, found = decode(kind.record, document, context, said)
    findings = list(found)
    if record is not None and context.several and not said:
        context.claims = {}  # once more, with the nodes of its texts; what it claims has been noted
        record, _ = decode(kind.record, document, context, True)
    context.claims = claims
    edges: Iterable[tuple[Edge, Link]] = ()
    if record is not None:
        walked = context.walked
        if siblings:  # they bring further texts
            findings.extend(lay(kind, document, siblings, context, around.languages))
            walked = record.walk()
        edges = _edges(record, around.ids, walked)
        if context.spoken:
            findings.extend(inline(context.spoken, document, around.languages))
    named = tuple(path for path, those in claims.items() for _ in those)
    return Decoded(record, tuple(findings), named, tuple(context.spoken) if record else (), tuple(edges), vocabulary)


def _edges(record: Record, index: Index, walked: Walked) -> Iterator[tuple[Edge, Link]]:
    """Yield the links of a record, those in its prose among them."""
    for route, part, value in walked:
        here = record.address.at(part) if part else record.address
        if isinstance(value, Link):
            if value.to is not None:
                yield _edge(record, here, route, value.means, value.back, value.to), value
        else:
            texts = value.others.values() or (value,)
            for target in dict.fromkeys(each for text in texts for _, each, _ in in_prose(text)):
                found = index.resolve(target, (), record.address)
                if not isinstance(found, Miss):
                    link = Link(found, "", "mentions", say_in("before links", "mentioned in").sentence)
                    yield _edge(record, here, route, link.means, link.back, found), link


def _edge(record: Record, about: Address, route: Route, means: str, back: str, to: Address) -> Edge:
    return Edge(about=about, source=record.address, route=route, means=means, back=back, to=to)
