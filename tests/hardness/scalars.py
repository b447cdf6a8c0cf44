"""Plain scalars: what other programs read as a number, a date or nothing stays the text that was written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, partial
from html import escape
from pathlib import Path

from hub_plugin import build
from tests import staging
from tests.data import hubs
from tests.hardness.words import Case, Sort

PLAIN = (
    "no",
    "No",
    "NO",
    "yes",
    "Yes",
    "on",
    "off",
    "On",
    "y",
    "n",
    "true",
    "True",
    "FALSE",
    "~",
    "null",
    "Null",
    "12:30",
    "1:20:30",
    "190:20:30",
    "010",
    "0o10",
    "0x1F",
    "0b11",
    "1_000",
    "1,000",
    "1.10",
    "1.0",
    "1.",
    ".5",
    "+1",
    "-1",
    "-0",
    "1e3",
    "1E400",
    "685_230.15",
    ".inf",
    "-.INF",
    ".nan",
    "2026-13-01",
    "2026-11-23",
    "2026-11-23T10:00:00Z",
    "2026-11-23 10:00:00.1 -5",
    "11/23/26",
    "2.10",
    "2.1.0",
    "v2.10",
    "1.10.0-rc.1",
    "0.0.0",
    "00",
    "007",
    "1e-5",
    "123456789012345678901234567890",
    "0.1000000000000000055511151231257827",
    "=",
    "<<",
    "half",
    "C#",
    "a#b",
    "50% of",
    "it's",
    "a \\ b",
    "\\n",
    "$HOME",
    "a, b",
    "a [b] {c}",
    "10.000,50",
    "1 000",
    "३",
    "١٢",
    "٪",
    "½",
    "Ⅳ",
    "²",
)


@cache
def _made() -> tuple[dict[str, bytes], dict[str, str]]:
    """Return what leaves of one hub with a team for each scalar, and its pages."""
    files = {f"teams/t{number}-x.yml": f"name: {text}\npurpose: {text}\n" for number, text in enumerate(PLAIN)}
    reading = staging.read(staging.lay(hubs.staging.folder(staging.BASE), files))
    assert not reading.failing(["error"]), reading.failing(["error"])[:3]
    now = build.derive(reading.hub, hubs.TODAY)
    site = build.site(reading.hub, now, build.Frame(reference=False))
    return dict(site.files), {page.uri: page.html for page in site.pages}


def scalars() -> Sequence[Case]:
    """Each text as a team's name and purpose."""
    return [Case(repr(text), partial(_kept, number, text)) for number, text in enumerate(PLAIN)]


def _kept(number: int, text: str, folder: Path) -> None:
    files, pages = _made()
    record = next(
        each for each in json.loads(files["api/v1/records.json"])["records"] if each["address"] == f"team/t{number}-x"
    )
    assert record["title"] == text, record
    assert escape(text, quote=False) in pages[f"teams/t{number}-x.md"].replace("&#39;", "'").replace("&#34;", '"')


SCALARS = Sort("plain scalars", "What was written is what leaves, sign for sign.", scalars, 60, short=60)
