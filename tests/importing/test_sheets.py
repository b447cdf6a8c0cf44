"""Files from anybody: read as values, or refused with what to do; never run, never a traceback, never the whole memory."""

from __future__ import annotations

import datetime
import io
import random
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from hub_plugin.importing import csv_file
from hub_plugin.importing.plan import sheets_of
from hub_plugin.importing.sheets import Sheet, SheetError
from tests.importing.example import FILE

GOOD = FILE.read_bytes()


def changed(change: Callable[[dict[str, bytes]], object], level: int = 9) -> bytes:
    """Return the example with some parts of its zip changed."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return buffer.getvalue()


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return changed(change)


def refused(data: bytes, name: str = "x.xlsx") -> str:
    with pytest.raises(SheetError) as caught:
        sheets_of(data, name)
    return str(caught.value)


SHEET = "xl/worksheets/sheet1.xml"
SAID = ("xl/_rels/workbook.xml.rels", "[Content_Types].xml")  # where the name of a sheet's part is said
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd">]><worksheet>&b;&c;</worksheet>'
)


def moved(sheet: bytes, name: str = "xl/worksheets/sheet1.dat") -> bytes:
    """Return the example with another first sheet, in a part that is called otherwise."""

    def change(parts: dict[str, bytes]) -> None:
        del parts[SHEET]
        for each in SAID:
            parts[each] = parts[each].replace(b"worksheets/sheet1.xml", name.removeprefix("xl/").encode())
        parts[name] = sheet

    return changed(change)


SHORT = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        *(
            (moved(each, name), "holds what a spreadsheet never does")
            for name in ("xl/worksheets/sheet1.dat", "xl/media/sheet1.png")
            for each in (
                LAUGHS,
                b"\xef\xbb\xbf" + LAUGHS,
                b"\n \t" + LAUGHS,
                LAUGHS.decode().encode("utf-16"),
                LAUGHS.decode().encode("utf-16-le"),
                LAUGHS.decode().encode("utf-32"),
                LAUGHS.decode().encode("cp037"),
                b'<?xml version="1.0" encoding="cp037"?>' + LAUGHS.decode()[21:].encode("cp037"),
            )
        ),
        (changed(lambda parts: parts.update({SHEET: LAUGHS})), "holds what a spreadsheet never does"),
        (
            changed(lambda parts: parts.update({SHEET: LAUGHS.decode().encode("utf-16")})),
            "holds what a spreadsheet never does",
        ),
        (changed(lambda parts: parts.update({"xl/media/a.bin": bytes(30_000_000)})), "unpacks to 30,000,000 bytes"),
        (changed(lambda parts: parts.update({f"xl/{n}.bin": b"" for n in range(1_100)})), "too large"),
        (changed(lambda parts: parts.pop("xl/workbook.xml")), "this is no .xlsx file"),
        (changed(lambda parts: parts.update({SHEET: b"<worksheet><sheetData><row>"})), "the file cannot be read"),
        (
            changed(
                lambda parts: parts.update(
                    {
                        "xl/workbook.xml": parts["xl/workbook.xml"].replace(
                            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
                        )
                    }
                )
            ),
            "saved as 'Strict Open XML'",
        ),
        (GOOD[: len(GOOD) // 2], "the file is damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "an older format"),
        (b"PK", "the file is damaged"),
        (b"   \n", "the file is empty"),
        (b"\x00\x01\x02", "this is no text"),
        (b"\x81\x8d\x00", "this is no text"),
        (b"a" * 21_000_000, "larger than 20 MB"),
        (b'Name\n"open', "a quote that is not closed"),
        (b"a\n" * 6_000, "more than 5,000 rows"),
        (b"a," * 300 + b"\n", "more than 5,000 rows, 200 columns"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_refused(data: bytes, told: str) -> None:
    assert told in refused(data)


def test_a_part_may_be_called_anything() -> None:
    assert sheets_of(moved(SHORT), "x.xlsx")[0].name == "People"


def test_a_sheet_that_lies_about_its_size() -> None:
    data = replaced(SHEET, b'<dimension ref="A1:F5"', b'<dimension ref="A1:XFD1048576"')
    assert len(sheets_of(data, "x.xlsx")[0].rows) == 5


def test_a_cell_far_away() -> None:
    far = replaced(SHEET, b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>')
    assert "People!A1048576: more than 5,000 rows" in refused(far)
    with_far = replaced(SHEET, b'r="F4"', b'r="XFD4"')
    assert "more than 200 columns" in refused(with_far)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (b'<row r="99999999999"/>', "People: below row 5, there is no row '99999999999'"),
        (b'<row r="-5"/>', "People: below row 5, there is no row '-5'"),
        (b'<row r="6"><c r="ABCD6"/></row>', "People: in row 6, there is no cell 'ABCD6'"),
        (b"<row/>" * 1_600_000, "more than 1,500,000 elements"),
    ],
)
def test_rows_and_cells_that_no_sheet_has(row: bytes, told: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", row + b"</sheetData>")

    assert told in refused(changed(change, 0))


@pytest.mark.parametrize("row", [b'<row r="1048576"/>', b'<row r="6"><c r="XFD6" s="1"/></row>' * 10_000])
def test_blank_rows_and_cells_are_nothing(row: bytes) -> None:
    assert [len(each.rows) for each in sheets_of(replaced(SHEET, b"</sheetData>", row + b"</sheetData>"), "x.xlsx")][
        :2
    ] == [5, 2]


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        (b"<sheets></sheets>", "x.xlsx: there is no sheet in it; open it and save it anew"),
        (b"<sheets>" + b'<sheet name="People" r:id="rId1"/>' * 201 + b"</sheets>", "x.xlsx: more than 200 sheets"),
    ],
)
def test_how_many_sheets(sheets: bytes, told: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        before, _, rest = parts["xl/workbook.xml"].partition(b"<sheets>")
        sheets_ = sheets.replace(
            b"<sheets>", b'<sheets xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        )
        parts["xl/workbook.xml"] = before + sheets_ + rest.partition(b"</sheets>")[2]

    assert told in refused(changed(change))


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (b'<c r="A6"><v>abc</v></c>', "'abc' is no number"),
        (b'<c r="A6"><v>' + b"9" * 5_000 + b"</v></c>", "'99999999999999999999…' is no number"),
        (b'<c r="A6"><v>NaN</v></c>', "'NaN' is no number"),
        (b'<c r="A6" t="s"><v>99999</v></c>', "the text of the cell is not in the file"),
        (b'<c r="A6" t="s"><v>-1</v></c>', "the text of the cell is not in the file"),
        (b'<c r="A6" t="d"><v>soon</v></c>', "'soon' is no day"),
        (b'<c r="A6" s="1"><v>1e300</v></c>', "the cell is shown as a day, and 1e300 is none"),
    ],
)
def test_one_cell_that_cannot_be_read_is_named(cell: bytes, told: str) -> None:
    day = b'<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'

    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", b'<row r="6">' + cell + b"</row></sheetData>")
        before, _, rest = parts["xl/styles.xml"].partition(b"<cellXfs")
        parts["xl/styles.xml"] = before + day + rest.partition(b"</cellXfs>")[2]

    sheet = sheets_of(changed(change), "x.xlsx")[0]
    assert [str(each) for each in sheet.problems] == [
        f"x.xlsx: People!A6: {told}; type it anew, or open the file and save it anew"
    ]
    assert sheet.rows[4][0].text == "Tom Okoro"


@pytest.mark.parametrize(
    ("value", "form", "text", "sort"),
    [
        (datetime.datetime(2026, 11, 2), "yyyy-mm-dd", "2026-11-02", "date"),
        (datetime.datetime(2026, 11, 2, 10, 30), "d.m.yyyy h:mm", "2026-11-02 10:30", "date"),
        (datetime.time(9, 40), "h:mm", "09:40", "date"),
        (datetime.timedelta(hours=30, minutes=20), "[h]:mm", "30h 20m", "date"),
        (59, "d mmm yyyy", "1900-02-28", "date"),
        (61, "[$-409]d mmm yyyy", "1900-03-01", "date"),
        (45, '0" days"', "45", "number"),
        (45, "[Red]0", "45", "number"),
        (0.755, "0.0%", "75.5 %", "number"),
        (2.1, "General", "2.1", "number"),
        (True, "General", "true", "yes-no"),
    ],
)
def test_what_a_cell_says_depends_on_how_it_is_shown(value: object, form: str, text: str, sort: str) -> None:
    made = Workbook()
    made.active["A1"] = value
    made.active["A1"].number_format = form
    buffer = io.BytesIO()
    made.save(buffer)
    cell = sheets_of(buffer.getvalue(), "x.xlsx")[0].rows[0][0]
    assert (cell.text, cell.sort) == (text, sort)


def cells(made: list[Sheet]) -> list[str]:
    return [cell.text for row in made[0].rows for cell in row]


def test_formulas_give_their_values_and_never_run() -> None:
    made = Workbook()
    sheet = made.active
    sheet.append(["Name", '=HYPERLINK("https://evil.example","x")', "=1+1"])
    buffer = io.BytesIO()
    made.save(buffer)
    read = sheets_of(buffer.getvalue(), "x.xlsx")[0]
    assert [cell.text for cell in read.rows[0]] == ["Name", "", ""]
    assert [str(each) for each in read.problems] == [
        f"x.xlsx: Sheet!{at}: a formula whose value is not in the file; open the file in a spreadsheet program, save it, or paste the value"
        for at in ("B1", "C1")
    ]

    def with_value(parts: dict[str, bytes]) -> None:
        part = next(name for name in parts if name.startswith("xl/worksheets/"))
        parts[part] = parts[part].replace(
            b"</sheetData>", b'<row r="6"><c r="A6"><f>1+1</f><v>2</v></c></row></sheetData>'
        )

    assert sheets_of(changed(with_value), "x.xlsx")[0].rows[5][0].text == "2"
    told = csv_file.read(b"Name,Job\n=cmd|' /C calc'!A0,x\n", "x.csv")
    assert [str(each) for each in told.problems] == [
        "x.csv:2:1: '=cmd|' /C calc'!A0' is a formula; save the file with values"
    ]


def test_cells_that_are_errors_or_hidden_letters() -> None:
    data = replaced(SHEET, b"</sheetData>", b'<row r="6"><c r="A6" t="e"><v>#REF!</v></c></row></sheetData>')
    assert "People!A6: the cell says #REF!" in str(sheets_of(data, "x.xlsx")[0].problems[0])
    told = csv_file.read("Name\nA\u202eb\nC\x07\n".encode(), "x.csv").problems
    assert [each.message for each in told] == [
        "the character U+202E cannot be seen",
        "the character U+0007 cannot be seen",
    ]


def test_hidden_sheets_are_read_where_somebody_asks() -> None:
    data = replaced(
        "xl/workbook.xml", b'name="People" sheetId="1" state="visible"', b'name="People" sheetId="1" state="hidden"'
    )
    sheet = sheets_of(data, "x.xlsx")[0]
    assert (sheet.name, sheet.hidden, sheet.rows) == ("People", True, ())
    asked = sheets_of(data, "x.xlsx", ["people"])[0]
    assert (asked.hidden, len(asked.rows)) == (False, 5)


def test_places_of_rows_with_several_lines() -> None:
    read = csv_file.read(b'Name,Job\n"A\nB",x\nC,y\n', "x.csv")
    assert [row[0].place for row in read.rows] == ["x.csv:1:1", "x.csv:2:1", "x.csv:4:1"]


def test_damaged_files_are_refused_or_read() -> None:
    """Some hundred random changes of the example's bytes, and of its parts: nothing but a refusal or sheets comes out."""
    dice = random.Random(5)
    for number in range(120):
        data = bytearray(GOOD)
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)

        def scatter(parts: dict[str, bytes]) -> None:
            name = dice.choice(sorted(parts))
            text = bytearray(parts[name])
            for _ in range(dice.randint(1, 8)):
                at = dice.randrange(len(text))
                text[at : at + dice.randint(0, 9)] = bytes(
                    dice.choices(b"<>&\"'/=0123456789ABCrtsv", k=dice.randint(0, 6))
                )
            parts[name] = bytes(text)

        for each in (bytes(data), changed(scatter, 1)) if number % 2 else (bytes(data)[: dice.randrange(len(data))],):
            try:
                made = sheets_of(each, "x.xlsx")
            except SheetError:
                continue
            assert all(isinstance(sheet, Sheet) for sheet in made)
