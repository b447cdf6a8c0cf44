"""An editor's ``settings.json``: our lines go in, everything else stays as it is, comments and all.

The file is JSON with comments and commas at the end (what VS Code calls JSONC). As everywhere in this room, only the spans that
change are touched, and the result is read again and must mean what was meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OURS = "yaml.schemas"
_DEEPEST = 60
_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_WORD = re.compile(r"[-+.0-9A-Za-z]+")


class CannotMergeError(Exception):
    """The file cannot be changed safely; the message says why."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A value and where it stands; the members of an object with the place of each."""

    start: int
    end: int
    plain: Any
    members: tuple[tuple[str, _Value], ...] = ()


def merged(text: str, schemas: Mapping[str, list[str]], stale: str) -> str:
    """Return the settings with our schemas in ``yaml.schemas``.

    Args:
        text: the file as it is; empty if there is none.
        schemas: path of a schema → the globs of the files that it is for.
        stale: entries whose path begins so are ours too: those that are not among ``schemas`` are an older version's.

    Raises:
        CannotMergeError: the file is no JSON with comments, says a thing twice, or the result would not be what was meant.
    """
    if not text.strip():
        return json.dumps({OURS: dict(schemas)}, indent=2) + "\n"
    whole = _read(text)
    there = dict(whole.members).get(OURS)
    if there is not None and not isinstance(there.plain, dict):
        raise CannotMergeError(f"'{OURS}' is there and is no object")
    old = there.plain if there is not None else {}
    left = sorted(path for path in old if path.startswith(stale) and path not in schemas)
    if left:
        raise CannotMergeError(f"'{OURS}' names '{left[0]}', which is no schema of this hub: take the line out")
    if there is None:
        edits = [_inserted(text, whole, {OURS: dict(schemas)})]
    else:
        edits = [
            (value.start, value.end, json.dumps(schemas[path], ensure_ascii=False))
            for path, value in there.members
            if path in schemas and value.plain != schemas[path]
        ]
        new = {path: globs for path, globs in schemas.items() if path not in old}
        edits += [_inserted(text, there, new)] if new else []
    made = text
    for start, end, piece in sorted(edits, key=lambda each: each[0], reverse=True):
        made = made[:start] + piece + made[end:]
    if _read(made).plain != {**whole.plain, OURS: {**old, **schemas}}:
        raise CannotMergeError("the result would not be what was meant")
    return made


def _inserted(text: str, holder: _Value, new: Mapping[str, Any]) -> tuple[int, int, str]:
    """Return the edit that makes something the first members of an object, in the file's own lines and indents."""
    end = "\r\n" if "\r\n" in text else "\n"
    line = text[text.rfind("\n", 0, holder.start) + 1 : holder.start]
    outer = line[: len(line) - len(line.lstrip())]
    step = _indent(text)
    pieces = []
    for name, value in new.items():
        shown = json.dumps(value, indent=step if isinstance(value, dict) else None, ensure_ascii=False)
        pieces.append(f"{json.dumps(name, ensure_ascii=False)}: " + shown.replace("\n", end + outer + step))
    lines = f",{end}{outer}{step}".join(pieces)
    at = holder.start + 1
    if not holder.members:
        return (at, at, f"{end}{outer}{step}{lines}{end}{outer}")
    same_line = text[at:].lstrip(" \t")[:1] not in ("\r", "\n")
    return (at, at, f"{end}{outer}{step}{lines}," + f"{end}{outer}{step}" * same_line)


def _indent(text: str) -> str:
    found = re.search(r"^(\t| {2,8})\S", text, re.MULTILINE)
    return found[1] if found else "  "


def _read(text: str) -> _Value:
    """Read JSON with comments.

    Raises:
        CannotMergeError: it is something else.
    """
    at = _skip(text, 1 if text.startswith("\ufeff") else 0)
    value = _value(text, at, 0)
    if _skip(text, value.end) != len(text) or not isinstance(value.plain, dict):
        raise CannotMergeError("it is not one object")
    return value


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int, depth: int) -> _Value:
    if depth > _DEEPEST:
        raise CannotMergeError("it is nested too deeply")
    if text[at : at + 1] in ("{", "["):
        return _group(text, at, depth)
    found = _STRING.match(text, at) or _WORD.match(text, at)
    if found is None:
        raise _wrong(text, at)
    try:
        return _Value(at, found.end(), json.loads(found[0]))
    except ValueError:
        raise _wrong(text, at) from None


def _group(text: str, start: int, depth: int) -> _Value:
    named = text[start] == "{"
    close = "}" if named else "]"
    members: list[tuple[str, _Value]] = []
    at = _skip(text, start + 1)
    while text[at : at + 1] != close:
        name = ""
        if named:
            key = _STRING.match(text, at)
            if key is None:
                raise _wrong(text, at)
            name = json.loads(key[0])
            at = _skip(text, key.end())
            if text[at : at + 1] != ":":
                raise _wrong(text, at)
            at = _skip(text, at + 1)
        member = _value(text, at, depth + 1)
        members.append((name, member))
        at = _skip(text, member.end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != close:
            raise _wrong(text, at)
    if named and len({name for name, _ in members}) < len(members):
        raise CannotMergeError("a name stands there twice")
    plain: Any = {name: each.plain for name, each in members} if named else [each.plain for _, each in members]
    return _Value(start, at + 1, plain, tuple(members) if named else ())


def _wrong(text: str, at: int) -> CannotMergeError:
    line = text.count("\n", 0, at) + 1
    return CannotMergeError(f"line {line} is not JSON as VS Code writes it")
