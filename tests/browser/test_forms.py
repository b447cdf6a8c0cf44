"""The forms, in Chromium, on a git repository with the form tool's own server: every kind that fits is made and changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from hub_plugin import kinds
from hub_plugin.model.findings import Finding, Level
from hub_plugin.opening import Opened, open_hub
from hub_plugin.outputs.forms.collections import collections, misfit
from tests import sites
from tests.browser.desk import PATIENCE, Desk, Repository, admin, form_server
from tests.forms.conftest import example_hub, rewrite

__all__ = ["example_hub", "rewrite"]
Rewrite = Callable[[Sequence[dict[str, Any]]], list[dict[str, Any]]]
FITTING = [kind for kind in kinds.KINDS if not misfit(kind)]
# Where a new record of a nested kind goes; the others are called NEW.
NEW = "made-in-a-form"
PLACES = {
    "session": ("steering", "2026-12-08"), "journal": ("li-wei", "2026-w50"), "assessment": ("service", "field-service", "2026-11-20"),
    "worksheet": ("contact-centre", NEW), "team-sheet": ("contact-centre", "channels", "field-service"), "update": ("2026-11-22-new",),
}  # fmt: skip


# What the check asks for beyond what a record must have.
ALSO: dict[str, dict[str, Any]] = {
    "tool": {"url": "https://desk.example.org"},
    "standard": {"requirements": [{"id": "say-it", "must": "The office says it."}, {"id": "write-it", "should": "Somebody writes: 2.0"}]},
    "campaign": {"items": ["prepared-meetings"]},
    "initiative": {"customer": "People who move home."},
    "process": {"customer": "People who write.", "steps": [{"id": "read-it", "title": "Read it"}, {"id": "answer", "title": "Answer"}]},
    "meeting": {"schedule": "{every: week, day: monday, at: 10:00, duration: 30m, from: 2026-11-23}", "purpose": "Says what is new."},
    "session": {"agenda": [{"topic": "Open actions", "presenter": ["li-wei"]}], "notes": "Nobody **came**.\n\n- so: what"},
    "worksheet": {"questions": [{"id": "what-now", "text": "What do we do now?"}], "order": "99"},
    "team-sheet": {"answered_on": "2026-11-20"},
    "gap": {"against": ["hub"]},
    "learning": {"about": ["template/meeting-agenda"], "by": ["payments"], "what": "It is read."},
    "person": {"team": "payments"},
    "role": {"responsibilities": ["Sends the report: monthly."]},
    "training": {"teaches": ["prepared-meetings"]},
    "plan": {"steps": [{"id": "first", "text": "Chair one meeting.", "due": "2027-01-31", "measure": "It ends in time."}]},
    "maturity": {"dimensions": [{"id": "customers", "title": "Customers"}]},
}  # fmt: skip
UNTIL_MORE = {"planning/no-worksheet"}  # said of a series until its first worksheet is there


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The example's content in a git repository."""
    return Repository(tmp_path_factory.mktemp("desk") / "hub")


