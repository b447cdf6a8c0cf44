"""What users bring themselves: pages by hand, their own navigation, another theme, no search, hardly any content."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import sites
from tests.sites import Site

PAYMENTS = "name: Payments\nlead: mara-ionescu\nmembers: [mara-ionescu]\ndisciplines: [operations]\n"


def made(folder: Path, texts: Mapping[str, str | bytes], config: str = sites.PLAIN, *options: str) -> Site:
    """Build a small hub with some things of one's own, under --strict, and crawl it."""
    return crawled(sites.lay_small(folder / "hub", texts, config), *options)


def crawled(folder: Path, *options: str) -> Site:
    done = sites.build(folder, *options)
    assert done.code == 0, done.output
    assert "WARNING" not in done.output
    site = Site(folder / "site", done.output)
    assert list(site.wrong_links()) == []
    for path in site.pages:
        assert [id_ for id_, times in site.page(path).ids.items() if times > 1] == [], path
        assert sites.left_over(site.page(path).said) == [], path
    return site


def entries(site: Site) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(site.text("search/search_index.json"))["docs"]
    return found


@pytest.mark.parametrize("name", ["teams/index.md", "teams/README.md", "teams.md"])
def test_an_index_by_hand_wins(tmp_path: Path, name: str) -> None:
    site = made(
        tmp_path, {f"docs/{name}": "# Our teams\n\nBy hand: [[team/payments]] and [[team/service|the service]].\n"}
    )
    page = site.page("teams/index.html")
    assert "By hand: Payments and the service." in page.whole
    assert "Answers" not in page.whole
    assert {"payments/", "service/"} <= {link for _, link, _ in page.links}
    assert [entry["title"] for entry in entries(site) if entry["location"] == "teams/"] == ["Our teams"]


@pytest.mark.parametrize("name", ["index.md", "README.md"])
def test_a_home_by_hand_wins(tmp_path: Path, name: str) -> None:
    site = made(tmp_path, {f"docs/{name}": "# Welcome\n\nBy hand.\n"})
    assert "By hand." in site.page("index.html").whole
    assert [entry["title"] for entry in entries(site) if not entry["location"]] == ["Welcome"]


def test_a_record_s_page_and_download_by_hand_win(tmp_path: Path) -> None:
    folder = sites.lay_small(tmp_path, {
        "docs/teams/payments.md": "# Payments\n\nBy hand.\n",
        "docs/updates/agenda.txt": "by hand",
        "docs/templates/agenda.txt": "left out by MkDocs",
        "docs/templates/index.md": "# Left out by MkDocs",
        "content/templates/agenda.txt": "from the content",
        "content/templates/agenda.yml": "title: Agenda\nowner: service\nstatus: active\nfiles: agenda.txt\n"
        "changes: [{version: 1, date: 2026-01-01, what: First}]\n",
        "content/updates/agenda.txt": "from the content",
        "content/updates/2026-01-01-news.yml": "title: News\ndate: 2026-01-01\nfiles: agenda.txt\ntext: Some.\n",
    })  # fmt: skip
    done = sites.build(folder)
    assert done.code == 0, done.output
    site = Site(folder / "site")
    assert "By hand." in site.page("teams/payments/index.html").whole
    assert site.text("updates/agenda.txt") == "by hand"
    # MkDocs leaves out docs/templates/; then ours stand there, and the reader is told.
    assert site.text("templates/agenda.txt") == "from the content"
    assert "Agenda" in site.page("templates/index.html").whole
    assert "docs/templates/index.md is left out" in done.output
    folder = sites.lay(tmp_path, {}, sites.PLAIN + "exclude_docs: '!/templates/'\n")
    assert sites.build(folder).code == 0
    assert site.text("templates/agenda.txt") == "left out by MkDocs"


def test_without_a_nav_the_indexes_stand_in_it(tmp_path: Path) -> None:
    site = made(tmp_path, {"docs/about.md": "# About us\n"})
    links = {link for _, link, _ in site.page("about/index.html").links}
    assert {"../teams/", "../standards/", "../registers/decisions/", "../charter/"} <= links
    assert "../teams/payments/" not in links


