"""What each person of the mission comes for, from the home page, by clicks, taps and keys, in the built example."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from tests import sites
from tests.browser.visit import Visitor
from tests.calendars.reading import read_back
from tests.sites import Site

Visit = Callable[..., Visitor]
PHONE = {"width": 390, "has_touch": True, "is_mobile": True}
# What a reader sees without scrolling, with room for the address bar of a phone.
SEEN = "e => { const box = e.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"


def article(page: Any) -> Any:
    return page.locator(".md-content__inner")


def search(page: Any, words: str) -> Any:
    """Type words into the search, and return its hits: those of the whole words, as hits come while one types."""
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially(words)
    hits = page.locator(".md-search-result__item")
    hits.first.wait_for()
    before, now = None, hits.all_inner_texts()
    while now != before:
        page.wait_for_timeout(300)
        before, now = now, hits.all_inner_texts()
    return hits


class TestTeamMember:
    """Finds the right template or standard in ten seconds, knows whether it may be used, takes it."""

    @pytest.mark.parametrize("window", [{"width": 1440}, PHONE], ids=["desktop", "phone"])
    def test_takes_a_template_in_three_steps(self, visit: Visit, window: dict[str, Any]) -> None:
        page = visit(accept_downloads=True, **window).go("index.html")
        article(page).get_by_role("link", name="Templates", exact=True).click()  # one
        article(page).get_by_role("link", name="Meeting agenda", exact=True).click()  # two
        assert page.get_by_text("Use it.").evaluate(SEEN)
        button = page.get_by_role("link", name="Download DOCX")
        assert button.evaluate(SEEN)
        with page.expect_download() as waiting:
            button.click()  # three
        got = Path(waiting.value.path()).read_bytes()
        assert waiting.value.suggested_filename == "meeting-agenda.docx"
        assert got == (sites.ROOT / "content/templates/meeting-agenda.docx").read_bytes()
        page.get_by_text("Sizes and checksums").click()
        told = page.locator("dt:text-is('meeting-agenda.docx') + dd").inner_text()
        published = re.search(r"sha256 ([0-9a-f]{16,64})", told)
        assert published
        assert hashlib.sha256(got).hexdigest().startswith(published[1])

    @pytest.mark.parametrize("path", ["templates/meeting-agenda/index.html", "meetings/steering/2026-11-24/index.html"])
    def test_every_download_is_the_right_file(self, visit: Visit, path: str) -> None:
        page = visit(accept_downloads=True).go(path)
        links = page.locator(".md-content a[download]")
        assert links.count() > 0
        for link in links.all():
            name = link.get_attribute("href").rpartition("/")[2]
            with page.expect_download() as waiting:
                link.click()
            assert waiting.value.suggested_filename == name
            (source,) = (sites.ROOT / "content").rglob(name)
            assert Path(waiting.value.path()).read_bytes() == source.read_bytes()

    def test_finds_a_requirement_by_its_words(self, visit: Visit) -> None:
        page = visit(search=True).go("index.html")
        hits = search(page, "refund approved released two separate steps")
        hit = hits.locator("a[href*='#']").first
        assert re.search(r"standards/refunds/.*#two-steps$", hit.get_attribute("href"))
        hit.click()
        page.wait_for_url(re.compile(r"standards/refunds/.*#two-steps"))
        assert page.locator("#two-steps").evaluate(SEEN)

    def test_sees_in_the_search_what_each_hit_is(self, visit: Visit, example: Site) -> None:
        page = visit(search=True).go("index.html")
        hits = search(page, "refund")
        assert hits.count() > 4
        kinds = {hit.locator(".md-tag").first.inner_text() for hit in hits.all() if hit.locator(".md-tag").count()}
        assert kinds >= {"Standard", "Template"}
        ours = [hit for hit in hits.all() if re.match(r"(.*/)?(standards|templates|teams)/.", self.leads_to(hit))]
        assert ours
        assert [self.leads_to(hit) for hit in ours if not hit.locator(".md-tag").count()] == []

    @staticmethod
    def leads_to(hit: Any) -> str:
        return hit.locator("a").first.get_attribute("href")

    def test_finds_a_template_by_the_beginning_of_its_name(self, visit: Visit) -> None:
        page = visit(search=True).go("teams/index.html")
        first = search(page, "meeting ag").first
        assert "Template" in first.inner_text()
        first.locator("a").first.click()
        page.wait_for_url(re.compile("templates/meeting-agenda/"))
        assert page.locator("h1").inner_text().startswith("Meeting agenda")

    def test_learns_what_not_to_use_and_what_instead(self, visit: Visit) -> None:
        page = visit().go("tools/index.html")
        article(page).get_by_role("link", name="Fax gateway").first.click()
        answer = page.locator(".coehub-answer")
        assert answer.evaluate(SEEN)
        assert re.search(r"Do not use it|Not for new work", answer.inner_text())
        answer.get_by_role("link").first.click()
        page.wait_for_load_state()
        assert "Use it." in page.locator(".coehub-answer").inner_text()


class TestTeamLead:
    """What do we owe, by when, in which order; on a phone, between two calls."""

    def test_finds_what_is_due_on_a_phone(self, visit: Visit) -> None:
        page = visit(**PHONE).go("index.html")
        article(page).get_by_role("link", name="Teams", exact=True).tap()
        article(page).get_by_role("link", name="Payments", exact=True).tap()
        first = page.locator("h2#owe ~ .coehub-owed > li").first
        assert first.bounding_box()["y"] < page.viewport_size["height"], (
            "the first thing that is due is seen without scrolling"
        )
        owed = page.locator("h2#owe ~ .coehub-owed > li").all_inner_texts()
        kinds = [
            "late" if "was due" in each else "dated" if re.search(r"\bby \d", each) else "undated" for each in owed
        ]
        assert kinds == sorted(kinds, key=["late", "dated", "undated"].index)
        assert kinds.count("late") + kinds.count("dated") > 0
        for kind in ("late", "dated"):
            days = [self.day_of(each) for each, of in zip(owed, kinds, strict=True) if of == kind]
            assert days == sorted(days)
        first.get_by_role("link").first.tap()
        page.wait_for_url(re.compile("#"))
        assert page.locator(f"[id='{urlsplit(page.url).fragment}']").evaluate(SEEN)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    @staticmethod
    def day_of(text: str) -> tuple[int, ...]:
        """Read "by 30 Nov" and "was due 29 May 2025"; the example's day is in November 2026."""
        found = re.search(r"(?:by|was due) (\d+)\s(\w{3})\w*(?:\s(\d{4}))?", text)
        assert found, text
        month = "JanFebMarAprMayJunJulAugSepOctNovDec".index(found[2])
        return int(found[3] or 2026), month, int(found[1])

    def test_opens_an_answer_and_comes_to_its_very_line(self, visit: Visit) -> None:
        page = visit().go("teams/payments/index.html")
        item = page.locator("details.coehub-item", has=page.get_by_text("Change this answer")).first
        item.evaluate("item => { item.parentElement.open = true }")
        item.locator("summary").click()
        anchor = item.get_by_role("link", name="Read the requirement").get_attribute("href").partition("#")[2]
        edit = item.get_by_role("link", name="Change this answer").get_attribute("href")
        path, line = urlsplit(edit).path.partition("/edit/main/")[2], urlsplit(edit).fragment
        written = (sites.ROOT / path).read_text(encoding="utf-8").splitlines()[int(line.removeprefix("L")) - 1]
        assert anchor in written

    def test_comes_prepared_to_the_meeting(self, visit: Visit) -> None:
        page = visit(**PHONE).go("index.html")
        article(page).locator("section", has=page.locator("#coming-up")).get_by_role(
            "link", name="Steering group"
        ).first.tap()
        assert re.search(
            r"Next on \w+, \d+ \w+ 2026.*\((today|tomorrow|in \d+ days)\)", page.locator(".coehub-answer").inner_text()
        )
        article(page).locator("a[href*='2026-11-24']").first.tap()
        page.wait_for_url(re.compile("2026-11-24"))
        assert page.locator("#agenda").count() == 1
        assert page.get_by_role("table").first.locator("tbody tr").count() > 2

    @pytest.mark.readers
    def test_subscribes_to_the_calendar_of_the_team(
        self, visit: Visit, serve: Callable[[Path], str], tmp_path: Path
    ) -> None:
        """A published hub knows its address: one press for programs that know webcal, an address to copy for the others."""
        (tmp_path / "web").mkdir()
        address = serve(tmp_path / "web") + "hub/"
        config = sites.PLAIN + f"site_url: {address}\nsite_dir: ../web/hub\n"
        done = sites.build(sites.lay_small(tmp_path / "hub", {"docs/about.md": "# About\n"}, config))
        assert done.code == 0, done.output
        visitor = visit(address)
        page = visitor.go("teams/payments/index.html")
        page.get_by_text("Subscribe in your own calendar").click()
        webcal = page.get_by_role("link", name="Subscribe", exact=True).get_attribute("href")
        plain = page.get_by_role("link", name="Address of the feed").get_attribute("href")
        assert webcal == "webcal:" + plain.partition(":")[2]
        assert plain == address + "feeds/team/payments.ics"
        assert page.locator("code", has_text=plain).is_visible()
        got = page.request.get(plain)
        assert got.ok
        first = datetime.date(2026, 1, 1)
        found = read_back({"team": got.body()}, "icalendar", first, first + datetime.timedelta(days=730))["team"]
        assert found["occurrences"]


