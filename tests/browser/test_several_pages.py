"""Long lists on several pages, in a browser: old links lead on, answers wait on each page, heads stay in place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.visit import Visitor
from tests.site.parted import Once, built

TEAM = "teams/team-claims/"


@pytest.fixture
def window(once: Once, serve: Callable[[Path], str], opened: Callable[..., Visitor]) -> Visitor:
    return opened(serve(once("long-pages", built) / "site"))


def _answer(page: Any) -> str:
    """Answer the first line of a checklist, and return what was asked."""
    page.locator(".coehub-answering button").first.click()
    item = page.locator("details.coehub-item").first
    item.evaluate("item => { item.closest('.coehub-block').open = true; item.open = true }")
    item.locator("input[type=radio]").first.check()
    found: str = item.get_attribute("data-coehub-asked")
    return found


def test_a_link_to_what_stands_on_a_further_page_leads_there(window: Visitor) -> None:
    page = window.page
    page.goto(window.address + TEAM)
    anchor = page.locator("[data-coehub-elsewhere]").last.get_attribute("id")
    page.goto(window.address + "changes/")
    page.goto(f"{window.address}{TEAM}#{anchor}")
    page.wait_for_url(f"**/{TEAM}page_*/#{anchor}")
    assert page.locator(f"details#{anchor}").evaluate("block => block.open")


def test_answers_of_several_pages_are_kept_together(window: Visitor) -> None:
    page = window.page
    asked: list[str] = []
    for part in ("", "page_2/", ""):
        page.goto(window.address + TEAM + part)
        if len(asked) < 2:
            asked.append(_answer(page))
    (kept,) = page.evaluate("Object.values(localStorage)")
    assert sorted(json.loads(kept)) == sorted(asked)
    assert page.locator("[data-coehub-answer] [role=status]").inner_text().endswith("1")  # each page sends its own


def test_heads_of_a_board_stay_in_place(window: Visitor) -> None:
    page = window.page
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto(window.address + "adoption/")
    box = page.locator(".coehub-tall")
    box.evaluate("box => { box.style.maxHeight = '6rem'; box.scrollTop = 60; box.scrollLeft = 60 }")
    assert box.evaluate("""box => {
      const place = box.getBoundingClientRect(), side = box.querySelector("tbody th").getBoundingClientRect()
      return [Math.abs(box.querySelector("thead th").getBoundingClientRect().top - place.top) < 2, side.left >= place.left]
    }""") == [True, True]
