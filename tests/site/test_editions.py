"""One hub in several languages: each under its own path, with ways to the same page in the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub_plugin.model.languages import language
from tests import sites
from tests.sites import Site
from tests.tongues import CONFIG, PATHS, TEXTS, TWO, URL, lay

_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")


def pages_of(site: Site, tag: str) -> Iterator[tuple[str, str]]:
    """Yield the pages of an edition: below its root, and below the site's."""
    others = tuple(path for path in PATHS.values() if path)
    for page in site.pages:
        inside = page.removeprefix(PATHS[tag])
        if page.startswith(PATHS[tag]) and (PATHS[tag] or not page.startswith(others)):
            yield inside, page


def test_every_page_is_there_in_every_language(spoken: Site) -> None:
    own = {inside for inside, _ in pages_of(spoken, "en")}
    assert len(own) > 20
    for tag in PATHS:
        assert {inside for inside, _ in pages_of(spoken, tag)} == own


def test_every_link_leads_somewhere(spoken: Site) -> None:
    assert list(spoken.wrong_links()) == []


@pytest.mark.parametrize("tag", PATHS)
def test_a_page_names_its_language_and_leads_to_itself_in_the_others(spoken: Site, tag: str) -> None:
    for inside, path in pages_of(spoken, tag):
        text = spoken.text(path)
        assert f'<html lang="{tag if tag != "ar" else "ar"}"' in text, path
        ways = {found["hreflang"]: link for kind, link, found in spoken.page(path).links if kind == "a" and "hreflang" in found
                and "md-select__link" in (found.get("class") or "")}  # fmt: skip
        assert list(ways) == list(PATHS), path
        for other, link in ways.items():
            there = spoken.target(path, link)
            assert there == (spoken.folder / PATHS[other] / ("index.html" if inside == "404.html" else inside), ""), (
                link
            )
        heads = {
            found["hreflang"]: link
            for kind, link, found in spoken.page(path).links
            if kind == "link" and "hreflang" in found
        }
        if inside != "404.html":
            url = URL + "{}" + inside.removesuffix("index.html")
            assert heads == {each: url.format(PATHS[each]) for each in PATHS} | {"x-default": url.format("")}, path


def test_lost_visitors_are_told_in_the_language_of_the_edition(spoken: Site) -> None:
    assert "<h1>Page not found</h1>" in spoken.text("404.html")
    assert "<h1>Seite nicht gefunden</h1>" in spoken.text("de/404.html")
    assert '<h1><span lang="en" dir="ltr" class="coehub-foreign">Page not found</span></h1>' in spoken.text(
        "ar/404.html"
    )
    root = URL.removeprefix("https://").partition("/")[2]
    assert f"<a href='/{root}de/'>Zur Startseite</a>" in spoken.text("de/404.html")
    assert "404 - Not found" not in spoken.text("404.html")


def test_an_arabic_edition_runs_from_right_to_left(spoken: Site) -> None:
    assert 'dir="rtl"' in spoken.text("ar/index.html")
    assert 'dir="rtl"' not in spoken.text("ro/index.html")


def test_no_mark_is_left_in_any_byte(spoken: Site) -> None:
    for path in spoken.folder.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".json", ".csv", ".ics", ".atom", ".svg", ".txt", ".xml"):
            assert not _NONCHARACTERS.search(path.read_text(encoding="utf-8")), path


def test_what_is_not_translated_names_its_language(spoken: Site) -> None:
    team = spoken.text("de/teams/payments/index.html")
    assert '<h1 id="_top"><span lang="en" class="coehub-foreign">Payments</span></h1>' in team
    assert "<title>Payments - Kleines Zentrum</title>" in team  # no element in a title
    standard = spoken.text("de/standards/brief/index.html")
    assert '<span lang="en" class="coehub-foreign">It is short, &amp; clear.</span>' in standard
    assert re.search(r'<div lang="en" class="coehub-foreign"><p>Cut <em>one</em> half.</p>\s*</div>', standard)
    foot = re.search(r'<p class="coehub-languages".*?</p>', team)
    assert foot is not None
    article = team.split("<article", 1)[1].split("</article>", 1)[0]
    assert f">{article.count('coehub-foreign')} " in foot[0]
    assert '<span lang="en" dir="ltr" class="coehub-foreign">' in spoken.text("ar/standards/brief/index.html")
    assert '<span lang="en" class="coehub-foreign">Ana Pop' not in team  # a name is a name
    assert '<span lang="en" class="coehub-foreign">#pay' not in team


