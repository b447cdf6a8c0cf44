"""One page of each type: no errors, nothing sideways, a sound outline; search, checklist, keyboard, print, download."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import sites
from tests.browser.visit import Visitor, one_of_each
from tests.sites import Site

Visit = Callable[..., Visitor]
WIDTHS = (1440, 820, 390)
TEAM = "teams/payments/index.html"

SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll('.md-content *')].filter(e => e.getBoundingClientRect().right > wide + 1)
    .map(e => e.outerHTML.slice(0, 90)).slice(0, 4).concat(['page is ' + document.documentElement.scrollWidth + ' wide']);
}"""

# What a screen reader needs; Material's own frame is judged by its names only, and Markdown's tables by hand have no scope.
UNSOUND = r"""byHand => {
  const faults = [], show = e => e.outerHTML.slice(0, 120);
  const text = e => (e.innerText || e.textContent || '').replace(/[¶\s]+/g, '');
  const name = e => e.getAttribute('aria-label') || e.title || (e.getAttribute('aria-labelledby') || '').split(' ')
    .map(id => document.getElementById(id)?.textContent || '').join('') || text(e)
    || [...e.querySelectorAll('img[alt], svg title')].map(i => i.alt || i.textContent).join('');
  const shown = e => e.checkVisibility() && !e.closest('[aria-hidden=true], [hidden]');
  if (!document.documentElement.lang) faults.push('no lang');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  let before = 0;
  for (const h of document.querySelectorAll('.md-content :is(h1,h2,h3,h4,h5,h6)')) {
    const level = +h.tagName[1];
    if (level > before + 1) faults.push('heading jumps: ' + show(h));
    if (!text(h)) faults.push('empty heading: ' + show(h));
    before = level;
  }
  for (const th of document.querySelectorAll('.md-content table:not(.highlighttable) th'))
    if (!byHand && !['col', 'row', 'colgroup', 'rowgroup'].includes(th.scope)) faults.push('th without scope: ' + show(th));
  for (const t of document.querySelectorAll('.md-content table:not(.highlighttable)'))
    if (!t.querySelector('th')) faults.push('table without th: ' + show(t));
  for (const i of document.querySelectorAll('img')) if (!i.hasAttribute('alt')) faults.push('img without alt: ' + show(i));
  for (const s of document.querySelectorAll('.md-content svg'))
    if (shown(s) && !s.closest('.md-icon, .md-content__button, a, button, .twemoji, label')
        && !(s.getAttribute('role') === 'img' && (s.querySelector('title') || s.getAttribute('aria-label'))))
      faults.push('svg without a name: ' + show(s));
  for (const r of document.querySelectorAll('[role=img], [role=region], [role=group]')) if (!name(r)) faults.push('no name: ' + show(r));
  for (const b of document.querySelectorAll('button, a[href], summary, [role=button]'))
    if (shown(b) && !name(b) && !b.querySelector('svg[aria-label]')) faults.push('no name: ' + show(b));
  for (const i of document.querySelectorAll('.md-content :is(input, select, textarea):not([type=hidden])'))
    if (!(i.getAttribute('aria-label') || i.labels?.length)) faults.push('no label: ' + show(i));
  for (const list of document.querySelectorAll('.md-content :is(ul, ol)'))
    if ([...list.children].some(e => e.tagName !== 'LI' && e.tagName !== 'TEMPLATE')) faults.push('list with other things: ' + show(list));
  return faults;
}"""


@pytest.fixture(scope="session")
def pages(example: Site) -> list[str]:
    return one_of_each(example)


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_each_page_is_sound_at_every_width(visit: Visit, pages: list[str], dark: bool) -> None:
    """No error, no other host, nothing sideways; headings in order, and everything has a name."""
    visitor = visit(dark=dark)
    docs = {path.relative_to(sites.ROOT / "docs").as_posix() for path in (sites.ROOT / "docs").rglob("*.md")}
    by_hand = {path: bool({path.replace("/index.html", end) for end in (".md", "/index.md")} & docs) for path in pages}
    assert set(by_hand.values()) == {True, False}
    assert len(pages) > 30
    wrong: dict[str, Any] = {}
    for path in pages:
        page = visitor.go(path)
        assert page.evaluate("document.body.dataset.mdColorScheme") == ("slate" if dark else "default")
        wrong[path] = page.evaluate(UNSOUND, by_hand[path])
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wrong[f"{path} at {width}"] = page.evaluate(SIDEWAYS)
    assert {where: found for where, found in wrong.items() if found} == {}


def test_the_checks_see_faults(visit: Visit) -> None:
    page = visit().go("about/")
    assert page.evaluate(UNSOUND, True) == page.evaluate(SIDEWAYS) == []
    page.evaluate("""() => {
      document.querySelector('.md-content__inner').insertAdjacentHTML('beforeend',
        '<h5 id=x>x</h5><table><tr><th>a</th></tr></table><img src="data:,"><button></button><input><div style="width:4000px">w</div>');
    }""")
    assert len(page.evaluate(UNSOUND, True)) == 4
    assert len(page.evaluate(UNSOUND, False)) > 5
    assert page.evaluate(SIDEWAYS)


