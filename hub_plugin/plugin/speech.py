"""What an edition says in its own language around the pages: titles, pages by hand, marks and the ways to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from hub_plugin.model.addresses import HUB
from hub_plugin.model.catalogs import SILENT, catalog
from hub_plugin.model.texts import Text
from hub_plugin.opening import Opened
from hub_plugin.outputs.pages.foreign import Foreign
from hub_plugin.plugin.editions import LANGUAGES, Edition, Ways, clash, hand_written
from hub_plugin.plugin.navigation import titled
from hub_plugin.plugin.settings import root_of


class Speech:
    """Speaks one of several languages.

    Args:
        all_: the editions of the site.
        here: the one that speaks.
        languages: those of the hub, its own first.
        site_url: where this edition will be opened, with a slash at the end; may be empty.
    """

    def __init__(self, all_: Sequence[Edition], here: Edition, languages: Sequence[str], site_url: str) -> None:
        self.all, self.here, self.languages = all_, here, languages
        self.ways = Ways(all_, here, site_url.removesuffix(here.path))
        self.foreign = Foreign(here.language, languages)
        self.strangers: set[str] = set()  # pages by hand that nobody has put into this language

    def name(self, config: MkDocsConfig, given: Mapping[str, str], words: Callable[[str], str], name: str) -> None:
        """Say the titles of the navigation and the name of the site in this language, and tell the theme of the others.

        Args:
            config: of the build.
            given: title → what mkdocs.yml gives for it.
            words: returns what our own words are in this language; nothing where nobody has translated them.
            name: of the hub, in its languages.
        """
        self.ways.announce(config)
        self.ways.label = words(LANGUAGES) or LANGUAGES
        if not self.here.path:
            return
        called = name.within(self.here.language) if isinstance(name, Text) else name

        def say(title: str) -> str:
            own = called if title == name and called != title else ""
            return given.get(title) or own or words(title) or self.foreign.strange(title)

        config.nav = _titles(config.nav, say)
        config.site_name = say(config.site_name)
        for option in ("site_description", "copyright"):
            config[option] = given.get(config[option] or "", config[option])
        for palette in config.theme.get("palette") or () if isinstance(config.theme.get("palette"), list) else ():
            if isinstance(toggle := palette.get("toggle"), dict) and "name" in toggle:
                toggle["name"] = given.get(toggle["name"], toggle["name"])

    def choose(self, files: Files) -> None:
        """Put translations of pages by hand in their places.

        Raises:
            PluginError: a page lies where another edition goes.
        """
        speaking = dict(hand_written(files, self.languages, self.here))
        self.strangers = {file.src_uri for file, speaks in speaking.items() if not speaks}
        if not self.here.path and (there := clash((file.dest_uri for file in files), self.all)):
            raise PluginError(
                f"coehub: '{there}' of the documentation lies where another language goes; rename its folder"
            )

    def mark_titles(self, files: Files, nav: Any) -> None:
        """Mark the titles of pages by hand that are not in this language, but those that the navigation has given."""
        for uri in self.strangers.difference(path for path, _ in titled(nav)):
            file = files.get_file_from_path(uri)
            if file is not None and file.page is not None and file.page.title:
                file.page.title = self.foreign.strange(str(file.page.title))

    def mark_headings(self, page: Page) -> None:
        """Mark the headings of such a page in its table of contents."""
        if page.file.src_uri in self.strangers:
            _mark(page.toc, self.foreign.strange)

    def content(self, page: Page, html: str) -> str:
        """Return the article of a page by hand, with an element around it that names its language where it is another."""
        return self.foreign.strange_block(html) if page.file.src_uri in self.strangers else html

    def on(self, output: str, url: str, absolute: bool = False) -> str:
        """Return a page as the theme printed it, with elements in place of marks, and the ways to other languages."""
        return self.ways.on(self.foreign.shown(output), url, absolute)


def spoken(
    config: MkDocsConfig, opened: Opened, all_: Sequence[Edition], here: Edition | None, titles: Mapping[str, Mapping[str, str]]
) -> Speech | None:  # fmt: skip
    """Return what speaks for an edition, once it has named the site; None where the hub has one language.

    Args:
        config: of the build.
        opened: the hub.
        all_: the editions of the site.
        here: the one that is built.
        titles: language → what mkdocs.yml gives for titles.
    """
    languages = opened.reading.languages
    if here is None or len(languages) < 2:
        return None
    speech = Speech(all_, here, languages, root_of(config))
    words = catalog(here.language, opened.catalogs, SILENT)
    called = opened.reading.hub.records[HUB].label
    speech.name(config, titles.get(here.language, {}), words.gettext, called)
    return speech


def _titles(nav: Any, say: Callable[[str], str]) -> Any:
    """Return a navigation, as mkdocs.yml has it, with its titles in other words."""
    if isinstance(nav, list):
        return [_titles(each, say) for each in nav]
    if isinstance(nav, dict):
        return {say(str(title)): _titles(each, say) for title, each in nav.items()}
    return nav


def _mark(items: Iterable[AnchorLink], mark: Callable[[str], str]) -> None:
    for each in items:
        each.title = mark(each.title)
        _mark(each.children, mark)
