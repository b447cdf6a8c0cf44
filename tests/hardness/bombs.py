"""Bombs: small files that want much memory or time, to read and to print."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from hub_plugin import build
from tests.data import hubs
from tests.hardness import contract
from tests.hardness.cost import COST
from tests.hardness.words import Case, Sort
from tests.model.test_reading import BILLION, MERGES

LONG = 250_000
# What a team's file holds, made when it is tried: each is refused.
READ: dict[str, Callable[[], str]] = {
    "aliases": lambda: BILLION,
    "merges": lambda: MERGES,
    "brackets": lambda: "a: " + "[" * LONG,
    "braces": lambda: "{a: " * 50_000,
    "dashes": lambda: "- " * LONG + "x",
    "question-marks": lambda: "? " * 50_000 + "x",
    "nested-by-indent": lambda: "".join(" " * depth + "a:\n" for depth in range(2_000)),
    "lists-in-lists": lambda: "a: " + "[[" * 11 + "x," * 50_000 + "]]" * 11,
    "many-values": lambda: "a: [" + "x," * 1_000_000 + "]",
    "many-keys": lambda: "".join(f"k{n}: x\n" for n in range(150_000)),
    "one-key-often": lambda: "name: x\n" * 150_000,
    "long-key": lambda: "k" * LONG + ": x",
    "long-text": lambda: "name: " + "x" * (4 * 1024 * 1024 - 10),
    "long-block": lambda: "name: |\n" + "  xxxxxxxxx\n" * 300_000,
    "lines": lambda: "\n" * (4 * 1024 * 1024 - 5) + "- x",
    "comments": lambda: "# x\n" * 1_000_000 + "- x",
    "bytes": lambda: "a: b\n" * 2_000_000,
    "documents": lambda: "---\n" * 500_000,
    "quotes": lambda: "name: '" + "''" * LONG,
    "escapes": lambda: 'name: "' + "\\x41" * 500_000,
    "flow-colons": lambda: "{" + "a:" * LONG,
    "digits-date": lambda: "name: A\njoined: " + "1" * LONG,
    "digits-moment": lambda: "name: A\njoined: 2026-" + "1" * LONG + "-01",
    "languages": lambda: "name: {" + ", ".join(f"x-{n:08}: a" for n in range(60_000)) + "}",
    "ids": lambda: "name: A\nmembers: [" + ", ".join(f"nobody-{n}" for n in range(3_000)) + "]",
    "typos": lambda: "name: A\n" + "".join(f"nam{n}: x\n" for n in range(3_000)),
    "tabs": lambda: "name: A\n" + "\t" * LONG + "x: y",
    "spaces-before-hash": lambda: "name: a" + " " * LONG + "#x",
    "almost-an-address": lambda: "name: A\ncontact: {" + "a" * LONG + "}",
}
# What a update says in Markdown, up to the limit of a text: it is printed.
PROSE: dict[str, Callable[[int], str]] = {
    "stars": lambda n: "*" * n,
    "stars-apart": lambda n: "*a " * (n // 3),
    "underscores": lambda n: "_a" * (n // 2),
    "backticks": lambda n: "`" * n,
    "backticks-growing": lambda n: " ".join("`" * each for each in range(1, int((2 * n) ** 0.5))),
    "open-brackets": lambda n: "[" * n,
    "images": lambda n: "![" * (n // 2),
    "links": lambda n: "[a](" * (n // 4),
    "our-links": lambda n: "[[" * (n // 2),
    "our-links-closed": lambda n: "[[team/payments]] " * (n // 18),
    "our-links-nowhere-near": lambda n: "[[a|" * (n // 4),
    "quotes-nested": lambda n: ">" * n + " x",
    "quotes-nested-apart": lambda n: "> " * (n // 2) + "x",
    "lists-nested": lambda n: "".join("    " * each + "- a\n" for each in range(int((n / 2) ** 0.5))),
    "lists-nested-deep": lambda n: "".join("    " * each + "- a\n" for each in range(350)),
    "lists-on-one-line": lambda n: "- " * (n // 2) + "x",
    "numbers-on-one-line": lambda n: "1. " * (n // 3) + "x",
    "quotes-and-lists": lambda n: "> - " * (n // 4) + "x",
    "many-links": lambda n: "".join(f"[[team/payments|{each}]] " for each in range(n // 22)),
    "tags": lambda n: "<a " * (n // 3),
    "tags-open": lambda n: "<b>" * (n // 3),
    "tags-blocks": lambda n: "<div>\n" * (n // 6),
    "comments": lambda n: "<!--" * (n // 4),
    "declarations": lambda n: "<![CDATA[" * (n // 9),
    "instructions": lambda n: "<?" * (n // 2),
    "entities": lambda n: "&" * n,
    "numbers": lambda n: "&#" * (n // 2),
    "references": lambda n: "".join(f"[a{each}]: x\n" for each in range(n // 12)),
    "references-used": lambda n: "[a]: x\n\n" + "[a]" * (n // 3),
    "reference-open": lambda n: "[a]: <" + "x" * n,
    "tables": lambda n: "|a" * (n // 4) + "|\n" + "|-" * (n // 4) + "|\n",
    "footnotes": lambda n: "[^1]" * (n // 4) + "\n\n[^1]: x\n",
    "headings": lambda n: "# " * (n // 2),
    "rules": lambda n: "- " * (n // 2),
    "backslashes": lambda n: "\\" * n,
    "spaces": lambda n: "a" + " " * n + "b",
    "line-ends": lambda n: "a  \n" * (n // 4),
    "one-word": lambda n: "a" * n,
    "fences": lambda n: "```\n" * (n // 4),
    "addresses": lambda n: "http://" * (n // 7),
    "definition-lists": lambda n: "a\n: b\n\n" * (n // 8),
    "abbreviations": lambda n: "*[a]: b\n" * (n // 8),
    "attributes": lambda n: "a {: " * (n // 5),
}
# What a workbook holds beside the head and one row of a sheet: rows, what follows them, and the workbook's own sheets and names.
SHEETS: dict[str, Callable[[], tuple[str, str, str]]] = {
    "a-row-far-away": lambda: ('<row r="99999999999"/>', "", ONE_SHEET),
    "the-last-row": lambda: ('<row r="1048576"/>', "", ONE_SHEET),
    "wide-blank-rows": lambda: (
        "".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(3, 10_000)),
        "",
        ONE_SHEET,
    ),
    "names": lambda: (
        "",
        "",
        ONE_SHEET
        + "<definedNames>"
        + "".join(f'<definedName name="a{n}">A1</definedName>' for n in range(300_000))
        + "</definedNames>",
    ),
    "sheets": lambda: ("", "", "<sheets>" + '<sheet name="Templates" r:id="rId1"/>' * 900 + "</sheets>"),
    "links": lambda: (
        "",
        "<hyperlinks>" + "".join(f'<hyperlink ref="A{n}" r:id="r"/>' for n in range(190_000)) + "</hyperlinks>",
        ONE_SHEET,
    ),
    "merged": lambda: (
        "",
        "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n + 1}"/>' for n in range(150_000)) + "</mergeCells>",
        ONE_SHEET,
    ),
    "long-number": lambda: (f'<row r="3"><c r="A3"><v>{"9" * LONG}</v></c></row>', "", ONE_SHEET),
}
ONE_SHEET = '<sheets><sheet name="Templates" r:id="rId1"/></sheets>'


def bombs() -> Sequence[Case]:
    """Each as a file to read."""
    return [Case(name, partial(_read, make)) for name, make in READ.items()]


def sheets() -> Sequence[Case]:
    """Each as a workbook to import."""
    return [Case(name, partial(_import, make)) for name, make in SHEETS.items()]


def prose() -> Sequence[Case]:
    """Each as a text to print."""
    return [Case(name, partial(_print, make)) for name, make in PROSE.items()]


def _read(make: Callable[[], str], folder: Path) -> None:
    contract.refused(folder, {"teams/strange.yml": make().encode()})


def _import(make: Callable[[], tuple[str, str, str]], folder: Path) -> None:
    rows, after, book = make()
    contract.lay(folder, {})
    with zipfile.ZipFile(folder / "x.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", f"<workbook {_SPACES}>{book}</workbook>")
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="rId1" Type="/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/worksheets/sheet1.xml",
            f"<worksheet {_SPACES}><sheetData>{_HEAD}{rows}</sheetData>{after}</worksheet>",
        )
    code, out, err = COST.of(lambda: contract.run(folder, "import", "x.xlsx"))
    told = (out + err).strip().split("\n")
    assert code == 0 or any("x.xlsx" in line and "; " in line for line in told), told[-5:]
    assert len(told) < 100, f"{len(told)} lines"


_SPACES = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = "".join(
    f'<row r="{n}">' + "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in row) + "</row>"
    for n, row in enumerate([["Title", "Summary", "Owner", "Status"], ["Brief", "One page.", "payments", "draft"]], 1)
)


def _print(make: Callable[[int], str], folder: Path) -> None:
    text = make(60_000)
    reading = hubs.read({"updates/strange.md": f"---\ntitle: Strange\ndate: 2026-11-01\n---\n{text}\n"})
    if reading.failing(["error"]):
        contract.refused(
            folder, {"updates/strange.md": f"---\ntitle: Strange\ndate: 2026-11-01\n---\n{text}\n".encode()}
        )
        return
    hub = reading.hub
    build.site(hub, build.derive(hub, hubs.TODAY), build.Frame(reference=False))


BOMBS = Sort(
    "bombs",
    "A file that wants too much is refused before it gets it.",
    bombs,
    20,
    short=5,
    alone=True,
)
IMPORTED = Sort(
    "bombs of spreadsheets",
    "A workbook that wants too much is refused in one line before it gets it, or read in no time.",
    sheets,
    8,
    short=8,
    alone=True,
)
PRINTED = Sort(
    "bombs of prose",
    "No text stops the build, or makes it wait for long.",
    prose,
    40,
    short=4,
    memory=512,
    long=True,
)
