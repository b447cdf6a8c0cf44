"""The agenda that a series proposes, pasted into a session, is a sound session."""

from __future__ import annotations

import html
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests import sites
from tests.sites import Site

COPIED = re.compile(r'<code id="proposed-yaml">(.*?)</code>', re.DOTALL)
# series → a day of it without a session
DAYS = {
    "steering": "2026-12-08",
    "leads-weekly": "2026-12-03",
    "content-board": "2026-12-02",
    "quality-review": "2027-02-15",
}


def proposed(site: Site, series: str) -> str | None:
    found = COPIED.search(site.text(f"meetings/{series}/index.html"))
    return html.unescape(found[1]) if found else None


@pytest.mark.parametrize("series", DAYS)
def test_it_can_be_pasted(example: Site, tmp_path: Path, series: str) -> None:
    copied = proposed(example, series)
    assert copied is not None
    shutil.copytree(sites.ROOT / "content", tmp_path / "content")
    session = tmp_path / "content" / "meetings" / series / f"{DAYS[series]}.md"
    session.write_text(f"---\n{copied}---\n", encoding="utf-8")
    done = sites.run([sys.executable, "-m", "hub_plugin", "check", "--strict"], tmp_path)
    assert done.code == 0, done.output
    assert "nothing wrong" in done.output


def test_each_item_says_why(example: Site) -> None:
    copied = proposed(example, "steering") or ""
    assert (
        '  - topic: "The owner of Content calendar has left"\n    aim: discuss\n    why: "Next step: name a new owner"\n'
        in copied
    )
    assert copied.count("  - topic:") == 12 == copied.count("    read:")
    sorts = {
        "vacant": "has nobody for the role",
        "left": "has left",
        "open": "Overdue:",
        "expiring": "the exemption from",
    }
    assert not [name for name, words in sorts.items() if words not in copied]


def test_odd_texts_stay_texts(tmp_path: Path) -> None:
    """Quotes, colons, line breaks, HTML and signs of YAML in what is proposed."""
    odd = """>-
      It's "{{ odd }}": <b>&amp;</b> [x], #1 — \\n 'y' % @ `z` : {a: b} - 50 %"""
    sites.lay_small(tmp_path, {
        "content/meetings/steering/2026-01-06.md":
            f"---\nactions:\n  odd:\n    text: {odd}\n    owner: mara-ionescu\n"
            "    due: 2026-02-01\n---\nNotes.\n",
    })  # fmt: skip
    assert sites.build(tmp_path).code == 0
    copied = proposed(Site(tmp_path / "site"), "steering") or ""
    assert "{{ odd }}" in copied
    (tmp_path / "content/meetings/steering/2026-12-08.md").write_text(f"---\n{copied}---\n", encoding="utf-8")
    done = sites.run([sys.executable, "-m", "hub_plugin", "check"], tmp_path)
    assert done.code == 0, done.output
