"""What one page of the example says, no other page says otherwise, and no page says of itself."""

from __future__ import annotations

import html
import re

import pytest
from click.testing import CliRunner

from hub_plugin.cli import main
from tests.sites import Site


def text(site: Site, path: str) -> str:
    return (site.folder / path).read_text(encoding="utf-8")


def shown(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_nothing_is_called_met_where_nothing_counts(example: Site) -> None:
    cells = re.findall(
        r'<a class="(coehub-cell[^"]*)"[^>]* title="([^"]*)">\s*(.)', text(example, "adoption/index.html")
    )
    assert len(cells) > 50
    assert [each for each in cells if each[1].endswith(" 0 met") and ("--met" in each[0] or each[2] == "●")] == []
    assert any(sign == "–" for _, _, sign in cells)


def test_met_is_more_than_answered_only_where_something_waits_to_be_confirmed(example: Site) -> None:
    found = 0
    for path in example.pages:
        for answered, _, again, met in re.findall(
            r"(\d+) of (\d+) answered, (?:(\d+) to confirm again, )?(\d+) met", shown(text(example, path))
        ):
            assert int(met) <= int(answered) + int(again or 0), path
            found += bool(again)
    assert found


@pytest.mark.parametrize("path", ["adoption/index.html", "campaigns/privacy-check/index.html"])
def test_the_last_point_of_a_trend_is_what_the_page_begins_with(example: Site, path: str) -> None:
    page = text(example, path)
    last = re.findall(r"<tr><td>23 November 2026</td><td>(\d+)%</td><td>(\d+)%</td></tr>", page)
    assert len(last) == 1, path
    if path.startswith("adoption"):
        said = re.search(r"(\d+)% are answered; the score is (\d+)%", shown(page))
        assert said is not None
        assert last[0] == said.groups()
    else:
        said = re.search(r"(\d+) of (\d+) answered", shown(page))
        assert said is not None
        assert int(last[0][0]) == int(said[1]) * 100 // int(said[2])


def test_each_link_of_a_checklist_is_told_with_what_it_is_about(example: Site) -> None:
    page = text(example, "teams/claims/index.html")
    items = re.findall(r'<details class="coehub-item .*?</details>\n', page, re.DOTALL)
    assert len(items) > 40
    for item in items:
        (asked,) = re.findall(r'<span class="coehub-item__text" id="([\w-]+)">', item)
        foot = item.partition("coehub-item__foot")[2]
        assert foot.count("<a ") == foot.count(f'<a aria-describedby="{asked}" ') > 0, item


def test_a_chart_and_its_neighbours_name_months_alike(example: Site) -> None:
    charts = [each for path in example.pages for each in re.findall(r"<svg.*?</svg>", text(example, path), re.DOTALL)]
    assert [each for each in charts if re.search(r">\d{4}-\d\d<", each)] == []
    assert any(">Oct\N{NO-BREAK SPACE}2026<" in each for each in charts)


@pytest.mark.parametrize("path", ["gaps/index.html", "learnings/index.html", "trainings/index.html"])
def test_a_part_is_called_by_what_it_says(example: Site, path: str) -> None:
    said = shown(text(example, path))
    assert re.search(r"First contact: [A-Z]\w+ [^…]{20,}", said)
    assert not re.search(r"First contact: [a-z]", said), "an id is no name"


def test_a_heading_of_the_home_page_is_the_heading_alone(example: Site) -> None:
    headings = re.findall(r'<h3 id="attention-.*?</h3>', text(example, "index.html"))
    assert len(headings) > 2
    assert not [each for each in headings if "<a " in each]


def test_what_is_said_of_a_preview_is_no_part_of_the_file(example: Site) -> None:
    pages = [text(example, path) for path in example.pages]
    assert any("The file goes on." in each for each in pages)
    assert not [each for each in pages if re.search(r"The file goes on\.</p>\s*</div>", each)]


def test_people_have_the_roles_that_the_registers_say(example: Site) -> None:
    people = dict(
        re.findall(
            r'<tr data-discipline="[^"]*"><td>(.*?)</td>.*?<td>((?:(?!<td>).)*)</td></tr>',
            text(example, "people/index.html"),
        )
    )
    roles = {shown(name).removesuffix(" ( left )"): shown(cell) for name, cell in people.items()}
    contact = re.search(
        r'<dl class="coehub-facts">(.*?)</dl>', text(example, "roles/adoption-contact/index.html"), re.DOTALL
    )
    assert contact is not None
    names = {shown(each) for each in re.findall(r"<a [^>]*people/[^>]*>(.*?)</a>", contact[1])}
    assert len(names) > 3
    assert [name for name in names if "Adoption contact" not in roles[name]] == []


def test_answers_are_known_by_the_name_of_their_team(example: Site) -> None:
    below = text(example, "teams/digital/index.html").partition('id="linked-from"')[2]
    assert "COE office" in shown(below)
    assert "coe-office<" not in below


def test_proposed_agendas_are_yaml_without_entities(example: Site) -> None:
    found = re.search(
        r'<code id="proposed-yaml">(.*?)</code>', text(example, "meetings/steering/index.html"), re.DOTALL
    )
    assert found is not None
    proposed = html.unescape(found[1])
    assert "why: " in proposed
    assert not re.search(r"&#?\w+;", proposed)


def test_what_is_on_the_coming_agenda_is_not_proposed(example: Site) -> None:
    page = text(example, "meetings/steering/index.html")
    proposed = page.partition('id="proposed"')[2].partition("</details>")[0]
    assert "/meetings/steering/2026-11-24/" not in proposed
    assert "Next step:" in proposed
    assert "Calendar keeper is vacant" not in proposed
    assert "Calendar keeper is vacant" in text(example, "attention/index.html")


def test_who_has_a_part_of_a_target_has_one(example: Site) -> None:
    parts = text(example, "goals/2026-fewer-contacts/index.html").partition('id="parts"')[2].partition("</table>")[0]
    assert "at most 49,000 contacts no target for the time so far" in re.sub(r" 40,500 contacts", "", shown(parts))
    assert "no target<" not in parts


def test_all_met_is_said_where_nothing_waits_to_be_confirmed(example: Site) -> None:
    cells = re.findall(
        r'<a class="(coehub-cell[^"]*)"[^>]* title="([^"]*)">\s*(.) (\d+)/(\d+)', text(example, "adoption/index.html")
    )
    again = [each for each in cells if "to confirm again" in each[1]]
    assert again
    assert [each for each in cells if each[2] == "●" and each[3] != each[4]] == []
    assert {each[2] for each in again} <= {"↻", "◐", "○"}
    assert not [each for each in again if "--met" in each[0]]


def test_the_home_page_counts_what_it_lists(example: Site) -> None:
    page = text(example, "index.html")
    number = int(re.search(r"<strong>(\d+)</strong> <span>things? falls? due", page)[1])  # type: ignore[index]
    listed, _, rest = page.partition('id="due-soon"')[2].partition('id="happens-soon"')[0].partition("</ul>")
    more = re.search(r"and (\d+) more", rest)
    assert number == listed.count("<li>") + (int(more[1]) if more else 0) > 7
    told = CliRunner().invoke(
        main, ["status", "--content", str(example.folder.parent / "content"), "--today", "2026-11-23"]
    )
    assert f"Due by 7 December: {number}\n" in told.output


def test_what_goes_on_today_is_on_the_home_page(example: Site) -> None:
    events = shown(text(example, "index.html").partition('id="happens-soon"')[2].partition("</ul>")[0])
    assert re.match(r".*Mon 16 Nov – \d+ \w+ ", events)


def test_a_sentence_that_is_the_name_of_something_has_no_full_stop(example: Site) -> None:
    glued = r"\w\.</a>(?:, |\)|;|:)"
    ours = [path for path in example.pages if not path.startswith(("reference/", "guide/"))]
    assert [(path, found) for path in ours for found in re.findall(glued, text(example, path))] == []


def test_who_has_left_is_marked_where_they_own_something(example: Site) -> None:
    assert "Jo Lee (left)" in shown(text(example, "attention/index.html")) + "".join(
        shown(text(example, path)) for path in example.pages if path.startswith(("templates/", "tools/", "calendars/"))
    )


def test_a_state_of_figures_has_one_sign(example: Site) -> None:
    signs = {
        (word, sign)
        for path in example.pages
        if not path.startswith(("reference/", "guide/"))
        for sign, word in re.findall(
            r"([●◐○◆■]) (on target|off target|beyond the threshold)", shown(text(example, path))
        )
    }
    assert signs == {("on target", "●"), ("off target", "◆"), ("beyond the threshold", "■")}


def test_the_list_of_campaigns_says_how_far_each_has_come(example: Site) -> None:
    listed = shown(text(example, "campaigns/index.html"))
    own = [path for path in example.pages if re.fullmatch(r"campaigns/[\w-]+/index.html", path)]
    assert len(own) > 2
    for path in own:
        (said,) = re.findall(r'<p class="coehub-answer">(.*?)</p>', text(example, path), re.DOTALL)
        assert shown(said) in listed
