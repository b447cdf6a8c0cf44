"""Further folders of content, mounted into one hub: each holds what ``sources:`` in hub.yml allows it, and nothing else.

A file of a source is named as it is seen from the content folder: ``../team-payments/adoption/payments.yml``. Mounted, it is
``adoption/payments.yml``, as if it lay in the content. Findings and edit links go the way back, to where the file really is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from hub_plugin.model import source_rules
from hub_plugin.model.findings import Finding, Place, Problem
from hub_plugin.model.nodes import Document, Node
from hub_plugin.model.reading import read
from hub_plugin.model.rules import Rule

LONGEST = 200  # of a folder or a pattern
_OUT = re.compile(r"(^|/)\.\.?(/|$)|^/|\\|^[A-Za-z]:|//|[\x00-\x1f]")
_TEXT = (".yml", ".yaml", ".md", ".csv")


def folder_of(text: str) -> str:
    """Return where a source lies, seen from the folder beside the content, without a slash at its end.

    Raises:
        ValueError: it would lead out of there.
    """
    path = text.removesuffix("/").removeprefix("./")
    if not path or len(path) > LONGEST or _OUT.search(path):
        raise ValueError(f"'{text[:60]}' is not a folder beside the content folder, such as sources/payments")
    return path


def pattern_of(text: str) -> str:
    """Return a pattern of paths: ``adoption/payments``, ``meetings/payments-*/**``.

    Raises:
        ValueError: it leads out of the folder, or names no folder of a kind.
    """
    if len(text) > LONGEST or _OUT.search(text) or "/" not in text.strip("/"):
        raise ValueError(f"'{text[:60]}' is not a path such as adoption/payments, or meetings/payments-*/**")
    return text.rstrip("/")


@dataclass(frozen=True)
class Declared:
    """A source as hub.yml names it; what is wrong in it is told where the record is checked.

    Args:
        name: its name.
        path: where it lies, beside the content folder.
        may: patterns of the paths that it may hold.
        edit: the address below which its files are edited, or empty.
    """

    name: str
    path: str
    may: tuple[str, ...]
    edit: str = ""

    @property
    def prefix(self) -> str:
        """Where its files lie, seen from the content folder."""
        return f"../{self.path}/"

    def allows(self, path: str) -> bool:
        """Tell whether a path below it may be part of the hub."""
        return any(_compiled(each).fullmatch(path) for each in self.may)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A name without an ending and without a star means the record and all in the folder that is called like it."""
    last = pattern.rpartition("/")[2]
    pieces = re.findall(r"\*\*+|\*|[^*]+", pattern)
    made = "".join(".*" if each.startswith("**") else "[^/]*" if each == "*" else re.escape(each) for each in pieces)
    return re.compile(made if "." in last or "*" in last else rf"{made}(\.[^/]*|/.*)", re.DOTALL)


def declared(hub: bytes) -> tuple[Declared, ...]:
    """Return the sources that a hub.yml names."""
    document, _ = read("hub.yml", hub)
    return tuple(_declared(document)) if document else ()


def _declared(document: Document) -> Iterator[Declared]:
    node = document.root.child("sources")
    for name, each in node.value.items() if node and isinstance(node.value, dict) else ():
        try:
            path = folder_of(next(_texts(each.child("path")), ""))
            may = tuple(pattern_of(text) for text in _texts(each.child("may")))
        except ValueError:
            continue  # the record says so
        yield Declared(name, path, may, next(_texts(each.child("edit")), ""))


def _texts(node: Node | None) -> Iterator[str]:
    for _, each in node.walk() if node else ():
        if isinstance(each.value, str):
            yield each.value.strip()


@dataclass(frozen=True)
class Mounted:
    """One hub from several folders.

    Args:
        paths: all paths, as if they lay in one folder.
        contents: path → bytes.
        origins: path → where it really lies, seen from the content folder; those of the content itself are not in it.
        findings: what is wrong with the sources.
    """

    paths: frozenset[str]
    contents: Mapping[str, bytes]
    origins: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def mount(files: Iterable[str], contents: Mapping[str, bytes], folders: Collection[str]) -> Mounted:
    """Mount the sources.

    Args:
        files: the paths of all files, seen from the content folder; a source that is there is named by its folder, with a
            slash at its end, so that one that has no file yet is told from one that was not fetched.
        contents: path → bytes, of those that may be read.
        folders: the folders of all kinds.
    """
    listed = frozenset(files)
    own = {path for path in listed if not path.startswith("../")}
    document, _ = read("hub.yml", contents.get("hub.yml", b""))
    sources = tuple(_declared(document)) if document else ()
    if document is None or not sources:
        return Mounted(frozenset(own), {path: data for path, data in contents.items() if path in own})
    taken: dict[str, str] = {path: path for path in own}
    owner = dict.fromkeys(own, "the content folder")
    findings: list[Finding] = []
    beside = sorted(listed - own)
    for source in sources:
        there = [path.removeprefix(source.prefix) for path in beside if path.startswith(source.prefix)]
        if not there:
            findings.append(_missing(document, source))
        findings.extend(_strangers(document, source, there, folders))
        for path in filter(source.allows, there):
            if path in taken:
                findings.append(_clash(document, source, path, owner[path], taken[path]))
                continue
            taken[path] = source.prefix + path
            owner[path] = f"the source '{source.name}'"
    read_ = {path: contents[where] for path, where in taken.items() if where in contents}
    # A text that is listed and was not read cannot be taken in: whoever lists it hands its bytes over too.
    known = frozenset(path for path in taken if path in read_ or not path.endswith(_TEXT))
    origins = {path: where for path, where in taken.items() if path != where}
    return Mounted(known, read_, origins, tuple(findings))


def _found(rule: Rule, document: Document, source: Declared, message: str, hint: str, also: str = "") -> Finding:
    place = document.place(Problem(("sources", source.name), message, hint, on_key=True))
    return rule.found(message, hint, place, Place(also) if also else None)


def _missing(document: Document, source: Declared) -> Finding:
    message = f"the source '{source.name}' is not there: '{source.path}' is missing, empty or a link"
    hint = "fetch it ('git submodule update --init', or a checkout before the build), or take it out of 'sources'"
    return _found(source_rules.SOURCE_MISSING, document, source, message, hint)


def _clash(document: Document, source: Declared, path: str, other: str, kept: str) -> Finding:
    message = f"'{path}' is in {other} and in the source '{source.name}' ({source.path})"
    return _found(source_rules.SOURCE_CLASH, document, source, message, "keep one of the two files", kept)


def _strangers(
    document: Document, source: Declared, there: Sequence[str], folders: Collection[str]
) -> Iterator[Finding]:
    """One finding for all that looks like a record and may not be one."""
    strange = [
        path
        for path in there
        if path.endswith((".yml", ".md")) and path.partition("/")[0] in folders and not source.allows(path)
    ]
    if strange:
        more = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
        message = (
            f"the source '{source.name}' ({source.path}) may not hold '{strange[0]}'{more}; nothing of it was read"
        )
        hint = "add it to 'may', or take it out of the source"
        yield _found(source_rules.SOURCE_STRANGER, document, source, message, hint)


def located(findings: Iterable[Finding], origins: Mapping[str, str]) -> Iterator[Finding]:
    """Point findings at the files as they really lie."""
    if not origins:
        yield from findings
        return
    for each in findings:
        here = replace(each.place, path=origins.get(each.place.path, each.place.path))
        also = replace(each.also, path=origins.get(each.also.path, each.also.path)) if each.also else None
        yield replace(each, place=here, also=also)
