"""What leaves the site speaks its language, or says which other one it speaks; names for programs are the same in all."""

from __future__ import annotations

import csv
import datetime
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from hub_plugin import build
from hub_plugin.cli import main
from hub_plugin.model.catalogs import catalog, read_catalog
from hub_plugin.model.languages import language
from hub_plugin.model.texts import Text
from hub_plugin.outputs import badges, calendars, feeds_atom, llms
from hub_plugin.outputs.prose import Renderer
from hub_plugin.publishing.whole import fault
from tests import staging
from tests.calendars.reading import READERS, lines_of, read_back
from tests.languages import pseudo
from tests.languages.test_words import everything
from tests.laws.test_kinds import STAGE
from translating import LANGUAGES, path_of

TODAY = datetime.date(2026, 11, 23)
ALL = ("en", *LANGUAGES)
each_language = pytest.mark.parametrize("tag", LANGUAGES)
Files = dict[str, bytes]


def leaving(reading: build.Reading, tag: str, url: str = "") -> Files:
    """Return everything that leaves beside the pages and the API, in a language."""
    now = build.derive(reading.hub, TODAY).within(tag)
    frame = build.Frame(language=tag, site_url=url)
    names = build.naming(reading.hub, now, frame)
    made = build.audit(reading.hub, now, frame) | calendars.files(now, names) | badges.files(now, names)
    made |= feeds_atom.files(now, names, Renderer(lambda *_: None))
    return made | llms.files(now, names, [], sorted(made))


@pytest.fixture(scope="module")
def foreign() -> build.Reading:
    """A hub with everything in it, whose authors write in Cyrillic letters: English words are ours."""
    with pytest.MonkeyPatch.context() as patch:
        pseudo.write_foreign(patch)
        return staging.read(everything())


@pytest.fixture(scope="module")
def spoken(foreign: build.Reading) -> Callable[[str], Files]:
    """What leaves that hub in a language, made once."""
    return cache(lambda tag: leaving(foreign, tag))


@cache
def english(tag: str) -> re.Pattern[str]:
    """Return what finds an English sentence or word of ours that a language says otherwise."""
    source = read_catalog(path_of(tag))
    said = {
        form for each in source if each.id for form in ([each.string] if isinstance(each.string, str) else each.string)
    }
    whole, inside = set(), set()
    for message in source:
        forms = (message.id,) if isinstance(message.id, str) else message.id
        for form in forms if message.id else ():
            pieces = re.split(r"%\(\w+\)s|\{\w+\}|<[^<>]*>", form.replace("%%", "%"))
            letters = len(re.findall("[A-Za-z]", "".join(pieces)))
            if form not in said and (letters > 3 or (letters and len(pieces) == 1)):  # "W%(week)s" would find any word
                whole.add(".*?".join(map(re.escape, pieces)))
                longer = (each.strip() for each in pieces if len(re.findall("[A-Za-z]+", each)) > 2)
                inside |= {re.escape(each) for each in longer if each not in said}
    return re.compile(f"(?:{'|'.join(sorted(whole))})\\Z|.*?(?:{'|'.join(sorted(inside))})")


def words_in(path: str, data: bytes) -> Iterator[str]:
    """Yield what people read in a file that leaves: cell by cell, line by line."""
    text = data.decode("utf-8-sig")
    if path.endswith(".csv"):
        yield from (cell for row in rows_of(data) for cell in row)
    else:
        yield from pseudo.texts_of(path, text.encode())


def rows_of(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.split("\n")[0] else ","))


@each_language
def test_nothing_english_leaves(spoken: Callable[[str], Files], tag: str) -> None:
    made = spoken(tag)
    assert {
        "data/goals.csv",
        "feeds/attention.atom",
        "feeds/all.ics",
        "badges/hub.svg",
        "report.html",
        "llms.txt",
    } <= set(made)
    found = [
        f"{path}: {text}"
        for path, data in made.items() if not path.endswith(".json")
        for text in words_in(path, data) if english(tag).match(text.strip())
    ]  # fmt: skip
    assert found == []


