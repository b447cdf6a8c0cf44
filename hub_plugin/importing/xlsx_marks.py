"""What a sheet of an .xlsx file says beside its cells: merged ranges, addresses behind cells, what is hidden or filtered out.

openpyxl leaves these out when it reads a sheet row by row. They are read as the parser meets them, so that nothing is held but the
marks themselves; ``xlsx_guard.py`` has seen every part before.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import XMLParser

from hub_plugin.importing.sheets import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SheetError

Attributes = Mapping[str, str]
Place = tuple[int, int]  # row and column, from 1
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_YES = ("1", "true")


@dataclass
class Marks:
    """The marks of one sheet.

    Args:
        merged: the first and the last cell of each merged range.
        links: the cells with an address behind them.
        rows: the hidden rows, those that a filter leaves out among them.
        columns: the hidden columns.
    """

    merged: list[tuple[Place, Place]] = field(default_factory=list)
    links: dict[Place, str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def marks_of(data: bytes, name: str) -> dict[str, Marks]:
    """Return the marks of all sheets, by the name of the sheet.

    Args:
        data: the bytes of the file, which the guard has passed.
        name: its name, for messages.

    Raises:
        SheetError: there are more marks than any sheet has cells.
    """
    made: dict[str, Marks] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = _related(packed, "xl/workbook.xml")
        sheets: list[Attributes] = []
        _each(packed, "xl/workbook.xml", lambda tag, said: sheets.append(said) if tag == "sheet" else None)
        for sheet in sheets:
            part = parts.get(_id(sheet), "")
            if part in packed.NameToInfo:
                made[sheet.get("name", "")] = _marks(packed, part, name)
    return made


def _marks(packed: zipfile.ZipFile, part: str, name: str) -> Marks:
    made = Marks()
    targets = _related(packed, part)
    row = 0

    def meet(tag: str, said: Attributes) -> None:
        nonlocal row
        if tag == "row":
            row = int(said.get("r", row + 1))
            if said.get("hidden") in _YES and row <= MAX_ROWS:
                made.rows.add(row)
        elif tag == "col" and said.get("hidden") in _YES:
            made.columns.update(range(max(int(said["min"]), 1), min(int(said["max"]), MAX_COLUMNS) + 1))
        elif tag == "mergeCell" and (found := _RANGE.fullmatch(said.get("ref", ""))):
            made.merged.append(_ends(found))
        elif tag == "hyperlink" and (found := _RANGE.fullmatch(said.get("ref", ""))):
            made.links[_ends(found)[0]] = targets.get(_id(said), "")
        if len(made.merged) + len(made.links) > MAX_CELLS:
            raise SheetError(f"{name}: '{part}' has more than {MAX_CELLS:,} merged cells and links; split the sheet")

    _each(packed, part, meet)
    return made


def _ends(found: re.Match[str]) -> tuple[Place, Place]:
    first = int(found[2]), _number(found[1])
    return first, (int(found[4]), _number(found[3])) if found[3] else first


def _number(letters: str) -> int:
    made = 0
    for each in letters:
        made = made * 26 + ord(each) - ord("A") + 1
    return made


def _related(packed: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return where the relations of a part lead: their id → a part, or an address outside."""
    folder, _, file = part.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    made: dict[str, str] = {}

    def meet(tag: str, said: Attributes) -> None:
        if tag == "Relationship":
            to, outside = said.get("Target", ""), said.get("TargetMode") == "External"
            inside = to[1:] if to.startswith("/") else posixpath.normpath(posixpath.join(folder, to))
            made[said.get("Id", "")] = to if outside else inside

    if relations in packed.NameToInfo:
        _each(packed, relations, meet)
    return made


def _id(said: Attributes) -> str:
    return next((value for name, value in said.items() if name.endswith("}id")), "")


class _Meeting:
    """What the parser calls: every element as it begins, without its namespace."""

    def __init__(self, meet: Callable[[str, Attributes], None]) -> None:
        self._meet = meet

    def start(self, tag: str, attributes: Attributes) -> None:
        self._meet(tag.rpartition("}")[2], attributes)


def _each(packed: zipfile.ZipFile, part: str, meet: Callable[[str, Attributes], None]) -> None:
    parser = XMLParser(target=_Meeting(meet))
    with packed.open(part) as file:
        while piece := file.read(65_536):
            parser.feed(piece)
    parser.close()
