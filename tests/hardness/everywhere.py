"""Every hostile text in every field of every kind: refused where it stands, or shown as a text by everything that leaves the hub."""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from hub_plugin import indexing
from hub_plugin.model.record import Written
from hub_plugin.plugin.searching import SEPARATOR
from tests import sites
from tests.browser import serving
from tests.hardness import leaving, planted
from tests.hardness.looking import Window
from tests.hardness.planted import Planted
from tests.hardness.planting import KINDS_COPIED, MARKS
from tests.hardness.strings import ADDRESSES, UNREADABLE, WRITTEN, text_of
from tests.hardness.words import Case, Sort
from tests.laws.test_kinds import classes

LANGUAGE = "ro"
GROUPS = 8
INLINE = {"Criterion.statement"}  # one line, in which a page reads Markdown for emphasis and code
CONFIG = """\
site_name: A hub
site_url: https://hub.example.org/
theme:
  name: material
  font: false
  features: [content.tooltips, search.suggest, search.highlight, search.share, navigation.tabs, navigation.footer]
plugins: [search, {coehub: {today: "2026-11-23", reference: false, search: whole}}]
"""


def fields() -> Sequence[Case]:
    """Each text in each field alone: taken, or refused with a finding at its place, which no log obeys."""
    every = range(len(WRITTEN) + 2 * len(UNREADABLE))
    return [
        *(Case(f"text {number}", partial(_field, number)) for number in every),
        *(Case(f"text {number} in hub.yml", partial(_field_of_hub, number)) for number in every),
    ]


def _field(number: int, folder: Path) -> int:
    tried = planted.alone(number)
    faults = [*tried.faults, *leaving.told_faults(tried.findings)]
    plain, address = planted.free()
    if number >= len(WRITTEN) and tried.taken:
        faults.append(f"a text that nobody can read is taken by {sorted(tried.taken)[:20]}")
    if strange := tried.taken - plain - address:
        faults.append(f"taken by fields that take no text: {sorted(strange)[:20]}")
    if number in ADDRESSES and tried.taken - plain - address:
        faults.append(f"{sorted(tried.taken - plain - address)}")
    assert not faults, "\n".join(faults[:20])
    return len(tried.taken) + len(tried.refused)


def _field_of_hub(number: int, folder: Path) -> int:
    tried = planted.alone_in_hub(number)
    faults = [*tried.faults, *leaving.told_faults(tried.findings)]
    if number >= len(WRITTEN) and tried.taken:
        faults.append(f"a text that nobody can read is taken by {sorted(tried.taken)[:20]}")
    assert not faults, "\n".join(faults[:20])
    return len(tried.taken) + len(tried.refused)


def groups() -> Sequence[Case]:
    """The texts, a few in each hub, the plain one in each: whole hubs, in two languages, looked at and read."""
    some = [(0, *range(1 + each, len(WRITTEN), GROUPS)) for each in range(GROUPS)]
    return [
        *(Case(f"hub {number}", partial(_hub, texts)) for number, texts in enumerate(some, 1)),
        *(Case(f"hub.yml {number}", partial(_centre, texts)) for number, texts in enumerate(some, 1)),
    ]


def _hub(texts: Sequence[int], folder: Path) -> int:
    made = laid(folder, texts)
    done = sites.build(folder, "--verbose", strict=False, COEHUB_LANGUAGES="")
    assert done.code == 0, done.output[-3000:]
    faults = [*leaving.logged("mkdocs build", done.output), *looked_at(made, folder / "site", texts)]
    faults += leaving.files_faults(made, folder / "site")
    faults += leaving.written_faults(folder)
    faults += leaving.impact_faults(folder, planted.base())
    assert not faults, _alike(faults)
    return sum(1 for _ in made.standing())


