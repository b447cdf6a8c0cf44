"""What is filtered or sorted stands in the address: whoever opens the link sees the same, and a page left as it was has none."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.visit import Visitor
from tests.sites import Site

Visit = Callable[..., Visitor]
SHOWN = "() => [...document.querySelectorAll('[data-coehub-items] > :not([hidden])')].map(e => e.textContent.trim().slice(0, 80))"
ROWS = "() => [...document.querySelectorAll('table[data-coehub-sort] tbody tr')].map(e => e.textContent.trim().slice(0, 80))"


def test_every_filter_can_be_shared(visit: Visit, example: Site, pages: list[str]) -> None:
    """Each field alone hides something and brings it back; all that fit together are shared by one link."""
    visitor, other = visit(), visit()
    tried = 0
    for path in (each for each in pages if "data-coehub-filter" in example.text(each)):
        page = visitor.go(path)
        everything = shown = page.evaluate(SHOWN)
        for select in page.locator(".coehub-filter[data-coehub-filter] select").all():
            select.select_option(index=1)
            if not (fewer := page.evaluate(SHOWN)) or fewer == shown:
                select.select_option(index=0)
                assert page.evaluate(SHOWN) == shown, path
            else:
                shown = fewer
                tried += 1
        other.page.goto(page.url)
        assert other.page.evaluate(SHOWN) == shown, page.url
        for select in other.page.locator(".coehub-filter[data-coehub-filter] select").all():
            select.select_option(index=0)
        assert other.page.evaluate(SHOWN) == everything, path
        assert "?" not in other.page.url
    assert tried > 6


def test_every_order_can_be_shared(visit: Visit, example: Site, pages: list[str]) -> None:
    visitor, other = visit(), visit()
    tried = 0
    for path in (each for each in pages if "data-coehub-sort" in example.text(each)):
        page = visitor.go(path)
        if not page.locator("table[data-coehub-sort] th button").count():
            continue  # two lines or fewer need no order
        last = page.locator("table[data-coehub-sort]").first.locator("th button").last
        last.click()
        last.click()
        other.page.goto(page.url)
        assert other.page.evaluate(ROWS) == page.evaluate(ROWS), page.url
        assert "=-" in page.url
        tried += 1
    assert tried > 3


def test_words_are_found_without_their_accents(visit: Visit) -> None:
    page = visit().go("templates/index.html")
    cards = page.locator("[data-coehub-items] > li")
    everything = cards.locator("visible=true").count()
    assert everything > 8
    page.locator(".coehub-filter input[type=search]").fill("Méeting agenda")
    found = cards.locator("visible=true").all_inner_texts()
    assert 0 < len(found) < everything
    assert any("Meeting agenda" in text for text in found)
    page.reload()
    assert cards.locator("visible=true").all_inner_texts() == found
    page.locator(".coehub-filter input[type=search]").fill("")
    assert cards.locator("visible=true").count() == everything
    assert "?" not in page.url


def test_a_strange_address_does_no_harm(visit: Visit) -> None:
    page = visit().go("teams/index.html")
    before = page.evaluate(ROWS)
    for query in (
        "?sort=99",
        "?sort=-x",
        "?sort=1.5",
        "?discipline=nonesuch",
        "?find=%F0%9F%92%A9&sort=",
        "?owner=%00#%E0%A4%A",
    ):
        page.goto(page.url.partition("?")[0].partition("#")[0] + query)
        assert sorted(page.evaluate(ROWS)) == sorted(before), query
