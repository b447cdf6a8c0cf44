"""Under serve pages are made when somebody asks: whatever is edited, all that can be asked for is what a whole build writes."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast
from wsgiref.util import setup_testing_defaults

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from hub_plugin import build as story
from hub_plugin.model.keeping import NOTHING
from hub_plugin.plugin import making, on_demand
from hub_plugin.plugin.on_demand import OnDemand, again, attend
from hub_plugin.plugin.steady import renewed
from tests import sites

URL = "http://127.0.0.1:8000/"
EDITS = 4
_SAID = re.compile(r"^( *(?:text|how|why|must|outcome|statement|plan): )([A-Z]\w* \w+)", re.MULTILINE)
BY_THE_CLOCK = ("sitemap.xml.gz",)


class Serving:
    """``mkdocs serve`` without its server: what it does at the start and after each edit.

    Args:
        folder: of the project.
        site: where it writes.
        awaits: whether pages wait until somebody asks for them.
    """

    def __init__(self, folder: Path, site: Path, awaits: bool) -> None:
        self.folder, self.site, self.awaits, self._plugins = folder, site, awaits, {}  # type: ignore[var-annotated]
        self.renewed = 0  # how often there was nothing to tell the engine

    def build(self) -> None:
        """Build what the folder holds now."""
        cache: dict[Any, Any] = MkDocsConfig.plugins.plugin_cache  # type: ignore[attr-defined]
        kept, first, patch = dict(cache), not self._plugins, pytest.MonkeyPatch()
        cache.clear()
        cache.update(self._plugins)
        if not self.awaits:
            patch.setattr(making, "awaits", lambda config: False)
        try:
            config = load_config(str(self.folder / "mkdocs.yml"), site_dir=str(self.site))
            self._plugins = dict(cache)
            config.site_url = URL
            self.plugin = cast(Any, config.plugins["coehub"])
            if first:
                config.plugins.on_startup(command="serve", dirty=False)
                self.plugin.served.attended = self.awaits
                self.plugin.served.kept = self.plugin.served.kept if self.awaits else NOTHING
            self.plugin.served.promises.begin()
            if self.awaits and renewed(self.plugin):
                self.renewed += 1
                return
            self.plugin.served.promises.begin()
            build(config, serve_url=URL)
        finally:
            patch.undo()
            cache.clear()
            cache.update(kept)

    def ask(self, path: str) -> None:
        """Ask for a file as a browser does."""
        self.plugin.making.wanted.make(path)
        if not (self.site / path).exists():
            self.plugin.making.wanted.make_rest(path)


def edited(folder: Path, chance: random.Random) -> str:
    """Edit something in a content folder, and say what."""
    files = sorted(folder.rglob("*.yml"))
    titled = [path for path in files if re.search(r"^(title|name): ", path.read_text(encoding="utf-8"), re.MULTILINE)]
    answered = [path for path in files if re.search(r": met\b", path.read_text(encoding="utf-8"))]
    path = chance.choice(titled)
    text = path.read_text(encoding="utf-8")
    what = chance.choice(
        ["title", "state", "state", "words", "words", "words", "page", "add", "remove", "break", "mend"]
    )
    if what == "state" and answered:
        path = chance.choice(answered)
        path.write_text(re.sub(r": met\b", ": not-met", path.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    elif what == "words" and (said := [path for path in files if _SAID.search(path.read_text(encoding="utf-8"))]):
        path = chance.choice(said)
        whole = path.read_text(encoding="utf-8")
        path.write_text(_SAID.sub(rf"\1word-{chance.randrange(1000)} \2", whole, count=1), encoding="utf-8")
    elif what == "page":
        path = folder.parent / "docs" / "index.md"
        path.write_text(path.read_text(encoding="utf-8") + f"\nMore, {chance.randrange(1000)}.\n", encoding="utf-8")
    elif what == "add":
        path = folder / "people" / f"new-{chance.randrange(1000)}.yml"
        path.write_text(f"name: Somebody <b>{chance.randrange(1000)}</b>\n", encoding="utf-8")
    elif what == "remove" and (unneeded := sorted((folder / "updates").glob("*.yml"))):
        path = chance.choice(unneeded)
        path.unlink()
    elif what == "break":
        path.write_text(text + "strange: field\n", encoding="utf-8")
    elif what == "mend":
        for each in files:
            whole = each.read_text(encoding="utf-8")
            each.write_text(whole.replace("strange: field\n", ""), encoding="utf-8")
    else:
        number = chance.randrange(1000)
        path.write_text(
            re.sub(r"^(title|name): .*", rf"\1: Edited {number} & so on", text, count=1, flags=re.MULTILINE)
        )
    return f"{what} {path.name}"


def compared(
    folder: Path, tmp_path: Path, edits: Sequence[Callable[[], str]], chance: random.Random
) -> tuple[int, list[str]]:
    """Edit a project again and again; return how many files have been compared, and after what the engine was not needed."""
    number, without = 0, []
    awaiting, whole = Serving(folder, tmp_path / "awaiting", True), Serving(folder, tmp_path / "whole", False)
    for edit in (lambda: "nothing", *edits):
        done, before = edit(), awaiting.renewed
        for each in (awaiting, whole):
            each.build()
        without += [done] * (awaiting.renewed - before)
        expected = {path: data for path, data in sites.snapshot(whole.site).items() if not path.endswith("/")}
        paths = sorted(expected)
        chance.shuffle(paths)
        for path in paths:
            awaiting.ask(path)
        made = {path: data for path, data in sites.snapshot(awaiting.site).items() if not path.endswith("/")}
        assert set(made) == set(expected), f"after {done}"
        wrong = [path for path in paths if made[path] != expected[path] and path not in BY_THE_CLOCK]
        assert not wrong, f"after {done}"
        number += len(paths)
    return number, without


def test_what_is_asked_for_is_what_a_whole_build_writes(tmp_path: Path) -> None:
    hub = sites.lay_small(tmp_path / "hub", {
        "docs/index.md": "# Ours\n\nSee [[team/payments]] and [the answers](data/answers.csv).\n",
        "content/teams/payments.ro.yml": "name: Plăți\n",
    })  # fmt: skip
    charter = hub / "content" / "hub.yml"
    charter.write_text(re.sub("languages:.*\n", "", charter.read_text()) + "languages: [en, ro]\n")
    chance = random.Random(6)
    number, without = compared(hub, tmp_path, [partial(edited, hub / "content", chance)] * EDITS, chance)
    assert number > 200 * EDITS
    assert len(without) > 1


def test_of_a_further_language_too_only_what_is_asked_for_is_made(tmp_path: Path) -> None:
    hub = sites.lay_small(tmp_path / "hub", {})
    charter = hub / "content" / "hub.yml"
    charter.write_text(re.sub("languages:.*\n", "", charter.read_text()) + "languages: [en, pt-BR]\n")
    serving = Serving(hub, tmp_path / "site", True)
    serving.build()
    serving.ask("pt-br/teams/payments/index.html")
    assert "Payments" in (serving.site / "pt-br/teams/payments/index.html").read_text(encoding="utf-8")
    assert len(list((serving.site / "pt-br").rglob("index.html"))) < 5


def test_an_edit_that_tells_the_engine_nothing_needs_no_build(tmp_path: Path) -> None:
    """In the order of these edits; those with a star go without a build."""
    hub = sites.lay_small(tmp_path / "hub", {
        "docs/index.md": "# Ours\n\nSee [[standard/prepared-meetings#agenda-shared]].\n",
        "content/updates/2026-01-05-open.md": "---\ntitle: Open\ndate: 2026-01-05\n---\nWe are open.\n",
        "content/templates/note.yml": "title: Note\nowner: payments\nstatus: active\nfiles: note.txt\n",
        "content/templates/note.txt": "A note.\n",
        "content/adoption/payments.yml":
            "answered_by: ana-pop\nanswered_on: 2026-05-01\nprepared-meetings: {agenda-shared: partly}\n",
    })  # fmt: skip

    def edit(name: str, path: str, text: str, by: str) -> Callable[[], str]:
        def change() -> str:
            file = hub / path
            before = file.read_text(encoding="utf-8") if file.exists() else ""
            assert text in before, name
            file.parent.mkdir(exist_ok=True)
            file.write_text(before.replace(text, by, 1), encoding="utf-8")
            return name

        return change

    news, answers = "content/updates/2026-01-05-open.md", "content/adoption/payments.yml"
    standard = "content/standards/prepared-meetings.yml"
    edits = [
        edit("* text", news, "We are open.", "We are *very* open."),
        edit("* heading", standard, "changes:", "  second:\n    must: It is so.\nchanges:"),
        edit("* answer", answers, "agenda-shared: partly", "agenda-shared: not-met"),
        edit("title", news, "title: Open", "title: Closed"),
        edit("first line", news, "---\n", "---\n# a remark\n"),
        edit("page by hand", "docs/index.md", "# Ours", "# Theirs"),
        edit("file for download", "content/templates/note.txt", "A note.", "Another note."),
        edit("warning", answers, "agenda-shared: not-met", "agenda-shared: met"),
        edit("* with the same warning", news, "We are", "They are"),
        edit("words that a page by hand says", standard, "must: ", "must: Truly, "),
        edit("* in the end", news, "They are", "All are"),
        edit("languages", "content/hub.yml", "mission: ", "languages: [en, ro]\nmission: "),
        edit("addresses", "mkdocs.yml", "site_name", "use_directory_urls: false\nsite_name"),
    ]
    number, without = compared(hub, tmp_path, edits, random.Random(1))
    assert number > 100 * len(edits)
    assert without == ["* text", "* heading", "* answer", "* with the same warning", "* in the end"]


def test_the_last_good_pages_are_printed_as_the_configuration_is_by_now(tmp_path: Path) -> None:
    hub = sites.lay_small(tmp_path / "hub")
    serving = Serving(hub, tmp_path / "site", True)
    serving.build()
    for path, before, after in (
        ("content/teams/payments.yml", "name: ", "strange: field\nname: "),
        ("mkdocs.yml", "site_name: ", "use_directory_urls: false\nsite_name: "),
    ):
        (hub / path).write_text((hub / path).read_text().replace(before, after, 1))
    serving.build()
    serving.ask("teams/index.html")
    listed = (serving.site / "teams/index.html").read_text(encoding="utf-8")
    assert "finding" in listed
    assert 'href="payments.html"' in listed


def test_a_warning_of_a_further_language_keeps_nobody_from_its_pages(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lost = {"docs/about.md": "# About\n", "docs/about.ro.md": "# Despre\n\n[Unde?](lost.md)\n"}
    hub = sites.lay_small(tmp_path / "hub", lost)
    charter, config = hub / "content" / "hub.yml", hub / "mkdocs.yml"
    charter.write_text(re.sub("languages:.*\n", "", charter.read_text()) + "languages: [en, ro]\n")
    config.write_text(config.read_text() + "\nstrict: true\n")
    serving = Serving(hub, tmp_path / "site", True)
    serving.build()
    serving.ask("ro/about/index.html")
    assert "Despre" in (serving.site / "ro" / "about" / "index.html").read_text(encoding="utf-8")
    assert "lost.md" in caplog.text


def test_a_page_by_hand_that_is_edited_while_the_engine_builds_is_not_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = sites.lay_small(tmp_path / "hub", {"docs/index.md": "# Ours\n"})
    promise = making.Making.promise

    def late(build: making.Making, wanted: OnDemand) -> None:
        (hub / "docs" / "index.md").write_text("# Theirs\n")  # it has been read by now
        promise(build, wanted)

    serving = Serving(hub, tmp_path / "site", True)
    with monkeypatch.context() as patch:
        patch.setattr(making.Making, "promise", late)
        serving.build()
    assert "Ours" in (serving.site / "index.html").read_text(encoding="utf-8")
    serving.build()
    assert serving.renewed == 0
    assert "Theirs" in (serving.site / "index.html").read_text(encoding="utf-8")
    serving.build()
    assert serving.renewed == 1


def test_another_number_of_parts_than_promised_is_told_and_printed_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story, "Frame", partial(story.Frame, most=20))
    hub = sites.lay_small(tmp_path / "hub")
    updates = hub / "content" / "updates"
    updates.mkdir(exist_ok=True)

    def publish(numbers: range) -> None:
        for number in numbers:
            path = updates / f"2026-01-{number:02}-news.yml"
            path.write_text(f"title: News {number}\ndate: 2026-01-{number:02}\ntext: It is so.\n")

    def printed(part: int) -> str:
        path = "updates/index.html" if part == 1 else f"updates/page_{part}/index.html"
        serving.ask(path)
        there = serving.site / path
        return there.read_text(encoding="utf-8") if there.exists() else ""

    publish(range(1, 4))
    serving, told = Serving(hub, tmp_path / "site", True), []
    serving.build()
    serving.plugin.served.surprise(lambda: told.append("again"))
    assert "News 3" in printed(1)
    assert not printed(2)
    assert not told

    publish(range(4, 29))
    serving.build()
    assert "page_2" in printed(1)
    assert told == ["again"]
    serving.build()
    assert "News" in printed(2)
    assert told == ["again"]


class Server:
    """As much of the server of the engine as is attended."""

    mount_path = "/"
    _rebuild_cond, _want_rebuild = threading.Condition(), False

    def __init__(self, folder: Path, builder: Callable[[], None]) -> None:
        self.folder, self.builder = folder, builder
        self.app: Any = self.answer

    def get_app(self) -> Any:
        return self.app

    def set_app(self, app: Any) -> None:
        self.app = app

    def answer(self, environ: Any, start_response: Any) -> list[bytes]:
        path = self.folder / (environ["PATH_INFO"].lstrip("/") + "index.html" * environ["PATH_INFO"].endswith("/"))
        start_response("200 OK" if path.is_file() else "404 Not Found", [])
        return [path.read_bytes() if path.is_file() else b""]

    def get(self, path: str) -> tuple[str, bytes]:
        environ: dict[str, Any] = {"PATH_INFO": path}
        setup_testing_defaults(environ)
        said: list[Any] = []
        body = b"".join(self.app(environ, lambda *given: said.append(given)))
        assert len(said) == 1
        return said[0][0], body


def test_a_rebuild_between_a_promise_and_its_answer_is_waited_for(tmp_path: Path) -> None:
    """The file is made, a rebuild empties the folder, the server looks for the file: it is made once more."""
    wanted, path = OnDemand(), tmp_path / "page" / "index.html"

    def write() -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"state {wanted.state}")

    def build() -> None:
        wanted.promise("page/index.html", write)

    class Emptying(Server):
        def answer(self, environ: Any, start_response: Any) -> list[bytes]:
            if wanted.state == 0:
                path.unlink()
                self.builder()
            return super().answer(environ, start_response)

    build()
    server = Emptying(tmp_path, build)
    attend(server, wanted)  # type: ignore[arg-type]
    assert server.get("/page/") == ("200 OK", b"state 1")
    assert server.get("/other/")[0] == "404 Not Found"


def test_what_the_states_before_have_left_is_let_go_when_the_author_pauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_demand, "PAUSE", 0.05)
    let_go = threading.Event()
    monkeypatch.setattr(on_demand, "let_go", let_go.set)
    server = Server(tmp_path, lambda: None)
    attend(server, OnDemand())  # type: ignore[arg-type]
    assert not let_go.wait(0.2)
    server.builder()
    assert let_go.wait(10)


def test_what_takes_long_is_given_up_when_somebody_edits(tmp_path: Path) -> None:
    wanted, made = OnDemand(), []

    def edit() -> None:
        wanted.state += 1

    wanted.promise_long(
        "index.json", [lambda: made.append("one"), edit, lambda: made.append("two")], lambda: made.append("all")
    )
    wanted.make("index.json")
    assert made == ["one"]
    wanted.make("index.json")
    assert made[:2] == ["one", "one"]


def test_a_rebuild_is_asked_for_where_the_server_can_be_asked() -> None:
    assert hasattr(LiveReloadServer("", "127.0.0.1", 0, ""), "_rebuild_cond")  # type: ignore[arg-type]
    server = Server(Path(), lambda: None)
    again(server)
    assert server._want_rebuild
    again(object())
