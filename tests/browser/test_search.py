"""Search in six languages, in Chromium: what readers type, what they find, and what is marked in the hit and on its page.

Each in a whole index, as hubs have it, and in pieces, as large ones do.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from hub_plugin import indexing
from tests import sites
from tests.browser.visit import Visitor

Window = Callable[..., Visitor]
Serve = Callable[[Path], str]
SEARCHES = yaml.safe_load(Path(__file__).with_name("searches.yml").read_text(encoding="utf-8"))
PLACES = {"record": "standards/greeting/", "part": "standards/greeting/#by-name", "page": "about/"}
HUB = (sites.ROOT / "tests" / "laws" / "base" / "hub.yml").read_text(encoding="utf-8")
CONFIG = """\
site_name: A hub
theme: {name: %s, font: false, highlightjs: false, features: [search.highlight, search.suggest, search.share]}
plugins: [search, {coehub: {today: "2026-11-23", reference: false, search: %s}}]
"""
WAYS = ("whole", "pieces")
OWN_THEMES = {"zh": "mkdocs", "ro": "readthedocs"}  # MkDocs' own
# Seven sites by one process: the start of a process takes as long as such a site.
BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
for folder in sys.argv[1:]:
    config = load_config(folder + "/mkdocs.yml", strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
"""


def lay(folder: Path, language: str, theme: str = "material", search: str = "auto") -> Path:
    texts = SEARCHES[language]
    standard = {
        "title": texts["title"], "summary": texts["summary"], "owner": "service", "status": "active",
        "requirements": {"by-name": {"must": texts["must"]}}, "changes": [{"version": "1.0", "date": "2025-12-15", "what": "-"}],
    }  # fmt: skip
    return sites.lay_small(
        folder,
        {
            "content/hub.yml": HUB.replace("[en]", f"[{language}]"),
            "content/standards/greeting.yml": yaml.safe_dump(standard, allow_unicode=True, sort_keys=False, width=1000),
            "docs/about.md": f"# {language}\n\n{texts['page']}\n",
        },
        CONFIG % (theme, search),
    )


def build(folder: Path) -> None:
    laid = [lay(folder / language, language) for language in SEARCHES]
    laid += [lay(folder / theme, language, theme) for language, theme in OWN_THEMES.items()]
    laid += [lay(folder / "told", "sv", search="pieces")]
    done = sites.run([sys.executable, "-c", BUILD, *map(str, laid)], folder)
    assert done.code == 0, done.output
    assert "WARNING" not in done.output
    for language in SEARCHES:
        pieces = folder / "pieces" / language / "site"
        shutil.copytree(folder / language / "site", pieces)
        assert indexing.add_hits(pieces, [], True, "pieces")
        (folder / "whole" / language).parent.mkdir(exist_ok=True)
        (folder / language).rename(folder / "whole" / language)