def test_what_is_translated_is_shown(spoken: Site) -> None:
    assert "Răspunsuri scurte" in spoken.page("ro/standards/brief/index.html").said
    assert "Nimeni nu citește mult." in spoken.page("ro/standards/brief/index.html").said
    assert "Brief" not in spoken.page("ro/teams/payments/index.html").said
    assert "المدفوعات" in spoken.page("ar/teams/payments/index.html").said
    assert "Centru mic" in spoken.text("ro/standards/index.html").split("</title>")[0]
    said = {"": "Takes and returns money.", "ro/": "Ia și dă banii.", "de/": "Takes and returns money."}
    assert {at: sites.description(spoken.text(f"{at}teams/payments/index.html")) for at in said} == said


def test_what_is_behind_is_marked_and_listed(spoken: Site) -> None:
    told = 'title="Originalul s-a schimbat de când a fost tradus."'
    assert f'<span class="coehub-behind" {told}>O dată.</span>' in spoken.text("ro/index.html")
    listed = spoken.page("translations/ro/index.html").whole
    assert "Behind1Missing" in listed
    assert "hub.ro.yml:1" in listed
    assert "hub.ro.yml" not in spoken.page("translations/de/index.html").whole


def test_files_in_the_language_come_first(spoken: Site) -> None:
    links = [link for _, link, found in spoken.page("ro/templates/note/index.html").links if "download" in found]
    assert [link.rpartition("/")[2] for link in links[:2]] == ["nota.txt", "note.txt"]
    links = [link for _, link, found in spoken.page("de/templates/note/index.html").links if "download" in found]
    assert links[0].endswith("note.txt")


def test_pages_by_hand(spoken: Site) -> None:
    assert "Cine suntem" in spoken.page("ro/about/index.html").said
    assert "Plăți" in spoken.page("ro/about/index.html").said
    assert "About us" not in spoken.page("ro/about/index.html").said
    assert not (spoken.folder / "about.ro").exists()
    for tag, turned in (("de", ""), ("ar", ' dir="ltr"')):
        text = spoken.text(f"{tag}/about/index.html")
        assert f'<div lang="en"{turned} class="coehub-foreign"><h1 id="about-us">' in text
    assert "Cine suntem" not in spoken.text("about/index.html")


def test_the_navigation_speaks_too(spoken: Site) -> None:
    said = spoken.text("ro/index.html")
    assert "Despre noi" in said
    assert "Standarde" in said  # a word of the interface needs no line in mkdocs.yml
    assert "Al nostru" in said
    assert re.search(r'<span lang="en" class="coehub-foreign">Help</span>', said)
    assert re.search(r'<span lang="en" class="coehub-foreign">Our words</span>', said)
    assert "coehub-foreign" not in spoken.text("index.html")


def test_each_language_has_a_search_index_of_its_own(spoken: Site) -> None:
    for tag, title in {"en": "Payments", "ro": "Plăți", "de": "Payments", "ar": "المدفوعات"}.items():
        docs = json.loads(spoken.text(f"{PATHS[tag]}search/search_index.json"))["docs"]
        assert title in {each["title"] for each in docs}


def test_the_same_bytes_whoever_shares_the_work(spoken: Site, tmp_path: Path) -> None:
    done = sites.build(lay(tmp_path / "again"), engine=["taskset", "-c", "0", *sites.MKDOCS])
    assert done.code == 0, done.output
    again, before = sites.snapshot(tmp_path / "again" / "site"), sites.snapshot(spoken.folder)
    for files in (again, before):
        for name in [each for each in files if each.endswith(("sitemap.xml", "sitemap.xml.gz"))]:
            del files[name]  # MkDocs writes the time of the build into it
    assert again == before


