"""Which file is which record: from paths and bytes to documents that have an address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from hub_plugin.model import grammar_rules, name_rules
from hub_plugin.model.addresses import DEVICES, HUB, ID_HINT, Address, has_letter, is_slug, slug
from hub_plugin.model.findings import Finding, Place, Route, did_you_mean
from hub_plugin.model.index import ONE_NAME_SPACE, Index
from hub_plugin.model.keeping import NOTHING, Kept
from hub_plugin.model.kind import Kind
from hub_plugin.model.nodes import Document, place_in
from hub_plugin.model.one_file import Entry, File, WrittenPart, fragment_of, look, look_at_translation
from hub_plugin.model.siblings import Sibling, named, no_original, wrong_language
from hub_plugin.model.tables import beside
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


def take_in(files: frozenset[str], contents: Bytes, kinds: Mapping[str, Kind], kept: Kept = NOTHING) -> Intake:
    """Read every file that may be a record.

    Args:
        files: the paths of all files below the content folder.
        contents: path → bytes, for those that end in ``.yml``, ``.md`` or ``.csv``.
        kinds: name → kind.
        kept: what was made before, of the same folder.
    """
    taken = Intake()
    taken.index.kinds = frozenset(kinds)
    read: list[File] = []
    entries, translated, told = kept.made("entries", (files, *kinds.values()), partial(_entries, files, kinds))
    for entry in entries:
        data = contents[entry.path]
        if not _says_nothing(entry, data):
            file = kept.asked(
                ("file", entry.path), (data, entry.kind, files), contents, partial(look, entry, files, data)
            )
            read.append(file)
            taken.claimed.update(file.claims)
    # What a record offers for download is called as its authors like, though it ends in .yml or .yaml.
    taken.findings = [each for each in told if each.place.path not in taken.claimed]
    said: dict[Address, list[File]] = {}  # in its own file, and in further ones
    fragments: dict[Address, list[File]] = defaultdict(list)
    for file in read:
        entry = file.entry
        if entry.path in taken.claimed:
            continue
        taken.findings.extend(file.findings)
        if (whole := fragment_of(entry.path, entry.kind, files)) is not None:
            if file.document is None:
                taken.index.broken.add(whole)
            else:
                taken.findings.extend(file.inside)
                fragments[whole].append(file)
        elif file.lost:
            taken.findings.append(_lost(entry))
        elif _add(file, taken):
            said[entry.address] = [file]
    for address, further in fragments.items():
        if address in said:
            said[address] += further
            documents = tuple(each.document for each in said[address] if each.document is not None)
            taken.documents[address] = kept.made(("whole", address), documents, partial(_joined, *documents))
    for address, document in taken.documents.items():
        for path in beside(document):
            taken.tables.setdefault(path, []).append(address)
        _index(address, said[address], taken)
    _old_names(said, taken)
    _translations(translated, {file.entry.path: file.entry for file in read}, files, contents, taken, kept)
    taken.index.remember_nested({kind.name: kind.folder for kind in kinds.values() if kind.depth})
    _shared_names(taken)
    return taken


def _entries(
    files: frozenset[str], kinds: Mapping[str, Kind]
) -> tuple[list[Entry], list[tuple[str, str, str]], list[Finding]]:
    """Tell by their names which files may be records, which are translations (of what, into what), and which names are wrong."""
    taken, entries, translated = Intake(), [], []
    for path in sorted(files):
        if (name := named(path, files, kinds)) is not None:
            translated.append((path, *name))
        elif (entry := _entry(path, files, kinds, taken)) is not None:
            entries.append(entry)
    return entries, translated, taken.findings


def _joined(document: Document, *further: Document) -> Document:
    return replace(document, fragments=(*document.fragments, *further))


def _translations(
    named_: Iterable[tuple[str, str, str]], entries: Mapping[str, Entry], files: frozenset[str], contents: Bytes,
    taken: Intake, kept: Kept,
) -> None:  # fmt: skip
    """Read the siblings of what was read; each is laid over its record when that is decoded."""
    read = []
    for path, original, language in named_:
        if not original:
            if path not in taken.claimed:
                taken.findings.append(no_original(path, language, files))
            continue
        entry = entries.get(original)
        if entry is None or original in taken.claimed:
            continue  # the original says what is wrong with it
        address = fragment_of(original, entry.kind, files) or entry.address
        of = (entry, path, language, taken.documents.get(address), files, contents[path])
        said = kept.made(("file", path), (entry.kind, *of[1:]), partial(look_at_translation, *of))
        taken.claimed.update(said.claims)
        read.append((path, language, address, said))
    for path, language, address, said in read:
        if said.document is None or path not in taken.claimed:
            taken.findings.extend(said.findings)
        if said.document is None or path in taken.claimed or address not in taken.documents:
            continue
        if not is_language(language):
            taken.findings.append(wrong_language(path, language))
        elif said.sibling is not None:
            taken.siblings[address].append(said.sibling)


def _says_nothing(entry: Entry, data: bytes) -> bool:
    """Tell whether a file is empty, or all comments, and its kind asks for no field: then it is no file."""
    return (
        entry.path.endswith(".yml")
        and not any(info.is_required() for info in entry.kind.record.model_fields.values())
        and all(not line.strip() or line.lstrip().startswith(b"#") for line in data.splitlines())
    )


def _entry(path: str, files: frozenset[str], kinds: Mapping[str, Kind], taken: Intake) -> Entry | None:
    folder, slash, rest = path.partition("/")
    if not slash:
        return _top(path, files, kinds, taken)
    there = [kind for kind in kinds.values() if kind.folder == folder]
    if not there:
        known = sorted({kind.folder for kind in kinds.values() if kind.folder})
        hint = did_you_mean(folder, known) or "the folders are " + ", ".join(known)
        taken.findings.append(
            name_rules.UNKNOWN_FOLDER.found(f"no kind of record lies in '{folder}/'", hint, Place(path))
        )
        return None
    if rest.endswith(".yaml"):
        message, hint = "a record's file ends in '.yml'", f"call it '{rest.removesuffix('.yaml')}.yml'"
        taken.findings.append(name_rules.FILE_NAME.found(message, hint, Place(path)))
        return None
    steps = rest.rpartition(".")[0].split("/")
    kind = next((each for each in there if not each.depth or len(steps) in each.depth), there[-1])
    if not (rest.endswith(".yml") or (rest.endswith(".md") and kind.body)):
        return None
    if sign := in_name(path):
        message = f"the name of the file, or of a folder on the way to it, has {sign}"
        taken.findings.append(name_rules.FILE_NAME.found(message, "give it another name", Place(path)))
        return None
    if kind.depth and len(steps) not in kind.depth:
        message = f"'{rest}' lies too deep"
        hint = f"a {kind.one.lower()} lies {max(kind.depth)} folders below the content folder"
        taken.findings.append(name_rules.FILE_NAME.found(message, hint, Place(path)))
        return None
    name = "/".join(steps) if kind.depth else steps[-1]
    nested = (bool(kind.depth) and len(steps) > 1) or fragment_of(path, kind, files) is not None
    for step in name.split("/"):
        if not is_slug(step) or not (has_letter(step) or nested):
            better = slug(step)
            hint = f"call it '{better}'" if better and (nested or has_letter(better)) else ID_HINT
            taken.findings.append(name_rules.FILE_NAME.found(f"'{step[:80]}' is not an id", hint, Place(path)))
            return None
        if step in RESERVED or step in kinds or step in DEVICES:
            whose = "Windows keeps for itself" if step in DEVICES else "the format needs itself"
            message = f"'{step}' is a word that {whose}"
            taken.findings.append(name_rules.RESERVED.found(message, f"call it '{step}-{kind.name}'", Place(path)))
            return None
    return Entry(path, kind, Address(kind.name, name))


def _top(path: str, files: frozenset[str], kinds: Mapping[str, Kind], taken: Intake) -> Entry | None:
    if path == "hub.yml":
        return Entry(path, kinds["hub"], HUB)
    if path != "hub.yaml" or "hub.yml" in files:
        known = ["hub.yml"] if path.endswith((".yml", ".yaml")) else []
        hint = did_you_mean(path, known) or "put it into the folder of its kind"
        taken.findings.append(
            name_rules.UNKNOWN_FOLDER.found(f"'{path}' lies in no folder of a kind", hint, Place(path))
        )
    return None


def _lost(entry: Entry) -> Finding:
    whole = f"{entry.path.rpartition('/')[0]}.yml"
    message = f"it holds only '{entry.kind.fragments}' of a record, and there is no {whole}"
    return name_rules.FRAGMENT.found(message, f"write {whole}, or add what is missing here", Place(entry.path))


def _add(file: File, taken: Intake) -> bool:
    """Take in a record; tell whether it could be read and is the first of its name."""
    address, path = file.entry.address, file.entry.path
    if address in taken.index:
        other = taken.documents[address].path if address in taken.documents else "another file"
        message = f"'{address}' is also in {other}"
        twice = name_rules.SAME_NAME.found(message, "give one of the files another name", Place(path))
        taken.findings.append(replace(twice, also=Place(other)) if address in taken.documents else twice)
        return False
    taken.index.add(address)
    if file.document is None:
        taken.index.broken.add(address)
        return False
    taken.findings.extend(file.inside)
    taken.documents[address] = file.document
    return True


def _index(address: Address, files: Sequence[File], taken: Intake) -> None:
    for old in files[0].was:
        taken.index.renamed[Address(address.kind, old.strip())] = address
    for file in files:
        for part in file.parts:
            if part.id in taken.index.parts.get(address, ()):
                taken.findings.append(_part_twice(file, part))
                continue
            taken.index.add_part(address.at(part.id), part.called)
            for old in part.was:
                taken.index.renamed[address.at(old.strip())] = address.at(part.id)


def _old_names(said: Mapping[Address, Sequence[File]], taken: Intake) -> None:
    """Tell of old names that are not free: of a living record or part, or of two that claim them."""
    owners: dict[Address, Address] = {}
    for address, files in said.items():
        for file in files:
            claims: list[tuple[Route, Address, Address]]
            claims = [(("was",), Address(address.kind, old.strip()), address) for old in file.was]
            claims += [
                ((*p.route, "was"), address.at(old.strip()), address.at(p.id)) for p in file.parts for old in p.was
            ]
            for route, old, now in claims:
                there = taken.index.parts.get(old.record, ()) if old.part else taken.index.records.get(old.kind, ())
                other = old if (old.part or old.id) in there else owners.setdefault(old, now)
                if other != now and file.document is not None:
                    place = place_in(file.document.path, file.document.lines, file.document.find(route).span)
                    message = f"'{old.part or old.id}' is what '{now}' was called" + (
                        ", and there is one of that name" if other == old else f", and '{other}' as well"
                    )
                    hint = "give one of them another id, or take this old name out"
                    also = taken.documents.get(other.record)
                    twice = name_rules.WAS_TAKEN.found(message, hint, place, Place(also.path) if also else None)
                    taken.findings.append(twice)


def _part_twice(file: File, part: WrittenPart) -> Finding:
    assert file.document is not None
    node = file.document.find(part.route)
    named = node.key or (node.child("id") or node).span
    place = place_in(file.document.path, file.document.lines, named)
    message, hint = f"two parts of the record have the id '{part.id}'", "give one of them another id"
    return grammar_rules.DUPLICATE_PART.found(message, hint, place)


def _shared_names(taken: Intake) -> None:
    seen: dict[str, Address] = {}
    for kind in ONE_NAME_SPACE:
        for name in sorted(taken.index.records.get(kind, ())):
            address = Address(kind, name)
            if name in seen:
                document = taken.documents.get(address)
                message = f"'{name}' is the id of a {seen[name].kind} and of a {kind}"
                hint = "give one of them another id: 'owner' takes both"
                path = document.path if document else f"{kind}/{name}"
                taken.findings.append(grammar_rules.SHARED_NAME.found(message, hint, Place(path)))
            seen.setdefault(name, address)