class TestCentreLead:
    """Who has adopted what, who has said nothing, what is due, what needs an owner, what to put on the next agenda."""

    def test_filters_the_board_and_shares_the_link(self, visit: Visit) -> None:
        page = visit().go("index.html")
        page.locator(".md-tabs").get_by_role("link", name="Adoption").click()
        page.wait_for_selector("[data-coehub-board] select")
        board = "() => [...document.querySelectorAll('.coehub-matrix :is(tbody tr:not([hidden]), tfoot tr)')].map(row => row.innerText)"
        whole = page.evaluate(board)
        for label, index in (("Keyword", 1), ("Discipline", 1), ("State", 2)):
            before = page.evaluate(board)
            page.get_by_label(label).select_option(index=index)
            assert page.evaluate(board) != before, label
        chosen, said = (
            page.evaluate(board),
            page.locator("[data-coehub-board] select").evaluate_all("all => all.map(e => e.value)"),
        )
        other = visit()  # somebody else, who has only the link
        other.page.goto(page.url)
        assert other.page.evaluate(board) == chosen
        assert other.page.locator("[data-coehub-board] select").evaluate_all("all => all.map(e => e.value)") == said
        for select in other.page.locator("[data-coehub-board] select").all():
            select.select_option(index=0)
        assert other.page.evaluate(board) == whole, "with nothing chosen it is the board that came as HTML"
        assert "?" not in other.page.url

    def test_comes_from_a_cell_to_the_answers(self, visit: Visit) -> None:
        page = visit().go("adoption/index.html")
        cell = page.locator("td[data-cell] a").first
        words = re.search(r"(\d+)/(\d+)", cell.inner_text())
        cell.click()
        page.wait_for_url(re.compile("teams/.*#"))
        block = page.locator(f"[id='{urlsplit(page.url).fragment}']")
        assert words
        assert block.locator("details.coehub-item").first.is_visible()
        assert block.locator("details.coehub-item").count() >= int(words[2])

    def test_sees_silence_and_no_ranking(self, visit: Visit) -> None:
        page = visit().go("adoption/index.html")
        silent = page.get_by_text("Not heard from yet:")
        assert silent.evaluate(SEEN)
        assert silent.get_by_role("link").all_inner_texts() == ["Service Lab"]
        row = page.locator(".coehub-matrix tbody tr", has_text="Service Lab")
        empty = row.locator(".coehub-cell--silent")
        assert empty.count() > 3
        assert {each.strip() for each in empty.all_inner_texts()} == {"no answer yet"}
        names = page.locator(".coehub-matrix tbody th").all_inner_texts()
        assert names == sorted(names, key=str.casefold)

    def test_takes_the_next_agenda_along(self, visit: Visit) -> None:
        page = visit(permissions=["clipboard-read", "clipboard-write"]).go("meetings/steering/index.html")
        page.get_by_text("As YAML, to paste into the next session").click()
        page.get_by_role("button", name="Copy").click()
        page.get_by_role("button", name="Copied").wait_for()
        agenda = yaml.safe_load(page.evaluate("navigator.clipboard.readText()"))["agenda"]
        assert len(agenda) > 3
        assert all(each["topic"] and each["read"] for each in agenda)

    def test_finds_what_needs_somebody(self, visit: Visit) -> None:
        page = visit().go("index.html")
        part = article(page).locator("section", has=page.locator("#attention"))
        assert part.get_by_text("Next step:").count() == part.get_by_role("listitem").count() > 3
        number = int(re.search(r"\d+", part.get_by_role("link", name=re.compile("^all .* things")).inner_text())[0])
        part.get_by_role("link", name=re.compile("^all .* things")).click()
        page.wait_for_url(re.compile("attention/"))
        assert article(page).get_by_text("Next step:").count() == number

    def test_follows_the_chain_from_a_decision_to_the_answers(self, visit: Visit) -> None:
        """Meeting → decision → standard → team's answer, and back."""
        page = visit().go("registers/decisions/index.html")
        row = page.locator("tbody tr", has=page.locator("td:last-child a[href*='standards/'][href*='#']")).first
        decision = row.locator("td:nth-child(2) a").first.evaluate("a => a.href")
        row.locator("td:last-child a[href*='standards/'][href*='#']").first.click()
        page.wait_for_url(re.compile("standards/.*#"))
        requirement = page.url
        assert decision in article(page).locator("a").evaluate_all("all => all.map(a => a.href)"), (
            "back to the decision"
        )
        part = article(page).locator(f"[id='{urlsplit(requirement).fragment}'] ~ details.coehub-adopted").first
        part.locator("summary").click()
        part.get_by_role("link").first.click()
        page.wait_for_url(re.compile("teams/"))
        assert requirement in article(page).locator("a").evaluate_all("all => all.map(a => a.href)"), (
            "back to the requirement"
        )


