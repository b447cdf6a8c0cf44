"""Filters of the board, the gallery and the calendar: what they leave, and that the address says it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.visit import Visitor

Visit = Callable[..., Visitor]

ROWS = "() => [...document.querySelectorAll('.coehub-matrix tbody tr:not([hidden]) th')].map(head => head.innerText)"
CELLS = "() => [...document.querySelectorAll('.coehub-matrix tbody tr:not([hidden]) a.coehub-cell')].length"
ITEMS = "[data-coehub-items] > li:not([hidden])"


def select(page: Any, label: str) -> Any:
    """Return the control of a filter by its label."""
    return page.locator(f"label.coehub-filter__field:has(> span:text-is('{label}')) select")


def options(page: Any, label: str) -> list[str]:
    return [each.strip() for each in select(page, label).locator("option").all_inner_texts()]


@pytest.mark.parametrize(
    ("label", "chosen", "query"),
    [
        ("Discipline", "content", "discipline=content"),
        ("Keyword", "should", "level=should"),
        ("Tier", "basic", "tier=basic"),
        ("State", "met", "state=met"),
        ("Campaign", "Privacy check", "campaign="),
    ],
)
def test_the_board(visit: Visit, label: str, chosen: str, query: str) -> None:
    page = visit().go("adoption/index.html")
    before = page.evaluate(ROWS), page.evaluate(CELLS)
    (option,) = [
        each for each in options(page, label) if each.endswith(chosen) and (label != "State" or each.endswith("● met"))
    ]
    select(page, label).select_option(label=option)
    after = page.evaluate(ROWS), page.evaluate(CELLS)
    assert after != before
    assert after[1] > 0
    assert query in page.url
    page.reload()
    assert (page.evaluate(ROWS), page.evaluate(CELLS)) == after


def test_a_campaign_leaves_its_own_standards_on_the_board(visit: Visit) -> None:
    page = visit().go("adoption/index.html")
    select(page, "Campaign").select_option(label="Privacy check")
    links = page.evaluate(
        "() => [...document.querySelectorAll('.coehub-matrix tbody tr:not([hidden]) a.coehub-cell')].map(a => a.hash)"
    )
    assert links
    assert all(link.startswith("#standard-customer-privacy") for link in links)


@pytest.mark.parametrize(
    ("path", "label", "chosen"),
    [
        ("templates/index.html", "Status", "On trial"),
        ("templates/index.html", "Format", "CSV"),
        ("templates/index.html", "Owner", "Insights"),
        ("templates/index.html", "For", "content"),
        ("templates/index.html", "Helps with", "Refunds"),
        ("tools/index.html", "Status", "Not for new work"),
        ("tools/index.html", "Owner", "Content"),
    ],
)
def test_the_gallery(visit: Visit, path: str, label: str, chosen: str) -> None:
    page = visit().go(path)
    every = page.locator(ITEMS).count()
    select(page, label).select_option(label=chosen)
    found = page.locator(ITEMS)
    assert 0 < found.count() < every
    headings = page.locator("section[data-coehub-part]:not([hidden]) h2").all_inner_texts()
    assert headings
    assert page.locator("section[data-coehub-part]:not([hidden])").count() == len(headings)
    if label == "Status":
        assert [each.split("\n")[0].rstrip("¶").strip() for each in headings] == [chosen]
    count = found.count()
    page.reload()
    assert page.locator(ITEMS).count() == count


def test_what_is_for_everybody_is_for_each(visit: Visit) -> None:
    page = visit().go("templates/index.html")
    select(page, "For").select_option(index=1)
    assert "*" not in options(page, "For")
    audiences = page.locator(ITEMS).evaluate_all("items => items.map(item => item.dataset.audience)")
    chosen = select(page, "For").input_value()
    assert "*" in audiences
    assert all(each == "*" or chosen in each.split("\n") for each in audiences)


def test_the_calendar_by_kind_and_team(visit: Visit) -> None:
    page = visit().go("calendars/index.html")
    assert options(page, "Kind") == ["all", "Due", "Event", "Goal", "Meeting", "Training"]
    select(page, "Kind").select_option(label="Meeting")
    titles = set(page.locator(ITEMS).locator("a").all_text_contents())
    assert titles == {"Steering group", "Team leads", "Content board", "Quality review"}
    # The steering group invites roles and people; those of insights hold one of them.
    select(page, "Team").select_option(label="Insights")
    titles = set(page.locator(ITEMS).locator("a").all_text_contents())
    assert titles == {"Steering group", "Team leads", "Quality review"}
    assert "kind=Meeting" in page.url
    assert "team=Insights" in page.url
    assert not [each for each in options(page, "Team") if each in ("*", "Analytics owner", "Mara Ionescu")]


def test_what_a_month_draws_and_lists_counts_once_and_is_unfolded(visit: Visit) -> None:
    page = visit().go("calendars/index.html")
    folded = page.locator("details.coehub-how:not([open])").count()
    select(page, "Kind").select_option(label="Training")
    listed = page.locator(".coehub-list[data-coehub-items] > li:not([hidden])")
    assert page.locator(".coehub-filter__status").inner_text().startswith(f"{listed.count()} of ")
    assert listed.count() > 4
    assert all(each.is_visible() for each in listed.all())
    assert all(each.is_hidden() for each in page.locator("ul[data-coehub-items]:not(:has(> li:not([hidden])))").all())
    select(page, "Kind").select_option(label="all")
    assert page.locator(".coehub-filter__status").inner_text() == f"{listed.count()} of {listed.count()}"
    assert page.locator("details.coehub-how:not([open])").count() == folded > 4
    # What the reader has opened is open again.
    page.locator("details.coehub-how:not([open]) > summary").nth(1).click()
    select(page, "Kind").select_option(label="Training")
    select(page, "Kind").select_option(label="all")
    assert page.locator("details.coehub-how:not([open])").count() == folded - 1


def test_of_a_full_day_the_calendar_leads_to_all(visit: Visit) -> None:
    page = visit().go("calendars/index.html")
    more = page.locator(".coehub-month a[aria-label]").first
    day = more.get_attribute("href").rpartition("#")[2]
    assert more.get_attribute("aria-label").endswith(more.inner_text())
    more.click()
    listed = page.locator(f"ul[id='{day}'] > li")
    assert listed.count() > 3
    assert all(each.is_visible() for each in listed.all())


def test_the_board_says_that_nothing_is_left(visit: Visit) -> None:
    page = visit().go("adoption/index.html?level=may")
    status = page.get_by_role("status").filter(has_text="of")
    assert status.inner_text() == "may: Teams: 0 of 13. Questions: 0."
    assert page.evaluate(ROWS) == []
    select(page, "Keyword").select_option(label="must")
    assert len(page.evaluate(ROWS)) == 13
    assert page.locator(".coehub-filter__status").inner_text().startswith("Teams: 13 of 13.")


CELL = "() => [...document.querySelectorAll('.coehub-matrix td[data-cell]')].map(cell => cell.innerHTML.replaceAll('&quot;', '\"'))"
WRONG = """() => [...document.querySelectorAll('.coehub-matrix td[data-cell]')].filter(cell => {
  const drawn = cell.firstElementChild, said = drawn.textContent.trim(), title = drawn.title;
  const [, answered, all] = /(\\d+)\\/(\\d+)$/.exec(said) ?? [];
  return all ? !title.startsWith(`${answered} of ${all} answered`) : title && !title.startsWith(`${said === '–' ? 0 : said} of `);
}).map(cell => cell.innerHTML)"""


@pytest.mark.parametrize("label", ["Discipline", "Keyword", "Tier", "State", "Campaign"])
def test_the_board_says_all_that_it_said_before_and_what_is_chosen(visit: Visit, label: str) -> None:
    page = visit().go("adoption/index.html")
    before = page.evaluate(CELL)
    assert page.locator(".coehub-filter__status").inner_text() == ""
    said, titled = set(), 0
    for index in range(1, len(options(page, label))):
        select(page, label).select_option(index=index)
        assert page.evaluate(WRONG) == []
        said.add(page.locator(".coehub-filter__status").inner_text())
        titled = max(titled, page.locator(".coehub-matrix :is(a, span)[title]").count())
    assert len(said) == len(options(page, label)) - 1
    assert titled > 3
    select(page, label).select_option(index=0)
    assert page.evaluate(CELL) == before


def test_a_link_takes_back_the_filter_that_hides_its_aim(visit: Visit) -> None:
    page = visit().go("calendars/index.html")
    hidden = """() => {
      const of = kind => e => [...e.children].every(each => (each.dataset.kind === 'Meeting') === kind);
      return [...document.querySelectorAll('ul.coehub-list[id]')].find(of(false)).id;
    }"""
    day = page.evaluate(hidden)
    page = visit().go(f"calendars/?kind=Meeting#{day}")
    assert page.locator(f"ul[id='{day}'] > li").first.is_visible()
    assert page.evaluate("id => document.getElementById(id).getBoundingClientRect().top < innerHeight", day)
    assert "kind=" not in page.url
    select(page, "Kind").select_option(label="Meeting")
    assert page.locator(f"ul[id='{day}'] > li").first.is_hidden()


def test_subscribe_has_a_whole_address_wherever_the_site_lies(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go("teams/payments/index.html")
    page.locator(".coehub-subscribe summary").click()
    button = page.locator(".coehub-subscribe a.md-button")
    whole = f"{visitor.address}feeds/team/payments.ics"
    assert button.get_attribute("href") == "webcal:" + whole.partition(":")[2]
    assert page.locator(".coehub-subscribe code").inner_text() == whole
    answer = page.request.get(whole)
    assert answer.ok
    assert answer.text().startswith("BEGIN:VCALENDAR")


def test_without_scripts_subscribe_still_names_the_feed(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go("calendars/index.html")
    page.locator(".coehub-subscribe summary").click()
    assert page.locator(".coehub-subscribe a").get_attribute("href") == "../feeds/all.ics"
    assert page.locator("table.coehub-month").count() == 7
    for month in ("2026-11", "2027-04"):
        assert page.locator(f"h2[id='{month}']").is_visible()
    assert page.locator("section:has(h2[id='2026-11']) ul.coehub-list li").count() > 15


@pytest.mark.parametrize(
    ("path", "head"),
    [("standards/index.html", "Adopt by"), ("registers/actions/index.html", "Due"), ("adoption/index.html", "Until")],
)
def test_what_has_no_date_stands_behind_what_has_one(visit: Visit, path: str, head: str) -> None:
    page = visit().go(path)
    column = page.locator(f"th:has-text('{head}')").first
    column.locator("button").click()
    days = column.evaluate("""head => [...head.closest('table').tBodies[0].rows].map(
      row => row.cells[head.cellIndex]).map(cell => cell.dataset.sort)""")
    assert days == sorted(days)
    assert len(days) > 2


def test_responsibilities_sort_by_how_much(visit: Visit) -> None:
    page = visit().go("registers/responsibilities/index.html")
    head = page.locator("th:has-text('Open actions') button")
    head.click()
    head.click()
    numbers = [int(each) for each in page.locator("tbody tr td:last-child").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    assert re.search(r"[?&]sort=-4", page.url)
    select(page, "Kind").select_option(label="Role")
    assert page.locator("tbody tr:not([hidden])").count() == 14