def test_the_finder_finds() -> None:
    finds = english("de")
    assert finds.match("Due soon")
    assert finds.match("Черне: Raised with nobody yet; to be raised by 3. Mai")
    assert finds.match("Cancelled: Черне")
    assert not finds.match("Status")
    assert not finds.match("Abgesagt: Черне")


@pytest.mark.parametrize("tag", ["hu", "zh"])
def test_pages_without_doubled_marks(foreign: build.Reading, tag: str) -> None:
    """A day may end in a full stop (Hungarian), and Chinese has marks of its own."""
    site = build.site(foreign.hub, build.derive(foreign.hub, TODAY), build.Frame(language=tag, reference=False))
    texts = [(page.uri, re.sub(r"<(pre|code)\b.*?</\1>", "", page.html, flags=re.DOTALL)) for page in site.pages]
    wrong = re.compile(r"[^.]\.\.(?!\.)|[\u4e00-\u9fff][,;:.](?:\s|$)")
    found = [
        f"{uri}: {line.strip()[:80]}"
        for uri, text in texts
        for line in html.unescape(re.sub(r"<[^>]+>", "", text)).split("\n") if wrong.search(line)
    ]  # fmt: skip
    assert found == []
    assert not [uri for uri, text in texts if re.search(r"[，。：；](?:</\w+>)* +\S", text)]


def test_a_full_stop_stands_once() -> None:
    names = build.naming(STAGED.hub, build.derive(STAGED.hub, TODAY), build.Frame(language="hu"))
    say = names.speaker.words.say  # type: ignore[attr-defined]
    ended = names.speaker.words.ended  # type: ignore[attr-defined]
    assert say("As of %(day)s.", day="2026. nov. 24.").count(".") == 3
    assert (ended("2026. nov. 24."), ended("nov"), ended("Why?")) == ("2026. nov. 24.", "nov.", "Why?")


def test_words_of_two_meanings() -> None:
    chinese, swedish = catalog("zh"), catalog("sv")
    assert chinese.pgettext("figures", "Values") != chinese.pgettext("what the centre stands for", "Values")
    assert swedish.pgettext("must, should or may", "Level") != swedish.pgettext("of maturity", "Level")
    assert chinese.pgettext("a gap", "answered") != chinese.pgettext("before links", "answered")
    assert catalog("en").pgettext("figures", "Values") == "Values"


# Tables


STAGED = staging.read(STAGE)


@pytest.mark.parametrize("tag", ALL)
def test_tables_say_heads_and_keep_names(spoken: Callable[[str], Files], tag: str) -> None:
    made = spoken(tag)
    told, plain = (json.loads(each["data/csv-metadata.json"]) for each in (made, spoken("en")))
    assert [[column["name"] for column in each["tableSchema"]["columns"]] for each in told["tables"]] == [
        [column["name"] for column in each["tableSchema"]["columns"]] for each in plain["tables"]
    ]
    assert told["@context"][1] == {"@language": tag}
    comma = language(tag).decimal == ","
    assert told["dialect"]["delimiter"] == (";" if comma else ",")
    assert {f"data/{each['url']}" for each in told["tables"]} == {path for path in made if path.endswith(".csv")}
    for each in told["tables"]:
        assert fault(f"data/{each['url']}", made[f"data/{each['url']}"]) == "", "a release would not be switched in"
        head, *rows = rows_of(made[f"data/{each['url']}"])
        columns = each["tableSchema"]["columns"]
        assert head == [column["titles"] for column in columns]
        assert len({column["name"] for column in columns}) == len(columns)
        assert all(re.fullmatch(r"[A-Za-z0-9.][A-Za-z0-9_.]*", column["name"]) for column in columns)
        for row in rows:
            for column, cell in zip(columns, row, strict=True):
                reads(cell, column["datatype"])


