"""Files and folders that are called by hostile texts: those that a record offers for download, and those that records lie in."""

from __future__ import annotations

import errno
import re
import unicodedata
import urllib.parse
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from hub_plugin import build
from hub_plugin.kinds import KINDS
from hub_plugin.model.kind import Kind
from tests import sites, staging
from tests.browser import serving
from tests.data import test_hostile
from tests.hardness import asking, contract, leaving, planted
from tests.hardness.everywhere import marked
from tests.hardness.looking import Window
from tests.hardness.planted import Planted
from tests.hardness.planting import BODY, KINDS_BY_NAME, Copy, Spot, place_of, spots
from tests.hardness.strings import EVIL, UNREADABLE, WRITTEN
from tests.hardness.verbs import ITEM, faults_of, forget, prepare
from tests.hardness.words import Case, Sort

TEXTS = (*WRITTEN, *UNREADABLE)
GROUPS = 8
QUIET = {"file/unclaimed", "file/not-on-windows"}  # what such files are told in any case
# A name as it is; and one in which the signs that a name beside a record may not hold are others that look like them.
ALIKE = str.maketrans({"/": "∕", ":": "∶", "\\": "＼", "\n": " ", "\r": " ", "\t": " "})
CONFIG = """\
site_name: A hub
site_url: https://hub.example.org/
repo_url: https://git.example.org/a/b
edit_uri: edit/main/docs/
theme: {name: material, font: false, features: [content.action.edit, search.suggest, search.share]}
plugins: [search, {coehub: {today: "2026-11-23", reference: false, search: whole}}]
"""


@dataclass
class Named(Copy):
    """A record that names a file beside it by a hostile text, and lies in a folder of that name where its kind allows it."""

    alike: bool = False

    @property
    def path(self) -> str:
        """Where it lies: in a folder more, if folders only sort."""
        folder, _, name = place_of(self.kind, self.number).rpartition("/")
        return f"{folder}/{self.name('zz0q')}/{name}" if sorts(self.kind) else f"{folder}/{name}"

    def name(self, code: str, ending: str = "") -> str:
        """Return the text as a name that a system takes."""
        text = TEXTS[self.text].replace("MARK", f"s{self.text:02}{code}")
        text = re.sub("[\ud800-\udfff]", "\udcff", text.replace("\0", ""))
        if self.alike:
            text = text.translate(ALIKE)
        steps = [each for each in text.split("/") if each not in ("", ".", "..")]
        return "/".join(each[:100].lstrip("~.") or "x" for each in steps) + ending

    def said(self, spot: Spot) -> str:
        """Return what the record says there: the name of the file."""
        return self.name(spot.code, ".txt")


def sorts(kind: Kind) -> bool:
    """Tell whether the folders in which records of a kind lie only sort them."""
    return bool(kind.folder) and not kind.depth


@cache
def files_of(name: str) -> frozenset[str]:
    """Return the codes of the values that name a file beside the record."""
    found = set()
    for spot in spots(KINDS_BY_NAME[name]):
        info = spot.within[0].model_fields.get(spot.within[1])
        if (
            spot.route != BODY
            and info is not None
            and "_beside" in f"{info.annotation} {info.metadata}"
            and not spot.key
        ):
            found.add(spot.code)
    return frozenset(found)


def hub(texts: Sequence[int], alike: bool, alone: bool = False) -> Planted:
    """Return a hub with a record of each kind for each text; its files and folders are called so where they may be."""
    made = Planted(planted.base())
    for text in texts:
        for kind in (each for each in KINDS if files_of(each.name) or sorts(each) or each.name == "meeting"):
            copy = Named(kind, text, text, tuple(spots(kind)), set(files_of(kind.name)), alike=alike)
            made.add(copy, first=text == texts[0])
            for name in ("adoption.csv", "photo.png"):  # in their place stand those that are called by the text
                made.base.pop(f"{copy.path.rpartition('/')[0]}/{name}", None)
            for spot in copy.standing():
                made.base[f"{copy.path.rpartition('/')[0]}/{copy.said(spot)}"] = copy.mark(spot).encode()
    return made


