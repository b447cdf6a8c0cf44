"""With Material's instant navigation a page's article is put into the page before: all that scripts make is there all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import sites
from tests.browser.visit import Visitor
from tests.conftest import Once


@pytest.fixture(scope="module")
def instant(once: Once, serve: Callable[[Path], str]) -> str:
    """The example with instant navigation."""

    def make(folder: Path) -> None:
        sites.lay_example(folder)
        config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
        config = config.replace("  features:\n", "  features:\n    - navigation.instant\n")
        (folder / "mkdocs.yml").write_text(f"site_url: http://site.invalid/\n{config}", encoding="utf-8")
        done = sites.build(folder)
        assert done.code == 0, done.output

    return serve(once("instant", make) / "site")


def entered(visitor: Visitor, path: str) -> Any:
    """Open a page, and wait until Material knows the other pages: from the list for search engines, which names the site's own host."""

    def answered(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("http://site.invalid/", visitor.address))

    visitor.context.route("**/sitemap.xml", answered)
    page = visitor.go(path)
    page.wait_for_load_state("networkidle")
    return page


WAYS = {
    "the board": ("index.html", "adoption/", "[data-coehub-board] select"),
    "a team's answers": ("teams/index.html", "teams/claims/", "[data-coehub-answer] button"),
    "the self-assessment": ("maturity/index.html", "maturity/service/", "[data-coehub-assess] button"),
    "a register": ("index.html", "registers/actions/", "[data-coehub-filter] select"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_scripts_make_is_there_after_a_link(opened: Callable[..., Visitor], instant: str, way: str) -> None:
    """That nothing is refused by the policy of the page before, the window sees: what a browser refuses is a fault on its console."""
    start, aim, made = WAYS[way]
    page = entered(opened(instant), start)
    page.evaluate("window.stays = true")
    page.evaluate("whole => [...document.links].find(each => each.href === whole).click()", instant + aim)
    page.locator(made).first.wait_for(state="attached")
    assert page.url == instant + aim
    assert page.evaluate("window.stays")
    page.go_back()
    page.locator(made).first.wait_for(state="detached")
    page.go_forward()
    page.locator(made).first.wait_for(state="attached")
    assert page.evaluate("window.stays")


def test_what_fails_in_one_part_leaves_the_others(opened: Callable[..., Visitor], instant: str) -> None:
    visitor = opened(instant)
    visitor.context.add_init_script("""new MutationObserver((_, observer) => {
      const box = document.querySelector('[data-coehub-filter]');
      if (box) { observer.disconnect(); box.dataset.coehubFilter = '{'; }
    }).observe(document, {childList: true, subtree: true})""")
    page = visitor.go("registers/actions/index.html")
    assert page.locator("[data-coehub-filter] select").count() == 0
    assert page.locator(".coehub-sort").count() > 3
    assert len(visitor.faults) == 1
    assert "SyntaxError" in visitor.faults.pop()
