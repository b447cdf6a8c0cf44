"""What one file says, before anybody knows of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hub_plugin.model import grammar_rules
from hub_plugin.model.addresses import Address
from hub_plugin.model.findings import Finding, Problem, Route
from hub_plugin.model.kind import Kind
from hub_plugin.model.nodes import Document
from hub_plugin.model.reading import read
from hub_plugin.model.record import part_fields, part_holders
from hub_plugin.model.sections import unfold, written_parts
from hub_plugin.model.siblings import Sibling, taken_apart
from hub_plugin.model.tables import attach
from hub_plugin.model.texts import is_language


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that may be a record, by its name: where it lies, of which kind it is, and which record it would be."""

    path: str
    kind: Kind
    address: Address


def fragment_of(path: str, kind: Kind, files: frozenset[str]) -> Address | None:
    """Return the address of the record that a file is a fragment of, or None."""
    folder = path.rpartition("/")[0]
    if kind.fragments and (f"{folder}.yml" in files or f"{folder}.md" in files):
        return Address(kind.name, folder.rpartition("/")[2])
    return None


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A part, as it stands in a file: its id, what it is called, the way to it, and the ids that it had."""

    id: str
    called: str
    route: Route
    was: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """What a file says.

    Args:
        entry: which one.
        document: None where it cannot be read.
        findings: what is wrong with it as YAML, or with the tables beside it.
        inside: what is wrong with its parts.
        claims: the paths of the files that it names.
        lost: it holds nothing but parts of a record, as a fragment does.
        was: the ids that the record had.
        parts: those that stand in it.
    """

    entry: Entry
    document: Document | None
    findings: tuple[Finding, ...]
    inside: tuple[Finding, ...] = ()
    claims: tuple[str, ...] = ()
    lost: bool = False
    was: tuple[str, ...] = ()
    parts: tuple[WrittenPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Translated:
    """What a file in another language says: as :class:`File`; the sibling is None where there is nothing to lay it over."""

    document: Document | None
    findings: tuple[Finding, ...]
    claims: tuple[str, ...]
    sibling: Sibling | None


def look(entry: Entry, files: frozenset[str], data: bytes, contents: Mapping[str, bytes]) -> File:
    """Read a file.

    Args:
        entry: which one.
        files: the paths of all files below the content folder.
        data: its bytes.
        contents: path → bytes, of the tables beside it.
    """
    document, findings = read(entry.path, data, entry.kind.body)
    if document is None:
        return File(entry, None, findings)
    kind = entry.kind
    document, told = attach(document, kind.record, files, contents)
    claims, lost = tuple(_claims(entry, document, files)), _lost(entry, document)
    inside = [*unfold(kind, document)]
    if fragment_of(entry.path, kind, files) is not None:
        inside += _other_fields(kind, document)
    has_parts = part_fields(kind.record) or part_holders(kind.record)
    parts = written_parts(kind.record, document.tree.whole()) if has_parts else ()
    return File(
        entry, document, (*findings, *told), tuple(inside), claims, lost, tuple(_texts(document.tree.child("was"))),
        tuple(WrittenPart(id_, part.called, route, _was(value)) for id_, part, route, value in parts),
    )  # fmt: skip


def look_at_translation(
    entry: Entry, path: str, language: str, whole: Document | None, files: frozenset[str], data: bytes
) -> Translated:
    """Read a file that says in another language what another file says.

    Args:
        entry: the other file.
        path: of this one.
        language: as its name has it.
        whole: the record, with its fragments; None where it cannot be read.
        files: the paths of all files below the content folder.
        data: its bytes.
    """
    document, findings = read(path, data, entry.kind.body)
    if document is None:
        return Translated(None, findings, (), None)
    claims = tuple(_claims(entry, document, files))
    of = {each.path for each in (whole, *whole.fragments)} if whole is not None else ()
    fits = whole is not None and entry.path in of and is_language(language)
    sibling = taken_apart(entry.kind, language, document, entry.path, whole) if fits and whole is not None else None
    return Translated(document, findings, claims, sibling)


def _was(value: Any) -> tuple[str, ...]:
    return tuple(_texts(value.get("was"))) if isinstance(value, dict) else ()


def _claims(entry: Entry, document: Document, files: frozenset[str]) -> Iterator[str]:
    folder = entry.path.rpartition("/")[0]
    for name in entry.kind.claims:
        for text in _texts(document.tree.child(name)):
            if (path := f"{folder}/{text.strip()}") in files and path != entry.path:
                yield path


def _texts(data: Any) -> Iterator[str]:
    """Yield the texts in what an author wrote."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _texts(each)


def _lost(entry: Entry, document: Document) -> bool:
    """Tell whether a file is a fragment without a record: it lies in a sub-folder and holds nothing but the parts of one."""
    part = bool(entry.kind.fragments) and entry.path.count("/") > 1
    return part and set(document.tree.whole()) == {entry.kind.fragments}


def _other_fields(kind: Kind, document: Document) -> Iterator[Finding]:
    """Take out of a fragment what is not its parts, and tell it."""
    assert isinstance(document.root.value, dict)
    for name in [each for each in document.root.value if each != kind.fragments]:
        hint = f"a further file of a record holds '{kind.fragments}' only"
        place = document.place(Problem((name,), "", on_key=True))
        yield grammar_rules.UNKNOWN.found(f"the field '{name}' is not known here", hint, place)
        del document.root.value[name]
