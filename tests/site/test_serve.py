"""``mkdocs serve``: the last good pages stay while something is broken, and say what is."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import sites

pytestmark = pytest.mark.slow
WAIT = 40


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class Served:
    """A hub under ``mkdocs serve``."""

    def __init__(self, hub: Path, *options: str, **environ: str) -> None:
        self.hub, self.port = hub, free_port()
        self.log = hub / "serve.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*sites.MKDOCS, "serve", "-a", f"127.0.0.1:{self.port}", *options], cwd=hub,
                env=sites.environment(PYTHONUNBUFFERED="1", **environ), stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def get(self, path: str) -> str:
        """Return a page, or an empty text while there is none."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=5) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def until(self, path: str, holds: Callable[[str], bool]) -> str:
        """Return a page as soon as something holds for it."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text()
            if (text := self.get(path)) and holds(text):
                return text
            time.sleep(0.2)
        pytest.fail(f"{path} did not become so in {WAIT} s:\n{self.log.read_text()}")


@pytest.fixture
def served(hub: Path) -> Iterator[Served]:
    sites.lay(hub, {
        "content/templates/agenda.txt": "Agenda",
        "content/templates/agenda.yml": "title: Agenda\nowner: service\nstatus: active\nfiles: [agenda.txt]\n"
        "changes:\n  - {version: 1, date: 2026-01-01, what: First}\n",
    })  # fmt: skip
    served = Served(hub)
    yield served
    served.process.terminate()
    served.process.wait(10)


def test_break_and_mend(served: Served) -> None:
    hub = served.hub
    built = sites.snapshot(hub / "site")
    first = served.until("teams/payments/", bool)
    assert "Payments</h1>" in first
    assert "finding" not in first

    # Broken: each page says where, and stays as it was.
    team = hub / "content" / "teams" / "payments.yml"
    good = team.read_text()
    team.write_text(
        good.replace("Payments", "Payment <b>office</b>").replace("lead: mara-ionescu", "lead: maria-ionescu")
    )
    broken = served.until("teams/payments/", lambda text: "finding" in text)
    assert "content/teams/payments.yml:2:7" in broken
    assert "maria-ionescu" in broken
    assert "Payments</h1>" in broken
    assert 'role="alert"' in broken
    assert "content/teams/payments.yml:2:7" in served.get("about/")
    assert "content/teams/payments.yml:2:7: " in served.log.read_text()

    # Mended: the banner is gone, and the new text is there.
    team.write_text(good.replace("Payments", "Payment office"))
    mended = served.until("teams/payments/", lambda text: "Payment office</h1>" in text)
    assert "finding" not in mended

    # A file that is offered goes away: a finding, and the page is still there.
    (hub / "content" / "templates" / "agenda.txt").unlink()
    broken = served.until("templates/agenda/", lambda text: "finding" in text)
    assert "content/templates/agenda.yml:4:9" in broken

    # A new record appears without a restart.
    (hub / "content" / "templates" / "agenda.txt").write_text("New agenda")
    sites.lay(hub, {"content/people/new.yml": "name: New Person\n"})
    served.until("people/new/", lambda text: "New Person</h1>" in text)
    assert served.get("templates/agenda.txt") == "New agenda"
    assert sites.snapshot(hub / "site") == built, "serve does not touch the built site"


def test_without_live_reload_everything_is_there_at_once(hub: Path) -> None:
    """Nobody attends such a server: the engine does not ask plugins about it."""
    served = Served(hub, "--no-livereload")
    try:
        assert "Payments</h1>" in served.until("teams/payments/", bool)
        assert served.get("feeds/all.ics").startswith("BEGIN:VCALENDAR")
    finally:
        served.process.terminate()
        served.process.wait(10)


@pytest.mark.parametrize(
    ("path", "page", "text"),
    [
        ("tools/wiki.yml", "tools/wiki/", "title: Alpha\nowner: service\nstatus: active\naccess: Ask.\n"),
        ("adoption/payments.yml", "teams/payments/", "prepared-meetings: {agenda-shared: {partly: Alpha.}}\n"),
    ],
    ids=["a new page", "no page of its own"],
)
def test_a_source_that_is_named_meanwhile_is_watched(hub: Path, path: str, page: str, text: str) -> None:
    sites.lay(hub, {f"pay/{path}": text})
    served = Served(hub)
    try:
        served.until("teams/payments/", bool)
        charter = hub / "content" / "hub.yml"
        charter.write_text(charter.read_text() + f"sources: {{pay: {{path: pay, may: ['{path}']}}}}\n")
        served.until(page, lambda text: "Alpha" in text)
        time.sleep(1)
        (hub / "pay" / path).write_text(text.replace("Alpha", "Beta"))
        served.until(page, lambda text: "Beta" in text)
    finally:
        served.process.terminate()
        served.process.wait(10)


def test_the_template_of_a_kind_from_outside_is_watched(hub: Path) -> None:
    shutil.copytree(sites.ROOT / "examples/glossary", hub / "glossary")
    charter = (hub / "content/hub.yml").read_text()
    sites.lay(hub, {
        "content/hub.yml": f"{charter}kinds: [glossary]\n",
        "content/glossary/contact.yml": "title: Contact\nowner: service\nmeaning: A talk.\n",
    })  # fmt: skip
    served = Served(hub, PYTHONPATH=f"{sites.ROOT}:{hub}")
    try:
        served.until("glossary/contact/", lambda text: "A talk." in text)
        page = hub / "glossary/page.html"
        page.write_text(page.read_text() + "<p>Of the house</p>\n")
        served.until("glossary/contact/", lambda text: "Of the house" in text)
        page.write_text(page.read_text() + "{{ nothing.here }}\n")
        end = time.monotonic() + WAIT
        while "fails at" not in served.log.read_text() and time.monotonic() < end:
            served.get("glossary/contact/")
            time.sleep(0.2)
        told = served.log.read_text()
        assert "page.html:9 (UndefinedError: 'nothing' is undefined, on the page glossary/contact.md)" in told
        assert "Traceback" not in told
    finally:
        served.process.terminate()
        served.process.wait(10)


def test_a_page_by_hand_that_includes_a_record_follows_it(hub: Path) -> None:
    tool = "title: Wiki\nsummary: Pages.\nowner: service\nstatus: active\naccess: {}\n"
    sites.lay(hub, {
        "content/tools/wiki.yml": tool.format("Ask."),
        "docs/about.md": '# About\n\n```\n--8<-- "content/tools/wiki.yml"\n```\n',
    }, sites.PLAIN + "markdown_extensions: [pymdownx.snippets]\n")  # fmt: skip
    served = Served(hub)
    try:
        assert "Ask." in served.until("about/", bool)
        for said in ("Ask the owner.", "Ask the keeper."):
            (hub / "content/tools/wiki.yml").write_text(tool.format(said))
            served.until("about/", _says(said))
    finally:
        served.process.terminate()
        served.process.wait(10)


def _says(text: str) -> Callable[[str], bool]:
    return lambda page: text in re.sub(r"<[^>]*>", "", page)


def spoken_hub(hub: Path) -> None:
    """Let the hub speak Romanian too."""
    charter = hub / "content" / "hub.yml"
    charter.write_text(re.sub("languages:.*\n", "", charter.read_text()) + "languages: [en, ro]\n")
    sites.lay(hub, {"content/teams/payments.ro.yml": "name: Plăți\n"})


def test_a_translation_is_broken_and_mended(hub: Path) -> None:
    """Editing a file beside changes the site in its language only; a fault in it is told in both, and both stay as they were."""
    spoken_hub(hub)
    served = Served(hub)
    try:
        here, there = "teams/payments/", "ro/teams/payments/"
        assert "Payments</h1>" in served.until(here, bool)
        assert "Plăți</h1>" in served.until(there, bool)
        first = _article(served.get(here))

        sibling = hub / "content" / "teams" / "payments.ro.yml"
        sibling.write_text("name: Echipa de plăți\n")
        served.until(there, lambda text: "Echipa de plăți</h1>" in text)
        assert _article(served.get(here)) == first

        sibling.write_text("name: Plăți noi\nlead: altcineva\n")
        for path, title in ((here, "Payments</h1>"), (there, "Echipa de plăți</h1>")):
            broken = served.until(path, lambda text: 'role="alert"' in text)
            assert "content/teams/payments.ro.yml:2:" in broken
            assert title in broken
            assert "Plăți noi" not in _article(broken)

        sibling.write_text("name: Plăți noi\n")
        mended = served.until(there, lambda text: "Plăți noi</h1>" in text)
        assert 'role="alert"' not in mended
        assert 'role="alert"' not in served.until(here, bool)
        assert _article(served.get(here)) == first
    finally:
        served.process.terminate()
        served.process.wait(10)


def _article(page: str) -> str:
    return page.partition("<article")[2].partition("</article>")[0]
