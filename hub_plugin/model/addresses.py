"""How one record or part is named: ``kind/id#part``."""

from __future__ import annotations

import re
from typing import NamedTuple

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
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


def is_slug(text: str) -> bool:
    """Tell whether a text may be an id (dates and weeks of nested kinds included)."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= 120


def has_letter(text: str) -> bool:
    """Tell whether a text holds one of a-z; an id that people write needs one."""
    return any("a" <= char <= "z" for char in text)


def slug(text: str) -> str:
    """Return an id made from any text, for suggestions and scaffolds; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