def test_a_nav_with_titles_of_one_s_own(tmp_path: Path) -> None:
    nav = "nav: [{Start: index.md}, {Who & where: [{Crews <b>: teams/index.md}, people/index.md]}, {Said: registers/decisions.md}]\n"
    site = made(tmp_path, {}, sites.PLAIN + nav)
    for path in ("index.html", "teams/index.html", "teams/payments/index.html"):
        said = site.page(path).whole
        for title in ("Start", "Who & where", "Crews <b>", "Said"):
            assert title in said, (path, title)
    assert "<title>Crews &lt;b&gt; - A hub</title>" in site.text("teams/index.html")
    assert ">Teams</h1>" in site.text("teams/index.html")


def test_file_urls_and_a_site_url(tmp_path: Path) -> None:
    """On a web host's sub-path, with addresses that work from a disk too."""
    config = sites.PLAIN + "use_directory_urls: false\nsite_url: https://www.example.org/hub/\n"
    folder = sites.lay_small(tmp_path / "hub", {
        "content/teams/payments.yml": PAYMENTS + "was: [cash]\n",
    }, config)  # fmt: skip
    done = sites.build(folder)
    assert done.code == 0, done.output
    site = Site(folder / "site", url="https://www.example.org/hub/")
    assert list(site.wrong_links()) == []
    assert "teams/payments.html" in site.pages
    assert {"meetings/steering/2025-12-09.html", "teams/index.html"} <= set(site.pages)
    locations = [entry["location"] for entry in entries(site)]
    assert [wrong for each in locations for wrong in site.wrong_link("index.html", each)] == []
    assert "https://www.example.org/hub/teams/payments.html" in site.text("sitemap.xml")
    assert site.target("teams/cash.html", site.page("teams/cash.html").links[0][1]) == (
        folder / "site/teams/payments.html",
        "",
    )


@pytest.mark.parametrize("directory", [True, False])
def test_an_old_name_leads_to_the_new_one(tmp_path: Path, directory: bool) -> None:
    site = made(tmp_path, {
        "content/teams/payments.yml": PAYMENTS + "was: [cash, tills]\n",
        "content/meetings/steering.yml": "title: Steering\nowner: service\npurpose: Decides.\nchair: ana-pop\nwas: [board]\n"
        "schedule: {every: 2 weeks, day: tuesday, at: 10:00, from: 2025-12-09}\n",
    }, sites.PLAIN + f"use_directory_urls: {str(directory).lower()}\n")  # fmt: skip
    end = "/index.html" if directory else ".html"
    for old, new in (
        ("teams/cash", "teams/payments"),
        ("teams/tills", "teams/payments"),
        ("meetings/board", "meetings/steering"),
    ):
        targets = {site.target(old + end, link) for _, link, _ in site.page(old + end).links}
        assert targets == {(site.folder / (new + end), "")}
        assert 'http-equiv="refresh"' in site.text(old + end)
    assert not [entry for entry in entries(site) if "cash" in entry["location"]]


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_another_theme(tmp_path: Path, theme: str) -> None:
    config = sites.PLAIN.replace("{name: material, font: false}", theme)
    folder = sites.lay_small(tmp_path / "hub", {"docs/about.md": "# About\n"}, config)
    done = sites.build(folder)
    assert done.code == 0, done.output
    site = Site(folder / "site")
    assert "What we owe" in site.page("teams/payments/index.html").whole
    assert list(site.wrong_links()) == []


def test_a_theme_overridden_by_the_user(tmp_path: Path) -> None:
    config = sites.PLAIN.replace("font: false", "font: false, custom_dir: mine")
    site = made(tmp_path, {
        "mine/main.html": '{% extends "base.html" %}{% block announce %}Mind the gap{% endblock %}',
        "mine/assets/coehub/coehub.css": "/* mine */",
    }, config)  # fmt: skip
    assert "Mind the gap" in site.page("teams/payments/index.html").whole
    assert site.text("assets/coehub/coehub.css") == "/* mine */"


