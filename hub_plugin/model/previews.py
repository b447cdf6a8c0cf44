"""What a reader is told of a file before taking it: size, checksum, and how it begins."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass

from hub_plugin.model.files import ending

LINES, CELLS, WIDTH = 40, 8, 300
_TEXT, _TABLE, _IMAGE = ("md", "txt"), ("csv", "tsv"), ("gif", "jpeg", "jpg", "png", "webp")


@dataclass(frozen=True, slots=True)
class Offered:
    """A file for download.

    Args:
        size: in bytes.
        sha256: the checksum, in hexadecimal.
        text: the first lines of a text, else empty.
        table: the first rows of a table, else empty.
        image: whether it is a picture that a browser shows.
        cut: whether there is more than what is shown.
    """

    size: int
    sha256: str
    text: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    image: bool = False
    cut: bool = False


def offered(path: str, data: bytes) -> Offered:
    """Describe a file.

    Args:
        path: its name; its ending says how it is shown.
        data: its bytes.
    """
    size, checksum, kind = len(data), hashlib.sha256(data).hexdigest(), ending(path)
    if kind in _IMAGE:
        return Offered(size, checksum, image=True)
    if kind not in _TEXT + _TABLE:
        return Offered(size, checksum)
    try:
        text = data[: LINES * WIDTH].decode("utf-8-sig", "ignore").replace("\r\n", "\n")
    except UnicodeError:
        return Offered(size, checksum)
    lines = text.split("\n")
    cut = len(data) > LINES * WIDTH or len(lines) > LINES
    if kind in _TEXT:
        return Offered(size, checksum, text="\n".join(lines[:LINES]).strip("\n"), cut=cut)
    first = lines[0]
    delimiter = "\t" if kind == "tsv" else max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO("\n".join(lines[: LINES // 2])), delimiter=delimiter))
    wide = max((len(row) for row in rows), default=0)
    table = tuple(
        tuple(cell[:WIDTH] for cell in (*row[:CELLS], *[""] * (min(wide, CELLS) - len(row))))
        for row in rows
        if any(row)
    )
    return Offered(size, checksum, table=table, cut=cut or wide > CELLS)
