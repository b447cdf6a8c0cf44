"""What a workbook says beside its cells: merged ranges, hidden things, addresses behind cells."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from hub_plugin.importing.plan import sheets_of
from hub_plugin.importing.sheets import Sheet, SheetError
from tests.cli.conftest import Run
from tests.cli.test_import import record
from tests.importing.test_sheets import SHEET, changed, replaced

ROWS = [
    ["Tool", "URL", "Summary", "Code"],
    ["Wiki of ours", "https://wiki.example.org", "Where we write.", 1],
    ["Tickets", "https://tickets.example.org", "Where we are asked.", 2],
]


def book(change: Callable[[Any], object], rows: list[list[Any]] = ROWS) -> bytes:
    made = Workbook()
    made.active.title = "Tools"
    for row in rows:
        made.active.append(row)
    change(made.active)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]


def test_a_merged_range_says_the_same_in_each_row() -> None:
    rows = [
        ["Standard", "Must"],
        ["Calls", "Call back."],
        [None, "Say who you are."],
        [None, None],
        ["Letters", "Be brief."],
    ]
    data = book(lambda sheet: sheet.merge_cells("A2:A4"), rows)
    sheet = sheets_of(data, "x.xlsx")[0]
    assert texts(sheet)[1:4] == [["Calls", "Call back."], ["Calls", "Say who you are."], []]
    assert sheet.rows[2][0].place == "x.xlsx: Tools!A3"


def test_a_merged_title_is_in_one_cell() -> None:
    data = book(lambda sheet: sheet.merge_cells("A1:C1"), [["Our tools", None, None], ["Name", "URL", "Owner"]])
    assert texts(sheets_of(data, "x.xlsx")[0])[0] == ["Our tools"]


@pytest.mark.parametrize(
    "marks",
    [
        '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>',
        '<mergeCells><mergeCell ref="A0:B9"/><mergeCell ref="A9999999:B1"/><mergeCell ref="no"/><mergeCell/></mergeCells>',
        '<hyperlinks><hyperlink ref="A1:XFD1048576"/><hyperlink/></hyperlinks>',
        '<cols><col min="-99999999" max="99999999" hidden="1"/></cols>',
    ],
)
def test_marks_that_lie(marks: str) -> None:
    """They are refused or do nothing; they never fill the memory."""
    data = replaced(SHEET, b"</sheetData>", f"</sheetData>{marks}".encode())
    try:
        made = sheets_of(data, "x.xlsx")
    except SheetError:
        return
    assert [len(sheet.rows) for sheet in made][:2] == [5, 2]


def test_too_many_marks() -> None:
    many = b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:B1"/>' * 300_001 + b"</mergeCells>"
    with pytest.raises(SheetError, match=r"more than 300,000 merged cells|unpacks to"):
        sheets_of(replaced(SHEET, b"</sheetData>", many), "x.xlsx")
    wide = b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:A5"/>' * 90_000 + b"</mergeCells>"
    with pytest.raises(SheetError, match=r"more than 300,000 merged cells|unpacks to"):
        sheets_of(
            changed(lambda parts: parts.update({SHEET: parts[SHEET].replace(b"</sheetData>", wide)}), 1), "x.xlsx"
        )


def test_what_is_hidden_is_read_and_told(run: Run, hub: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.parent.create_sheet("Teams").append(["Name"])
        sheet.parent["Teams"].append(["New team"])
        sheet.parent["Teams"].sheet_state = "hidden"

    (hub / "x.xlsx").write_bytes(book(hide))
    told = run("import", "x.xlsx").output
    assert "(1 hidden row is read too)" in told
    assert "(hidden column C: read too)" in told
    assert "x.xlsx, sheet 'Teams': it is hidden; --sheet 'Teams' reads it (left out)" in told
    assert "Nothing was changed" in told
    assert run("import", "x.xlsx", "--sheet", "teams", "--write").exit_code == 0
    assert record(hub, "teams/new-team.yml") == {"name": "New team"}


def test_a_workbook_with_nothing_to_see(run: Run, hub: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.parent.create_sheet("Notes")
        sheet.sheet_state = "hidden"

    (hub / "x.xlsx").write_bytes(book(hide))
    result = run("import", "x.xlsx", "--write")
    assert result.exit_code == 1
    assert "it is hidden; --sheet 'Tools' reads it" in result.output
    assert "Nothing was written; no sheet was read, see above." in result.output


def test_addresses_behind_cells(run: Run, hub: Path) -> None:
    def link(sheet: Any) -> None:
        sheet["B2"] = "Open"
        sheet["B2"].hyperlink = "https://wiki.example.org/start"
        sheet["B3"].hyperlink = "https://tickets.example.org/"
        sheet["A2"].hyperlink = "https://elsewhere.example.org"

    (hub / "x.xlsx").write_bytes(book(link))
    result = run("import", "x.xlsx", "--write")
    assert result.exit_code == 0, result.output
    assert record(hub, "tools/wiki-of-ours.yml")["url"] == "https://wiki.example.org/start"
    assert record(hub, "tools/tickets.yml")["url"] == "https://tickets.example.org"
    assert "('Tool': 1 cell leads to an address, which is not read)" in result.output


def test_an_address_where_a_link_may_lead_outside(run: Run, hub: Path) -> None:
    def link(sheet: Any) -> None:
        sheet["B2"].hyperlink = sheet["B3"].hyperlink = "https://new.example.org"

    rows = [["Tool", "Replaced by"], ["Old board", "Our new board"], ["Old pages", "wiki"]]
    (hub / "x.xlsx").write_bytes(book(link, rows))
    result = run("import", "x.xlsx", "--write")
    assert result.exit_code == 0, result.output
    assert record(hub, "tools/old-board.yml")["replaced_by"] == "https://new.example.org"
    assert record(hub, "tools/old-pages.yml")["replaced_by"] == "wiki"


def test_an_address_of_a_formula() -> None:
    formula = b'<c r="A6" t="str"><f>HYPERLINK("https://x.example.org","Open")</f><v>Open</v></c>'
    data = replaced(SHEET, b"</sheetData>", b'<row r="6">' + formula + b"</row></sheetData>")
    cell = sheets_of(data, "x.xlsx")[0].rows[5][0]
    assert (cell.text, cell.link) == ("Open", "https://x.example.org")


def test_letters_that_the_file_writes_as_numbers() -> None:
    data = book(lambda sheet: None, [["one_x000D_\ntwo", "_x0041_", "_xD800_"]])
    assert texts(sheets_of(data, "x.xlsx")[0])[0] == ["one\ntwo", "A", "_xD800_"]
