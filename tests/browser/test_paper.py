"""A team's page on A4: everything is open, and what is not met has a box to tick by hand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.browser.visit import Visitor

Visit = Callable[..., Visitor]
TEAM = "teams/payments/index.html"

PRINTED = """() => {
  const shown = e => e.checkVisibility({checkVisibilityCSS: true}) && e.getBoundingClientRect().width > 0;
  const items = [...document.querySelectorAll('.coehub-item')];
  return {
    items: items.length, boxes: items.filter(i => shown(i.querySelector('.coehub-box'))).length,
    said: items.filter(i => shown(i.querySelector('.coehub-item__text'))).length,
    blocks: [...document.querySelectorAll('.coehub-block')].filter(b => shown(b.querySelector(':scope > :not(summary)'))).length,
    all: document.querySelectorAll('.coehub-block').length, header: shown(document.querySelector('.md-header')),
  };
}"""


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])
def test_every_block_is_open_and_has_boxes(visit: Visit, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts).go(TEAM)
    page.evaluate("document.querySelectorAll('details.coehub-block').forEach((block, n) => block.open = n % 2)")
    assert page.evaluate(PRINTED)["boxes"] == 0
    page.emulate_media(media="print")
    paper = page.evaluate(PRINTED)
    assert paper["items"] == paper["boxes"] == paper["said"] > 20
    assert paper["blocks"] == paper["all"] > 3
    assert not paper["header"]


def test_what_paper_opens_is_folded_again(visit: Visit) -> None:
    page = visit().go(TEAM)
    opened = "[...document.querySelectorAll('details.coehub-block')].map(block => block.open)"
    page.evaluate("document.querySelectorAll('details.coehub-block').forEach((block, n) => block.open = n % 2)")
    before = page.evaluate(opened)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(page.evaluate(opened))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(opened) == before
    assert set(before) == {True, False}


def test_the_page_of_a_model_offers_nothing_to_press(visit: Visit) -> None:
    page = visit().go("maturity/service/index.html")
    page.emulate_media(media="print")
    assert page.locator(".md-content button:visible").count() == 0
    upright = "[...document.querySelectorAll('.coehub-map thead th')].map(each => getComputedStyle(each).writingMode)"
    assert set(page.evaluate(upright)) == {"horizontal-tb"}


def test_only_what_is_met_is_ticked(visit: Visit) -> None:
    page = visit().go(TEAM)
    page.emulate_media(media="print")
    filled = """() => [...document.querySelectorAll('.coehub-item')].map(item => [
      /coehub-item--(met|not-applicable)/.test(item.className),
      getComputedStyle(item.querySelector('.coehub-box')).backgroundColor !== 'rgba(0, 0, 0, 0)'])"""
    kept = "document.querySelector('.coehub-box') && getComputedStyle(document.querySelector('.coehub-box')).printColorAdjust"
    assert page.evaluate(kept) == "exact", "browsers leave backgrounds out to save ink"
    found = page.evaluate(filled)
    assert {met for met, _ in found} == {True, False}
    assert [met for met, _ in found] == [ticked for _, ticked in found]


def test_it_comes_out_as_pages_of_a4(visit: Visit) -> None:
    page = visit(color_scheme="dark").go(TEAM)
    paper = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(r"/MediaBox ?\[([^\]]*)\]", paper.decode("latin-1"))
    sizes = {tuple(round(float(each)) for each in box.split()) for box in boxes}
    assert sizes == {(0, 0, 595, 842)}
    assert 2 <= len(re.findall(rb"/Type ?/Page\b(?!s)", paper)) < 16


def test_the_sponsor_s_page_is_one_page(visit: Visit) -> None:
    paper = visit().go("sponsor/index.html").pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type ?/Page\b(?!s)", paper)) == 1
