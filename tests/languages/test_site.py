"""A site in another language, built by the real commands: its own catalog beside mkdocs.yml is all that it takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import sites
from tests.languages import pseudo
from tests.sites import Site

HUB = (sites.ROOT / "tests" / "laws" / "base" / "hub.yml").read_text(encoding="utf-8")
Once = Callable[[str, Callable[[Path], object]], Path]


def in_language(tag: str) -> str:
    assert "languages: [en]" in HUB
    return HUB.replace("languages: [en]", f"languages: [{tag}]")


def built(folder: Path, tag: str, config: str = sites.PLAIN) -> None:
    pseudo.lay_catalog(folder / "locales", tag)
    done = sites.build(
        sites.lay_small(folder, {"content/hub.yml": in_language(tag), "docs/about.md": "# About\n"}, config)
    )
    assert done.code == 0, done.output
    assert "WARNING" not in done.output
    (folder / "log.txt").write_text(done.output, encoding="utf-8")


@pytest.fixture(scope="module")
def arabic(once: Once) -> Path:
    """A site in a seventh language, written from right to left: the package knows nothing of it."""
    return once("arabic", lambda folder: built(folder, "ar"))


def test_a_seventh_language_is_one_more_catalog(arabic: Path) -> None:
    site = Site(arabic / "site", (arabic / "log.txt").read_text(encoding="utf-8"))
    home = site.text("index.html")
    assert 'lang="ar"' in home
    assert 'dir="rtl"' in home
    assert pseudo.said("Needs attention") in home
    assert "نوفمبر" in home
    assert pseudo.said("Teams") in site.text("teams/index.html")
    assert pseudo.said("meetings and deadlines") in site.text("feeds/team/payments.ics").replace("\n ", "")
    assert f"{pseudo.said('What changed')}</title>" in site.text("feeds/changes.atom")
    assert list(site.wrong_links()) == []


def test_what_the_terminal_says(arabic: Path) -> None:
    status = sites.run([*sites.COEHUB, "status", "--today", sites.TODAY], arabic).output
    assert pseudo.said("{number} teams have answered").replace("{number}", "").split()[0] in status
    assert "teams have answered" not in status
    remind = sites.run([*sites.COEHUB, "remind", "--today", "2027-12-01", "--ahead", "366"], arabic).output
    assert pseudo.said("Late") in remind
    sites.run([*sites.COEHUB, "report", "--to", "report.html", "--force"], arabic)
    report = (arabic / "report.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in report
    assert pseudo.said("Adoption report") in report


def test_the_theme_s_language_counts_where_the_hub_names_none(tmp_path: Path) -> None:
    hub = HUB.replace("languages: [en]\n", "")
    config = sites.PLAIN.replace("name: material,", "name: material, language: de,")
    done = sites.build(sites.lay_small(tmp_path, {"content/hub.yml": hub, "docs/about.md": "# About\n"}, config))
    assert done.code == 0, done.output
    assert "23. November 2026" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_a_theme_of_the_command_line_is_that_of_all_languages(tmp_path: Path) -> None:
    sites.lay_small(tmp_path, {"content/hub.yml": HUB.replace("languages: [en]", "languages: [en, ro]")})
    assert sites.build(tmp_path, "--theme", "readthedocs", strict=False).code == 0
    for page in ("index.html", "ro/index.html"):
        assert "css/theme_extra.css" in (tmp_path / "site" / page).read_text(encoding="utf-8")


def test_a_language_that_the_theme_does_not_know(tmp_path: Path) -> None:
    built(tmp_path, "ckb")  # Central Kurdish, from right to left; Material has no words in it
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in home
    assert pseudo.said("Needs attention") in home


@pytest.mark.parametrize(("name", "text", "says"), [
    ("de.po", 'msgid "by %(day)s"\nmsgstr "bis"\n', "locales/de.po: “by %(day)s”: the place for 'day' is missing"),
    ("de.po", 'msgid "by', "locales/de.po cannot be read"),
    ("german.po", 'msgid "by"\nmsgstr "bis"\n', "locales/german.po is called like no language"),
])  # fmt: skip
def test_a_wrong_catalog_stops_with_one_clean_error(tmp_path: Path, name: str, text: str, says: str) -> None:
    folder = sites.lay_small(tmp_path, {f"locales/{name}": text, "docs/about.md": "# About\n"})
    for command in (
        ([*sites.MKDOCS, "build"], [*sites.COEHUB, "status"]) if "bis" in text else ([*sites.COEHUB, "status"],)
    ):
        done = sites.run(command, folder)
        assert done.code != 0
        assert says in done.output
        assert "Traceback" not in done.output
    assert not (folder / "site").exists()
