"""Names of files that clash, that a system keeps for itself, or that stand where the site has something of its own."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from hub_plugin import build
from hub_plugin.kinds import KINDS
from tests.hardness import contract, texts
from tests.hardness.words import Case, Sort

TEAM = b"name: Strange\n"
TEMPLATE = "title: Brief\nsummary: A brief.\nowner: service\nstatus: draft\nfiles: [{}]\n"
DEVICES = ("con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10)))
RECORDS = (
    "Payments",
    "PAYMENTS",
    "payments ",
    " payments",
    "payments.",
    "pay.ments",
    "pay_ments",
    "-payments",
    "payments-",
    "pay--ments",
    "plăți",
    "pla\u0306t\u0327i",
    "ｐayments",
    "paуments",
    "пеймантс",
    "支付",
    "pay\u200dments",
    "pay\u00admints",
    "x" * 121,
    "x" * 180,
    "123",
    "2026-11-24",
    "index",
    "feeds",
    "api",
    "assets",
    "search",
    "files",
    "admin",
    "reference",
    "met",
    "exempt",
    "silent",
    "team",
    "standard",
    "hub",
    "a'b",
    'a"b',
    "a&b",
    "a<b>",
    "a b",
    "a%2fb",
    "a:b",
    "a*b",
    "a?b",
    "a|b",
    "$(x)",
    "`x`",
    ";x",
    "{{x}}",
)
FILES = (
    "con.txt",
    "NUL.txt",
    "aux.md",
    "com1.pdf",
    "lpt9.csv",
    "brief.txt.",
    "brief.txt ",
    "brief",
    ".htaccess",
    ".txt",
    "_redirects",
    "CNAME",
    "index.html",
    "INDEX.HTML",
    "index.htm",
    "page.xhtml",
    "picture.svg",
    "feed.xml",
    "script.js",
    "script.mjs",
    "style.css",
    "page.shtml",
    "page.php",
    "a.html.txt\u202egpj",
    "a.txt.html",
    "a.docm",
    "a.exe",
    "a.bat",
    "a.url",
    "a.lnk",
    "a.wasm",
    "a.webmanifest",
    "a.swf",
    "a.hta",
    "a.mht",
    "a.jar",
    "web.config",
    "a.html ",
    "a.html.",
    "a.svgz",
    "x" * 300 + ".txt",
    "a:b.txt",
    "a\\b.txt",
)


def names() -> Sequence[Case]:
    """A record of each name, a file of each name beside a record, and pairs that are one name to some system."""
    return [
        *(Case(f"record {name[:40]!r}", partial(_record, name)) for name in RECORDS),
        *(Case(f"record of a device {name!r}", partial(_record, name)) for name in DEVICES),
        *(Case(f"file {name[:40]!r}", partial(_file, name)) for name in FILES),
        Case("two files but for case", partial(_pair, "Brief.txt", "brief.TXT")),
        Case("two files but for normalisation", partial(_pair, "pl\u00e3n.txt", "pla\u0303n.txt")),
        Case("two folders but for case", partial(_records, "teams/a/x-one.yml", "teams/A/x-one.yml")),
        Case("nothing of the site lies on anything else", _apart),
        Case("one id in two folders", partial(_records, "teams/a/x-one.yml", "teams/b/x-one.yml")),
    ]


def _record(name: str, folder: Path) -> None:
    try:
        contract.refused(folder, {f"teams/{name}.yml": TEAM})
    except OSError as error:  # this system does not have such a file, so nobody brings one
        if error.errno not in (errno.ENAMETOOLONG, errno.EINVAL):
            raise


def _file(name: str, folder: Path) -> None:
    quoted = '"' + name.replace("\\", "\\\\") + '"'
    files = {"templates/brief.yml": TEMPLATE.format(quoted).encode()}
    try:
        contract.refused(folder, {**files, f"templates/{name}": b"x"})
    except OSError as error:
        if error.errno not in (errno.ENAMETOOLONG, errno.EINVAL):
            raise


def _pair(one: str, two: str, folder: Path) -> None:
    text = TEMPLATE.format(f'"{one}", "{two}"')
    contract.refused(
        folder, {"templates/brief.yml": text.encode(), f"templates/{one}": b"one", f"templates/{two}": b"two"}
    )


def _records(one: str, two: str, folder: Path) -> None:
    contract.refused(folder, {one: TEAM, two: TEAM})


def _apart(folder: Path) -> None:
    """Pages, downloads and data of a hub with every kind: no two at one address, even where capitals are not told apart."""
    hub = texts.sound()
    site = build.site(hub, build.derive(hub, build.SOME_DAY), build.Frame())
    pages = [page.uri.removesuffix(".md").removesuffix("/index") + "/" for page in site.pages]
    taken = [each.casefold() for each in (*pages, *site.files, *site.downloads)]
    assert len(set(taken)) == len(taken), [each for each in taken if taken.count(each) > 1]
    ours = {each.partition("/")[0] for each in site.files} | {"assets", "search", "sitemap.xml", "404.html"}
    assert not ours & {kind.folder for kind in KINDS}, ours & {kind.folder for kind in KINDS}
    for path in (*site.files, *site.downloads):  # a page is a folder, and no file may be called like it
        assert f"{path}/".casefold() not in taken, path


NAMES = Sort("names", "No name hides another, or is none on some system.", names, 60, short=10)