# Several sites by one process: the start of a process takes as long as such a site.
BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
for folder in sys.argv[1:]:
    config = load_config(folder + "/mkdocs.yml")
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
"""


def _centre(texts: Sequence[int], folder: Path) -> int:
    """Each text in hub.yml, in a hub of its own: what the whole site says of the centre."""
    taken = planted.alone_in_hub().taken
    made = {text: planted.centre(text, taken) for text in texts}
    for text, each in made.items():
        files = {f"content/{path}": data for path, data in each.files.items()}
        sites.lay(folder / f"{text}", {**files, "docs/about.md": "# About\n"}, CONFIG)
    done = sites.run([sys.executable, "-c", BUILD, *(str(folder / f"{text}") for text in texts)], folder)
    assert done.code == 0, done.output[-3000:]
    faults = list(leaving.logged("mkdocs build", done.output))
    said = dict.fromkeys(texts, "")
    with serving.chromium() as chromium:
        for text in texts:
            site = folder / f"{text}" / "site"
            with serving.served(site) as address:
                window = Window(chromium, address)
                window.learn("about/index.html")
                for path in marked(site):
                    window.go(path)
                    faults += [f"{path}: {each}" for each in window.faults()]
                    said[text] += f" ¦ {window.said}"
                window.close()
    for text, each in made.items():
        faults += leaving.files_faults(each, folder / f"{text}" / "site")
        for copy, spot in each.standing():
            plain = made[0].marked.get(f"s00{spot.code}", ("?", False))[0] in said[0]
            if plain and copy.shown(spot) not in said[text] and not spot.markdown and text not in ADDRESSES:
                faults.append(f"{spot.called}: {copy.shown(spot)!r} is shown otherwise")
    assert not faults, _alike(faults)
    return sum(1 for each in made.values() for _ in each.standing())


def _alike(faults: Sequence[str]) -> str:
    """Return one of each sort of fault, and how many there are of it."""
    sorts, first = Counter[str](), dict[str, str]()
    for each in faults:
        sort = re.sub(r"\d+", "0", MARKS.sub("", each.partition(": ")[2]))[:60]
        sorts[sort] += 1
        first.setdefault(sort, each)
    return "\n".join(f"{sorts[sort]} × {each}" for sort, each in list(first.items())[:40])


def laid(folder: Path, texts: Sequence[int], language: str = LANGUAGE) -> Planted:
    """Write a hub into a folder in which these texts stand wherever they may, and return it."""
    plain, address = planted.free()
    made = planted.whole(texts, plain | address, language)
    sites.lay(folder, {f"content/{path}": data for path, data in made.files.items()}, CONFIG)
    sites.lay(folder, {"docs/about.md": "# About\n\n[[team/payments]] and [[standard/prepared-meetings]]\n"}, CONFIG)
    return made


def looked_at(made: Planted, site: Path, texts: Sequence[int]) -> Iterator[str]:
    """Yield what a browser finds wrong with a site: with its policy on some pages, without it on all, and in the search."""
    pages = marked(site)
    said = list[str]()
    with serving.chromium() as chromium, serving.served(site) as address:
        alone = Window(chromium, address)
        alone.learn("404.html")
        touched = set[tuple[str, int]]()
        # Of the pages in the second language, those of two texts are opened; the browser reads the others without.
        opened = [path for path in pages if not path.startswith(f"{LANGUAGE}/") or _of(path, texts[-2:])]
        for path in opened:
            alone.go(path)
            yield from (f"{path}: {each}" for each in alone.faults())
            said.append(alone.said)
            # Of each type of page one is touched too.
            sort = (path.partition("/")[0], path.count("/"))
            if sort not in touched:
                touched.add(sort)
                alone.touch()
                yield from (f"{path}, touched: {each}" for each in alone.faults())
        for path, faults, text in alone.parsed([path for path in pages if path not in opened]):
            yield from (f"{path}, parsed: {each}" for each in faults)
            said.append(text)
        alone.close()
        kept = Window(chromium, address, policy=True)
        kept.own = alone.own
        for path in [each for each in opened if _of(each, texts[-1:]) or not _of(each, texts)]:
            kept.go(path)
            yield from (f"{path}, with its policy: {each}" for each in kept.faults())
        kept.close()
        yield from _searched(chromium, address, alone.own, texts, "whole")
    written = {mark for path in pages for mark in MARKS.findall((site / path).read_text(encoding="utf-8"))}
    yield from shown_otherwise(made, " ¦ ".join(said), written)
    pieces = site.with_name("pieces")
    shutil.copytree(site, pieces)
    if not indexing.add_hits(pieces, [], True, "pieces"):
        yield "the index is not cut into pieces"
    with serving.chromium() as chromium, serving.served(pieces) as address:
        yield from _searched(chromium, address, alone.own, texts, "pieces")


def fields_of_text() -> Iterator[tuple[str, type[Written], str]]:
    """Yield the fields that hold a text, by their types: the kind, the class that they are in, and their names."""
    for kind in KINDS_COPIED:
        for group in classes(kind.record):
            for name, info in group.model_fields.items():
                if _TEXTS.search(str(info.annotation)):
                    yield kind.name, group, info.alias or name


_TEXTS = re.compile(r"\.(Text|Neutral|Term|Prose)\b")


def marked(site: Path) -> list[str]:
    """Return the pages that say a hostile text, without those that only lead to another."""
    texts = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))
    }
    return [path for path, text in texts.items() if MARKS.search(text) and 'http-equiv="refresh"' not in text]


def _of(path: str, texts: Sequence[int]) -> bool:
    return any(f"-{text:02}/" in path for text in texts)


def _searched(chromium: object, address: str, own: list[str], texts: Sequence[int], way: str) -> Iterator[str]:
    """Search for each text, and for words in them, and look at all that is found."""
    window = Window(chromium, address, search=True)
    window.own = own
    window.go("index.html")
    window.page.keyboard.press("/")
    for words in (*map(_typed, texts), "hit", "onerror", "javascript", "<img src=x onerror=hit('x')>"):
        found = window.searched(words)
        if words in map(_typed, texts) and found < 10:
            yield f"search: {way}: {words}: {found} hits"
        yield from (f"search: {way}: {words}: {each}" for each in window.faults())
    window.close()


def _typed(text: int) -> str:
    """Return what a reader types to find a text: the beginning of the word that its mark is in."""
    before, _, _ = text_of(text, "MARK").partition("MARK")
    return re.sub(r"^\W+", "", re.split(SEPARATOR, before)[-1]) + f"s{text:02}"


def shown_otherwise(made: Planted, said: str, written: set[str]) -> Iterator[str]:
    """A text stands on a page as it was written, if the plain one stands on one in the same field."""
    plain = {
        (spot.code, copy.language) for copy, spot in made.standing() if copy.text == 0 and copy.shown(spot) in said
    }
    if len(plain) < 250:
        yield f"of the plain text only {len(plain)} fields are shown"
    for copy, spot in made.standing():
        if (spot.code, copy.language) not in plain or copy.shown(spot) in said:
            continue
        if copy.language and copy.number in ADDRESSES:
            continue  # an address is the same in each language, and is what the page shows
        inline = f"{spot.within[0].__name__}.{spot.within[1]}" in INLINE
        if spot.markdown or inline or copy.text in ADDRESSES:
            if copy.mark(spot) not in written:
                yield f"{spot.called}: nothing is shown of {copy.shown(spot)!r}"
        else:
            yield f"{spot.called}: {copy.shown(spot)!r} is shown otherwise"


FIELDS = Sort(
    "hostile texts, field by field",
    "Each text in each field is refused where it stands, or taken.",
    fields,
    90_000,
    short=0,
    memory=4096,
    settled=False,
    long=True,
    parts=2,
)
HUBS = Sort(
    "hostile texts, whole hubs",
    "In a browser nothing runs; in feeds, tables, data and logs each text stays a text.",
    groups,
    40_000,
    short=0,
    memory=1 << 20,  # a browser reserves what it never uses
    settled=False,
    long=True,
    parts=2,
)
