"""What is not published, what is a comment, what is a source file: in no byte of what leaves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from hub_plugin import build
from hub_plugin.kinds import KINDS
from tests import sites, staging
from tests.browser.test_escaping import whole_hub
from tests.data import hubs, test_privacy
from tests.hardness import contract
from tests.hardness.words import Case, Sort

MARK = b"zqx"
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
    """The full record of a kind, all its own words marked, taken out of publication: no mark is in anything that leaves."""
    files = whole_hub()
    path = next(
        path for path in files if path.endswith((f"evil-{kind}.yml", f"evil-{kind}.md")) or path == _place(kind)
    )
    text = files[path]
    head = "---\n" if text.startswith("---\n") else ""
    kept = text.removeprefix(head).replace("publish: true\n", "")
    lines = [
        f"{line} zqw"
        if line.startswith(("title: ", "summary: ", "purpose: ", "name: "))
        and not line.endswith(('"', "'", "-", "|", ">"))
        else line
        for line in kept.split("\n")
    ]
    files[path] = head + "publish: false\n" + "\n".join(lines)
    if not any(line.endswith(" zqw") for line in lines):
        files[path] = files[path].replace("publish: false", "code: zqw\npublish: false", 1)
    reading = staging.read({name: each.encode("utf-8", "surrogateescape") for name, each in files.items()})
    wrong = [each for each in reading.failing(["error"]) if each.place.path == path]
    assert not wrong, wrong[:2]
    now = build.derive(reading.hub, hubs.TODAY)
    site = build.site(reading.hub, now, build.Frame(reference=False))
    made = {**site.files, **{page.uri: repr(page).encode() for page in site.pages}}
    for name, data in made.items():
        at = data.find(b"zqw")
        assert at < 0, f"{name}: {data[max(at - 120, 0) : at + 40]!r}"


def _place(kind: str) -> str:
    from tests.browser.test_escaping import PLACES

    return PLACES.get(kind, "")


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
