"""The forms in the browser over hostile hubs, and with hostile words in mkdocs.yml: what reaches their page stays a text."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from hub_plugin.outputs import forms
from hub_plugin.outputs.forms.hosts import NAMES
from tests import sites, staging
from tests.browser import serving
from tests.browser.desk import Desk, Repository, admin, form_server
from tests.data import test_hostile
from tests.hardness import contract, leaving, planted
from tests.hardness.planting import MARKS
from tests.hardness.strings import UNREADABLE, WRITTEN
from tests.hardness.words import Case, Sort

TEXTS = (*WRITTEN, *UNREADABLE)
GROUPS = 4
ORDERS = next(number for number, each in enumerate(TEXTS) if "::set-env" in each)  # what a log would obey
# Of each git host what it needs; every option is hostile once.
SOUND: dict[str, dict[str, str]] = {
    "github": {"repo": "a/b", "login": "https://login.example.org/auth", "branch": "main", "folder": "hub", "api": "https://api.example.org"},
    "gitlab": {"repo": "a/b", "app_id": "1", "server": "https://git.example.org"},
    "gitea": {"repo": "a/b", "app_id": "1", "server": "https://git.example.org"},
    "local": {"server": "http://localhost:8081/api/v1"},
}  # fmt: skip


def cases() -> Sequence[Case]:
    """Each text as each option; what is told of hubs; and the form tool itself, in a browser."""
    assert set(SOUND) == set(NAMES)
    every = range(len(TEXTS))
    groups = [(0, *range(1 + each, len(WRITTEN), GROUPS)) for each in range(GROUPS)]
    options = [Case(f"options {number}", partial(_options, number)) for number in every]
    return [
        options[ORDERS],
        *(Case(f"browser {number}", partial(_opened, some)) for number, some in enumerate(groups, 1)),
        *(Case(f"hub {number}", partial(_told, some)) for number, some in enumerate(groups, 1)),
        *options[:ORDERS],
        *options[ORDERS + 1 :],
    ]


def _options(number: int, folder: Path) -> int:
    text = TEXTS[number].replace("MARK", "s00x")
    hub, tried, faults = staging.read(contract.BASE).hub, 0, list[str]()
    for name, sound in SOUND.items():
        for option in (*sound, "content", "host", text):
            tried += 1
            try:
                host = forms.host({**sound, "host": name, option: text})
            except forms.HostError as error:
                if list(leaving.logged(option, f"coehub: {error}\n{error}")):
                    faults.append(f"{name}: {option}: {error!r}")
                continue
            made = forms.files(hub, host)
            json.loads(made["admin/forms.json"])
            faults += [f"{name}: {option}: {each}" for each in _page_faults(made["admin/index.html"].decode(), host)]
            told = forms.configuration(hub, host)["config"]
            values = [*map(str, told["backend"].values()), told["media_folder"]]
            if not any(text.strip().strip("/") in each for each in values):
                faults.append(f"{name}: {option}: {text!r} is not what the form tool is told: {values}")
    assert not faults, "\n".join(faults[:20])
    return tried


def _page_faults(page: str, host: forms.Host) -> Iterator[str]:
    """The page is ours but for its policy, which is what the git host needs."""
    ours = (forms.WHERE / "index.html").read_text(encoding="utf-8")
    if page != ours.replace("{{ policy }}", host.policy):
        yield "the page is another one"
    if list(test_hostile.tags_of(page)) != [
        (tag, {**given, "content": host.policy} if "{{" in str(given.get("content")) else given)
        for tag, given in test_hostile.tags_of(ours)
    ]:
        yield "an element is not ours"
    for each in host.talks:
        if not re.fullmatch(r"https?://[\w.*:-]+", each):
            yield f"the page may talk to {each!r}"


def _told(texts: Sequence[int], folder: Path) -> int:
    """What the form tool is told of a hub: every text whole and as it was written, as data, and none in the page."""
    plain, address = planted.free()
    made = planted.whole(texts, plain | address)
    hub = staging.read(made.files).hub
    host = forms.host({**SOUND["gitlab"], "host": "gitlab"})
    files = forms.files(hub, host)
    faults = list(_page_faults(files["admin/index.html"].decode(), host))
    faults += leaving.as_written(made, {"admin/forms.json": files["admin/forms.json"]})
    marks = set(MARKS.findall(files["admin/forms.json"].decode()))
    if len(marks) < len(texts) * 10:
        faults.append(f"of {len(texts)} texts only {len(marks)} labels")
    faults += [f"{path} holds {found[0]}" for path, data in files.items()
               if path != "admin/forms.json" and (found := MARKS.search(data.decode("utf-8", "replace")))]  # fmt: skip
    assert not faults, "\n".join(faults[:20])
    return len(marks)


class _Hostile(Repository):
    """A git repository with a hostile hub."""

    def __init__(self, folder: Path, files: dict[str, bytes]) -> None:
        self.folder = folder
        sites.lay(folder, {f"content/{path}": data for path, data in files.items()})
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Somebody")
        self.git("config", "user.email", "somebody@example.org")
        self.commit("The hub")


def _opened(texts: Sequence[int], folder: Path) -> int:
    """The form tool lists hostile records, opens the form of one, and of a new one with all that it may lead to: nothing runs."""
    assert shutil.which("node")
    plain, address = planted.free()
    made = planted.whole(texts, plain | address)
    repository, faults = _Hostile(folder / "hub", made.files), list[str]()
    with form_server(repository) as server, serving.chromium() as chromium:
        told = admin(repository, server, folder / "site")
        with serving.served(folder / "site") as place:
            context = chromium.new_context(bypass_csp=True)
            context.expose_binding("hit", lambda source, mark="": faults.append(f"{source['page'].url}: {mark} ran"))
            context.set_default_timeout(15_000)
            page = context.new_page()
            ours = (place, server, "data:", "blob:", "about:")
            page.on("request", lambda it: it.url.startswith(ours) or faults.append(f"{page.url}: asks {it.url}"))
            page.on("dialog", lambda it: it.accept())
            desk = Desk(page, place, repository, told)
            desk.log_in()
            for each in told["config"]["collections"]:
                faults += _walked(desk, each)
            context.close()
    assert not faults, "\n".join(dict.fromkeys(faults))[:4000]
    return sum(1 for _ in made.standing())


# What no page of the form tool has, and a text that were read as markup would be.
_STRANGE = r"""() => [...document.querySelectorAll('iframe, object, embed, base, [onerror], [onload], [onclick], [onfocus], [onmouseover],'
  + ' [ontoggle], a[href^="javascript:" i], a[href^="data:text" i], a[href*="x.invalid"], img[src="x"], form[action*="hit("]')]
  .map(e => e.outerHTML.slice(0, 200))"""


def _walked(desk: Desk, collection: dict[str, Any]) -> Iterator[str]:
    page, name = desk.page, collection["name"]
    page.evaluate("place => { location.hash = place }", f"#/collections/{name}")
    page.wait_for_timeout(600)
    yield from (f"{name}: {each}" for each in page.evaluate(_STRANGE))
    for link in [each.get_attribute("href") for each in page.locator(f"a[href*='/collections/{name}/entries/']").all()][
        -2:
    ]:
        page.evaluate("place => { location.hash = place }", link.partition("#")[2] and f"#{link.partition('#')[2]}")
        page.wait_for_timeout(600)
        yield from (f"{name}: {link}: {each}" for each in page.evaluate(_STRANGE))
    if "folder" not in collection:
        return
    page.evaluate("place => { location.hash = place }", f"#/collections/{name}/new")
    page.wait_for_timeout(600)
    for box in page.locator("input[role=combobox]").all()[:6]:
        box.focus()
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(50)
        yield from (f"{name}: a choice: {each}" for each in page.evaluate(_STRANGE))
        page.keyboard.press("Escape")


FORMS = Sort(
    "hostile forms",
    "What the form tool is told is text; on its page nothing runs.",
    cases,
    3_000,
    short=1,
    memory=1 << 20,  # a browser reserves what it never uses
    settled=False,
    long=True,
)