class TestSponsor:
    """One page: mission, adoption, what is due; nothing to log in to, nobody to ask."""

    @pytest.mark.parametrize("window", [{"width": 1440}, PHONE], ids=["desktop", "phone"])
    def test_understands_the_centre_at_a_glance(self, visit: Visit, window: dict[str, Any]) -> None:
        page = visit(java_script_enabled=False, **window).go("index.html")
        for each in (".coehub-mission", *(f".coehub-figures p:nth-child({number})" for number in (1, 2, 3))):
            assert page.locator(each).evaluate(SEEN), each
        figures = page.locator(".coehub-figures").inner_text()
        assert re.search(
            r"\d+ of \d+\s+teams have answered\s+\d+ ?%\s+is the score; partly met counts half\s+\d+\s+things? falls? due",
            figures,
        )
        assert page.locator("input[type=password], form[action]").count() == 0

    def test_comes_to_everything_else_in_one_click(self, visit: Visit) -> None:
        page = visit().go("index.html")
        parts = page.locator(".md-content__inner h2").all_inner_texts()
        found = [each.strip("¶ ") for each in parts]
        assert found[:5] == ["Needs attention", "Coming up", "Our figures", "What changed", "Where to go"]
        page.locator(".md-tabs").get_by_role("link", name="Adoption").click()
        assert page.locator(".coehub-answer").evaluate(SEEN)
        page.locator(".md-tabs").get_by_role("link", name="Centre").click()
        page.wait_for_url(re.compile("charter/"))
        assert re.search("sponsor", article(page).inner_text(), re.IGNORECASE)

    def test_reads_how_adoption_moved_without_the_picture(self, visit: Visit) -> None:
        page = visit().go("adoption/index.html")
        chart = page.get_by_role("img", name=re.compile("Coverage and score over time")).first
        assert chart.is_visible()
        page.get_by_text("The same as a table").click()
        assert page.locator("h2#trend ~ details table").first.locator("tbody tr").count() > 3


