"""By keyboard only: everything on a page is reached, seen where it is reached, and used."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.visit import Visitor

Visit = Callable[..., Visitor]
TEAM = "teams/payments/index.html"

# Notes each stop inside the article: what it is, whether the focus is to be seen there, and whether the place is in sight.
NOTE = """() => {
  const article = document.querySelector('.md-content__inner');
  window.stops = [];
  article.addEventListener('focusin', ({target}) => {
    const style = getComputedStyle(target), box = target.getClientRects()[0] ?? target.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + Math.min(4, box.width / 2), 1), innerWidth - 1), y = box.top + Math.min(6, box.height / 2);
    const top = document.elementFromPoint(x, y);
    window.stops.push({
      target, marked: target.matches(':focus-visible') && (style.outlineStyle !== 'none' || style.boxShadow !== 'none'),
      seen: !!top && (target.contains(top) || top.contains(target)),
    });
  });
}"""
STOPS = """() => [...document.querySelectorAll('.md-content__inner :is(a[href], button, input, select, summary, [tabindex="0"])')]
  .filter(e => e.checkVisibility({visibilityProperty: true}))"""
LEFT_OUT = f"""() => {{
  const reached = new Set(window.stops.map(stop => stop.target));
  return ({STOPS})().filter(e => !reached.has(e)).map(e => e.outerHTML.slice(0, 120)).slice(0, 5);
}}"""
UNMARKED = """() => window.stops.filter(stop => !stop.marked).map(stop => 'no mark: ' + stop.target.outerHTML.slice(0, 120)).slice(0, 5)"""
UNSEEN = """() => window.stops.filter(stop => !stop.seen).map(stop => 'hidden: ' + stop.target.outerHTML.slice(0, 120)).slice(0, 5)"""


@pytest.mark.parametrize(
    "path",
    [TEAM, "adoption/index.html", "calendars/index.html", "templates/index.html", "registers/actions/index.html"],
)
def test_every_stop_is_reached_and_seen(visit: Visit, path: str) -> None:
    page = visit().go(path)
    page.evaluate(NOTE)
    number = page.evaluate(f"() => ({STOPS})().length")
    assert number > 10
    page.evaluate(
        "const article = document.querySelector('.md-content__inner'); article.tabIndex = -1; article.focus()"
    )
    for _ in range(number + 1):
        page.keyboard.press("Tab")
    assert page.evaluate(LEFT_OUT) + page.evaluate(UNMARKED) + page.evaluate(UNSEEN) == []


def test_backwards_no_stop_hides_below_the_header(visit: Visit) -> None:
    page = visit().go(TEAM)
    page.evaluate("document.querySelector('.coehub-foot a').focus()")
    page.evaluate(NOTE)
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
    assert page.evaluate("window.stops.length") > 20
    assert page.evaluate(UNSEEN) == []


@pytest.mark.parametrize("path", ["adoption/index.html", "journals/index.html"])
@pytest.mark.parametrize("width", [1440, 390])
def test_backwards_no_stop_hides_below_the_first_column(visit: Visit, path: str, width: int) -> None:
    page = visit(width=width).go(path)
    page.evaluate("[...document.querySelectorAll('.coehub-matrix tbody tr:nth-child(3) a')].pop().focus()")
    page.evaluate(NOTE)
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
    assert page.evaluate("window.stops.length") > 20
    assert page.evaluate(UNSEEN) == []


def test_a_place_that_scrolls_has_a_role_and_a_name(visit: Visit) -> None:
    """Its heading's, without the sign that the theme puts behind it."""
    page = visit(width=390).go("metrics/calls-answered-in-time/index.html")
    page.evaluate("document.querySelectorAll('.md-content details').forEach(each => { each.open = true })")
    place = page.locator(".md-typeset__scrollwrap[role=group]").first
    place.wait_for()
    assert place.get_attribute("tabindex") == "0"
    names = page.locator(".md-content :is(h1, h2, h3)").all_inner_texts()
    assert place.get_attribute("aria-label") in {name.replace("¶", "").strip() for name in names}
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function("!document.querySelector('.md-content details[open] .md-typeset__scrollwrap[role=group]')")


def test_the_first_stop_leads_past_the_header(visit: Visit) -> None:
    page = visit().go(TEAM)
    page.keyboard.press("Tab")
    assert "md-skip" in page.evaluate("document.activeElement.className").split()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#"))
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.md-content')")


def test_the_checklist_opens_and_closes(visit: Visit) -> None:
    page = visit().go(TEAM)
    page.evaluate("document.querySelector('details.coehub-block[open] details.coehub-item:not([open])').id = 'tried'")
    item, more = page.locator("#tried"), page.locator("#tried .coehub-item__more")
    assert not more.is_visible()
    item.locator("summary").focus()
    page.keyboard.press("Enter")
    more.wait_for(state="visible")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Tab")
    assert item.evaluate("(item) => item.contains(document.activeElement)"), "the next stop lies inside the item"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    more.wait_for(state="hidden")


def test_the_board_is_filtered_and_scrolled(visit: Visit) -> None:
    page = visit(width=820).go("adoption/index.html")
    level = page.get_by_label("Keyword")
    level.focus()
    page.keyboard.press("ArrowDown")
    assert re.search(r"[?&]level=", page.url)
    region = page.get_by_role("region", name="Teams and standards")
    region.focus()
    before = region.evaluate("e => e.scrollLeft")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=region.element_handle())
    assert before == 0


def test_the_calendar_is_searched_and_unfolded(visit: Visit) -> None:
    page = visit().go("calendars/index.html")
    page.get_by_label("Search", exact=True).last.focus()
    page.keyboard.type("steering")
    shown = page.locator("[data-coehub-items='events'] > li:visible")
    assert shown.count() > 0
    assert all("steering" in each.lower() for each in shown.all_inner_texts())
    page.keyboard.press("Control+A")
    page.keyboard.press("Backspace")
    folded = page.locator("details.coehub-how:not([open]) > summary").first
    folded.focus()
    whole: Any = folded.element_handle()
    page.keyboard.press("Enter")
    page.wait_for_function("e => e.parentElement.open", arg=whole)


def test_a_table_is_sorted(visit: Visit) -> None:
    page = visit().go("teams/index.html")
    names = page.locator("table[data-coehub-sort] tbody tr td:first-child")
    before = names.all_inner_texts()
    head = page.locator("table[data-coehub-sort] th").first
    head.locator("button").press("Enter")
    head.locator("button").press("Enter")
    assert page.get_by_role("button", name="Team", exact=True).is_visible(), "the arrow is no part of its name"
    assert head.get_attribute("aria-sort") == "descending"
    assert names.all_inner_texts() == sorted(before, key=str.casefold, reverse=True)
