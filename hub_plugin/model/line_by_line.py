"""Files of one plain shape, read line by line: what they say, without where it stands.

Nine in ten files of a hub hold nothing but fields, lists, texts on one line, blocks under ``|`` and short lists in brackets. Such a
file needs no parser. Whatever is not plainly of this shape (a tab, an anchor, a text on several lines, a comment behind a value, a
field that is there twice) makes the whole file one for the parser, which alone decides what is wrong with it.

Where this reader gives an answer, it is that of :mod:`hub_plugin.model.reading`, without a finding; tests hold the two together.
"""

from __future__ import annotations

import re
import sys
from typing import Any

# Below the limits of the parser, so that a file which breaks one is never read here.
LONGEST = 128 * 1024  # characters of a line or block
MOST = 90_000  # values
DEEPEST = 12
SHORT = 24  # characters: days, ids and states, which stand in a hub thousands of times, and take memory once

_NAME = r"[A-Za-z0-9_][A-Za-z0-9_./@-]{0,119}"
_LINE = re.compile(rf"( *)(- +)?(?:({_NAME}):(?: +|$))?(.*)")
_SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@` ")  # a text that begins with one of them is none, or not as it stands
_BLOCK = re.compile(r"([|>])(-?)")
_FOLDED = re.compile(r"\n+")
_QUOTED = re.compile(r"'([^']*)'|\"([^\"\\]*)\"")
_ITEM = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^,\[\]{}?:#'\"]|(?<! )#|:(?=[A-Za-z0-9/]))*"  # a text inside brackets
_ITEMS = re.compile(rf"\[{_ITEM}(?:, {_ITEM})*\]")
_PIECE = re.compile(rf"(?:({_NAME}): )?(?:({_ITEM})|([\[{{])|)")


class _Otherwise(Exception):
    """The file is not of the plain shape."""


def read(text: str) -> dict[str, Any] | None:
    """Return what a file says, as text, None, dict and list; None where it is not of the plain shape.

    Args:
        text: of the file, with ``\\n`` behind its lines, and without characters that no file may hold.
    """
    if "\t" in text:
        return None
    lines = text.split("\n")
    if len(text) > LONGEST and (_values(text) > MOST or max(map(len, lines)) > LONGEST):
        return None
    try:
        return _read(lines)
    except _Otherwise:
        return None


def _values(text: str) -> int:
    """Return how many values a text may have at most, the names of fields and all lists and fields counted.

    A line may begin two of those and hold a name and a value; a comma in brackets stands before a name and a value, and an opening
    bracket begins one and may stand before both.
    """
    return 4 * (text.count("\n") + 1) + 2 * text.count(",") + 3 * (text.count("[") + text.count("{"))


def _read(lines: list[str]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    open_: list[tuple[int, Any]] = [(0, root)]  # fields and lists that go on, each with its column
    waits: tuple[dict[str, Any], str, int] | None = None  # the field whose value begins on a line below
    number, end = 0, len(lines)
    while number < end:
        line = lines[number]
        number += 1
        found = _LINE.fullmatch(line)
        if found is None:
            raise _Otherwise
        before, dash, name, rest = found.groups()
        value = rest.rstrip(" ")
        if name is None and (not value or value[0] == "#") and dash is None:
            continue
        column = len(before)
        if waits is not None:
            fields, field, above = waits
            waits = None
            if column > above or (column == above and dash is not None):
                below: Any = {} if dash is None else []
                fields[field] = below
                if len(open_) >= DEEPEST:
                    raise _Otherwise
                open_.append((column, below))
            else:
                fields[field] = None
        at, into = open_[-1]
        while at > column or (at == column and dash is None and type(into) is list and len(open_) > 1):
            open_.pop()
            at, into = open_[-1]
        if at != column or (type(into) is list) is (dash is None):
            raise _Otherwise
        if dash is not None:
            if name is None:
                into.append(_value(value))
                continue
            column += len(dash)
            item: dict[str, Any] = {}
            into.append(item)
            into = item
            open_.append((column, into))
        if name is None or name in into:
            raise _Otherwise
        name = sys.intern(name)
        if not value:
            into[name] = None  # it keeps its place among its siblings
            waits = (into, name, column)
        elif value[0] in "|>":
            into[name], number = _block(value, lines, number, column)
        else:
            into[name] = _value(value)
    if not root:
        raise _Otherwise
    return root


def _value(text: str) -> Any:
    """Read what stands on one line behind a name or a dash."""
    if not text:
        raise _Otherwise
    if text[0] not in _SIGNS:
        if ": " in text or " #" in text or text[-1] == ":":
            raise _Otherwise
        return sys.intern(text) if len(text) < SHORT else text
    if _ITEMS.fullmatch(text):
        return [sys.intern(each.rstrip(" ")) for each in text[1:-1].split(", ")]
    if text[0] in "[{":
        made, end = _in_brackets(text, 0, 0)
        if end < len(text):
            raise _Otherwise
        return made
    if quoted := _QUOTED.fullmatch(text):
        return quoted[1] or quoted[2] or ""
    raise _Otherwise


def _in_brackets(text: str, at: int, depth: int) -> tuple[Any, int]:
    """Read a list or fields in brackets that begin at a place; return them and the place behind them."""
    fields: dict[str, Any] = {}
    items: list[Any] = []
    closing = "]" if text[at] == "[" else "}"
    at += 1
    while depth < DEEPEST:
        found = _PIECE.match(text, at)
        assert found is not None
        name, value, opening = found.groups()
        at = found.end()
        if value is not None:
            value = sys.intern(value.rstrip(" "))
        elif opening is not None:
            value, at = _in_brackets(text, at - 1, depth + 1)
        elif fields or items or name is not None or text[at : at + 1] != closing:
            break
        else:
            return ([] if closing == "]" else {}), at + 1
        if (name is None) is (closing == "}") or name in fields:
            break
        if name is None:
            items.append(value)
        else:
            fields[sys.intern(name)] = value
        if text[at : at + 1] == closing:
            return (items if closing == "]" else fields), at + 1
        if text[at : at + 2] != ", ":
            break
        at += 2
    raise _Otherwise


def _block(sign: str, lines: list[str], number: int, column: int) -> tuple[str, int]:
    """Read the lines below ``|`` or ``>``; return the text and the number of the line behind it."""
    told = _BLOCK.fullmatch(sign)
    start = number
    while number < len(lines) and not lines[number]:
        number += 1
    first = lines[number] if number < len(lines) else ""
    depth = len(first) - len(first.lstrip(" "))
    if told is None or depth <= column or depth == len(first):
        raise _Otherwise
    margin = first[:depth]
    while number < len(lines) and (lines[number].startswith(margin) or not lines[number]):
        if lines[number] and not lines[number].strip(" "):
            raise _Otherwise
        number += 1
    behind = lines[number] if number < len(lines) else ""
    if len(behind) - len(behind.lstrip(" ")) > column:
        raise _Otherwise
    text = "\n".join([line[depth:] for line in lines[start:number]]).rstrip("\n")
    if told[1] == ">":
        if text[0] == "\n" or "\n " in text:
            raise _Otherwise
        text = _FOLDED.sub(lambda breaks: breaks[0][1:] or " ", text)
    if len(text) > LONGEST:
        raise _Otherwise
    return (text if told[2] else f"{text}\n"), number
