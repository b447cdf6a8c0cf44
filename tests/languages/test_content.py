"""The example hub in its further languages: whatever is translated is what a page says, wherever the text is used."""

from __future__ import annotations

import datetime
import html
import re

import pytest

from hub_plugin import build
from hub_plugin.model.hub import Hub
from hub_plugin.model.page import Frame
from hub_plugin.model.texts import Neutral, Text
from hub_plugin.opening import open_hub
from hub_plugin.outputs.pages.foreign import FOREIGN, shortened
from tests import sites

DAY = datetime.date(2026, 11, 23)
TOO_SHORT = 10  # a word of one page may be a word of another language
_MARKED = re.compile(
    rf'<(span|div|th|a) lang="[^"]*"(?: class="{FOREIGN}")?>.*?</\1>|<(text|tspan|title) lang="[^<>]*>[^<]*</\2>',
    re.DOTALL,
)
_CODE = re.compile(r"<(pre)\b.*?</\1>|<table>.*?</table>", re.DOTALL)  # what lies inside files
_ATTRIBUTE = re.compile(r'(?:title|aria-label|placeholder|alt|data-toc)="([^"]*)"')


@pytest.fixture(scope="module")
def hub() -> Hub:
    return open_hub(sites.ROOT / "content", DAY.isoformat()).reading.hub


def said(page: str) -> str:
    """Return what a page says in its own language."""
    own = _MARKED.sub(" ", _CODE.sub(" ", page))
    return " ".join(html.unescape(" ".join([re.sub(r"<[^>]+>", " ", own), *_ATTRIBUTE.findall(own)])).split())


def sources(hub: Hub, tag: str) -> dict[str, str]:
    """Return the texts of one line that a language says in other words, each with the record that holds it."""
    texts = [
        (about, each)
        for about, held in hub.spoken.items()
        if hub.shows(about)
        for each in held
        if isinstance(each, Text)
    ]
    whole = " | ".join(str(each) for _, each in texts if tag not in each.others)
    found = {}
    for about, each in texts:
        line = " ".join(str(each).split())
        translated = tag in each.others and not isinstance(each, Neutral) and each.within(tag) != each
        if line in hub.vocabulary.used:
            continue  # test_plain.py asks about the words of the hub's list, which stand in addresses and ids too
        if translated and len(line) >= TOO_SHORT and line not in whole and not re.search(r"[\[*`_\n]", each):
            found[line] = str(about)
    return found


@pytest.mark.parametrize(("tag", "least"), [("de", 700), ("ro", 700), ("zh", 80)])
def test_what_is_translated_is_never_said_in_english(hub: Hub, tag: str, least: int) -> None:
    known = sources(hub, tag)
    assert len(known) > least
    pages = build.site(hub, build.derive(hub, DAY), Frame(language=tag, reference=False)).pages
    wrong = []
    for page in pages:
        if page.uri.startswith("translations/"):
            continue  # it shows sources on purpose
        text = said(page.html)
        wrong += [f"{page.uri}: {line} ({about})" for line, about in known.items() if line in text]
    assert wrong == []


@pytest.mark.parametrize("most", range(1, 40))
def test_a_text_that_is_cut_ends_what_it_begins(most: int) -> None:
    start, end = "\ufde1", "\ufdd0"
    text = f"Danach prüfen: {start}Find out with Digital how many{end} und mehr davon"
    made = shortened(text, most)
    assert made.count(start) == made.count(end)
    assert made == text or len(made.replace(start, "").replace(end, "")) <= max(most, len("Danach…"))
    assert shortened(text, 400) == text
