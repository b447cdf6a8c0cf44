"""Cases: one YAML file each, found by walking. Adding a case is adding a file.

A case lies over the hub of its folder (``hub/`` in it, else the base of the laws)::

    says: what holds, in one sentence
    today: 2026-11-24
    files:                      # path → text; nothing deletes the file; a list of [text, times] is repeated
      teams/payments.yml: |
        name: Payments
    findings:                   # path:line:column rule, of every level
      - teams/payments.yml:1:7 team/no-lead
    owes:                       # team, item, state, what it counts as, due
      - payments refunds#two-steps silent silent 2026-06-30
    counts:                     # team, level, coverage, score
      - payments must 50 33
    notices:                    # a record or part: what needs attention about it, and the next step
      gap/dates: ["Dates: found and raised with nobody → raise it with leadership, or close it and say why"]
    pages:                      # a page: words that it holds, in this order; ("no: …": it does not)
      gaps/dates.md: ["Open for 12 days.", "no: Closed"]

What a case does not list is not compared; ``findings`` is always compared. A failing case prints what is so.
"""

from __future__ import annotations

import datetime
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined, Obligation
from tests import staging

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.yml"))
FIRST_DAY = datetime.date(2026, 11, 24)


def below(case: Path) -> dict[str, bytes]:
    hub = case.parent / "hub"
    return staging.folder(hub if hub.is_dir() else staging.BASE)


def written(text: Any) -> str:
    return text if isinstance(text, str) else "".join(piece * times for piece, times in text)


def name(address: Address) -> str:
    """Name an item as a team's file does."""
    return str(address).removeprefix("standard/")


def owed(each: Obligation) -> str:
    return f"{each.unit} {name(each.ask.about)} {each.state} {each.counts} {each.due or '–'}"


def counted(joined: Joined) -> list[str]:
    lines = []
    for unit, obligations in joined.by_unit.items():
        for level in ("must", "should", "may"):
            progress = joined.progress(obligations, level)
            if progress.applies:
                numbers = ["–" if each is None else str(each) for each in (progress.coverage, progress.score)]
                lines.append(f"{unit} {level} {' '.join(numbers)}")
    return sorted(lines)


def noticed(joined: Joined, about: str) -> list[str]:
    return [f"{each.why} → {each.step}" for each in joined.attentions if str(each.about) == about]


def words(html: str) -> str:
    """Return what a page says to who does not see its form."""
    whole = re.sub(r"<(svg|script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    joined = re.sub(r"</?(a|code|em|small|span|strong)\b[^>]*>", "", whole)  # they stand inside sentences
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", joined)).split())


def told(page: str, texts: list[str]) -> list[str]:
    """Return those of some texts that hold of a page: each stands behind the one before it, or nowhere."""
    held, at = [], 0
    for text in texts:
        if text.startswith("no: "):
            held += [text] if text.removeprefix("no: ") not in page else []
        elif (found := page.find(text, at)) >= 0:
            held, at = [*held, text], found + len(text)
    return held


def actual(case: dict[str, Any], base: dict[str, bytes]) -> dict[str, Any]:
    """Return what is so, in the form in which a case expects it."""
    texts = {path: written(text) for path, text in case.get("files", {}).items() if text is not None}
    files = staging.lay(base, texts)
    for path, text in case.get("files", {}).items():
        if text is None:
            del files[path]
    reading = staging.read(files)
    so: dict[str, Any] = {
        "findings": [
            f"{each.place.path}:{each.place.line}:{each.place.column} {each.rule}" for each in reading.findings
        ]
    }
    if "owes" in case or "counts" in case:
        joined = build.derive(reading.hub, case.get("today", FIRST_DAY))
        so["owes"] = [owed(each) for each in joined.obligations]
        so["counts"] = counted(joined)
    if "notices" in case or "pages" in case:
        joined = build.derive(reading.hub, case.get("today", FIRST_DAY))
        so["notices"] = {about: noticed(joined, about) for about in case.get("notices", ())}
        site = build.site(reading.hub, joined, build.Frame(reference=False)) if "pages" in case else None
        pages = {page.uri: words(page.html) for page in site.pages} if site else {}
        so["pages"] = {uri: told(pages.get(uri, ""), texts) for uri, texts in case.get("pages", {}).items()}
    return so


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(case) <= {"says", "today", "files", "findings", "owes", "counts", "notices", "pages"}
    so = actual(case, below(path))
    for part in ("findings", "owes", "counts", "notices", "pages"):
        expected = case.get(part, [] if part == "findings" else None)
        if expected is not None and expected != so[part]:
            lines = so[part] if isinstance(so[part], list) else [f"{about}: {each}" for about, each in so[part].items()]
            shown = "".join(f"  - {line}\n" for line in lines) or "  []\n"
            pytest.fail(
                f"{path.relative_to(HERE)}: {case['says']}\nTo accept what is so, paste:\n{part}:\n{shown}",
                pytrace=False,
            )


def test_every_case_says_something_and_expects_something() -> None:
    assert len(CASES) >= 75
    for path in CASES:
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert case["says"].endswith("."), path
        assert path.parent.name != "broken" or case["findings"], path
        assert path.parent.name != "adoption" or "owes" in case or "counts" in case, path
