"""What theme/search/folding.js compares and splits, run by Node.js; what readers see of it is looked at in tests/browser/test_search.py."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from hub_plugin.plugin import searching

END = "\u200b"
FOLDED = {
    "Întâlnire": "intalnire", "şi ţara": "si tara", "și țara": "si tara", "Häuser": "hauser", "STRAẞE": "strasse", "Größe": "grosse",
    "årsredovisning": "arsredovisning", "Smørrebrød": "smorrebrod", "Łódź": "lodz", "Đurđa": "durda", "őrűző": "oruzo",
    "İstanbul": "istanbul", "ığdır": "igdir", "Æsir": "aesir", "œuvre": "oeuvre", "naïve": "naive", "a\u0306n": "an", "ﬁnal": "final",
    "ＣＯＥ": "coe", "Ёлка": "елка", "会议纪要": "会议纪要", "が": "が", "한국": "한국", "हिन्दी": "हिन्दी",
}  # fmt: skip
PIECES: dict[str, list[list[Any]] | None] = {
    "plain2": None,
    "häuser": None,
    "„häuser“.": [[1, 6, "häuser"]],
    "(sla)": [[1, 3, "sla"]],
    "4.2.1.": [[0, 5, "4.2.1"]],
    "r&amp;d": [[0, 7, "r&d"]],
    "&lt;ids&gt;": [[4, 3, "ids"]],
    "—": [],
    "会议纪要": [[0, 1, "会议"], [1, 1, "议纪"], [2, 1, "纪要"], [3, 1, f"要{END}"]],
    "coe中心,": [[0, 3, "coe"], [3, 1, "中心"], [4, 1, f"心{END}"]],
    "第3章。": [[0, 1, f"第{END}"], [1, 1, "3"], [2, 1, f"章{END}"]],
    "𠀀议": [[0, 2, "𠀀议"], [2, 1, f"议{END}"]],
    "ノート": [[0, 1, "ノー"], [1, 1, "ート"], [2, 1, f"ト{END}"]],
}
ASKED = {
    "Întâlnire, „Häuser“!": "intalnire hauser",
    "会议纪要": "会议 议纪 纪要",
    "COE中心": "coe 中心",
    "标准：会议": "标准 会议",
    "+会议纪要 a": "+会议 +议纪 +纪要 a",
    "title:会议纪要": "title:会议 title:议纪 title:纪要",
    '+Häuser -"Øl" stra*': '+hauser -"ol" stra*',
    "  ": "",
}
BEGINNINGS = {
    "întâlnire intal": "întâl",
    "straße stras": "straß",
    "straße strass": "straß",
    "i\u0302nt i": "i\u0302",
    "abc abcd": "abc",
}


# In German ü may be written as ue; an e that is a sound of its own stays.
GERMAN = {
    "Häuser": "hauser", "Haeuser": "hauser", "HAEUSER": "hauser", "hauser": "hauser", "Uebergabe": "ubergabe", "groessere": "grossere",
    "neuen": "neuen", "neun": "neun", "Frauen": "frauen", "Quelle": "quelle", "Steuer": "steuer", "Michael": "michal",
    "aktuell": "aktull", "säen": "san", "saeen": "san",
}  # fmt: skip


def node(calls: list[tuple[str, list[str]]], before: str = "") -> list[Any]:
    """Call functions of folding.js."""
    found = shutil.which("node")
    if found is None:
        pytest.fail("Node.js is missing: install the Debian package 'nodejs'", pytrace=False)
    script = (
        f"{before}const folding = require({json.dumps(str(searching.TAUGHT[0]))});"
        "const calls = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(calls.map(([name, given]) => folding[name](...given) ?? null)))"
    )
    done = subprocess.run(
        [found, "-e", script], input=json.dumps(calls), capture_output=True, encoding="utf-8", check=True
    )
    answers: list[Any] = json.loads(done.stdout)
    return answers


@pytest.mark.parametrize(
    ("name", "table"),
    [("fold", FOLDED), ("pieces", PIECES), ("asked", ASKED), ("beginning", BEGINNINGS)],
    ids=["fold", "pieces", "asked", "beginning"],
)
def test_tables(name: str, table: dict[str, Any]) -> None:
    given = [each.split(" ") if name == "beginning" else [each] for each in table]
    assert dict(zip(table, node([(name, each) for each in given]), strict=True)) == table


def test_what_is_folded_stays_so() -> None:
    assert node([("fold", [each]) for each in FOLDED.values()]) == list(FOLDED.values())


def test_german_readers_need_no_key_for_umlauts() -> None:
    german = "globalThis.coehubGerman = 1;"
    assert node([("fold", [each]) for each in GERMAN], german) == list(GERMAN.values())
    assert node([("fold", [each]) for each in GERMAN.values()], german) == list(GERMAN.values())
    assert node([("fold", ["Haeuser"])]) == ["haeuser"]
