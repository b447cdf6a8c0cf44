"""A table beside the record: rows that a record keeps in a CSV file of its own, each cell with its place.

A field that is marked with :class:`TableBeside` takes the name of a ``.csv`` file. Its rows become part of the document, as the
parts of a fragment do: the field then holds a list of rows, each a mapping from column to text, a route such as
``("data", 7, "value")`` leads to the line in the table, and the field's own type decides what the cells mean.

The form is RFC 4180, read strictly: UTF-8, with or without a byte order mark; commas or semicolons between the cells; a first
line with the names of the columns; one row a line. What is wrong with it is told all at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from hub_plugin.model.file_rules import TABLE
from hub_plugin.model.files import ending, file_beside
from hub_plugin.model.findings import Finding, did_you_mean
from hub_plugin.model.nodes import Document, Node, Span, Tree, place_in
from hub_plugin.model.record import Written

MAX_BYTES = 1024 * 1024
MAX_ROWS = 20_000
MAX_CELL = 1_000
MAX_TOLD = 20  # findings of one table; a file of another sort would give one a line
_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_CELL = re.compile(r'\s*"((?:[^"]|"")*)"\s*')


@dataclass(frozen=True)
class TableBeside:
    """Marks a field whose rows may lie in a ``.csv`` file beside the record.

    Args:
        columns: the names that the first line may hold.
        needed: those that it must hold.
    """

    columns: tuple[str, ...]
    needed: tuple[str, ...]


@cache
def table_fields(written: type[Written]) -> tuple[tuple[str, TableBeside], ...]:
    """Return the fields of a class whose rows may lie in a table, with what the table holds."""
    return tuple(
        (info.alias or name, mark)
        for name, info in written.model_fields.items()
        for mark in info.metadata
        if isinstance(mark, TableBeside)
    )


def attach(
    document: Document, written: type[Written], files: frozenset[str], contents: Mapping[str, bytes]
) -> tuple[Document, list[Finding]]:
    """Add the tables that a document names to it.

    Args:
        document: one record, read.
        written: the class of its kind.
        files: the paths of all files below the content folder.
        contents: path → bytes.

    Returns:
        The document, with a further file for each table, and what is wrong with the tables.
    """
    found: list[Finding] = []
    for name, mark in table_fields(written):
        named = document.tree.child(name)
        if not isinstance(named, str):
            continue
        path = f"{document.path.rpartition('/')[0]}/{named.strip()}"
        if path in files and ending(path) == "csv":
            table, wrong = read(path, contents.get(path, b""), name, mark)
            document = replace(document, fragments=(*document.fragments, table))
            found.extend(wrong)
    return document, found


def rows_of(value: Any, info: Any) -> list[Any] | None:
    """Return the rows of a table, for the validator of a marked field; None where neither a table nor a list was written.

    Raises:
        PydanticCustomError: a file was named that is no table, or is not there.
    """
    if isinstance(value, list):
        return value
    if not isinstance(value, str):
        return None
    file_beside(value, info.context, only="csv")
    return []  # a table without a row, which has been told


class _Reader:
    def __init__(self, path: str, lines: tuple[str, ...]) -> None:
        self.path, self.lines = path, lines
        self.found: list[Finding] = []
        self.more = 0

    def tell(self, line: int, message: str, hint: str, column: int = 0, width: int = 0) -> None:
        if len(self.found) >= MAX_TOLD:
            self.more += 1
            return
        text = self.lines[line] if line < len(self.lines) else ""
        place = place_in(self.path, self.lines, Span(line, column, line, column + width if width else len(text)))
        self.found.append(TABLE.found(message, hint, place))

    def cells(self, line: int, delimiter: str) -> list[tuple[str, int, int]] | None:
        """Return the cells of a line, each with the columns where it begins and ends; None where a quote is left open."""
        text, made, at = self.lines[line], [], 0
        while True:
            if quoted := _CELL.match(text, at):
                end = quoted.end()
                if end < len(text) and text[end] != delimiter:
                    self.tell(
                        line, "there is text behind a closing quote", f"put a '{delimiter}' between the cells", end
                    )
                    return None
                value = quoted[1].replace('""', '"')
            elif text[at:].lstrip().startswith('"'):
                self.tell(line, "a quote is not closed", "a cell stands on one line, between two quotes", at)
                return None
            else:
                end = text.find(delimiter, at)
                end = len(text) if end < 0 else end
                value = text[at:end]
            made.append((value.strip(), at, end))
            if end >= len(text):
                return made
            at = end + 1


def read(path: str, data: bytes, name: str, mark: TableBeside) -> tuple[Document, list[Finding]]:
    """Read a table; never raises for any bytes.

    Args:
        path: the file's path below the content folder.
        data: its bytes.
        name: the field that it belongs to.
        mark: which columns it may have.

    Returns:
        A document that holds the field with the rows that could be read, and what is wrong.
    """
    text, problem = _decoded(data)
    lines = tuple(text.split("\n"))
    reader = _Reader(path, lines)
    rows: list[Node] = []
    if problem:
        reader.tell(0, *problem)
    else:
        rows.extend(_rows(reader, mark))
        if not rows and not reader.found:
            reader.tell(0, "the table has no row", "write one line for each value, below the names of the columns")
    if reader.more:
        reader.found[-1] = replace(reader.found[-1], hint=f"and {reader.more} more lines are wrong in such a way")
    whole = Span(0, 0, max(len(lines) - 1, 0), len(lines[-1]))
    return Document(path, Tree(lines, Node({name: Node(list(rows), whole)}, whole))), reader.found


def _decoded(data: bytes) -> tuple[str, tuple[str, str] | None]:
    if len(data) > MAX_BYTES:
        return "", (f"the table has more than {MAX_BYTES // 1024:,} KB", "keep one metric, and the last years, in it")
    if data[:2] in (b"PK", b"\xff\xfe", b"\xfe\xff") or data[:4] == b"\xd0\xcf\x11\xe0":
        return "", ("the file is no text in UTF-8", "save it as 'CSV UTF-8'")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", ("the file is no text in UTF-8", "save it as 'CSV UTF-8'")
    return text.replace("\r\n", "\n"), None


def _rows(reader: _Reader, mark: TableBeside) -> Iterator[Node]:
    lines = reader.lines
    delimiter = max(",;", key=lines[0].count)
    names = _header(reader, delimiter, mark)
    if not names:
        return
    count = 0
    for number in range(1, len(lines)):
        line = lines[number]
        if not line.strip(" \t" + delimiter):
            continue
        count += 1
        if count > MAX_ROWS:
            reader.tell(number, f"the table has more than {MAX_ROWS:,} rows", "keep the last years in it")
            return
        if strange := _STRANGE.search(line):
            code = f"U+{ord(strange[0]):04X}"
            reader.tell(number, f"the character {code} cannot be seen", "delete it", strange.start(), 1)
            continue
        if row := _row(reader, number, delimiter, names, mark.columns):
            yield row


def _header(reader: _Reader, delimiter: str, mark: TableBeside) -> list[str]:
    line = reader.lines[0]
    if not line.strip():
        reader.tell(0, "the table is empty", "its first line holds " + delimiter.join(mark.columns))
        return []
    if "\t" in line:
        reader.tell(0, "the columns are separated by tabs", "save it with commas or semicolons")
        return []
    if _STRANGE.search(line):
        reader.tell(0, "the first line holds characters that cannot be seen", "write the names of the columns anew")
        return []
    cells = reader.cells(0, delimiter) or []
    names = [value.casefold() for value, _, _ in cells]
    wanted = ", ".join(mark.columns)
    for name, (value, start, end) in zip(names, cells, strict=True):
        if name not in mark.columns:
            hint = did_you_mean(name, mark.columns) or f"the columns are {wanted}"
            reader.tell(0, f"the column '{value[:40]}' is not known here", hint, start, max(end - start, 1))
        elif names.count(name) > 1:
            reader.tell(0, f"the column '{value}' stands there twice", "keep one of them", start, max(end - start, 1))
            return []
    missing = [name for name in mark.needed if name not in names]
    if missing and cells and not reader.found:
        reader.tell(0, f"the column '{missing[0]}' is missing", f"the columns are {wanted}")
    return [] if missing else names


def _row(reader: _Reader, number: int, delimiter: str, names: list[str], known: tuple[str, ...]) -> Node | None:
    cells = reader.cells(number, delimiter)
    if cells is None:
        return None
    if len(cells) != len(names):
        hint = "a number with a decimal comma stands in quotes, or the columns are separated by ';'"
        hint = (
            hint if delimiter == "," and len(cells) == len(names) + 1 else "look for a missing or a further separator"
        )
        reader.tell(number, f"the row has {len(cells)} cells, the first line names {len(names)} columns", hint)
        return None
    made: dict[str, Node] = {}
    for name, (value, start, end) in zip(names, cells, strict=True):
        if value[:1] in ("=", "@"):
            reader.tell(number, f"'{value[:40]}' is a formula", "save the values", start, end - start)
            return None
        if len(value) > MAX_CELL:
            reader.tell(
                number, f"the cell has {len(value)} characters, the limit is {MAX_CELL}", "shorten it", start, 1
            )
            return None
        if value and name in known:
            made[name] = Node(value, Span(number, start, number, end))
    return Node(dict(made), Span(number, 0, number, len(reader.lines[number])))


def beside(document: Document) -> list[str]:
    """Return the paths of the tables that belong to a document."""
    return [each.path for each in document.fragments if ending(each.path) == "csv"]
