"""What is not published, what is a comment, what is a source file: in no byte of what leaves."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from hub_plugin import build
from hub_plugin.kinds import KINDS
from tests import sites
from tests.data import hubs, test_privacy
from tests.hardness import contract, texts
from tests.hardness.words import Case, Sort

MARK = b"zqx"
FORMS = {"host": "local", "content": "content"}
SOURCES = (".yml", ".yaml", ".py", ".gitignore", ".git", ".env", "~", ".bak", ".swp", ".orig")


@cache
def _hidden() -> dict[str, bytes]:
    """Return all that leaves of the hub with unpublished records of every sort, pages and search entries too."""
    reading = test_privacy.read()
    now = build.derive(reading.hub, hubs.TODAY)
    site = build.site(reading.hub, now, build.Frame(reference=False, site_url=hubs.SITE, findings=reading.findings))
    pages = {page.uri: repr(page).encode() for page in site.pages}
    moved = {"moved": repr(site.moved).encode(), "downloads": repr(site.downloads).encode()}
    return {**site.files, **build.audit(reading.hub, now, build.Frame()), **pages, **moved}


def leaks() -> Sequence[Case]:
    """Unpublished records by the file that would tell them, each kind taken out of publication, and a built site."""
    kinds = [kind for kind in KINDS if kind.name != "hub"]
    return [
        *(Case(f"unpublished in {path}", partial(_unmarked, path)) for path in sorted(_hidden())),
        *(Case(f"{kind.name} not published", partial(_unpublished, kind.name)) for kind in kinds),
        Case("contacts in data", lambda _: test_privacy.test_contacts_are_in_no_data()),
        Case("comments and source files", _built),
    ]


def _unmarked(path: str, folder: Path) -> None:
    data = _hidden()[path].lower()
    at = data.find(MARK)
    assert at < 0, f"{path}: {data[max(at - 100, 0) : at + 60]!r}"
    assert MARK not in path.encode()


def _unpublished(kind: str, folder: Path) -> None:
    """A full record of a kind, every text of it marked, its own or translated, taken out of publication: no mark leaves."""
    hub = texts.sound()
    marked = hubs.damaged(hub, "zqw said").records
    chosen = [address for address in hub.records if address.kind == kind]
    assert chosen
    records = {
        address: marked[address].model_copy(update={"publish": False}) if address in chosen else record
        for address, record in hub.records.items()
    }
    hidden = dataclasses.replace(hub, records=records)
    assert any("zqw" in repr(record) for record in hidden.records.values())
    now = build.derive(hidden, hubs.TODAY)
    frame = build.Frame(reference=False, site_url=hubs.SITE, forms=FORMS, language="ro")
    site = build.site(hidden, now, frame)
    made = {**site.files, **build.audit(hidden, now, frame), **{page.uri: repr(page).encode() for page in site.pages}}
    said = build.reminders(hidden, now, frame, hubs.TODAY.replace(year=2030))
    made |= {
        "reminders": repr(said).encode(),
        "downloads": repr(site.downloads).encode(),
        "moved": repr(site.moved).encode(),
    }
    made["CODEOWNERS"] = build.codeowners(hidden, "content", "CODEOWNERS").encode()
    for name, data in made.items():
        found = data.find(b"zqw")
        assert found < 0, f"{name}: {data[max(found - 120, 0) : found + 40]!r}"
    shown = {page.about.record for page in site.pages if page.about}
    assert not shown & set(chosen), shown & set(chosen)


def _built(folder: Path) -> None:
    """A real build: what is written behind '#', and the files themselves, stay at home."""
    files = {path: data + b"\n# zqx-comment\n" for path, data in contract.BASE.items() if path.endswith(".yml")}
    files |= {
        "teams/.secret.yml": b"name: zqx\n",
        "teams/payments.yml~": b"name: zqx\n",
        "~zqx.yml": b"name: zqx\n",
        ".env": b"zqx=1\n",
    }
    contract.lay(folder, {name: data for name, data in files.items() if not name.endswith("~")})
    went, lines = contract.built(folder)
    assert went, lines
    for path, data in sites.snapshot(folder / "site").items():
        assert MARK not in data, path
        assert not path.endswith(SOURCES), path


LEAKS = Sort("leaks", "What is not published is in no byte that leaves.", leaks, 60, short=6)
