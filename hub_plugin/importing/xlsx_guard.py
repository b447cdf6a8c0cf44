"""Whether a file may be unpacked and parsed as .xlsx: its sizes as its zip declares them, and no document type in any part.

The format allows no document type (ECMA-376, part 2); they are what XML bombs are made of. What a part is called decides nothing: the
workbook says which part is a sheet, and it may be called anything. So each part is judged by how it begins.
"""

from __future__ import annotations

import io
import re
import zipfile

from hub_plugin.importing.sheets import SheetError

MAX_PARTS = 1_000
MAX_UNPACKED = 60 * 1024 * 1024
MAX_RATIO = 200  # a sheet of one repeated row packs 50 to 1
_SMALL = 1024 * 1024  # no ratio is asked below this
_OLE = b"\xd0\xcf\x11\xe0"
_STRICT = b"http://purl.oclc.org/ooxml/"
_BEFORE = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"  # marks of byte order, blanks, and the zeros of wide letters
_EBCDIC = b"Lo\xa7\x94"  # "<?xm"
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_LIKE_ASCII = (b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")  # a "<!DOCTYPE" is those bytes in them


def looks_like(data: bytes) -> bool:
    """Tell whether bytes are those of a spreadsheet program's file, of this format or an older one."""
    return data.startswith((b"PK", _OLE))


def guard(data: bytes, name: str) -> None:
    """Look at a file before anything parses it.

    Args:
        data: its bytes.
        name: its name, for messages.

    Raises:
        SheetError: it is no .xlsx file, is damaged or too large, or a part holds what no spreadsheet program writes.
    """
    if data.startswith(_OLE):
        raise SheetError(f"{name}: an older format, or a file with a password; save it as .xlsx without one")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if "xl/workbook.xml" not in {part.filename for part in parts}:
                raise SheetError(f"{name}: this is no .xlsx file; save it as .xlsx or .csv")
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise SheetError(f"{name}: unpacked it is too large ({MAX_UNPACKED // 1024 // 1024} MB); split it")
            for part in parts:
                if part.file_size > _SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1):
                    raise SheetError(f"{name}: '{part.filename}' unpacks to {part.file_size:,} bytes; this is no sheet")
                if part.flag_bits & 1:
                    raise SheetError(f"{name}: the file has a password; save it without one")
                if _strange(packed.read(part), part.filename):
                    raise SheetError(f"{name}: '{part.filename}' holds what a spreadsheet never does; save it anew")
            if _STRICT in packed.read("xl/workbook.xml"):
                raise SheetError(f"{name}: saved as 'Strict Open XML'; save it as 'Excel Workbook (.xlsx)'")
    except SheetError:
        raise
    except Exception as error:  # the zip, or what packs its parts, is damaged
        raise SheetError(f"{name}: the file is damaged ({type(error).__name__}); open it and save it anew") from None


def _strange(text: bytes, name: str) -> bool:
    """Tell whether a part is XML with a document type, or in an encoding in which none could be seen."""
    start = text.lstrip(_BEFORE)
    if not start.startswith((b"<", _EBCDIC)) and not name.endswith((".xml", ".rels")):
        return False  # a picture, or the settings of a printer
    said = _ENCODING.match(start)
    unseen = start.startswith(_EBCDIC) or b"\x00" in text[:200] or (said and said[1].lower() not in _LIKE_ASCII)
    return bool(unseen) or b"<!DOCTYPE" in text or b"<!ENTITY" in text
