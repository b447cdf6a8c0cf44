"""Editions: the site in each language under its own path, and the ways from a page to the same page in the others."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from hub_plugin.model.languages import name_of, places
from hub_plugin.model.page import relative
from hub_plugin.model.siblings import translated_page
from hub_plugin.model.texts import N_

_ADDRESS = "#coehub-edition-"  # stands in what the theme prints until the page is known
_LINK = re.compile(rf"<link\b[^<>]*{_ADDRESS}([\w-]+)[^<>]*>")
_ANCHOR = re.compile(rf"href=[\"']?{_ADDRESS}([\w-]+)[\"']?")
_TITLE = re.compile(r"<h1\b|</body>")
LANGUAGES = N_("Languages")
_HEAD = re.compile(r"</head>")


@dataclass(frozen=True)
class Edition:
    """The site in one language.

    Args:
        language: its BCP 47 tag.
        path: where it lies below the site's root, with a slash at the end; the first edition lies at the root: ``""``.
    """

    language: str
    path: str = ""

    @property
    def name(self) -> str:
        """What its readers call the language, as it begins a line: ``Română``."""
        return name_of(self.language)


def editions(languages: Sequence[str], chosen: Sequence[str] = ()) -> tuple[Edition, ...]:
    """Return the editions of a hub, the one in its own language first.

    Args:
        languages: those that hub.yml names.
        chosen: those of them to build beside the first, as mkdocs.yml says; none: all.
    """
    return tuple(Edition(tag, path) for tag, path in places(languages, chosen).items())


class Ways:
    """The ways from the pages of one edition to the same pages in the others.

    Args:
        all_: the editions of the site.
        here: the one whose pages these are.
        root: the address of the whole site, with a slash at the end; may be empty.
    """

    def __init__(self, all_: Sequence[Edition], here: Edition, root: str = "") -> None:
        self.all, self.here, self.root = {each.language: each for each in all_}, here, root
        self.label = LANGUAGES  # of the list, in the language of the edition

    def announce(self, config: MkDocsConfig) -> None:
        """Tell the theme which languages there are, as Material reads it; a list of the user's own stays."""
        if len(self.all) < 2:
            return
        given = config.extra.setdefault("alternate", [])
        if all(str(each.get("link", "")).startswith(_ADDRESS) for each in given):
            config.extra["alternate"] = [
                {"name": each.name, "link": f"{_ADDRESS}{each.language}", "lang": each.language}
                for each in self.all.values()
            ]

    def on(self, output: str, url: str, absolute: bool = False) -> str:
        """Return a page with its ways to the same page in other languages.

        Args:
            output: as the theme printed it.
            url: where it lies below the root of its edition.
            absolute: it is shown at other addresses than its own, as the page for lost visitors is.
        """

        if len(self.all) < 2:
            return output

        def to(tag: str) -> str:
            there = self.all[tag].path + ("" if absolute else url)
            if absolute:
                return (urlsplit(self.root).path or "/") + there
            return relative(there, self.here.path + url)

        def whole(tag: str) -> str:
            return f"{self.root}{self.all[tag].path}{url}" if self.root else to(tag)

        # Material looks for a sitemap beside every link whose rel is exactly "alternate": that would be a lost request a page.
        links = "".join(
            f'<link rel="alternate " hreflang="{name}" href="{html.escape(whole(tag))}">'
            for name, tag in (*((tag, tag) for tag in self.all), ("x-default", next(iter(self.all))))
        )
        output = _LINK.sub("", output)
        if not absolute:
            output = _HEAD.sub(lambda end: links + end[0], output, count=1)
        if not _ANCHOR.search(output):
            return _TITLE.sub(lambda start: self._list(to) + start[0], output, count=1)

        def anchor(found: re.Match[str]) -> str:
            here = ' aria-current="true"' if found[1] == self.here.language else ""
            return f'href="{html.escape(to(found[1]))}" lang="{found[1]}"{here}'

        return _ANCHOR.sub(anchor, output)

    def _list(self, to: Callable[[str], str]) -> str:
        """Return a list of the languages, for a theme that has none."""
        items = "".join(
            f'<li><a href="{html.escape(to(tag))}" hreflang="{tag}" lang="{tag}"'
            f"{' aria-current=true' if each == self.here else ''}>{html.escape(each.name)}</a></li>"
            for tag, each in self.all.items()
        )
        return f'<nav class="coehub-editions" aria-label="{html.escape(self.label)}"><ul>{items}</ul></nav>'


def hand_written(files: Files, languages: Sequence[str], here: Edition) -> Iterator[tuple[File, bool]]:
    """Put each hand-written page's translation in its place: ``about.ro.md`` is ``about.md`` in Romanian.

    Args:
        files: those of the build; the translations are taken out of them.
        languages: those of the hub, its own first.
        here: the edition that is built.

    Yields:
        Each hand-written page, and whether it speaks the language of the edition. A page that translates nothing is left as it is.
    """
    pages = {file.src_uri: file for file in files if file.is_documentation_page()}
    taken: set[str] = set()
    for uri, file in pages.items():
        found = translated_page(uri, pages, languages)
        if found is None:
            continue
        original, tag = pages[found[0]], found[1]
        files.remove(file)
        taken.add(uri)
        if tag == here.language:
            original.src_dir, original.abs_src_path = file.src_dir, file.abs_src_path
            original.edit_uri = file.edit_uri
            taken.add(original.src_uri)
            yield original, True
    for uri, file in pages.items():
        if uri not in taken:
            yield file, here.language == languages[0]


def clash(paths: Iterable[str], all_: Sequence[Edition]) -> str:
    """Return a file of the first edition that lies where another one goes, or an empty text."""
    further_ = tuple(each.path for each in all_ if each.path)
    return next((path for path in paths if further_ and path.startswith(further_)), "")