@pytest.fixture(scope="module")
def hubs(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """A hub in each language, searched in each way."""
    return once("searches", build)


def test_the_build_cuts_as_it_is_told(hubs: Path) -> None:
    cut, told = (hubs / each / "site" for each in ("pieces/sv", "told"))
    files = {path.relative_to(told) for folder in ("search", "assets") for path in (told / folder).rglob("*.js*")}
    assert any("pieces" in path.parts for path in files)
    assert {path for path in files if (cut / path).read_bytes() != (told / path).read_bytes()} == set()


def told(page: Any, address: str) -> dict[str, tuple[str, list[str]]]:
    """Return the hits: place → its whole address and what is marked in the hit."""
    hits = page.locator(".md-search-result a").evaluate_all(
        "all => all.map(a => [a.href, [...a.querySelectorAll('mark')].map(mark => mark.textContent)])"
    )
    found = {}
    for href, marked in hits:
        parts = urlsplit(href)
        place = parts.path.removeprefix(urlsplit(address).path) + (f"#{parts.fragment}" if parts.fragment else "")
        found[place] = href, marked
    return found


def search(page: Any, words: str) -> None:
    """Type words and let the search answer: what it says of the number of hits is the last that it writes."""
    said = ".md-search-result__meta"
    page.evaluate("said => { document.querySelector(said).textContent = '' }", said)
    page.locator(".md-search__input").fill(words)
    page.wait_for_function("said => document.querySelector(said).textContent", arg=said)


def begin(page: Any, words: str) -> None:
    """Open the search, and type until it has found something: before its first answer the theme says that there is nothing."""
    page.keyboard.press("/")
    find(page, words)
    page.locator(".md-search__input").fill("")
    page.wait_for_timeout(200)


def find(page: Any, words: str) -> None:
    """Type words until they are found, for a while."""
    for _ in range(20):
        search(page, words)
        if page.locator(".md-search-result__item").count():
            return
        page.locator(".md-search__input").fill("")
        page.wait_for_timeout(200)


def folded(words: str | list[str]) -> set[str]:
    return {each.casefold() for each in ([words] if isinstance(words, str) else words)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", SEARCHES)
def test_readers_find_what_they_type(language: str, way: str, hubs: Path, serve: Serve, opened: Window) -> None:
    address = serve(hubs / way / language / "site")
    page = opened(address, search=True).go("teams/")
    begin(page, SEARCHES[language]["queries"][0][0])
    wrong: list[str] = []
    follow: dict[str, tuple[str, set[str]]] = {}
    for typed, place, marks in SEARCHES[language]["queries"]:
        search(page, typed)
        hits, wanted = told(page, address), folded(marks)
        if place == "nothing":
            wrong += [f"{typed}: finds {sorted(hits)}"] * bool(hits)
            continue
        leads, marked = hits.get(PLACES[place], ("", []))
        if folded(marked) == wanted:
            follow[place] = leads, wanted
        else:
            wrong.append(f"{typed}: {PLACES[place]} is marked {marked}, expected {wanted}; hits: {sorted(hits)}")
    assert set(follow) == set(PLACES)
    for leads, wanted in follow.values():
        page.goto(leads)
        there = page.locator("mark[data-md-highlight]")
        there.first.wait_for()
        begun = folded([word for text in there.all_inner_texts() for word in text.split()])
        if not all(any(each.startswith(start) for start in begun) for each in wanted):
            wrong.append(f"{leads} marks {begun}, expected {wanted}")
    assert wrong == []


@pytest.mark.parametrize("way", WAYS)
def test_what_else_the_search_says(way: str, hubs: Path, serve: Serve, opened: Window) -> None:
    """Kinds stand beside hits; what is missing, suggested and shared is written as the reader began it."""
    page = opened(serve(hubs / way / "ro" / "site"), search=True).go("teams/")
    begin(page, "întâlnire")
    for typed, missing, suggested in (
        ("întâlnire cămilă", "cămilă", ""),
        ("Intalnire Camila", "Camila", ""),
        ("întâln", None, "întâlnire"),
        ("intaln", None, "intalnire"),
        ("întâlnire și", None, None),
    ):
        search(page, typed)
        hit = page.locator(".md-search-result__item", has=page.locator("a[href*='standards/greeting/']")).first
        assert hit.locator(".md-tag").first.inner_text() == "Standard"
        assert hit.locator("del").all_inner_texts() == [missing] * bool(missing), typed
        if suggested is not None:
            page.wait_for_function(
                "text => document.querySelector('.md-search__suggest').textContent === text", arg=suggested
            )
        shared = page.locator(".md-search__options a").get_attribute("href")
        assert parse_qs(urlsplit(shared).query)["q"] == [typed]
    assert re.search(r"\?h=", hit.locator("a").first.get_attribute("href"))


@pytest.mark.parametrize("way", WAYS)
def test_what_is_missing_in_chinese(way: str, hubs: Path, serve: Serve, opened: Window) -> None:
    """Words need no space between them; where something has them all, what has some is no hit."""
    address = serve(hubs / way / "zh" / "site")
    page = opened(address, search=True).go("teams/")
    begin(page, "客户")
    search(page, "客户斑马")
    hit = page.locator(".md-search-result__item", has=page.locator("a[href*='standards/greeting/']")).first
    assert hit.locator("del").first.inner_text() == "斑马"
    search(page, "会议")
    some = set(told(page, address))
    search(page, "会议纪要")
    assert "meetings/" in some
    assert "meetings/" not in told(page, address)


# What the page does with its worker, with settings of one's own.
ASK = """async ([config, words]) => {
    const own = JSON.parse(document.querySelector('#__config').textContent)
    const index = await (await fetch('/search/search_index.json')).json()
    const worker = new Worker(new URL(own.search, location))
    const ask = message => new Promise(done => { worker.onmessage = ({data}) => done(data.data); worker.postMessage(message) })
    await ask({type: 0, data: {docs: index.docs, config: {...index.config, ...config}, options: {}}})
    const found = []
    for (const each of words) found.push((await ask({type: 2, data: each})).items.flat().map(item => item.location))
    return found
}"""


SIGNED = (
    "+cafe -basel", '"cafe naive"', "cafe -resume", "title:greeting", "tags:standard", "text:greeting", "greet*", "+name +greet*", "with",
    "", "(4.2.1)", "e.g.", "cafe zzyzx", "the",
)  # fmt: skip


def shown(hits: list[str]) -> list[str]:
    """Return the hits of as many pages as pieces tell."""
    pages = list(dict.fromkeys(each.partition("#")[0] for each in hits))[:12]
    return [each for each in hits if each.partition("#")[0] in pages]


def test_pieces_find_what_the_whole_finds(hubs: Path, serve: Serve, opened: Window) -> None:
    """In the same order, too."""
    for language, words in (("en", SIGNED), ("ro", ("întâl", "+sedinta numele", "și")), ("zh", ("会", "会议 -客户"))):
        found = []
        for way in WAYS:
            page = opened(serve(hubs / way / language / "site"), search=True).go("teams/")
            found.append(dict(zip(words, page.evaluate(ASK, [{}, list(words)]), strict=True)))
        assert found[1] == {each: shown(hits) for each, hits in found[0].items()}


def test_a_page_that_is_open_while_the_site_is_renewed(
    hubs: Path, tmp_path: Path, serve: Serve, opened: Window
) -> None:
    site = shutil.copytree(hubs / "pieces" / "en" / "site", tmp_path / "site")
    visitor = opened(serve(site), search=True)
    page = visitor.go("teams/")
    page.keyboard.press("/")
    search(page, "zzyzx")
    (old,) = (site / "search" / "pieces").iterdir()
    old.rename(old.with_name("0123456789abcdef"))
    index = site / "search" / "search_index.json"
    index.write_text(index.read_text(encoding="utf-8").replace(old.name, "0123456789abcdef"), encoding="utf-8")
    find(page, "facade")
    assert "about/" in told(page, visitor.address)
    visitor.faults[:] = [each for each in visitor.faults if old.name not in each and "404" not in each]


@pytest.mark.parametrize("lang", [["ro", "en"], ["zh", "ro"]])
def test_with_the_words_of_several_languages(lang: list[str], hubs: Path, serve: Serve, opened: Window) -> None:
    page = opened(serve(hubs / "whole" / "ro" / "site"), search=True).go("teams/")
    words = ["intalnire", "întâlnire", "şedinţa", "ședința", "sedinta"]
    for each, found in zip(words, page.evaluate(ASK, [{"lang": lang}, words]), strict=True):
        assert PLACES["record"] in found, each


@pytest.mark.parametrize(
    ("theme", "words"),
    [("mkdocs", ["会议纪要", "纪要", "coe中心"]), ("readthedocs", ["sedinta", "şedinţa", "întâlnire", "intalnire"])],
)
def test_in_the_themes_of_mkdocs(theme: str, words: list[str], hubs: Path, serve: Serve, opened: Window) -> None:
    visitor = opened(serve(hubs / theme / "site"), search=True)
    for each in words:
        page = visitor.go(f"search.html?q={each}" if theme == "readthedocs" else f"teams/?q={each}")
        found = page.locator("#mkdocs-search-results a[href*='standards/greeting/']")
        found.first.wait_for(state="attached")