def test_a_hub_in_one_language_pays_nothing(tmp_path: Path) -> None:
    texts = {**TEXTS, "content/hub.yml": TEXTS["content/hub.yml"].replace("[en, ro, de, ar]", "[en]")}
    del texts["docs/about.ro.md"]
    config = CONFIG.replace("  - Our words: translations/index.md\n", "")
    done = sites.build(sites.lay(tmp_path / "hub", texts, config))
    assert done.code == 0, done.output
    site = Site(tmp_path / "hub" / "site", url=URL)
    assert not (site.folder / "ro").exists()
    assert not (site.folder / "translations").exists()
    for page in site.pages:
        text = site.text(page)
        assert "hreflang" not in re.sub(r"<a[^>]* download[^>]*>", "", text), page
        assert "coehub-foreign" not in text, page


def test_some_languages_only(tmp_path: Path) -> None:
    config = CONFIG.replace("      titles:", "      languages: !ENV [WANTED, '']\n      titles:")
    hub = sites.lay(tmp_path / "hub", TEXTS, config)
    assert sites.build(hub, WANTED="de").code == 0
    assert (hub / "site" / "de").is_dir()
    assert not (hub / "site" / "ro").exists()
    done = sites.build(hub, WANTED="de,fr")
    assert done.code == 1
    assert "hub.yml does not name 'fr' (it names: en, ro, de, ar)" in done.output


def test_a_theme_without_a_list_of_languages_gets_one(tmp_path: Path) -> None:
    hub = lay(tmp_path / "hub", TWO.replace("{name: material, font: false}", "readthedocs"))
    done = sites.build(hub)
    assert done.code == 0, done.output
    site = Site(hub / "site", url=URL)
    assert list(site.wrong_links()) == []
    found = [
        (link, said["lang"])
        for kind, link, said in site.page("ro/about/index.html").links
        if kind == "a" and "hreflang" in said
    ]
    assert found == [("../../about/", "en"), ("./", "ro")]


def test_a_warning_in_one_language_leaves_the_last_site(tmp_path: Path) -> None:
    hub = lay(tmp_path / "hub", TWO)
    assert sites.build(hub).code == 0
    before = sites.snapshot(hub / "site")
    (hub / "docs/about.ro.md").write_text("# Cine suntem\n\n[Nimic](nowhere.md)\n", encoding="utf-8")
    done = sites.build(hub)
    assert done.code == 1
    assert "nowhere.md" in done.output
    assert "Traceback" not in done.output
    assert sites.snapshot(hub / "site") == before


def test_a_page_where_a_language_goes(tmp_path: Path) -> None:
    hub = lay(tmp_path / "hub", TWO)
    (hub / "docs/ro").mkdir()
    (hub / "docs/ro/mine.md").write_text("# Mine\n", encoding="utf-8")
    done = sites.build(hub)
    assert done.code == 1
    assert "'ro/mine/index.html' of the documentation lies where another language goes" in done.output
    assert not (hub / "site").exists()


@pytest.mark.parametrize(
    ("tag", "name"), [("ro", "Română"), ("de", "Deutsch"), ("zh-Hans", "简体中文"), ("pt-BR", "Português (Brasil)")]
)
def test_a_language_is_called_as_its_readers_call_it(tag: str, name: str) -> None:
    from hub_plugin.model.languages import name_of

    assert name_of(tag).replace("中文 (简体)", "简体中文") == name
    assert language(tag).tag == tag


@pytest.mark.slow
def test_the_example_in_every_language(example_spoken: Site) -> None:
    """As ``make site`` builds it: what other tests of the example see is its first language."""
    site = example_spoken
    assert "WARNING" not in site.log
    for tag in ("de", "hu", "ro", "sv", "zh"):
        for page in ("about/index.html", "maturity/service/index.html", "teams/payments/index.html"):
            assert [
                fault
                for _, link, _ in site.page(f"{tag}/{page}").links
                for fault in site.wrong_link(f"{tag}/{page}", link)
            ] == []


def test_a_word_that_is_the_same_in_two_languages_is_translated(example_spoken: Site) -> None:
    """German says "Teams" too: its section is called like its first page, which is its index, as in English."""
    for tag in ("", "de/"):
        way = (
            example_spoken.text(f"{tag}teams/digital/index.html")
            .partition('class="md-path__list"')[2]
            .partition("</ol>")[0]
        )
        assert way.count("md-path__item") == 2, way
        assert way.count("Teams") == 1
        assert "coehub-foreign" not in way
