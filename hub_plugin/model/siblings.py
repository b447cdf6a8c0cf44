"""Files beside a record that say its texts in another language: ``service.ro.yml`` beside ``service.yml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from hub_plugin.model import translation_rules as rules
from hub_plugin.model.findings import Finding, Place, did_you_mean
from hub_plugin.model.kind import Kind
from hub_plugin.model.nodes import Document, Node
from hub_plugin.model.reading import read
from hub_plugin.model.sections import nodes_of_parts, sections
from hub_plugin.model.texts import is_language

MADE_FROM = "made_from"  # the one field of a sibling that its original does not have
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_ENDINGS = (".yml", ".md")


@dataclass(frozen=True)
class Sibling:
    """The texts of a record, or of a fragment of one, in another language.

    Args:
        language: which one.
        document: what was read, without the sections of its text and without the hashes.
        of: the path of the original.
        sections: the id of a part, and the text below the heading that names it.
        made_from: dotted route → the node that holds the hash of the text that the translation was made from.
    """

    language: str
    document: Document
    of: str
    sections: tuple[tuple[str, Node], ...] = ()
    made_from: Mapping[str, Node] = field(default_factory=dict)


def named(path: str, files: Collection[str], kinds: Mapping[str, Kind]) -> tuple[str, str] | None:
    """Return what a file translates, by its name, and into which language; None if it is no translation.

    The original is empty where it is missing. A word that is no language counts only beside an original.
    """
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    base, mark, language = stem.rpartition(".")
    if not dot or not mark or not base or f".{ending}" not in _ENDINGS or not _TAG.fullmatch(language):
        return None
    there = [kind for kind in kinds.values() if kind.folder == path.partition("/")[0] * bool(slash)]
    if not there or (not slash and base != "hub") or (ending == "md" and not any(kind.body for kind in there)):
        return None
    beside = [f"{folder}{slash}{base}{each}" for each in (f".{ending}", *_ENDINGS)]
    original = next((each for each in beside if each in files), "")
    return (original, language) if original or is_language(language) else None


def translated_page(path: str, pages: Collection[str], languages: Sequence[str]) -> tuple[str, str] | None:
    """Return which hand-written page a page says in another language, and in which one: ``about.ro.md`` is ``about.md`` in Romanian.

    Args:
        path: of the page.
        pages: the paths of all pages.
        languages: those of the hub.
    """
    stem, _, tag = path.removesuffix(".md").rpartition(".")
    return (f"{stem}.md", tag) if tag in languages and f"{stem}.md" in pages else None


def no_original(path: str, language: str, files: Collection[str]) -> Finding:
    """Tell of a translation of nothing."""
    folder, _, name = path.rpartition("/")
    stem, _, ending = name.rpartition(".")
    base = stem.removesuffix(f".{language}")
    beside = {
        each.rpartition("/")[2].rpartition(".")[0]
        for each in files
        if each.rpartition("/")[0] == folder and each.endswith(_ENDINGS)
    }
    close = did_you_mean(base, {each for each in beside if "." not in each})
    hint = f"write it, or call this file like the record, with '.{language}' before the ending"
    message = f"there is no '{base}.{ending}' that this file could say in '{language}'"
    return rules.NO_ORIGINAL.found(message, close or hint, Place(path))


def wrong_language(path: str, word: str) -> Finding:
    """Tell of a word in a file's name that stands where a language stands, and is none."""
    better = spelled(word)
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    base = stem.removesuffix(f".{word}")
    hint = f"call it '{base}.{better}.{ending}'" if is_language(better) else "write a language such as 'ro' or 'pt-BR'"
    return rules.UNKNOWN_LANGUAGE.found(f"'{word}' is not the tag of a language", hint, Place(path))


def spelled(tag: str) -> str:
    """Return a language tag as BCP 47 (RFC 5646, 2.1.1) would have it: ``pt-BR``, ``zh-Hans``."""
    first, *rest = tag.replace("_", "-").split("-")
    shaped = [each.upper() if len(each) == 2 else each.title() if len(each) == 4 else each.lower() for each in rest]
    return "-".join([first.lower(), *shaped])


def taken_apart(kind: Kind, language: str, document: Document, of: str, whole: Document) -> Sibling:
    """Return a sibling with its hashes and the sections of its text apart from what is laid over the original.

    Args:
        kind: the kind of the record.
        language: the language of the file.
        document: what was read of it.
        of: the path of the original.
        whole: the record; it says which headings begin a section.
    """
    root = document.root
    assert isinstance(root.value, dict)
    marks = root.value.pop(MADE_FROM, None)
    ids = {name for each in (whole, *whole.fragments) for name in nodes_of_parts(kind.record, each)}
    held = tuple((name, node) for name, _, node in sections(kind, document, ids))
    return Sibling(language, document, of, held, marks.value if marks and isinstance(marks.value, dict) else {})


def languages_of(hub: bytes) -> tuple[str, ...]:
    """Return the languages that a hub.yml names, the default first; what is wrong with them is told where it is checked."""
    document, _ = read("hub.yml", hub)
    node = document.root.child("languages") if document else None
    words = [each.value.strip() for _, each in node.walk() if isinstance(each.value, str)] if node else []
    return tuple(dict.fromkeys(each for each in words if is_language(each))) or ("en",)
