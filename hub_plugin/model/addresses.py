"""How one record or part is named: ``kind/id#part``."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 120
# What Windows keeps for itself, with any ending (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
# In the path of a file: signs, what a name ends with, and those names (the same source).
_NOT_ON_WINDOWS = re.compile(
    rf'[<>:"|?*\\]|[. ](?=/|$)|(?<![^/])({"|".join(sorted(DEVICES))}) *(?=[./]|$)', re.IGNORECASE
)
ID_HINT = "use small letters a-z, digits and '-', with at least one letter"


class Address(NamedTuple):
    """The name of a record, or of one part of it. The hub's own record is ``hub``."""

    kind: str
    id: str
    part: str = ""

    def __str__(self) -> str:
        record = self.kind if self.kind == self.id else f"{self.kind}/{self.id}"
        return f"{record}#{self.part}" if self.part else record

    @property
    def record(self) -> Address:
        """The record that a part belongs to; a record's own address stays as it is."""
        return Address(self.kind, self.id) if self.part else self

    def at(self, part: str) -> Address:
        """Return the address of a part of this record."""
        return Address(self.kind, self.id, part)


HUB = Address("hub", "hub")  # the centre itself, as hub.yml tells it


class NotOnWindows(NamedTuple):
    """The first step of a path that Windows does not take: its name, the path as far as it goes, and why not."""

    step: str
    upto: str
    why: str


def not_on_windows(path: str) -> NotOnWindows | None:
    """Find what keeps a file from lying on a disk of Windows, in its name or that of a folder on its way."""
    found = _NOT_ON_WINDOWS.search(path)
    if found is None:
        return None
    upto = path[: found.end()] + path[found.end() :].partition("/")[0]
    why = "which keeps this name for itself" if found[1] else f"because of '{found[0]}'"
    return NotOnWindows(upto.rpartition("/")[2], upto, why)


def is_slug(text: str) -> bool:
    """Tell whether a text may be an id (dates and weeks of nested kinds included)."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= LONGEST


def has_letter(text: str) -> bool:
    """Tell whether a text holds one of a-z; an id that people write needs one."""
    return any("a" <= char <= "z" for char in text)


def unaccented(text: str) -> str:
    """Return a text in small letters without accents."""
    return "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))


def slug(text: str) -> str:
    """Return an id made from any text, for suggestions and scaffolds: without accents, not too long; may be empty."""
    made = re.sub(r"[^a-z0-9]+", "-", unaccented(text)).strip("-")
    return made if len(made) <= LONGEST else made[: LONGEST + 1].rpartition("-")[0] or made[:LONGEST]


def id_hint(text: str) -> str:
    """Say what to write instead of a text that is no id."""
    better = slug(text)
    if not has_letter(better):
        return ID_HINT
    return f"write '{better}'" + (f": {LONGEST} characters at most" if len(text) > LONGEST else "")
