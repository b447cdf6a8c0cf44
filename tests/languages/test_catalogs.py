"""The catalogs: each holds every message and no other, and nothing in a translation can break a page."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from hub_plugin.model.catalogs import OURS, CatalogError, catalog, faults, read_catalog
from tests.languages import pseudo
from translating import LANGUAGES, is_done, path_of, template, updated

# The languages in which every message is translated, and must stay so. A translator who has done the last one adds the language.
COMPLETE: tuple[str, ...] = ("de", "hu", "ro", "sv", "zh")

each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def source() -> Catalog:
    return template()


def test_every_catalog_is_named() -> None:
    assert {path.stem for path in OURS.glob("*.po")} == set(LANGUAGES)
    assert set(COMPLETE) <= set(LANGUAGES)


@each_language
def test_a_catalog_is_up_to_date(language: str, source: Catalog) -> None:
    data, gone = updated(language, source)
    assert gone == [], "translations that nothing asks for: run 'make messages'"
    assert path_of(language).read_bytes() == data, "messages are missing or out of date: run 'make messages'"


@each_language
def test_no_translation_breaks_a_page(language: str) -> None:
    found = read_catalog(path_of(language))
    wrong = [(message.id, fault) for message in found if message.id for fault in faults(message.id, message.string)]
    assert wrong == []


@each_language
def test_nothing_is_fuzzy_or_kept_from_before(language: str) -> None:
    found = read_catalog(path_of(language))
    assert [message.id for message in found if message.id and message.fuzzy] == []
    assert list(found.obsolete) == []


@each_language
def test_plural_forms(language: str) -> None:
    found = read_catalog(path_of(language))
    assert found.num_plurals == len(Locale.parse(language, sep="-").plural_form.tags | {"other"})
    wrong = [each.id for each in found if isinstance(each.id, tuple) and len(each.string) != found.num_plurals]
    assert wrong == []


@each_language
def test_what_is_complete_stays_complete(language: str) -> None:
    open_ = [message.id for message in read_catalog(path_of(language)) if message.id and not is_done(message.string)]
    assert language not in COMPLETE or open_ == []


def test_what_is_collected(source: Catalog) -> None:
    ids = {message.id if isinstance(message.id, str) else message.id[0] for message in source}
    assert {
        "Adoption",
        "partly met",
        "must",
        "superseded by",
        "mentioned in",
        "Who has met it and can be asked:",
    } <= ids
    assert "{team}: {number} answer to confirm, because the requirement changed" in ids
    assert "What the format takes" not in ids
    assert not any(place for message in source for place, _ in message.locations if "reference" in place)


@pytest.mark.parametrize(("source", "said", "wrong"), [
    ("by %(day)s", "bis %(day)s", []),
    ("by %(day)s", "bis %(tag)s", ["the place for 'day' is missing", "there is no 'tag' to put in"]),
    ("{team} left", "weg", ["the place for 'team' is missing"]),
    ("{team} left", "{team} ist weg {", ["a brace is left open"]),
    ("100%% sure", "100%% sicher", []),
    ("sure", "100% sicher", ["a percent sign is written %% here"]),
    ("a <b>word</b>", "ein <b>Wort</b>", []),
    ("a word", "<script>alert(1)</script>", ["the HTML </script> is not in the source", "the HTML <script> is not in the source"]),
    (("%(num)s day", "%(num)s days"), ("ein Tag", "%(num)s Tage"), []),
    (("%(num)s day of %(all)s", "%(num)s days of %(all)s"), ("ein Tag", "%(num)s Tage von %(all)s"), ["the place for 'all' is missing"]),
    ("a word", "", []),
])  # fmt: skip
def test_faults(source: str, said: str, wrong: list[str]) -> None:
    assert faults(source, said) == wrong


def write(folder: Path, name: str, *messages: tuple[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    (folder / name).write_text(
        text + "".join(f'\nmsgid "{one}"\nmsgstr "{other}"\n' for one, other in messages), encoding="utf-8"
    )
    return folder


def test_catalogs_before_ours_and_broader_ones(tmp_path: Path) -> None:
    own = write(tmp_path / "own", "de.po", ("Adoption", "Verbreitung"))
    assert catalog("de", (own,)).gettext("Adoption") == "Verbreitung"
    assert catalog("de-AT", (own,)).gettext("Adoption") == "Verbreitung"
    assert (
        catalog("zh-Hant", (write(tmp_path / "chinese", "zh.po", ("Adoption", "采用")),)).gettext("Adoption")
        == "Adoption"
    )
    assert (
        catalog("en", (write(tmp_path / "english", "en.po", ("Adoption", "Uptake")),)).gettext("Adoption") == "Uptake"
    )
    assert catalog("qq").gettext("Adoption") == "Adoption"


def test_a_catalog_that_changes_is_read_again(tmp_path: Path) -> None:
    own = write(tmp_path, "de.po", ("Adoption", "Verbreitung"))
    assert catalog("de", (own,)).gettext("Adoption") == "Verbreitung"
    write(tmp_path, "de.po", ("Adoption", "Übernahme, neu"))
    assert catalog("de", (own,)).gettext("Adoption") == "Übernahme, neu"


@pytest.mark.parametrize(
    "text",
    ['msgid "a', 'msgid "a"\nmsgstr "\xff"', 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=__import__;\\n"\n'],
)
def test_a_catalog_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "de.po").write_bytes(text.encode("latin-1"))
    with pytest.raises(CatalogError, match=r"^de\.po"):
        catalog("de", (tmp_path,))


def test_a_catalog_with_faults_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "de.po", ("by %(day)s", "bis"))
    with pytest.raises(CatalogError, match=r"“by %.day.s”: the place for 'day' is missing"):
        catalog("de", (tmp_path,))


def test_the_nonsense_is_complete(tmp_path: Path) -> None:
    said = catalog(pseudo.LANGUAGE, (pseudo.lay_catalog(tmp_path),))
    assert said.gettext("Adoption") == pseudo.said("Adoption")


@pytest.mark.parametrize("language", ["fr", "es", "it", "pt", "pl", "ar"])
def test_a_further_language_is_begun(language: str) -> None:
    data, gone = updated(language, Catalog())
    assert gone == []
    assert read_po(io.BytesIO(data)).num_plurals == len(Locale(language).plural_form.tags | {"other"})
    forms = gettext.c2py(re.search(rb"plural=(.*);", data)[1].decode())  # type: ignore[index, attr-defined]
    assert len({forms(number) for number in (0, 1, 2, 3, 5, 11, 100, 1_000_000)}) > 1
