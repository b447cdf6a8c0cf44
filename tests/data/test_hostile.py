"""Hostile text in every field, also as no reader would let it through: what leaves stays well-formed and runs nothing."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub_plugin.model.hub import Hub
from hub_plugin.model.names import clean
from hub_plugin.outputs.badges import badge
from hub_plugin.outputs.feeds_atom import moment
from hub_plugin.outputs.tables.cells import cell, harmless, table
from hub_plugin.outputs.tables.heads import HEADS
from tests.data import hubs

TEXTS = (
    "<script>alert(1)</script>", "</title></svg><script>alert(1)</script>", "]]>", "<![CDATA[", "&amp;&lt;&#0;", "\x00\x01\x1b[31m\x7f\x85",
    '=HYPERLINK("https://evil.example/","x")', "+1;=1+1", "-1", "@SUM(1)", "\t=1", "\r=1", "a;=1|@2", '","=1', "1.10", "2026-11-23",
    "“ﬁ” \u202e\u2028\u200b", "💥" * 50, "\ufffe\uffff", "[a](javascript:alert(1)) ![x](https://evil.example/x.png)", "javascript:alert(1)",
    "[[standard/prepared-meetings|]]", "{{ 7*7 }}{% x %}", "%(x)s {x} %s", "a\nb\r\nc", "", " ",
)  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"
SVG = "{http://www.w3.org/2000/svg}"
DANGEROUS = re.compile(r"^\s*[=+\-@＝＋－＠\t\r]")
# The columns that hold figures, which may be below zero; a text that looks like one has an apostrophe.
FIGURES = {
    str(HEADS[name])
    for name in (
        "value",
        "target_low",
        "target_high",
        "limit_low",
        "limit_high",
        "wanted_low",
        "wanted_high",
        "deviation",
        "actual",
    )
}
anything = st.text(st.characters(exclude_categories=()), max_size=60)
readable = st.text(
    st.characters(exclude_categories=("Cs",)), max_size=60
)  # halves of characters: the reader lets none in


@cache
def small() -> Hub:
    return hubs.read(hubs.SMALL).hub


def check(made: dict[str, bytes]) -> None:
    """Assert that everything is well-formed and harmless."""
    for path, data in made.items():
        text = data.decode("utf-8")
        if path.endswith(".json"):
            json.loads(text)
        elif path.endswith(".csv"):
            check_csv(data)
        elif path.endswith(".svg"):
            check_svg(data)
        elif path.endswith(".atom"):
            check_atom(data)
        elif path.endswith(".html"):
            check_html(text)
        elif path == "llms.txt":
            assert not re.search(r"(?<!\\)<(?=[a-z!/])", text), text


def check_csv(data: bytes) -> None:
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert data.count(b"\n") == data.count(b"\r\n") == len(rows)
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for name, each in zip(rows[0], row, strict=True):
            figure = name in FIGURES and re.fullmatch(r"-\d+(\.\d+)?", each)  # below zero, and no formula
            assert figure or not DANGEROUS.match(each), each
            assert not re.search(r"[;|]\s*[=+\-@]", each), each


def check_svg(data: bytes) -> None:
    root = ElementTree.fromstring(data)
    assert root.tag == SVG + "svg"
    assert root.find(SVG + "title") is not None
    assert root.find(SVG + "desc") is not None
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {"svg", "title", "desc", "rect", "g", "text"}
    assert not [
        name
        for each in root.iter()
        for name in each.attrib
        if name.startswith("on") or "href" in name or name == "style"
    ]


def check_atom(data: bytes) -> None:
    root = ElementTree.fromstring(data)
    assert root.tag == ATOM + "feed"
    ids = [each.text or "" for each in root.iter(ATOM + "id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"tag:[a-z.]+,\d{4}(-\d\d-\d\d)?:[\w/:@%.+~-]+", each) for each in ids), ids
    for each in (root, *root.iter(ATOM + "entry")):
        for needed in ("id", "title", "updated"):
            assert len(each.findall(ATOM + needed)) == 1
    for each in root.iter(ATOM + "updated"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", each.text or "")
    for each in root.iter(ATOM + "content"):
        check_markup(each.text or "")
    for each in root.iter(ATOM + "link"):
        assert not each.attrib["href"].startswith("javascript:")


def check_markup(text: str) -> None:
    page = tags_of(text)
    assert not {tag for tag, _ in page if tag in ("script", "iframe", "img", "style", "svg", "object")}
    for _, attributes in page:
        assert not [name for name in attributes if name.startswith("on")]
        assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get("href") or "")


def tags_of(text: str) -> list[tuple[str, dict[str, str | None]]]:
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    reader = Reader()
    reader.feed(text)
    reader.close()
    return found


def check_html(text: str) -> None:
    tags = tags_of(text)
    assert not {tag for tag, _ in tags} & {"script", "iframe", "img", "object", "embed", "link", "base", "form", "svg"}
    for _, attributes in tags:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("src", "srcset", "style", "background")
        ]
        href = attributes.get("href")
        assert href is None or re.match(r"(#|https?://|mailto:)", href), href
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("site_url", ["", hubs.SITE])
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_text_in_every_field(text: str, site_url: str) -> None:
    check(hubs.printed(hubs.damaged(small(), text), site_url))


@settings(max_examples=25)
@given(readable)
def test_any_text_in_every_field(text: str) -> None:
    check(hubs.printed(hubs.damaged(small(), text)))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_text_in_records(text: str) -> None:
    """The same through the reader, which refuses some of it; what is left of the hub leaves well."""
    written = json.dumps(text, ensure_ascii=False)
    reading = hubs.read({**hubs.SMALL, "updates/a.yml": f"title: {written}\ndate: 2026-11-01\ntext: {written}\n",
                         "teams/service.yml": f"name: {written}\nlead: ana-pop\nmembers: [ana-pop, mara-ionescu]\n"})  # fmt: skip
    check(hubs.printed(reading.hub, reading=reading))


@given(anything)
def test_clean_texts_are_fit_for_xml(text: str) -> None:
    made = ElementTree.fromstring(badge(text, text, text, text, "en"))
    assert (made.findtext(SVG + "title") or "") == clean(text)


@given(st.lists(st.lists(anything, min_size=3, max_size=3), min_size=1))
def test_tables_are_read_back(rows: list[list[str]]) -> None:
    shown = [[clean(each) for each in row] for row in rows]
    check_csv(table(shown))
    back = list(csv.reader(io.StringIO(table(shown).decode("utf-8-sig"), newline="")))
    assert back == [[harmless(each) for each in row] for row in shown]


def test_cells() -> None:
    assert [cell(each) for each in (12, None, "12", "v2.10", "1.10", "=1", "a;=1", 'say "so"', "a\nb", "-", "x=1")] == [
        "12", "", "'12", "v2.10", "'1.10", "'=1", "\"a;'=1\"", '"say ""so"""', "a b", "'-", "x=1"
    ]  # fmt: skip


