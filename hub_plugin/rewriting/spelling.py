"""How a value is written as YAML: plain where that reads back as the same text, else in quotes.

The reader is the judge: a text is plain if reading it gives it back. So ``2.0``, ``no`` and ``12:30`` stay bare, as authors write them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from hub_plugin.model.reading import read

Value = Any  # str, None, or mappings and lists of values
LINE = 110
_SIMPLE = re.compile(r"[^\s\"',\[\]{}]{1,200}")


@lru_cache(maxsize=4096)
def scalar(text: str | None, quote: str = "", flow: bool = False) -> str:
    """Return a text as YAML on one line.

    Args:
        text: what is meant; None is written as nothing (``~`` would be a text).
        quote: the quotation mark to keep to; empty: none where none is needed.
        flow: it stands inside brackets or braces.
    """
    if text is None:
        return ""
    if quote == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if not quote and _plain(text, flow):
        return text
    if not quote and ('"' in text or "\\" in text) and "\n" not in text and "\t" not in text:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str, flow: bool) -> bool:
    if not text or "\n" in text or text != text.strip():
        return False
    for source in (f"k: {text}\n", f"k: [{text}]\nl: {{m: {text}, n: {text}}}\n") if flow else (f"k: {text}  # c\n",):
        document, found = read("x.yml", source.encode("utf-8", "replace"))
        if found or document is None:
            return False
        expected = {"k": [text], "l": {"m": text, "n": text}} if source.startswith("k: [") and flow else {"k": text}
        if document.plain() != expected:
            return False
    return True


@lru_cache(maxsize=1024)
def key(text: str, quote: str = "") -> str:
    """Return the name of a field as YAML."""
    if quote == "'":
        return scalar(text, quote)
    if not quote:
        document, found = read("x.yml", f"{text}: x\n".encode("utf-8", "replace"))
        if document is not None and not found and document.plain() == {text: "x"}:
            return text
    return json.dumps(text, ensure_ascii=False)


def flowing(value: Value) -> str:
    """Return a value as YAML inside brackets or braces, on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(name)}: {flowing(each)}" for name, each in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flowing(each) for each in value) + "]"
    return '""' if value == "" else scalar(value, "", True)


def inline(value: Value, room: int = LINE) -> str | None:
    """Return a value as one line behind its name, or None where it takes lines of its own.

    Lists of ids, dates and addresses are short enough for brackets; sentences never stand in them.
    """
    if value is None or isinstance(value, str):
        return scalar(value)
    if not value:
        return "[]" if isinstance(value, list) else "{}"
    if isinstance(value, list) and all(_simple(each) or _simple_mapping(each) for each in value):
        made = flowing(value)
        return made if len(made) <= room else None
    return None


def _simple(value: Value) -> bool:
    return isinstance(value, str) and bool(_SIMPLE.fullmatch(value)) and _plain(value, True)


def _simple_mapping(value: Value) -> bool:
    return isinstance(value, dict) and bool(value) and all(map(_simple, value.values())) and all(map(_simple, value))


def lines(value: Value, indent: int, step: int = 2) -> list[str]:
    """Return a mapping or list as lines, without line ends, each with its indent."""
    made: list[str] = []
    start = " " * indent
    if isinstance(value, dict):
        for name, each in value.items():
            made += entry(name, each, indent, step)
        return made
    for each in value:
        short = inline(each, LINE - indent)
        if short is not None:
            made.append(f"{start}- {short}".rstrip())
        else:
            inside = lines(each, indent + 2, step)
            made += [f"{start}- {inside[0].lstrip()}", *inside[1:]]
    return made


def entry(name: str, value: Value, indent: int, step: int = 2) -> list[str]:
    """Return one field with its value as lines."""
    start = f"{' ' * indent}{key(name)}:"
    short = inline(value, LINE - indent - len(name))
    return [f"{start} {short}".rstrip()] if short is not None else [start, *lines(value, indent + step, step)]