def reads(cell: str, datatype: Any) -> None:
    """Read a cell as its column says."""
    if not cell:
        return
    if datatype == "date":
        datetime.date.fromisoformat(cell)
    elif datatype == "integer":
        int(cell)
    elif isinstance(datatype, dict):
        assert datatype["format"]["decimalChar"] in (".", ",")
        Decimal(cell.replace(datatype["format"]["decimalChar"], "."))


# Two languages


TWO = {
    "hub.yml": "format: 1\nname: {en: Centre, ro: Centru}\nmission: Help each other.\ntimezone: Europe/Bucharest\nlanguages: [en, ro]\n",
    "teams/office.yml": "name: {en: Office, ro: Birou}\n",
    "teams/lab.yml": "name: Lab\n",
    "calendars/all.yml": """\
title: {en: Days, ro: Zile}
owner: office
events:
  told: {title: {en: Day out, ro: Excursie}, when: 2026-12-01, place: {en: Hall, ro: Sală}, text: Bring shoes.}
  untold: {title: Feast, when: 2026-12-02}
  lost: {title: {en: Lost, ro: Pierdut}, when: 2026-12-03, status: cancelled}
  both: {title: Race, when: 2026-12-04, status: cancelled}
""",
    "updates/2026-11-16-open.md": "---\ntitle: {en: We are open, ro: S-a deschis}\ndate: 2026-11-16\n---\nCome in.\n",
    "updates/2026-11-17-still.md": "---\ntitle: Still open\ndate: 2026-11-17\n---\nCome in.\n",
}


@pytest.fixture(scope="module")
def two() -> dict[str, Files]:
    reading = staging.read({path: text.encode() for path, text in TWO.items()})
    assert reading.failing(["error"]) == ()
    return {
        tag: leaving(reading, tag, f"https://hub.example.org/{'' if tag == 'en' else tag + '/'}")
        for tag in ("en", "ro")
    }


def test_a_text_says_its_language() -> None:
    text = Text.of({"en": "Day", "ro": "Zi"}, "en")
    assert [text.spoken(tag, "en") for tag in ("en", "ro", "ro-MD", "de")] == ["en", "ro", "ro", "en"]
    assert Text("Day").spoken("ro", "en") == "en"
    assert Text.of({"ro": "Zi", "de": "Tag"}, "en").spoken("sv", "en") == "ro"


@pytest.mark.readers
@pytest.mark.parametrize("reader", READERS)
def test_calendars_carry_their_language(two: dict[str, Files], reader: str) -> None:
    feeds = {tag: made["feeds/all.ics"] for tag, made in two.items()}
    found = read_back(feeds, reader, TODAY, TODAY + datetime.timedelta(days=30))
    assert set(found["en"]["spoken"]) == set(found["ro"]["spoken"]), "the same UIDs"
    spoken = {uid.partition("#")[2].partition(":")[0]: each for uid, each in found["ro"]["spoken"].items()}
    assert spoken["told"] == {"SUMMARY": "ro", "LOCATION": "ro", "DESCRIPTION": "en"}
    assert spoken["untold"]["SUMMARY"] == "en"
    assert spoken["lost"]["SUMMARY"] == "ro"
    assert spoken["both"]["SUMMARY"] == "", "a sentence of ours around a title in another language is in neither"
    words = {each["summary"]: each["place"] for each in found["ro"]["occurrences"]}
    assert words["Excursie"] == "Sală"
    assert {"Feast", "Anulat: Pierdut"} <= set(words)


def test_the_names_of_calendars(two: dict[str, Files]) -> None:
    romanian = lines_of(two["ro"]["feeds/all.ics"])
    assert "NAME;LANGUAGE=ro:Centru" in romanian
    assert "X-WR-CALNAME:Centru" in romanian
    assert "NAME;LANGUAGE=en:Centre" in lines_of(two["en"]["feeds/all.ics"])
    assert "NAME:Lab: ședințe și termene" in lines_of(two["ro"]["feeds/team/lab.ics"]), "two languages in one name"


