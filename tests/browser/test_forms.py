"""The forms, in Chromium, on a git repository with the form tool's own server: every kind that fits is made and changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from hub_plugin import kinds
from hub_plugin.model.findings import Finding
from hub_plugin.opening import open_hub
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
    "session": ("steering", "2026-12-22"), "journal": ("li-wei", "2026-w50"), "assessment": ("service", "field-service", "2026-11-20"),
    "worksheet": ("contact-centre", NEW), "team-sheet": ("contact-centre", "channels", "front-desk"), "update": ("2026-11-22-new",),
}  # fmt: skip


# What the check asks for beyond what a record must have.
ALSO: dict[str, dict[str, Any]] = {
    "tool": {"url": "https://desk.example.org"},
    "standard": {"requirements": [{"id": "say-it", "must": "The office says it."}, {"id": "write-it", "should": "Somebody writes: 2.0"}]},
    "campaign": {"items": ["prepared-meetings"]},
    "initiative": {"customer": "People who move home."},
    "meeting": {"schedule": "{every: week, day: monday, at: 10:00, duration: 30m, from: 2026-11-23}", "purpose": "Says what is new."},
    "session": {"agenda": [{"topic": "Open actions", "presenter": ["li-wei"]}], "notes": "Nobody **came**.\n\n- so: what"},
    "worksheet": {"questions": [{"id": "what-now", "text": "What do we do now?"}]},
    "team-sheet": {"answered_on": "2026-11-20"},
    "gap": {"against": ["hub"]},
    "learning": {"about": ["template/meeting-agenda"], "by": ["payments"], "what": "It is read."},
    "person": {"team": "payments"},
    "role": {"responsibilities": ["Sends the report: monthly."]},
    "training": {"teaches": ["prepared-meetings"]},
    "plan": {"steps": [{"id": "first", "text": "Chair one meeting.", "measure": "It ends in time."}]},
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
        return list(open_hub(folder / "content", sites.TODAY).reading.findings)

    assert check("main") == []
    return check


def offered(desk: Desk, field: dict[str, Any], value: Any) -> Any:
    """Return what the example says, or, where that is nothing of this hub, what the form offers first."""
    if field["widget"] != "select":
        return value
    options = field["options"]
    known = options if isinstance(options, list) else [each["value"] for each in desk.told["links"][" ".join(options["links"])]]
    values = [each for each in (value if isinstance(value, list) else [value]) if each in known] or [known[0]]
    return values if field.get("multiple") else values[0]


@pytest.mark.parametrize("kind", [kind for kind in FITTING if kind.folder], ids=lambda kind: kind.name)
def test_a_record_is_made(kind: Any, desk: Desk, rewrite: Rewrite, judged: Callable[[str], list[Finding]]) -> None:
    """With what it must have, taken from the kind's own example: one new file on a branch of its own, and no finding."""
    collection = next(each for each in collections(open_hub(desk.repository.folder / "content").reading.hub) if each.kind.name == kind.name)
    (shown,) = rewrite([{"source": kind.example, "shape": collection.shape, "body": collection.body}])
    steps = PLACES.get(kind.name, (NEW,))
    desk.open(collection.name)
    for number, step in enumerate(steps, 1):
        desk.fill({"name": f"step{number}", "widget": "string"}, step)
    also = ALSO.get(kind.name, {})
    for field in desk.fields(collection.name):
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


