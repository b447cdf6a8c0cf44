"""A language that nobody speaks: every sentence of ours in Georgian letters, everything that an author wrote in Cyrillic ones.

What is left in Latin letters on a page went through neither: a word that is not in the catalogs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from string import ascii_letters
from typing import Any

from babel.messages.pofile import write_po

from hub_plugin import build
from hub_plugin.disk import Folder
from hub_plugin.model import fields
from hub_plugin.model.page import Site
from hub_plugin.model.texts import Text
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
            made.add(message.id, forms, flags=message.flags)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{language}.po").open("wb") as file:
        write_po(file, made)
    return folder


def write_foreign(monkeypatch: Any) -> None:
    """Let every text that authors write come in Cyrillic letters from now on."""
    before = fields._texts

    def texts(value: Any, kind: type[Text], tidy: Callable[[str], str]) -> Text:
        text = before(value, kind, tidy)
        return kind(said(str(text), _THEIRS, _KEPT_THEIRS))

    monkeypatch.setattr(fields, "_texts", texts)


def site(content: Path, catalogs: Path, language: str = LANGUAGE, **frame: Any) -> Site:
    """Print the site of a hub in a language."""
    folder = Folder(content)
    reading = build.read(folder.paths, folder.contents())
    assert not reading.failing(["error"])
    import datetime

    day = datetime.date.fromisoformat(TODAY)
    around = build.Frame(
        language=language, catalogs=(catalogs,), read=lambda path: folder.file(path).read_bytes(), **frame
    )
    return build.site(reading.hub, build.derive(reading.hub, day), around)


class Words(HTMLParser):
    """What a reader of a page reads or hears: texts, labels, what scripts will say; without code."""

    SILENT = ("script", "style", "code", "pre")
    SAID = (
        "aria-label",
        "title",
        "alt",
        "placeholder",
        "content",
        "data-title",
        "data-toc",
        "data-done",
        "data-coehub-feed",
    )

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [given[name] or "" for name in self.SAID if name in given]
        if filter_ := given.get("data-coehub-filter"):
            self.found += _strings(
                {name: value for name, value in json.loads(filter_).items() if name != "items"}, facets=True
            )
        if tag in self.SILENT:
            self._inside.append("json" if given.get("type") == "application/json" else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT and self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.found.append(data)
        elif self._inside[-1] == "json":
            self.found += _strings(
                {name: value for name, value in json.loads(data).items() if name not in ("propose", "items")}
            )


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