def test_feeds_carry_their_language(two: dict[str, Files]) -> None:
    atom, lang = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}lang"
    made = {tag: ElementTree.fromstring(each["feeds/updates.atom"]) for tag, each in two.items()}
    assert {tag: each.get(lang) for tag, each in made.items()} == {"en": "en", "ro": "ro"}
    ids = {tag: [entry.findtext(atom + "id") for entry in each.iter(atom + "entry")] for tag, each in made.items()}
    assert ids["en"] == ids["ro"]
    assert made["en"].findtext(atom + "id") == "tag:hub.example.org,2026:feeds/updates.atom"
    assert made["ro"].findtext(atom + "id") == "tag:hub.example.org,2026:ro/feeds/updates.atom"
    titles = {each.text: each.get(lang) for each in made["ro"].iter(atom + "title")}
    assert titles == {"Centru: Noutăți": None, "Still open": "en", "S-a deschis": None}
    assert {each.get(lang) for each in made["ro"].iter(atom + "content")} == {"en"}
    assert not any(each.get(lang) for each in made["en"].iter(atom + "title"))


def test_the_report_marks_what_is_not_translated(two: dict[str, Files]) -> None:
    assert '<span lang="en">Help each other.</span>' in two["ro"]["report.html"].decode()
    assert "<h1>Centru</h1>" in two["ro"]["report.html"].decode()
    assert "<span lang=" not in two["en"]["report.html"].decode()


def test_badges_are_as_wide_as_their_words() -> None:
    now = build.derive(STAGED.hub, TODAY)
    for tag in ("en", "zh"):
        made = badges.files(now, build.naming(STAGED.hub, now, build.Frame(language=tag)))["badges/hub.svg"].decode()
        assert f' lang="{tag}" ' in made
        drawn = re.findall(r'<text x="[\d.]+" y="15" textLength="(\d+)"[^>]*>([^<]*)<', made)
        assert all(int(width) == 7 * sum(2 if ord(each) > 0x2E80 else 1 for each in text) for width, text in drawn)
        edges = [float(each) for each in re.findall(r'<text x="([\d.]+)"', made)]
        assert all(before < after for before, after in pairwise(edges))
    assert len(badges._fit("中" * 60)) < len(badges._fit("m" * 60))


# The command


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, list(words))
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, data in {
        **STAGE,
        "hub.yml": STAGE["hub.yml"].replace(b"languages: [en]", b"languages: [en, ro]"),
    }.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_bytes(data)
    session = "---\nactions:\n  late: {text: Call them, owner: ana-pop, due: 2026-02-10}\n---\n"
    (tmp_path / "content/meetings/steering/2026-02-03.md").write_text(session, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("verb", ["status", "remind", "report"])
def test_a_verb_speaks_a_language(here: Path, verb: str) -> None:
    day = ("--today", "2027-12-01")
    said = {}
    for tag in ("", "ro"):
        words = (
            verb,
            *day,
            *(("--language", tag) if tag else ()),
            *(("--to", f"report{tag}.html") if verb == "report" else ()),
        )
        done = run(*words)
        assert done.exit_code == 0, done.output
        said[tag] = (here / f"report{tag}.html").read_text("utf-8") if verb == "report" else done.output
    assert said[""] != said["ro"]
    assert {"status": "decembrie 2027", "remind": "Cu întârziere", "report": '<html lang="ro"'}[verb] in said["ro"]
    wrong = run(verb, "--language", "tlh", *day)
    assert wrong.exit_code == 2
    assert wrong.output == "Error: this hub does not speak 'tlh', only en, ro; 'languages' in hub.yml names them\n"


def test_a_mail_says_its_language(here: Path) -> None:
    (here / "content/people/ana-pop.yml").write_text("name: Ana Pop\ncontact: ana@example.org\n", encoding="utf-8")
    done = run(
        "remind",
        "--language",
        "RO",
        "--today",
        "2027-12-01",
        "--ahead",
        "366",
        "--mail",
        "out",
        "--from",
        "hub@example.org",
    )
    assert done.exit_code == 0, done.output
    found = [path.read_bytes() for path in (here / "out").iterdir()]
    assert found
    assert all(b"Content-Language: ro\r\n" in each for each in found)
