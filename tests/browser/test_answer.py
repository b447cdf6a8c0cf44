"""Answering on a team's page: tick, give reasons, take the file, run the command, read what it wrote. Nothing is sent by itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from hub_plugin.cli import main
from tests import sites
from tests.browser.judging import SIDEWAYS, UNSOUND
from tests.browser.visit import Visitor
from tests.sites import Site

Visit = Callable[..., Visitor]
TEAM = "teams/claims/index.html"
FOUR_EYES = "standard/refunds#four-eyes"
LAST = "standard/complaints#close-with-customer"


def begun(visitor: Visitor) -> Any:
    page = visitor.go(TEAM)
    page.get_by_role("button", name="Answer on this page").click()
    return page


def opened(page: Any, item: str) -> Any:
    line = page.locator(f'[data-coehub-asked="{item}"]')
    line.evaluate(
        "each => { for (let at = each; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true }"
    )
    line.locator("fieldset").wait_for()
    return line


def test_only_pages_that_need_the_script_load_it(visit: Visit) -> None:
    visitor = visit()
    loaded = "[...document.scripts].some(each => each.src.endsWith('/answer.js'))"
    assert visitor.go(TEAM).evaluate(loaded)
    assert not visitor.go("index.html").evaluate(loaded)


def test_answers_are_ticked_taken_along_and_written(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begun(visit())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    line = opened(page, FOUR_EYES)
    line.get_by_label("met", exact=True).check()
    line.get_by_label("What shows it").fill("https://wiki.example.org/claims/four-eyes?a=1#b")
    line.get_by_label("Why, or how").fill('Two people: "always"; ``` and \\ too')
    other = opened(page, LAST)
    other.get_by_label("partly", exact=True).check()
    other.get_by_label("Why, or how").fill("Letters are missing.")
    other.get_by_label("It will be met by").fill("2027-01-31")
    assert page.locator(".coehub-answering [role=status]").inner_text() == "Gathered and not sent yet: 2"
    page.reload(wait_until="load")
    assert page.locator(".coehub-answering [role=status]").inner_text() == "Gathered and not sent yet: 2"
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the file").click()
    assert taken.value.suggested_filename == "answers-claims.yml"
    taken.value.save_as(tmp_path / "answers-claims.yml")
    text = (tmp_path / "answers-claims.yml").read_text(encoding="utf-8")
    assert text == page.get_by_label("Your answers as text").input_value()
    issue = urlsplit(page.get_by_role("link", name="Send as an issue").get_attribute("href") or "")
    assert issue[:3] == ("https", "github.com", "/example/customer-service-hub/issues/new")
    sent = parse_qs(issue.query)
    assert sent["title"] == ["Answers of Claims"]
    assert sent["body"][0].partition("```yaml\n")[2].removesuffix("```\n") == text
    proposed = urlsplit(page.get_by_role("link", name="Propose as a file").get_attribute("href") or "")
    assert proposed[:3] == ("https", "github.com", "/example/customer-service-hub/new/main")
    as_file = parse_qs(proposed.query)
    day = text.partition("answered_on: ")[2][:10]
    assert as_file["filename"] == [f"handed-over/answers-claims-{day}.yml"]
    assert as_file["value"] == [f"# coehub answer --from handed-over/answers-claims-{day}.yml\n{text}"]
    assert not [
        url for url in asked if not url.startswith("blob:") and "127.0.0.1" not in url and "localhost" not in url
    ]

    shutil.copytree(sites.ROOT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "content/adoption/claims.yml"
    before = file.read_text(encoding="utf-8").splitlines()
    (tmp_path / "as-file.yml").write_text(as_file["value"][0], encoding="utf-8")
    dry = [CliRunner().invoke(main, ["answer", "--from", name, "--dry-run", "--today", "2026-11-23"]).output
           for name in ("as-file.yml", "answers-claims.yml")]  # fmt: skip
    assert dry[0] == dry[1]
    result = CliRunner().invoke(main, ["answer", "--from", "answers-claims.yml", "--today", "2026-11-23"])
    assert result.exit_code == 0, result.output
    after = file.read_text(encoding="utf-8").splitlines()
    assert "    met: 'Two people: \"always\"; ``` and \\ too'" in after
    assert "    evidence: https://wiki.example.org/claims/four-eyes?a=1#b" in after
    assert "    partly: Letters are missing." in after
    assert "    by: 2027-01-31" in after
    assert len([line for line in before if line not in after]) <= 5
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_a_long_one_is_offered_as_a_file_only(visit: Visit) -> None:
    page = begun(visit())
    items = page.locator("[data-coehub-asked]").evaluate_all("all => all.map(each => each.dataset.coehubAsked)")
    for item in items[:24]:
        line = opened(page, item)
        line.get_by_label("partly", exact=True).check()
        line.get_by_label("Why, or how").fill("ß" * 60)
    assert page.get_by_text("too long for an address").is_visible()
    assert page.get_by_role("link", name="Send as an issue").count() == 0
    assert page.get_by_role("link", name="Propose as a file").count() == 0


def test_the_keyboard_answers_and_forgets(visit: Visit) -> None:
    page = visit().go(TEAM)
    page.get_by_role("button", name="Answer on this page").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.locator(".coehub-reply input:checked").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".coehub-reply input:checked").first.get_attribute("value") == "met"
    page.get_by_role("button", name="Forget these answers").click()
    page.get_by_role("button", name="Press again").click()
    assert page.locator(".coehub-answering [role=status]").inner_text() == "Nothing gathered yet."
    assert page.evaluate("document.activeElement.getAttribute('role')") == "status", "the button is gone"
    page.reload(wait_until="load")
    assert page.get_by_role("button", name="Answer on this page").is_visible()


def test_forgetting_asks_anew_after_something_else_was_done(visit: Visit) -> None:
    page = begun(visit())
    line = opened(page, FOUR_EYES)
    line.get_by_label("met", exact=True).check()
    page.get_by_role("button", name="Forget these answers").click()
    line.get_by_label("partly", exact=True).check()
    page.get_by_role("button", name="Forget these answers").click()
    page.keyboard.press("Tab")
    assert page.get_by_role("button", name="Forget these answers").is_visible()


def test_where_everything_is_folded_the_first_block_opens(visit: Visit) -> None:
    page = visit().go(TEAM)
    page.evaluate("document.querySelectorAll('details.coehub-block').forEach(each => { each.open = false })")
    page.get_by_role("button", name="Answer on this page").click()
    assert page.evaluate(
        "document.activeElement.closest('[data-coehub-asked]') && document.activeElement.checkVisibility()"
    )


# A page without https, as in a house's own network: the browser shows no clipboard. The old way may be closed too.
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
CLOSED = "document.execCommand = () => false"


@pytest.mark.parametrize(("closed", "says"), [(False, "Copied"), (True, "Selected: copy it now")])
def test_a_copy_button_works_without_https(visit: Visit, closed: bool, says: str) -> None:
    visitor = visit()
    visitor.context.add_init_script(NO_CLIPBOARD + (f"; {CLOSED}" if closed else ""))
    page = begun(visitor)
    opened(page, FOUR_EYES).get_by_label("met", exact=True).check()
    page.get_by_role("button", name="Copy the text").click()
    assert page.get_by_role("button", name=says).is_visible()
    assert page.evaluate("getSelection().toString()") == page.get_by_label("Your answers as text").input_value()
    page = visitor.go("planning/contact-centre/quality/index.html")
    page.evaluate("document.querySelectorAll('.md-content details').forEach(each => { each.open = true })")
    page.locator("[data-coehub-copy]").first.click()
    assert page.locator("[data-coehub-copy]").first.inner_text() == says
    named = page.locator("[data-coehub-copy]").first.get_attribute("data-coehub-copy")
    assert page.evaluate("getSelection().toString()").strip() == page.locator(f"#{named}").inner_text().strip()


def test_it_is_sound_on_a_phone(visit: Visit) -> None:
    for dark in (False, True):
        page = begun(visit(width=390, dark=dark))
        opened(page, FOUR_EYES).get_by_label("exempt", exact=True).check()
        assert page.evaluate(UNSOUND, False) == []
        assert page.evaluate(SIDEWAYS) == []
        assert page.evaluate(
            "[...document.querySelectorAll('.coehub-reply input')].every(each => each.labels.length === 1)"
        )


def test_without_scripts_nothing_of_it_shows(visit: Visit, example: Site) -> None:
    page = visit(java_script_enabled=False).go(TEAM)
    assert page.locator(".coehub-answering").evaluate("each => each.getBoundingClientRect().height") == 0
    assert page.locator("fieldset").count() == 0
    assert " onclick" not in example.text(TEAM)