def whole(texts: Sequence[int], alike: bool) -> Planted:
    """Return such a hub, without the names that are refused."""
    made = hub(texts, alike)
    while found := [each for each in made.read() if each[1].rule not in QUIET]:
        for copy, _, _, about in found:
            for spot in about:
                copy.planted.discard(spot.code)
                copy.dropped.add(spot.code)
            if not about:  # its folder is refused
                made.copies.pop(copy.path, None)
    return made


def names() -> Sequence[Case]:
    """Each text as the name of a file for download and of a folder, as it is and with signs that look alike; then whole sites."""
    every = range(len(TEXTS))
    groups = [(0, *range(1 + each, len(TEXTS), GROUPS)) for each in range(GROUPS)]
    tried = [
        Case(f"name {number}{' alike' * alike}", partial(_alone, number, alike))
        for number in every
        for alike in (False, True)
    ]
    evil = [Case(f"evil {number}", partial(_site, (0, number), True)) for number in EVIL]
    sites_ = [Case(f"site {number}", partial(_site, some, True)) for number, some in enumerate(groups, 1)]
    sites_ += [
        Case(f"site {number} as it is", partial(_site, some, False)) for number, some in enumerate(groups[:2], 1)
    ]
    # Of the first and the last, which the short run takes, one is refused and one taken.
    first, last = (
        next(each for each in tried if each.name == name)
        for name in (f"name {len(WRITTEN) + 1}", f"name {EVIL[0]} alike")
    )
    tried = [each for each in tried if each not in (first, last)]
    return [first, *evil, *sites_, *tried, last]


def _alone(number: int, alike: bool, folder: Path) -> int:
    """A name is taken, or refused at its record, in words that no log obeys, by both doors."""
    made = hub((number,), alike)
    found = [each for each in made.read() if each[1].rule not in QUIET]
    faults = list(leaving.told_faults(made.findings))
    told = {each[1] for each in found}
    if elsewhere := [each for each in made.findings if each not in told and each.rule not in QUIET]:
        faults.append(f"found elsewhere: {elsewhere}")
    refused = {copy.path for copy, *_ in found}
    named = {path for path, copy in made.copies.items() if copy.planted}
    if refused and not named <= refused:
        faults.append(f"refused in one field and taken in another: {named - refused}")
    # A NUL cannot be in a name at all; what is left of such a text can be read.
    unreadable = number >= len(WRITTEN) and "\0" not in TEXTS[number]
    if unreadable and set(made.copies) - refused - {f"meetings/meeting-{number:02}.yml"}:
        faults.append(f"nobody can read it, and it is taken: {set(made.copies) - refused}")
    assert not faults, "\n".join(faults[:20])
    if found:
        _refused_on_disk(folder, made, refused)
    else:
        _led_to(made)
    return sum(1 for _ in made.standing()) + sum(sorts(copy.kind) for copy in made.copies.values())


def _led_to(made: Planted) -> None:
    """Every file that is offered is where a page leads, whatever signs are in its name."""
    hub = staging.read(made.files).hub
    site = build.site(hub, build.derive(hub, build.SOME_DAY), build.Frame(reference=False, read=made.files.__getitem__))
    found = set()
    for page in site.pages:
        base = f"https://hub.example.org/{page.uri.removesuffix('.md').removesuffix('index')}/"
        for tag, attributes in test_hostile.tags_of(page.html):
            way = urllib.parse.urlsplit(urllib.parse.urljoin(base, attributes.get("href") or ""))
            if tag == "a" and way.netloc == "hub.example.org" and not way.query:
                found.add(urllib.parse.unquote(way.path).lstrip("/"))
    named = {f"{copy.path.rpartition('/')[0]}/{copy.said(spot)}" for copy, spot in made.standing()}
    offered = {path for path, of in site.downloads.items() if of in named}
    assert offered
    assert offered <= found, offered - found


def _refused_on_disk(folder: Path, made: Planted, refused: Collection[str]) -> None:
    """Both doors refuse what was refused, and write nothing."""
    path = next(path for path in made.copies if path in refused)
    beside = {each: data for each, data in made.base.items() if each.startswith(f"{path.rpartition('/')[0]}/")}
    try:
        contract.refused(folder, {**beside, path: made.files[path]}, planted.base())
        lines = contract.built(folder)[1]
    except OSError as error:  # this system has no such name
        if error.errno not in (errno.EINVAL, errno.EILSEQ, errno.ENAMETOOLONG):
            raise
        return
    assert not list(leaving.logged("mkdocs build", "\n".join(lines))), lines