def test_days_begin_in_the_hub_s_zone() -> None:
    zone = ZoneInfo("Europe/Bucharest")
    assert moment(datetime.date(2026, 11, 23), zone) == "2026-11-23T00:00:00+02:00"
    assert moment(datetime.date(1900, 1, 1), zone) == "1900-01-01T00:00:00Z"


def entries(data: bytes) -> Iterator[ElementTree.Element]:
    yield from ElementTree.fromstring(data).iter(ATOM + "entry")


def test_links_in_news_are_seen_from_the_feed() -> None:
    for site_url, links in (
        ("", ["../standards/prepared-meetings/", "https://example.org/a?b=1&c=2", "../updates/", "../updates/2026-11-20-we-begin/#below"]),
        (hubs.SITE, [hubs.SITE + "standards/prepared-meetings/", "https://example.org/a?b=1&c=2", hubs.SITE + "updates/",
                     hubs.SITE + "updates/2026-11-20-we-begin/#below"]),
    ):  # fmt: skip
        entry = next(entries(hubs.printed(small(), site_url)["feeds/updates.atom"]))
        content = entry.find(ATOM + "content")
        assert content is not None
        assert content.attrib["type"] == "html"
        assert [attributes["href"] for tag, attributes in tags_of(content.text or "") if tag == "a"] == links


def test_ids_stay_when_the_day_changes() -> None:
    def ids(name: str, day: int) -> set[str]:
        made = hubs.printed(small(), today=hubs.TODAY.replace(day=day))
        return {each.findtext(ATOM + "id") or "" for each in entries(made[name])}

    for name in ("feeds/updates.atom", "feeds/changes.atom", "feeds/attention.atom"):
        assert ids(name, 24) == ids(name, 25)
        assert ids(name, 24)