class TestMaintainer:
    """Runs the hub for others: its own pages are found, and old or wrong addresses lead on."""

    def test_finds_what_a_record_may_hold(self, visit: Visit) -> None:
        page = visit().go("index.html")
        page.locator(".md-tabs").get_by_role("link", name="Centre").click()
        page.locator(".md-nav--primary").get_by_role("link", name="Reference", exact=False).first.click()
        article(page).locator("a[href*='template']").first.click()
        page.wait_for_url(re.compile("reference/template/"))
        assert article(page).get_by_text("summary").count() > 0

    def test_gets_data_and_feeds_from_the_pages(self, visit: Visit, address: str) -> None:
        page = visit().go("adoption/index.html")
        for name in ("answers", "matrix", "API"):
            link = article(page).get_by_role("link", name=name, exact=False).last.evaluate("a => a.href")
            got = page.request.get(link)
            assert got.ok, link
            assert len(got.body()) > 500
        index = page.request.get(address + "api/v1/index.json").json()
        assert index

    def test_a_wrong_address_leads_home(self, visit: Visit) -> None:
        page = visit().go("404.html")
        assert page.locator("h1").inner_text() == "Page not found"
        page.locator("article").get_by_role("link", name="Go to the home page").click()
        page.locator(".coehub-mission").wait_for()
