"""What every format is made from: the findings, and what they are shown against."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import normpath

from hub_plugin.model.english import counted
from hub_plugin.model.findings import Finding, Level, Place
from hub_plugin.model.rules import Rule


@dataclass(frozen=True)
class Report:
    """The findings of one run.

    Args:
        findings: those that are shown, in the order of printing.
        records: how many records were read.
        rules: every rule by its name.
        folder: the way from the current folder to the content folder, with forward slashes; empty: they are one.
        unseen: how many pieces of advice are not shown.
        version: our own.
        width: how many cells a line of the terminal has.
        colour: whether colours may be used.
    """

    findings: tuple[Finding, ...]
    records: int
    rules: Mapping[str, Rule]
    folder: str = ""
    unseen: int = 0
    version: str = ""
    width: int = 100
    colour: bool = False

    def path(self, place: Place) -> str:
        """Return where a file lies, seen from the current folder; that of a source lies beside the content folder."""
        return normpath(f"{self.folder}/{place.path}") if self.folder and place.path else place.path

    def fingerprint(self, finding: Finding, seen: Counter[str]) -> str:
        """Return what tells a finding from others, also when lines above it come or go: it says nothing of line numbers.

        Args:
            finding: one of the findings, each asked for once and in their order.
            seen: how often the same has been found before; counted on.
        """
        what = "\0".join((finding.rule, self.path(finding.place), finding.message, finding.place.text.strip()))
        seen[what] += 1
        return hashlib.sha256(f"{what}\0{seen[what]}".encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def total(self) -> str:
        """The last line: what was found, in words."""
        seen = Counter(finding.level for finding in self.findings)
        parts = [counted(seen[Level.ERROR], "error"), counted(seen[Level.WARNING], "warning")]
        parts.append(counted(seen[Level.ADVICE], "piece of advice", "pieces of advice"))
        told = ", ".join(part for part in parts if not part.startswith("0 "))
        records = counted(self.records, "record")
        line = f"{told} in {records}" if told else f"{records}, nothing wrong"
        if self.unseen:
            line += f" (--pedantic also shows {counted(self.unseen, 'piece of advice', 'pieces of advice')})"
        return line
