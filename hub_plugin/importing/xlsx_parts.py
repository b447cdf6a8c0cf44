"""The parts of an .xlsx file: how one is walked through, where it leads, and what the sheets share: their names, texts and formats.

Nothing is held but what is asked for, and all parts together have a bound; ``xlsx_guard.py`` has seen every part before.
"""

from __future__ import annotations

import datetime
import posixpath
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from hub_plugin.importing.sheets import SheetError

MAX_ELEMENTS = 1_500_000  # of all parts that are read; 300,000 cells with a text each have 1,200,000
MAX_SHEETS = 200
Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str, str], None]
_BOOK = "xl/workbook.xml"
# What a number of a format means where the file does not say it (ECMA-376, part 1, 18.8.30).
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "m/d/yy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0",
}  # fmt: skip


class Parts:
    """A file whose parts are walked through."""

    def __init__(self, packed: zipfile.ZipFile, name: str) -> None:
        self._packed = packed
        self._left = MAX_ELEMENTS
        self.name = name

    def __contains__(self, part: str) -> bool:
        return part in self._packed.NameToInfo

    def walk(self, part: str, start: Start, end: End = lambda tag, text: None) -> None:
        """Call for every element, without its namespace, as it begins and as it ends.

        Args:
            part: the part; nothing is called if there is none.
            start: called with the name and the attributes.
            end: called with the name and the text before it, as far as no other element stands between.

        Raises:
            SheetError: the parts have more elements than any sheet needs.
        """
        if part not in self:
            return
        said: list[str] = []

        def begin(tag: str, attributes: Attributes) -> None:
            self._left -= 1
            if self._left < 0:
                message = f"with '{part}' there are more than {MAX_ELEMENTS:,} elements in it; split the file"
                raise SheetError(f"{self.name}: {message}")
            said.clear()
            start(tag.rpartition("}")[2], attributes)

        def finish(tag: str) -> None:
            end(tag.rpartition("}")[2], "".join(said))
            said.clear()

        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = begin
        parser.EndElementHandler = finish
        parser.CharacterDataHandler = said.append
        with self._packed.open(part) as file:
            parser.ParseFile(file)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return where a part leads: id → what is there, and the part, or an address outside."""
        folder, _, file = part.rpartition("/")
        made: dict[str, tuple[str, str]] = {}

        def start(tag: str, said: Attributes) -> None:
            if tag == "Relationship":
                to, outside = said.get("Target", ""), said.get("TargetMode") == "External"
                inside = to[1:] if to.startswith("/") else posixpath.normpath(posixpath.join(folder, to))
                made[said.get("Id", "")] = said.get("Type", "").rpartition("/")[2], to if outside else inside

        self.walk(f"{folder}/_rels/{file}.rels", start)
        return made


@dataclass(frozen=True)
class Book:
    """What the sheets of a file share.

    Args:
        sheets: the name of each, its part, and whether somebody sees it.
        texts: those that cells name by their number.
        formats: the style of a cell → how it shows a number.
        zero: the day from which days are counted.
    """

    sheets: Sequence[tuple[str, str, bool]]
    texts: Sequence[str]
    formats: Sequence[str]
    zero: datetime.datetime


def related_id(said: Attributes) -> str:
    """Return by which id an element names another part."""
    return next((value for name, value in said.items() if name.endswith("}id")), "")


def book_of(parts: Parts) -> Book:
    """Return what the sheets of a file share.

    Raises:
        SheetError: there are more sheets than somebody wrote.
    """
    leads = parts.related(_BOOK)
    sheets: list[tuple[str, str, bool]] = []
    zero = datetime.datetime(1899, 12, 30)

    def start(tag: str, said: Attributes) -> None:
        nonlocal zero
        if tag == "sheet":
            sort, part = leads.get(related_id(said), ("", ""))
            if sort == "worksheet" and part in parts:
                sheets.append((said.get("name", ""), part, said.get("state", "visible") == "visible"))
            if len(sheets) > MAX_SHEETS:
                raise SheetError(f"{parts.name}: more than {MAX_SHEETS} sheets; split the file")
        elif tag == "workbookPr" and said.get("date1904") in ("1", "true"):
            zero = datetime.datetime(1904, 1, 1)

    parts.walk(_BOOK, start)
    beside = dict(leads.values())
    return Book(sheets, _texts(parts, beside.get("sharedStrings", "")), _formats(parts, beside.get("styles", "")), zero)


class Said:
    """The text of a cell or of a shared string: what its runs say, without how it is pronounced."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._aside = False

    def start(self, tag: str) -> None:
        """Hear that an element begins."""
        self._aside = self._aside or tag == "rPh"

    def end(self, tag: str, text: str) -> None:
        """Hear that an element ends."""
        if tag == "rPh":
            self._aside = False
        elif tag == "t" and not self._aside:
            self._pieces.append(text)

    def taken(self) -> str:
        """Return what was said, and begin anew."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text


def _texts(parts: Parts, part: str) -> list[str]:
    made: list[str] = []
    said = Said()

    def end(tag: str, text: str) -> None:
        said.end(tag, text)
        if tag == "si":
            made.append(said.taken())

    parts.walk(part, lambda tag, _: said.start(tag), end)
    return made


def _formats(parts: Parts, part: str) -> list[str]:
    written: dict[str, str] = {}
    used: list[str] = []
    within = False

    def start(tag: str, said: Attributes) -> None:
        nonlocal within
        if tag == "numFmt":
            written.setdefault(said.get("numFmtId", ""), said.get("formatCode", ""))
        elif tag == "cellXfs":
            within = True
        elif tag == "xf" and within:
            used.append(said.get("numFmtId", "0"))

    def end(tag: str, text: str) -> None:
        nonlocal within
        if tag == "cellXfs":
            within = False

    parts.walk(part, start, end)
    known = {**{str(number): form for number, form in _BUILT_IN.items()}, **written}
    return [known.get(each, "") for each in used]
