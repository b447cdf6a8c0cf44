"""A language that nobody speaks: every sentence of ours in Georgian letters, everything that an author wrote in Cyrillic ones.

What is left in Latin letters on a page went through neither: a word that is not in the catalogs.
"""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from string import ascii_letters
from typing import Any

from babel.messages.pofile import write_po

from hub_plugin import build
from hub_plugin.model import fields, links, vocabulary
from hub_plugin.model.page import Site
from hub_plugin.model.texts import Text
from hub_plugin.outputs.pages.wording import WORDS
from tests.sites import TODAY
from translating import Catalog, template

LANGUAGE = "ka"
_OURS = str.maketrans(ascii_letters, "".join(chr(0x10D0 + number % 26) for number in range(52)))
_THEIRS = str.maketrans(
    ascii_letters,
    "".join(chr(0x430 + number) for number in range(26)) + "".join(chr(0x410 + number) for number in range(26)),
)
# What is no word inside a sentence: places for values, HTML; inside an author's text: links, code, addresses.
_KEPT_OURS = re.compile(r"(%\(\w+\)s|\{\w*\}|<[^<>]*>|%%)")
_KEPT_THEIRS = re.compile(r"(\[\[[^\]]*\]\]|\]\([^)]*\)|`[^`]*`|<[^<>]*>|\w+://\S+|&\w+;)")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,'’/_-]*[A-Za-z]")
_PREVIEW = re.compile(r'<div class="coehub-preview".*?</div>', re.DOTALL)  # how a file begins that somebody offers
_ADDRESS = re.compile(
    r"\S+://\S+|\{\w+\}|\b\d{4}-[wW]\d\d\b|\b[IVX]+\b|[A-Z]+, \d+ B\b|\b[a-z-]+/[a-z0-9/-]+|\b[A-Z]{1,4}-?\d+\b"
)
# … also weeks, the numbers of quarters, and the codes of records
# What is the same in every language: names of formats, units of size, the program's own name.
KNOWN = frozenset({"API", "CSV", "JSON", "KB", "MB", "mkdocs-coehub", "json", "atom", "ics", "csv",
                   "met, partly, not-met, not-applicable, exempt, silent, confirm"})  # fmt: skip


def said(text: str, letters: dict[int, Any] = _OURS, kept: re.Pattern[str] = _KEPT_OURS) -> str:
    """Return a text in other letters."""
    return "".join(part if number % 2 else part.translate(letters) for number, part in enumerate(kept.split(text)))


def lay_catalog(folder: Path, language: str = LANGUAGE, say: Callable[[str], str] = said) -> Path:
    """Write the catalog of a language into a folder, every message translated."""
    made = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for message in template():
        if message.id:
            one = message.id if isinstance(message.id, str) else message.id[-1]
            forms = say(one) if isinstance(message.id, str) else (say(one),) * made.num_plurals
            made.add(message.id, forms, flags=message.flags, context=message.context)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{language}.po").open("wb") as file:
        write_po(file, made)
    return folder


def write_foreign(monkeypatch: Any) -> None:
    """Let every text that authors write come in Cyrillic letters from now on."""
    before = fields.said_text

    def texts(value: Any, kind: type[Text], tidy: Callable[[str], str]) -> Text:
        text = before(value, kind, tidy)
        return kind(said(str(text), _THEIRS, _KEPT_THEIRS))

    for module in (fields, links, vocabulary):
        monkeypatch.setattr(module, "said_text", texts)


def site(files: Mapping[str, bytes], catalogs: Path, language: str = LANGUAGE, **frame: Any) -> tuple[Site, bytes]:
    """Print the site of a hub in a language, and its report."""
    reading = build.read(files, files)
    now = build.derive(reading.hub, datetime.date.fromisoformat(TODAY))
    around = build.Frame(language=language, catalogs=(catalogs,), read=lambda path: files[path], **frame)
    return build.site(reading.hub, now, around), build.audit(reading.hub, now, around)["report.html"]


def texts_of(path: str, data: bytes) -> Iterator[str]:
    """Yield what a reader finds in a file beside the pages: the names of events, the words of a feed or a picture."""
    text = data.decode()
    if path.endswith(".ics"):
        for line in text.replace("\r\n ", "").splitlines():
            if line.startswith(("SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME")):
                yield line.partition(":")[2].replace("\\n", "\n")
    elif path.endswith((".atom", ".svg")):
        for line in re.findall(r"<(?:title|content|name|text|desc)\b[^>]*>([^<>]+)<", text):
            yield html.unescape(re.sub(r"<[^>]+>", " ", html.unescape(line)))
    elif path.endswith(".txt"):
        yield from (re.sub(r"\[[\w/.-]+\.\w+\]\([^)]*\)|\]\([^)]*\)", "]", line) for line in text.splitlines())
    elif path.endswith(".html"):
        yield from Words(text).found


def strange(texts: Iterable[str], written: str) -> list[str]:
    """Return what is in Latin letters and not written in the content: words that no catalog knows.

    A single word that a field chooses from (``must``, ``open``) is strange wherever it stands alone: it has a translation.
    """
    found = []
    for text in texts:
        told = _ADDRESS.sub("", text)
        if told.strip() in WORDS:
            found.append(text)
        found += [text for each in _LATIN.findall(told) if each not in KNOWN and not _written(each, written)]
    return found


def _written(words: str, written: str) -> bool:
    """Whether an author wrote some words: as they stand, or, where there is a number among them, each for itself."""
    asked = plain(words)
    return asked in written or (any(map(str.isdigit, asked)) and all(each in written for each in asked.split()))


def plain(text: str) -> str:
    """Return a text so that it is found however it is written: ids with hyphens, titles made of them, lines broken anywhere."""
    return " ".join(re.sub(r"[-_\s/]+", " ", text.lower()).split())


class Words(HTMLParser):
    """What a reader of a page reads or hears: texts, labels, what scripts will say; without code."""

    SILENT = ("script", "style", "code", "pre")
    SAID = (
        "aria-label",
        "title",
        "alt",
        "placeholder",
        "data-title",
        "data-toc",
        "data-copied",
        "data-selected",
        "data-coehub-feed",
    )

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside: list[str] = []
        self.feed(_PREVIEW.sub("", text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [given[name] or "" for name in self.SAID if name in given]
        if filter_ := given.get("data-coehub-filter"):
            self.found += _strings(
                {name: value for name, value in json.loads(filter_).items() if name != "items"}, facets=True
            )
        if tag in (*self.SILENT, "template"):
            self._inside.append("json" if tag == "template" and "id" in given else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in (*self.SILENT, "template") and self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside or self._inside[-1] == "template":
            self.found.append(data)
        elif self._inside[-1] == "json":
            told = json.loads(data)
            self.found += [
                each for name in ("words", "fields", "states", "facets") for each in _strings(told.get(name, ""))
            ]


def _strings(value: Any, facets: bool = False) -> Iterator[str]:
    """Yield the texts in what a script is told; of a pair only the second, which is shown."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in ("name", "all_value"):
                yield from _strings(each)
    elif isinstance(value, list):
        pair = len(value) == 2 and all(isinstance(each, str) for each in value)
        for each in value[1:] if pair else value:
            yield from _strings(each)
