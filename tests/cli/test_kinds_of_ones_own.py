"""Kinds from outside the package: they can be tried, and what is wrong in them is told as theirs."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import sites
from tests.cli.conftest import Run, write


@pytest.fixture
def glossary(hub: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The kind of the guide, beside the content of a small hub that names it; Python has never heard of it before."""
    shutil.copytree(sites.ROOT / "examples/glossary", hub / "glossary", ignore=shutil.ignore_patterns("__pycache__"))
    write(hub / "content/hub.yml", (hub / "content/hub.yml").read_text() + "kinds: [glossary]\n")
    monkeypatch.syspath_prepend(str(hub))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    _forget()
    yield hub / "glossary"
    _forget()


def _forget() -> None:
    importlib.invalidate_caches()
    for name in [each for each in sys.modules if each.partition(".")[0] == "glossary"]:
        del sys.modules[name]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new))


def test_a_sound_kind(run: Run, glossary: Path) -> None:
    assert run("check", "--strict", "--kinds").output == "15 records, nothing wrong\n"


NO_BREACH, UNSOUND = (
    "Bad of 'term/defined-by-itself' does not break it",
    "Good of 'term/defined-by-itself' is not sound",
)
TRIED = [
    ("example.yml", "meaning: One", "meening: One", ["error[field/unknown]", "--> glossary/example.yml:4:1"]),
    ("rules.py", "meaning: Contact is when", "meaning: It is when", [NO_BREACH, "--> glossary/rules.py:14:5"]),
    ("rules.py", "meaning: One conversation", "meaning: Contact is a conversation", [UNSOUND, "in its line 3"]),
    (
        "rules.py",
        "owner: centre-office",
        "owner: no-one",
        [f"{NO_BREACH}; what is found is 'no team or person or role"],
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), TRIED)
def test_what_a_kind_says_of_itself_is_tried(
    run: Run, glossary: Path, file: str, old: str, new: str, said: list[str]
) -> None:
    edit(glossary / file, old, new)
    assert run("check").exit_code == 0
    tried = run("check", "--kinds")
    assert tried.exit_code == 1
    for each in said:
        assert each in tried.output


def broken(glossary: Path, file: str, old: str, new: str) -> None:
    edit(glossary / file, old, new)
    write(glossary.parent / "content/glossary/touch.yml", "title: Touch\nowner: centre-office\nmeaning: A talk.\n")


FAILS = [
    ("rules.py", "record.meaning.casefold()", "recrod.meaning.casefold()", ["check"], "rules.py:28 (NameError: name 'recrod'"),
    ("rules.py", "record.meaning.casefold()", "str.join(record.meaning, 1)", ["check"], "rules.py:28 (TypeError"),
    ("facts.py", "yield from review(record)", "yield from reveiw(record)", ["status"], "facts.py:16 (NameError: name 'reveiw'"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "verb", "said"), FAILS)
def test_what_fails_in_a_kind_is_told_as_its_own(
    run: Run, glossary: Path, file: str, old: str, new: str, verb: list[str], said: str
) -> None:
    broken(glossary, file, old, new)
    told = run(*verb)
    assert told.exit_code == 2
    assert "a kind from outside fails at " in told.output
    assert f"{glossary}/{said}" in told.output
    assert "a bug of ours" not in told.output
    built = sites.build(glossary.parent, PYTHONPATH=f"{sites.ROOT}:{glossary.parent}")
    assert built.code == 1
    assert f"{glossary}/{said}" in built.output
    assert "Traceback" not in built.output


TEMPLATES = [
    ("{{ record.nothing.here }}", "UndefinedError: 'glossary.record.Term object' has no attribute 'nothing'"),
    ("{% if %}", "TemplateSyntaxError: "),
    ('{% include "nowhere.html" %}', "TemplateNotFound: nowhere.html"),
    ("{{ prose(3) }}", "AttributeError: 'int' object has no attribute 'count'"),  # in a function of ours
]
ELSEWHERE = "def on_page_content(html, **_):\n    return html\n"


@pytest.mark.parametrize("later", [True, False], ids=["later", "at once"])
@pytest.mark.parametrize(("line", "said"), TEMPLATES)
def test_what_fails_in_a_template_is_told_with_its_line_and_the_page(
    glossary: Path, line: str, said: str, later: bool
) -> None:
    page = glossary / "page.html"
    write(page, f"{page.read_text()}{line}\n")
    hub = glossary.parent
    write(hub / "content/glossary/touch.yml", "title: Touch\nowner: centre-office\nmeaning: A talk.\n")
    if not later:  # whoever has a hand in pages has them printed before
        write(hub / "hook.py", ELSEWHERE)
        write(hub / "mkdocs.yml", (hub / "mkdocs.yml").read_text() + "hooks: [hook.py]\n")
    built = sites.build(hub, PYTHONPATH=f"{sites.ROOT}:{hub}")
    assert built.code == 1
    assert f"fails at {page}:{len(page.read_text().splitlines())} ({said}" in built.output
    assert ", on the page glossary/touch.md); mend it there" in built.output
    assert "Traceback" not in built.output


def test_what_a_template_can_do_without_may_be_missing(glossary: Path) -> None:
    page = glossary / "page.html"
    write(page, page.read_text() + '{% include "nowhere.html" ignore missing %}\n')
    built = sites.build(glossary.parent, PYTHONPATH=f"{sites.ROOT}:{glossary.parent}")
    assert built.code == 0, built.output


def test_a_bug_of_ours_stays_ours(run: Run, glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise NameError("ours")

    monkeypatch.setattr("hub_plugin.model.statements.review", fails)
    monkeypatch.setattr("hub_plugin.build.derive", fails)
    assert "this is a bug of ours" in run("status").output


@pytest.mark.parametrize("file", ["page.html", "example.yml"])
def test_what_a_kind_lacks_is_said(run: Run, glossary: Path, file: str) -> None:
    (glossary / file).unlink()
    told = run("check")
    assert told.exit_code == 2
    assert f"the kind 'term' has no {file} in '{glossary}'" in told.output
