"""In which encoding a CSV file is: what it shows itself, what somebody says, or a guess that is told."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence

from hub_plugin.importing.sheets import Cell, Problem, SheetError

_WESTERN, _CENTRAL = "Windows-1252", "Windows-1250"
_DOUBTFUL = re.compile(r"\S*[õûþãºªőűţăş]\S*", re.IGNORECASE)  # õûþãºª in the one are őűţăşŞ in the other
_FOREIGN = re.compile(r"\S*[^\x00-\x7f]\S*")
# Nobody else writes these beside each other.
_HUNGARIAN = re.compile(r"õ(?=[\s\S]*[öü])|[öü](?=[\s\S]*õ)", re.IGNORECASE)
_INSIDE = re.compile(r"[ºªþ][a-z]|[a-z]þ", re.IGNORECASE)  # an ordinal stands behind its number, a thorn beside an eth


def known(encoding: str) -> bool:
    """Tell whether an encoding of texts is called so."""
    try:
        "".encode(encoding)
    except (LookupError, ValueError):
        return False
    return True


def decoded(data: bytes, name: str, encoding: str = "") -> tuple[str, str]:
    """Return the text of a file, with one kind of line end, and its encoding.

    Args:
        data: its bytes.
        name: its name, for messages.
        encoding: the encoding, where somebody knows it.

    Raises:
        SheetError: it is no text in that encoding, or no text at all, or UTF-8 with a few bytes that are not.
    """
    text, told = _said(data, name, encoding) if encoding else _shown(data, name)
    if "\x00" in text:
        raise SheetError(f"{name}: this is no text; save it as 'CSV UTF-8'")
    return text.replace("\r\n", "\n").replace("\r", "\n"), told


def _said(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding).removeprefix("\ufeff"), encoding
    except UnicodeError as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise _wrong_byte(name, data[:at].decode(encoding, "replace"), data[at : at + 1], encoding) from None


def _shown(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, name, "UTF-16"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as error:
        lenient = data.decode("utf-8-sig", "surrogateescape")
        wrong = sum("\udc80" <= each <= "\udcff" for each in lenient)
        if sum(each > "\x7f" for each in lenient) > 2 * wrong or data.startswith(codecs.BOM_UTF8):
            at = data[: error.start + 3 * data.startswith(codecs.BOM_UTF8)]
            raise _wrong_byte(name, at.decode("utf-8-sig"), data[len(at) : len(at) + 1], "UTF-8") from None
    western = data.decode("cp1252", "replace")
    if "\ufffd" not in western and not _central(western):
        return western, _WESTERN
    return _strictly(data, name, _CENTRAL), _CENTRAL


def _strictly(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise SheetError(f"{name}: this is no text; save it as 'CSV UTF-8'") from None


def _wrong_byte(name: str, before: str, byte: bytes, encoding: str) -> SheetError:
    lines = re.split(r"\r\n|\r|\n", before)
    return SheetError(
        f"{name}:{len(lines)}:{len(lines[-1]) + 1}: the byte {byte.hex().upper()} (character {len(lines[-1]) + 1} of the line) is not "
        f"{encoding}; write the letter anew and save as 'CSV UTF-8', or name the file's encoding: --encoding windows-1252"
    )


def _central(text: str) -> bool:
    """Tell whether a text that was read as Windows-1252 shows that it is Windows-1250."""
    return bool(_HUNGARIAN.search(text)) or (bool(_INSIDE.search(text)) and "ð" not in text.casefold())


def doubt(rows: Iterable[Sequence[Cell]], told: str) -> Iterator[Problem]:
    """Yield a warning at a word by which somebody can tell whether the encoding was guessed well."""
    found: dict[bool, tuple[Cell, str]] = {}
    for row in rows:
        for cell in row:
            for sure, pattern in ((True, _DOUBTFUL), (False, _FOREIGN)):
                if word := pattern.search(cell.text):
                    found.setdefault(sure, (cell, word[0][:40]))
    if first := found.get(True) or found.get(False):
        cell, seen = first
        other = _CENTRAL if told == _WESTERN else _WESTERN
        hint = f"if that is wrong, name the encoding, such as --encoding {other.casefold()}"
        yield Problem(cell.place, f"the file is no UTF-8 and was read as {told}; look at '{seen}'", hint, warning=True)
