"""A hub in several languages, in a browser: sound in each of them, and one key away from the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import judging, serving
from tests.browser.visit import Visitor, by_hand
from tests.sites import Site
from tests.tongues import PATHS

Visit = Callable[..., Visitor]
_FURTHER = ("de", "hu", "ro", "sv", "zh")
SEEN = ("index.html", "teams/payments/index.html", "standards/brief/index.html", "translations/ro/index.html")


@pytest.fixture(scope="module")
def there(spoken: Site, serve: Callable[[Path], str]) -> str:
    return serve(spoken.folder)


@pytest.fixture(scope="module")
def axe() -> str:
    try:
        return judging.axe()
    except serving.Missing as error:
        pytest.fail(str(error), pytrace=False)


@pytest.mark.parametrize("tag", PATHS)
def test_every_language_is_sound(visit: Visit, there: str, axe: str, tag: str) -> None:
    wrong = {}
    for width, dark in ((1440, False), (390, True)):
        visitor = visit(there, width=width, dark=dark, axe=axe)
        for path in SEEN:
            page = visitor.go(PATHS[tag] + path)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found = page.evaluate(judging.AXE)
            if found or wide > 0:
                wrong[f"{path} at {width}"] = [*found, f"{wide} too wide"]
    assert wrong == {}


def test_the_sign_of_another_language_can_be_read(visit: Visit, there: str) -> None:
    page = visit(there).go("ro/teams/payments/index.html")
    signs = page.evaluate("""() => [...document.querySelectorAll('span.coehub-foreign')].map(each => {
      const style = getComputedStyle(each, '::after');
      return [style.opacity, parseFloat(style.fontSize) >= 11];
    })""")
    assert signs
    assert all(sign == ["1", True] for sign in signs)


@pytest.mark.slow
def test_each_type_of_page_is_sound_in_other_languages(
    visit: Visit, serve: Callable[[Path], str], example_spoken: Site, pages: list[str], axe: str
) -> None:
    """German is longer than English, and every language breaks in places of its own: nothing sticks out on a phone, everything has a
    name, headings are in order. Each type of page is looked at in German and in one other language, there by axe too, but for colours:
    those of pages in other languages are judged above, and those of each type of page in English."""
    visitor = visit(serve(example_spoken.folder), width=390, axe=axe)
    wrong = {}
    for number, path in enumerate(pages):
        judged = _FURTHER[number % len(_FURTHER)]
        for tag in dict.fromkeys(("de", judged)):
            page = visitor.go(f"{tag}/{path}")
            page.evaluate(judging.OPEN)
            wrong[f"{tag}/{path}"] = page.evaluate(judging.SIDEWAYS)
            wrong[f"{tag}/{path} for everybody"] = page.evaluate(judging.UNSOUND, by_hand(path))
            if tag == judged:
                page.evaluate(judging.FEWER)
                wrong[f"{tag}/{path} by axe"] = page.evaluate(judging.AXE, judging.ALL_BUT_COLOURS)
    assert {where: found for where, found in wrong.items() if found} == {}


# Cells of up to three letters that do not stand on one line; the edge of a sign begins a little above its letters.
PARTED = """() => [...document.querySelectorAll('.coehub-table table:not([class]) td')].filter(e => {
  const range = document.createRange(); range.selectNodeContents(e);
  const tops = [...range.getClientRects()].map(each => each.top);
  return /^\\p{L}{1,3}$/u.test(e.textContent.trim()) && Math.max(...tops) - Math.min(...tops) > 6 })
  .map(e => e.textContent)"""


@pytest.mark.slow
def test_chinese_tables_stand_whole_and_keep_short_words_together(
    visit: Visit, serve: Callable[[Path], str], example_spoken: Site, pages: list[str]
) -> None:
    """In Chinese a line may end after any letter, and a column must not be as narrow as that."""
    at = serve(example_spoken.folder)
    wide, phone = visit(at, width=1440), visit(at, width=390)
    found = {path: wide.go(f"zh/{path}").evaluate(judging.WIDER) for path in pages if path != "404.html"}
    found |= {f"{path} on a phone": phone.go(f"zh/{path}").evaluate(PARTED) for path in pages}
    assert {where: what for where, what in found.items() if what} == {}
    page = phone.go("zh/meetings/steering/2026-11-10/")
    page.add_style_tag(content=".coehub-table td { display: block; min-width: 0 !important; width: 3em }")
    assert "已决定" in page.evaluate(PARTED)


def test_the_switcher_leads_to_the_same_page_by_keyboard(visit: Visit, there: str) -> None:
    page = visit(there).go("ro/teams/payments/")
    page.locator(".md-select button").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.lang") == "de"
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/teams/payments/")
    assert page.evaluate("document.documentElement.lang") == "de"


def test_a_sign_of_the_language_stands_behind_what_is_not_translated(visit: Visit, there: str) -> None:
    page = visit(there).go("de/teams/payments/")
    sign = "e => getComputedStyle(e, '::after').content"
    assert "en" in page.locator("h1 .coehub-foreign").evaluate(sign) or "attr" in page.locator(
        "h1 .coehub-foreign"
    ).evaluate(sign)
    page.goto(there + "ro/teams/payments/")
    assert page.locator("h1 .coehub-foreign").count() == 0


def test_an_arabic_page_begins_at_the_right(visit: Visit, there: str) -> None:
    page = visit(there).go("ar/teams/payments/")
    end = """e => { const range = document.createRange(); range.selectNodeContents(e);
        return range.getBoundingClientRect().right }"""
    box = page.locator("h1").evaluate(end)
    edge = page.locator(".md-content__inner").evaluate("e => e.getBoundingClientRect().right")
    assert abs(edge - box) < 60
    page.goto(there + "ar/standards/brief/")
    assert page.locator("h1 .coehub-foreign").evaluate("e => getComputedStyle(e).direction") == "ltr"
