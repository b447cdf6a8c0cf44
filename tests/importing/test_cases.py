"""Spreadsheets as people have them, and what the command says and writes: each file of `cases/` holds those of one idea.

A case has `files` (name → text) or `books` (name → sheet → rows), perhaps `words` of the command line, and what is expected: `says`
(pieces of what is printed), `hides` (pieces that are not), `errors` (all of them, as far as their first semicolon), `makes` (file →
record; all that are written).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from tests.cli.conftest import Run

CASES = {
    f"{path.stem}: {each['case']}": each
    for path in sorted(Path(__file__).parent.glob("cases/*.yml"))
    for each in yaml.safe_load(path.read_text(encoding="utf-8"))
}


def lay(hub: Path, case: dict[str, Any]) -> list[Path]:
    """Write the files of a case."""
    made: list[Path] = []
    for name, text in case.get("files", {}).items():
        (hub / name).write_bytes(text.encode(case.get("encoding", "utf-8"), "surrogateescape"))
        made.append(hub / name)
    for name, sheets in case.get("books", {}).items():
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append([each["value"] if isinstance(each, dict) else each for each in row])
            for cell, found in zip(
                (cell for row in sheet.iter_rows() for cell in row), _flat(rows, sheet), strict=True
            ):
                cell.number_format = found.get("format", cell.number_format) if isinstance(found, dict) else "General"
        book.save(hub / name)
        made.append(hub / name)
    return made


def _flat(rows: list[list[Any]], sheet: Any) -> list[Any]:
    return [each for row in rows for each in [*row, *[None] * (sheet.max_column - len(row))]]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(run: Run, hub: Path, case: dict[str, Any]) -> None:
    before = set((hub / "content").rglob("*.yml"))
    write = ["--write"] if "makes" in case else []
    result = run("import", *(path.name for path in lay(hub, case)), *case.get("words", ()), *write)
    text = " ".join(result.output.split()) if case.get("joined") else result.output
    errors = [line[7:].split(";")[0] for line in result.output.split("\n") if line.startswith("error: ")]
    assert errors == case.get("errors", []), result.output
    assert result.exit_code == case.get("code", 1 if errors else 0), result.output
    for piece in case.get("says", ()):
        assert piece in text, result.output
    for piece in case.get("hides", ()):
        assert piece not in text, result.output
    if write:
        new = set((hub / "content").rglob("*.yml")) - before
        made = {
            path.relative_to(hub / "content").as_posix(): yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
            for path in new
        }
        assert made == case["makes"], result.output