@pytest.mark.parametrize("plugins", ["[{coehub: {today: 2026-11-23}}]", "[{coehub: {today: 2026-11-23}}, search]"])
def test_without_search_and_before_search(tmp_path: Path, plugins: str) -> None:
    config = f"site_name: A hub\ntheme: {{name: material, font: false}}\nplugins: {plugins}\n".replace(
        "2026-11-23", '"2026-11-23"'
    )
    site = made(tmp_path, {}, config)
    assert "What we owe" in site.page("teams/payments/index.html").whole
    if "search" in plugins:
        assert [entry["title"] for entry in entries(site) if entry["location"] == "teams/payments/"] == ["Payments"]
    else:
        assert not (site.folder / "search").exists()


def test_without_the_reference(tmp_path: Path) -> None:
    site = made(tmp_path, {}, sites.PLAIN.replace('"2026-11-23"', '"2026-11-23", reference: false'))
    assert [path for path in site.pages if path.startswith("reference/")] == []


def test_from_another_folder_and_with_folders_elsewhere(tmp_path: Path) -> None:
    config = sites.PLAIN.replace('"2026-11-23"', '"2026-11-23", content_dir: ../records') + "docs_dir: ../pages\n"
    sites.lay_small(tmp_path / "hub", {}, config)
    (tmp_path / "hub" / "content").rename(tmp_path / "records")
    (tmp_path / "hub" / "docs").rename(tmp_path / "pages")
    done = sites.run([*sites.MKDOCS, "build", "--strict", "-f", "hub/mkdocs.yml"], tmp_path)
    assert done.code == 0, done.output
    assert (tmp_path / "hub" / "site" / "teams" / "payments" / "index.html").is_file()
    pages = [each.read_text(encoding="utf-8") for each in (tmp_path / "hub" / "site" / "reference").rglob("*.html")]
    assert "<code>../records/teams</code>" in "".join(pages)
    assert "<code>content/" not in "".join(pages)
    assert "# content/" not in "".join(pages)


EDITED = [
    ("repo_url: https://git.example.org/a/b\nedit_uri: edit/main/docs/\n", "https://git.example.org/a/b/edit/main/content/teams/payments.yml#L1"),
    ("edit_uri: https://git.example.org/x/edit/main/docs/\n", "https://git.example.org/x/edit/main/content/teams/payments.yml#L1"),
    ("repo_url: https://github.com/a/b\n", "https://github.com/a/b/edit/master/content/teams/payments.yml#L1"),
]  # fmt: skip


@pytest.mark.parametrize(("config", "address"), EDITED)
def test_edit_links_lead_to_the_line(tmp_path: Path, config: str, address: str) -> None:
    features = sites.PLAIN.replace("font: false", "font: false, features: [content.action.edit]")
    site = made(tmp_path, {}, features + config)
    edits = {link for _, link, _ in site.page("teams/payments/index.html").links if "/edit/" in link}
    assert edits == {address}


def test_without_a_repository_there_is_no_edit_link(tmp_path: Path) -> None:
    site = made(tmp_path, {})
    assert [link for path in site.pages for _, link, _ in site.page(path).links if "edit" in link] == []
    assert "Something wrong?" not in site.page("teams/payments/index.html").whole


def test_an_empty_hub_reads_well(tmp_path: Path) -> None:
    site = crawled(sites.lay(tmp_path, {"content/hub.yml": sites.HUB}))
    for path, sentences in {
        "index.html": [
            "Help each other.",
            "No team is asked anything yet",
            "Nothing in the next 14 days.",
        ],
        "adoption/index.html": [
            "No team is asked anything yet. A standard asks as soon as it is active.",
        ],
        "attention/index.html": [],
        "registers/decisions/index.html": ["No decision is recorded yet."],
        "registers/actions/index.html": ["No action is recorded yet."],
        "teams/index.html": ["There is no team yet. coehub new team writes one to begin with."],
        "templates/index.html": ["There is no template yet."],
        "tools/index.html": ["There is no tool yet."],
        "meetings/index.html": ["No meeting series is set up yet."],
        "calendars/index.html": ["Nothing is planned.", "There is none yet."],
        "campaigns/index.html": ["There is none at the moment."],
        "updates/index.html": ["Nothing yet."],
        "charter/index.html": ["A hub", "Help each other.", "Executive sponsor Nobody yet."],
    }.items():
        for sentence in sentences:
            assert sentence in site.page(path).whole, path
    assert "all 1 " not in site.page("index.html").whole  # it stands there already
    assert [
        path
        for path in site.pages
        if "<li>There is none at the moment." in site.text(path) or "<li>Nothing yet." in site.text(path)
    ] == []
    assert [
        path
        for path in site.pages
        if "<li></li>" in site.text(path) or "<ul></ul>" in site.text(path) or "<tbody></tbody>" in site.text(path)
    ] == []


