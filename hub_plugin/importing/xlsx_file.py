"""An .xlsx file as sheets: values only, never a formula or a macro, and nothing that would fill the memory.

The file is a zip of XML, from anybody; it is read only after ``xlsx_guard.py`` has seen it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection

from hub_plugin.importing.sheets import Sheet, SheetError
from hub_plugin.importing.words import folded
from hub_plugin.importing.xlsx_guard import guard
from hub_plugin.importing.xlsx_parts import Parts, book_of
from hub_plugin.importing.xlsx_sheet import sheet_of


def read(data: bytes, name: str, asked: Collection[str] = ()) -> list[Sheet]:
    """Read all sheets; of a hidden one that nobody asks for there is only the name.

    Args:
        data: the bytes of the file.
        name: its name, for places.
        asked: the names of sheets that somebody asks for, folded.

    Raises:
        SheetError: it is no .xlsx file, or is too large.
    """
    guard(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = Parts(packed, name)
            book = book_of(parts)
            made = [
                sheet_of(parts, book, title, part)
                if visible or folded(title) in asked
                else Sheet(name, title, (), hidden=True)
                for title, part, visible in book.sheets
            ]
    except SheetError:
        raise
    except Exception as error:  # whatever a broken part leads to
        raise SheetError(
            f"{name}: the file cannot be read ({type(error).__name__}); open it and save it anew"
        ) from None
    if not made:
        raise SheetError(f"{name}: there is no sheet in it; open it and save it anew")
    return made
