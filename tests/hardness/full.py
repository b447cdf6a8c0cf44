"""A sound hub in which every kind has a full record."""

from __future__ import annotations

import re

from hub_plugin.kinds import KINDS
from tests import staging

# Where a record lies whose name means something; others are called as their kind.
PLACES = {
    "hub": "hub.yml", "adoption": "adoption/payments/checkout.yml", "session": "meetings/steering/2026-01-07.md",
    "assessment": "assessments/care/payments/2026-10-01.yml", "planning": "planning/desk.yml",
    "journal": "journals/ana-pop/2026-w48.yml", "worksheet": "planning/desk/evil.md", "team-sheet": "planning/desk/demand/payments.yml",
}  # fmt: skip
_SOURCES = re.compile(r"^sources:\n(?: +.*\n)+", re.MULTILINE)


def whole_hub() -> dict[str, str]:
    """Return the hub; binary files are left as they are."""
    files = {**staging.folder(staging.BASE), **staging.folder(staging.STAGE)}
    for kind in KINDS:
        ending = "md" if kind.example.startswith("---\n") else "yml"
        files[PLACES.get(kind.name, f"{kind.folder}/evil-{kind.name}.{ending}")] = kind.example.encode()
    texts = {path: data.decode("utf-8", "surrogateescape") for path, data in files.items()}
    texts["hub.yml"] = _SOURCES.sub("", texts["hub.yml"])  # other folders, which are not there
    return texts