def test_a_hub_of_one_team_reads_well(tmp_path: Path) -> None:
    site = crawled(sites.lay(tmp_path, {
        "content/hub.yml": sites.HUB,
        "content/teams/lab.yml": "name: The lab\n",
        "content/standards/mail.yml": "title: Mail\nowner: lab\nstatus: active\neffective: 2026-01-01\nrequirements:\n  same-day:\n"
        "    must: Mail is answered the same day.\nchanges: [{version: 1, date: 2026-01-01, what: First}]\n",
    }))  # fmt: skip
    for path, sentences in {
        "index.html": ["0 of 1 teams have answered", "0% is the score", "AdoptionWhich team has adopted what"],
        "adoption/index.html": ["0 of 1 teams have answered.", "Not heard from yet: The lab", "Of 1 question"],
        "teams/lab/index.html": [
            "0 of 1 answered, 0 met",
            "Mail is answered the same day.",
            "no answer yet",
            "Nobody is listed yet.",
        ],
        "standards/mail/index.html": ["Mail is answered the same day."],
    }.items():
        for sentence in sentences:
            assert sentence in site.page(path).whole, path


def test_teams_stand_by_name_and_what_is_owed_is_named_once(tmp_path: Path) -> None:
    site = crawled(sites.lay(tmp_path, {
        "content/hub.yml": sites.HUB,
        "content/teams/a.yml": "name: Zebra\n",
        "content/teams/b.yml": "name: Round 10\n",
        "content/teams/c.yml": "name: Round 9\n",
        "content/templates/sheet.yml": "title: Sheet\nowner: a\nstatus: active\nfiles: sheet.csv\nexpected: required\n"
        "changes: [{version: 1, date: 2026-01-01, what: First}]\n",
        "content/templates/sheet.csv": "a,b\n1,2\n",
    }))  # fmt: skip
    assert re.findall(r"Round 9|Round 10|Zebra", site.page("templates/sheet/index.html").whole)[:3] == [
        "Round 9",
        "Round 10",
        "Zebra",
    ]
    owed = site.text("teams/a/index.html").partition('<ol class="coehub-owed">')[2].partition("</ol>")[0]
    assert owed.count(">Sheet</a>") == 1
    assert "Open the page: Sheet" in site.page("teams/a/index.html").whole
    assert "sha256" in site.page("templates/sheet/index.html").whole
    assert [entry["location"] for entry in entries(site) if "sha256" in entry["text"]] == []


OURS = {
    "template/nope": "no template is called 'nope'",
    "prepared-meetings#agenda-sharet": "has no part called 'agenda-sharet'",
    "payments#nope": "no record is called 'payments#nope'",
    "prepared-meeting": "no record is called 'prepared-meeting'; did you mean 'prepared-meetings'?",
    "standards/prepared-meetings": "did you mean 'prepared-meetings'?",
    "standards/nothing-like-it": "no record is called 'standards/nothing-like-it'",
}
THEIRS = ["somebody-elses-page", "folder/of-another-plugin", "standards"]


def test_a_link_by_hand_to_no_record_is_told(tmp_path: Path) -> None:
    """A record that was meant fails a strict build; pages of other plugins may stand in double brackets too."""
    links = ", ".join(f"[[{each}]]" for each in (*OURS, *THEIRS))
    text = f"# About\n\nSee {links}, [[team/payments]] and `[[template/code]]`.\n"
    folder = sites.lay_small(tmp_path, {"docs/about.md": text})
    done = sites.build(folder, strict=False)
    assert done.code == 0
    told = {name: line for line in done.output.splitlines() for name in re.findall(r"about\.md: \[\[(.*?)\]\]", line)}
    assert {name for name, line in told.items() if "WARNING" in line} == OURS.keys(), told
    assert {name for name, line in told.items() if "INFO" in line} == {*THEIRS}, told
    for name, why in OURS.items():
        assert why in told[name]
    assert sites.build(folder).code == 1
