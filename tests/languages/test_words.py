"""Every word that leaves went through the catalogs, or was written by an author; checked in a language of nonsense."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from hub_plugin import kinds
from hub_plugin.kinds import KINDS
from hub_plugin.model.texts import say, say_many
from hub_plugin.pressing import TEMPLATES
from tests import staging
from tests.languages import pseudo
from tests.laws.test_kinds import STAGE, place_of
from tests.sites import ROOT


def test_no_template_puts_a_word_through_a_filter() -> None:
    """Jinja does that once, when it compiles the template: every language would show the words of the first."""
    syntax = jinja2.Environment(extensions=["jinja2.ext.do"])
    templates = [*TEMPLATES.rglob("*.html"), *Path(kinds.__file__).parent.rglob("*.html")]
    assert len(templates) > 60
    for path in templates:
        filters = syntax.parse(path.read_text(encoding="utf-8")).find_all(jinja2.nodes.Filter)
        assert [each.lineno for each in filters if isinstance(each.node, jinja2.nodes.Const)] == [], path.name


@pytest.fixture(scope="session")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pseudo.lay_catalog(tmp_path_factory.mktemp("locales"))


def everything() -> dict[str, bytes]:
    """A hub with the example of every kind in it."""
    return {**STAGE, **{place_of(kind): kind.example.encode() for kind in KINDS}}


def folder(path: str) -> dict[str, bytes]:
    return staging.folder(ROOT / path)


HUBS = {
    "every kind": everything,
    "daily": lambda: folder("tests/golden/daily/content"),
    "empty": lambda: folder("tests/golden/empty/content"),
    "measured": lambda: folder("tests/golden/measured/content"),
    "planning": lambda: folder("tests/golden/planning/content"),
    "small": lambda: folder("tests/golden/small/content"),
    "example": lambda: folder("content"),
}


@pytest.mark.parametrize(
    "hub", [pytest.param(name, marks=pytest.mark.slow if name == "example" else ()) for name in HUBS]
)
def test_no_word_is_missing_in_the_catalogs(hub: str, catalogs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pseudo.write_foreign(monkeypatch)
    files = HUBS[hub]()
    written = pseudo.plain(" ".join([*files, *(data.decode("utf-8", "ignore") for data in files.values())]))
    site, report = pseudo.site(files, catalogs, reference=False)
    found = {}
    for page in site.pages:
        told = [
            *pseudo.Words(page.html).found,
            page.title,
            page.kind,
            page.description,
            *(each.text for each in page.headings),
        ]
        found[page.uri] = pseudo.strange(told, written)
    for path, data in {**site.files, "report.html": report}.items():
        found[path] = pseudo.strange(pseudo.texts_of(path, data), written)
    assert [f"{path}: {text}" for path, texts in found.items() for text in texts] == []


def test_the_finder_finds() -> None:
    page = (
        '<p>ჟსპქიდედ <b>Not marked</b></p><a aria-label="Also not" href="x">მეტ</a><code>but code is</code><p>must</p>'
    )
    assert pseudo.strange(pseudo.Words(page).found, "") == ["Not marked", "Also not", "must", "must"]
    assert pseudo.strange(["written by an author"], "it was Written by an author here".lower()) == []


def test_the_nonsense_keeps_places_and_html() -> None:
    kept = pseudo.said("<b>%(day)s</b> until {number}, 100%%")
    assert kept.startswith("<b>%(day)s</b> ")
    assert kept.endswith(" {number}, 100%%")
    assert not pseudo.strange([kept.replace("%(day)s", "").replace("<b>", "").replace("</b>", "")], "")


def test_a_sentence_of_many() -> None:
    one, many = (str(say_many("{number} day", "{number} days", number=number)) for number in (1, 2))
    assert (one, many, str(say("since {day}", day=3))) == ("1 day", "2 days", "since 3")