def _site(texts: Sequence[int], alike: bool, folder: Path) -> int:
    """A site: its pages in a browser, its data, and what each verb says of the hub."""
    made = whole(texts, alike)
    sites.lay(folder, {f"content/{path}": data for path, data in made.files.items()}, CONFIG)
    sites.lay(folder, {"docs/about.md": "# About\n\n[[template/template-00]]\n"}, CONFIG)
    done = sites.build(folder, "--verbose", strict=False)
    assert done.code == 0, done.output[-3000:]
    faults = [*leaving.logged("mkdocs build", done.output), *_looked_at(made, folder / "site", texts)]
    faults += leaving.files_faults(made, folder / "site")
    faults += leaving.written_faults(folder)
    prepare(folder, "word")
    some = next(
        number
        for number in reversed(texts)
        if f"templates/{_folder(number, alike)}template-{number:02}.yml" in made.copies
    )
    for words in asking.plays(
        item=ITEM, team="payments", template=f"template/template-{some:02}", text="word", language="en"
    ):
        if words[0] not in ("init", "publish", "links"):  # these read nothing of a hub
            faults += faults_of(folder, *words)
    forget()
    assert not faults, "\n".join(faults[:30])
    return sum(1 for _ in made.standing()) + sum(sorts(copy.kind) for copy in made.copies.values())


def _folder(number: int, alike: bool) -> str:
    return f"{Named(KINDS_BY_NAME['template'], number, number, (), set(), alike=alike).name('zz0q')}/"


# The files to which a page leads, as a browser gets them.
_OFFERED = r"""async () => Promise.all([...document.querySelectorAll('article a[href]')].map(a => a.href)
  .filter(to => /\.txt$/.test(to) && new URL(to).origin === location.origin)
  .map(async to => { const got = await fetch(to); return [to, got.ok, await got.text()] }))"""
# A way within the site to such a file: nothing in it is more than a name.
_OWN = re.compile(r'address: <a [^>]*href="[\w./~%-]*(?:"|$)')


def _looked_at(made: Planted, site: Path, texts: Sequence[int]) -> Iterator[str]:
    """Yield what a browser finds wrong: something runs, a name is shown otherwise, a file is not what the page says."""
    said, offered = list[str](), set[str]()
    with serving.chromium() as chromium, serving.served(site) as address:
        window = Window(chromium, address)
        window.learn("404.html")
        pages = marked(site)
        for path in pages:
            window.go(path)
            yield from (f"{path}: {each}" for each in window.faults() if not _OWN.match(each))
            said.append(window.said)
            for to, there, text in window.page.evaluate(_OFFERED):
                if not there or not text.startswith("s"):
                    yield f"{path}: leads to {to}, which is {text[:60]!r}"
                offered.add(text)
        kept = Window(chromium, address, policy=True)
        kept.own = window.own
        for path in pages[:: max(len(pages) // 20, 1)]:
            kept.go(path)
            yield from (f"{path}, with its policy: {each}" for each in kept.faults() if not _OWN.match(each))
        kept.close()
        window.close()
    every = " ¦ ".join(said)
    shown = {spot.code for copy, spot in made.standing() if copy.text == 0 and _name(copy, spot) in every}
    if not shown:
        yield "no page shows the name of a file"
    for copy, spot in made.standing():
        if spot.code in shown and _name(copy, spot) not in every:
            yield f"{copy.path}: {spot.called}: {copy.said(spot)!r} is shown otherwise"
        if copy.mark(spot) not in offered:
            yield f"{copy.path}: {spot.called}: no page leads to {copy.said(spot)!r}"


def _name(copy: Copy, spot: Spot) -> str:
    """Return the name of a file as a page says it."""
    return unicodedata.normalize("NFC", " ".join(copy.said(spot).rpartition("/")[2].split()))


NAMES = Sort(
    "hostile names",
    "A file or a folder that is called by a hostile text is refused, or is what its name says, on pages, in data and at the terminal.",
    names,
    3_000,
    short=2,  # what is refused, and what is taken
    memory=1 << 20,  # a browser reserves what it never uses
    settled=False,
    long=True,
    parts=2,
)
