"""Whether a file is what its name says, from its first byte to its last."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from typing import Any
from xml.parsers import expat

from hub_plugin.outputs.api import DOCUMENTS, FOLDER
from hub_plugin.outputs.api.documents import fault as shape_fault
from hub_plugin.outputs.api.documents import schema

ATOM = "http://www.w3.org/2005/Atom"
_LINE = 75  # octets in a line of a calendar (RFC 5545, 3.1)
_NEEDED = {"VEVENT": {"UID", "DTSTAMP", "DTSTART"}, "VCALENDAR": {"VERSION", "PRODID"}}
_FEED = {"feed": {"id", "title", "updated"}, "entry": {"id", "title", "updated"}}
_CLOSED = re.compile(r"</html\s*>\s*\Z", re.IGNORECASE)


def fault(path: str, data: bytes) -> str:
    """Return what is wrong with a file, or an empty text.

    Args:
        path: where it lies, below the site's root.
        data: its bytes.
    """
    name = path.rpartition("/")[2].casefold()
    end = name.rpartition(".")[2] if "." in name else ""
    try:
        if end in ("html", "htm"):
            _page(data)
        elif end in ("json", "webmanifest"):
            _json(path, data)
        elif end in ("atom", "rss", "xml", "svg"):
            _xml(data, feed=end == "atom")
        elif end == "ics":
            _calendar(data)
        elif end == "csv" and path.startswith("data/"):
            _table(data)
        elif end == "gz":
            gzip.decompress(data)
    except (ValueError, RecursionError, EOFError, OSError, zlib.error, expat.ExpatError, csv.Error) as error:
        return str(error) or type(error).__name__
    return ""


def strict_json(data: bytes) -> Any:
    """Read JSON as RFC 8259 has it: UTF-8 without a byte order mark, no NaN, no name twice.

    Raises:
        ValueError: it is not that.
    """

    def constant(word: str) -> None:
        raise ValueError(f"'{word}' is no JSON")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("a name stands twice in one object")
        return found

    return json.loads(data.decode("utf-8"), parse_constant=constant, object_pairs_hook=once)


def _page(data: bytes) -> None:
    if not _CLOSED.search(data.decode("utf-8")):
        raise ValueError("the page ends before </html>")


def _json(path: str, data: bytes) -> None:
    value = strict_json(data)
    for document in DOCUMENTS:
        if path == FOLDER + document.path and (wrong := shape_fault(document, data)):
            raise ValueError(f"it does not keep its schema: {wrong}")
        if path == FOLDER + document.schema_path and value != schema(document):
            raise ValueError("another version of the tool has made this schema: build the site anew")


def _xml(data: bytes, feed: bool) -> None:
    """Read XML without expanding any entity of its own; a feed has in each entry what RFC 4287 asks for."""
    parser = expat.ParserCreate(namespace_separator=" ")
    path: list[str] = []
    inside: list[set[str]] = []

    def begin(name: str, _: dict[str, str]) -> None:
        if not path and feed and name != f"{ATOM} feed":
            raise ValueError("it is no Atom feed")
        short = name.removeprefix(f"{ATOM} ")
        if inside and name.startswith(ATOM):
            inside[-1].add(short)
        path.append(short)
        inside.append(set())

    def end(_: str) -> None:
        short, has = path.pop(), inside.pop()
        if feed and (missing := _FEED.get(short, set()) - has):
            raise ValueError(f"<{short}> has no <{min(missing)}>")

    def entity(*_: object) -> None:
        raise ValueError("it declares an entity, which a reader may refuse or expand without end")

    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = begin, end, entity
    parser.Parse(data, True)


def _calendar(data: bytes) -> None:
    """Read a calendar: whole lines of a fitting length, and components that begin, hold what they need, and end."""
    text = data.decode("utf-8")
    if not text.endswith("\r\n"):
        raise ValueError("its last line has no end")
    lines = text.removesuffix("\r\n").split("\r\n")
    if any("\n" in line or "\r" in line for line in lines):
        raise ValueError("a line ends in something else than CRLF")
    if any(len(line.encode()) > _LINE for line in lines):
        raise ValueError(f"a line is longer than {_LINE} octets")
    path: list[tuple[str, set[str]]] = []
    for number, line in enumerate(lines):
        if line.startswith((" ", "\t")):
            continue
        name, _, value = line.partition(":")
        if name == "BEGIN":
            if not path and (number or value != "VCALENDAR"):
                raise ValueError("it holds something beside one VCALENDAR")
            path.append((value, set()))
        elif name == "END":
            if not path or path[-1][0] != value:
                raise ValueError(f"END:{value} ends nothing that has begun")
            component, has = path.pop()
            if missing := _NEEDED.get(component, set()) - has:
                raise ValueError(f"a {component} has no {min(missing)}")
        elif not path:
            raise ValueError("it holds something beside one VCALENDAR")
        else:
            path[-1][1].add(name.partition(";")[0])
    if path:
        raise ValueError(f"{path[-1][0]} does not end")


def _table(data: bytes) -> None:
    text = data.decode("utf-8-sig")
    head, _, _ = text.partition("\n")
    between = ";" if head.count(";") > head.count(",") else ","  # as the language of the site wants it
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True))
    if len({len(row) for row in rows}) != 1:
        raise ValueError("its rows differ in length")
    if not data.endswith(b"\n"):
        raise ValueError("its last line has no end")
