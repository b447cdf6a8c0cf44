"""One page of each type, at three widths and in both schemes: no errors, nothing sideways, sound for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser import judging, serving
from tests.browser.visit import Visitor, by_hand

Visit = Callable[..., Visitor]
WIDTHS = (1440, 820, 390)

# A hub in Arabic or Hebrew: the page is turned round, nothing of it sticks out, and it is turned back.
TURNED = """() => {
  const turn = dir => { document.documentElement.dir = document.body.dir = dir; };
  turn('rtl');
  const wide = document.documentElement.clientWidth;
  const out = document.documentElement.scrollWidth > wide ? ['turned round, it is ' + document.documentElement.scrollWidth + ' wide'] : [];
  for (const e of document.querySelectorAll('.md-content__inner > *')) {
    const box = e.getBoundingClientRect();
    if (box.width && (box.left < -1 || box.right > wide + 1)) out.push('turned round: ' + e.outerHTML.slice(0, 100));
  }
  turn('ltr');
  return out.slice(0, 5);
}"""
# 210 mm less two margins of 15 mm, at 96 pixels an inch.
PAPER = {"width": 680, "height": 1009}
# What reaches over the paper's edge, or is cut off by a box that scrolls: paper does not scroll.
CUT = """() => {
  const cuts = overflow => overflow !== 'visible', out = e => e.getBoundingClientRect().right > innerWidth + 1;
  const wide = e => e.scrollWidth > e.clientWidth + 1 && cuts(getComputedStyle(e).overflowX);
  const high = e => e.clientHeight && e.scrollHeight > e.clientHeight + 2 && cuts(getComputedStyle(e).overflowY);
  return [...document.querySelectorAll('.md-content__inner, .md-content__inner *')]
    .filter(e => e.checkVisibility() && !e.closest('.coehub-visually-hidden, svg') && (out(e) || wide(e) || high(e)))
    .map(e => e.outerHTML.slice(0, 110)).slice(0, 5);
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    try:
        return judging.axe()
    except serving.Missing as error:
        pytest.fail(str(error), pytrace=False)


# What the theme puts on the body when a reader switches to dark pages: the scheme, and that nothing fades into its new colour.
# A test holds that a page which is dark from the start is painted like that.
DARK = "Object.assign(document.body.dataset, {mdColorSwitching: '', mdColorScheme: 'slate'})"
PARTS = 4


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_each_page_is_sound_at_every_width(visit: Visit, pages: list[str], axe: str, part: int) -> None:
    """No error, no other host, nothing sideways, cut on paper or out of place from right to left; headings in order, everything has
    a name; axe finds nothing in the article, neither by day nor by night.

    Axe judges on the widest and on the narrowest window: no style of ours or of the theme's article is for those between alone.
    """
    visitor = visit(axe=axe)
    wrong: dict[str, Any] = {}
    for path in pages[part::PARTS]:
        page = visitor.go(path)
        assert page.evaluate("document.body.dataset.mdColorScheme") == "default"
        page.evaluate(judging.OPEN)
        wrong[path] = page.evaluate(judging.UNSOUND, by_hand(path))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wrong[f"{path} at {width}"] = page.evaluate(judging.SIDEWAYS)
        wrong[f"{path} from the right"] = page.evaluate(TURNED)
        if path != "404.html":
            page.emulate_media(media="print")
            page.set_viewport_size(PAPER)
            wrong[f"{path} on paper"] = page.evaluate(CUT)
            page.emulate_media(media="screen")
        page.evaluate(judging.FEWER)
        for width in (WIDTHS[-1], WIDTHS[0]):
            page.set_viewport_size({"width": width, "height": 900})
            wrong[f"{path} at {width}, by axe"] = judging.judged(page)
        page.evaluate(DARK)
        for width in (WIDTHS[0], WIDTHS[-1]):
            page.set_viewport_size({"width": width, "height": 900})
            wrong[f"{path} at {width}, dark"] = page.evaluate(judging.SIDEWAYS)
            wrong[f"{path} at {width}, dark, by axe"] = judging.judged(page, judging.COLOURS)
    assert {where: found for where, found in wrong.items() if found} == {}


def test_tables_stand_whole_in_a_wide_window(visit: Visit, pages: list[str]) -> None:
    visitor = visit(width=WIDTHS[0])
    wider = {path: visitor.go(path).evaluate(judging.WIDER) for path in pages if path != "404.html"}
    assert {path: found for path, found in wider.items() if found} == {}
    page = visitor.go("gaps/index.html")
    page.evaluate("document.querySelector('.coehub-table tbody tr').lastElementChild.style.minWidth = '40rem'")
    assert len(page.evaluate(judging.WIDER)) == 1


def test_both_sorts_of_pages_are_looked_at(pages: list[str]) -> None:
    assert {by_hand(path) for path in pages} == {True, False}
    assert len(pages) > 30


# Every colour that an article is painted in.
PAINTED = """() => [...document.querySelectorAll('body, .md-content__inner, .md-content__inner *')].map(e => {
  const style = getComputedStyle(e);
  return [style.color, style.backgroundColor, style.borderTopColor, style.fill, style.stroke, style.opacity].join(' ');
})"""


@pytest.mark.parametrize("path", ["teams/payments/", "adoption/"])
def test_dark_pages_are_those_that_the_tests_make_dark(visit: Visit, path: str) -> None:
    dark, made = visit(dark=True).go(path), visit().go(path)
    assert dark.evaluate("document.body.dataset.mdColorScheme") == "slate"
    light = made.evaluate(PAINTED)
    made.evaluate(DARK)
    assert made.evaluate(PAINTED) == dark.evaluate(PAINTED) != light


def test_the_checks_see_faults(visit: Visit, axe: str) -> None:
    page = visit(axe=axe).go("about/")
    assert (
        page.evaluate(judging.UNSOUND, True)
        == page.evaluate(judging.SIDEWAYS)
        == page.evaluate(TURNED)
        == page.evaluate(CUT)
        == []
    )
    assert page.evaluate(judging.AXE) == []
    page.evaluate("""() => {
      document.querySelector('.md-content__inner').insertAdjacentHTML('beforeend',
        '<h5 id=x>x</h5><table><tr><th>a</th></tr></table><img src="data:,"><button></button><input><div style="width:4000px">w</div>' +
        '<p style="color:#999">pale</p><div style="margin-left:-900px">out</div><p style="overflow:auto; height:5px">cut</p>');
    }""")
    assert len(page.evaluate(judging.UNSOUND, True)) == 4
    assert len(page.evaluate(judging.UNSOUND, False)) > 5
    assert page.evaluate(judging.SIDEWAYS)
    assert len(page.evaluate(TURNED)) > 1
    assert any("cut" in each for each in page.evaluate(CUT))
    found = {each.partition(":")[0] for each in page.evaluate(judging.AXE)}
    assert found >= {"image-alt", "button-name", "label", "color-contrast"}


PALETTE = """([scheme, primary]) => {
  document.body.dataset.mdColorScheme = scheme
  document.body.dataset.mdColorPrimary = primary
}"""
PRIMARIES = (
    "red", "pink", "purple", "deep-purple", "indigo", "blue", "light-blue", "cyan", "teal", "green", "light-green", "lime", "yellow",
    "amber", "orange", "deep-orange", "brown", "grey", "blue-grey", "black", "white",
)  # fmt: skip


def test_links_and_buttons_can_be_read_in_every_palette_of_material(visit: Visit, axe: str) -> None:
    """The hub's owner chooses the colours; dark pages have Material's own link colours, which are its business but for ours."""
    page = visit(axe=axe).go("templates/meeting-agenda/")
    wrong = {}
    for primary in PRIMARIES:
        page.evaluate(PALETTE, ["default", primary])
        wrong[primary] = page.evaluate(judging.AXE, judging.COLOURS)
    assert {primary: found for primary, found in wrong.items() if found} == {}


# How far borders and signs stand out from what is behind them: [selector, pseudo-element, property, at least].
STANDS_OUT = """parts => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const over = (colour, [r, g, b]) => {
    canvas.fillStyle = `rgb(${r} ${g} ${b})`; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = ([r, g, b]) => [[r, .2126], [g, .7152], [b, .0722]].reduce((sum, [value, part]) => {
    const share = value / 255;
    return sum + part * (share <= .04045 ? share / 12.92 : ((share + .055) / 1.055) ** 2.4);
  }, 0);
  const back = over(getComputedStyle(document.body).backgroundColor, [255, 255, 255]);
  return parts.flatMap(([selector, pseudo, property, least]) => {
    const e = document.querySelector(selector);
    if (!e) return [selector + ' is not there'];
    const style = getComputedStyle(e, pseudo);
    if (style.opacity !== '1') return [selector + ' is seen through'];
    const [one, other] = [light(over(style[property], back)), light(back)].sort((a, b) => b - a);
    const found = (one + .05) / (other + .05);
    return found < least ? [`${selector}: ${found.toFixed(2)}`] : [];
  });
}"""
PARTS_THAT_STAND_OUT = {
    "adoption/index.html": [
        [".coehub-filter__control", None, "borderTopColor", 3], [".coehub-none", None, "color", 4.5],
    ],
    "registers/actions/index.html": [[".coehub-sort", "::after", "color", 3]],
}  # fmt: skip


@pytest.mark.parametrize("dark", [False, True])
def test_borders_and_signs_stand_out(visit: Visit, dark: bool) -> None:
    visitor = visit(dark=dark)
    for path, parts in PARTS_THAT_STAND_OUT.items():
        assert visitor.go(path).evaluate(STANDS_OUT, parts) == []


# With colours that the reader has chosen: what of a drawing or a bar would be painted like what is behind it.
LOST = """() => {
  const back = getComputedStyle(document.body).backgroundColor, found = [], none = ['none', 'rgba(0, 0, 0, 0)', back];
  const drawn = '.coehub-chart :is(text, line, path, polyline, polygon, rect)';
  for (const e of document.querySelectorAll(`${drawn}, .coehub-bar__met`)) {
    const style = getComputedStyle(e), name = e.outerHTML.slice(0, 80);
    const painted = e.matches('text') ? [style.fill] : e.matches('span') ? [style.backgroundColor] : [style.stroke];
    if (painted.every(each => none.includes(each))) found.push(name);
    if (e.matches('.coehub-flow__box') && style.fill !== back) found.push('glaring: ' + name);
  }
  return found.slice(0, 5);
}"""


@pytest.mark.parametrize(
    "path", ["teams/claims/", "adoption/", "metrics/calls-answered-in-time/", "processes/handle-complaints/"]
)
def test_drawings_are_seen_in_colours_that_the_reader_chose(visit: Visit, path: str) -> None:
    page = visit(forced_colors="active", dark=True).go(path)
    assert page.locator(".coehub-chart").count() > 0
    assert page.evaluate(LOST) == []


# What of an article is not to be seen although it says something; a browser without scripts has to show it all.
UNSEEN = """() => [...document.querySelectorAll('.md-content__inner *')].filter(e => !e.closest(
    'script, style, template, svg, option, .coehub-visually-hidden, .coehub-box, .coehub-onpaper, .coehub-lines, ' +
    '[data-coehub-copy], .md-content__button, a.headerlink')
  && [...e.childNodes].some(each => each.nodeType === 3 && each.data.trim()) && !e.checkVisibility({visibilityProperty: true}))
  .map(e => e.outerHTML.slice(0, 120)).slice(0, 5)"""


def test_without_scripts_every_page_is_complete(visit: Visit, pages: list[str]) -> None:
    """Nothing waits for a script, and nothing is offered that would need one."""
    visitor = visit(java_script_enabled=False)
    wrong: dict[str, Any] = {}
    for path in pages:
        page = visitor.go(path)
        page.evaluate(judging.OPEN)
        idle = (
            page.locator(".md-content__inner :is(input, select, button):visible").count() if path != "404.html" else 0
        )
        wrong[path] = page.evaluate(UNSEEN) + ([f"{idle} fields or buttons that do nothing"] if idle else [])
    assert {where: found for where, found in wrong.items() if found} == {}


MOVING = """() => document.getAnimations().map(each => each.effect?.target).filter(each => each?.closest('.md-content'))
  .map(each => each.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_those_who_asked_for_that(visit: Visit, motion: str, moves: bool) -> None:
    page = visit(reduced_motion=motion).go("teams/payments/index.html")
    page.evaluate(
        "document.querySelectorAll('.md-content details').forEach(each => { each.open = !each.open; each.offsetTop })"
    )
    page.locator(".md-content a").nth(3).hover()
    assert bool(page.evaluate(MOVING)) is moves


# Lists without bullets that do not begin where the words around them begin, or have no column for what stands behind their days.
OUT_OF_LINE = """() => {
  const start = e => Math.round(e.getBoundingClientRect().left), wrong = [];
  for (const list of document.querySelectorAll('.coehub-list, .coehub-plain, .coehub-said, .coehub-owed, .coehub-measures')) {
    if (!list.checkVisibility() || !list.parentElement) continue;
    const box = getComputedStyle(list.parentElement);
    const inside = list.parentElement.getBoundingClientRect().left + parseFloat(box.paddingLeft) + parseFloat(box.borderLeftWidth);
    if (Math.abs(start(list) - inside) > 1) wrong.push(list.outerHTML.slice(0, 100));
    for (const day of list.querySelectorAll(':scope > li > time:first-child'))
      if (innerWidth > 720 && Math.abs(start(day) - start(list)) > 1) wrong.push(day.outerHTML);
  }
  return wrong.slice(0, 5);
}"""
# Lines that begin with the comma or full stop behind a state, and days in short that are written on two lines.
TORN = """() => {
  const wrong = [], middle = box => (box.top + box.bottom) / 2;
  for (const state of document.querySelectorAll('.md-content .coehub-state')) {
    const next = state.nextSibling;
    if (!state.checkVisibility() || next?.nodeType !== 3 || !/^[,.;:，。；：]/.test(next.data)) continue;
    const range = document.createRange();
    range.setStart(next, 0); range.setEnd(next, 1);
    const sign = range.getBoundingClientRect(), own = state.getBoundingClientRect();
    if (middle(sign) > own.bottom) wrong.push(state.parentElement.textContent.slice(0, 100));
  }
  for (const cell of document.querySelectorAll('.coehub-table td[data-sort]')) {
    if (!/^[0-9]{4}-/.test(cell.dataset.sort) || !/^[0-9]+ [A-Z][a-z]+$/.test(cell.textContent.trim().replace('\\xa0', ' '))) continue;
    const range = document.createRange();
    range.selectNodeContents(cell);
    if (cell.checkVisibility() && new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1)
      wrong.push(cell.textContent);
  }
  return wrong.slice(0, 5);
}"""


@pytest.mark.parametrize("width", [WIDTHS[0], WIDTHS[-1]])
def test_lines_begin_where_they_should(visit: Visit, pages: list[str], width: int) -> None:
    page = (visitor := visit(width=width)).page
    wrong = {}
    for path in pages:
        visitor.go(path)
        page.evaluate(judging.OPEN)
        wrong[path] = [*page.evaluate(OUT_OF_LINE), *page.evaluate(TORN)]
    assert {path: found for path, found in wrong.items() if found} == {}


def test_a_wide_table_shows_on_a_phone_that_it_goes_on(visit: Visit) -> None:
    """The shade lies behind the table, which must not cover it."""
    page = visit(width=WIDTHS[-1]).go("gaps/")
    wide, plain = page.evaluate("""() => {
      const table = document.querySelector('[data-coehub-items=gaps]').closest('table');
      const scroll = table.closest('.md-typeset__scrollwrap:has(.coehub-table)');
      return [scroll.scrollWidth > scroll.clientWidth && getComputedStyle(scroll).backgroundImage.includes('gradient'),
              getComputedStyle(table).backgroundColor === 'rgba(0, 0, 0, 0)'];
    }""")
    assert (wide, plain) == (True, True)


def test_words_in_charts_can_be_read_on_a_phone(visit: Visit, pages: list[str]) -> None:
    visitor = visit(width=WIDTHS[-1])
    small = {}
    for path in pages:
        small[path] = visitor.go(
            path
        ).evaluate("""() => [...document.querySelectorAll('svg.coehub-chart text')].flatMap(text => {
          const drawn = text.ownerSVGElement, size = parseFloat(getComputedStyle(text).fontSize);
          const shown = size * drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width;
          return text.checkVisibility() && shown < 8 ? [`${text.textContent}: ${shown.toFixed(1)} pixels`] : [];
        })""")
    assert {path: found for path, found in small.items() if found} == {}