@pytest.fixture(scope="module")
def desk(repository: Repository, chromium: Any, serve: Callable[[Path], str]) -> Iterator[Desk]:
    """An open admin page; it talks to its own host and to the git host, and to nobody else."""
    site = repository.folder.parent / "site"
    with form_server(repository) as server:
        told = admin(repository, server, site)
        address = serve(site)
        context = chromium.new_context(viewport={"width": 1300, "height": 1000}, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        strange, faults = list[str](), list[str]()
        page.on("request", lambda it: it.url.startswith((address, server, "data:", "blob:")) or strange.append(it.url))
        page.on("pageerror", lambda it: faults.append(str(it)))
        page.on("console", lambda it: faults.append(it.text) if "Content Security Policy" in it.text else None)
        page.on("dialog", lambda it: it.dismiss() if "backup" in it.message else it.accept())
        made = Desk(page, address, repository, told)
        made.log_in()
        yield made
        context.close()
    assert strange == []
    assert faults == []


@pytest.fixture(scope="module")
def judged(repository: Repository) -> Callable[[str], list[Finding]]:
    """Return what checks the content as it is on a branch."""
    folder = repository.folder.parent / "judged"
    repository.git("worktree", "add", "-q", "--detach", str(folder), "main")

    def check(branch: str) -> list[Finding]:
        repository.git("-C", str(folder), "checkout", "-q", "--detach", branch)
        return list(open_hub(folder / "content", sites.TODAY).reading.failing([Level.ERROR, Level.WARNING]))

    assert check("main") == []
    return check


def offered(desk: Desk, field: dict[str, Any], value: Any) -> Any:
    """Return what the example says, or, where that is nothing of this hub, what the form offers first."""
    if field["widget"] != "select":
        return value
    options = field["options"]
    known = (
        options
        if isinstance(options, list)
        else [each["value"] for each in desk.told["links"][" ".join(options["links"])]]
    )
    values = [each for each in (value if isinstance(value, list) else [value]) if each in known] or [known[0]]
    return values if field.get("multiple") else values[0]


@pytest.mark.parametrize("kind", [kind for kind in FITTING if kind.folder], ids=lambda kind: kind.name)
def test_a_record_is_made(
    kind: Any, desk: Desk, example_hub: Opened, rewrite: Rewrite, judged: Callable[[str], list[Finding]]
) -> None:
    """With what it must have, taken from the kind's own example: one new file on a branch of its own, and no finding."""
    collection = next(each for each in collections(example_hub.reading.hub) if each.kind.name == kind.name)
    (shown,) = rewrite([{"source": kind.example, "shape": collection.shape, "body": collection.body}])
    steps = PLACES.get(kind.name, (NEW,))
    desk.open(collection.name)
    for number, step in enumerate(steps, 1):
        desk.fill({"name": f"step{number}", "widget": "string"}, step)
    also = ALSO.get(kind.name, {})
    for field in desk.fields(collection.name):
        if field["widget"] == "coehub-step":
            continue
        if field["name"] in also:
            desk.fill(field, also[field["name"]])
        elif field.get("required") or field["name"] == "owner":
            desk.fill(field, offered(desk, field, shown["data"][field["name"]]))
    entry = "/".join(steps)
    branch = f"cms/{collection.name}/{entry}"
    desk.save(branch)
    assert list(desk.repository.changes(branch)) == [f"content/{kind.folder}/{entry}.{collection.ending}"]
    assert [each for each in judged(branch) if each.rule not in UNTIL_MORE] == []
    desk.repository.git("branch", "-D", branch)


def simple(field: dict[str, Any], data: Any, source: str) -> bool:
    """Whether a field holds some words whose first line stands once in the file."""
    value = data.get(field["name"])
    if field["widget"] not in ("string", "text") or "pattern" in field or not isinstance(value, str):
        return False
    return source.count(value.split("\n")[0]) == 1 and " " in value


@pytest.mark.parametrize("kind", FITTING, ids=lambda kind: kind.name)
def test_a_record_is_changed(
    kind: Any, desk: Desk, example_hub: Opened, rewrite: Rewrite, judged: Callable[[str], list[Finding]]
) -> None:
    """One text of it: one line out, one line in, on a branch of its own; nothing else in the file is touched."""
    hub = example_hub.reading.hub
    collection = [each for each in collections(hub) if each.kind.name == kind.name][
        -1
    ]  # where there are two, the one that is used
    for address, document in sorted(hub.documents.items()):
        if address.kind != kind.name or not document.path.endswith(f".{collection.ending}"):
            continue
        source = (sites.ROOT / "content" / document.path).read_text(encoding="utf-8")
        (shown,) = rewrite([{"source": source, "shape": collection.shape, "body": collection.body}])
        found = [
            (field, shown["data"][field["name"]])
            for field in desk.fields(collection.name)
            if simple(field, shown["data"], source)
        ]
        if found:
            break
    field, value = found[0]
    first, line_end, rest = value.partition("\n")
    new = f"{first} A # sign: 2.0{line_end}{rest}"
    desk.open(collection.name, address.id)
    desk.fill(field, new)
    branch = f"cms/{collection.name}/{address.id}"
    desk.save(branch)
    changes = desk.repository.changes(branch)
    assert list(changes) == [f"content/{document.path}"]
    ((out, into),) = changes.values()
    assert len(out) == len(into) == 1
    assert first in out[0]
    assert "2.0" in into[0]
    assert judged(branch) == []
    desk.repository.git("branch", "-D", branch)


PLAIN = """\
# A record with all that a form tool could lose
title: Plain scalars   # stays
summary: >-
  One
  text.
owner: coe-office
status: draft
reviewed: 2026-11-20
review_every: 18 months
files: [plain-scalars.md]
links: {Docs: "https://example.org/a?b=1"}
changes:
  # the newest first
  - {version: 2.0, date: 2026-09-01, what: no}
  - version: 1.10   # not 1.1
    date: 2026-01-15
    what: 12:30
tags: [yes, '010', "1e3"]
"""


def test_nothing_is_lost_and_a_file_is_laid_beside_the_record(
    desk: Desk, judged: Callable[[str], list[Finding]], tmp_path: Path
) -> None:
    """Comments, plain scalars, braces and quotes stay as they are while a list grows by an item and a file is uploaded."""
    repository = desk.repository
    folder = repository.folder / "content" / "templates"
    (folder / "plain-scalars.yml").write_text(PLAIN, encoding="utf-8", newline="\n")
    (folder / "plain-scalars.md").write_text("# Plain\n", encoding="utf-8")
    repository.commit("A record with traps")
    desk.open("template", "plain-scalars")
    fields = {each["name"]: each for each in desk.fields("template")}
    desk.add(fields["changes"], {"version": "2.10", "date": "2026-11-22", "what": "Reads: first"})
    upload = tmp_path / "check-list.txt"
    upload.write_text("One\n", encoding="utf-8")
    files = desk.box("files")
    files.get_by_role("button", name="Add files").first.click()
    files.get_by_role("button", name="Choose a file").last.click()
    desk.page.locator("input[type=file]").set_input_files(str(upload))
    desk.page.get_by_text("check-list.txt").first.wait_for()  # what was uploaded is chosen
    desk.page.get_by_role("button", name="Choose selected").click()
    branch = "cms/template/plain-scalars"
    desk.save(branch)
    text = PLAIN.replace("[plain-scalars.md]", "[plain-scalars.md, check-list.txt]").replace(
        "    what: 12:30\n", '    what: 12:30\n  - version: 2.10\n    date: 2026-11-22\n    what: "Reads: first"\n'
    )
    assert repository.git("show", f"{branch}:content/templates/plain-scalars.yml") == text
    assert repository.git("show", f"{branch}:content/templates/check-list.txt") == "One\n"
    assert len(repository.changes(branch)) == 2
    assert {each.rule for each in judged(branch)} <= {"template/changes-out-of-order"}


@pytest.fixture
def beginner(desk: Desk, chromium: Any) -> Iterator[Desk]:
    """The same admin page in a browser of its own, in which a save may be refused."""
    context = chromium.new_context(viewport={"width": 1300, "height": 1000}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("dialog", lambda it: it.dismiss() if "backup" in it.message else it.accept())
    made = Desk(page, desk.address, desk.repository, desk.told)
    made.log_in()
    yield made
    context.close()


def refused(desk: Desk, told: str) -> None:
    """Save, and read why that is refused."""
    before = desk.repository.git("branch")
    desk.page.get_by_role("button", name="Save").click()
    desk.page.get_by_role("alert").get_by_text(told).last.wait_for()
    assert desk.repository.git("branch") == before


@pytest.fixture
def torn(desk: Desk) -> Iterator[str]:
    """A file in which a merge was left half done. The form tool's server is at rest when it comes and goes."""
    desk.page.wait_for_load_state("networkidle")
    path = "content/teams/torn.yml"
    conflict = "name: Torn\n<<<<<<< HEAD\nlead: mara-ionescu\n=======\nlead: li-wei\n>>>>>>> other\n"
    (desk.repository.folder / path).write_text(conflict, encoding="utf-8")
    desk.repository.commit("A merge that was left half done")
    yield "torn"
    desk.repository.git("rm", "-q", path)
    desk.repository.commit("It is gone")


def test_a_choice_keeps_what_it_does_not_offer(desk: Desk) -> None:
    """Longer spellings stand there by their title, hidden records by their id; both stay when something is added."""
    content = desk.repository.folder / "content"
    (content / "people/hidden-one.yml").write_text("name: Hidden One\nteam: hid\npublish: false\n", encoding="utf-8")
    (content / "teams/hid.yml").write_text(
        "name: Hid\nlead: hidden-one\nmembers: [mara-ionescu, hidden-one]\n", encoding="utf-8"
    )
    desk.repository.commit("Somebody who is not shown")
    desk.open("campaign", "prepared-by-summer")
    desk.box("items").locator("xpath=ancestor::*[contains(., 'Meeting agenda (meeting-agenda)')][1]").wait_for()
    desk.fill(next(each for each in desk.fields("campaign") if each["name"] == "items"), ["refunds"])
    desk.save("cms/campaign/prepared-by-summer")
    changes = desk.repository.changes("cms/campaign/prepared-by-summer")["content/campaigns/prepared-by-summer.yml"]
    assert changes[1] == ["items: [prepared-meetings, template/meeting-agenda, refunds]"]
    desk.open("team", "hid")
    desk.fill(next(each for each in desk.fields("team") if each["name"] == "members"), ["li-wei"])
    desk.fill({"name": "contact", "widget": "string"}, "#hid-help")
    desk.save("cms/team/hid")
    ((_, into),) = desk.repository.changes("cms/team/hid").values()
    assert into == ["members: [mara-ionescu, hidden-one, li-wei]", 'contact: "#hid-help"']
    for branch in ("cms/campaign/prepared-by-summer", "cms/team/hid"):
        desk.repository.git("branch", "-D", branch)


def test_a_file_that_cannot_be_edited_says_so_at_once(torn: str, beginner: Desk) -> None:
    for entry, told in (
        (torn, "a merge conflict has not been resolved at line 2"),
        ("old-name", "There is no record at"),
    ):
        beginner.page.evaluate("place => { location.hash = place }", "#/collections/team")
        beginner.page.locator("[id$='-field-1']").wait_for(state="detached")
        beginner.page.evaluate("place => { location.hash = place }", f"#/collections/team/entries/{entry}")
        beginner.page.get_by_role("alert").get_by_text(told).wait_for()
        beginner.box("name").fill("New")
        refused(beginner, "Failed to persist entry: Error: T")
    beginner.page.wait_for_load_state("networkidle")


def test_an_id_is_taken_once(beginner: Desk) -> None:
    """Nothing is saved under another id than the one that was written; it is asked for, and not called optional."""
    beginner.open("person")
    beginner.page.get_by_text("Id", exact=True).first.wait_for()
    beginner.fill({"name": "name", "widget": "string"}, "Another Mara")
    refused(beginner, "missed a required field")
    beginner.fill({"name": "step1", "widget": "string"}, "mara-ionescu")
    refused(beginner, "There is a record 'mara-ionescu' already")
    beginner.fill({"name": "step1", "widget": "string"}, "mara-ionescu-2")
    beginner.save("cms/person/mara-ionescu-2")
    beginner.repository.git("branch", "-D", "cms/person/mara-ionescu-2")


def test_translations_are_no_records_of_their_own(desk: Desk) -> None:
    assert (desk.repository.folder / "content/teams/claims.de.yml").is_file()
    desk.page.evaluate("place => { location.hash = place }", "#/collections/team")
    desk.page.locator("a[href$='/entries/claims']").wait_for()
    assert desk.page.locator("a[href*='/entries/claims.']").count() == 0


def test_a_form_fits_a_phone(desk: Desk) -> None:
    """Also the buttons of a saved draft, which are the most."""
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.open("template", "meeting-agenda")
    desk.fill({"name": "title", "widget": "string"}, "Agenda of a meeting")
    desk.save("cms/template/meeting-agenda")
    desk.page.get_by_role("button", name="Delete unpublished").wait_for()
    assert desk.page.evaluate("document.documentElement.scrollWidth") == 390
    buttons = desk.page.locator("[class*='ToolbarContainer'] button").all()
    assert max(box["x"] + box["width"] for each in buttons if (box := each.bounding_box())) <= 390
    desk.page.set_viewport_size({"width": 1300, "height": 1000})
    desk.repository.git("branch", "-D", "cms/template/meeting-agenda")
