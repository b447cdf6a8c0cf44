"""Encodings and characters: what is no UTF-8, what cannot be seen, what reads otherwise than it is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests import staging
from tests.hardness import contract
from tests.hardness.words import Case, Sort

TEXT = "name: Plăți\npurpose: Ține banii.\n"
# Bytes of a team's file → the rule that they break.
REFUSED: dict[str, tuple[bytes, str]] = {
    "latin-1": (TEXT.encode("latin-1", "replace") + b"# \xe9\n", "yaml/not-utf8"),
    "windows-1250": (TEXT.encode("cp1250", "replace"), "yaml/not-utf8"),
    "utf-16-le": (TEXT.encode("utf-16-le"), "yaml/control-character"),
    "utf-16-bom": (TEXT.encode("utf-16"), "yaml/not-utf8"),
    "utf-16-be-bom": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "yaml/not-utf8"),
    "utf-32": (TEXT.encode("utf-32"), "yaml/not-utf8"),
    "utf-7": (b"name: A\npurpose: [+ADw-]\n", ""),
    "ebcdic": (TEXT.encode("cp500", "replace"), "yaml/not-utf8"),
    "overlong-slash": (b"name: a\xc0\xafb\n", "yaml/not-utf8"),
    "overlong-nul": (b"name: a\xc0\x80b\n", "yaml/not-utf8"),
    "surrogate": (b"name: a\xed\xa0\x80b\n", "yaml/not-utf8"),
    "surrogate-pair": (b"name: \xed\xa0\xbd\xed\xb8\x80\n", "yaml/not-utf8"),
    "beyond-unicode": (b"name: \xf4\x90\x80\x80\n", "yaml/not-utf8"),
    "cut-character": (b"name: \xe2\x82", "yaml/not-utf8"),
    "lone-continuation": (b"name: \x80\n", "yaml/not-utf8"),
    "second-bom": ("\ufeff\ufeffname: A\n".encode(), "yaml/hidden-character"),
    "bom-inside": ("name: A\ufeffB\n".encode(), "yaml/hidden-character"),
    **{
        f"control-{ord(sign):02x}": (f"name: A{sign}B\n".encode(), "yaml/control-character")
        for sign in "\x00\x01\x07\x08\x0b\x0c\x1b\x7f\x80\x85\x9b\u2028\u2029\ufffe\uffff"
    },
    **{
        f"bidi-{ord(sign):04x}": (f"name: A{sign}B\n".encode(), "yaml/hidden-character")
        for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    },
    **{
        f"escaped-{escape[1:]}": (f'name: "A{escape}B"\n'.encode(), rule)
        for escape, rule in (
            ("\\0", "yaml/control-character"),
            ("\\e", "yaml/control-character"),
            ("\\x1b", "yaml/control-character"),
            ("\\L", "yaml/control-character"),
            ("\\u202e", "yaml/hidden-character"),
            ("\\uFEFF", "yaml/hidden-character"),
        )
    },
    "bidi-in-comment": ("name: A # \u202etxt\n".encode(), "yaml/hidden-character"),
    "bidi-in-key": ("na\u202eme: A\n".encode(), "yaml/hidden-character"),
    "joiner-in-key": ("na\u200dme: A\n".encode(), ""),
    "full-width-key": ("ｎａｍｅ: A\n".encode(), ""),
    "full-width-colon": ("name： A\n".encode(), ""),
    "full-width-hash": ("name: A\n＃ comment\n".encode(), ""),
    "no-break-space-indent": ("name: A\nroles:\n\u00a0\u00a0lead: ana-pop\n".encode(), ""),
    "ideographic-space-indent": ("name: A\nroles:\n\u3000lead: ana-pop\n".encode(), ""),
    "homoglyph-id": ("name: A\nlead: аna-pop\n".encode(), "link/unknown-target"),
    "accent-in-id": ("name: A\nlead: ána-pop\n".encode(), "link/unknown-target"),
    "duplicate-key-in-nfd": (
        "name: A\nroles: {caf\u00e9: ana-pop, cafe\u0301: ana-pop}\n".encode(),
        "yaml/duplicate-key",
    ),
}
# What is written as a team's name → what the hub holds.
TAKEN: dict[str, tuple[bytes, str]] = {
    "bom": ("\ufeffname: A\n".encode(), "A"),
    "crlf": (b"name: A\r\npurpose: B\r\n", "A"),
    "cr": (b"name: A\rpurpose: B\r", "A"),
    "mixed-line-ends": (b"name: A\r\npurpose: B\nlead: ana-pop\r", "A"),
    "no-line-end": (b"name: A", "A"),
    "joined-emoji": ("name: 👩‍👩‍👧 A\n".encode(), "👩‍👩‍👧 A"),
    "persian-joiner": ("name: می‌خواهم\n".encode(), "می‌خواهم"),
    "nfd": ("name: Pla\u0306t\u0327i\n".encode(), "Pla\u0306t\u0327i"),
    "nfc": ("name: Plăţi\n".encode(), unicodedata.normalize("NFC", "Plăţi")),
    "hebrew": ("name: צוות\n".encode(), "צוות"),
    "arabic": ("name: فريق\n".encode(), "فريق"),
    "astral": ("name: 𝔄𝔟𝔠 😀\n".encode(), "𝔄𝔟𝔠 😀"),
    "private-use": ("name: \ue000\n".encode(), "\ue000"),
    "zalgo": ("name: Z" + "\u0335" * 40 + "\n").encode()
    and (("name: Z" + "\u0335" * 40 + "\n").encode(), "Z" + "\u0335" * 40),
    "tab-between": (b"name:\tA\n", "A"),
    "soft-hyphen": ("name: Kunden\u00addienst\n".encode(), "Kunden\u00addienst"),
}


def signs() -> Sequence[Case]:
    """Each file as a team beside sound ones."""
    refused = [Case(name, partial(_refused, data, rule)) for name, (data, rule) in REFUSED.items()]
    return [*refused, *(Case(name, partial(_taken, data, text)) for name, (data, text) in TAKEN.items())]


def _refused(data: bytes, rule: str, folder: Path) -> None:
    contract.refused(folder, {"teams/strange.yml": data}, rules=[rule] if rule else [])


def _taken(data: bytes, text: str, folder: Path) -> None:
    contract.taken(folder, {"teams/strange.yml": data})
    hub = staging.read({**contract.BASE, "teams/strange.yml": data}).hub
    record = next(each for each in hub.records.values() if each.id == "strange")
    assert str(record.label) == text, f"{str(record.label)!r} is not what was written"


SIGNS = Sort(
    "encodings and characters",
    "What cannot be read by everybody is refused; every script is kept.",
    signs,
    40,
    short=10,
)