def test_search_finds_a_requirement_by_its_words(visit: Visit, example: Site) -> None:
    visitor = visit()
    page = visitor.go("index.html")
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially("refund approved released two separate steps")
    hit = page.locator(".md-search-result__list a[href*='#']").first
    hit.wait_for()
    assert re.search(r"standards/refunds/.*#two-steps$", hit.get_attribute("href"))
    hit.click()
    page.wait_for_url(re.compile(r"standards/refunds/.*#two-steps"))
    assert page.locator("#two-steps").is_visible()
    assert page.evaluate("document.getElementById('two-steps').getBoundingClientRect().top") < 900


def test_the_checklist_opens_by_keyboard(visit: Visit) -> None:
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


def test_the_keyboard_reaches_the_content(visit: Visit) -> None:
    page = visit().go(TEAM)
    page.keyboard.press("Tab")
    assert "md-skip" in page.evaluate("document.activeElement.className").split()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#"))
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.md-content')")


def test_every_stop_of_the_keyboard_is_seen(visit: Visit) -> None:
    page = visit().go(TEAM)
    page.evaluate("document.querySelector('.md-content a').focus()")
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => { const e = document.activeElement, s = getComputedStyle(e);
          return e.checkVisibility() && (e.matches(':focus-visible') && (s.outlineStyle !== 'none' || s.boxShadow !== 'none')
            || e.closest('.md-header, .md-footer') !== null); }""")
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


PRINTED = """() => {
  const shown = e => e.checkVisibility({checkVisibilityCSS: true}) && e.getBoundingClientRect().width > 0;
  const items = [...document.querySelectorAll('.coehub-item')];
  return {
    items: items.length, boxes: items.filter(i => shown(i.querySelector('.coehub-box'))).length,
    said: items.filter(i => shown(i.querySelector('.coehub-item__text'))).length,
    blocks: [...document.querySelectorAll('.coehub-block')].filter(b => shown(b.querySelector('.coehub-item'))).length,
    all: document.querySelectorAll('.coehub-block').length, header: shown(document.querySelector('.md-header')),
  };
}"""


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])
def test_on_paper_every_block_is_open_and_has_boxes(visit: Visit, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts).go(TEAM)
    page.evaluate("document.querySelectorAll('details.coehub-block').forEach((block, n) => block.open = n % 2)")
    assert page.evaluate(PRINTED)["boxes"] == 0
    page.emulate_media(media="print")
    paper = page.evaluate(PRINTED)
    assert paper["items"] == paper["boxes"] == paper["said"] > 20
    assert paper["blocks"] == paper["all"] > 3
    assert not paper["header"]


@pytest.mark.parametrize("path", ["templates/meeting-agenda/index.html", "meetings/steering/2026-11-24/index.html"])
def test_downloads_are_the_right_bytes(visit: Visit, path: str) -> None:
    page = visit(accept_downloads=True).go(path)
    links = page.locator(".md-content a[download]")
    assert links.count() > 0
    for number in range(links.count()):
        link = links.nth(number)
        name = link.get_attribute("href").rpartition("/")[2]
        with page.expect_download() as waiting:
            link.click()
        got = Path(waiting.value.path()).read_bytes()
        assert waiting.value.suggested_filename == name
        (source,) = (sites.ROOT / "content").rglob(name)
        assert got == source.read_bytes()


def test_without_scripts_everything_is_there(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go(TEAM)
    assert page.locator("#checklist").is_visible()
    item = page.locator("details.coehub-block[open] details.coehub-item").first
    item.locator("summary").click()
    assert item.locator(".coehub-item__more").is_visible()


def test_what_is_filtered_stands_in_the_address(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go("templates/index.html")
    cards = page.locator("[data-coehub-items] > li")
    all_of_them = cards.locator("visible=true").count()
    assert all_of_them > 8
    page.locator(".coehub-filter input[type=search]").fill("Méeting agenda")
    assert 0 < cards.locator("visible=true").count() < all_of_them
    found = cards.locator("visible=true").all_inner_texts()
    assert any("Meeting agenda" in text for text in found)
    page.reload()
    assert cards.locator("visible=true").all_inner_texts() == found
    page.locator(".coehub-filter input[type=search]").fill("")
    assert cards.locator("visible=true").count() == all_of_them
    assert "?" not in page.url


def test_a_table_sorts_by_keyboard(visit: Visit) -> None:
    page = visit().go("teams/index.html")
    names = page.locator("table[data-coehub-sort] tbody tr td:first-child")
    before = names.all_inner_texts()
    head = page.locator("table[data-coehub-sort] th").first
    head.locator("button").press("Enter")
    head.locator("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert names.all_inner_texts() == sorted(before, key=str.casefold, reverse=True)
    page.reload()
    assert names.all_inner_texts() == sorted(before, key=str.casefold, reverse=True)


BOARD = "() => [...document.querySelectorAll('.coehub-matrix :is(tbody tr:not([hidden]), tfoot tr)')].map(row => row.innerText.trim())"


def test_the_board_counts_as_the_server_did(visit: Visit) -> None:
    """The script draws the board anew at each choice; with nothing chosen it is the board that came as HTML."""
    page = visit().go("adoption/index.html")
    first = page.evaluate(BOARD)
    level = page.locator("[data-coehub-board] select").first
    words = level.locator("option").all()
    assert len(words) > 2
    level.select_option(index=len(words) - 1)
    assert page.evaluate(BOARD) != first
    chosen = page.evaluate(BOARD)
    page.reload()
    assert page.evaluate(BOARD) == chosen
    level.select_option(index=0)
    assert page.evaluate(BOARD) == first
