"""Bytes become a document, or findings: what a file may be made of, where its fields begin and end, and its text below them.

Fields are a documented subset of YAML; :mod:`hub_plugin.model.composing` makes a tree of them.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from hub_plugin.model import line_by_line, mending, unseen
from hub_plugin.model import yaml_rules as rules
from hub_plugin.model.composing import Composer, Refused, finding
from hub_plugin.model.findings import Finding
from hub_plugin.model.nodes import Document, Node, Span, Tree

MAX_BYTES = 4 * 1024 * 1024

_FENCE = re.compile(r"---[ \t]*")
_USUAL = bytes([0x0A, *range(0x20, 0x7F)])  # a file of these alone, and most are, needs no further look


def read(path: str, data: bytes, body: str = "") -> tuple[Document | None, tuple[Finding, ...]]:
    """Read one file.

    Args:
        path: the file's path below the content folder; one that ends in ``.md`` has front matter and a body.
        data: its bytes.
        body: the name under which the body of a ``.md`` file is added to the mapping.

    Returns:
        The document, or None where the file cannot be read, and what was found. Never raises for any bytes.
    """
    found: list[Finding] = []
    try:
        text = _decode(path, data)
        _refuse_conflict(path, text)
        lines = tuple(text.split("\n")) if path.endswith(".md") else ()
        plain = (again := partial(_plainly, path, body))(lines or text)
        if plain is not None:
            return Document(path, Tree(lines or text, partial(_grown, path, body), plain, again)), ()
        lines = lines or tuple(text.split("\n"))
        root = _grown(path, body, lines, found)
    except Refused as refused:
        end = refused.finding
        return None, (*(each for each in found if each.place.line != end.place.line), end)
    return Document(path, Tree(lines, root)), tuple(found)


def _plainly(path: str, body: str, written: str | tuple[str, ...]) -> dict[str, Any] | None:
    """Return what a file of the plain shape says; None where it is of another."""
    if not path.endswith(".md"):
        return line_by_line.read(written if isinstance(written, str) else "\n".join(written))
    assert not isinstance(written, str)
    first, last = _front_matter(path, written)
    plain = line_by_line.read("\n".join(written[first:last]))
    if plain is not None and body and (below := _body(written[last + 1 :])):
        plain.setdefault(body, below)
    return plain


def _grown(path: str, body: str, lines: tuple[str, ...], found: list[Finding] | None = None) -> Node:
    """Return the tree of a file, and append what is wrong in it."""
    first, last = _front_matter(path, lines) if path.endswith(".md") else (0, len(lines))
    root = Composer(path, lines, first, last).tree([] if found is None else found)
    if path.endswith(".md"):
        _add_body(root, lines, last + 1, body)
    return root


def _body(lines: tuple[str, ...]) -> str:
    """Return the text below the front matter; empty where there is none."""
    text = "\n".join(lines).strip("\n")
    return text if text.strip() else ""


def _decode(path: str, data: bytes) -> str:
    if len(data) > MAX_BYTES:
        told = f"the file has {len(data) / 1024 / 1024:.1f} MB, the limit is 4 MB"
        raise Refused(finding(rules.TOO_LARGE, path, (), Span(0, 0, 0, 0), told, "split the record"))
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        line = good.count("\n")
        column = len(good) - (good.rfind("\n") + 1)
        shown = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        clean = tuple(map(unseen.made_visible, shown))
        hint = "save the file as UTF-8" + (" (it looks like UTF-16)" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "")
        span = Span(line, column, line, column + 1)
        raise Refused(
            finding(rules.NOT_UTF8, path, clean, span, f"byte 0x{data[error.start]:02X} is not UTF-8", hint)
        ) from None
    if data.isascii() and not data.translate(None, _USUAL):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (found := unseen.first(text)) is not None:
        line = text.count("\n", 0, found.at)
        column = found.at - (text.rfind("\n", 0, found.at) + 1)
        shown = unseen.made_visible(text).split("\n")
        span = Span(line, column, line, column + 1)
        raise Refused(finding(found.rule, path, tuple(shown), span, f"{found.what}: {found.name}", found.hint))
    return text


def _refuse_conflict(path: str, text: str) -> None:
    if (told := mending.conflict(text, path.endswith(".md"))) is not None:
        lines, span = tuple(text.split("\n")), Span(told.line, 0, told.line, 7)
        raise Refused(finding(rules.MERGE_CONFLICT, path, lines, span, told.message, told.hint))


def _front_matter(path: str, lines: tuple[str, ...]) -> tuple[int, int]:
    """Return the first line of the front matter and the line of the fence behind it."""
    hint = "begin the file with a line '---', then the fields, then another line '---'"
    if not _FENCE.fullmatch(lines[0]):
        where = Span(0, 0, 0, len(lines[0]))
        raise Refused(finding(rules.FRONT_MATTER, path, lines, where, "the file has no front matter", hint))
    for number in range(1, len(lines)):
        if _FENCE.fullmatch(lines[number]):
            return 1, number
    where = Span(0, 0, 0, 3)
    raise Refused(finding(rules.FRONT_MATTER, path, lines, where, "the front matter has no end", hint))


def _add_body(root: Node, lines: tuple[str, ...], first: int, name: str) -> None:
    assert isinstance(root.value, dict)
    text = _body(lines[first:])
    if text and name and name not in root.value:
        start = next(number for number in range(first, len(lines)) if lines[number].strip())
        root.value[name] = Node(text, Span(start, 0, len(lines) - 1, len(lines[-1])))
