"""Which file is which record: from paths and bytes to documents that have an address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hub_plugin.model import file_rules, grammar_rules
from hub_plugin.model.addresses import DEVICES, ID_HINT, Address, has_letter, is_slug, slug
from hub_plugin.model.findings import Finding, Place, Problem, did_you_mean
from hub_plugin.model.index import ONE_NAME_SPACE, Index
from hub_plugin.model.kind import Kind
from hub_plugin.model.nodes import Document, place_in
from hub_plugin.model.reading import read
from hub_plugin.model.record import part_fields, part_holders
from hub_plugin.model.rules import Rule
from hub_plugin.model.sections import unfold, written_parts
from hub_plugin.model.siblings import Sibling, named, no_original, taken_apart, wrong_language
from hub_plugin.model.tables import attach, beside
from hub_plugin.model.texts import is_language
from hub_plugin.model.unseen import in_name

_WORDS = """
    met partly not-met not-applicable exempt silent confirm
    index feeds api assets search files admin reference
"""
RESERVED = frozenset(_WORDS.split())

Bytes = Mapping[str, bytes]


@dataclass(slots=True)
class Intake:
    """What was taken in.

    Args:
        documents: address → document; a file that could not be read is not among them.
        index: every id, that of broken files too.
        findings: what is wrong with names, and with the files as YAML or as tables.
        claimed: the paths of files that records name.
        tables: the paths of tables that became part of records, each with those records.
        siblings: address → the files that hold its texts in other languages.
    """

    documents: dict[Address, Document] = field(default_factory=dict)
    index: Index = field(default_factory=Index)
    findings: list[Finding] = field(default_factory=list)
    claimed: set[str] = field(default_factory=set)
    tables: dict[str, list[Address]] = field(default_factory=dict)
    siblings: dict[Address, list[Sibling]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class _Entry:
    path: str
    kind: Kind
    address: Address


def take_in(files: frozenset[str], contents: Bytes, kinds: Mapping[str, Kind]) -> Intake:
    """Read every file that may be a record.

    Args:
        files: the paths of all files below the content folder.
        contents: path → bytes, for those that end in ``.yml``, ``.md`` or ``.csv``.
        kinds: name → kind.
    """
    taken = Intake()
    taken.index.kinds = frozenset(kinds)
    read_: list[tuple[_Entry, Document | None, tuple[Finding, ...]]] = []
    translated: list[tuple[str, str, str]] = []
    for path in sorted(files):
        if (name := named(path, files, kinds)) is not None:
            translated.append((path, *name))
            continue
        entry = _entry(path, files, kinds, taken)
        if entry is not None and not _says_nothing(entry, contents[path]):
            document, findings = read(path, contents[path], entry.kind.body)
            if document is not None:
                document, told = attach(document, entry.kind.record, files, contents)
                findings = (*findings, *told)
            read_.append((entry, document, findings))
            if document is not None:
                taken.claimed.update(_claims(entry, document, files))
    # What a record offers for download is called as its authors like, though it ends in .yml or .yaml.
    taken.findings = [each for each in taken.findings if each.place.path not in taken.claimed]
    fragments: dict[Address, list[Document]] = defaultdict(list)
    for entry, document, findings in read_:
        if entry.path in taken.claimed:
            continue
        taken.findings.extend(findings)
        if (whole := _whole(entry.path, entry.kind, files)) is not None:
            if document is None:
                taken.index.broken.add(whole)
            else:
                taken.findings.extend(unfold(entry.kind, document))
                taken.findings.extend(_other_fields(entry.kind, document))
                fragments[whole].append(document)
            continue
        if document is not None and _lost(entry, document):
            whole_path = f"{entry.path.rpartition('/')[0]}.yml"
            message = f"it holds only '{entry.kind.fragments}' of a record, and there is no {whole_path}"
            taken.findings.append(
                _found(file_rules.FRAGMENT, entry.path, message, f"write {whole_path}, or add what is missing here")
            )
            continue
        _add(entry, document, taken)
    for address, parts in fragments.items():
        if address in taken.documents:
            document = taken.documents[address]
            taken.documents[address] = replace(document, fragments=(*document.fragments, *parts))
    for address, document in taken.documents.items():
        for path in beside(document):
            taken.tables.setdefault(path, []).append(address)
        _index(kinds[address.kind], address, document, taken)
    _translations(translated, {entry.path: entry for entry, _, _ in read_}, files, contents, taken)
    taken.index.remember_nested({kind.name: kind.folder for kind in kinds.values() if kind.depth})
    _shared_names(taken)
    return taken


def _translations(
    named_: Iterable[tuple[str, str, str]], entries: Mapping[str, _Entry], files: frozenset[str], contents: Bytes, taken: Intake
) -> None:  # fmt: skip
    """Read the siblings of what was read; each is laid over its record when that is decoded."""
    read_ = []
    for path, original, language in named_:
        if not original:
            if path not in taken.claimed:
                taken.findings.append(no_original(path, language, files))
            continue
        entry = entries.get(original)
        if entry is None or original in taken.claimed:
            continue  # the original says what is wrong with it
        document, findings = read(path, contents[path], entry.kind.body)
        if document is not None:
            taken.claimed.update(_claims(entry, document, files))
        read_.append((entry, language, document, findings))
    for entry, language, document, findings in read_:
        if document is not None and document.path in taken.claimed:
            continue
        taken.findings.extend(findings)
        address = _whole(entry.path, entry.kind, files) or entry.address
        whole = taken.documents.get(address)
        if document is None or whole is None or entry.path not in {each.path for each in (whole, *whole.fragments)}:
            continue
        if not is_language(language):
            taken.findings.append(wrong_language(document.path, language))
            continue
        taken.siblings[address].append(taken_apart(entry.kind, language, document, entry.path, whole))


def _says_nothing(entry: _Entry, data: bytes) -> bool:
    """Tell whether a file is empty, or all comments, and its kind asks for no field: then it is no file."""
    return (
        entry.path.endswith(".yml")
        and not any(info.is_required() for info in entry.kind.record.model_fields.values())
        and all(not line.strip() or line.lstrip().startswith(b"#") for line in data.splitlines())
    )


def _entry(path: str, files: frozenset[str], kinds: Mapping[str, Kind], taken: Intake) -> _Entry | None:
    folder, slash, rest = path.partition("/")
    if not slash:
        return _top(path, files, kinds, taken)
    there = [kind for kind in kinds.values() if kind.folder == folder]
    if not there:
        known = sorted({kind.folder for kind in kinds.values() if kind.folder})
        hint = did_you_mean(folder, known) or "the folders are " + ", ".join(known)
        taken.findings.append(_found(file_rules.UNKNOWN_FOLDER, path, f"no kind of record lies in '{folder}/'", hint))
        return None
    if rest.endswith(".yaml"):
        message, hint = "a record's file ends in '.yml'", f"call it '{rest.removesuffix('.yaml')}.yml'"
        taken.findings.append(_found(file_rules.FILE_NAME, path, message, hint))
        return None
    steps = rest.rpartition(".")[0].split("/")
    kind = next((each for each in there if not each.depth or len(steps) in each.depth), there[-1])
    if not (rest.endswith(".yml") or (rest.endswith(".md") and kind.body)):
        return None
    if sign := in_name(path):
        message = f"the name of the file, or of a folder on the way to it, has {sign}"
        taken.findings.append(_found(file_rules.FILE_NAME, path, message, "give it another name"))
        return None
    if kind.depth and len(steps) not in kind.depth:
        message = f"'{rest}' lies too deep"
        hint = f"a {kind.one.lower()} lies {max(kind.depth)} folders below 'content/'"
        taken.findings.append(_found(file_rules.FILE_NAME, path, message, hint))
        return None
    name = "/".join(steps) if kind.depth else steps[-1]
    nested = (bool(kind.depth) and len(steps) > 1) or _whole(path, kind, files) is not None
    for step in name.split("/"):
        if not is_slug(step) or not (has_letter(step) or nested):
            better = slug(step)
            hint = f"call it '{better}'" if better and (nested or has_letter(better)) else ID_HINT
            taken.findings.append(_found(file_rules.FILE_NAME, path, f"'{step[:80]}' is not an id", hint))
            return None
        if step in RESERVED or step in kinds or step in DEVICES:
            whose = "Windows keeps for itself" if step in DEVICES else "the format needs itself"
            message = f"'{step}' is a word that {whose}"
            taken.findings.append(_found(file_rules.RESERVED, path, message, f"call it '{step}-{kind.name}'"))
            return None
    return _Entry(path, kind, Address(kind.name, name))


def _top(path: str, files: frozenset[str], kinds: Mapping[str, Kind], taken: Intake) -> _Entry | None:
    if path == "hub.yml":
        return _Entry(path, kinds["hub"], Address("hub", "hub"))
    if path != "hub.yaml" or "hub.yml" in files:
        known = ["hub.yml"] if path.endswith((".yml", ".yaml")) else []
        hint = did_you_mean(path, known) or "put it into the folder of its kind"
        taken.findings.append(_found(file_rules.UNKNOWN_FOLDER, path, f"'{path}' lies in no folder of a kind", hint))
    return None


def _found(rule: Rule, path: str, message: str, hint: str) -> Finding:
    return Finding(rule.name, rule.level, message, hint, Place(path))


def _claims(entry: _Entry, document: Document, files: frozenset[str]) -> Iterator[str]:
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


def _whole(path: str, kind: Kind, files: frozenset[str]) -> Address | None:
    """Return the address of the record that a file is a fragment of, or None."""
    folder = path.rpartition("/")[0]
    if kind.fragments and (f"{folder}.yml" in files or f"{folder}.md" in files):
        return Address(kind.name, folder.rpartition("/")[2])
    return None


def _lost(entry: _Entry, document: Document) -> bool:
    """Tell whether a file is a fragment without a record: it lies in a sub-folder and holds nothing but the parts of one."""
    part = bool(entry.kind.fragments) and entry.path.count("/") > 1
    return part and set(document.tree.whole()) == {entry.kind.fragments}


def _other_fields(kind: Kind, document: Document) -> Iterator[Finding]:
    """Take out of a fragment what is not its parts, and tell it."""
    assert isinstance(document.root.value, dict)
    for name in [each for each in document.root.value if each != kind.fragments]:
        rule, problem = grammar_rules.UNKNOWN, Problem((name,), "", on_key=True)
        message, hint = (
            f"the field '{name}' is not known here",
            f"a further file of a record holds '{kind.fragments}' only",
        )
        yield Finding(rule.name, rule.level, message, hint, document.place(problem))
        del document.root.value[name]


def _add(entry: _Entry, document: Document | None, taken: Intake) -> None:
    address = entry.address
    if address in taken.index:
        other = taken.documents[address].path if address in taken.documents else "another file"
        message = f"'{address}' is also in {other}"
        twice = _found(file_rules.SAME_NAME, entry.path, message, "give one of the files another name")
        taken.findings.append(replace(twice, also=Place(other)) if address in taken.documents else twice)
        return
    taken.index.add(address)
    if document is None:
        taken.index.broken.add(address)
        return
    taken.findings.extend(unfold(entry.kind, document))
    taken.documents[address] = document


def _index(kind: Kind, address: Address, document: Document, taken: Intake) -> None:
    for old in _texts(document.tree.child("was")):
        taken.index.renamed[Address(address.kind, old.strip())] = address
    if not (part_fields(kind.record) or part_holders(kind.record)):
        return
    for whole in (document, *document.fragments):
        for name, part, route, value in written_parts(kind.record, whole.tree.whole()):
            if name in taken.index.parts.get(address, ()):
                problem = Problem((), f"two parts of the record have the id '{name}'", "give one of them another id")
                node = whole.find(route)
                named = node.key or (node.child("id") or node).span
                place = place_in(whole.path, whole.lines, named)
                rule = grammar_rules.DUPLICATE_PART
                taken.findings.append(Finding(rule.name, rule.level, problem.message, problem.hint, place))
                continue
            taken.index.add_part(address.at(name), part.called)
            for old in _texts(value.get("was") if isinstance(value, dict) else None):
                taken.index.renamed[address.at(old.strip())] = address.at(name)


def _shared_names(taken: Intake) -> None:
    seen: dict[str, Address] = {}
    for kind in ONE_NAME_SPACE:
        for name in sorted(taken.index.records.get(kind, ())):
            address = Address(kind, name)
            if name in seen:
                document = taken.documents.get(address)
                message = f"'{name}' is the id of a {seen[name].kind} and of a {kind}"
                hint = "give one of them another id: 'owner' takes both"
                rule = grammar_rules.SHARED_NAME
                path = document.path if document else f"{kind}/{name}"
                taken.findings.append(_found(rule, path, message, hint))
            seen.setdefault(name, address)
