"""The self-assessment: answered, profiled as the build does it, taken away as a file that passes the check; nothing is sent."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.ratings import Rating
from hub_plugin.opening import open_hub
from tests import sites, staging
from tests.browser.judging import SIDEWAYS, UNSOUND
from tests.browser.visit import Visitor
from tests.sites import Site

Visit = Callable[..., Visitor]
MODEL = "maturity/service/index.html"
BEGIN = "Answer the questions here"


def begun(visitor: Visitor) -> Any:
    page = visitor.go(MODEL)
    page.get_by_role("button", name=BEGIN).click()
    return page


def positions(page: Any) -> dict[str, str]:
    return page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-position]')].map(e => [e.dataset.dimension, e.dataset.position]))"
    )


# The dots of the radar: how far out each lies on its axis, and whether the shape goes through it.
DRAWN = """() => {
  const radar = document.querySelector('.coehub-assess svg.coehub-radar');
  const of = (e, ...names) => names.map(name => Number(e.getAttribute(name)));
  const corners = radar.querySelector('.coehub-radar__now').getAttribute('points').split(' ').map(each => each.split(',').map(Number));
  const dots = [...radar.querySelectorAll('circle')].map(each => of(each, 'cx', 'cy'));
  return [...radar.querySelectorAll('line')].map((line, index) => {
    const [x1, y1, x2, y2] = of(line, 'x1', 'y1', 'x2', 'y2'), [x, y] = corners[index];
    const far = Math.hypot(x - x1, y - y1) / Math.hypot(x2 - x1, y2 - y1);
    const dotted = dots.some(dot => Math.hypot(dot[0] - x, dot[1] - y) < .01);
    return dotted ? Math.round(far * 100) : null;
  });
}"""


def positions_on_axes(page: Any) -> list[int | None]:
    """Return what the table says, in whole percent of the levels, in the order of the axes."""
    axes = page.evaluate("document.querySelector('.coehub-assess template').dataset.axes.trim().split(' ')")
    found = positions(page)
    assert set(axes) == set(found)
    return [round(float(found[each]) / 5 * 100) if found[each] else None for each in axes]


def test_only_pages_that_need_the_script_load_it(visit: Visit) -> None:
    visitor = visit()
    loaded = "[...document.scripts].some(each => each.src.endsWith('/assess.js'))"
    assert visitor.go(MODEL).evaluate(loaded)
    assert not visitor.go("index.html").evaluate(loaded)


def test_answers_make_a_profile_and_a_file_that_passes_the_check(visit: Visit, tmp_path: Path) -> None:
    visitor = visit()
    page = begun(visitor)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    page.locator(".coehub-assess__panel .coehub-filter select").select_option("payments")
    page.locator(".coehub-assess__panel input[type=date]").fill("2026-12-01")
    for name in ("everyone-answered", "complaints-owned", "same-answer", "feedback-collected"):
        page.locator(f"#{name}").get_by_label("yes", exact=True).check()
    page.locator("#told-in-advance").get_by_label("partly", exact=True).check()
    page.locator("#one-view").get_by_label("not applicable", exact=True).check()
    said = page.locator(".coehub-assess [role=status]")
    assert said.inner_text().startswith("6 of 60 answered.")
    assert "Customers: 2 Reactive" in said.inner_text()
    assert page.evaluate(DRAWN) == positions_on_axes(page)
    page.get_by_label("Target: Customers").select_option(label="4 Service")
    shown = page.get_by_label("The assessment as text").input_value()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the file").click()
    assert taken.value.suggested_filename == "2026-12-01.yml"
    taken.value.save_as(tmp_path / "taken.yml")
    text = (tmp_path / "taken.yml").read_text(encoding="utf-8")
    assert text == shown
    path = re.match(r"# content/(\S+)\n", text)
    assert path
    assert path[1] == "assessments/service/payments/2026-12-01.yml"
    assert not [url for url in asked if not url.startswith("blob:")]
    reading = staging.read({**staging.folder(sites.ROOT / "content"), path[1]: text.encode()})
    assert [each for each in reading.findings if each.level != "advice"] == []
    ratings = [
        each
        for each in build.state(reading.hub, open_hub(sites.ROOT / "content").today).of(Rating)
        if each.source.id.endswith("payments/2026-12-01")
    ]
    customers = next(each for each in ratings if each.about.part == "customers")
    assert (customers.position, customers.target) == (2, 4)


def test_the_browser_scores_as_the_build_does(visit: Visit) -> None:
    """A few hundred random answers, the same positions."""
    page = begun(visit())
    chance = random.Random(7)
    names: list[str] = page.evaluate(
        "[...document.querySelectorAll('[data-criterion]')].map(each => each.dataset.criterion)"
    )
    content = staging.folder(sites.ROOT / "content")
    for lucky in (0.2, 0.6, 0.9, 0.97):
        words = {
            name: "yes" if chance.random() < lucky else chance.choice(["no", "partly", "not-applicable", ""])
            for name in names
        }
        page.evaluate(
            """words => { for (const [name, word] of Object.entries(words))
              document.querySelector(`input[name="answer-${name}"][value="${word}"]`).click() }""", words)  # fmt: skip
        text = page.get_by_label("The assessment as text").input_value()
        reading = staging.read({**content, "assessments/service/lab/2026-11-01.yml": text.encode()})
        made = [each for each in build.state(reading.hub, open_hub(sites.ROOT / "content", "2026-11-23").today).of(Rating)
                if each.group == Address("team", "lab")]  # fmt: skip
        expected = {each.about.part: each.position for each in made}
        found = {name: float(each) for name, each in positions(page).items() if each}
        assert found == {
            name: pytest.approx(float(each), abs=1e-5) for name, each in expected.items() if each is not None
        }


def test_it_is_sound_for_readers_and_on_a_phone(visit: Visit) -> None:
    for dark in (False, True):
        visitor = visit(width=390, dark=dark)
        page = begun(visitor)
        assert page.evaluate(UNSOUND, False) == []
        assert page.evaluate(SIDEWAYS) == []
        assert page.evaluate(
            "[...document.querySelectorAll('fieldset')].every(each => each.querySelector('legend')?.textContent.trim())"
        )
        assert page.evaluate(
            "[...document.querySelectorAll('.coehub-choice input')].every(each => each.labels.length === 1)"
        )


def test_the_keyboard_answers(visit: Visit) -> None:
    page = visit().go(MODEL)
    page.get_by_role("button", name=BEGIN).focus()
    page.keyboard.press("Enter")
    page.locator("#induction-plan input").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#induction-plan input:checked").get_attribute("value") == "partly"
    assert "induction-plan: partly" in page.get_by_label("The assessment as text").input_value()


def test_what_was_answered_outlives_a_reload_and_can_be_cleared(visit: Visit) -> None:
    page = begun(visit())
    page.locator("#budget-known").get_by_label("yes", exact=True).check()
    page.reload(wait_until="load")
    assert page.locator("#budget-known input:checked").get_attribute("value") == "yes"
    page.get_by_role("button", name="Clear all answers").click()
    page.get_by_role("button", name="Press again to clear all answers").click()
    assert "budget-known" not in page.get_by_label("The assessment as text").input_value()
    assert page.locator("#budget-known input:checked").get_attribute("value") == ""


def test_clearing_asks_anew_after_another_answer(visit: Visit) -> None:
    page = begun(visit())
    page.locator("#budget-known").get_by_label("yes", exact=True).check()
    for calm in (
        lambda: page.locator("#one-view").get_by_label("no", exact=True).check(),
        lambda: page.keyboard.press("Tab"),
    ):
        page.get_by_role("button", name="Clear all answers").click()
        calm()
        assert page.get_by_role("button", name="Clear all answers", exact=True).is_visible()
    assert page.locator("#budget-known input:checked").get_attribute("value") == "yes"


def test_what_is_unfolded_stays_so(visit: Visit) -> None:
    page = begun(visit())
    page.locator("#budget-known").get_by_label("yes", exact=True).check()
    page.locator(".coehub-assess__panel details summary").first.click()
    page.locator("#one-view").get_by_label("no", exact=True).check()
    assert page.locator(".coehub-assess__panel details[open]").count() == 1


def test_without_scripts_the_questions_are_a_list_to_print(visit: Visit, example: Site) -> None:
    page = visit(java_script_enabled=False).go(MODEL)
    assert page.locator("[data-criterion]").count() == 60
    assert page.locator("fieldset, .coehub-assess button, .coehub-assess input").count() == 0
    page.emulate_media(media="print")
    assert page.locator("#induction-plan .coehub-box").is_visible()
    assert "<script" not in example.text(MODEL).partition('class="md-content"')[2].partition("</article>")[0]
